"""One of our jobs of `histories.py` in a process of its own: prints JSON on its last line.

Run: python benchmarks/histories_work.py JOB FOLDER [once | warm], or make FOLDER PEOPLE MONTHS
ORGANISATIONS. A warm job is done twice and the second time counts.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from histories_peers import PEERS, month_files, scan

SEED = 1
REPLICATES, LONGEST = 1_000, 60
CAUSES = (1, 2, 3)


def silent(stage: str, done: int, of: int) -> None:
    """Show no progress."""


def make(folder: Path, people: str, months: str, organisations: str) -> dict:
    """Make the store of a size, and one that lacks the last month; both are kept for later runs."""
    from pyarrow.parquet import read_metadata

    from wardtoboard.staff.histories.store import keep_months
    from wardtoboard.staff.histories.synthetic import synthetic_history

    start = time.perf_counter()
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        history = synthetic_history(
            SEED, people=int(people), months=int(months), organisations=int(organisations)
        )
        options = {"vocabulary": history.vocabulary, "key_check": "", "progress": silent}
        staff = history.staff()
        keep_months(folder / "store", islice(staff, int(months) - 1), **options)
        shutil.copytree(folder / "store", folder / "short", copy_function=os.link)
        shutil.copytree(folder / "store", folder / "added", copy_function=os.link)
        last = list(staff)
        keep_months(folder / "added", last, **options)
        # A month that is held already makes the store merge everything anew, as an import does.
        keep_months(folder / "store", last, **options)
        write_extracts(keep_months(folder / "store", last, **options), folder / "extracts")
        (folder / "made").touch()
    rows = sum(read_metadata(path).num_rows for path in month_files(folder).values())
    return {"rows": rows, "seconds": time.perf_counter() - start}


def write_extracts(store, folder: Path) -> None:
    """Write the months of a store as Parquet, for the peers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir()
    for number in store.months:
        month = store.month(number)
        packed = ["state", "place", "fte", "since"]
        pq.write_table(
            pa.table({name: getattr(month, name) for name in ("person", *packed)}),
            folder / f"{number // 12}-{number % 12 + 1:02}.parquet",
            compression="zstd",
            row_group_size=1 << 18,
            use_dictionary=packed,
            column_encoding={"person": "DELTA_BINARY_PACKED"},
        )


def store_files(folder: Path) -> dict[int, Path]:
    """Give the file of each month of our store."""
    from wardtoboard.staff.histories.store import open_store

    store = open_store(folder / "store")
    return {number: store.folder / kept.name for number, kept in store.files.items()}


def check(folder: Path) -> dict:
    """Compare our segments, row for row and in every column, with the expression on DuckDB."""
    import ibis

    from wardtoboard.staff.histories.portable import segments_expression, segments_of

    months = " UNION ALL ".join(
        f"SELECT *, {number}::INTEGER AS month FROM '{path}'"  # noqa: S608
        for number, path in month_files(folder).items()
    )
    connection = ibis.duckdb.connect()
    connection.raw_sql(f"CREATE VIEW months AS {months}")
    theirs = segments_of(segments_expression(connection.table("months")).to_pyarrow())
    ours = merged(folder).in_order()
    differ = "other numbers of segments"
    if len(ours) == len(theirs):
        columns = zip(ours.columns(), theirs.columns(), strict=True)
        differ = f"{int(np.any([a != b for a, b in columns], axis=0).sum()):,} differ"
    return {"said": f"The expression on DuckDB: {len(theirs):,} segments compared, {differ}."}


def merged(folder: Path):
    """Rebuild every segment from the months."""
    from wardtoboard.staff.histories.rebuild import merge_months

    return merge_months(store_files(folder), silent).segments()


def read_store(folder: Path, name: str = "store"):
    from wardtoboard.staff.histories.store import open_store

    store = open_store(folder / name)
    return store.segments(), store.vocabulary


def count_everything(segments, vocabulary) -> None:
    """Count, give the chance of each event by month with limits, and test each level."""
    from wardtoboard.ceilings.flows.counts import count_flows
    from wardtoboard.inference.incidence import cumulative_incidence
    from wardtoboard.inference.logrank import logrank

    flows = count_flows(segments, vocabulary)
    events = np.moveaxis(flows.events_by_time[..., : len(CAUSES)], -1, -2)
    cells = flows.people > 0
    cumulative_incidence(flows.at_risk_by_time[cells], events[cells]).limits()
    at_risk = np.swapaxes(flows.at_risk_by_time, 0, 1)
    logrank(at_risk, np.swapaxes(events[..., 0, :], 0, 1))


