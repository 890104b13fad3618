"""Read, place and label every organisation of a published workforce table, against DuckDB's read.

Prints the whole command's time and memory, the library's own time by stage, the time for one
organisation, and each as a ratio to DuckDB merely reading the same files in the same run.
Run: python benchmarks/england.py [FOLDER with *_2017-09.csv]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb

from wardtoboard.ceilings import (
    build_body,
    find_ceilings,
    gather_people,
    load_settings,
    same_profession_elsewhere,
)
from wardtoboard.staff import read_staff_tables

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "workforce-2017-09"
ONE = "RGQ"
RUNS = 5
MOST_SECONDS, MOST_MEGABYTES, MOST_SECONDS_FOR_ONE = 5.0, 500.0, 0.5


def timed(work) -> tuple[float, object]:
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def read_with_duckdb(files: list[Path]) -> int:
    rows = 0
    for file in files:
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE t AS SELECT * FROM read_csv(?)", [str(file)])
            rows += connection.execute("SELECT count(*) FROM t").fetchone()[0]
    return rows


def find(table, code: str | None):
    everyone = gather_people(table, fte_as_headcount=True)
    bodies = [build_body(people) for people in everyone]
    chosen = [body for body in bodies if code in (None, body.code)]
    elsewhere = same_profession_elsewhere(bodies)
    return find_ceilings(chosen, load_settings(), grade="D", elsewhere=elsewhere)


def whole_command(files: list[Path], *more: str) -> float:
    command = [sys.executable, "-m", "wardtoboard.cli.main", "ceilings", *map(str, files)]
    command += ["--fte-as-headcount", "--format", "json", *more]
    seconds, _ = timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    return seconds


def one_organisation(files: list[Path], folder: Path) -> list[Path]:
    """Write the rows of one organisation to files of their own."""
    written = []
    for file in files:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        kept = [lines[0], *(line for line in lines[1:] if f",{ONE}," in line)]
        path = folder / file.name
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        written.append(path)
    return written


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    files = sorted(folder.glob("*_2017-09.csv"))
    if len(files) != 2:
        print(f"Not run: no published workforce tables in {folder.name}. Give their folder.")
        return 0
    duck = median(timed(lambda: read_with_duckdb(files))[0] for _ in range(RUNS))
    reads, finds, singles = [], [], []
    with TemporaryDirectory() as place:
        own = one_organisation(files, Path(place))
        for _ in range(RUNS):
            seconds, table = timed(lambda: read_staff_tables(files))
            reads.append(seconds)
            finds.append(timed(lambda table=table: find(table, None))[0])
            singles.append(timed(lambda: find(read_staff_tables(own), ONE))[0])
        wholes = [whole_command(files) for _ in range(RUNS)]
        alone = [whole_command(own) for _ in range(RUNS)]
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows = [
        ("DuckDB reads the two files", duck),
        ("We read, check and place them", median(reads)),
        ("We find the ceilings of all", median(finds)),
        ("Read, place and find, one process", median(reads) + median(finds)),
        ("The whole command, JSON and start included", median(wholes)),
        (f"One organisation ({ONE}), in process", median(singles)),
        (f"One organisation ({ONE}), the whole command", median(alone)),
    ]
    print(
        f"{table.rows_read:,} rows, {len(table.organisations)} organisations, {RUNS} runs, median"
    )
    for words, seconds in rows:
        print(f"{words:48}{seconds:8.3f} s {seconds / duck:8.1f} x DuckDB's read")
    print(f"{'Most memory of a whole command':48}{megabytes:8.0f} MB (limit {MOST_MEGABYTES:.0f})")
    placed = sum(row.fte or 0 for row in table.rows) + sum(one.fte or 0 for one in table.unplaced)
    print(f"Full-time equivalents placed or listed: {placed:,.6f}")
    held = (
        median(wholes) < MOST_SECONDS
        and megabytes < MOST_MEGABYTES
        and median(singles) < MOST_SECONDS_FOR_ONE
    )
    print("Every limit held." if held else "A limit was broken (on this machine, in this run).")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
