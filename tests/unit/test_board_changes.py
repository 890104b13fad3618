"""Changes to a board: corners, plain JSON there and back, and files of scenarios."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders.boards import Table, without
from wardtoboard.base.errors import CannotTellError, FaultyTableError, NotInTableError, UserError
from wardtoboard.boards.facts import (
    NEVER,
    BodyKind,
    Governor,
    Instrument,
    Role,
    Seat,
    SeatKind,
)
from wardtoboard.boards.missing.workforce import count_workforce
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard.boards.scenarios.changes import (
    Appoint,
    BecomeFoundationTrust,
    Change,
    Merge,
    Open,
    Retire,
)
from wardtoboard.boards.scenarios.changes_read import change_from_dict, read_scenarios

DAY = date(2024, 6, 3)
EVE = date(2024, 6, 2)
TABLE = Table(DAY)
SOUND = TABLE.trust(name="First")
TRUST = replace(
    SOUND,
    seats=tuple(replace(seat, professions=None, local_authority=None) for seat in SOUND.seats),
)
NEW_SEAT = {"kind": SeatKind.EXECUTIVE}


def seats_of(board, person):
    return [seat for seat in board.seats if seat.person == person]


def the_seat(board, person):
    (seat,) = seats_of(board, person)
    return seat


def test_nobody_of_the_name_is_refused_with_those_who_sit():
    with pytest.raises(NotInTableError) as error:
        Retire("Nobody").on(TRUST, DAY)
    assert "2024-06-02" in error.value.sentence()
    assert "Name one of: Chair, Chief" in error.value.sentence()


def test_a_board_that_does_not_sit_yet_has_nobody_to_name():
    early = replace(TRUST, seats=tuple(replace(s, start=DAY) for s in TRUST.seats))
    with pytest.raises(NotInTableError, match="Ask about a day on which the board sits"):
        Retire("Chair").on(early, DAY)
    with pytest.raises(NotInTableError, match="Ask about a day on which the board sits"):
        Open("Chair", day=EVE).on(early, DAY)


def test_a_seat_that_was_to_end_that_day_anyway_has_no_empty_one_after_it():
    seat = the_seat(TRUST, "Lay 1")
    left = Retire("lay 1 ", last_day=seat.end).on(TRUST, DAY)
    assert left == TRUST


def test_an_empty_seat_lasts_until_the_other_would_have_ended():
    seat = the_seat(TRUST, "Lay 1")
    left = Retire("Lay 1").on(TRUST, DAY)
    assert the_seat(left, "Lay 1") == replace(seat, end=EVE)
    assert the_seat(left, "") == Seat(
        person="",
        title="Director",
        role=Role.OTHER,
        kind=SeatKind.NON_EXECUTIVE,
        voting=True,
        start=DAY,
        end=seat.end,
    )


def test_a_title_that_several_hold_must_be_told_apart():
    with pytest.raises(NotInTableError, match=r"11 seats have this title.*Name the one who holds"):
        Open("Director").on(without(TRUST, "Chair"), DAY)


def test_of_seats_with_one_title_the_empty_one_is_meant():
    left = Retire("Lay 3").on(TRUST, DAY)
    assert the_seat(Open("director").on(left, DAY), "").open_to == ("any",)


def test_a_seat_that_is_empty_already_stays_as_it_is_when_it_is_to_be_empty():
    left = Retire("Lay 3").on(TRUST, EVE)
    opened = Open("director", is_vacant=True).on(left, DAY)
    assert the_seat(opened, "") == replace(the_seat(left, ""), open_to=("any",))


def test_who_is_appointed_on_their_first_day_in_another_seat_never_held_that():
    board = TABLE.trust(TABLE.attendee("Quality", start=DAY, title="Director of quality"))
    after = Appoint("Quality", "Lay 1", facts={"independent": True}).on(board, DAY)
    seat = the_seat(after, "Quality")
    assert (seat.kind, seat.start, seat.end) == (SeatKind.NON_EXECUTIVE, DAY, None)
    assert seat.independent is True


def test_a_new_seat_needs_a_kind():
    with pytest.raises(NotInTableError, match="No seat has this title"):
        Appoint("Ada", "Chief allied health professional").on(TRUST, DAY)
    after = Appoint("Ada", "Chief AHP", facts=NEW_SEAT).on(TRUST, DAY)
    assert the_seat(after, "Ada") == Seat(
        "Ada", "Chief AHP", Role.OTHER, SeatKind.EXECUTIVE, start=DAY
    )


def test_a_kind_may_be_given_for_a_seat_that_is_there():
    after = Appoint("Ada", "Operations", facts={"kind": SeatKind.MEMBER}).on(TRUST, DAY)
    with pytest.raises(NotInTableError):
        Appoint("Ada", "No such seat").on(after, DAY)
    assert the_seat(after, "Ada").kind is SeatKind.MEMBER


def test_only_one_of_the_two_boards_can_lead_and_they_need_names_of_their_own():
    for other, lead in ((replace(TRUST, name="Second"), "Third"), (TRUST, "First")):
        with pytest.raises(NotInTableError, match="each with its own name"):
            Merge(other, lead).on(TRUST, DAY)


def test_in_a_merger_governors_and_numbers_of_the_one_that_leads_stand():
    own = Instrument("NHST-MAX-NED", {"max_ned": 8}, date(2020, 1, 1), "Order", "art 4")
    governors = (
        Governor("Gone", "public", end=date(2020, 1, 1)),
        Governor("Staying", "public", date(2023, 1, 1)),
        Governor("Later", "public", date(2025, 1, 1)),
    )
    second = replace(TRUST, name="Second", seats=(), governors=governors, instruments=(own,))
    merged = Merge(second, "First").on(TRUST, DAY)
    assert merged.instruments == ()
    assert merged.governors == (governors[0], replace(governors[1], end=EVE))
    led_by_second = Merge(second, "Second").on(TRUST, DAY)
    assert led_by_second.instruments == (own,)
    assert led_by_second.governors == governors


def test_in_a_merger_posts_of_one_name_stay_apart_and_one_person_keeps_one_seat():
    both = TABLE.executive("Both", post="operations")
    first = TABLE.trust(both, name="First")
    others = (both, TABLE.executive("Other", post="operations"), TABLE.attendee("Secretary"))
    merged = Merge(replace(first, name="Second", seats=others), "First").on(first, DAY)
    assert [(seat.end, seat.post) for seat in seats_of(merged, "Both")] == [
        (None, "operations"),
        (EVE, "Second: operations"),
    ]
    assert the_seat(merged, "Other").post == "Second: operations"
    assert the_seat(merged, "Secretary").end == others[2].end


def test_in_a_merger_a_role_goes_over_when_the_leading_board_fills_it():
    later = TABLE.executive("Later", Role.CHIEF_EXECUTIVE, start=date(2025, 1, 1))
    first = replace(without(TRUST, "Chief"), seats=(*without(TRUST, "Chief").seats, later))
    acting = TABLE.executive("Acting", Role.CHIEF_EXECUTIVE)
    future = TABLE.executive("Future", Role.CHIEF_EXECUTIVE, start=date(2026, 1, 1))
    second = replace(TRUST, name="Second", seats=(acting, future))
    merged = Merge(second, "First").on(first, DAY)
    assert the_seat(merged, "Acting").end == date(2024, 12, 31)
    assert seats_of(merged, "Future") == []


def test_only_an_nhs_trust_becomes_a_foundation_trust():
    for board in (TABLE.foundation(), TABLE.icb()):
        with pytest.raises(CannotTellError, match="Only an NHS trust"):
            BecomeFoundationTrust().on(board, DAY)
    ambulance = replace(TRUST, bodies=frozenset({BodyKind.AMBULANCE}))
    assert BecomeFoundationTrust(DAY).on(ambulance, EVE) == ambulance
    assert BecomeFoundationTrust(DAY).on(ambulance, DAY).bodies == {BodyKind.FOUNDATION_TRUST}


CHANGES = [
    (Retire("Ada"), "Ada leaves the board."),
    (Retire("Ada", DAY), "Ada leaves the board; the last day is 2024-06-03."),
    (Open("Strategy"), "The seat “Strategy” is opened to any registered clinician."),
    (
        Open("Strategy", ("pharmacist", "nurse"), is_vacant=True, day=DAY),
        "The seat “Strategy” falls empty on 2024-06-03 and is opened to pharmacist or nurse.",
    ),
    (
        Open("Strategy", is_vacant=True),
        "The seat “Strategy” falls empty and is opened to any registered clinician.",
    ),
    (Open("Strategy", ()), "The seat “Strategy” is opened to nobody."),
    (Appoint("Ada", "Strategy"), "Ada becomes Strategy."),
    (
        Appoint(
            "Ada",
            "Strategy",
            DAY,
            {
                "professions": ("pharmacist",),
                "registrations": ("GPhC",),
                "end": DAY,
                "kind": SeatKind.EXECUTIVE,
                "role": Role.OTHER,
                "voting": True,
                "business_until": NEVER,
            },
        ),
        "Ada (pharmacist) becomes Strategy on 2024-06-03.",
    ),
    (Merge(replace(TRUST, name="Second"), "First"), "Merger with Second; First leads."),
    (
        Merge(replace(TRUST, name="Second"), "Second", DAY),
        "Merger with Second on 2024-06-03; Second leads.",
    ),
    (BecomeFoundationTrust(), "The trust becomes a foundation trust."),
    (BecomeFoundationTrust(DAY), "The trust becomes a foundation trust on 2024-06-03."),
]


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=lambda one: str(one)[:40])
def test_a_change_goes_to_plain_json_and_back_and_says_itself(change: Change, words: str):
    document = json.loads(json.dumps(change.to_dict()))
    assert change_from_dict(document) == change
    assert change.words() == words


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({}, "there is no kind of change"),
        ({"change": "sack"}, "we do not know this kind of change. Found: sack."),
        ({"change": 3}, "we do not know this kind of change. Found: 3."),
        ({"change": "retire"}, "there is no person"),
        ({"change": "retire", "person": "Ada", "last_day": "soon"}, "last_day"),
        ({"change": "retire", "person": "Ada", "seat": "x"}, "we do not know this key"),
        (
            {"change": "open", "seat": "x", "open_to": ["wizard"]},
            "we do not know the profession wizard",
        ),
        ({"change": "appoint", "person": "Ada", "seat": "x", "kind": "king"}, "the kind king"),
        ({"change": "merge", "lead": "x"}, "the board to merge with is not given"),
        ({"change": "merge", "lead": "x", "other": "a.toml"}, "the board to merge with is not"),
        ({"change": "merge", "lead": "x", "other": {"seat": []}}, "the kind of body is not given"),
    ],
)
def test_a_change_that_cannot_be_read_says_why(document, said: str):
    with pytest.raises(FaultyTableError) as error:
        change_from_dict(document)
    assert said.lower() in error.value.sentence().lower()


def test_scenarios_are_read_in_order_and_the_other_board_from_its_file(tmp_path: Path):
    (tmp_path / "second.toml").write_text(
        board_to_toml(replace(TRUST, name="Second")), encoding="utf-8"
    )
    (tmp_path / "what-if.toml").write_text(
        """
        [[scenario]]
        name = "Someone leaves"
        [[scenario.change]]
        change = "retire"
        person = "Ada"
        last_day = 2024-06-03

        [[scenario]]
        name = "Merger"
        [[scenario.change]]
        change = "merge"
        other = "second.toml"
        lead = "Second"
        [[scenario.change]]
        change = "become_foundation_trust"
        """,
        encoding="utf-8",
    )
    assert list(read_scenarios(tmp_path / "what-if.toml").items()) == [
        ("Someone leaves", (Retire("Ada", DAY),)),
        ("Merger", (Merge(replace(TRUST, name="Second"), "Second"), BecomeFoundationTrust())),
    ]


def test_every_fault_of_a_file_of_scenarios_is_told(tmp_path: Path):
    (tmp_path / "what-if.toml").write_text(
        """
        [[scenario]]
        name = "Twice"
        change = 3

        [[scenario]]
        name = "Twice"

        [[scenario]]
        nam = "No name"
        [[scenario.change]]
        change = "merge"
        lead = "x"
        other = "nowhere.toml"
        """,
        encoding="utf-8",
    )
    with pytest.raises(FaultyTableError) as error:
        read_scenarios(tmp_path / "what-if.toml")
    said = error.value.sentence()
    for part in (
        "change: this must be a list of tables",
        "scenario 2, name: another scenario has this name. Found: Twice.",
        "scenario 2: there is no change. Write [[scenario.change]] above each.",
        "scenario 3: there is no name",
        "Rename it to name.",
        "there is no such file",
    ):
        assert part in said


@pytest.mark.parametrize("text", ["# nothing\n", "scenario = 3\n", "scenari = []\n"])
def test_a_file_without_a_scenario_is_refused(tmp_path: Path, text: str):
    (tmp_path / "what-if.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError):
        read_scenarios(tmp_path / "what-if.toml")


def test_senior_are_bands_from_8a_and_doctors_from_consultant():
    people = {
        ("nurse", "Band 7"): 10,
        ("nurse", "Band 8a"): 4,
        ("nurse", "Band 8b+"): 2,
        ("doctor", "ST3-5"): 5,
        ("doctor", "Consultant"): 3,
        ("pharmacist", "Band 6"): 1,
    }
    assert count_workforce(people, DAY) == (
        {"nurse": 16, "doctor": 8, "pharmacist": 1},
        {"nurse": 6, "doctor": 3, "pharmacist": 0},
    )
