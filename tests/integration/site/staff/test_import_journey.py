"""Bringing a staff table in, page by page: the file, its columns, its codes and its faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders.site.imports import (
    HEADINGS,
    STAFF,
    csv,
    parquet,
    sent,
    workbook,
)
from builders.site.imports_in_pages import (
    HOME,
    OWN_HEADINGS,
    analyst,
    send,
    words,
)
from builders.site.people import member, organisation, signed_in
from wardtoboard_web.organisations.models import Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.facts import current_snapshot
from wardtoboard_web.staff.models import ImportFile


def test_the_first_page_says_what_to_do() -> None:
    page = words(analyst().get(HOME))
    assert "No staff table yet. Bring one in: it takes about five minutes." in page


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_table_is_brought_in_from_file_to_current(kind: str, tmp_path: Path) -> None:
    client = analyst()
    contents = {
        "csv": lambda: csv(*STAFF),
        "xlsx": lambda: workbook(*STAFF),
        "parquet": lambda: parquet(str(tmp_path), *STAFF),
    }
    here = send(client, contents[kind](), f"staff.{kind}")
    page = words(client.get(here))
    assert f"staff.{kind}: 5 rows" in page
    assert "Every column is found. 5 rows of your organisation" in page
    assert "277 people, 3 not placed. 1 label to look at" in page
    assert "Cannot start yet" in page
    assert client.post(f"{here}place/", {})["Location"] == here
    check = words(client.get(f"{here}check/"))
    assert "31 March 2026" in check
    assert client.post(f"{here}check/")["Location"] == here
    ended = words(client.get(here))
    assert "It is in. Pages now show it." in ended
    assert "31 March 2026: 277 people, 3 not placed." in ended
    with in_organisation(organisation()):
        now = current_snapshot()
    assert now is not None
    assert now.people().finest["nurse", "Band 8a"] == 40
    assert [one.reason for one in now.unplaced()] == ["background_unknown"]
    assert "277 people, 3 not placed" in words(client.get(HOME))


def test_an_unreadable_file_is_said_beside_the_field() -> None:
    response = analyst().post(f"{HOME}new/staff/", {"file": sent(b"%PDF-1.4 x", "a.csv")})
    assert "this is a PDF" in words(response)
    assert response.status_code == 200


def test_a_file_must_be_chosen_and_may_not_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    client = analyst()
    assert "Choose a file" in words(client.post(f"{HOME}new/staff/", {}))
    monkeypatch.setattr("wardtoboard_web.staff.forms.MOST_BYTES", 10)
    response = client.post(f"{HOME}new/staff/", {"file": sent(csv(*STAFF))})
    assert "The file must be smaller than" in words(response)


def test_a_name_too_long_for_a_disk_is_cut() -> None:
    client = analyst()
    here = send(client, csv(*STAFF), f"{'表' * 90}.csv")
    assert "5 rows of your organisation" in words(client.get(here))


def test_the_list_of_imports_leaves_their_files_alone() -> None:
    """Fifty imports of large files would not fit in memory."""
    client = analyst()
    send(client, csv(*STAFF))
    with CaptureQueriesContext(connection) as asked:
        assert "staff.csv" in words(client.get(HOME))
    assert not [one for one in asked if '"staff_upload"."content"' in one["sql"]]


def test_there_is_no_other_kind_of_import() -> None:
    assert analyst().get(f"{HOME}new/weather/").status_code == 404


class TestColumns:
    def rows(self) -> bytes:
        return csv(*STAFF, headings=OWN_HEADINGS)

    def match(self, client: Client, here: str) -> Any:
        with in_organisation(organisation()):
            file = ImportFile.objects.order_by("upload__sent_at").last()
        assert file is not None
        columns = dict(zip(HEADINGS, OWN_HEADINGS, strict=True)) | {"fte": "-"}
        return client.post(f"{here}columns/{file.pk}/", columns)

    def test_unknown_headings_are_asked_about(self) -> None:
        client = analyst()
        here = send(client, self.rows())
        page = words(client.get(here))
        assert "The columns are not known yet" in page
        file = the_import_file()
        asked = words(client.get(f"{here}columns/{file}/"))
        assert "We do not recognise the headings" in asked
        assert "Senior manager" in asked  # the first rows
        assert self.match(client, here)["Location"] == here
        assert "Every column is found." in words(client.get(here))

    def test_each_column_needs_a_heading_of_its_own(self) -> None:
        client = analyst()
        here = send(client, self.rows())
        address = f"{here}columns/{the_import_file()}/"
        wrong = dict.fromkeys(HEADINGS, "Site") | {"level": "", "fte": "-"}
        page = words(client.post(address, wrong))
        assert "Select the heading of level" in page
        assert "Site is already used for organisation" in page

    def test_a_match_is_remembered_for_the_same_headings(self) -> None:
        client = analyst()
        self.match(client, send(client, self.rows()))
        swapped = [tuple(reversed(row)) for row in STAFF]
        again = send(client, csv(*swapped, headings=tuple(reversed(OWN_HEADINGS))))
        assert "Every column is found, matched as you did last time." in words(client.get(again))

    def test_the_first_rows_are_for_those_who_see_every_count(self) -> None:
        client = signed_in(member(organisation(), Role.ADMINISTRATOR))
        here = send(client, self.rows())
        page = words(client.get(f"{here}columns/{the_import_file()}/"))
        assert "Which heading is which?" in page
        assert "Senior manager" not in page

    def test_what_was_understood_is_said_in_numbers(self) -> None:
        client = analyst()
        here = send(client, workbook(*STAFF, cover="About"), "staff.xlsx")
        page = words(client.get(f"{here}columns/{the_import_file()}/"))
        assert "5 rows under 5 headings." in page
        assert "We read the sheet Staff, one of 2." in page
        assert "It looks like a table of headcounts: 5 of 6 columns." in page

    def test_a_remembered_match_is_said_and_can_be_changed(self) -> None:
        client = analyst()
        self.match(client, send(client, self.rows()))
        again = send(client, self.rows())
        with in_organisation(organisation()):
            file = ImportFile.objects.order_by("upload__sent_at").last()
        assert file is not None
        page = words(client.get(f"{again}columns/{file.pk}/"))
        assert "We matched the columns as you did last time." in page

    def test_codes_and_places_wait_until_columns_are_known(self) -> None:
        client = analyst()
        here = send(client, self.rows())
        for later in ("codes/", "place/", "check/"):
            assert client.get(f"{here}{later}")["Location"] == here

    def test_a_match_that_fits_no_kind_of_table_is_a_fault(self) -> None:
        client = analyst()
        here = send(client, self.rows())
        with in_organisation(organisation()):
            ImportFile.objects.update(columns={"AREA": "Site", "headcount": "Bodies"})
        assert "No kind of table that we read" in words(client.get(here))
        assert client.get(f"{here}columns/{the_import_file()}/")["Location"] == here

    def test_several_files_are_read_as_one(self) -> None:
        client = analyst()
        here = send(client, csv(*STAFF[:2]))
        assert "Add another file" in words(client.get(f"{here}file/"))
        client.post(f"{here}file/", {"file": sent(csv(*STAFF[2:]), "more.csv")})
        page = words(client.get(here))
        assert "staff.csv, more.csv: 5 rows" in page
        assert "277 people, 3 not placed" in page

    def test_a_file_of_another_import_is_not_found(self) -> None:
        client = analyst()
        here = send(client, self.rows())
        other = "00000000-0000-0000-0000-000000000000"
        assert client.get(f"{here}columns/{other}/").status_code == 404
        assert client.post(f"{here}file/{other}/remove/").status_code == 404


def the_import_file() -> str:
    with in_organisation(organisation()):
        return str(ImportFile.objects.get().pk)


class TestManyOrganisations:
    def test_rows_of_255_organisations_but_ours_are_left_out(self) -> None:
        client = analyst()
        others = [
            (f"R{number:03}", "2026-03-31", "nurse", "Local oddity", "*") for number in range(254)
        ]
        here = send(client, csv(*others, *STAFF))
        assert "277 people, 3 not placed" in words(client.get(here))
        check = words(client.get(f"{here}check/"))
        assert "254, left out" in check

    def test_which_codes_are_ours_is_asked_where_ours_is_not_there(self) -> None:
        client = analyst()
        rows = [(code, *row[1:]) for code in ("RAA", "RBB", "RCC") for row in STAFF]
        here = send(client, csv(*rows))
        assert "Say which organisation codes are yours" in words(client.get(here))
        asked = words(client.get(f"{here}codes/"))
        assert "The files hold 3 organisation codes" in asked
        assert "no rows for RXX" in words(client.post(f"{here}codes/", {"codes": "RAA, rxx"}))
        assert client.post(f"{here}codes/", {"codes": "raa RBB"})["Location"] == here
        assert "554 people, 6 not placed" in words(client.get(here))
        client.post(f"{here}place/", {})
        client.post(f"{here}check/")
        with in_organisation(organisation()):
            now = current_snapshot()
        assert now is not None
        assert now.table.organisations == ("X1ZZ",)
        again = send(client, csv(*rows))
        assert 'value="RAA, RBB"' in words(client.get(f"{again}codes/"))

    def test_the_only_code_there_is_suggested(self) -> None:
        client = analyst()
        here = send(client, csv(*[("RAA", *row[1:]) for row in STAFF]))
        assert 'value="RAA"' in words(client.get(f"{here}codes/"))


class TestFaults:
    DIRTY = csv(
        STAFF[0],
        ("X1ZZ", "2026-03-31", "nurse", "Band 6", "=HYPERLINK(1)"),
        ("X1ZZ", "soon", "nurse", "Band 7", "3"),
    )

    def test_all_faults_are_shown_and_can_be_taken_away(self) -> None:
        client = analyst()
        here = send(client, self.DIRTY)
        page = words(client.get(here))
        assert "2 things to put right" in page
        assert "staff.csv, row 3" in page
        file = client.get(f"{here}faults.csv").content.decode("utf-8-sig")
        assert "'=HYPERLINK(1)" in file
        assert len(file.splitlines()) == 3
        book = client.get(f"{here}faults.xlsx")
        assert book.content.startswith(b"PK")
        assert client.get(f"{here}check/")["Location"] == here

    def test_a_long_list_is_cut_on_the_page_only(self) -> None:
        client = analyst()
        rows = [("X1ZZ", "2026-03-31", f"nurse {n}", "Band 6", "x") for n in range(150)]
        here = send(client, csv(*rows))
        assert "And 50 more." in words(client.get(here))
        assert len(client.get(f"{here}faults.csv").content.splitlines()) == 151

    def test_the_file_is_sent_again_when_it_is_mended(self) -> None:
        client = analyst()
        here = send(client, self.DIRTY)
        client.post(f"{here}file/{the_import_file()}/remove/")
        assert "A staff table as CSV, Excel or Parquet" in words(client.get(here))
        client.post(f"{here}file/", {"file": sent(csv(*STAFF))})
        assert "277 people" in words(client.get(here))
