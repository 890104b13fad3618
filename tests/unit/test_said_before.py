"""What was said before counts against what may be said now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from wardtoboard.base.errors import DisclosureError
from wardtoboard.disclosure import (
    WITHHELD,
    CountTable,
    Protected,
    Release,
    ReleasedTable,
    Rule,
    protect,
    repeated,
    tables_as_if_first,
    tables_that_agree,
    what_is_still_open,
)

Key = tuple[str, ...]
AT, ABOVE = ("a", "Band 8a"), ("a", "Band 8b")
COUNTS = {AT: 30, ABOVE: 1, ("b", "Band 8a"): 20, ("b", "Band 8b"): 9}
RULE = Rule()
LABEL, OTHER = ("guide", "a", "Band 8a"), ("guide", "b", "Band 8a")
TRUTH = {LABEL: "may stop", OTHER: "no stop"}


@pytest.fixture
def proof() -> Protected:
    """One small count, above, which the witness gives 4 and the tables between 2 and 3."""
    table = CountTable("X", ("profession", "level"), COUNTS)
    witness = {**COUNTS, ABOVE: 4, ("b", "Band 8b"): 6}
    values = {ABOVE: WITHHELD, ("b", "Band 8b"): WITHHELD, AT: 30, ("b", "Band 8a"): 20}
    nothing: frozenset[Key] = frozenset()
    return Protected(
        table=table,
        released=ReleasedTable("X", table.dimensions, values),
        primary=frozenset({ABOVE}),
        secondary=frozenset({("b", "Band 8b")}),
        kept_back=nothing,
        witnesses=(witness,),
    )


def recorded(proof: Protected, said: Mapping[Key, str], **changed: int) -> Release:
    values = {**proof.released.values, AT: changed.get("at", 30)}
    return Release("release-1", date(2026, 4, 1), replace(proof.released, values=values), said)


class TestTheSameNumbersAgain:
    def test_what_was_said_is_said_again_and_no_more(self, proof: Protected) -> None:
        earlier = [recorded(proof, {LABEL: "may stop"})]
        assert repeated(proof, TRUTH, earlier) == {LABEL: "may stop"}

    def test_nothing_to_repeat(self, proof: Protected) -> None:
        assert repeated(proof, TRUTH, []) is None
        assert repeated(proof, TRUTH, [recorded(proof, {})]) is None
        assert repeated(proof, TRUTH, [recorded(proof, TRUTH, at=31)]) is None

    def test_only_the_last_release_is_repeated(self, proof: Protected) -> None:
        earlier = [recorded(proof, TRUTH), recorded(proof, TRUTH, at=31)]
        assert repeated(proof, TRUTH, earlier) is None

    def test_what_no_longer_holds_is_not_told(self, proof: Protected) -> None:
        with pytest.raises(DisclosureError, match="What release release-1 said no longer holds"):
            repeated(proof, TRUTH, [recorded(proof, {LABEL: "stops"})])


def still_open(
    proof: Protected,
    earlier: list[Release],
    *changes: Mapping[Key, str],
    at_the_ends: tuple[Mapping[Key, str], ...] = (),
):
    """Give each of the 4 tables the labels of the truth but for its changes."""
    tables = tables_that_agree(proof)
    said = [TRUTH, *({**TRUTH, **one} for one in changes)]
    said += [TRUTH] * (len(tables) - len(said))
    return what_is_still_open(said, tables, proof, RULE, earlier, at_the_ends=at_the_ends)


class TestOtherNumbers:
    def test_with_nothing_said_before_every_table_counts(self, proof: Protected) -> None:
        still = still_open(proof, [], {LABEL: "stops"})
        assert (still.places, still.silent) == ((0, 1, 2, 3), frozenset())

    def test_a_table_that_does_not_bear_what_was_said_is_no_longer_open(
        self, proof: Protected
    ) -> None:
        earlier = [recorded(proof, {LABEL: "may stop"}, at=31)]
        still = still_open(proof, earlier, {LABEL: "stops"})
        assert still.places == (0, 2, 3)

    def test_too_little_left_open_is_refused(self, proof: Protected) -> None:
        earlier = [recorded(proof, {LABEL: "may stop"}, at=31)]
        same: Mapping[Key, str] = {}
        with pytest.raises(DisclosureError, match="leaves too little open about profession a"):
            still_open(proof, earlier, same, same, {LABEL: "stops"})

    def test_what_the_truth_no_longer_bears_is_taken_as_revised(self, proof: Protected) -> None:
        still = still_open(proof, [recorded(proof, {LABEL: "stops"}, at=31)])
        assert still.places == (0, 1, 2, 3)
        assert still.silent == {LABEL}

    def test_a_label_told_before_is_told_again_if_every_table_bears_it(
        self, proof: Protected
    ) -> None:
        earlier = [recorded(proof, TRUTH, at=31)]
        assert still_open(proof, earlier).silent == frozenset()
        assert still_open(proof, earlier, {LABEL: "stops"}).silent == {LABEL}

    def test_nor_may_it_change_at_the_ends(self, proof: Protected) -> None:
        earlier = [recorded(proof, TRUTH, at=31)]
        end = {**TRUTH, OTHER: "stops"}
        assert still_open(proof, earlier, at_the_ends=(end,)).silent == {OTHER}

    def test_every_earlier_release_counts(self, proof: Protected) -> None:
        earlier = [recorded(proof, {LABEL: "may stop"}, at=31), recorded(proof, {OTHER: "no stop"})]
        still = still_open(proof, earlier, {LABEL: "stops"}, {OTHER: "stops"})
        assert still.places == (0, 3)
        assert still.silent == {LABEL, OTHER}


class TestTablesAsIfFirst:
    def test_none_where_nothing_was_released(self, proof: Protected) -> None:
        assert tables_as_if_first(proof, RULE, []) == []

    def test_they_agree_with_every_release(self) -> None:
        people = {(p, level): n for p, level, n in (
            ("a", "1", 30), ("a", "2", 2), ("b", "1", 40), ("b", "2", 11), ("c", "1", 25),
            ("c", "2", 9)
        )}  # fmt: skip
        first = protect(CountTable("X", ("profession", "level"), people))
        corrected = CountTable("X", ("profession", "level"), {**people, ("b", "1"): 52})
        second = protect(corrected, earlier=[first.released])
        earlier = [Release("release-1", date(2026, 4, 1), first.released)]
        tables = tables_as_if_first(second, RULE, earlier)
        assert tables
        for table in tables:
            cells = CountTable("X", ("profession", "level"), table).cells()
            for released in (first.released, second.released):
                for key, value in released.shown().items():
                    if corrected.cells()[key] == value:
                        assert cells[key] == value

    def test_none_where_earlier_tables_have_finer_cells(self, proof: Protected) -> None:
        by_site = ReleasedTable("X", ("site",), {("n",): 30, ("s",): 30})
        earlier = [Release("release-1", date(2026, 4, 1), by_site)]
        assert tables_as_if_first(proof, RULE, earlier) == []
