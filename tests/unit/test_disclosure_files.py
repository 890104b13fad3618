"""Published tables as files, and the odd corners of tables and lattices."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardtoboard.base.errors import (
    CannotTellError,
    FaultyTableError,
    OutputError,
    UnreadableFileError,
)
from wardtoboard.disclosure import (
    REVISED,
    STAR,
    WITHHELD,
    CountTable,
    ReleasedTable,
    attack,
    protect,
    read_published_table,
    released_rows,
    write_published_table,
)
from wardtoboard.disclosure.tables import members


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding=encoding)
    return path


class TestReading:
    def test_dimensions_values_and_markers(self, tmp_path: Path) -> None:
        path = written(tmp_path, "profession,level,value\nnurse,7,12\nnurse,8a,*\nnurse,Total,c\n")
        table = read_published_table(path)
        assert table.dimensions == ("profession", "level")
        assert dict(table.values) == {
            ("nurse", "7"): 12,
            ("nurse", "8a"): STAR,
            ("nurse", "total"): WITHHELD,
        }
        assert table.population == "the same people"

    def test_population_groups_and_rounding(self, tmp_path: Path) -> None:
        text = "\ufeffPopulation,profession,Value\nR0A,ahp,10\nR0A,physiotherapist,C\n\n"
        groups = {"profession": {"ahp": ("physiotherapist",)}}
        table = read_published_table(written(tmp_path, text), groups=groups, rounded_to=5)
        assert table == ReleasedTable(
            "R0A", ("profession",), {("ahp",): 10, ("physiotherapist",): WITHHELD}, groups, 5
        )

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "there is no value column"),
            ("profession,count\nnurse,9\n", "Found: profession, count"),
            ("value\n9\n", "there is no dimension column"),
            ("cell,cell,value\na,b,9\n", "a column has no name, or two have the same"),
            ("cell,,value\na,b,9\n", "a column has no name"),
            ("cell,value\n", "the table has no rows"),
            ("cell,value\na,9\n,8\n", "row 3, column cell: the cell is empty"),
            ("cell,value\na,9.5\n", "row 2, column value: this is neither a count nor a marker"),
            ("cell,value\na,-1\n", "Found: -1"),
            ("cell,value\na,²\n", "neither a count nor a marker"),
            ("cell,value\na\n", "Found: nothing"),
            ("cell,value\na,9\nb,8\na,7\n", "row 4: this cell is in row 2 already"),
            ("population,cell,value\nX,a,9\nY,b,9\n", "more than one population"),
        ],
    )
    def test_a_faulty_table_says_where_and_what(
        self, tmp_path: Path, text: str, sentence: str
    ) -> None:
        with pytest.raises(FaultyTableError) as caught:
            read_published_table(written(tmp_path, text))
        assert sentence in caught.value.sentence()
        assert "table.csv" in caught.value.sentence()

    def test_every_fault_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(FaultyTableError) as caught:
            read_published_table(written(tmp_path, "cell,value\n,x\na,y\n"))
        assert len(caught.value.faults) == 3

    @pytest.mark.parametrize("text", ['cell,value\n"a,9\n', "cell,value\né,9\n"])
    def test_what_is_no_csv_cannot_be_read(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(UnreadableFileError, match="cannot be read as CSV"):
            read_published_table(written(tmp_path, text, encoding="latin-1"))

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFileError, match=r"none\.csv"):
            read_published_table(tmp_path / "none.csv")


class TestWriting:
    def test_what_is_written_is_read_back(self, tmp_path: Path) -> None:
        values = {
            ("=1+1", "7"): 12,
            ("'quoted", "-"): STAR,
            ("@x", "total"): REVISED,
            ("a", "b"): 0,
        }
        table = ReleasedTable("+R0A, north", ("profession", "level"), values)
        path = tmp_path / "out.csv"
        write_published_table(path, table)
        assert read_published_table(path) == table

    def test_no_cell_runs_as_a_formula(self, tmp_path: Path) -> None:
        path = tmp_path / "out.csv"
        write_published_table(path, ReleasedTable("=A1", ("=d",), {("@SUM(A1)",): WITHHELD}))
        assert path.read_text(encoding="utf-8") == "population,'=d,value\n'=A1,'@SUM(A1),c\n"

    def test_a_folder_that_is_a_file(self, tmp_path: Path) -> None:
        table = ReleasedTable("X", ("cell",), {("a",): 9})
        (tmp_path / "folder").write_text("a file")
        with pytest.raises(OutputError, match="the output cannot be written"):
            write_published_table(tmp_path / "folder" / "out.csv", table)

    def test_rows_for_others_to_write(self) -> None:
        headers, rows = released_rows(ReleasedTable("X", ("cell",), {("a",): 9, ("b",): STAR}))
        assert headers == ("population", "cell", "value")
        assert rows == (("X", "a", "9"), ("X", "b", "*"))


class TestTables:
    @pytest.mark.parametrize(
        ("counts", "fixed", "mistake"),
        [
            ({}, (), "one count at least"),
            ({("a", "b"): 1}, (), "one name for each dimension"),
            ({("a",): -1}, (), "below zero"),
            ({("a",): 1}, (("a",),), "a fixed zero"),
            ({("a",): 1}, (("b",),), "a fixed zero"),
            ({("total",): 1}, (), "the name of a group or of a margin"),
            ({("ahp",): 1}, (), "the name of a group or of a margin"),
        ],
    )
    def test_a_table_that_does_not_hang_together_is_refused(
        self, counts: dict[tuple[str, ...], int], fixed: tuple[tuple[str, ...], ...], mistake: str
    ) -> None:
        groups = {"profession": {"ahp": ("physiotherapist",)}}
        with pytest.raises(ValueError, match=mistake):
            CountTable("X", ("profession",), counts, groups, frozenset(fixed))

    def test_groups_of_groups_are_added_up_once(self) -> None:
        groups = {"cell": {"one": ("a", "b"), "two": ("one", "b", "c")}}
        table = CountTable("X", ("cell",), {("a",): 1, ("b",): 2, ("c",): 4}, groups)
        assert table.cells()["one",] == 3
        assert table.cells()["two",] == 7

    def test_a_group_cannot_hold_itself(self) -> None:
        with pytest.raises(ValueError, match="holds itself"):
            list(members("a", {"a": ("b",), "b": ("a",)}))


class TestLattices:
    def test_too_many_cells_cannot_be_checked(self) -> None:
        long = ReleasedTable("X", ("cell",), {(str(n),): 9 for n in range(300)})
        wide = ReleasedTable("X", ("other",), {(str(n),): 9 for n in range(300)})
        with pytest.raises(CannotTellError, match="more than can be checked"):
            attack([long, wide])

    def test_a_table_of_one_total_is_enough(self) -> None:
        found = attack([ReleasedTable("X", ("cell",), {("total",): WITHHELD})])
        assert [(one.low, one.high) for one in found.intervals] == [(0, None)]

    def test_subtotals_alone_speak_for_all_their_members(self) -> None:
        groups = {"cell": {"ab": ("a", "b"), "bc": ("b", "c")}}
        values = {("ab",): 9, ("bc",): WITHHELD, ("total",): 12}
        (found,) = attack([ReleasedTable("X", ("cell",), values, groups)]).intervals
        assert (found.low, found.high) == (3, 12)

    def test_a_cell_where_the_tables_leave_nobody_is_nobody(self) -> None:
        listed = ReleasedTable("X", ("cell",), {("a",): 9, ("b",): 9})
        group = ReleasedTable("X", ("cell",), {("cd",): 0}, {"cell": {"cd": ("c", "d")}})
        beside = ReleasedTable("X", ("cell", "site"), {("a", "n"): 9, ("b", "n"): 9})
        assert attack([listed, group, beside]).protected == 0
        wrong = ReleasedTable("X", ("cell",), {("cd",): 3}, {"cell": {"cd": ("c", "d")}})
        with pytest.raises(CannotTellError, match="contradict"):
            attack([listed, wrong, beside])

    def test_sums_that_clash_once_known_cells_are_out_contradict(self) -> None:
        values = {("a", "x"): 9, ("a", "y"): 9, ("a", "total"): 20}
        with pytest.raises(CannotTellError, match="contradict"):
            attack([ReleasedTable("X", ("row", "column"), values)])

    def test_dimensions_in_another_order_are_the_same_cells(self) -> None:
        one = ReleasedTable("X", ("row", "column"), {("a", "x"): 9, ("a", "y"): WITHHELD})
        other = ReleasedTable("X", ("column", "row"), {("total", "a"): 12})
        (found,) = attack([one, other]).recovered
        assert found.low == 3

    def test_one_name_in_a_dimension_makes_its_margin_the_same_cell(self) -> None:
        counts = {("a", "x"): 3, ("b", "x"): 12, ("c", "x"): 30}
        table = CountTable("X", ("row", "column"), counts)
        protected = protect(table)
        assert ("a", "total") in protected.primary
        assert attack([protected.released], truth=table).violated == ()
