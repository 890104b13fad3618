"""The release ledger: whole lines, a chain that shows edits, and what a new release adds."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from wardtoboard.base.errors import (
    CannotTellError,
    DisclosureError,
    FaultyTableError,
    OutputError,
    UnreadableFileError,
)
from wardtoboard.disclosure import (
    STAR,
    WITHHELD,
    CountTable,
    Ledger,
    Release,
    ReleasedTable,
    append_release,
    check_against_earlier,
    least_moved,
    protect,
    read_ledger,
)

DAY = date(2026, 4, 20)
SPRING, AUTUMN = "R0A at 2026-03-31", "R0A at 2026-09-30"
COUNTS = {("a",): 3, ("b",): 20, ("c",): 9, ("d",): 40}


def table(population: str = SPRING, **counts: int) -> CountTable:
    values = {**COUNTS, **{(name,): count for name, count in counts.items()}}
    return CountTable(population, ("cell",), values)


def one_way(population: str = SPRING, **values: int | str) -> ReleasedTable:
    return ReleasedTable(population, ("cell",), {(key,): value for key, value in values.items()})


def ledger_of(*tables: ReleasedTable) -> Ledger:
    return Ledger(tuple(Release(f"release-{n}", DAY, one) for n, one in enumerate(tables)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "ledger.jsonl"
    groups = {"profession": {"ahp": ("physiotherapist", "dietitian")}}
    values = {("nurse",): 20, ("physiotherapist",): WITHHELD, ("dietitian",): STAR, ("ahp",): 10}
    first = ReleasedTable(SPRING, ("profession",), values, groups, 5)
    append_release(where, first, release_id="spring", when=DAY)
    append_release(where, protect(table()).released, release_id="board", when=DAY)
    return where


class TestTheFile:
    def test_what_is_appended_is_read_back(self, path: Path) -> None:
        spring, board = read_ledger(path).releases
        assert spring.table.groups == {"profession": {"ahp": ("physiotherapist", "dietitian")}}
        assert spring.table.values["dietitian",] == STAR
        assert (spring.id, spring.when, spring.table.rounded_to) == ("spring", DAY, 5)
        assert board.table == protect(table()).released

    def test_a_ledger_that_does_not_exist_yet_is_empty(self, tmp_path: Path) -> None:
        assert read_ledger(tmp_path / "none.jsonl") == Ledger()

    def test_releases_about_one_population(self, path: Path) -> None:
        ledger = read_ledger(path)
        assert [one.dimensions for one in ledger.of(SPRING)] == [("profession",), ("cell",)]
        assert ledger.of(AUTUMN) == ()

    def test_an_id_is_used_once(self, path: Path) -> None:
        before = path.read_bytes()
        with pytest.raises(DisclosureError, match="Found: spring"):
            append_release(path, one_way(a=9), release_id="spring", when=DAY)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    def test_a_failed_write_leaves_the_ledger_as_it_was(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(descriptor: int) -> None:
            raise OSError("the disk is full")

        before = path.read_bytes()
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="cannot be written"):
            append_release(path, one_way(a=9), release_id="next", when=DAY)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    def test_two_releases_at_once_do_not_lose_one(self, path: Path) -> None:
        path.with_name("ledger.jsonl.new").write_text("", encoding="utf-8")
        with pytest.raises(OutputError, match="another release is being recorded"):
            append_release(path, one_way(a=9), release_id="next", when=DAY)

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="Check that the folder exists"):
            append_release(tmp_path / "no" / "l.jsonl", one_way(a=9), release_id="x", when=DAY)

    def test_a_ledger_that_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFileError, match="cannot be read"):
            read_ledger(tmp_path)


class TestTheChain:
    @pytest.mark.parametrize(
        ("edit", "row"),
        [
            (lambda lines: [lines[0].replace("20", "21"), lines[1]], 1),
            (lambda lines: lines[1:], 1),
            (lambda lines: lines[::-1], 1),
            (lambda lines: [lines[0], lines[1][:-20]], 2),
            (lambda lines: [lines[0], lines[1].rstrip("\n")], 2),
            (lambda lines: [lines[0], lines[0]], 2),
            (lambda lines: ["[]\n", lines[1]], 1),
            (lambda lines: [lines[0], "\n"], 2),
        ],
    )
    def test_an_edit_shows(self, path: Path, edit: object, row: int) -> None:
        assert callable(edit)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(edit(lines)), encoding="utf-8")
        with pytest.raises(FaultyTableError, match=f"row {row}: this line of the release ledger"):
            read_ledger(path)

    @pytest.mark.parametrize(
        ("values", "dimensions"),
        [({("a", "b"): 1}, ("cell",)), ({("a",): "?"}, ("cell",)), ({("a",): True}, ("cell",))],
    )
    def test_a_line_that_is_no_table_is_a_fault(
        self, tmp_path: Path, values: dict[tuple[str, ...], int], dimensions: tuple[str, ...]
    ) -> None:
        where = tmp_path / "ledger.jsonl"
        released = ReleasedTable(SPRING, dimensions, values)
        append_release(where, released, release_id="odd", when=DAY)
        with pytest.raises(FaultyTableError, match="row 1"):
            read_ledger(where)

    def test_each_line_is_json_and_holds_the_hash_of_the_one_before(self, path: Path) -> None:
        first, second = (json.loads(line) for line in path.read_text("utf-8").splitlines())
        assert second["previous"] == first["sha256"]
        assert first["when"] == "2026-04-20"


class TestANewRelease:
    def test_the_first_release_is_attacked_alone(self) -> None:
        found = check_against_earlier(protect(table()).released, Ledger())
        assert (found.protected, found.recovered) == (2, ())

    def test_what_was_protected_with_the_ledger_passes(self) -> None:
        first = protect(table()).released
        second = protect(table(b=21), earlier=[first]).released
        found = check_against_earlier(second, ledger_of(first))
        assert found.recovered == ()

    def test_a_correction_protected_alone_is_stopped(self) -> None:
        """First a and c are hidden; then a and c again, but c only through the total."""
        first = one_way(a=WITHHELD, b=20, c=WITHHELD, d=40, total=72)
        second = one_way(a=WITHHELD, b=20, c=9, d=40, total=WITHHELD)
        with pytest.raises(DisclosureError) as caught:
            check_against_earlier(second, ledger_of(first))
        sentence = caught.value.sentence()
        assert "Cell c was withheld before and is shown now" in sentence
        assert "With the earlier releases this gives away cell a" in sentence

    def test_another_breakdown_is_attacked_together_with_the_first(self) -> None:
        first = one_way(a=WITHHELD, b=20, total=WITHHELD)
        sites = {("n",): 11, ("s",): 12}
        second = ReleasedTable(SPRING, ("site",), sites)
        with pytest.raises(DisclosureError, match="gives away cell a") as caught:
            check_against_earlier(second, ledger_of(first))
        assert len(caught.value.faults) == 2  # the total of all is given away as well

    def test_a_table_that_contradicts_itself_cannot_be_checked(self) -> None:
        with pytest.raises(CannotTellError, match="contradict"):
            check_against_earlier(one_way(a=9, b=20, total=23), Ledger())

    def test_numbers_that_the_new_table_corrects_are_taken_as_revised(self) -> None:
        first = one_way(a=9, b=20, total=29)
        second = one_way(a=10, b=20, total=30)
        assert check_against_earlier(second, ledger_of(first)).protected == 0

    def test_what_is_given_away_already_is_no_reason_against_a_new_release(self) -> None:
        careless = one_way(a=WITHHELD, b=20, total=23)
        found = check_against_earlier(
            ReleasedTable(SPRING, ("site",), {("n",): 11, ("s",): 12}), ledger_of(careless)
        )
        assert found.recovered_exactly == 1


class TestTime:
    def test_fewer_than_ten_people_moved_means_repeat_the_last_release(self) -> None:
        first = protect(table()).released
        second = protect(table(AUTUMN, b=24, d=45)).released
        with pytest.raises(DisclosureError, match="Repeat that release") as caught:
            check_against_earlier(second, ledger_of(first))
        assert "as few as 9 (the least is 10)" in caught.value.sentence()

    def test_ten_people_moved_may_be_shown(self) -> None:
        first = protect(table()).released
        second = protect(table(AUTUMN, b=24, d=46)).released
        assert check_against_earlier(second, ledger_of(first)).recovered == ()

    def test_the_same_figures_again_show_no_movement(self) -> None:
        first, second = (protect(table(day)).released for day in (SPRING, AUTUMN))
        assert least_moved(first, second) is None
        assert check_against_earlier(second, ledger_of(first)).recovered == ()

    def test_other_bodies_and_undated_populations_are_not_compared(self) -> None:
        first = protect(table("R0B at 2026-03-31")).released
        undated = protect(table("everyone")).released
        second = protect(table(AUTUMN, b=21)).released
        assert check_against_earlier(second, ledger_of(first, undated)).recovered == ()

    def test_people_who_change_cell_are_counted_once(self) -> None:
        assert least_moved(one_way(a=20, b=30), one_way(a=15, b=35)) == 5

    def test_margins_also_count_where_cells_are_withheld(self) -> None:
        before = one_way(a=WITHHELD, b=WITHHELD, total=40)
        after = one_way(a=WITHHELD, b=WITHHELD, total=52)
        assert least_moved(before, after) == 12

    def test_tables_with_nothing_in_common_are_not_compared(self) -> None:
        other = ReleasedTable(AUTUMN, ("site",), {("n",): 9})
        assert least_moved(one_way(a=9), other) is None

    def test_rounding_is_not_movement(self) -> None:
        before = ReleasedTable(SPRING, ("cell",), {("a",): 10}, {}, 5)
        after = ReleasedTable(AUTUMN, ("cell",), {("a",): 15}, {}, 5)
        assert least_moved(before, after) == 1

    def test_subtotals_overlap_and_are_left_out(self) -> None:
        groups = {"cell": {"both": ("a", "b")}}
        before = ReleasedTable(SPRING, ("cell",), {("a",): 9, ("b",): 9, ("both",): 18}, groups)
        after = ReleasedTable(AUTUMN, ("cell",), {("a",): 11, ("b",): 9, ("both",): 20}, groups)
        assert least_moved(before, after) == 2
