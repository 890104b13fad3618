"""From months of staff to segments, by others: DuckDB in two plans, Polars, and pandas.

Each reads the store's own Parquet files, one a month, and gives the number of segments, their
months and the promotions among them, so that the answers can be compared.
"""

from __future__ import annotations

from pathlib import Path

CENSORED, PROMOTED, MOVED, LEFT, ELSEWHERE = range(5)
COLUMNS = ["person", "state", "place"]
EVENT = """
    CASE WHEN next_month IS NULL OR next_month <> "end" + 1
              THEN CASE WHEN "end" = (SELECT max(m) FROM calendar) THEN 0 ELSE 3 END
         WHEN next_state = state THEN 4
         WHEN next_state // 256 = state // 256 AND state % 256 <> 0 AND next_state > state
              AND (state % 256 - 1) // 64 = (next_state % 256 - 1) // 64 THEN 1
         ELSE 2 END"""
WINDOW = f"""
    CREATE TABLE segments AS
    WITH beside AS (
        SELECT *, lag(m) OVER career AS month_before, lag(state) OVER career AS state_before,
               lag(place) OVER career AS place_before, lead(m) OVER career AS next_month,
               lead(state) OVER career AS next_state, lead(place) OVER career AS next_place
        FROM rows WINDOW career AS (PARTITION BY person ORDER BY m)
    ), edges AS (
        SELECT *, m AS "end",
               (month_before = m - 1 AND state_before = state AND place_before = place)
                   IS NOT TRUE AS is_start,
               (next_month = m + 1 AND next_state = state AND next_place = place)
                   IS NOT TRUE AS is_end
        FROM beside WHERE is_start OR is_end
    )
    SELECT person, state, place,
           CASE WHEN is_start THEN m ELSE lag(m) OVER (PARTITION BY person ORDER BY m) END AS start,
           "end", {EVENT} AS event
    FROM edges QUALIFY is_end"""  # noqa: S608
GROUP_BY = f"""
    CREATE TABLE runs AS
        SELECT person, state, place, min(m) AS start, max(m) AS "end", count(*) AS n
        FROM rows GROUP BY person, state, place;
    CREATE TABLE broken AS
        SELECT person, state, place, min(m) AS start, max(m) AS "end", count(*) AS n FROM (
            SELECT person, state, place, m,
                   m - row_number() OVER (PARTITION BY person, state, place ORDER BY m) AS island
            FROM rows SEMI JOIN (FROM runs WHERE "end" - start + 1 <> n)
                USING (person, state, place)
        ) GROUP BY person, state, place, island;
    CREATE TABLE segments AS
    WITH whole AS (
        FROM runs WHERE "end" - start + 1 = n UNION ALL FROM broken
    ), beside AS (
        SELECT *, lead(start) OVER career AS next_month, lead(state) OVER career AS next_state
        FROM whole WINDOW career AS (PARTITION BY person ORDER BY start)
    )
    SELECT person, state, place, start, "end", {EVENT} AS event FROM beside"""  # noqa: S608
PLANS = {"duckdb_window": WINDOW, "duckdb_group_by": GROUP_BY}


def month_files(folder: Path) -> dict[int, Path]:
    """Give the Parquet file of each month by its number, from the file's name.

    They hold what the months of the store hold, as an extract would: compressed, hashes packed by
    their differences, the rest by dictionaries.
    """
    files = {}
    for path in sorted((folder / "extracts").glob("*.parquet")):
        year, month = path.name.split(".")[0].split("-")
        files[12 * int(year) + int(month) - 1] = path
    return files


def scan(folder: Path) -> tuple:
    """Read every column that a rebuild reads, and do next to nothing with it."""
    import duckdb

    files = [str(path) for path in month_files(folder).values()]
    with duckdb.connect() as connection:
        return connection.execute(
            "SELECT max(person), max(state), max(place), max(fte), max(since) FROM read_parquet(?)",
            [files],
        ).fetchone()


def segments_in_duckdb(connection, plan: str, folder: Path) -> None:
    """Make the table `segments` by one of the plans."""
    files = month_files(folder)
    months = " UNION ALL ".join(
        f"SELECT person, state, place, {number}::SMALLINT AS m FROM '{path}'"  # noqa: S608
        for number, path in files.items()
    )
    connection.execute(f"CREATE VIEW rows AS {months}")
    connection.execute("CREATE TABLE calendar AS SELECT unnest(?) AS m", [list(files)])
    connection.execute(PLANS[plan])


def in_duckdb(plan: str, folder: Path) -> list[int]:
    import duckdb

    with duckdb.connect() as connection:
        segments_in_duckdb(connection, plan, folder)
        found = connection.execute(
            'SELECT count(*), sum("end" - start + 1), count(*) FILTER (event = 1) FROM segments'
        ).fetchone()
    return [int(one) for one in found]


