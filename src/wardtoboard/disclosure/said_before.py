"""What earlier releases of the same people said, weighed together with a new one.

Someone who kept an earlier release also knows what it said, and sets that beside the new numbers.
So a table counts as possible only if it also bears what was said before and still holds.

A label that differs from the one before tells that the counts crossed a threshold between the two
releases, and that is often one person. So where the numbers have changed, a label of which
something was said before is told again only if every table that agrees bears it, and it is what
was said; whether it is told then says nothing that the numbers do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wardtoboard.base.errors import DisclosureError, Fault
from wardtoboard.disclosure.labels import Labels, counts_of_cell, tables_that_agree
from wardtoboard.disclosure.ledger import Release, Said
from wardtoboard.disclosure.protection import Protected, name_cell, protect
from wardtoboard.disclosure.revisions import settle
from wardtoboard.disclosure.system import rows_of
from wardtoboard.disclosure.tables import Key, Rule


@dataclass(frozen=True, slots=True)
class StillOpen:
    """The tables that bear what was said before and still holds, the truth first.

    `places` are their numbers among the tables weighed; `silent` the names of which nothing may
    be said now.
    """

    places: tuple[int, ...]
    silent: frozenset[tuple[str, ...]]


def tables_as_if_first(
    protected: Protected, rule: Rule, earlier: Sequence[Release]
) -> list[dict[Key, int]]:
    """Give tables found as if nothing had been released before, where they agree with it all.

    They are those that an earlier release of much the same people was weighed with, and so the
    most likely to bear what it said. None where nothing was released before.
    """
    if not earlier:
        return []
    settled, lattice, _ = settle([*(one.table for one in earlier), protected.released], rule)
    if set(lattice.leaves) != set(protected.table.counts):
        return []
    rows = rows_of(settled, lattice, rule)
    return [
        table
        for table in tables_that_agree(protect(protected.table, rule))[1:]
        if all(row.holds(np.array([table[leaf] for leaf in lattice.leaves])) for row in rows)
    ]


def repeated(protected: Protected, truth: Labels, earlier: Sequence[Release]) -> Said | None:
    """Give what the last release said, if this one shows the very same numbers; else None.

    `truth` is all that might be said now. Saying the same of the same numbers tells nothing new.
    None also where nothing is known of what was said. Raises DisclosureError when part of it no
    longer holds: the numbers being the same, telling so would tell about a few people.
    """
    last = earlier[-1] if earlier else None
    if last is None or not last.said or last.table.values != protected.released.values:
        return None
    if _holding(last.said, truth) != last.said:
        fault = Fault(
            what=f"what release {last.id} said no longer holds, though its numbers are the same; "
            "saying otherwise would tell about a few people",
            do="Nothing was released. Let the earlier release stand until more people have moved.",
        )
        raise DisclosureError([fault])
    return last.said


def what_is_still_open(
    said: Sequence[Labels],
    tables: Sequence[Mapping[Key, int]],
    protected: Protected,
    rule: Rule,
    earlier: Sequence[Release],
    *,
    at_the_ends: Sequence[Labels],
) -> StillOpen:
    """Weigh what was said before: which tables it leaves, and what must not be said now.

    `said[i]` is all that might be said of `tables[i]`, the truth first; `at_the_ends` of
    the tables at the ends of what the shown numbers allow. Raises DisclosureError when what was
    said before leaves some small count fewer than `rule.upper` apart.
    """
    before = [one.said for one in earlier]
    holding = [_holding(one, said[0]) for one in before]
    places = tuple(
        i for i, labels in enumerate(said) if all(_holding(one, labels) == one for one in holding)
    )
    left = [tables[i] for i in places]
    for cell in sorted(protected.primary):
        values = counts_of_cell(protected.table, cell, left)
        if max(values) - min(values) < rule.upper:
            raise DisclosureError([_too_little(protected, cell)])
    everywhere = [*said, *at_the_ends]
    names = {
        name
        for one in before
        for name, text in one.items()
        if any(labels.get(name) != text for labels in everywhere)
    }
    return StillOpen(places, frozenset(names))


def _holding(said: Said, labels: Labels) -> dict[tuple[str, ...], str]:
    """Give that part of what was said that these labels bear."""
    return {name: text for name, text in said.items() if labels.get(name) == text}


def _too_little(protected: Protected, cell: Key) -> Fault:
    return Fault(
        what="together with what earlier releases said, this leaves too little open about "
        f"{name_cell(protected.table.dimensions, cell)}",
        do="Nothing was released. Let the earlier release stand until more people have moved.",
    )
