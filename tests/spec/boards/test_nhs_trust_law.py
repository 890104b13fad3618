"""What the law asks of the boards of NHS trusts, rule by rule.

A sound trust has a chair, five executives and six non-executives; each test says what differs.
"""

from __future__ import annotations

from datetime import date

import pytest

from builders.board_law import ONE_DAY, begins, found, own, status, traced
from builders.boards import TODAY, Table, but, named, without
from wardtoboard.boards import Board, BodyKind, Role

TABLE = Table()
HIGH_SECURE, CARE = BodyKind.HIGH_SECURE, BodyKind.CARE_TRUST


def trust(*more, **facts) -> Board:
    return TABLE.trust(*more, **facts)


def of(kind: BodyKind, *more, **facts) -> Board:
    return named(trust(*more, **facts), kind)


@pytest.mark.parametrize(
    "rule",
    [
        "NHST-MAX-DIR",
        "NHST-MAX-NED",
        "NHST-MAX-ED",
        "NHST-ED-CEO",
        "NHST-ED-CFO",
        "NHST-ED-DOC",
        "NHST-ED-NURSE",
        "NHST-NED-TERM",
    ],
)
def test_the_first_rules_begin_with_the_first_trusts_on_22_november_1990(rule):
    begins(rule, trust())
    first = found(rule, trust(), date(1990, 11, 22))
    assert first.is_unconfirmed  # the regulations themselves were not read


@pytest.mark.parametrize(
    ("rule", "kind", "first"),
    [
        ("NHST-HS-MH-MAX", HIGH_SECURE, date(2000, 10, 1)),
        ("NHST-HS-MH-CO", HIGH_SECURE, date(2000, 10, 1)),
        ("NHST-CARE-ED", CARE, date(2001, 12, 19)),
        ("NHST-CARE-NED", CARE, date(2001, 12, 19)),
        ("NHST-TEACH-NED", BodyKind.TEACHING, date(2007, 3, 1)),
    ],
)
def test_rules_of_particular_trusts_begin_later_and_are_asked_of_no_other(rule, kind, first):
    board = of(kind)
    begins(rule, board)
    assert status(rule, board, first - ONE_DAY) == "not_applicable"
    with pytest.raises(StopIteration):
        found(rule, trust())


# No more than 12 directors without the chair, 7 non-executive and 5 executive


def test_twelve_directors_without_the_chair_and_no_more():
    board = trust(TABLE.non_executive("Seventh"))
    assert status("NHST-MAX-DIR", board) == "met"
    assert status("NHST-MAX-NED", board) == "met"
    one_more = trust(TABLE.non_executive("Seventh"), TABLE.non_executive("Eighth"))
    finding = found("NHST-MAX-DIR", one_more)
    assert finding.status == "not_met"
    assert finding.because == "There are 13 directors without the chair; the most allowed is 12."
    assert traced(finding) == {("NHST-MAX-DIR", "max_total", 12)}
    assert status("NHST-MAX-NED", one_more) == "not_met"


def test_five_executives_and_no_more():
    assert status("NHST-MAX-ED", trust()) == "met"
    finding = found("NHST-MAX-ED", trust(TABLE.executive("Sixth")))
    assert finding.status == "not_met"
    assert finding.because == "There are 6 executive directors; the most allowed is 5."


def test_where_a_vote_is_not_told_the_number_may_not_be_known():
    finding = found("NHST-MAX-ED", trust(TABLE.executive("Sixth", voting=None)))
    assert finding.status == "cannot_tell"
    assert finding.because == (
        "There are 5 to 6 executive directors, as not every vote is known; the most allowed is 5."
    )
    assert finding.missing == ("whether Sixth votes",)


def test_attendees_and_directors_without_a_vote_do_not_count():
    more = (TABLE.attendee("Deputy"), TABLE.executive("Quality", voting=False))
    assert status("NHST-MAX-ED", trust(*more)) == "met"


