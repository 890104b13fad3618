"""What an administrator, who may bring tables in but not see counts, learns of others' files."""

from __future__ import annotations

import pytest
from django.test import Client

from builders.site.imports import STAFF, brought_in, csv, drafted, sent
from builders.site.imports_in_pages import HOME, send, words
from builders.site.people import member, signed_in
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.models import Import, ImportFile, State

READ = ("", "file/", "codes/", "place/", "check/", "faults.csv", "faults.xlsx")


@pytest.fixture
def analyst(trust: Organisation) -> Person:
    return member(trust, Role.ANALYST)


@pytest.fixture
def administrator(trust: Organisation) -> Client:
    return signed_in(member(trust, Role.ADMINISTRATOR))


def file_of(trust: Organisation, found: Import) -> ImportFile:
    with in_organisation(trust):
        return ImportFile.objects.get(import_of=found)


def test_an_analysts_files_cannot_be_read_again(trust, analyst, administrator) -> None:
    """Columns matched another way make faults that quote every count."""
    found = brought_in(trust, analyst, csv(*STAFF))
    response = administrator.post(f"{HOME}{found.pk}/again/")
    assert response.status_code == 403
    assert "people analyst" in words(response)
    with in_organisation(trust):
        assert Import.objects.count() == 1


def test_an_analysts_draft_is_closed(trust, analyst, administrator) -> None:
    found = drafted(trust, analyst, csv(*STAFF))
    file = file_of(trust, found)
    pages = (*READ, f"columns/{file.pk}/")
    assert {administrator.get(f"{HOME}{found.pk}/{page}").status_code for page in pages} == {403}
    wrong = {"organisation": "organisation", "date": "headcount"}
    posted = administrator.post(f"{HOME}{found.pk}/columns/{file.pk}/", wrong)
    assert posted.status_code == 403
    assert administrator.post(f"{HOME}{found.pk}/check/").status_code == 403


def test_one_file_of_an_analyst_closes_the_whole_import(trust, analyst, administrator) -> None:
    here = send(administrator, csv(*STAFF[:2]))
    assert administrator.get(here).status_code == 200
    signed_in(analyst).post(f"{here}file/", {"file": sent(csv(*STAFF[2:]))})
    assert administrator.get(here).status_code == 403


def test_sums_of_an_analysts_table_are_not_told(trust, analyst, administrator) -> None:
    """Set beside a release's total, they would give the few who were not placed."""
    brought_in(trust, analyst, csv(*STAFF[:2]))
    found = brought_in(trust, analyst, csv(*STAFF))
    for address in (HOME, f"{HOME}{found.pk}/"):
        page = words(administrator.get(address))
        assert "31 March 2026" in page
        assert "people," not in page
        assert "not placed" not in page
        assert "277 people, 3 not placed" in words(signed_in(analyst).get(address))


def test_an_administrator_still_brings_a_table_of_their_own_in(trust, administrator) -> None:
    here = send(administrator, csv(*STAFF))
    administrator.post(f"{here}place/", {})
    assert "277 people, 1 to 7 not placed" in words(administrator.get(f"{here}check/"))
    administrator.post(f"{here}check/")
    assert "277 people" in words(administrator.get(here))
    assert administrator.post(f"{here}again/").status_code == 302


def test_an_analysts_import_can_still_be_undone_or_discarded(trust, analyst, administrator) -> None:
    done = brought_in(trust, analyst, csv(*STAFF))
    draft = drafted(trust, analyst, csv(*STAFF))
    administrator.post(f"{HOME}{done.pk}/undo/")
    administrator.post(f"{HOME}{draft.pk}/discard/")
    with in_organisation(trust):
        states = {Import.objects.get(pk=one.pk).state for one in (done, draft)}
    assert states == {State.UNDONE, State.DISCARDED}
