"""The expression gives the same segments as the one pass, on DuckDB and on Apache Spark."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import astuple, fields
from pathlib import Path

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark import SparkContext
from pyspark.sql import SparkSession

from consoles import fenced_blocks
from reference.plain_spells import PlainRow, plain_segments
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.portable import WIDTHS, segments_expression, segments_of
from wardtoboard.staff.histories.rebuild import Merged
from wardtoboard.staff.histories.segments import Event, Segments, month_number

FIRST = month_number(2019, 11)
LEVELS = np.array([0, 1, 2, 3, 65, 66], np.int32)  # unknown, three bands, two medical grades
PLACES = 3
MOST_PROFESSIONS = 5  # unknown, not clinical, and three
NURSE, MIDWIFE = 2, 3  # any two numbers of professions would do
Engine = Callable[[pa.Table], Segments]

pytestmark = [
    # Spark fetches a result over a socket of this machine and leaves the closing to Python.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    # Ibis 12 asks DuckDB for Arrow by a name that DuckDB is giving up.
    pytest.mark.filterwarnings("ignore:fetch_arrow_table.. is deprecated:DeprecationWarning"),
]

QUIET = """
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
rootLogger.level = error
rootLogger.appenderRef.console.ref = console
"""


def random_months(seed: int, people: int, months: int, *, change: float = 0.25) -> pa.Table:
    """Give careers with gaps, returns, unknown backgrounds and a month that no one is in."""
    draw = np.random.default_rng(seed)
    shape = (people, months)
    codes = np.zeros((3, *shape), np.int32)
    for code, most in zip(codes, (MOST_PROFESSIONS, len(LEVELS), PLACES), strict=True):
        is_new = draw.random(shape) < change
        is_new[:, 0] = True
        last = np.maximum.accumulate(np.where(is_new, np.arange(months), 0), axis=1)
        code[:] = np.take_along_axis(draw.integers(0, most, shape), last, axis=1)
    is_here = np.cumsum(draw.random(shape) < change / 2, axis=1) % 2 == 0
    is_here[:, draw.integers(1, months - 1)] = False
    person, month = np.nonzero(is_here)
    profession, level, place = codes[:, is_here]
    hashes = np.sort(draw.choice(1 << 62, people, replace=False)) * 2 - (1 << 62)
    order = draw.permutation(len(person))
    table = pa.table(
        {
            "person": hashes[person],
            "month": (FIRST + month).astype(np.int32),
            "state": 256 * profession + LEVELS[level],
            "place": place,
            "fte": draw.integers(-1, 101, len(person)).astype(np.int16),
            "since": draw.integers(-20, 60, len(person)).clip(-1).astype(np.int16),
        }
    )
    return table.take(order)


def table_of(rows: list[PlainRow]) -> pa.Table:
    """Give rows as the table that the expression reads."""
    columns = {
        "person": ([row.person for row in rows], pa.int64()),
        "month": ([row.month for row in rows], pa.int32()),
        "state": ([256 * row.profession + row.level for row in rows], pa.int32()),
        "place": ([row.place for row in rows], pa.int32()),
        "fte": ([row.fte for row in rows], pa.int16()),
        "since": ([row.since for row in rows], pa.int16()),
    }
    return pa.table({name: pa.array(*column) for name, column in columns.items()})


def by_the_twin(months: pa.Table) -> Segments:
    rows = [
        PlainRow(**row, profession=state // 256, level=state % 256)
        for row in months.to_pylist()
        for state in [row.pop("state")]
    ]
    columns = zip(*map(astuple, plain_segments(rows)), strict=True)
    types = WIDTHS.values()
    return Segments(*(np.array(one, kind) for one, kind in zip(columns, types, strict=True)))


def by_the_one_pass(months: pa.Table) -> Segments:
    merged = Merged()
    months = months.sort_by([("month", "ascending"), ("person", "ascending")])
    columns = {name: months.column(name).to_numpy() for name in months.column_names}
    numbers = columns.pop("month")
    for number in np.unique(numbers):
        here = numbers == number
        merged.add(int(number), Month(**{name: one[here] for name, one in columns.items()}))
    return merged.segments()


def on_duckdb(months: pa.Table) -> Segments:
    return segments_of(segments_expression(ibis.memtable(months)).to_pyarrow())


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Start a Spark of this machine, which ends with this module; all it writes is in a folder."""
    session = _session(tmp_path_factory.mktemp("spark"))
    yield session
    gc.collect()  # sockets go now, where their warning is expected
    gateway = SparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None


