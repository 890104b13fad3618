"""Plans: lawful boards that widen the professions, or the rules and targets that conflict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.boards import TODAY, Table, but, named, without
from builders.plans import executive, non_executive
from wardtoboard.base.errors import NotInTableError
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, BodyKind, Instrument, Role, SeatKind
from wardtoboard.boards.findings import Severity, Status
from wardtoboard.boards.plan import (
    Candidate,
    Plan,
    Target,
    plan_board,
    with_people,
)

EVERYONE = tuple(seat.person for seat in Table().trust().seats)


def planned(
    board: Board, *candidates: Candidate, day: date = TODAY, target: Target | None = None
) -> Plan:
    return plan_board(board, day, candidates, target or staying(board))


def staying(board: Board, *leaving: str, **facts: object) -> Target:
    """Ask that everyone stays but those who leave, with up to 14 seats."""
    keep = tuple(seat.person for seat in board.seats if seat.person not in leaving)
    return replace(Target(1, 14, keep=keep), **facts)


def names(plan: Plan) -> set[str]:
    return {one.id for one in plan.conflict}


# What a plan proposes


def test_a_plan_proposes_seats_and_professions_and_says_who_could_fill_each():
    table = Table().trust()
    plan = planned(
        table,
        non_executive("Bo", "pharmacist", skills=("digital",)),
        non_executive("Al", "pharmacist", skills=("Digital", "estates")),
        non_executive("Cy", skills=("digital",)),
        target=staying(table, "Lay 6", skills=("digital",)),
    )
    first = plan.alternatives[0]
    (seat,) = first.open_seats
    assert (seat.title, seat.kind) == ("Non-executive director", SeatKind.NON_EXECUTIVE)
    assert (seat.professions, seat.skills) == (("pharmacist",), ("digital",))
    assert seat.could_fill == ("Al", "Bo")
    assert first.trade_offs[0] == "3 professions, 1 of 1 skill, 12 voting seats."
    assert plan.professions_now == ("doctor", "nurse")


def test_professions_come_before_skills_and_skills_before_fewer_seats():
    table = Table().trust()
    plan = planned(
        table,
        non_executive("Wide", "pharmacist", "psychologist"),
        non_executive("Skilled", "pharmacist", skills=("digital", "estates", "law")),
        target=staying(table, "Lay 6", size_max=12),
    )
    assert [(len(one.professions), len(one.skills)) for one in plan.alternatives] == [
        (4, 0),
        (3, 3),
        (2, 0),
    ]
    assert plan.alternatives[1].trade_offs == (
        "1 profession fewer: without psychologist.",
        "3 skills more: with digital, estates and law.",
    )
    assert plan.alternatives[2].trade_offs == (
        "2 professions fewer: without pharmacist and psychologist.",
        "1 voting seat fewer.",
        "Seats of each kind: 1 fewer non-executive.",
    )


def test_a_board_that_is_best_in_two_other_orders_stands_once():
    table = Table().trust()
    chief = (Role.CHIEF_EXECUTIVE,)
    plan = planned(
        table,
        executive("Wide", "pharmacist", "psychologist", roles=chief),
        executive("Skilled", "midwife", roles=chief, skills=("digital",)),
        non_executive("May", "midwife"),
        target=staying(table, "Chief", professions=("midwife",)),
    )
    worths = [(len(one.professions), len(one.skills), one.size) for one in plan.alternatives]
    assert worths == [(5, 0, 13), (3, 1, 12)]


def test_a_board_grows_no_larger_than_it_must():
    table = Table().trust()
    plan = planned(table, non_executive("Al"), target=staying(table, "Lay 6"))
    assert [one.size for one in plan.alternatives] == [11]


def test_boards_that_differ_only_in_who_sits_are_one_alternative():
    table = Table().trust()
    crowd = [non_executive(f"Candidate {number}", "pharmacist") for number in range(9)]
    plan = planned(table, *crowd, target=staying(table, "Lay 6", size_min=13))
    (only,) = plan.alternatives
    assert only.open_seats[0].could_fill == tuple(one.candidate for one in crowd)


def test_there_are_never_more_than_five_alternatives():
    table = Table().trust()
    crowd = [
        non_executive(name, name)
        for name in (
            "pharmacist",
            "psychologist",
            "paramedic",
            "midwife",
            "dietitian",
            "podiatrist",
        )
    ]
    plan = planned(table, *crowd, target=staying(table, "Lay 6", size_min=13))
    assert len(plan.alternatives) == 5
    assert len({one.professions for one in plan.alternatives}) == 5
    assert plan.alternatives[1].trade_offs[0].startswith("As many professions: with ")


def test_an_allied_health_professional_is_one_profession_more_only_if_none_of_the_14_sits():
    table = Table().trust()
    plan = planned(
        table,
        non_executive("Al", "ahp"),
        non_executive("Bo", "physiotherapist"),
        non_executive("Cy", "paramedic"),
        target=staying(table, "Lay 5", "Lay 6", "Lay 4"),
    )
    assert plan.alternatives[0].professions == ("doctor", "nurse", "paramedic", "physiotherapist")


def test_people_have_no_score():
    seat = planned(Table().trust(), target=Target(1, 14, keep=EVERYONE)).alternatives[0].seats[0]
    assert set(seat.to_dict()) == {
        "kind",
        "role",
        "title",
        "professions",
        "skills",
        "needs",
        "stays",
        "could_fill",
    }


def test_a_plan_filled_by_people_is_evaluated_like_any_board():
    table = Table().trust()
    candidates = [non_executive("Al", "pharmacist"), non_executive("Bo", "psychologist")]
    plan = planned(table, *candidates, target=staying(table, "Lay 6", size_max=12))
    board = with_people(table, TODAY, plan.alternatives[0], candidates, ["Al"])
    assert {seat.person for seat in board.on(TODAY)} == {*EVERYONE, "Al"} - {"Lay 6"}
    wrong = {one.rule for one in evaluate(board, TODAY) if one.status is Status.NOT_MET}
    assert not wrong


def test_who_leaves_has_their_last_day_before_and_the_past_and_future_stay_as_they_are():
    table = Table()
    before = replace(table.executive("Past"), start=date(2020, 1, 1), end=date(2021, 1, 1))
    after = replace(table.non_executive("Next"), start=date(2024, 9, 1), end=None)
    new_today = replace(table.non_executive("Brief"), start=TODAY)
    quality, digital = table.attendee("Quality"), table.attendee("Digital")
    seats = (before, after, new_today, quality, digital)
    whole = without(table.trust(*seats), "Lay 5")
    candidate = non_executive("Quality", "pharmacist")
    target = staying(whole, "Past", "Next", "Brief", "Quality", "Digital", "Lay 4", size_max=11)
    (first, *_) = planned(whole, candidate, target=target).alternatives
    board = with_people(whole, TODAY, first, [candidate], ["Quality"])
    assert {seat.person for seat in board.seats} == {
        seat.person for seat in whole.seats if seat.person != "Brief"
    }
    ends = {seat.person: seat.end for seat in board.seats}
    assert ends["Lay 4"] == date(2024, 6, 2)
    assert (before in board.seats, after in board.seats) == (True, True)
    assert digital in board.seats
    assert [(seat.kind, seat.start) for seat in board.seats if seat.person == "Quality"] == [
        (SeatKind.ATTENDEE, quality.start),
        (SeatKind.NON_EXECUTIVE, TODAY),
    ]


def test_candidates_are_put_only_in_kinds_of_seat_and_roles_that_the_body_has():
    table = without(Table().trust(), "Operations")
    al = executive(
        "Al",
        eligible_for=(SeatKind.EXECUTIVE, SeatKind.MEMBER),
        professions=("pharmacist",),
        roles=(Role.MEDICAL_DIRECTOR,),
    )
    (seat,) = planned(table, al).alternatives[0].open_seats
    assert (seat.kind, seat.role) == (SeatKind.EXECUTIVE, Role.OTHER)


def test_someone_who_could_not_fill_a_seat_is_refused():
    table = Table().trust()
    candidates = [
        non_executive("Al", "pharmacist"),
        non_executive("Bo", "pharmacist", "psychologist"),
        executive("Ed"),
    ]
    target = staying(table, "Lay 5", "Lay 6", size_min=12, professions=("pharmacist",))
    first = planned(table, *candidates, target=target).alternatives[0]
    assert len(first.open_seats) == 2
    with pytest.raises(NotInTableError, match="could not fill the seat Non-executive director"):
        with_people(table, TODAY, first, candidates, ["Ed", "Bo"])
    with pytest.raises(NotInTableError, match="one seat at a time"):
        with_people(table, TODAY, first, candidates, ["Bo", "Bo"])


# What the rules in force ask


def test_two_reserved_seats_mean_two_different_people():
    table = without(Table().foundation(), "Doctor", "Nurse")
    both = executive("Both", "doctor", "nurse")
    assert names(planned(table, both)) == {"FT-ED-NURSE"}
    plan = planned(table, both, executive("Ash", "midwife"))
    assert [seat.needs for seat in plan.alternatives[0].open_seats] == [
        ("a registered doctor or dentist",),
        ("a registered nurse or midwife",),
    ]
    assert [seat.could_fill for seat in plan.alternatives[0].open_seats] == [("Both",), ("Ash",)]


def test_a_dentist_may_take_the_doctors_seat_and_a_midwife_the_nurses():
    table = without(Table().trust(), "Doctor", "Nurse")
    dentist = executive("Dot", registrations=("GDC-dentist",))
    plan = planned(table, dentist, executive("May", "midwife"))
    assert plan.alternatives[0].professions == ("dentist", "midwife")


def test_an_ambulance_trust_needs_neither():
    table = without(Table().trust(), "Doctor", "Nurse")
    plan = planned(table)
    assert names(plan) == {"NHST-ED-DOC"} or names(plan) == {"NHST-ED-NURSE"}
    assert planned(named(table, BodyKind.AMBULANCE)).is_possible


def test_a_trusts_own_order_stands_over_the_law():
    order = Instrument("NHST-MAX-NED", {"max_ned": 5}, date(2012, 1, 1), "An order", "article 4")
    table = replace(Table().trust(), instruments=(order,))
    plan = planned(table)
    assert "NHST-MAX-NED" in names(plan)
    (own,) = [one for one in plan.conflict if one.id == "NHST-MAX-NED"]
    assert own.is_own
    assert str(own.citation) == "An order, article 4"


def test_places_may_grow_while_a_director_is_suspended():
    params = {"max_ned": 5, "grows_while_suspended": 1}
    order = Instrument("NHST-MAX-NED", params, date(2012, 1, 1), "An order", "article 4")
    table = replace(Table().trust(), instruments=(order,))
    suspended = but(table, "Lay 1", suspended_from=date(2024, 5, 1))
    assert not planned(table).is_possible
    assert planned(suspended).is_possible
    ended = but(table, "Lay 1", suspended_from=date(2024, 5, 1), suspended_to=date(2024, 6, 2))
    assert not planned(ended).is_possible


def test_numbers_that_nobody_entered_are_not_held_to():
    table = Table().trust(*(Table().non_executive(f"More {number}") for number in range(3)))
    target = staying(table, size_max=20)
    assert names(planned(table, target=target)) >= {"NHST-MAX-NED"}
    shut = (BodyKind.DEAUTHORISED,)
    assert planned(named(table, *shut), target=target).is_possible
    care = replace(named(table, BodyKind.CARE_TRUST), partner_local_authorities=())
    expert = but(care, "Operations", experience=("local_authority_health",))
    assert planned(expert, target=target).is_possible


def test_a_high_secure_trust_has_maxima_and_a_chief_officer_of_its_own():
    table = named(Table().trust(), BodyKind.HIGH_SECURE)
    officer = executive("Sam", roles=(Role.CHIEF_OFFICER_HIGH_SECURE,))
    assert names(planned(table)) == {"NHST-HS-MH-CO"}
    plan = planned(table, officer)
    assert [seat.title for seat in plan.alternatives[0].open_seats] == [
        "Chief officer for high security services"
    ]


def test_a_care_trust_has_someone_from_each_partner_authority():
    table = without(Table().trust(), "Lay 6")
    table = replace(
        named(
            but(table, "Operations", experience=("local_authority_health",)), BodyKind.CARE_TRUST
        ),
        partner_local_authorities=("Anytown",),
    )
    assert names(planned(table)) == {"NHST-CARE-NED"}
    plan = planned(table, non_executive("Al", local_authority="Anytown"))
    assert plan.alternatives[0].open_seats[0].needs == ("a member of Anytown", "independent")


def test_a_teaching_trust_has_someone_from_the_university():
    table = named(without(Table().trust(), "Lay 6"), BodyKind.TEACHING)
    assert names(planned(table)) == {"NHST-TEACH-NED"}
    assert planned(table, non_executive("Al", constituency="university")).is_possible


def test_a_member_of_the_staff_constituency_is_no_non_executive_of_a_foundation_trust():
    table = without(Table().foundation(), "Lay 6")
    target = staying(table, size_min=12)
    staff = non_executive("Al", constituency="staff")
    assert names(planned(table, staff, target=target)) == {"FT-NED-ELIG", "TARGET-SIZE-MIN"}
    unknown = non_executive("Al", constituency=None)
    assert not planned(table, unknown, target=target).is_possible
    assert planned(table, non_executive("Al"), target=target).is_possible
    assert not planned(but(Table().foundation(), "Lay 1", constituency="none")).is_possible
    assert planned(but(Table().foundation(), "Lay 1", constituency=None)).is_possible


def test_a_constitution_sets_the_size_of_a_foundation_trust():
    own = Instrument("FT-NO-MAX", {"max_total": 11}, date(2012, 1, 1), "Constitution", "para 3")
    table = replace(Table().foundation(), instruments=(own,))
    assert "FT-NO-MAX" in names(planned(table))


def test_half_the_board_without_the_chair_is_independent():
    table = but(Table().trust(), "Lay 1", independent=None)
    assert planned(table).is_possible is False
    assert "CODE23-HALF" in names(planned(table))
    assert planned(table, day=date(2023, 3, 31)).is_possible


def test_someone_who_may_not_serve_is_not_planned_with():
    for facts in ({"disqualified": True}, {"fit_and_proper": date.min}):
        table = but(Table().trust(), "Lay 1", **facts)
        assert names(planned(table)) == {"FPPR", "TARGET-KEEP-Lay 1"}
    longer = but(Table().trust(), "Lay 1", start=date(2020, 1, 1), end=date(2024, 12, 31))
    assert names(planned(longer)) == {"NHST-NED-TERM", "TARGET-KEEP-Lay 1"}


def test_an_integrated_care_board_has_partners_and_posts_of_its_own():
    table = without(Table().icb(), "Of trusts", "Nurse", "Chief")
    candidates = [
        executive("Nell", "nurse", roles=(Role.DIRECTOR_OF_NURSING,)),
        executive("Cal", roles=(Role.CHIEF_EXECUTIVE,)),
        executive(
            "Mo",
            eligible_for=(SeatKind.MEMBER,),
            nominated_by=("trusts",),
            experience=("mental_illness_services",),
        ),
    ]
    for number, rule in enumerate(("ICB-EXEC3", "ICB-CEO", "ICB-PARTNERS")):
        fewer = [one for place, one in enumerate(candidates) if place != number]
        assert names(planned(table, *fewer)) & {rule, "ICB-MH"}
    first = planned(table, *candidates).alternatives[0]
    assert {seat.title: seat.needs for seat in first.open_seats} == {
        "Chief executive": (),
        "Director of nursing": (),
        "Member": ("nominated by NHS trusts and foundation trusts", "experience of mental illness"),
    }
    board = with_people(table, TODAY, first, candidates, ["Cal", "Nell", "Mo"])
    of_law = [one for one in evaluate(board, TODAY) if one.severity is Severity.LAW]
    assert [one.rule for one in of_law if one.status is not Status.MET] == ["ICB-PRIVATE"]


def test_nhs_england_has_fewer_executives_than_others():
    table = named(Table().trust(), BodyKind.NHS_ENGLAND)
    assert planned(table).is_possible
    more = named(
        Table().trust(Table().executive("Sixth"), Table().executive("Seventh")),
        BodyKind.NHS_ENGLAND,
    )
    assert "NHSE-ED-LT-NED" in names(planned(more))


def test_who_has_a_vote_is_not_guessed():
    table = but(Table().trust(), "Chief", voting=None)
    assert "NHST-ED-CEO" in names(planned(table))


def test_two_people_in_one_post_are_one_director_of_an_nhs_trust():
    shared = [Table().executive(name, post="operations") for name in ("Ash", "Elm")]
    table = without(Table().trust(*shared), "Operations")
    plan = planned(table)
    assert plan.is_possible
    assert ("Ash", "Elm") in [seat.stays for seat in plan.alternatives[0].seats]
    board = with_people(table, TODAY, plan.alternatives[0], [], [])
    assert board == table


def test_a_plan_names_what_it_holds_to_and_what_is_to_be_checked():
    plan = planned(Table().trust())
    assert {"NHST-MAX-DIR", "CODE23-HALF", "ONE-CHAIR"} <= {one.id for one in plan.conditions}
    assert {"CODE23-INDEP", "FPPT-ANNUAL"} <= {one.id for one in plan.to_check}
    (cap,) = [one for one in plan.conditions if one.id == "NHST-MAX-DIR"]
    assert cap.is_unconfirmed


# What cannot be met


def test_a_conflict_names_only_what_is_needed_for_it():
    table = Table().trust()
    pharmacist = executive("Al", "pharmacist")
    target = staying(table, professions=("pharmacist",))
    plan = planned(table, pharmacist, target=target)
    assert plan.alternatives == ()
    assert "TARGET-PROFESSION-pharmacist" in names(plan)
    assert "NHST-MAX-ED" in names(plan)
    assert names(plan) - {"TARGET-PROFESSION-pharmacist", "NHST-MAX-ED"} == {
        f"TARGET-KEEP-{name}" for name in ("Chief", "Finance", "Doctor", "Nurse", "Operations")
    }


def test_targets_can_conflict_with_each_other():
    plan = planned(Table().trust(), target=Target(12, 11))
    assert names(plan) & {"TARGET-SIZE-MIN", "TARGET-SIZE-MAX"}
    plan = planned(Table().trust(), target=staying(Table().trust(), executives=4))
    assert {"TARGET-EXECUTIVES"} < names(plan)


def test_without_a_chair_or_anyone_at_all_the_plan_says_so():
    assert len(names(planned(Table().trust(), target=Target(1, 14)))) == 1
    board = Board("Nobody", frozenset({BodyKind.NHS_TRUST}), ())
    plan = plan_board(board, date(1980, 1, 1), [], Target(0, 14))
    assert names(plan) == {"ONE-CHAIR"}
    assert [one.to_dict() for one in plan.conflict] == [
        {
            "rule": None,
            "target": "ONE-CHAIR",
            "statement": "The board has one chair",
            "severity": None,
            "citation": None,
            "unconfirmed": False,
            "own": False,
        }
    ]


def test_a_portfolio_needs_someone_new_who_could_answer_for_it():
    table = Table().trust()
    target = staying(table, "Operations", portfolios=("Digital",))
    assert names(planned(table, executive("Al"), target=target)) == {"TARGET-PORTFOLIO-Digital"}
    plan = planned(table, executive("Al", portfolios=("digital",)), target=target)
    assert plan.alternatives[0].open_seats[0].needs == ("could answer for Digital",)


def test_a_profession_asked_for_as_a_family_may_be_any_of_its_members():
    table = Table().trust()
    target = staying(table, "Lay 6", professions=("AHPs",))
    plan = planned(table, non_executive("Al", "podiatrist"), target=target)
    assert plan.alternatives[0].open_seats[0].needs == ("independent", "allied health professional")


def test_targets_that_cannot_be_read_are_refused_all_at_once():
    with pytest.raises(NotInTableError) as refused:
        planned(Table().trust(), target=Target(1, 14, professions=("wizard",), keep=("Nobody",)))
    assert [fault.sentence() for fault in refused.value.faults] == [
        "We do not know the profession. Found: wizard. Use a name such as pharmacist.",
        (
            "Nobody of this name is on the board on 2024-06-03. Found: Nobody. "
            "Write the name as the register has it, or leave it out."
        ),
    ]


def test_the_same_question_has_the_same_answer_as_plain_json():
    table = Table().trust()
    candidates = [non_executive("Al", "pharmacist"), non_executive("Bo", "psychologist")]
    one, other = (
        planned(table, *candidates, target=staying(table, "Lay 6")).to_dict() for _ in range(2)
    )
    assert one == other
    assert set(one) == {
        *("board", "date", "alternatives", "conflict", "conditions", "to_check"),
        "professions_now",
    }
    assert set(one["alternatives"][0]) == {
        *("professions", "skills", "skills_missing", "size", "trade_offs", "seats"),
    }
