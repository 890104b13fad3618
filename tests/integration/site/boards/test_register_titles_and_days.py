"""Seats that nobody gave a title, days that cannot be, and numbers of one's own in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from builders.site.people import member, organisation, signed_in
from builders.site.registers import INSTRUMENT, put_in, seat
from builders.site.releases import words_of
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.boards.facts import BodyKind, Instrument, Role, Seat, SeatKind
from wardtoboard.boards.law.values import load_rules
from wardtoboard.boards.register.reading import read_board
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.checking import check_instruments
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.boards.forms.register import InstrumentForm
from wardtoboard_web.boards.forms.seat import SeatForm
from wardtoboard_web.boards.forms.words import numbers_words
from wardtoboard_web.boards.models import BoardInstrument, BoardSeat
from wardtoboard_web.organisations.models import Kind, Organisation
from wardtoboard_web.organisations.models import Role as Member
from wardtoboard_web.organisations.scope import in_organisation

NEW = {"title": "Director of therapies", "person": "Ann Lee", "kind": "executive", "role": "other"}
FAR = "must be from 5 July 1948 to 31 December 2100"


def address(page: str, **parts: Any) -> str:
    return reverse(f"boards:{page}", kwargs={"code": "X1ZZ", **parts})


def day(name: str, when: date) -> dict[str, str]:
    year = f"{when.year:04}"
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": year}


def seats(trust: Organisation) -> tuple[Seat, ...]:
    with in_organisation(trust):
        return register_of(trust).seats


# Titles


def test_a_title_left_empty_is_the_role(client: Client, trust: Organisation) -> None:
    answer = client.post(
        address("board_seat_add"), {**NEW, "title": " ", "role": "chief_executive"}
    )
    assert answer.status_code == 302
    assert [one.title for one in seats(trust)] == ["Chief executive"]
    with in_organisation(trust):
        assert BoardSeat.objects.get().title == "Chief executive"


def test_a_title_that_was_kept_blank_before_is_read_as_the_role(trust: Organisation) -> None:
    with in_organisation(trust):
        BoardSeat.objects.create(
            organisation=trust, number=1, title="", role=Role.CHAIR, kind=SeatKind.CHAIR
        )
    assert [one.title for one in seats(trust)] == ["Chair"]


def test_who_may_fill_a_seat_is_asked_without_a_riddle() -> None:
    field = SeatForm().fields["open_to"]
    assert ("none", "No clinician may fill it") in field.choices  # type: ignore[attr-defined]
    assert "Tick nothing if the role says it" in field.help_text
    assert "not known" not in field.help_text
    assert SeatForm().fields["duties"].help_text == "Tick nothing if it is not known."


# Days


@pytest.mark.parametrize("when", [date(9999, 12, 31), date(2101, 1, 1), date(1, 1, 1)])
@pytest.mark.parametrize(
    "name", ["start", "end", "first_appointed", "suspended_from", "suspended_to"]
)
def test_a_day_of_a_seat_that_no_file_may_have_is_refused(
    client: Client, trust: Organisation, name: str, when: date
) -> None:
    told = {**NEW, **day("suspended_from", date(2026, 4, 1)), **day(name, when)}
    answer = client.post(address("board_seat_add"), {**told, "background": "Long to type"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert FAR in words_of(page)
    assert "Long to type" in page
    assert seats(trust) == ()


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "1948-07-04"])
def test_when_something_last_happened_is_a_day_that_a_file_may_have(
    client: Client, trust: Organisation, typed: str
) -> None:
    answer = client.post(address("board_seat_add"), {**NEW, "fit_and_proper": typed})
    assert f"Last full fit and proper person test {FAR}" in words_of(answer.content.decode())
    assert seats(trust) == ()


def test_the_action_refuses_it_too(trust: Organisation, secretary: Person) -> None:
    far = seat(suspended_from=date(2026, 4, 1), suspended_to=date.max)
    with in_organisation(trust), pytest.raises(FaultyTableError, match="too early or too late"):
        actions.add_seat(by=secretary, organisation=trust, seat=far)
    assert seats(trust) == ()


def test_a_statement_is_not_looked_at_again_in_another_age(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    put_in(trust, secretary)
    told = {"text": "Two vacancies.", **day("review_on", date(9999, 1, 1))}
    answer = client.post(address("board_explain", rule="CODE23-HALF"), told)
    assert f"Look at it again on {FAR}" in words_of(answer.content.decode())


@pytest.mark.parametrize("name", ["start", "end"])
def test_numbers_of_ones_own_have_days_that_a_file_may_have(client: Client, name: str) -> None:
    told = {"max_ned": "8", "source": "The order", "place": "article 3"}
    told |= {**day("start", date(2026, 4, 1)), **day(name, date(9999, 12, 31))}
    answer = client.post(address("board_instrument_add", rule="NHST-MAX-NED"), told)
    assert FAR in words_of(answer.content.decode())


# Numbers of one's own


def test_a_foundation_trusts_numbers_count_the_chair() -> None:
    other = organisation("X4ZZ", kind=Kind.FOUNDATION_TRUST)
    client = signed_in(member(other, Member.ADMINISTRATOR))
    form = reverse("boards:board_instrument_add", kwargs={"code": "X4ZZ", "rule": "FT-NO-MAX"})
    page = words_of(client.get(form).content.decode())
    assert "Most directors, the chair counted" in page
    assert "Most non-executive directors, the chair counted" in page
    told = {"max_total": "15", "max_ned": "8", "source": "Constitution", "place": "annex 3"}
    assert client.post(form, {**told, **day("start", date(2026, 4, 1))}).status_code == 302
    own = reverse("boards:board_instruments", kwargs={"code": "X4ZZ"})
    kept = words_of(client.get(own).content.decode())
    assert "most non-executive directors, the chair counted: 8" in kept
    assert "most directors, the chair counted: 15" in kept
    assert "not counted" not in kept
    with in_organisation(other):
        row = BoardInstrument.objects.get()
    ending = reverse(
        "boards:board_instrument_end", kwargs={"code": "X4ZZ", "instrument_id": row.pk}
    )
    assert "most directors, the chair counted: 15" in words_of(client.get(ending).content.decode())


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("NHST-MAX-DIR", {"max_total": "Most directors, the chair not counted"}),
        (
            "NHST-MAX-NED",
            {
                "grows_while_suspended": "One more for each suspended director (1 for yes)",
                "max_ned": "Most non-executive directors, the chair not counted",
            },
        ),
        (
            "NHST-HS-MH-MAX",
            {
                "max_ed": "Most executive directors",
                "max_ned": "Most non-executive directors, the chair not counted",
                "max_total": "Most directors, the chair not counted",
            },
        ),
        ("NHST-TEACH-NED", {"min": "Fewest non-executive directors from the university"}),
        ("ICB-MH", {"min": "Fewest ordinary members who know services for mental illness"}),
        (
            "ICB-ORD3",
            {
                "min_ordinary": "Fewest ordinary members, the chair and the chief executive not "
                "counted"
            },
        ),
        (
            "NHSE-ED-LT-NED",
            {"min_other_ned": "Fewest non-executive members, the chair not counted"},
        ),
    ],
)
def test_each_number_says_whom_its_rule_counts(rule: str, said: dict[str, str]) -> None:
    form = InstrumentForm(load_rules()[rule])
    assert {name: form.fields[name].label for name in said} == said
    assert set(said) == load_rules()[rule].overridable


def test_a_number_beyond_any_board_is_refused() -> None:
    form = InstrumentForm(load_rules()["NHST-MAX-NED"], {"max_ned": "9" * 400})
    assert "999 or less" in str(form.errors["max_ned"])


def test_numbers_without_words_go_by_their_name() -> None:
    assert numbers_words("CODE23-TENURE9", {"max_years": 8.0}) == "max_years: 8"


def instruments(trust: Organisation, by: Person, *times: tuple[int, int | None]) -> list[Any]:
    with in_organisation(trust):
        for first, last in times:
            own = replace(INSTRUMENT, start=date(first, 1, 1), end=last and date(last, 12, 31))
            actions.add_instrument(by=by, organisation=trust, instrument=own)
        return [row.pk for row in BoardInstrument.objects.all()]


def test_numbers_do_not_last_into_the_time_of_others(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    first, _ = instruments(trust, secretary, (2020, 2023), (2024, None))
    where = address("board_instrument_end", instrument_id=first)
    answer = client.post(where, day("last_day", date(2025, 6, 1)))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "gives max_ned for the same days" in words_of(page)
    assert 'value="2025"' in page
    with in_organisation(trust):
        assert BoardInstrument.objects.get(pk=first).end == date(2023, 12, 31)
        check_instruments()


def test_numbers_that_already_overlap_can_be_put_right_one_by_one(
    trust: Organisation, secretary: Person
) -> None:
    own = [replace(INSTRUMENT, start=date(year, 1, 1)) for year in (2020, 2022, 2024)]
    with in_organisation(trust):
        for one in own:
            BoardInstrument.objects.create(organisation=trust, **fields_of(one))
        first, second, _ = [row.pk for row in BoardInstrument.objects.all()]
        with pytest.raises(FaultyTableError):
            check_instruments()
        for pk, year in ((first, 2021), (second, 2023)):
            actions.end_instrument(
                by=secretary, organisation=trust, instrument_id=pk, last_day=date(year, 12, 31)
            )
        check_instruments()


def fields_of(one: Instrument) -> dict[str, Any]:
    names = ("rule", "params", "start", "end", "source", "place")
    return {name: getattr(one, name) for name in names}


def test_a_register_with_its_numbers_is_read_again(
    trust: Organisation, secretary: Person, tmp_path: Path
) -> None:
    put_in(trust, secretary)
    with in_organisation(trust):
        row = BoardInstrument.objects.get()
        with pytest.raises(FaultyTableError, match="too early or too late"):
            actions.end_instrument(
                by=secretary, organisation=trust, instrument_id=row.pk, last_day=date.max
            )
    with in_organisation(trust):
        path = tmp_path / "board.toml"
        path.write_text(board_to_toml(register_of(trust)), "utf-8")
        assert read_board(path) == register_of(trust)


@pytest.mark.parametrize("room", ["instruments", "details", "scenarios"])
def test_what_two_may_write_at_once_waits_for_its_turn(
    trust: Organisation, secretary: Person, room: str
) -> None:
    [own] = instruments(trust, secretary, (2020, None))
    who = {"by": secretary, "organisation": trust}
    writes: dict[str, list[Any]] = {
        "instruments": [
            lambda: actions.end_instrument(**who, instrument_id=own, last_day=date(2026, 1, 1)),
            lambda: actions.add_instrument(
                **who, instrument=replace(INSTRUMENT, start=date(2027, 1, 1))
            ),
        ],
        "details": [
            lambda: actions.change_details(
                **who,
                bodies={BodyKind.NHS_TRUST},
                partner_local_authorities=None,
                uses_competency_framework=None,
            )
        ],
        "scenarios": [lambda: actions.keep_scenario(**who, name="Merge", changes=[])],
    }
    for write in writes[room]:
        with (
            in_organisation(trust),
            patch(f"wardtoboard_web.boards.actions.{room}.one_at_a_time") as waited,
        ):
            write()
        waited.assert_called_once_with(trust)