def test_people_who_share_a_post_count_as_one():
    shared = [TABLE.executive(name, post="operations") for name in ("First", "Second")]
    finding = found("NHST-MAX-ED", without(trust(*shared), "Operations"))
    assert finding.status == "met"
    assert ("NHST-JOINT", "joint_counts_as", 1) in traced(finding)
    apart = [TABLE.executive(name) for name in ("First", "Second")]
    assert status("NHST-MAX-ED", without(trust(*apart), "Operations")) == "not_met"


def test_one_holder_of_a_post_is_one_director_by_any_count():
    finding = found("NHST-MAX-ED", but(trust(), "Operations", post="operations"))
    assert finding.status == "met"
    assert traced(finding) == {("NHST-MAX-ED", "max_ed", 5)}


def test_a_non_executive_who_works_for_the_trust_counts_as_executive():
    finding = found("NHST-MAX-ED", trust(TABLE.non_executive("Professor", works_for_trust=True)))
    assert finding.status == "not_met"
    assert ("NHST-DEEMED-ED", "applies", True) in traced(finding)


# Whose numbers they are


def test_a_trusts_own_order_stands_over_the_number_with_its_own_citation():
    board = trust(
        TABLE.executive("Sixth"),
        instruments=(own("NHST-MAX-ED", TODAY, TODAY + ONE_DAY, max_ed=6),),
    )
    assert status("NHST-MAX-ED", board, TODAY - ONE_DAY) == "not_met"
    finding = found("NHST-MAX-ED", board)
    assert (finding.status, finding.is_own) == ("met", True)
    assert str(finding.citation) == "The trust's own order, article 4"
    assert traced(finding) == {("NHST-MAX-ED", "max_ed", 6)}
    assert not finding.is_unconfirmed
    assert status("NHST-MAX-ED", board, TODAY + ONE_DAY) == "met"
    assert status("NHST-MAX-ED", board, TODAY + 2 * ONE_DAY) == "not_met"


def test_of_two_orders_the_later_stands():
    orders = (own("NHST-MAX-ED", max_ed=6), own("NHST-MAX-ED", date(2020, 1, 1), max_ed=4))
    assert found("NHST-MAX-ED", trust(instruments=orders)).used[0].value == 6


def test_an_order_may_add_places_while_directors_are_suspended():
    away = {"suspended_from": date(2024, 5, 1), "suspended_to": TODAY}
    board = but(
        trust(*(TABLE.non_executive(name) for name in ("Seventh", "Eighth"))), "Lay 1", **away
    )
    assert status("NHST-MAX-NED", board) == "not_met"

    def with_order(grows: float) -> Board:
        order = own("NHST-MAX-NED", date(2020, 1, 1), grows_while_suspended=grows)
        return but(
            trust(
                *(TABLE.non_executive(name) for name in ("Seventh", "Eighth")), instruments=(order,)
            ),
            "Lay 1",
            **away,
        )

    finding = found("NHST-MAX-NED", with_order(1))
    assert (finding.status, finding.is_own) == ("met", True)
    assert finding.because.endswith("the most allowed is 8.")
    assert traced(finding) == {
        ("NHST-MAX-NED", "max_ned", 7),
        ("NHST-MAX-NED", "grows_while_suspended", 1),
    }
    assert status("NHST-MAX-NED", with_order(0)) == "not_met"
    assert status("NHST-MAX-NED", with_order(1), date(2024, 4, 30)) == "not_met"
    assert status("NHST-MAX-NED", with_order(1), TODAY + ONE_DAY) == "not_met"


@pytest.mark.parametrize("rule", ["NHST-MAX-DIR", "NHST-MAX-NED", "NHST-MAX-ED"])
def test_the_general_numbers_are_not_a_high_security_trusts_from_october_2000(rule):
    board = of(HIGH_SECURE)
    assert status(rule, board, date(2000, 9, 30)) == "met"
    finding = found(rule, board, date(2000, 10, 1))
    assert finding.status == "not_applicable"
    assert ("NHST-HS-MH-MAX", "max_total", 14) in traced(finding)


