"""Scenarios have names of their own, and say of which seat they speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from builders.site.people import organisation
from builders.site.registers import put_in, seat
from builders.site.releases import words_of
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.boards.facts import Board, BodyKind, Seat
from wardtoboard.boards.scenarios.scenarios import apply
from wardtoboard.boards.synthetic import synthetic_board
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.forms.scenarios import ScenarioForm
from wardtoboard_web.boards.models import Scenario
from wardtoboard_web.boards.presenters.scenarios import scenarios_page
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation

DAY = date(2026, 4, 1)
TAKEN = "Another scenario has this name. Enter a name of its own."
UNCLEAR = "More than one seat goes by “Director”. Give each a title of its own in the register"


# Names of scenarios


def test_a_scenario_of_the_same_name_is_refused(trust: Organisation, secretary: Person) -> None:
    with in_organisation(trust):
        actions.keep_scenario(by=secretary, organisation=trust, name="Merge", changes=[])
        with pytest.raises(FaultyTableError) as caught:
            actions.keep_scenario(by=secretary, organisation=trust, name="Merge", changes=[])
        assert Scenario.objects.count() == 1
    [fault] = caught.value.faults
    assert fault.column == "name"


def test_what_the_action_refuses_is_said_at_the_name(
    client: Client, trust: Organisation, secretary: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(trust, secretary, synthetic_board(BodyKind.NHS_TRUST, localdate()))
    with in_organisation(trust):
        actions.keep_scenario(by=secretary, organisation=trust, name="A try", changes=[])
    told = {"name": "A try", "foundation": "on"}
    where = reverse("boards:board_scenario_add", kwargs={"code": "X1ZZ"})
    assert TAKEN in words_of(client.post(where, told).content.decode())
    # the other was kept after this form was looked through
    monkeypatch.setattr(ScenarioForm, "clean_name", lambda form: form.cleaned_data["name"])
    answer = client.post(where, told)
    assert answer.status_code == 200
    assert TAKEN in words_of(answer.content.decode())


def test_the_database_keeps_names_apart_in_one_organisation_only(trust: Organisation) -> None:
    for one in (trust, organisation("X2ZZ")):
        with in_organisation(one):
            Scenario.objects.create(organisation=one, name="Merge", changes=[])
    with in_organisation(trust), pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.create(organisation=trust, name="Merge", changes=[])


def test_two_of_one_name_are_both_shown() -> None:
    board = synthetic_board(BodyKind.NHS_TRUST, DAY)
    first, second = [one.person for one in board.on(DAY) if one.person][-2:]
    rows = [
        Scenario(name="Someone retires", changes=[{"change": "retire", "person": person}])
        for person in (first, second)
    ]
    page = scenarios_page(board, DAY, rows)
    assert [one.name for one in page.scenarios] == ["Someone retires"] * 2
    assert [one.happens for one in page.scenarios] == [
        (f"{first} leaves the board.",),
        (f"{second} leaves the board.",),
    ]
    assert [row[0] for row in page.tables[0].rows][1:] == ["Someone retires"] * 2


# Names of seats


def board_of(*seats: Seat) -> Board:
    base = synthetic_board(BodyKind.NHS_TRUST, DAY)
    return replace(base, seats=(*seats, *base.seats))


def asked(board: Board, **told: str) -> ScenarioForm:
    nothing = {"leaves": "", "opened": "", "filled": "", "profession": ""}
    return ScenarioForm(board, DAY, [], {**nothing, "name": "A try", **told}, {})


EMPTY = seat(person="", title="Director")
LATER = replace(EMPTY, start=date(2025, 4, 1), voting=False)
HELD = seat(title="Director")


def test_seats_alike_are_told_apart_by_their_dates_and_then_by_number() -> None:
    ended = replace(EMPTY, end=date(2027, 3, 31))
    undated = replace(EMPTY, start=None)
    board = board_of(EMPTY, LATER, EMPTY, ended, undated, HELD)
    shown = [words for _, words in asked(board).fields["opened"].choices]  # type: ignore[attr-defined]
    assert shown[1:7] == [
        "Director (empty), from 1 April 2024, 1 of 2",
        "Director (empty), from 1 April 2025",
        "Director (empty), from 1 April 2024, 2 of 2",
        "Director (empty), from 1 April 2024, until 31 March 2027",
        "Director (empty)",
        "Director (Ann Lee)",
    ]
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize(
    "told", [{"opened": "1"}, {"filled": "1", "profession": "nurse"}], ids=["opened", "filled"]
)
def test_a_seat_that_its_title_does_not_lead_to_is_refused(told: dict[str, str]) -> None:
    form = asked(board_of(EMPTY, LATER), **told)
    [question] = form.errors
    assert question in told
    assert UNCLEAR in str(form.errors[question])


def test_seats_that_are_alike_in_all_may_be_named() -> None:
    assert asked(board_of(EMPTY, EMPTY), opened="1").is_valid()


def test_a_title_that_is_somebodys_name_is_refused() -> None:
    form = asked(board_of(replace(EMPTY, title="Ann Lee"), HELD), opened="0")
    assert "More than one seat goes by “Ann Lee”" in str(form.errors["opened"])


def test_a_seat_without_any_name_is_refused() -> None:
    form = asked(board_of(replace(EMPTY, title="")), opened="0")
    assert set(form.errors) == {"opened"}


def test_who_holds_a_seat_tells_it_from_others_of_its_title() -> None:
    form = asked(board_of(HELD, LATER), filled="0", profession="nurse")
    assert form.is_valid(), form.errors
    assert [one["seat"] for one in form.changes] == ["Ann Lee"]


def test_a_seat_that_is_left_and_filled_is_known_from_another_empty_one() -> None:
    board = board_of(LATER, HELD)
    form = asked(board, leaves="Ann Lee", filled="1", profession="nurse")
    assert set(form.errors) == {"filled"}
    alone = asked(board_of(HELD), leaves="Ann Lee", filled="0", profession="nurse")
    assert alone.is_valid(), alone.errors
    after = apply(alone.board, tuple(alone._changes(alone.cleaned_data)), DAY)
    assert [one.person for one in after.on(DAY) if one.title == "Director"] == ["A newcomer"]


def test_someone_who_is_new_today_cannot_have_left_yesterday() -> None:
    new = replace(HELD, start=DAY)
    form = asked(board_of(new), leaves="Ann Lee", filled="0", profession="nurse")
    assert "filled" not in form.errors
