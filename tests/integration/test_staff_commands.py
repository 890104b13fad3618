"""The staff family of commands as a person runs it: import, add-month and spells."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from builders.history_files import history, row

MARCH = [row(month="2025-03"), row(month="2025-03", person="p2", level="Band 6")]
APRIL = [row(month="2025-04", level="Band 6"), row(month="2025-04", person="p2", level="Band 6")]


@pytest.fixture
def march(tmp_path: Path) -> Path:
    return history(tmp_path / "march.csv", *MARCH)


@pytest.fixture
def april(tmp_path: Path) -> Path:
    return history(tmp_path / "april.csv", *APRIL)


def test_an_import_makes_a_store_and_a_key(wardtoboard, march, tmp_path):
    outcome = wardtoboard("staff", "import", march, "--store", "store", "--format", "json")
    answer = outcome.json
    assert {key: answer[key] for key in ("rows", "people", "months", "spells")} == {
        "rows": 2,
        "people": 2,
        "months": 1,
        "spells": 2,
    }
    assert answer["unplaced"] == answer["rejected"] == []
    key = tmp_path / "store.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert str(key) in outcome.err
    assert "Keep it safe, apart from the store." in outcome.err


def test_the_key_is_made_once_and_used_again(wardtoboard, march, april, tmp_path):
    wardtoboard("staff", "import", march, "--store", "store", "--key", "safe")
    before = Path("safe").read_text()
    outcome = wardtoboard("staff", "import", april, "--store", "store", "--key", "safe")
    assert outcome.code == 0
    assert outcome.err == ""
    assert Path("safe").read_text() == before
    assert not (tmp_path / "store.key").exists()


def test_a_month_is_added_and_careers_go_on(wardtoboard, march, april):
    wardtoboard("staff", "import", march, "--store", "store")
    answer = wardtoboard("staff", "add-month", april, "--store", "store", "--format", "json").json
    assert (answer["rows"], answer["months"], answer["spells"]) == (2, 1, 3)
    assert answer["restated"] == []


def test_a_month_sent_again_is_restated(wardtoboard, march, april):
    wardtoboard("staff", "import", march, april, "--store", "store")
    outcome = wardtoboard("staff", "add-month", april, "--store", "store")
    assert "Restated: 2025-04." in outcome.out
    assert outcome.out.startswith("Rows: 2. People: 2. Months: 1. Spells in the store: 3.\n")


def test_the_spells_are_written_as_parquet(wardtoboard, march, april):
    wardtoboard("staff", "import", march, april, "--store", "store")
    answer = wardtoboard(
        *("staff", "spells", "--store", "store", "--output", "spells.parquet", "--format", "json")
    ).json
    assert answer == {"spells": 3, "output": "spells.parquet"}
    table = pq.read_table("spells.parquet")
    assert table.column_names == [
        *("person", "profession", "level", "organisation", "start", "end", "event", "months")
    ]
    spells = {(one["level"], one["event"]): one for one in table.to_pylist()}
    first, last = date(2025, 3, 1), date(2025, 4, 1)
    assert (spells["Band 5", "promoted"]["start"], spells["Band 5", "promoted"]["end"]) == (
        *(first, first),
    )
    stayed = [one for one in table.to_pylist() if one["months"] == 2]
    assert [(one["level"], one["event"], one["start"], one["end"]) for one in stayed] == [
        ("Band 6", "censored", first, last)
    ]
    assert {one["profession"] for one in table.to_pylist()} == {"nurse"}


def test_spells_of_people_without_a_profession(wardtoboard, tmp_path):
    path = history(
        tmp_path / "staff.csv",
        row(profession="not clinical", level="Band 3"),
        row(person="p2", profession="Senior manager", level="local pay"),
    )
    answer = wardtoboard("staff", "import", path, "--store", "s", "--format", "json").json
    assert {one["reason"]: one["rows"] for one in answer["unplaced"]} == {
        "not_clinical": 1,
        "background_unknown": 1,
    }
    printed = wardtoboard("staff", "spells", "--store", "s", "--output", "spells.parquet")
    assert printed.out == "Spells: 2, in spells.parquet.\n"
    assert "treat it as personal data" in printed.err
    found = {
        (one["profession"], one["level"]) for one in pq.read_table("spells.parquet").to_pylist()
    }
    assert found == {("not_clinical", "Band 3"), (None, None)}


def test_an_import_in_words_says_what_was_left_out_and_marked(wardtoboard, tmp_path):
    path = history(
        tmp_path / "staff.csv",
        row(acting_up="yes"),
        row(person="p2", assignment_category="Bank"),
        row(person="p3", level=""),
        row(person="p4", organisation="X2ZZ"),
        row(person="p4", fte="0.2"),
    )
    outcome = wardtoboard("staff", "import", path, "--store", "store")
    assert "Not placed, and why" in outcome.out
    assert "Bank shifts are not a career" in outcome.out
    assert "Acting up in a higher post" in outcome.out
    assert "more than one organisation" in outcome.err


def test_organisations_that_merged_are_counted_under_their_successor(wardtoboard, tmp_path):
    path = history(tmp_path / "staff.csv", row(), row(person="p2", organisation="X2ZZ"))
    wardtoboard(
        *("staff", "import", path, "--store", "s", "--merged", "X2ZZ=X3ZZ", "--merged"),
        "X3ZZ=X4ZZ",
    )
    wardtoboard("staff", "spells", "--store", "s", "--output", "spells.parquet")
    assert set(pq.read_table("spells.parquet")["organisation"].to_pylist()) == {"X1ZZ", "X4ZZ"}


@pytest.mark.parametrize(
    ("merged", "said"),
    [
        (["X1ZZ"], "--merged needs two codes"),
        (["X1ZZ=X2ZZ", "X2ZZ=X1ZZ"], "cannot have merged into itself"),
    ],
)
def test_mergers_that_cannot_be(wardtoboard, march, merged, said):
    options = [part for one in merged for part in ("--merged", one)]
    outcome = wardtoboard("staff", "import", march, "--store", "store", *options)
    assert outcome.code == 4
    assert said in outcome.err


def test_a_month_cannot_be_added_to_no_store_or_without_its_key(wardtoboard, march, april):
    outcome = wardtoboard("staff", "add-month", march, "--store", "store")
    assert outcome.code == 3
    assert "store" in outcome.err
    wardtoboard("staff", "import", march, "--store", "store")
    Path("store.key").unlink()
    outcome = wardtoboard("staff", "add-month", april, "--store", "store")
    assert outcome.code == 3
    assert "the key is not there" in outcome.err
    assert "without it no month can be added" in outcome.err
    Path("store.key").write_text("not a key")
    outcome = wardtoboard("staff", "import", april, "--store", "store")
    assert "this is no key of pseudonyms" in outcome.err


def test_what_cannot_be_written_is_said(wardtoboard, march, tmp_path):
    outcome = wardtoboard("staff", "import", march, "--store", "s", "--key", "nowhere/key")
    assert outcome.code == 8
    assert "the key cannot be written" in outcome.err
    wardtoboard("staff", "import", march, "--store", "s")
    outcome = wardtoboard("staff", "spells", "--store", "s", "--output", "nowhere/spells.parquet")
    assert outcome.code == 8
    assert "the spells cannot be written" in outcome.err


def test_the_family_is_told_in_its_help(wardtoboard):
    printed = wardtoboard("staff", "--help").out
    assert all(name in printed for name in ("import", "add-month", "spells"))