def bootstrap_curves(segments) -> None:
    """Draw persons anew a thousand times; chances of each event in each level and profession."""
    from wardtoboard.inference.incidence import cumulative_chances
    from wardtoboard.inference.resampling import weighted_counts

    spells = segments.spells()
    spells = spells.take(spells.entry == 0)
    months = spells.end - spells.start + (spells.event != 0)
    event = np.where(months > LONGEST, 0, spells.event).astype(np.int64)
    months = np.minimum(months, LONGEST)
    cell = months.astype(np.int64) * (len(CAUSES) + 1) + event
    order = np.lexsort((cell, spells.state, spells.state % 256))
    state, cell, person = spells.state[order], cell[order], spells.person[order]
    levels = np.flatnonzero(np.diff(state % 256)) + 1
    for own in np.split(np.arange(len(state)), levels):
        professions, profession = np.unique(state[own], return_inverse=True)
        shape = (len(professions), LONGEST + 1, len(CAUSES) + 1)
        place = profession * shape[1] * shape[2] + cell[own]
        drawn = weighted_counts(person[own], place, int(np.prod(shape)), REPLICATES, SEED)
        counts = np.moveaxis(drawn.reshape(*shape, REPLICATES), -1, 0)
        ends = counts.sum(axis=-1)
        at_risk = np.cumsum(ends[..., ::-1], axis=-1)[..., ::-1]
        happened = np.moveaxis(counts[..., 1:], -1, -2)
        cumulative_chances(at_risk[..., 1:], happened[..., 1:])


def timed(work, times: int) -> float:
    """Give the seconds of the last of so many times."""
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
    return seconds


def timed_without_imports(module: str, work, times: int) -> float:
    import_module(module)
    return timed(work, times)


def rebuild(folder: Path, times: int) -> float:
    store = "wardtoboard.staff.histories.store"
    return timed_without_imports(store, lambda: merged(folder), times)


def month(folder: Path, times: int) -> float:
    """Read and merge the last month into what stood before it."""
    from wardtoboard.staff.histories.months import read_month
    from wardtoboard.staff.histories.store import open_store

    number, path = max(store_files(folder).items())
    short = open_store(folder / "short")
    for _ in range(times):
        before = short.merged()
        start = time.perf_counter()
        before.add(number, read_month(path))
        seconds = time.perf_counter() - start
    return seconds


def month_kept(folder: Path, times: int) -> float:
    """Add the last month to a copy of the store that lacks it, as a command would."""
    from wardtoboard.staff.histories.months import read_month
    from wardtoboard.staff.histories.store import keep_months, open_store

    number, path = max(store_files(folder).items())
    last, short = read_month(path), open_store(folder / "short")
    for _ in range(times):
        with TemporaryDirectory(dir=folder) as place:
            copy = shutil.copytree(folder / "short", Path(place) / "store", copy_function=os.link)
            start = time.perf_counter()
            keep_months(
                copy,
                [(number, last)],
                vocabulary=short.vocabulary,
                key_check="",
                progress=silent,
            )
            seconds = time.perf_counter() - start
    return seconds


def statistics(folder: Path, times: int) -> float:
    return timed(lambda: count_everything(*read_store(folder)), times)


def statistics_added(folder: Path, times: int) -> float:
    return timed(lambda: count_everything(*read_store(folder, "added")), times)


def statistics_in_memory(folder: Path, times: int) -> float:
    segments, vocabulary = read_store(folder)
    return timed(lambda: count_everything(segments, vocabulary), times)


def bootstrap(folder: Path, times: int) -> float:
    segments, _ = read_store(folder)
    return timed(lambda: bootstrap_curves(segments), times)


OURS = {
    "scan": lambda folder, times: timed_without_imports("duckdb", lambda: scan(folder), times),
    "rebuild": rebuild,
    "month": month,
    "month_kept": month_kept,
    "statistics": statistics,
    "statistics_added": statistics_added,
    "statistics_in_memory": statistics_in_memory,
    "bootstrap": bootstrap,
}


def main() -> int:
    job, folder, *more = sys.argv[1:]
    if job in ("make", "check"):
        said = {"make": make, "check": check}[job](Path(folder), *more)
    elif job in OURS:
        said = {"seconds": OURS[job](Path(folder), 2 if more == ["warm"] else 1)}
    else:
        start = time.perf_counter()
        answer = PEERS[job](Path(folder))
        said = {"seconds": time.perf_counter() - start, "answer": answer}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({**said, "peak": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
