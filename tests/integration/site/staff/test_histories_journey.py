"""Bringing staff histories in, page by page: files, a look, the job, what was kept, going back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders.site.histories import (
    MONTHS,
    drafted_histories,
    histories,
    histories_brought_in,
    synthetic_parquet,
)
from builders.site.imports import sent
from builders.site.imports_in_pages import words
from builders.site.people import member, organisation, signed_in
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.facts import careers
from wardtoboard_web.staff.models import HistoryFile, HistoryImport, State

HOME = "/o/X1ZZ/imports/histories/"


@pytest.fixture
def analyst(trust: Organisation) -> Person:
    return member(trust, Role.ANALYST)


@pytest.fixture
def client(analyst: Person) -> Client:
    return signed_in(analyst)


def send(client: Client, *contents: bytes, name: str = "history.csv") -> str:
    """Send files; gives the address of the import's page."""
    response = client.post(f"{HOME}files/", {"histories": [sent(one, name) for one in contents]})
    assert response.status_code == 302, words(response)
    return str(response["Location"])


def the_file() -> HistoryFile:
    with in_organisation(organisation()):
        return HistoryFile.objects.get()


def test_the_first_page_says_what_to_do(client) -> None:
    page = words(client.get(HOME))
    assert "No staff history yet." in page
    assert "Bring in staff histories" in page
    assert "are deleted as soon as the import has ended" in page
    assert "Bring in staff histories" in words(client.get("/o/X1ZZ/imports/"))


def test_an_administrator_is_told_who_brings_histories_in(trust, analyst) -> None:
    """They are of single people, so bringing tables in is not enough."""
    histories_brought_in(trust, analyst, histories(*MONTHS))
    client = signed_in(member(trust, Role.ADMINISTRATOR))
    page = words(client.get("/o/X1ZZ/imports/"))
    assert "People analysts bring them in" in page
    assert "January 2024" not in page
    answer = client.get(HOME)
    assert answer.status_code == 403
    assert "people analyst" in words(answer)


def test_histories_are_brought_in_from_files_to_careers(client, trust) -> None:
    here = send(client, histories(*MONTHS[:2]), histories(MONTHS[2]))
    page = words(client.get(here))
    assert "3 months, January 2024 to March 2024" in page
    assert "person, month, organisation, fte, profession, level" in page
    assert "Files of this import" in page
    assert client.post(f"{here}start/")["Location"] == here
    ended = words(client.get(here))
    assert "What was kept of the histories" in ended
    assert "3 months, January 2024 to March 2024" in ended
    assert (
        '>Person-months</dt><dd class="nhsuk-summary-list__value nhsuk-u-text-break-word">12<'
        in ended
    )
    assert "They were deleted when the import ended." in ended
    assert "We follow careers over 3 months" in words(client.get(HOME))
    assert "We follow careers over 3 months" in words(client.get("/o/X1ZZ/imports/"))
    with in_organisation(trust):
        now = careers()
    assert now is not None
    assert now.months == (24288, 24289, 24290)
    assert len(now.segments) == 6  # four nurses, two of whom were promoted
    assert {place.organisation for place in now.vocabulary.places} == {"X1ZZ"}


def test_months_are_added_to_those_that_are_held(client, trust, analyst) -> None:
    histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
    here = send(client, histories(*MONTHS[1:]))
    page = words(client.get(here))
    assert "Careers held now" in page
    assert "1 month, February 2024" in page
    client.post(f"{here}start/")
    assert "3 months, January 2024 to March 2024" in words(client.get(here))
    assert "Months that were held before, replaced" in words(client.get(here))


def test_what_was_left_out_and_not_placed_is_told(client, tmp_path: Path) -> None:
    path = synthetic_parquet(tmp_path / "history.parquet", "X1ZZ", people=200, months=3)
    here = send(client, path.read_bytes(), name="history.parquet")
    client.post(f"{here}start/")
    page = words(client.get(here))
    assert "Rows not placed, and why" in page
    assert "Manager codes do not say which profession a person trained in" in page
    assert "Rows left out by rule" in page
    assert "Bank shifts are not a career" in page


def test_a_gap_is_told(client) -> None:
    here = send(client, histories("2024-01", "2024-04"))
    assert "2 months, January 2024, April 2024" in words(client.get(here))
    client.post(f"{here}start/")
    assert "There is no month between 2024-01 and 2024-04." in words(client.get(here))


class TestFiles:
    def test_one_must_be_chosen(self, client) -> None:
        assert "Choose one file or more" in words(client.post(f"{HOME}files/", {}))

    def test_what_cannot_be_read_is_said_beside_the_field_and_nothing_is_kept(
        self, client, trust
    ) -> None:
        files = [sent(histories("2024-01"), "good.csv"), sent(b"%PDF-1.4 x", "bad.csv")]
        page = words(client.post(f"{HOME}files/", {"histories": files}))
        assert "bad.csv: this is a PDF" in page
        with in_organisation(trust):
            assert not HistoryFile.objects.exists()

    def test_a_missing_column_is_said(self, client) -> None:
        content = b"person,month,organisation\np,2024-01,X1ZZ\n"
        page = words(client.post(f"{HOME}files/", {"histories": [sent(content, "a.csv")]}))
        assert "fte" in page

    def test_one_may_not_be_too_large(self, client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("wardtoboard_web.staff.forms.MOST_BYTES", 10)
        page = words(client.post(f"{HOME}files/", {"histories": [sent(histories("2024-01"))]}))
        assert "staff.csv must be smaller than" in page

    def test_more_are_added_to_the_import_that_is_open(self, client) -> None:
        here = send(client, histories("2024-01"))
        assert "Go on with the import that is open" in words(client.get(HOME))
        assert send(client, histories("2024-02")) == here
        assert "2 months, January 2024 to February 2024" in words(client.get(here))

    def test_one_can_be_taken_out(self, client, trust) -> None:
        here = send(client, histories("2024-01"))
        assert client.post(f"{here}files/{the_file().pk}/remove/")["Location"] == here
        assert "There are no files." in words(client.get(here))
        client.post(f"{here}start/")
        with in_organisation(trust):
            assert HistoryImport.objects.get().state == State.DRAFT

    def test_lists_leave_their_content_alone(self, client) -> None:
        here = send(client, histories("2024-01"))
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME)
            client.get(here)
            client.get("/o/X1ZZ/imports/")
        assert not [one for one in asked if '"content"' in one["sql"]]


