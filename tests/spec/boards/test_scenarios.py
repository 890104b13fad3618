"""Scenarios, by example: what would come of a change, beside the board as it is.

The trust has a chair, five executives and six other non-executives, and meets every rule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from builders.boards import TODAY, Table, but, named, without
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.boards.facts import Board, BodyKind, Role, SeatKind
from wardtoboard.boards.findings import Status
from wardtoboard.boards.headroom.ways import Way
from wardtoboard.boards.scenarios.changes import (
    Appoint,
    BecomeFoundationTrust,
    Change,
    Merge,
    Open,
    Retire,
)
from wardtoboard.boards.scenarios.scenarios import AS_IT_IS, Comparison, apply, compare

TABLE = Table()
EVE = date(2024, 6, 2)
MET, NOT_MET, CANNOT_TELL = Status.MET, Status.NOT_MET, Status.CANNOT_TELL


def _without_professions(board: Board) -> Board:
    """Professions are told by registrations alone: the two must not contradict each other."""
    return replace(board, seats=tuple(replace(one, professions=None) for one in board.seats))


TRUST = replace(_without_professions(TABLE.trust()), name="First")
SECOND = replace(
    TRUST,
    name="Second",
    seats=tuple(replace(seat, person=f"{seat.person} too") for seat in TRUST.seats),
)


def beside(board: Board, *changes: Change, day: date = TODAY) -> Comparison:
    return compare(board, day, {"What if": changes})


def changed(board: Board, *changes: Change, day: date = TODAY) -> Mapping[str, object]:
    """What each rule comes to in the scenario, where that is not what it comes to now."""
    return {one.rule: one.statuses[1] for one in beside(board, *changes, day=day).changed}


def test_nothing_changes_where_nothing_happens():
    assert changed(TRUST) == {}


# Someone retires


def test_the_nurse_retires():
    assert changed(TRUST, Retire("Nurse")) == {"NHST-ED-NURSE": NOT_MET}


def test_on_the_last_day_the_nurse_still_sits():
    leaving = Retire("Nurse", last_day=TODAY)
    assert changed(TRUST, leaving) == {}
    assert changed(TRUST, leaving, day=date(2024, 6, 4)) == {"NHST-ED-NURSE": NOT_MET}


def test_two_non_executives_retire_and_less_than_half_are_independent():
    found = changed(TRUST, Retire("Lay 1"), Retire("Lay 2"))
    assert found == {"CODE23-HALF": NOT_MET}


def test_the_seat_of_who_retires_is_kept_and_empty():
    after = apply(TRUST, [Retire("Nurse")], TODAY)
    (empty,) = (seat for seat in after.on(TODAY) if not seat.person)
    assert (empty.role, empty.kind, empty.open_to) == (
        Role.DIRECTOR_OF_NURSING,
        SeatKind.EXECUTIVE,
        None,
    )


LATER = date(2024, 12, 1)
TERM_ENDS, NEXT_BEGINS = date(2024, 8, 31), date(2024, 9, 1)


def in_two_rows(board: Board, person: str, **facts: object) -> Board:
    """The board where someone's next term is entered already, in the same seat unless said."""
    (seat,) = (one for one in board.seats if one.person == person)
    rows = (
        replace(seat, end=TERM_ENDS),
        replace(seat, **{"start": NEXT_BEGINS, "end": None, **facts}),
    )
    others = tuple(one for one in board.seats if one is not seat)
    return replace(board, seats=(*others, *rows))


def empty_seats(board: Board, day: date = LATER) -> list[tuple[Role, SeatKind]]:
    return [(seat.role, seat.kind) for seat in board.on(day) if not seat.person]


def test_who_retires_does_not_come_back_with_a_next_term_that_is_entered_already():
    twice = in_two_rows(TRUST, "Doctor")
    found = changed(twice, Retire("Doctor", last_day=TODAY), day=LATER)
    assert found == {"NHST-ED-DOC": NOT_MET}
    after = apply(twice, [Retire("Doctor", last_day=TODAY)], LATER)
    assert empty_seats(after) == [(Role.MEDICAL_DIRECTOR, SeatKind.EXECUTIVE)]


def test_who_retires_takes_up_no_other_seat_that_was_to_be_theirs():
    """A non-executive was to be an executive; both seats are empty, each on its own dates."""
    board = in_two_rows(without(TRUST, "Operations"), "Lay 1", kind=SeatKind.EXECUTIVE)
    after = apply(board, [Retire("Lay 1", last_day=EVE)], LATER)
    assert empty_seats(after) == [(Role.OTHER, SeatKind.EXECUTIVE)]
    assert empty_seats(after, TERM_ENDS) == [(Role.OTHER, SeatKind.NON_EXECUTIVE)]


