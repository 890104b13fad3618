"""Releases one after another: what the new one gives away beside all the earlier ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardtoboard.base.errors import DisclosureError, Fault
from wardtoboard.disclosure.attacker import Attack, attack
from wardtoboard.disclosure.lattice import joint_lattice
from wardtoboard.disclosure.ledger import Ledger
from wardtoboard.disclosure.protection import name_cell
from wardtoboard.disclosure.revisions import settle
from wardtoboard.disclosure.tables import TOTAL, Key, ReleasedTable, Rule

MOVED = 10
DATED = re.compile(r"(?P<who>.+) at (?P<date>\d{4}-\d{2}-\d{2})")


def check_against_earlier(
    new: ReleasedTable, ledger: Ledger, *, rule: Rule | None = None, moved: int = MOVED
) -> Attack:
    """Check a protected table against everything released before, and give the joint attack.

    Raises DisclosureError, with every reason found, when

    * the table shows a cell that an earlier table of the same population withheld;
    * fewer than ``moved`` people changed since a table of the same body on another day
      (populations "R0A at 2026-03-31" and "R0A at 2027-03-31"), so that the difference is
      about a few people;
    * all tables of this population together give a withheld cell away that the earlier ones
      did not. Earlier numbers that the new table contradicts count as revised.
    """
    rule = rule or Rule()
    earlier = ledger.of(new.population)
    faults = [*_shown_after_all(new, earlier), *_few_moved(new, ledger, moved)]
    settled, _, _ = settle([*earlier, new], rule)
    found = attack(settled, rule=rule)
    before = set(attack(settled[:-1], rule=rule).recovered) if earlier else set()
    faults += [
        Fault(
            what=f"with the earlier releases this gives away {name_cell(one.dimensions, one.key)}",
            do="Protect the table again with the ledger, or repeat the earlier release.",
        )
        for one in found.recovered
        if one not in before
    ]
    if faults:
        raise DisclosureError(faults)
    return found


def _shown_after_all(new: ReleasedTable, earlier: Sequence[ReleasedTable]) -> Iterator[Fault]:
    """Find cells, however they are named, that were withheld before and are shown now."""
    lattice = joint_lattice([*earlier, new])
    shown = {tuple(lattice.under(new, key).tolist()): key for key in new.shown()}
    before = {
        tuple(lattice.under(table, key).tolist()) for table in earlier for key in table.withheld()
    }
    for cell in sorted(shown.keys() & before):
        yield Fault(
            what=f"{name_cell(new.dimensions, shown[cell])} was withheld before and is shown now",
            do="Protect the table again with the ledger: a withheld cell stays withheld.",
        )


def _few_moved(new: ReleasedTable, ledger: Ledger, moved: int) -> Iterator[Fault]:
    for release in ledger.releases:
        table = release.table
        if _same_body_another_day(new.population, table.population):
            people = least_moved(table, new)
            if people is not None and people < moved:
                yield Fault(
                    what=f"too few people changed since release {release.id} ({table.population})",
                    do="Repeat that release, and release again when more people have moved.",
                    found=f"as few as {people} (the least is {moved})",
                )


def _same_body_another_day(one: str, other: str) -> bool:
    first, second = DATED.fullmatch(one), DATED.fullmatch(other)
    return one != other and bool(first and second and first["who"] == second["who"])


def least_moved(earlier: ReleasedTable, later: ReleasedTable) -> int | None:
    """Give the fewest people who must have come, gone or moved between two tables.

    Among cells that do not overlap (the same dimensions at their margin), the people gained,
    and the people lost, each had to move. None when the two tables show the same, or share no
    cell: then the later one adds nothing about movement.
    """
    before, after = _padded(earlier, later), _padded(later, earlier)
    both = before.keys() & after.keys()
    if not both or before == after:
        return None
    gained: dict[tuple[bool, ...], int] = {}
    lost: dict[tuple[bool, ...], int] = {}
    rounding = sum((table.rounded_to or 0) // 2 for table in (earlier, later))
    for key in both:
        shape = tuple(part == TOTAL for part in key)
        change = after[key] - before[key]
        gained[shape] = gained.get(shape, 0) + max(change - rounding, 0)
        lost[shape] = lost.get(shape, 0) + max(-change - rounding, 0)
    return max(*gained.values(), *lost.values())


def _padded(table: ReleasedTable, other: ReleasedTable) -> dict[Key, int]:
    """Give shown cells over the dimensions of both tables, without subtotals, which overlap."""
    order = sorted({*table.dimensions, *other.dimensions})
    groups = [{*table.groups.get(name, {}), *other.groups.get(name, {})} for name in order]
    padded: dict[Key, int] = {}
    for key, value in table.shown().items():
        named = dict(zip(table.dimensions, key, strict=True))
        cell = tuple(named.get(name, TOTAL) for name in order)
        if all(part not in known for part, known in zip(cell, groups, strict=True)):
            padded[cell] = value
    return padded