@pytest.mark.parametrize("rule", ["NHST-MAX-DIR", "NHST-MAX-NED", "NHST-MAX-ED"])
def test_the_general_numbers_do_not_bind_who_ceased_to_be_a_foundation_trust_from_2010(rule):
    board = of(BodyKind.DEAUTHORISED)
    assert status(rule, board, date(2009, 12, 31)) == "met"
    finding = found(rule, board, date(2010, 1, 1))
    assert finding.status == "not_applicable"
    assert ("NHST-DEAUTH", "applies", True) in traced(finding)


@pytest.mark.parametrize(
    ("rule", "own_number"),
    [
        ("NHST-MAX-DIR", {"max_total": 11}),
        ("NHST-MAX-NED", {"max_ned": 6}),
        ("NHST-MAX-ED", {"max_ed": 5}),
    ],
)
def test_a_care_trusts_numbers_cannot_be_told_without_its_order_from_december_2001(
    rule, own_number
):
    assert status(rule, of(CARE), date(2001, 12, 18)) == "met"
    finding = found(rule, of(CARE), date(2001, 12, 19))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("the number in the trust's own order",)
    assert status(rule, of(CARE, instruments=(own(rule, **own_number),))) == "met"


def test_an_order_that_says_another_thing_does_not_tell_a_care_trusts_number():
    board = of(CARE, instruments=(own("NHST-MAX-NED", grows_while_suspended=1),))
    assert status("NHST-MAX-NED", board) == "cannot_tell"


# Trusts with high security services


def test_a_high_security_trust_has_fourteen_seven_and_seven():
    assert status("NHST-HS-MH-MAX", of(HIGH_SECURE)) == "met"
    more = [TABLE.executive(name) for name in ("Sixth", "Seventh", "Eighth")]
    assert status("NHST-HS-MH-MAX", of(HIGH_SECURE, *more[:2])) == "met"
    finding = found("NHST-HS-MH-MAX", of(HIGH_SECURE, *more))
    assert finding.because == "There are 8 executive directors; the most allowed is 7."
    assert traced(finding) == {
        ("NHST-HS-MH-MAX", "max_total", 14),
        ("NHST-HS-MH-MAX", "max_ned", 7),
        ("NHST-HS-MH-MAX", "max_ed", 7),
    }
    assert not finding.is_unconfirmed


def test_a_vote_that_is_not_told_leaves_the_three_numbers_open():
    more = [TABLE.executive(name, voting=None) for name in ("Sixth", "Seventh", "Eighth")]
    finding = found("NHST-HS-MH-MAX", of(HIGH_SECURE, *more))
    assert finding.status == "cannot_tell"
    assert "whether Eighth votes" in finding.missing


def test_an_executive_is_the_chief_officer_for_high_security():
    officer = TABLE.executive("Officer", Role.CHIEF_OFFICER_HIGH_SECURE)
    assert status("NHST-HS-MH-CO", of(HIGH_SECURE, officer)) == "met"
    assert status("NHST-HS-MH-CO", of(HIGH_SECURE)) == "not_met"


# Care trusts