def test_a_seat_left_with_its_next_term_is_one_seat_to_fill():
    twice = in_two_rows(but(TRUST, "Doctor", title="Medical director"), "Doctor")
    leaves = Retire("Doctor", last_day=TODAY)
    follows = Appoint("Ada", "Medical director", date(2024, 6, 10))
    assert empty_seats(apply(twice, [leaves, follows], LATER)) == []


# A seat is opened


def test_a_seat_that_falls_empty_may_be_filled_by_any_registered_clinician():
    found = beside(TRUST, Open("Operations", is_vacant=True))
    now, then = found.outlooks
    assert now.headroom.open_to_any(Way.EXECUTIVE)[-1].at_most == 0
    first, *_ = then.headroom.open_to_any(Way.EXECUTIVE)
    assert (first.what, first.at_least, first.at_most) == ("empty seat", 1, 1)


def test_a_seat_that_is_opened_and_stays_is_still_held():
    after = apply(TRUST, [Open("Operations", ("pharmacist",))], TODAY)
    (seat,) = (seat for seat in after.on(TODAY) if seat.person == "Operations")
    assert seat.open_to == ("pharmacist",)
    assert changed(TRUST, Open("Operations", ("pharmacist",))) == {}


@pytest.mark.parametrize("is_vacant", [False, True])
def test_a_seat_that_is_opened_stays_open_in_its_holders_next_term(is_vacant: bool):
    twice = in_two_rows(TRUST, "Doctor")
    after = apply(twice, [Open("Doctor", ("dentist",), is_vacant, TODAY)], LATER)
    (seat,) = (one for one in after.on(LATER) if one.role is Role.MEDICAL_DIRECTOR)
    assert (seat.person, seat.open_to) == ("" if is_vacant else "Doctor", ("dentist",))


def test_whose_seat_falls_empty_may_still_take_up_another():
    board = in_two_rows(TRUST, "Operations", kind=SeatKind.ATTENDEE, voting=False)
    after = apply(board, [Open("Operations", is_vacant=True, day=TODAY)], LATER)
    assert "Operations" in {seat.person for seat in after.on(LATER)}


# Someone is appointed


def test_a_midwife_takes_the_nurses_seat():
    midwife = {"professions": ("midwife",), "registrations": ("NMC-midwife",), "voting": True}
    known = {"disqualified": False, "fit_and_proper": TODAY}
    after = changed(TRUST, Appoint("Ada", "Nurse", facts=midwife | known))
    assert after == {}
    table = beside(TRUST, Appoint("Ada", "Nurse", facts=midwife | known)).outlooks[1]
    assert "midwife" in {one.profession for one in table.professions}


def test_of_who_is_appointed_nothing_is_assumed():
    """The seat's vote stays with it; a registration and a good character are the person's."""
    assert changed(TRUST, Appoint("Ada", "Nurse")) == {
        "NHST-ED-NURSE": CANNOT_TELL,
        "FPPR": CANNOT_TELL,
        "FPPT-ANNUAL": CANNOT_TELL,
    }


def test_who_attends_is_promoted_and_sits_once():
    board = TABLE.trust(TABLE.attendee("Quality", title="Director of quality"))
    after = apply(_without_professions(board), [Appoint("Quality", "Operations")], TODAY)
    held = [seat.kind for seat in after.on(TODAY) if seat.person == "Quality"]
    assert held == [SeatKind.EXECUTIVE]
    assert "Operations" not in {seat.person for seat in after.on(TODAY)}


def test_a_sixth_executive_is_more_than_the_law_allows():
    sixth = Appoint("Ada", "Director of therapies", facts={"kind": SeatKind.EXECUTIVE})
    assert changed(TRUST, sixth)["NHST-MAX-ED"] is CANNOT_TELL
    with_vote = replace(sixth, facts=sixth.facts | {"voting": True})
    assert changed(TRUST, with_vote)["NHST-MAX-ED"] is NOT_MET


def test_a_seat_that_is_emptied_and_filled_again():
    after = apply(TRUST, [Retire("Nurse"), Appoint("Ada", "Director")], TODAY)
    (ada,) = (seat for seat in after.on(TODAY) if seat.person == "Ada")
    assert ada.role is Role.DIRECTOR_OF_NURSING