@pytest.fixture
def on_spark(spark: SparkSession, tmp_path: Path) -> Engine:
    """Run the expression on Spark, over months in Parquet as a lake has them."""
    connection = ibis.pyspark.connect(spark)

    def run(months: pa.Table) -> Segments:
        path = tmp_path / "months.parquet"
        pq.write_table(months, path)
        table = connection.read_parquet(path)
        return segments_of(segments_expression(table).to_pyarrow())

    return run


def _session(folder: Path) -> SparkSession:
    log = folder / "log4j2.properties"
    log.write_text(QUIET, encoding="utf-8")
    options = [
        f"-Dderby.system.home={folder}",
        f"-Djava.io.tmpdir={folder}",
        f"-Dlog4j2.configurationFile={log}",
        "-XX:-UsePerfData",  # which would leave a file in /tmp
        "-XX:TieredStopAtLevel=1",  # queries this small end before better code would be ready
    ]
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": " ".join(options),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.local.dir": folder,
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": 2,
        "spark.sql.warehouse.dir": folder / "warehouse",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, str(value))
    return builder.getOrCreate()


def assert_same(found: Segments, expected: Segments) -> None:
    for column in fields(Segments):
        ours, theirs = getattr(found, column.name), getattr(expected, column.name)
        assert ours.dtype == theirs.dtype, column.name
        np.testing.assert_array_equal(ours, theirs, err_msg=column.name)


@pytest.mark.parametrize("seed", range(12))
def test_random_histories_on_duckdb(seed):
    months = random_months(seed, people=40, months=12)
    expected = by_the_twin(months)
    assert set(expected.event) == set(Event)
    assert_same(by_the_one_pass(months), expected)
    assert_same(on_duckdb(months), expected)


@pytest.mark.parametrize("seed", [100, 101])
def test_random_histories_on_spark(seed, on_spark):
    months = random_months(seed, people=200, months=12)
    assert_same(on_spark(months), by_the_twin(months))