def test_an_executive_of_a_care_trust_knows_the_health_work_of_local_authorities():
    assert status("NHST-CARE-ED", of(CARE)) == "not_met"
    board = but(of(CARE), "Operations", experience=("local_authority_health",))
    assert status("NHST-CARE-ED", board) == "met"
    finding = found("NHST-CARE-ED", but(of(CARE), "Operations", experience=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("the experience of Operations",)


def test_each_partner_authority_has_a_member_among_the_non_executives():
    partners = ("Ashby", "Brook")
    board = but(of(CARE, partner_local_authorities=partners), "Lay 1", local_authority="Ashby")
    finding = found("NHST-CARE-NED", board)
    assert finding.because == "Too few non-executive directors come from Brook."
    assert traced(finding) == {("NHST-CARE-NED", "per_partner_la", 1)}
    both = found("NHST-CARE-NED", but(board, "Lay 2", local_authority="Brook"))
    assert both.status == "met"
    assert both.because == (
        "Each of Ashby and Brook has a member among the non-executive directors."
    )


@pytest.mark.parametrize(
    "facts", [{"local_authority": None}, {"local_authority": "Ashby", "voting": None}]
)
def test_a_member_whose_authority_or_vote_is_not_told_may_be_the_partners(facts):
    board = but(of(CARE, partner_local_authorities=("Ashby",)), "Lay 1", **facts)
    finding = found("NHST-CARE-NED", board)
    assert finding.status == "cannot_tell"
    assert finding.missing == ("the local authority or the vote of Lay 1",)


def test_people_who_may_come_from_one_partner_do_not_help_the_other():
    board = of(CARE, partner_local_authorities=("Ashby", "Brook"))
    for lay in (f"Lay {number}" for number in range(1, 7)):
        board = but(board, lay, local_authority="Ashby", voting=None)
    assert status("NHST-CARE-NED", board) == "not_met"
    assert status("NHST-CARE-NED", but(board, "Lay 1", local_authority=None)) == "cannot_tell"


def test_partners_that_nobody_told_cannot_be_looked_for_and_none_need_nobody():
    assert status("NHST-CARE-NED", of(CARE)) == "cannot_tell"
    assert status("NHST-CARE-NED", of(CARE, partner_local_authorities=())) == "not_applicable"


# The chief executive and the chief finance officer


@pytest.mark.parametrize(("rule", "person"), [("NHST-ED-CEO", "Chief"), ("NHST-ED-CFO", "Finance")])
def test_the_two_officers_are_executives(rule, person):
    assert status(rule, trust()) == "met"
    assert status(rule, without(trust(), person)) == "not_met"
    finding = found(rule, but(trust(), person, voting=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == (f"whether {person} votes",)


# The doctor or dentist, and the nurse or midwife


@pytest.mark.parametrize("register", ["GMC", "GDC-dentist"])
def test_an_executive_is_a_registered_doctor_or_dentist(register):
    finding = found("NHST-ED-DOC", but(trust(), "Doctor", registrations=(register,)))
    assert finding.because == "Doctor is a registered doctor or dentist."
    assert traced(finding) == {("NHST-ED-DOC", "regulators", ("GMC", "GDC-dentist"))}


@pytest.mark.parametrize("register", ["NMC-nurse", "NMC-midwife"])
def test_an_executive_is_a_registered_nurse_or_midwife(register):
    finding = found("NHST-ED-NURSE", but(trust(), "Nurse", registrations=(register,)))
    assert finding.because == "Nurse is a registered nurse or midwife."
    assert traced(finding) == {
        ("NHST-ED-NURSE", "regulators", ("NMC-nurse", "NMC-midwife")),
        ("NHST-ED-DOC", "regulators", ("GMC", "GDC-dentist")),
    }


def test_a_registration_that_is_not_told_may_be_the_one():
    finding = found("NHST-ED-DOC", but(trust(), "Doctor", registrations=None))
    assert finding.status == "cannot_tell"
    assert finding.because == (
        "No executive director surely is a registered doctor or dentist, "
        "but it may be so of Doctor."
    )
    assert finding.missing == ("the registrations of Doctor",)


def test_the_two_are_two_people():
    board = without(but(trust(), "Doctor", registrations=("GMC", "NMC-nurse")), "Nurse")
    finding = found("NHST-ED-NURSE", board)
    assert finding.status == "not_met"
    assert finding.because == (
        "Doctor is both the doctor or dentist and the nurse or midwife, "
        "and the law asks for two people."
    )
    perhaps = found("NHST-ED-NURSE", but(board, "Operations", registrations=None))
    assert perhaps.status == "cannot_tell"
    assert perhaps.missing == ("the registrations and the vote of Operations",)


def test_another_doctor_frees_the_one_who_is_both_to_be_the_nurse():
    board = without(but(trust(), "Doctor", registrations=("GMC", "NMC-nurse")), "Nurse")
    both = found("NHST-ED-NURSE", but(board, "Operations", registrations=("GMC",)))
    assert both.because == "Doctor is a registered nurse or midwife."


def test_without_a_doctor_there_may_still_be_a_nurse():
    assert status("NHST-ED-NURSE", without(trust(), "Doctor")) == "met"
    assert status("NHST-ED-NURSE", without(trust(), "Doctor", "Nurse")) == "not_met"


@pytest.mark.parametrize("rule", ["NHST-ED-DOC", "NHST-ED-NURSE"])
@pytest.mark.parametrize(
    ("kind", "waiver"),
    [
        (BodyKind.AMBULANCE, "NHST-EXC-AMB"),
        (BodyKind.NO_DIRECT_SERVICES, "NHST-EXC-NODIRECT"),
    ],
)
def test_the_law_waives_both_for_some_trusts(rule, kind, waiver):
    finding = found(rule, without(of(kind), "Doctor", "Nurse"))
    assert finding.status == "not_applicable"
    assert traced(finding) == {(waiver, "applies", True)}
    assert finding.is_unconfirmed


# The university's member, and terms


def test_a_teaching_trust_has_a_non_executive_from_the_university():
    board = of(BodyKind.TEACHING)
    assert status("NHST-TEACH-NED", board) == "not_met"
    assert status("NHST-TEACH-NED", but(board, "Lay 1", constituency=None)) == "cannot_tell"
    finding = found("NHST-TEACH-NED", but(board, "Lay 1", constituency="university"))
    assert finding.because == "Lay 1 comes from the university."
    assert traced(finding) == {("NHST-TEACH-NED", "min", 1)}


def test_an_order_may_ask_for_more_from_the_university():
    board = of(BodyKind.TEACHING, instruments=(own("NHST-TEACH-NED", min=2),))
    one = but(board, "Lay 1", constituency="university")
    finding = found("NHST-TEACH-NED", one)
    assert finding.because == "Only Lay 1 of the 2 needed comes from the university."
    two = found("NHST-TEACH-NED", but(one, "Lay 2", constituency="university"))
    assert two.because == "Each of Lay 1 and Lay 2 comes from the university."


def test_an_order_may_ask_for_nobody_from_the_university():
    board = of(BodyKind.TEACHING, instruments=(own("NHST-TEACH-NED", min=0),))
    finding = found("NHST-TEACH-NED", board)
    assert (finding.status, finding.because) == ("met", "The number needed is 0.")


def test_nobody_is_appointed_for_more_than_four_years():
    start = date(2024, 2, 29)
    board = but(trust(), "Lay 1", start=start, end=date(2028, 2, 29))
    assert status("NHST-NED-TERM", board) == "met"
    finding = found("NHST-NED-TERM", but(board, "Lay 1", end=date(2028, 3, 1)))
    assert finding.because == "Lay 1 is appointed for more than 4 years."
    assert traced(finding) == {("NHST-NED-TERM", "max_years_per_term", 4)}


def test_terms_without_a_last_day_cannot_be_told():
    finding = found("NHST-NED-TERM", but(trust(), "Chair", start=None, end=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("the first day of Chair", "the last day of Chair")
    assert finding.because.endswith("as far as is known, but not all is known of Chair.")


def test_terms_are_asked_of_chairs_and_non_executives_only():
    people = ("Chair", *(f"Lay {number}" for number in range(1, 7)))
    finding = found("NHST-NED-TERM", without(trust(), *people))
    assert finding.status == "not_applicable"
    assert finding.because == "No chair or non-executive director sits."


def test_two_who_share_a_post_are_not_another_nurse_where_one_of_them_is_the_doctor():
    shared = [
        TABLE.executive("Day", post="medical", registrations=("GMC",)),
        TABLE.executive("Night", post="medical", registrations=None),
    ]
    board = without(without(without(trust(*shared), "Doctor"), "Nurse"), "Operations")
    finding = found("NHST-ED-NURSE", board)
    assert finding.status == "not_met"
    assert "the law asks for two people" in finding.because
