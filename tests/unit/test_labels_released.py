"""A label is let out only while it leaves every small count open enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from wardtoboard.disclosure import (
    WITHHELD,
    CountTable,
    Protected,
    ReleasedTable,
    Rule,
    labels_to_release,
    protect,
    tables_at_the_ends,
    tables_that_agree,
)

Key = tuple[str, ...]
AT, ABOVE = ("a", "Band 8a"), ("a", "Band 8b")
COUNTS = {AT: 8, ABOVE: 1, ("b", "Band 8a"): 20, ("b", "Band 8b"): 9}
RULE = Rule()


def protected_with(*above: int, primary: Key = ABOVE) -> Protected:
    """One small count, above; the witnesses give it these other values, with b making up."""
    table = CountTable("X", ("profession", "level"), COUNTS, {"profession": {"few": ("a",)}})
    witnesses = [{**COUNTS, ABOVE: value, ("b", "Band 8b"): 10 - value} for value in above]
    values = dict.fromkeys(table.cells(), WITHHELD)
    return Protected(
        table=table,
        released=ReleasedTable("X", table.dimensions, values, table.groups),
        primary=frozenset({primary}),
        secondary=frozenset(),
        kept_back=frozenset(),
        witnesses=tuple(witnesses),
    )


def kept_of(
    proof: Protected,
    label: Callable[[Mapping[Key, int]], Mapping[str, str]],
    *,
    worth_saying: tuple[str, ...] = (),
) -> frozenset[object]:
    tables = tables_that_agree(proof)
    return labels_to_release([label(table) for table in tables], tables, proof, RULE, worth_saying)


def too_few(table: Mapping[Key, int]) -> dict[str, str]:
    """Ten people are the fewest of whom anything is said."""
    return {"at": "too few" if table[AT] + table[ABOVE] < 10 else "inconclusive"}


def few_above(most: int) -> Callable[[Mapping[Key, int]], dict[str, str]]:
    return lambda table: {"at": "ceiling" if table[ABOVE] <= most else "inconclusive"}


# The tables that agree


def test_the_truth_comes_first_and_whole_tables_between_it_and_each_witness():
    tables = tables_that_agree(protected_with(4, 0))
    assert [table[ABOVE] for table in tables] == [1, 2, 3, 4, 0]
    assert all(table[ABOVE] + table["b", "Band 8b"] == 10 for table in tables)
    assert tables[0] == COUNTS


def test_tables_of_a_real_protection_agree_with_everything_shown():
    counts = {(p, level): n for p, level, n in (
        ("a", "1", 30), ("a", "2", 2), ("b", "1", 40), ("b", "2", 11), ("c", "1", 25), ("c", "2", 9)
    )}  # fmt: skip
    proof = protect(CountTable("X", ("profession", "level"), counts))
    for table in tables_that_agree(proof):
        cells = CountTable("X", ("profession", "level"), table).cells()
        assert all(cells[key] == value for key, value in proof.released.shown().items())


def test_the_ends_follow_from_what_is_shown_alone():
    """Two rows whose totals are shown, and one of which nothing is known but who could be in it."""
    keys = [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2"), ("c", "1"), ("c", "2")]
    values = dict.fromkeys(keys, WITHHELD) | {("c", "2"): 30, ("a", "total"): 9}
    released = ReleasedTable("X", ("profession", "level"), values)
    ends = tables_at_the_ends(released, RULE)
    assert {(end["a", "1"], end["a", "2"]) for end in ends} >= {(0, 9), (9, 0)}
    assert {end["b", "1"] for end in ends} == {0, 30}
    assert all(end["a", "1"] + end["a", "2"] == 9 and end["c", "2"] == 30 for end in ends)


def test_a_table_with_everything_shown_has_no_ends():
    table = CountTable("X", ("profession",), {("a",): 20, ("b",): 30})
    assert tables_at_the_ends(table.published_whole(), RULE) == []


# The labels


def test_a_label_that_changes_at_the_ends_is_let_out_only_if_worth_saying():
    proof = protected_with(4, 0)
    tables = tables_that_agree(proof)
    said = [{"at": "ceiling", "other": "low"} for _ in tables]
    for worth, kept in (((), {"other"}), (("at",), {"at", "other"})):
        ends = [{"at": "inconclusive", "other": "low"}]
        let_out = labels_to_release(said, tables, proof, RULE, worth, at_the_ends=ends)
        assert let_out == kept


def test_too_few_beside_8_would_tell_that_at_most_one_stands_above():
    proof = protected_with(4, 0)
    assert kept_of(proof, too_few) == frozenset()
    assert kept_of(proof, too_few, worth_saying=("at",)) == frozenset()


def test_a_label_that_every_table_bears_is_let_out():
    assert kept_of(protected_with(4, 0), lambda table: {"at": "inconclusive"}) == {"at"}


def test_a_ceiling_may_narrow_a_small_count_to_four_numbers_and_no_further():
    proof = protected_with(4, 0)
    assert kept_of(proof, few_above(3), worth_saying=("at",)) == {"at"}
    assert kept_of(proof, few_above(2), worth_saying=("at",)) == frozenset()


def test_a_label_not_worth_saying_may_not_narrow_the_room_the_rule_asks():
    assert kept_of(protected_with(4, 0), few_above(3)) == frozenset()


def test_a_label_may_narrow_what_lies_beyond_that_room():
    proof = protected_with(4, 0, 9)
    assert kept_of(proof, few_above(4)) == {"at"}


def test_once_a_ceiling_is_told_the_others_keep_the_room_that_it_leaves():
    def labels(table: Mapping[Key, int]) -> dict[str, str]:
        return {**few_above(3)(table), "other": "low" if table[ABOVE] <= 3 else "high"}

    assert kept_of(protected_with(4, 0), labels, worth_saying=("at",)) == {"at", "other"}


def test_a_label_may_not_take_the_lower_side_either():
    def somebody(table: Mapping[Key, int]) -> dict[str, str]:
        return {"above": "too few"} if table[ABOVE] else {}

    assert kept_of(protected_with(4, 0), somebody) == frozenset()


def test_a_label_only_another_table_has_stands_in_nobodys_way():
    def labels(table: Mapping[Key, int]) -> dict[str, str]:
        return {"at": "same"} if table[ABOVE] == 1 else {"at": "same", "more": "inconclusive"}

    assert kept_of(protected_with(4, 0), labels) == {"at"}


def test_the_fewest_labels_are_dropped():
    """Either one label goes, which lets in 4 and 0, or two, which let in 9 as well."""

    def labels(table: Mapping[Key, int]) -> dict[str, str]:
        said = {"one": "x", "two": "x", "three": "x"}
        if table[ABOVE] in (0, 4):
            return {**said, "one": "y"}
        if table[ABOVE] != 1:
            return {**said, "two": "y", "three": "y"}
        return said

    assert kept_of(protected_with(4, 0, 9), labels) == {"two", "three"}
    worth = kept_of(protected_with(4, 0, 9), labels, worth_saying=("one", "two", "three"))
    assert worth == {"two", "three"}


@pytest.mark.parametrize("cell", [("few", "Band 8b"), ("a", "total"), ("few", "total")])
def test_small_subtotals_and_margins_are_kept_open_too(cell):
    assert kept_of(protected_with(4, 0, primary=cell), too_few) == frozenset()
    assert kept_of(protected_with(4, 0, primary=cell), lambda table: {"at": "x"}) == {"at"}


def test_labels_are_free_where_no_count_is_small():
    proof = protected_with(4, 0)
    nothing_small = Protected(
        proof.table, proof.released, frozenset(), frozenset(), frozenset(), proof.witnesses
    )
    assert kept_of(nothing_small, too_few) == {"at"}