def test_who_becomes_chair_gives_up_a_next_term_as_non_executive():
    board = but(in_two_rows(TRUST, "Lay 1"), "Chair", end=None)
    after = apply(board, [Appoint("Lay 1", "Chair", TODAY)], LATER)
    assert [one.kind for one in after.on(LATER) if one.person == "Lay 1"] == [SeatKind.CHAIR]
    assert empty_seats(after) == [(Role.OTHER, SeatKind.NON_EXECUTIVE)]


def test_whose_seat_is_taken_does_not_come_back_to_it():
    """The seat is one: the next term of who leaves leaves no empty seat beside who holds it."""
    twice = in_two_rows(TRUST, "Doctor")
    after = apply(twice, [Appoint("Ada", "Doctor", TODAY)], LATER)
    assert [s.person for s in after.on(LATER) if s.role is Role.MEDICAL_DIRECTOR] == ["Ada"]
    assert len(after.on(LATER)) == len(TRUST.on(TODAY))


def test_whose_seat_is_taken_leaves_another_that_was_to_be_theirs():
    board = in_two_rows(without(TRUST, "Finance"), "Operations", role=Role.CHIEF_FINANCE_OFFICER)
    after = apply(board, [Appoint("Ada", "Operations", TODAY)], LATER)
    assert empty_seats(after) == [(Role.CHIEF_FINANCE_OFFICER, SeatKind.EXECUTIVE)]


def test_who_moves_into_a_seat_early_has_it_once():
    board = in_two_rows(
        TRUST, "Lay 1", kind=SeatKind.CHAIR, role=Role.CHAIR, title="Chair of the board"
    )
    board = but(board, "Chair", end=TERM_ENDS)
    after = apply(board, [Appoint("Lay 1", "Chair", TODAY)], LATER)
    assert [s.person for s in after.on(LATER) if s.kind is SeatKind.CHAIR] == ["Lay 1"]
    assert empty_seats(after) == []


def test_a_new_seat_is_taken_in_place_of_what_was_to_come():
    board = in_two_rows(TRUST, "Lay 1", kind=SeatKind.EXECUTIVE, title="Director of therapies")
    new = {"kind": SeatKind.EXECUTIVE}
    after = apply(board, [Appoint("Lay 1", "Director of therapies", TODAY, new)], LATER)
    assert [s.start for s in after.on(LATER) if s.person == "Lay 1"] == [TODAY]
    after = apply(board, [Appoint("Lay 1", "Director of nothing", TODAY, new)], LATER)
    assert [s.title for s in after.on(LATER) if not s.person] == ["Director of therapies"]


def test_a_term_that_begins_after_an_appointment_ends_is_kept():
    acting = Appoint("Lay 1", "Director of change", TODAY, {"kind": "member", "end": TERM_ENDS})
    after = apply(in_two_rows(TRUST, "Lay 1"), [acting], LATER)
    assert [s.start for s in after.on(LATER) if s.person == "Lay 1"] == [NEXT_BEGINS]


# Two trusts merge


def test_after_a_merger_there_are_too_many_directors():
    found = changed(TRUST, Merge(SECOND, "First"))
    assert {rule for rule, status in found.items() if status is NOT_MET} == {
        "NHST-MAX-DIR",
        "NHST-MAX-NED",
        "NHST-MAX-ED",
    }


def test_the_chair_and_the_named_roles_of_the_one_that_leads_stand():
    merged = apply(TRUST, [Merge(SECOND, "Second")], TODAY)
    sitting = {seat.person for seat in merged.on(TODAY)}
    assert {"Chair too", "Chief too", "Finance too", "Doctor too", "Nurse too"} <= sitting
    assert sitting & {"Chair", "Chief", "Finance", "Doctor", "Nurse"} == set()
    assert {"Operations", "Operations too", "Lay 1", "Lay 1 too"} <= sitting
    assert (merged.name, merged.bodies) == ("Second", SECOND.bodies)
    assert {"Chair", "Chief"} <= {seat.person for seat in merged.on(EVE)}


def test_before_the_day_of_a_merger_nothing_changes():
    merger = Merge(SECOND, "Second", TODAY)
    assert apply(TRUST, [merger], EVE) == TRUST
    assert apply(TRUST, [merger], TODAY).name == "Second"


def test_where_nobody_leads_in_a_role_the_others_holder_stands():
    merged = apply(without(TRUST, "Nurse"), [Merge(SECOND, "First")], TODAY)
    assert "Nurse too" in {seat.person for seat in merged.on(TODAY)}
    assert changed(without(TRUST, "Nurse"), Merge(SECOND, "First"))["NHST-ED-NURSE"] is MET


