"""Careers of a trust, a region or England: rebuilt, counted and drawn again, against named peers.

Everything is measured in a process of its own, all in turn, and each as a ratio to DuckDB merely
reading the same columns, as Parquet, in the same run. The first time in a new process is told
without imports, and again from the start of Python to its end. We read our store, which keeps
months uncompressed so that reading costs next to nothing; peers read the Parquet, and do less than
we do: they carry no hours and do not look up what managers were before.
Run: python benchmarks/histories.py [trust] [region] [england] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import gettempdir

# Nothing heavy is imported here: a process starts with the memory of the one that started it.

WORK = Path(__file__).with_name("histories_work.py")
FOLDER = Path(gettempdir()) / "ward-to-board-benchmark"
SIZES = {  # people in a month, months, organisations; runs of ours and of the peers
    "trust": (10_468, 120, 1, 5, 3),
    "region": (157_021, 120, 40, 5, 3),
    "england": (1_534_220, 60, 220, 5, 1),
}
SCAN = "DuckDB reads the columns"
OURS = {
    "scan": SCAN,
    "scan_first": f"{SCAN}, first time",
    "scan_new": f"{SCAN}, new process",
    "rebuild": "Our rebuild from the months",
    "rebuild_first": "Our rebuild, first time",
    "rebuild_new": "Our rebuild, new process",
    "month": "One more month read and merged",
    "month_kept": "One more month kept in the store",
    "statistics": "All statistics, store read too",
    "statistics_added": "The same, one month added since",
    "statistics_in_memory": "All statistics, in memory",
    "bootstrap": "1,000 bootstraps with curves",
}
PEERS = {
    "duckdb_window": "DuckDB, window",
    "duckdb_group_by": "DuckDB, group by",
    "polars_sort": "Polars, sort",
    "pandas": "pandas",
    "pandas_lifelines": "pandas with lifelines",
}
ONCE = ("scan_first", "rebuild_first")
"""In a process that has done nothing yet but import."""
START_TO_END = ("scan_new", "rebuild_new")
"""Measured from outside, start and end of Python and imports included."""


def run(job: str, folder: Path, *more: str) -> dict:
    """Give what a process of its own says of a job, with its seconds from start to end."""
    work = job.removesuffix("_new").removesuffix("_first")
    command = [sys.executable, str(WORK), work, str(folder), *more]
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        print(f"Not run: {job} ended with {done.returncode}.")
        return {}
    said = json.loads(done.stdout.splitlines()[-1])
    return {**said, "seconds": seconds} if job in START_TO_END else said


def measured(folder: Path, runs: int, peer_runs: int) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {job: [] for job in (*OURS, *PEERS)}
    for turn in range(max(runs, peer_runs)):
        jobs = [*(OURS if turn < runs else ()), *(PEERS if turn < peer_runs else ())]
        for job in jobs:
            said = run(job, folder, "once" if job in (*ONCE, *START_TO_END, *PEERS) else "warm")
            found[job] += [said] if said else []
    return {job: said for job, said in found.items() if said}


def held(words: str, value: float, limit: float, unit: str, *, most: bool = True) -> None:
    met = value <= limit if most else value >= limit
    side = "at most" if most else "at least"
    print(f"  {words:58}{value:9.3g} {unit:2} {side:8} {limit:<5g} {'met' if met else 'not met'}")


def report(found: dict[str, list[dict]]) -> None:
    seconds = {job: median(one["seconds"] for one in said) for job, said in found.items()}
    peaks = {job: median(one["peak"] for one in said) for job, said in found.items()}
    scan = seconds["scan"]
    print(f"  {'':38}{'n':>3}{'seconds':>10}{'x the read':>12}{'peak GB':>9}")
    for job, words in (OURS | PEERS).items():
        if job in found:
            row = f"{seconds[job]:10.3f}{seconds[job] / scan:12.2f}{peaks[job]:9.2f}"
            print(f"  {words:38}{len(found[job]):3}{row}")
    sql = min((seconds[job], job) for job in ("duckdb_window", "duckdb_group_by") if job in found)
    held("Rebuild, over DuckDB's read", seconds["rebuild"] / scan, 1.5, "x")
    new = {
        "The first time in a process, over DuckDB's first": ("rebuild_first", "scan_first"),
        "New processes, start to end, over DuckDB's": ("rebuild_new", "scan_new"),
        "Our process, start to end, over DuckDB's read alone": ("rebuild_new", "scan"),
    }
    for words, (ours, theirs) in new.items():
        held(words, seconds[ours] / seconds[theirs], 2.0, "x")
    held(f"{PEERS[sql[1]]}, over our rebuild", sql[0] / seconds["rebuild"], 6, "x", most=False)
    if "pandas_lifelines" in found and "statistics_in_memory" in found:
        ours = seconds["rebuild"] + seconds["statistics_in_memory"]
        words = "pandas with lifelines, over our rebuild and statistics"
        held(words, seconds["pandas_lifelines"] / ours, 20, "x", most=False)
    limits = {"month": 0.1, "statistics": 0.1, "statistics_in_memory": 0.1, "bootstrap": 4.0}
    for job, limit in limits.items():
        if job in found:
            held(OURS[job], seconds[job], limit, "s")
    held("Peak memory of our rebuild, new process", peaks["rebuild_new"], 0.6, "GB")


def agreement(found: dict[str, list[dict]]) -> None:
    answers = {job: found[job][0]["answer"] for job in PEERS if job in found}
    spells = {tuple(answer) for job, answer in answers.items()}
    words = "the same" if len(spells) == 1 else f"NOT the same: {answers}"
    print(f"  The peers' segments are {words}.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=["trust"])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()
    for size in asked.sizes:
        people, months, organisations, runs, peer_runs = SIZES[size]
        folder = asked.folder / size
        made = run("make", folder, str(people), str(months), str(organisations))
        rows, seconds = made["rows"], made["seconds"]
        print(f"{size}: {rows:,} rows, {months} months, made in {seconds:.1f} s ({folder})")
        print(f"  {run('check', folder)['said']}")
        found = measured(folder, runs, peer_runs)
        report(found)
        agreement(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
