"""The organisation's own places: seen, changed from a day on, ended, never deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders.site.people import member, organisation, signed_in
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.staff import LocalPlace
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.facts import own_places
from wardtoboard_web.staff.models import OwnPlace

MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))
PAGE = "/o/X1ZZ/imports/places/"


@pytest.fixture
def made() -> Organisation:
    return organisation()


@pytest.fixture
def person(made: Organisation) -> Person:
    return member(made, Role.ADMINISTRATOR)


def place(profession: str, first: date, label: str = "Ward wizard") -> LocalPlace:
    return LocalPlace("profession", (label,), first, first, profession=profession)


def decide(made: Organisation, person: Person, *places: LocalPlace) -> list[OwnPlace]:
    with in_organisation(made):
        return actions.decide_places(organisation=made, by=person, decisions=places)


def entries(made: Organisation) -> list[Entry]:
    with in_organisation(made):
        return list(Entry.objects.order_by("pk"))


def in_force(made: Organisation) -> list[tuple[str | None, date, date | None]]:
    with in_organisation(made):
        places = own_places().places
    spans = [(one.profession, one.valid_from, one.valid_until) for one in places]
    return sorted(spans, key=lambda span: (span[1], str(span[0])))


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_later_decision_ends_the_one_before(made: Organisation, person: Person) -> None:
    decide(made, person, place("nurse", MARCH))
    decide(made, person, place("midwife", APRIL, "WARD  wizard"))
    assert in_force(made) == [
        ("nurse", MARCH, date(2026, 3, 31)),
        ("midwife", APRIL, None),
    ]


def test_an_earlier_decision_holds_until_the_later_one(made: Organisation, person: Person) -> None:
    decide(made, person, place("midwife", APRIL), place("doctor", MAY))
    decide(made, person, place("nurse", MARCH), place("pharmacist", MARCH, "Potions"))
    assert in_force(made) == [
        ("nurse", MARCH, date(2026, 3, 31)),
        ("pharmacist", MARCH, None),
        ("midwife", APRIL, date(2026, 4, 30)),
        ("doctor", MAY, None),
    ]


def test_one_of_the_same_day_is_withdrawn_and_kept(made: Organisation, person: Person) -> None:
    [first] = decide(made, person, place("nurse", MARCH))
    decide(made, person, place("midwife", MARCH))
    assert in_force(made) == [("midwife", MARCH, None)]
    with in_organisation(made):
        assert OwnPlace.objects.get(pk=first.pk).withdrawn_at is not None


def test_what_cannot_be_followed_is_not_kept(made: Organisation, person: Person) -> None:
    before = entries(made)
    with pytest.raises(FaultyTableError):
        decide(made, person, place("nurse", MARCH), place("wizard", MARCH, "Potions"))
    with in_organisation(made):
        assert not OwnPlace.objects.exists()
    assert len(entries(made)) == len(before)


def test_each_decision_is_recorded_without_its_label(made: Organisation, person: Person) -> None:
    rows = decide(made, person, place("nurse", MARCH))
    with in_organisation(made):
        actions.end_place(organisation=made, by=person, place_id=rows[0].pk, last_day=APRIL)
    last = entries(made)[-2:]
    assert [entry.action for entry in last] == ["places.decided", "place.ended"]
    assert "wizard" not in str([entry.detail for entry in last])


def test_a_decision_is_ended_on_its_page(made: Organisation, person: Person) -> None:
    [row] = decide(made, person, place("nurse", MARCH))
    client = signed_in(person)
    assert "Ward wizard" in words(client.get(PAGE))
    address = f"{PAGE}{row.pk}/end/"
    assert "End the place of “Ward wizard”" in words(client.get(address))
    day = {"last_day_day": "31", "last_day_month": "3", "last_day_year": "2026"}
    assert client.post(address, day)["Location"] == PAGE
    assert in_force(made) == [("nurse", MARCH, date(2026, 3, 31))]
    assert "31 March 2026" in words(client.get(PAGE))
    early = {"last_day_day": "1", "last_day_month": "1", "last_day_year": "2026"}
    client.post(address, early)
    assert in_force(made) == []
    assert "Withdrawn" in words(client.get(PAGE))
    assert client.get(address).status_code == 404


def test_a_decision_is_changed_from_a_day_on(made: Organisation, person: Person) -> None:
    [row] = decide(made, person, place("nurse", MARCH))
    client = signed_in(person)
    assert "Now: Nurses" in words(client.get(f"{PAGE}{row.pk}/"))
    day = {"valid_from_day": "1", "valid_from_month": "4", "valid_from_year": "2026"}
    client.post(f"{PAGE}{row.pk}/", {"profession": "not-clinical", **day})
    assert in_force(made) == [("nurse", MARCH, date(2026, 3, 31)), (None, APRIL, None)]
    assert "Not a clinical role" in words(client.get(PAGE))


def test_a_grade_is_asked_for_a_profession_and_a_level(made: Organisation, person: Person) -> None:
    grade = LocalPlace("grade", ("Fellow", "Cardiology"), MARCH, MARCH, level="Consultant")
    level = LocalPlace("level", ("Local 7",), MARCH, MARCH, level="Band 7")
    rows = decide(made, person, grade, level)
    client = signed_in(person)
    pages = [words(client.get(f"{PAGE}{row.pk}/")) for row in rows]
    asked = [('name="profession"' in page, 'name="level"' in page) for page in pages]
    assert asked == [(True, True), (False, True)]
    day = {"valid_from_day": "1", "valid_from_month": "3", "valid_from_year": "2026"}
    wrong = client.post(
        f"{PAGE}{rows[0].pk}/", {"profession": "nurse", "level": "Consultant", **day}
    )
    assert "this profession does not climb to that level" in words(wrong)


def test_with_none_the_page_says_where_they_come_from(made: Organisation, person: Person) -> None:
    assert "There are none yet." in words(signed_in(person).get(PAGE))
