"""The attack against a plain twin that tries every table, and against published cases."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from reference.plain_attack import plain_attack
from wardtoboard.disclosure import (
    WITHHELD,
    CountTable,
    ReleasedTable,
    Rule,
    attack,
    protect,
    star_and_round,
)

GROUPS = {"row": {"first two": ("r0", "r1")}}


def small_table(seed: int) -> CountTable:
    rng = np.random.default_rng(seed)
    rows, columns = [(2, 2), (3, 1), (3, 2), (2, 3)][seed % 4]
    cells = product([f"r{i}" for i in range(rows)], [f"c{j}" for j in range(columns)])
    counts = {cell: int(rng.integers(0, 4)) for cell in cells}
    return CountTable("X", ("row", "column"), counts, GROUPS if seed % 3 else {})


def some_withheld(table: CountTable, seed: int) -> ReleasedTable:
    rng = np.random.default_rng(1000 + seed)
    values = {
        key: WITHHELD if rng.random() < 0.5 else count for key, count in table.cells().items()
    }
    values["total", "total"] = table.cells()["total", "total"]  # so that every cell has a limit
    return ReleasedTable("X", table.dimensions, values, table.groups)


def found(tables: list[ReleasedTable]) -> dict[tuple[str, ...], tuple[int, int | None]]:
    return {one.key: (one.low, one.high) for one in attack(tables).intervals}


@pytest.mark.parametrize("seed", range(24))
def test_the_attack_equals_trying_every_table(seed: int) -> None:
    table = small_table(seed)
    total = table.cells()["total", "total"]
    released = some_withheld(table, seed)
    assert found([released]) == plain_attack([released], most=total)


@pytest.mark.parametrize("seed", range(0, 24, 4))
def test_two_releases_together_equal_trying_every_table(seed: int) -> None:
    table = small_table(seed)
    tables = [some_withheld(table, seed), some_withheld(table, seed + 100)]
    assert found(tables) == plain_attack(tables, most=table.cells()["total", "total"])


@pytest.mark.parametrize("seed", range(0, 24, 4))
def test_star_and_round_equals_trying_every_table(seed: int) -> None:
    small = small_table(seed)
    table = CountTable("X", small.dimensions, {k: 2 * v for k, v in small.counts.items()})
    released = star_and_round(table)
    expected = plain_attack([released], most=table.cells()["total", "total"] + 2)
    for key, (low, high) in found([released]).items():
        assert (low, high) == expected[key]


def lattice_168() -> CountTable:
    """Five professions, six levels and three trusts with all margins: 168 cells."""
    rng = np.random.default_rng(2)
    counts = {
        (f"profession {i}", f"level {j}", f"trust {k}"): int(
            rng.poisson(25 * np.exp(-j / 1.5) * (4 if i == 0 else 1))
        )
        for i, j, k in product(range(5), range(6), range(3))
    }
    return CountTable("X", ("profession", "level", "trust"), counts)


def test_the_168_cell_lattice() -> None:
    """methods: the threshold alone gives cells away; secondary suppression gives none."""
    table, rule = lattice_168(), Rule()
    cells = table.cells()
    bare = {k: WITHHELD if rule.is_small(v) else v for k, v in cells.items()}
    alone = attack([ReleasedTable("X", table.dimensions, bare)], truth=table)
    protected = protect(table)
    found = attack([protected.released], truth=table)
    assert len(cells) == found.cells == 168
    assert alone.recovered_exactly == 11
    assert len(alone.violated) == 22
    assert (found.recovered_exactly, found.violated) == (0, ())
    assert found.narrowest is not None
    assert found.narrowest >= 6
    assert found.protected == len(protected.primary) + len(protected.secondary)
    assert len(protected.secondary) < len(protected.primary)


def linked_table() -> CountTable:
    """The linked tables of sdcTable's own tests (tests/testthat/test-linked-tables.r)."""
    counts = {("A",): 2, ("B",): 2, ("I",): 8, ("J",): 8, ("K",): 3, ("L",): 3, ("M",): 3}
    groups = {
        "county-1": ("A", "B", "I", "J"),
        "county-2": ("K", "L", "M", "N"),
        "big": ("L", "M"),
        "small": ("A", "B", "I", "J", "K", "N"),
    }
    return CountTable("X", ("region",), {**counts, ("N",): 7}, {"region": groups})


def test_linked_tables_need_n_alone_when_one_person_of_doubt_is_enough() -> None:
    protected = protect(linked_table(), Rule(small=3, lower=1, upper=1))
    assert protected.primary == {("A",), ("B",), ("K",), ("L",), ("M",)}
    assert protected.secondary == {("N",)}


def test_linked_tables_also_need_j_for_three_people_of_doubt() -> None:
    """The heuristic withholds one of the two equal cells I and J besides N."""
    assert protect(linked_table(), Rule(small=3)).secondary == {("J",), ("N",)}


def test_without_n_the_linked_tables_give_k_away() -> None:
    table = linked_table()
    values = {k: WITHHELD if v <= 3 else v for k, v in table.cells().items()}
    released = ReleasedTable("X", table.dimensions, values, table.groups)
    assert [(one.key, one.low) for one in attack([released]).recovered] == [(("K",), 3)]