def test_a_trust_on_all_engines(on_spark):
    months = random_months(7, people=24_000, months=24, change=0.03)
    expected = by_the_one_pass(months)
    assert_same(on_duckdb(months), expected)
    assert_same(on_spark(months), expected)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [PlainRow(1, 10, NURSE, 5, 0), PlainRow(1, 12, NURSE, 5, 0), PlainRow(2, 12, 0, 1, 0)],
            [(1, 517, 0, 10, 12, 10, -1, 100, 0), (2, 1, 0, 12, 12, 12, 0, 100, 0)],
            id="a month that nobody is in does not count as a gap",
        ),
        pytest.param(
            [PlainRow(1, 10, NURSE, 5, 0), PlainRow(1, 12, NURSE, 5, 0), PlainRow(2, 11, 0, 1, 0)],
            [
                (1, 517, 0, 10, 10, 10, -1, 100, 3),
                (1, 517, 0, 12, 12, 12, 0, 100, 0),
                (2, 1, 0, 11, 11, 11, 0, 100, 3),
            ],
            id="a month without a row of the person ends the spell",
        ),
        pytest.param(
            [
                PlainRow(1, 10, NURSE, 5, 0, fte=80, since=7),
                PlainRow(1, 11, NURSE, 5, 1, fte=60, since=8),
                PlainRow(1, 14, NURSE, 5, 2, fte=50, since=9),
                PlainRow(1, 15, NURSE, 6, 2, fte=40, since=3),
            ],
            [
                (1, 517, 0, 10, 10, 10, 7, 80, 4),
                (1, 517, 1, 11, 11, 10, 8, 60, 4),
                (1, 517, 2, 14, 14, 10, 11, 50, 1),
                (1, 518, 2, 15, 15, 15, 0, 40, 0),
            ],
            id="another place goes on with the time in level, which calendar months count",
        ),
        pytest.param(
            [PlainRow(1, 10, NURSE, 5, 0), PlainRow(1, 11, NURSE, 5, 1)],
            [(1, 517, 0, 10, 10, 10, -1, 100, 4), (1, 517, 1, 11, 11, 10, -1, 100, 0)],
            id="another place does not make an unknown time known",
        ),
        pytest.param(
            [
                PlainRow(1, 10, 1, 5, 0),
                PlainRow(1, 11, MIDWIFE, 5, 0),
                PlainRow(2, 12, 0, 1, 0),
                PlainRow(1, 13, 0, 6, 0, since=4),
            ],
            [
                (1, 261, 0, 10, 10, 10, -1, 100, 2),
                (1, 773, 0, 11, 11, 11, 0, 100, 3),
                (1, 774, 0, 13, 13, 13, 4, 100, 0),
                (2, 1, 0, 12, 12, 12, 0, 100, 3),
            ],
            id="a background is carried over a gap and never back in time",
        ),
    ],
)
def test_by_example(rows, expected):
    assert [astuple(one) for one in plain_segments(rows)] == expected
    assert_same(by_the_one_pass(table_of(rows)), by_the_twin(table_of(rows)))
    assert_same(on_duckdb(table_of(rows)), by_the_twin(table_of(rows)))


HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "run-on-spark.md"
PREPARED = pa.table(
    {
        "person": pa.array([1, 1, 1, 2], pa.int64()),
        "month": pa.array([FIRST, FIRST + 1, FIRST + 2, FIRST], pa.int32()),
        "profession": ["nurse", "nurse", "unknown", "not clinical"],
        "level": ["Band 7", "Band 8a", "Band 8b", "unknown"],
        "place": pa.array([0, 0, 1, 0], pa.int32()),
        "fte": pa.array([100, 100, 60, -1], pa.int16()),
        "since": pa.array([-1, -1, -1, 3], pa.int16()),
    }
)


def scripts_of_the_how_to(folder: Path) -> list[str]:
    blocks = fenced_blocks(HOW_TO.read_text(encoding="utf-8"))
    scripts = [block.body for block in blocks if block.info == ("python",)]
    return [script.replace("/lake", folder.as_posix()) for script in scripts]


def test_the_scripts_of_the_how_to_run(spark, tmp_path, capsys):
    pq.write_table(PREPARED, tmp_path / "careers.parquet")
    spark.read.parquet(str(tmp_path / "careers.parquet")).createOrReplaceTempView("careers")
    for script in scripts_of_the_how_to(tmp_path):
        exec(script, {})  # noqa: S102  # the scripts of our own page
    assert capsys.readouterr().out == "4 2\n"


def test_the_script_of_the_how_to_runs_on_duckdb(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with duckdb.connect("careers.duckdb") as database:
        database.register("prepared", PREPARED)
        database.execute("CREATE TABLE careers AS FROM prepared")
    on_spark = "ibis.pyspark.connect(SparkSession.builder.getOrCreate())"
    make, read = scripts_of_the_how_to(tmp_path)
    assert on_spark in make
    exec(make.replace(on_spark, 'ibis.duckdb.connect("careers.duckdb")'), {})  # noqa: S102
    exec(read, {})  # noqa: S102
    assert capsys.readouterr().out == "4 2\n"


def test_wider_columns_become_those_of_segments():
    result = segments_expression(ibis.memtable(random_months(3, 40, 12))).to_pyarrow()
    wide = pa.table({name: result.column(name).cast(pa.int64()) for name in WIDTHS})
    assert_same(segments_of(wide), segments_of(result))


def test_the_columns_are_those_of_segments():
    assert list(WIDTHS) == [column.name for column in fields(Segments)]