def in_polars(folder: Path) -> list[int]:
    import polars as pl

    files = month_files(folder)
    rows = pl.concat(
        [
            pl.scan_parquet(path).select(COLUMNS).with_columns(m=pl.lit(number, pl.Int16))
            for number, path in files.items()
        ]
    ).collect()
    rows = rows.sort("person", "m")

    def same(by: int) -> pl.Expr:
        columns = [pl.col(name) == pl.col(name).shift(by) for name in COLUMNS]
        beside = pl.col("m") - pl.col("m").shift(by) == by
        return pl.all_horizontal(*columns, beside).fill_null(False)

    edges = rows.with_columns(
        goes_on=same(1), stays=same(-1), **{f"next_{n}": pl.col(n).shift(-1) for n in rows.columns}
    ).filter(~pl.col("goes_on") | ~pl.col("stays"))
    edges = edges.with_columns(
        start=pl.when(~pl.col("goes_on")).then("m").otherwise(pl.col("m").shift(1))
    ).filter(~pl.col("stays"))
    state, after = pl.col("state"), pl.col("next_state")
    here = (pl.col("next_person") == pl.col("person")) & (pl.col("next_m") == pl.col("m") + 1)
    segments = edges.select(
        *COLUMNS,
        "start",
        end="m",
        event=pl.when(~here.fill_null(False))
        .then(pl.when(pl.col("m") == max(files)).then(CENSORED).otherwise(LEFT))
        .when(after == state)
        .then(ELSEWHERE)
        .when(
            (after // 256 == state // 256)
            & (state % 256 != 0)
            & (after > state)
            & ((after % 256 - 1) // 64 == (state % 256 - 1) // 64)
        )
        .then(PROMOTED)
        .otherwise(MOVED),
    )
    months = segments.select((pl.col("end") - pl.col("start") + 1).cast(pl.Int64).sum()).item()
    return [len(segments), months, int((segments["event"] == PROMOTED).sum())]


def rows_in_pandas(folder: Path):
    import pandas as pd

    parts = []
    for number, path in month_files(folder).items():
        part = pd.read_parquet(path, columns=COLUMNS)
        part["m"] = number
        parts.append(part.astype({"m": "int16"}))
    rows = pd.concat(parts, ignore_index=True)
    del parts
    return rows.sort_values(["person", "m"], ignore_index=True)


def segments_in_pandas(rows, key: list[str]):
    """Give runs of consecutive months with an equal key, and what came after each."""
    import numpy as np
    import pandas as pd

    columns = {name: rows[name].to_numpy() for name in rows.columns}
    goes_on = np.diff(columns["m"]) == 1
    for name in ("person", *key):
        goes_on &= columns[name][1:] == columns[name][:-1]
    first = np.flatnonzero(np.append(True, ~goes_on))
    last = np.append(first[1:] - 1, len(rows) - 1)
    after = np.minimum(last + 1, len(rows) - 1)
    state, following = columns["state"][last], columns["state"][after]
    end = columns["m"][last]
    here = (columns["person"][after] == columns["person"][last]) & (columns["m"][after] == end + 1)
    is_promotion = (
        (following // 256 == state // 256)
        & (state % 256 != 0)
        & (following > state)
        & ((following % 256 - 1) // 64 == (state % 256 - 1) // 64)
    )
    return pd.DataFrame(
        {
            "person": columns["person"][first],
            "state": state,
            "start": columns["m"][first],
            "end": end,
            "event": np.select(
                [~here & (end == end.max()), ~here, following == state, is_promotion],
                [CENSORED, LEFT, ELSEWHERE, PROMOTED],
                MOVED,
            ),
        }
    )


def answer_of(segments) -> list[int]:
    months = int((segments["end"].astype("int64") - segments["start"] + 1).sum())
    return [len(segments), months, int((segments["event"] == PROMOTED).sum())]


def in_pandas(folder: Path) -> list[int]:
    return answer_of(segments_in_pandas(rows_in_pandas(folder), ["state", "place"]))


def in_pandas_with_lifelines(folder: Path) -> list[int]:
    """Segments for the answer; spells, a curve for each profession and level, a test a level."""
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import multivariate_logrank_test

    rows = rows_in_pandas(folder)
    answer = answer_of(segments_in_pandas(rows, ["state", "place"]))
    spells = segments_in_pandas(rows, ["state"])
    del rows
    spells = spells[spells["start"] > spells["start"].min()]
    spells["months"] = spells["end"] - spells["start"] + 1
    spells["promoted"] = spells["event"] == PROMOTED
    for _, own in spells.groupby("state"):
        KaplanMeierFitter().fit(own["months"], own["promoted"])
    for _, own in spells.groupby(spells["state"] % 256):
        if own["promoted"].any() and own["state"].nunique() > 1:
            multivariate_logrank_test(own["months"], own["state"], own["promoted"])
    return answer


PEERS = {
    "duckdb_window": lambda folder: in_duckdb("duckdb_window", folder),
    "duckdb_group_by": lambda folder: in_duckdb("duckdb_group_by", folder),
    "polars_sort": in_polars,
    "pandas": in_pandas,
    "pandas_lifelines": in_pandas_with_lifelines,
}
