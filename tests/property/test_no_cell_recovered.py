"""On any table: what we let out gives no withheld cell away, alone or beside earlier releases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardtoboard.base.errors import DisclosureError
from wardtoboard.disclosure import (
    WITHHELD,
    CountTable,
    Protected,
    ReleasedTable,
    Rule,
    attack,
    protect,
    star_and_round,
)

LATTICES = 200
Key = tuple[str, ...]
PROFESSION_LEVEL, LEVEL_SITE = ("profession", "level"), ("level", "site")
ALL_THREE = ("profession", "level", "site")
IN_TURN = [(ALL_THREE, PROFESSION_LEVEL), (PROFESSION_LEVEL, LEVEL_SITE), (LEVEL_SITE, ALL_THREE)]
AHP = {
    "profession": {"ahp": ("p0", "p1"), "clinical": ("ahp", "p2")},
    "level": {"senior": ("l1", "l2")},
}


def random_people(seed: int) -> dict[Key, int]:
    """Count made-up people by profession, level and site: few at the top, some cells empty."""
    rng = np.random.default_rng(seed)
    professions, levels, sites = (int(rng.integers(2, most)) for most in (4, 4, 3))
    size = rng.lognormal(2.5, 1.0, professions)
    return {
        (f"p{i}", f"l{j}", f"s{k}"): int(rng.poisson(size[i] / (1 + j) ** 2 / (1 + k)))
        for i, j, k in product(range(professions), range(levels), range(sites))
    }


def counted_by(people: Mapping[Key, int], *dimensions: str) -> CountTable:
    places = [("profession", "level", "site").index(name) for name in dimensions]
    counts: dict[Key, int] = {}
    for key, count in people.items():
        cell = tuple(key[place] for place in places)
        counts[cell] = counts.get(cell, 0) + count
    groups = {name: held for name, held in AHP.items() if name in dimensions}
    return CountTable("R0A at 2026-03-31", dimensions, counts, groups)


def threshold_only(table: CountTable) -> ReleasedTable:
    values = {
        key: WITHHELD if Rule().is_small(count) else count for key, count in table.cells().items()
    }
    return ReleasedTable(table.population, table.dimensions, values, table.groups)


@cache
def released_in_turn(seed: int) -> tuple[Protected, ...]:
    """Release one or two breakdowns of the same people, each knowing the ones before."""
    people = random_people(seed)
    chosen = IN_TURN[seed % 3] if seed % 2 else (PROFESSION_LEVEL,)
    done: list[Protected] = []
    for dimensions in chosen:
        earlier = [one.released for one in done]
        try:
            done.append(protect(counted_by(people, *dimensions), earlier=earlier))
        except DisclosureError:  # the earlier release leaves too little room: nothing goes out
            assert earlier
    return tuple(done)


def test_a_coarser_table_after_the_finer_one_is_never_refused() -> None:
    finer_first = [seed for seed in range(LATTICES) if seed % 3 == 0 and seed % 2]
    assert all(len(released_in_turn(seed)) == 2 for seed in finer_first)


@pytest.mark.parametrize("seed", range(LATTICES))
def test_everything_released_together_recovers_nothing(seed: int) -> None:
    releases = released_in_turn(seed)
    together = [one.released for one in releases]
    for one in releases:
        found = attack(together, truth=one.table)
        assert (found.recovered, found.violated) == ((), ())


@pytest.mark.parametrize("seed", range(0, LATTICES, 8))
def test_each_witness_agrees_with_what_is_shown_and_gives_the_room(seed: int) -> None:
    for one in released_in_turn(seed):
        shown = one.released.shown()
        truth = one.table.cells()
        tables = [
            CountTable(one.table.population, one.table.dimensions, counts, one.table.groups).cells()
            for counts in one.witnesses
        ]
        assert all(table[key] == value for table in tables for key, value in shown.items())
        for key in one.primary:
            below, above = Rule().spread(truth[key])
            assert min(table[key] for table in tables) <= truth[key] - below
            assert max(table[key] for table in tables) >= truth[key] + above


def test_hiding_small_counts_alone_is_not_enough() -> None:
    recovered = 0
    for seed in range(0, LATTICES, 4):
        table = counted_by(random_people(seed), "profession", "level")
        recovered += attack([threshold_only(table)], truth=table).recovered_exactly
    assert recovered > 0


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_the_linear_bounds_are_never_narrower_than_the_whole_number_ones(
    data: st.DataObject,
) -> None:
    rows, columns = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    cells = list(product([f"r{i}" for i in range(rows)], [f"c{i}" for i in range(columns)]))
    counts = {cell: data.draw(st.integers(0, 12)) for cell in cells}
    released = star_and_round(CountTable("X", ("row", "column"), counts))
    whole, linear = attack([released]), attack([released], integer=False)
    for narrow, wide in zip(whole.intervals, linear.intervals, strict=True):
        assert wide.low <= narrow.low
        assert narrow.high is None or wide.high is None or narrow.high <= wide.high
        assert wide.key == narrow.key


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_protection_is_the_same_whatever_the_order_of_the_cells(data: st.DataObject) -> None:
    cells = list(product(["nurse", "doctor", "midwife"], ["Band 7", "Band 8a", "Board"]))
    counts = {cell: data.draw(st.integers(0, 30)) for cell in cells}
    shuffled = data.draw(st.permutations(cells))
    for order in (cells, shuffled):
        table = CountTable("X", ("profession", "level"), {cell: counts[cell] for cell in order})
        found = attack([protect(table).released], truth=table)
        assert (found.recovered, found.violated) == ((), ())