def test_a_merger_led_by_a_foundation_trust_is_under_its_law():
    second = named(SECOND, BodyKind.FOUNDATION_TRUST)
    found = changed(TRUST, Merge(second, "Second"))
    assert found["NHST-MAX-ED"] is None
    assert found["FT-ED-NURSE"] is MET


def test_after_a_merger_nobody_who_joins_is_known_to_be_of_the_others_constituencies():
    """The law asks for a member of this body's public; they were members of the other's."""
    first, second = (named(one, BodyKind.FOUNDATION_TRUST) for one in (TRUST, SECOND))
    found = beside(first, Merge(second, "First")).changed
    (eligible,) = (one for one in found if one.rule == "FT-NED-ELIG")
    assert eligible.statuses == (MET, CANNOT_TELL)
    assert eligible.findings[1].missing == tuple(
        f"the constituency of Lay {number} too" for number in range(1, 7)
    )


@pytest.mark.parametrize("constituency", ["staff", "none"])
def test_nor_does_it_bar_them_that_they_were_of_the_others_staff_or_no_members(constituency):
    first, second = (named(one, BodyKind.FOUNDATION_TRUST) for one in (TRUST, SECOND))
    second = but(second, "Lay 1 too", constituency=constituency)
    assert changed(second, Merge(first, "First"))["FT-NED-ELIG"] is CANNOT_TELL


def test_who_left_before_a_merger_keeps_what_is_known():
    gone = TABLE.non_executive("Gone", end=EVE)
    second = replace(SECOND, seats=(*SECOND.seats, gone))
    assert gone in apply(TRUST, [Merge(second, "First")], TODAY).seats


# A trust becomes a foundation trust


def test_the_day_a_trust_becomes_a_foundation_trust():
    becoming = BecomeFoundationTrust(TODAY)
    assert changed(TRUST, becoming, day=EVE) == {}
    found = changed(TRUST, becoming)
    assert found["NHST-MAX-ED"] is None
    assert found["FT-NED-ELIG"] is MET


def test_an_ambulance_trust_that_becomes_one_needs_a_doctor_and_a_nurse():
    board = named(without(TRUST, "Doctor", "Nurse"), BodyKind.AMBULANCE)
    found = changed(board, BecomeFoundationTrust())
    assert (found["FT-ED-DOC"], found["FT-ED-NURSE"]) == (NOT_MET, NOT_MET)


def test_one_from_the_staff_constituency_cannot_be_a_non_executive_there():
    board = but(TRUST, "Lay 1", constituency="staff")
    assert changed(board, BecomeFoundationTrust())["FT-NED-ELIG"] is NOT_MET


# Side by side


def test_scenarios_stand_beside_the_board_as_it_is_what_binds_most_first():
    found = compare(TRUST, TODAY, {"A": [Retire("Nurse")], "B": [BecomeFoundationTrust()]}, years=5)
    assert [outlook.name for outlook in found.outlooks] == [AS_IT_IS, "A", "B"]
    by_rule = {one.rule: one for one in found.rules}
    assert by_rule["NHST-ED-NURSE"].statuses == (MET, NOT_MET, None)
    assert by_rule["FT-ED-NURSE"].statuses == (None, None, MET)
    severities = [one.severity for one in found.rules]
    assert severities == sorted(severities, key=list(type(severities[0])).index)
    assert found.outlooks[1].headroom.terms.until == date(2029, 6, 3)


def test_it_is_plain_json():
    document = beside(TRUST, Retire("Nurse")).to_dict()
    assert json.loads(json.dumps(document)) == document
    (rule,) = (one for one in document["rules"] if one["changed"])
    assert (rule["rule"], rule["statuses"]) == ("NHST-ED-NURSE", ["met", "not_met"])
    assert document["outlooks"][1]["changes"] == [{"change": "retire", "person": "Nurse"}]


# What cannot be


def test_every_change_that_cannot_be_made_is_told():
    with pytest.raises(FaultyTableError) as error:
        apply(TRUST, [Retire("Nobody"), Retire("Nurse"), Open("No seat")], TODAY)
    assert [fault.found for fault in error.value.faults] == ["Nobody", "No seat"]


def test_a_board_that_cannot_be_is_refused():
    second_chief = Appoint(
        "Ada", "Joint chief", facts={"kind": SeatKind.EXECUTIVE, "role": Role.CHIEF_EXECUTIVE}
    )
    with pytest.raises(FaultyTableError, match="After the changes, Ada as Joint chief: there are"):
        apply(TRUST, [second_chief], TODAY)
