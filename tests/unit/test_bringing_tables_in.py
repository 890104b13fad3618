"""Bringing in a table of one's own: columns named, previewed, one organisation kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.tables import (
    HEADINGS,
    NON_MEDICAL,
    NURSES,
    headcounts,
    nurses,
    text_file,
    text_parquet,
    workbook,
)
from wardtoboard.base.errors import FaultyTableError, UnreadableFileError
from wardtoboard.staff import (
    StaffTable,
    organisations_in,
    preview_establishment,
    preview_staff_table,
    read_establishment,
    read_staff_tables,
)

OWN_HEADINGS = ("Site", "Day", "Job family", "Scale", "Bodies")
NAMED = dict(zip(HEADINGS, OWN_HEADINGS, strict=True))


def placed(table: StaffTable) -> list[tuple[str, str, str, int | None, float | None]]:
    return [(r.organisation, r.profession, r.level, r.headcount, r.fte) for r in table.rows]


def sentences(error: pytest.ExceptionInfo[FaultyTableError]) -> list[str]:
    return [fault.sentence() for fault in error.value.faults]


class TestNamedColumns:
    def test_headings_of_ones_own_are_read_when_they_are_named(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", NURSES, headings=OWN_HEADINGS)
        table = read_staff_tables([path], columns={path: NAMED})
        assert placed(table) == [("R0A", "nurse", "Band 5", 12, None)]

    def test_they_tell_the_delimiter_and_the_row_of_headings(self, tmp_path: Path) -> None:
        lines = ["Our staff, by site, job family, scale", ";".join(OWN_HEADINGS), ";".join(NURSES)]
        path = text_file(tmp_path / "a.csv", *lines)
        table = read_staff_tables([path], columns={path: NAMED})
        assert placed(table) == [("R0A", "nurse", "Band 5", 12, None)]

    def test_a_named_heading_goes_before_a_name_and_an_alias(self, tmp_path: Path) -> None:
        headings = [*HEADINGS, "heads", "people"]
        path = headcounts(tmp_path / "a.csv", (*NURSES, "7", "5"), headings=headings)
        table = read_staff_tables([path], columns={path: {"headcount": "HEADS"}})
        assert [row.headcount for row in table.rows] == [7]

    def test_a_heading_named_for_one_column_is_no_other(self, tmp_path: Path) -> None:
        headings = ["organisation", "date", "professional group", "grade", "WTE", "band"]
        row = ("R0A", "2026-03-31", "nurse", "4", "3", "Band 5")
        path = headcounts(tmp_path / "a.csv", row, headings=headings)
        named = {"headcount": "grade"}
        table = read_staff_tables([path], columns={path: named})
        assert placed(table) == [("R0A", "nurse", "Band 5", 4, 3.0)]

    def test_a_column_can_be_said_not_to_be_there(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", (*NURSES, "soon"), headings=[*HEADINGS, "fte"])
        table = read_staff_tables([path], columns={path: {"fte": ""}})
        assert placed(table) == [("R0A", "nurse", "Band 5", 12, None)]

    def test_only_the_file_that_was_named_is_read_that_way(self, tmp_path: Path) -> None:
        first = headcounts(tmp_path / "a.csv", NURSES, headings=OWN_HEADINGS)
        second = headcounts(tmp_path / "b.csv", nurses(level="Band 6"))
        table = read_staff_tables([first, second], columns={first: NAMED})
        assert [row.level for row in table.rows] == ["Band 5", "Band 6"]

    def test_a_heading_that_is_not_there_is_a_fault(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", NURSES)
        with pytest.raises(FaultyTableError) as error:
            read_staff_tables([path], columns={path: {"headcount": "Bodies", "fte": "Whole"}})
        assert sentences(error) == [
            (
                "a.csv, row 1: there is no heading Bodies, which was named for headcount. "
                "Found: a column headcount. Name a heading of the file."
            ),
            (
                "a.csv, row 1: there is no heading Whole, which was named for fte. "
                "Name a heading of the file."
            ),
        ]

    def test_columns_of_two_kinds_of_table_are_a_fault(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", NURSES)
        with pytest.raises(FaultyTableError, match="no kind of table that we read has all the"):
            read_staff_tables([path], columns={path: {"AREA": "Area", "headcount": "heads"}})

    def test_an_establishment_can_have_headings_of_its_own(self, tmp_path: Path) -> None:
        headings = ("trust", "Chair", "band", "Who", "filled")
        path = headcounts(
            tmp_path / "a.csv", ("R0A", "1", "Band 5", "any", "no"), headings=headings
        )
        posts = read_establishment(path, columns={"post": "chair", "open_to": "who"})
        assert [(post.post, post.open_to) for post in posts] == [("1", frozenset({"any"}))]


class TestPreview:
    def test_a_complete_table_is_described_in_every_format(self, tmp_path: Path) -> None:
        rows = [NURSES, nurses(level="Band 6")]
        paths = [
            headcounts(tmp_path / "a.csv", *rows),
            workbook(tmp_path / "a.xlsx", {"About": [["Hello"]], "Staff": [HEADINGS, *rows]}),
            text_parquet(tmp_path / "a.parquet", rows=2),
        ]
        seen = [preview_staff_table(path) for path in paths]
        assert [p.sheet for p in seen] == ["", "Staff", ""]
        assert [p.sheets for p in seen] == [("",), ("About", "Staff"), ("",)]
        for preview in seen:
            assert preview.is_complete
            assert preview.form is not None
            assert preview.form.name == "headcounts"
            assert preview.headings == HEADINGS
            assert preview.first_rows[0] == NURSES
            assert preview.row_count == 2
            assert preview.found == {name: name for name in HEADINGS}

    def test_what_is_missing_is_named(self, tmp_path: Path) -> None:
        path = text_file(tmp_path / "a.csv", "Trust,As at,Job,Band,Heads", "R0A,2026-03-31")
        preview = preview_staff_table(path)
        assert preview.missing == ("profession",)
        assert not preview.is_complete
        assert preview.found == {
            "organisation": "Trust",
            "date": "As at",
            "level": "Band",
            "headcount": "Heads",
        }
        assert preview.first_rows == (("R0A", "2026-03-31", "", "", ""),)

    def test_notes_below_a_complete_table_are_not_counted(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", NURSES, ("Source: our records",))
        assert preview_staff_table(path).row_count == 1

    def test_of_a_long_table_the_first_five_rows_are_shown(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", *[NURSES] * 9)
        preview = preview_staff_table(path)
        assert (len(preview.first_rows), preview.row_count) == (5, 9)

    def test_headings_of_ones_own_are_found_below_a_title(self, tmp_path: Path) -> None:
        rows = [",".join(OWN_HEADINGS), ",".join(NURSES)]
        path = text_file(tmp_path / "a.csv", "Staff of the trust", *rows)
        preview = preview_staff_table(path)
        assert preview.form is None
        assert preview.headings == OWN_HEADINGS
        assert (preview.row_count, preview.found, preview.missing) == (1, {}, ())
        assert preview_staff_table(path, columns=NAMED).is_complete

    def test_the_sheet_that_is_most_like_a_staff_table_is_described(self, tmp_path: Path) -> None:
        sheets = {"Cover": [["A", "B"]], "Pay": [["band", "date"], ["5", "2026"]]}
        preview = preview_staff_table(workbook(tmp_path / "a.xlsx", sheets))
        assert (preview.sheet, preview.sheets) == ("Pay", ("Cover", "Pay"))

    def test_an_establishment_is_described(self, tmp_path: Path) -> None:
        path = text_file(tmp_path / "a.csv", "Trust,Job title,Band", "R0A,Matron,7")
        assert preview_establishment(path).missing == ("open_to", "filled")

    def test_a_file_that_cannot_be_opened_is_still_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFileError, match="holds no table"):
            preview_staff_table(text_file(tmp_path / "a.csv", " ", ","))


class TestOneOrganisationOfMany:
    def test_codes_are_counted(self, tmp_path: Path) -> None:
        rows = [NURSES, nurses(organisation="r0a ", level="6"), nurses(organisation="R0B")]
        path = headcounts(tmp_path / "a.csv", *rows, nurses(organisation=""))
        assert organisations_in(path) == {"": 1, "R0A": 2, "R0B": 1}

    def test_rows_of_others_are_left_out_faults_and_all(self, tmp_path: Path) -> None:
        others = [nurses(organisation="R0B", headcount="*"), nurses(organisation="R0C")]
        path = headcounts(tmp_path / "a.csv", others[0], NURSES, others[1])
        table = read_staff_tables([path], organisations={"R0A": "R0A"})
        assert placed(table) == [("R0A", "nurse", "Band 5", 12, None)]
        assert (table.rows_read, table.rows_left_out) == (1, 2)

    def test_rows_keep_their_number_in_faults(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", nurses(organisation="R0B"), nurses(headcount="x"))
        with pytest.raises(FaultyTableError, match="row 3, column headcount"):
            read_staff_tables([path], organisations={"R0A": "R0A"})

    def test_several_codes_can_be_counted_under_one(self, tmp_path: Path) -> None:
        headings = [*HEADINGS, "fte"]
        rows = [
            (*NURSES, "10"),
            (*nurses(organisation="R0B", headcount="3"), "2.5"),
            (*nurses(organisation="R0B", level="6"), "2"),
            (*nurses(organisation="R0A", level="6"), ""),
            (*nurses(organisation="R0B", profession="manager"), "2"),
        ]
        path = headcounts(tmp_path / "a.csv", *rows, headings=headings)
        table = read_staff_tables([path], organisations={"r0a": "R0Z", "R0B": "R0Z"})
        assert placed(table) == [
            ("R0Z", "nurse", "Band 5", 15, 12.5),
            ("R0Z", "nurse", "Band 6", 24, None),
        ]
        assert table.organisations == ("R0Z",)

    def test_full_time_equivalents_of_several_codes_are_added_up(self, tmp_path: Path) -> None:
        line = "2017-09-30,{},001,005,006,001_Acute,004_Nurse,Band 5,{}"
        path = text_file(tmp_path / "a.csv", NON_MEDICAL, line.format("A", 1), line.format("B", 2))
        table = read_staff_tables([path], organisations={"A": "C", "B": "C"})
        assert placed(table) == [("C", "nurse", "Band 5", None, 3.0)]

    def test_a_file_without_the_organisation_is_a_fault(self, tmp_path: Path) -> None:
        rows = [nurses(organisation=f"R0{letter}") for letter in "BCDEFGH"]
        path = headcounts(tmp_path / "a.csv", *rows)
        with pytest.raises(FaultyTableError) as error:
            read_staff_tables([path], organisations={"R0A": "R0A"})
        assert sentences(error) == [
            (
                "a.csv, column organisation: no row is for R0A. Found: R0B, R0C, R0D, R0E, R0F, "
                "and 2 more. Say which of the codes are yours, or use another file."
            )
        ]
        path = headcounts(tmp_path / "b.csv", nurses(organisation="R0B"))
        with pytest.raises(FaultyTableError, match=r"Found: R0B\. Say"):
            read_staff_tables([path], organisations={"R0A": "R0A"})

    def test_posts_of_others_are_left_out_of_an_establishment(self, tmp_path: Path) -> None:
        headings = ("organisation", "post", "level", "open_to", "filled")
        rows = [("R0A", "1", "Band 5", "any", "no"), ("R0B", "2", "Band 99", "any", "no")]
        path = headcounts(tmp_path / "a.csv", *rows, headings=headings)
        posts = read_establishment(path, organisations={"R0A": "R0Z"})
        assert [(post.organisation, post.post) for post in posts] == [("R0Z", "1")]