class TestCodes:
    def test_which_codes_are_ours_is_asked_where_ours_is_not_there(self, client, trust) -> None:
        more = "stranger,2024-01,RBB,1,nurse,Band 5"
        here = send(client, histories("2024-01", code="RAA", more=more))
        page = words(client.get(here))
        assert "Your own code, X1ZZ, is not in the files." in page
        client.post(f"{here}start/")
        assert "Bring in staff histories" in words(client.get(here))
        asked = words(client.get(f"{here}codes/"))
        assert "The files hold 2 organisation codes." in asked
        assert "no rows for RXX" in words(client.post(f"{here}codes/", {"codes": "RXX"}))
        assert client.post(f"{here}codes/", {"codes": "raa"})["Location"] == here
        page = words(client.get(here))
        assert "Rows of RAA are taken." in page
        assert "1 row, left out" in page
        client.post(f"{here}start/")
        page = words(client.get(here))
        assert "Rows of other organisations" in page
        with in_organisation(trust):
            now = careers()
        assert now is not None
        assert len(now.segments) == 4
        assert now.vocabulary.places[now.segments.place[0]].organisation == "X1ZZ"

    def test_those_of_last_time_are_suggested(self, client) -> None:
        here = send(client, histories("2024-01", code="RAA"))
        assert 'value="RAA"' in words(client.get(f"{here}codes/"))
        client.post(f"{here}codes/", {"codes": "RAA"})
        client.post(f"{here}start/")
        more = "stranger,2024-02,RBB,1,nurse,Band 5"
        here = send(client, histories("2024-02", code="RAA", more=more))
        assert 'value="RAA"' in words(client.get(f"{here}codes/"))


class TestFaults:
    DIRTY = histories("2024-01", more="=danger(),soon,X1ZZ,1,nurse,Band 5")

    def test_all_of_them_are_shown_and_can_be_taken_away(self, client, trust) -> None:
        here = send(client, self.DIRTY)
        client.post(f"{here}start/")
        page = words(client.get(here))
        assert "These histories were refused" in page
        assert "history.csv, row 6" in page
        assert "soon" in page
        assert "send the files again" in page
        assert "soon" in client.get(f"{here}faults.csv").content.decode()
        assert client.get(f"{here}faults.xlsx").content.startswith(b"PK")
        with in_organisation(trust):
            assert careers() is None
        assert "Refused because of faults" in words(client.get(HOME))
        assert send(client, histories("2024-01")) != here

    def test_the_careers_that_were_current_stay_so(self, client, trust, analyst) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS))
        client.post(f"{send(client, self.DIRTY)}start/")
        with in_organisation(trust):
            now = careers()
        assert now is not None
        assert len(now.months) == 3


class TestUndo:
    def test_the_careers_before_come_back(self, client, trust, analyst) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
        here = send(client, histories(MONTHS[2]))
        client.post(f"{here}start/")
        asked = words(client.get(f"{here}undo/"))
        assert "We will follow careers over 2 months, January 2024 to February 2024 again." in asked
        assert client.post(f"{here}undo/")["Location"] == HOME
        assert "We follow careers over 2 months" in words(client.get(HOME))
        assert "Undone. Pages do not show it." in words(client.get(here))
        assert client.get(f"{here}undo/")["Location"] == here

    def test_the_first_leaves_nothing(self, client, trust, analyst) -> None:
        found = histories_brought_in(trust, analyst, histories(*MONTHS))
        asked = words(client.get(f"{HOME}{found.pk}/undo/"))
        assert "there will be no careers to follow" in asked
        client.post(f"{HOME}{found.pk}/undo/")
        assert "No staff history yet." in words(client.get(HOME))
        with in_organisation(trust):
            assert careers() is None

    def test_only_the_last_can_be_undone(self, client, trust, analyst) -> None:
        first = histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
        histories_brought_in(trust, analyst, histories(MONTHS[2]))
        answer = client.post(f"{HOME}{first.pk}/undo/", follow=True)
        assert "Only the last import can be undone." in words(answer)
        assert "later months were added" in words(client.get(f"{HOME}{first.pk}/"))


def test_a_draft_can_be_discarded(client, trust, analyst) -> None:
    found = drafted_histories(trust, analyst, histories("2024-01"))
    page = words(client.post(f"{HOME}{found.pk}/discard/", follow=True))
    assert "the files were deleted" in page
    assert "Discarded. Pages do not show it." in words(client.get(f"{HOME}{found.pk}/"))
    answer = client.post(f"{HOME}{found.pk}/discard/", follow=True)
    assert "can no longer be discarded" in words(answer)
    answer = client.post(f"{HOME}{found.pk}/start/", follow=True)
    assert "can no longer be changed" in words(answer)
