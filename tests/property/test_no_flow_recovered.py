"""From the chances of promotion that are told, no small count of careers can be worked out.

The attack is stronger than anyone's: it knows every career but those of one group. A count stands
if another history, with another count of 0 to 7, would have been told of in the very same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np
import pytest

from builders.followed import LEFT, MOVED, PROMOTED, STAYED, counts_of, with_spells
from wardtoboard.ceilings.flows.counts import FlowCounts
from wardtoboard.disclosure import Rule
from wardtoboard.papers import BY_MONTHS, ProtectedFlows, protected_flows
from wardtoboard.professions import load_professions

PROFESSIONS = load_professions(date(2026, 3, 31))
LAST = 12 * 2026 + 2
LEVEL = "Band 6"
FAMILY = ("ahp", "physiotherapist", "radiographer")
GROUPS = {
    "nurse": ("nurse",),
    "ahp": FAMILY,
    "physiotherapist": FAMILY[1:2],
    "radiographer": FAMILY[2:],
}
TIMES = (1, 6, 12, 20, 36, 48, 60)
SMALL = range(Rule().small + 1)
Cell = tuple[tuple[str, ...], int, int]
"""Professions together, months in the level, and an event: promoted or left by then."""


def drawn(seed: int) -> FlowCounts:
    """A small history: sizes from a handful to a hundred, events at any time."""
    rng = np.random.default_rng(seed)
    spells = {}
    for profession in ("nurse", *FAMILY):
        size = int(rng.choice([6, 20, 45, 60, 100]))
        chances = rng.dirichlet([1.5, 1.0, 1.5, 3.0])
        spells[profession, LEVEL] = [
            (int(people), int(months), event)
            for event, part in zip((PROMOTED, MOVED, LEFT, STAYED), chances, strict=True)
            for months in rng.choice(TIMES if event is not STAYED else (72,), 3)
            if (people := rng.binomial(size, part / 3))
        ]
    return counts_of(spells, (LEVEL,))


def told(counts: FlowCounts) -> ProtectedFlows:
    return protected_flows(counts, PROFESSIONS, last_month=LAST)


def count(counts: FlowCounts, cell: Cell) -> int:
    professions, months, event = cell
    rows = [counts.professions.index(one) for one in professions]
    column = counts.levels.index(LEVEL)
    return int(counts.events_by_time[rows, column, :months, event].sum())


def withheld(counts: FlowCounts) -> Iterator[Cell]:
    """Every small count of a group that nothing is told of by that time."""
    chances = {one.profession: one.chances for one in told(counts).shown}
    for (name, professions), event in product(GROUPS.items(), (PROMOTED, LEFT)):
        for place, months in enumerate(BY_MONTHS):
            cell = (professions, months, event)
            is_told = chances.get(name, (None,) * 3)[place] is not None
            if not is_told and 1 <= count(counts, cell) <= Rule().small:
                yield cell


def neighbours(counts: FlowCounts, professions: tuple[str, ...]) -> Iterator[FlowCounts]:
    """Histories in which a few people of a group came, went, stayed or had another career."""
    firsts = list(edited(counts, professions))
    yield from firsts
    for one in firsts:
        yield from edited(one, professions)


def edited(counts: FlowCounts, professions: tuple[str, ...]) -> Iterator[FlowCounts]:
    for profession, months, event in product(professions, TIMES, (PROMOTED, MOVED, LEFT)):
        cell = (profession, LEVEL)
        yield with_spells(counts, cell, 1, months, event)
        at = counts.professions.index(profession), counts.levels.index(LEVEL)
        if counts.events_by_time[*at, months - 1, event]:
            yield with_spells(counts, cell, -1, months, event)
    for profession, people in product(professions, (-8, -4, -2, 2, 4, 8)):
        at = counts.professions.index(profession), counts.levels.index(LEVEL)
        if counts.at_risk_by_time[*at, 71] + people >= 0:
            yield with_spells(counts, (profession, LEVEL), people, 72, STAYED)


@pytest.mark.parametrize("seed", range(40))
def test_no_small_count_is_determined(seed: int) -> None:
    counts = drawn(seed)
    for cell in withheld(counts):
        assert_is_open(counts, cell, SMALL)


def assert_is_open(counts: FlowCounts, cell: Cell, among: range) -> None:
    """Another history, with another of these counts, is told of in the same way."""
    said, true = told(counts), count(counts, cell)
    assert any(
        told(other) == said
        for other in neighbours(counts, cell[0])
        if count(other, cell) != true and count(other, cell) in among
    ), cell


@pytest.mark.parametrize("seed", range(40))
def test_a_chance_that_is_told_leaves_its_own_count_open(seed: int) -> None:
    counts = drawn(seed)
    said = told(counts)
    for one in said.shown:
        for months, chance in zip(BY_MONTHS, one.chances, strict=True):
            if chance is not None:
                assert_is_open(counts, (GROUPS[one.profession], months, PROMOTED), range(10_000))


def test_the_attack_has_something_to_find_and_something_to_find_it_from() -> None:
    histories = [drawn(seed) for seed in range(40)]
    assert sum(len(list(withheld(one))) for one in histories) > 200
    families = [one for one in histories if any(o.profession == "ahp" for o in told(one).shown)]
    assert len(families) > 15
    assert any({o.profession for o in told(one).shown} >= set(FAMILY[1:]) for one in histories)


def test_the_attack_would_find_counts_told_without_rounding() -> None:
    """Of a family and one member told exactly, everyone known but the other, only one fits."""
    counts = counts_of({("radiographer", LEVEL): [(3, 6, PROMOTED), (40, 72, STAYED)]})
    cell = (("radiographer",), 12, PROMOTED)
    row, column = counts.professions.index("radiographer"), counts.levels.index(LEVEL)

    def exact(of: FlowCounts) -> float:
        return of.events_by_time[row, column, :12, PROMOTED].sum() / of.people[row, column]

    same = [one for one in neighbours(counts, cell[0]) if exact(one) == exact(counts)]
    assert {count(one, cell) for one in same} <= {3}
