"""Every write to the register of a board: who may, what is kept, one entry, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from builders.site.people import member, organisation
from builders.site.registers import INSTRUMENT, full_board, put_in, seat
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.boards.facts import NEVER, BodyKind, Role, SeatKind
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.actions.seen import seat_digest
from wardtoboard_web.boards.facts import (
    board_of,
    explanations_of,
    register_of,
    reviews_due,
    scenarios_of,
)
from wardtoboard_web.boards.models import (
    BoardDetails,
    BoardGovernor,
    BoardInstrument,
    BoardSeat,
    Explanation,
    Scenario,
)
from wardtoboard_web.organisations.models import Kind, Organisation
from wardtoboard_web.organisations.models import Role as Member
from wardtoboard_web.organisations.scope import in_organisation

MODELS = (BoardDetails, BoardGovernor, BoardInstrument, BoardSeat, Explanation, Scenario)
CHANGERS = {Member.ADMINISTRATOR, Member.BOARD_MEMBER}


def kept(trust: Organisation) -> list[list[dict[str, Any]]]:
    with in_organisation(trust):
        return [list(model.objects.order_by("pk").values()) for model in MODELS]


def entries(trust: Organisation) -> list[Entry]:
    with in_organisation(trust):
        return list(Entry.objects.order_by("pk"))


def first(trust: Organisation, model: Any) -> Any:
    with in_organisation(trust):
        return model.objects.all()[0].pk


def seen_first(trust: Organisation) -> dict[str, Any]:
    """Which seat, and the digest of it as it stands: what a page of it sends."""
    with in_organisation(trust):
        row = BoardSeat.objects.all()[0]
    return {"seat_id": row.pk, "seen": seat_digest(row)}


def add(trust: Organisation, by: Person, **changes: Any) -> BoardSeat:
    with in_organisation(trust):
        return actions.add_seat(by=by, organisation=trust, seat=seat(**changes))


WRITES: dict[str, Callable[[Organisation, Person], Any]] = {
    "board.seat_added": lambda trust, by: actions.add_seat(by=by, organisation=trust, seat=seat()),
    "board.seat_changed": lambda trust, by: actions.change_seat(
        by=by,
        organisation=trust,
        **seen_first(trust),
        seat=seat("Rosalind Ashgrove", "Chair", role=Role.CHAIR, kind=SeatKind.CHAIR),
    ),
    "board.seat_removed": lambda trust, by: actions.remove_seat(
        by=by, organisation=trust, **seen_first(trust)
    ),
    "board.register_replaced": lambda trust, by: actions.replace_register(
        by=by, organisation=trust, board=replace(full_board(), governors=())
    ),
    "board.details_changed": lambda trust, by: actions.change_details(
        by=by,
        organisation=trust,
        bodies={BodyKind.AMBULANCE},
        partner_local_authorities=None,
        uses_competency_framework=None,
    ),
    "board.instrument_added": lambda trust, by: actions.add_instrument(
        by=by,
        organisation=trust,
        instrument=replace(INSTRUMENT, rule="NHST-MAX-ED", params={"max_ed": 6}),
    ),
    "board.instrument_ended": lambda trust, by: actions.end_instrument(
        by=by,
        organisation=trust,
        instrument_id=first(trust, BoardInstrument),
        last_day=date(2026, 3, 31),
    ),
    "board.explained": lambda trust, by: actions.explain(
        by=by, organisation=trust, rule="CODE23-HALF", text="Two vacancies.", review_on=None
    ),
    "board.scenario_kept": lambda trust, by: actions.keep_scenario(
        by=by, organisation=trust, name="Ann retires", changes=[{"change": "retire"}]
    ),
    "board.scenario_dropped": lambda trust, by: actions.drop_scenario(
        by=by, organisation=trust, scenario_id=first(trust, Scenario)
    ),
}


@pytest.fixture
def full(trust: Organisation, secretary: Person) -> Organisation:
    put_in(trust, secretary)
    with in_organisation(trust):
        actions.keep_scenario(by=secretary, organisation=trust, name="Merge", changes=[])
    return trust


@pytest.mark.parametrize("action", WRITES)
def test_each_write_leaves_one_entry_that_names_nobody(
    full: Organisation, secretary: Person, action: str
) -> None:
    before, had = entries(full), kept(full)
    with in_organisation(full):
        WRITES[action](full, secretary)
    assert kept(full) != had
    [entry] = entries(full)[len(before) :]
    assert (entry.action, entry.actor) == (action, secretary.pk)
    said = str([entry.subject, entry.detail])
    assert not [name for name in ("Ann", "Ashgrove", "Two vacancies", "Merge") if name in said]


@pytest.mark.parametrize("action", WRITES)
def test_what_breaks_leaves_nothing_behind(
    full: Organisation, secretary: Person, action: str
) -> None:
    before, had = entries(full), kept(full)
    rooms = ("register", "imports", "details", "instruments", "explanations", "scenarios")
    broken = [
        patch(f"wardtoboard_web.boards.actions.{room}.record", side_effect=ZeroDivisionError)
        for room in rooms
    ]
    for one in broken:
        one.start()
    try:
        with in_organisation(full), pytest.raises(ZeroDivisionError):
            WRITES[action](full, secretary)
    finally:
        for one in broken:
            one.stop()
    assert kept(full) == had
    assert len(entries(full)) == len(before)


@pytest.mark.parametrize("role", Member)
@pytest.mark.parametrize("action", WRITES)
def test_only_administrators_and_board_members_write(
    full: Organisation, action: str, role: Member
) -> None:
    someone = member(full, role, profession="nurse")
    before = kept(full)
    with in_organisation(full):
        if role in CHANGERS:
            WRITES[action](full, someone)
        else:
            with pytest.raises(PermissionDenied):
                WRITES[action](full, someone)
    assert (kept(full) == before) == (role not in CHANGERS)


def test_what_is_put_in_comes_out_as_it_was(trust: Organisation, secretary: Person) -> None:
    board = full_board()
    put_in(trust, secretary, board)
    with in_organisation(trust):
        assert board_of(trust) == replace(board, name=trust.name)


def test_what_is_not_known_never_and_none_stay_apart(
    trust: Organisation, secretary: Person
) -> None:
    told = seat(
        person="",
        voting=None,
        start=None,
        professions=(),
        registrations=None,
        skills=("finance", "digital"),
        employed_until=NEVER,
        business_until=None,
        fit_and_proper=date(2026, 1, 2),
        family_ties=False,
        constituency="none",
        background="Nursing",
    )
    with in_organisation(trust):
        actions.add_seat(by=secretary, organisation=trust, seat=told)
        assert register_of(trust).seats == (told,)


def test_an_empty_register_is_no_board(trust: Organisation) -> None:
    with in_organisation(trust):
        assert board_of(trust) is None
        assert register_of(trust).bodies == {BodyKind.NHS_TRUST}


@pytest.mark.parametrize(
    ("kind", "bodies"),
    [
        (Kind.FOUNDATION_TRUST, {BodyKind.FOUNDATION_TRUST}),
        (Kind.INTEGRATED_CARE_BOARD, {BodyKind.ICB}),
        (Kind.OTHER, set()),
    ],
)
def test_the_body_is_the_organisations_kind_until_somebody_says_more(
    kind: Kind, bodies: set[BodyKind]
) -> None:
    other = organisation("X4ZZ", kind=kind)
    with in_organisation(other):
        assert register_of(other).bodies == bodies


def test_seats_are_numbered_on(trust: Organisation, secretary: Person) -> None:
    numbers = [add(trust, secretary, person=name).number for name in ("Ann", "Bo", "Cy")]
    assert numbers == [1, 2, 3]


def test_what_cannot_be_is_refused_at_the_seat_it_is_about(
    trust: Organisation, secretary: Person
) -> None:
    add(trust, secretary)
    with pytest.raises(FaultyTableError) as caught:
        add(trust, secretary, title="Director of strategy")
    [fault] = caught.value.faults
    assert fault.column == "person"
    assert "two seats at once, the other in the seat “Director of therapies: Ann Lee”" in fault.what
    with in_organisation(trust):
        assert BoardSeat.objects.count() == 1


def test_a_change_that_breaks_another_seat_names_that_seat(
    trust: Organisation, secretary: Person
) -> None:
    row = add(trust, secretary)
    add(trust, secretary, person="Bo Ray", title="Director of strategy")
    with in_organisation(trust), pytest.raises(FaultyTableError) as caught:
        actions.change_seat(
            by=secretary,
            organisation=trust,
            seat_id=row.pk,
            seen=seat_digest(row),
            seat=seat("Bo Ray"),
        )
    [fault] = caught.value.faults
    assert fault.column == ""
    assert fault.what.startswith("the seat “Director of strategy: Bo Ray”: the person is in two")


def test_one_body_cannot_be_everything(trust: Organisation, secretary: Person) -> None:
    with in_organisation(trust), pytest.raises(FaultyTableError):
        actions.change_details(
            by=secretary,
            organisation=trust,
            bodies={BodyKind.ICB, BodyKind.NHS_TRUST},
            partner_local_authorities=None,
            uses_competency_framework=None,
        )
    with in_organisation(trust):
        assert not BoardDetails.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"params": {"max_ned": 9}}, "gives max_ned for the same days"),
        ({"rule": "NHST-MAX-ED"}, "has no number max_ned"),
        ({"start": date(2030, 1, 1), "end": date(2029, 1, 1)}, "last day is before the first"),
    ],
)
def test_numbers_of_ones_own_that_cannot_be_used_are_refused(
    full: Organisation, secretary: Person, changes: dict[str, Any], said: str
) -> None:
    with in_organisation(full), pytest.raises(FaultyTableError, match=said):
        actions.add_instrument(
            by=secretary, organisation=full, instrument=replace(INSTRUMENT, **changes)
        )
    with in_organisation(full):
        assert BoardInstrument.objects.count() == 1


def test_numbers_end_or_are_taken_out(full: Organisation, secretary: Person) -> None:
    with in_organisation(full):
        row = BoardInstrument.objects.get()
        for day, left in ((date(2026, 3, 31), [date(2026, 3, 31)]), (date(2020, 3, 31), [])):
            actions.end_instrument(
                by=secretary, organisation=full, instrument_id=row.pk, last_day=day
            )
            assert list(BoardInstrument.objects.values_list("end", flat=True)) == left


def test_statements_are_kept_for_good_the_newest_first(
    trust: Organisation, secretary: Person
) -> None:
    with in_organisation(trust):
        for rule, text, review in (
            ("CODE23-HALF", "Two vacancies.", date(2026, 1, 1)),
            ("CODE23-HALF", "One vacancy.", date(2026, 9, 1)),
            ("LCF", "From April.", date(2026, 5, 1)),
        ):
            actions.explain(
                by=secretary, organisation=trust, rule=rule, text=text, review_on=review
            )
        found = explanations_of()
        assert [one.text for one in found["CODE23-HALF"]] == ["One vacancy.", "Two vacancies."]
        assert found["LCF"][0].written_by == secretary
        assert [one.rule for one in reviews_due(date(2026, 5, 1))] == ["LCF"]
        assert [one.rule for one in reviews_due(date(2026, 9, 1))] == ["LCF", "CODE23-HALF"]


def test_scenarios_are_in_the_order_they_were_kept(trust: Organisation, secretary: Person) -> None:
    with in_organisation(trust):
        for name in ("Merge", "Ann retires"):
            actions.keep_scenario(
                by=secretary, organisation=trust, name=name, changes=[{"change": "x"}]
            )
        assert [one.name for one in scenarios_of()] == ["Merge", "Ann retires"]
        assert scenarios_of()[0].changes == [{"change": "x"}]


@pytest.mark.parametrize("action", ["change", "remove", "end", "drop"])
def test_what_is_of_another_organisation_is_not_there(
    full: Organisation, secretary: Person, action: str
) -> None:
    other = organisation("X2ZZ")
    stranger = member(other, Member.ADMINISTRATOR)
    put_in(other, stranger)
    theirs = {"organisation": other, "by": stranger}
    before = kept(full)
    writes = {
        "change": lambda: actions.change_seat(**theirs, **seen_first(full), seat=seat()),
        "remove": lambda: actions.remove_seat(**theirs, **seen_first(full)),
        "end": lambda: actions.end_instrument(
            **theirs, instrument_id=first(full, BoardInstrument), last_day=date(2026, 1, 1)
        ),
        "drop": lambda: actions.drop_scenario(**theirs, scenario_id=first(full, Scenario)),
    }
    with in_organisation(other), pytest.raises(ObjectDoesNotExist):
        writes[action]()
    with in_organisation(other), pytest.raises(ObjectDoesNotExist):
        actions.remove_seat(**theirs, seat_id=uuid4(), seen="")
    assert kept(full) == before
