"""Attack everything that is released: can any withheld count be worked out?

For the worked table, the synthetic trust and three real organisations: write a protected release,
read its tables back from disk, attack them, then write a second release (a later year, and a
correction of the first) and attack the union. Beside each, the same attack on a table that only
withholds small counts, to show that the attack is real.
Run: python benchmarks/releases.py [FOLDER with *_2017-09.csv]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from wardtoboard.base.errors import DisclosureError
from wardtoboard.ceilings import People, build_body, find_ceilings, gather_people, load_settings
from wardtoboard.disclosure import (
    WITHHELD,
    CountTable,
    ReleasedTable,
    Rule,
    attack,
    read_ledger,
    read_published_table,
)
from wardtoboard.disclosure.revisions import settle
from wardtoboard.papers import ReleaseRequest, write_release
from wardtoboard.papers.release import count_table
from wardtoboard.papers.write_release import LEDGER
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import read_staff_tables, synthetic_trust

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "workforce-2017-09"
REAL = ("RGQ", "RW5", "R1H")
WHEN = date(2026, 11, 22)
LEVELS = ("Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b+", "Board")
WORKED = {
    "nurse": (600, 400, 200, 80, 40, 4),
    "ahp": (100, 120, 80, 40, 4, 0),
    "pharmacist": (20, 30, 25, 16, 4, 0),
    "healthcare_scientist": (60, 60, 40, 20, 3, 0),
    "psychologist": (0, 5, 20, 30, 12, 0),
}


def everyone(folder: Path) -> Iterator[People]:
    cells = {
        (profession, level): count
        for profession, counts in WORKED.items()
        for level, count in zip(LEVELS, counts, strict=True)
    }
    yield People("the worked table", date(2026, 3, 31), cells, cells, {})
    trust = synthetic_trust(20190101)
    yield gather_people(trust.table, fte_as_headcount=False, posts=trust.establishment)[0]
    files = sorted(folder.glob("*_2017-09.csv"))
    if len(files) != 2:
        print(f"No published workforce tables in {folder.name}: real organisations not attacked.")
        return
    table = read_staff_tables(files)
    codes = {people.code: people for people in gather_people(table, fte_as_headcount=True)}
    yield from (codes[code] for code in REAL)


def later(people: People, known: Professions, seed: int) -> People:
    """Give the same body a year on: every count drawn afresh around what it was."""
    generator = np.random.Generator(np.random.PCG64(seed))
    finest = {key: int(generator.poisson(count)) for key, count in people.finest.items()}
    moved = people.with_finest(finest, known)
    return replace(moved, date=people.date.replace(year=people.date.year + 1))


def corrected(people: People, known: Professions) -> People:
    """Give the same body after a correction: twelve people of the largest cell were elsewhere."""
    order = sorted(people.finest, key=lambda key: people.finest[key])
    finest = dict(people.finest)
    finest[order[-1]] -= 12
    finest[order[-2]] += 12
    return people.with_finest(finest, known)


def release(people: People, folder: Path, ledger: Path) -> None:
    settings = load_settings()
    body = build_body(people)
    findings = find_ceilings([body], settings, grade="C")[0]
    request = ReleaseRequest(
        people=people,
        body=body,
        findings=tuple(findings),
        unplaced=(),
        priors={},
        raw=False,
        when=WHEN,
    )
    write_release(request, settings, folder, ledger=ledger, progress=lambda *_: None)


def only_small_withheld(table: CountTable) -> ReleasedTable:
    rule = Rule()
    values = {
        key: WITHHELD if rule.is_small(count) else count for key, count in table.cells().items()
    }
    return ReleasedTable(table.population, table.dimensions, values, table.groups)


def report(words: str, tables: list[ReleasedTable], truth: CountTable) -> bool:
    found = attack(tables, truth=truth)
    narrowest = "none" if found.narrowest is None else str(found.narrowest)
    print(
        f"  {words:34} {found.cells:5} cells {found.protected:4} withheld "
        f"{found.recovered_exactly:3} worked out {len(found.violated):3} too narrow, "
        f"narrowest {narrowest}"
    )
    return not found.recovered and not found.violated


def attack_body(people: People, folder: Path) -> bool:
    known = load_professions(people.date)
    first = count_table(people, known)
    ledger = folder / LEDGER
    start = time.perf_counter()
    release(people, folder / "first", ledger)
    seconds = time.perf_counter() - start
    print(f"{people.code} ({sum(people.pooled.values()):,} people; released in {seconds:.1f} s)")
    read = read_published_table(folder / "first" / "headcounts.csv", groups=first.groups)
    held = report("as written", [read], first)
    fixed = corrected(people, known)
    try:
        release(fixed, folder / "corrected", ledger)
    except DisclosureError:
        print("  a correction of it was refused: it would have given cells away")
    else:
        tables = list(read_ledger(ledger).of(first.population))
        held &= report("with a correction of it", settled(tables), count_table(fixed, known))
    next_year = later(people, known, seed=1)
    release(next_year, folder / "later", ledger)
    everything = [one.table for one in read_ledger(ledger).releases]
    held &= report("with the next year", settled(everything), count_table(next_year, known))
    report("small counts alone withheld", [only_small_withheld(first)], first)
    return held


def settled(tables: list[ReleasedTable]) -> list[ReleasedTable]:
    """Drop from earlier tables the numbers that a later one of the same population corrects."""
    by_population: dict[str, list[ReleasedTable]] = {}
    for table in tables:
        by_population.setdefault(table.population, []).append(table)
    return [one for same in by_population.values() for one in settle(same, Rule())[0]]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    held = True
    for people in everyone(folder):
        with TemporaryDirectory() as place:
            held &= attack_body(people, Path(place))
    print("Nothing withheld was worked out." if held else "Something was given away.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
