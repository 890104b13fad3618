"""What the command line says when something is wrong: a sentence and an exit code of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.tables import headcounts, text_file
from builders.worked_table import CODE, DAY, several_organisations, worked_table
from wardtoboard.base.errors import (
    CannotTellError,
    DisclosureError,
    Fault,
    FaultyTableError,
    LibraryContentError,
    NotInTableError,
    OutputError,
    UnreadableFileError,
    UserError,
)
from wardtoboard.cli import main as command


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return worked_table(tmp_path / "staff.csv")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError, 1),
        (UnreadableFileError, 3),
        (FaultyTableError, 4),
        (NotInTableError, 5),
        (LibraryContentError, 6),
        (DisclosureError, 7),
        (OutputError, 8),
        (CannotTellError, 9),
    ],
)
def test_every_kind_of_error_is_a_sentence_with_its_own_code(
    wardtoboard, table, monkeypatch, error, code
):
    def fail(*_: object, **__: object) -> None:
        raise error([Fault(what="it went wrong", do="Try again.")])

    monkeypatch.setattr("wardtoboard.cli.counts.read_staff_tables", fail)
    outcome = wardtoboard("counts", table)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err == "It went wrong. Try again.\n"


def test_a_missing_file(wardtoboard):
    outcome = wardtoboard("counts", "no-such.csv")
    assert (outcome.code, outcome.out) == (3, "")
    assert "no-such.csv" in outcome.err


def test_a_faulty_table_names_every_fault(wardtoboard, tmp_path):
    table = headcounts(
        tmp_path / "staff.csv",
        (CODE, DAY, "nurse", "Band 5", "many"),
        (CODE, "someday", "nurse", "Band 6", "3"),
    )
    outcome = wardtoboard("ceilings", table)
    assert (outcome.code, outcome.out) == (4, "")
    assert "row 2" in outcome.err
    assert "row 3" in outcome.err


@pytest.mark.parametrize("command_name", ["ceilings", "why"])
def test_an_unknown_organisation_names_those_there_are(wardtoboard, tmp_path, command_name):
    codes = tuple(f"R{number:02}" for number in range(12))
    table = several_organisations(tmp_path / "many.csv", codes)
    more = ("--profession", "ahp", "--level", "Band 8a") if command_name == "why" else ()
    outcome = wardtoboard(command_name, table, *more, "--organisation", "ZZZ")
    assert (outcome.code, outcome.out) == (5, "")
    assert "Found: ZZZ. Choose one of: R00, R01" in outcome.err
    assert "and 3 more." in outcome.err


def test_a_profession_that_is_not_in_the_table_names_those_that_are(wardtoboard, table):
    outcome = wardtoboard("ceilings", table, "--profession", "dentist")
    assert outcome.code == 5
    assert "Nobody of this profession is in the table. Found: dentist." in outcome.err
    assert "ahp, healthcare_scientist, nurse, pharmacist, psychologist." in outcome.err


def test_a_profession_that_does_not_exist(wardtoboard, table):
    outcome = wardtoboard("ceilings", table, "--profession", "wizard")
    assert outcome.code == 5
    assert "Found: wizard." in outcome.err


def test_a_profession_is_not_compared_with_itself(wardtoboard, table):
    outcome = wardtoboard(
        "why", table, "--profession", "ahp", "--level", "Band 8a", "--against", "ahp"
    )
    assert (outcome.code, outcome.out) == (9, "")
    assert "cannot be compared with itself" in outcome.err


@pytest.mark.parametrize("by", ["level,level", "profession,", "level,headcount"])
def test_protect_needs_different_columns(wardtoboard, table, by):
    outcome = wardtoboard("protect", table, "--by", by)
    assert (outcome.code, outcome.out) == (4, "")
    assert "For example: --by profession,level." in outcome.err


def test_protect_refuses_a_row_of_totals(wardtoboard, tmp_path):
    table = headcounts(
        tmp_path / "staff.csv",
        (CODE, DAY, "nurse", "Band 5", "10"),
        (CODE, DAY, "nurse", "Total", "10"),
    )
    outcome = wardtoboard("protect", table, "--by", "profession,level")
    assert (outcome.code, outcome.out) == (4, "")
    assert "row 3" in outcome.err
    assert "count people twice" in outcome.err


def test_output_where_a_file_stands_is_refused_before_any_work(wardtoboard, table, tmp_path):
    taken = text_file(tmp_path / "taken", "a letter")
    for folder in (taken, taken / "deeper"):
        outcome = wardtoboard("ceilings", table, "--output", folder)
        assert outcome.code == 8
        assert "the output cannot be written. Found: taken is a file." in outcome.err
    assert taken.read_text(encoding="utf-8") == "a letter\n"
    assert {path.name for path in tmp_path.iterdir()} == {"staff.csv", "taken"}


def test_a_broken_ledger_stops_a_release(wardtoboard, table, tmp_path):
    ledger = text_file(tmp_path / "ledger.jsonl", "not a ledger")
    outcome = wardtoboard("ceilings", table, "--output", tmp_path / "out", "--ledger", ledger)
    assert outcome.code == 4
    assert "ledger" in outcome.err
    assert not (tmp_path / "out").exists()


def test_an_unknown_command_is_wrong_usage(wardtoboard):
    outcome = wardtoboard("fly")
    assert outcome.code == 2
    assert "fly" in outcome.err


def test_without_a_command_help_names_every_command(wardtoboard):
    printed = wardtoboard("--help").out
    assert all(name in printed for name in command.COMMANDS)


@pytest.mark.parametrize("options", [("--raw",), ("--ledger", "releases.jsonl")])
def test_options_of_the_output_need_an_output(wardtoboard, table, options):
    outcome = wardtoboard("ceilings", table, *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert "do nothing without --output." in outcome.err
