"""The administrators' page of the audit ledger."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import transaction
from django.test import Client

from builders.site.ledger import without_triggers
from builders.site.people import member, organisation, signed_in
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations import actions
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

PAGE = "/o/X1ZZ/audit/"


@pytest.fixture
def place() -> Organisation:
    return organisation("X1ZZ")


@pytest.fixture
def admin(place: Organisation) -> Person:
    return member(place, Role.ADMINISTRATOR)


@pytest.fixture
def browser(admin: Person) -> Client:
    return signed_in(admin)


def write(place: Organisation, action: str, by: Person | None = None, **detail: object) -> None:
    with in_organisation(place), transaction.atomic():
        record(by=by, action=action, organisation=place, detail=detail)


def test_the_newest_comes_first_in_words(
    place: Organisation, admin: Person, browser: Client
) -> None:
    write(place, "import.started", by=admin, kind="staff")
    write(place, "release.made", by=admin, roles=["board_member", "analyst"])
    page = browser.get(PAGE).content.decode()
    table = page[page.index("<table") :]
    assert table.index("Release made") < table.index("Import started")
    assert "roles: board member, analyst" in page
    assert "kind: staff" in page
    assert "all 2 entries are as they were written" in page


def test_actors_are_named_while_they_are_members(
    place: Organisation, admin: Person, browser: Client
) -> None:
    ada = member(place, Role.ANALYST)
    write(place, "import.started", by=ada)
    write(place, "import.finished")
    page = browser.get(PAGE).content.decode()
    assert ada.name in page
    assert "A command" in page
    with in_organisation(place):
        actions.remove_person(organisation=place, person_id=ada.pk, by=admin)
    page = browser.get(PAGE).content.decode()
    assert ada.name not in page
    assert "A former member" in page


def test_whom_it_is_about_is_named_while_they_are_a_member(
    place: Organisation, admin: Person, browser: Client
) -> None:
    ada = member(place, Role.ANALYST)
    with in_organisation(place):
        actions.change_roles(
            organisation=place,
            person_id=ada.pk,
            roles=[Role.CLINICIAN],
            profession="",
            by=admin,
        )
    assert f"{ada.name}; roles: clinician" in browser.get(PAGE).content.decode()


def test_another_organisations_entries_are_not_there(place: Organisation, browser: Client) -> None:
    write(organisation("X2ZZ"), "secret.kept")
    write(place, "import.started")
    page = browser.get(PAGE).content.decode()
    assert "Secret kept" not in page
    assert "the one entry is as it was written" in page


def test_one_action_can_be_shown(place: Organisation, browser: Client) -> None:
    write(place, "import.started")
    write(place, "release.made")
    page = browser.get(f"{PAGE}?action=import.started").content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert "Import started" in table
    assert "Release made" not in table
    assert "Release made" in browser.get(f"{PAGE}?action=nonsense").content.decode()


def test_long_ledgers_come_in_pages(place: Organisation, browser: Client) -> None:
    for number in range(51):
        write(place, "import.started", nth=f"<{number}>")
    first = browser.get(PAGE).content.decode()
    assert "nth: &lt;50&gt;" in first
    assert "nth: &lt;0&gt;" not in first
    assert "?page=2" in first
    second = browser.get(f"{PAGE}?page=2&action=import.started").content.decode()
    assert "nth: &lt;0&gt;" in second
    assert "?page=1&amp;action=import.started" in second


def test_tampering_is_said_on_the_page(place: Organisation, browser: Client) -> None:
    write(place, "import.started")
    write(place, "import.finished")
    with in_organisation(place), without_triggers():
        Entry.objects.filter(number=1).update(action="import.undone")
    page = browser.get(PAGE).content.decode()
    assert "The ledger has been tampered with" in page
    assert "entry 1 was changed" in page


def test_the_whole_ledger_can_be_taken_away(
    place: Organisation, admin: Person, browser: Client
) -> None:
    write(place, "import.started", by=admin, note="=1+1")
    write(place, "import.finished")
    response = browser.get(f"{PAGE}download/")
    assert response["Content-Disposition"] == 'attachment; filename="audit-x1zz.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["action"] for row in rows] == ["import.finished", "import.started"]
    assert [row["who"] for row in rows] == ["A command", admin.name]
    assert rows[1]["actor"] == str(admin.pk)
    with in_organisation(place):
        assert {row["hash"] for row in rows} == {
            one.hash for one in Entry.objects.filter(chain=str(place.pk))
        }


def test_a_stranger_gets_nothing(place: Organisation) -> None:
    stranger = signed_in(member(organisation("X2ZZ"), Role.ADMINISTRATOR))
    assert stranger.get(PAGE).status_code == 404
    assert stranger.get(f"{PAGE}download/").status_code == 404
