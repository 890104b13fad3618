"""What the codes of governance of 2014 and 2023 ask: comply, or explain.

The sound board has a chair, five executives and six independent non-executives.
"""

from __future__ import annotations

from datetime import date

import pytest

from builders.board_law import ONE_DAY, begins, found, own, status, traced
from builders.boards import TODAY, Table, board, but, without
from wardtoboard.boards import NEVER, Board, BodyKind, Severity, evaluate

TABLE = Table()
IN_2015 = date(2015, 6, 1)
TABLE_OF_2015 = Table(IN_2015)
OLD = ("CODE14-HALF", "CODE14-CLIN-NED", "CODE14-INDEP")
NEW = ("CODE23-HALF", "CODE23-INDEP", "CODE23-TENURE6", "CODE23-TENURE9")
LAST_OF_OLD = date(2023, 3, 31)
HALVES = [("CODE14-HALF", TABLE_OF_2015), ("CODE23-HALF", TABLE)]


@pytest.mark.parametrize("rule", OLD)
def test_the_code_of_2014_is_of_foundation_trusts_and_ends_with_march_2023(rule):
    trust = TABLE.foundation()
    begins(rule, trust)
    assert "This held" not in found(rule, trust, LAST_OF_OLD).because
    after = found(rule, trust, LAST_OF_OLD + ONE_DAY)
    assert after.status == "not_applicable"
    assert after.because == "This held until 31 March 2023."
    assert traced(after) == {(rule, "last day", "2023-03-31")}
    assert rule not in {finding.rule for finding in evaluate(TABLE.trust(), IN_2015)}


@pytest.mark.parametrize("rule", NEW)
def test_the_code_of_2023_is_of_trusts_of_both_kinds(rule):
    begins(rule, TABLE.foundation())
    begins(rule, TABLE.trust())
    assert found(rule, TABLE.trust()).severity == Severity.CODE


# Half of the board


@pytest.mark.parametrize(("rule", "table"), HALVES)
def test_half_of_the_board_without_the_chair_is_independent(rule, table):
    ten = without(table.foundation(), "Lay 6")
    finding = found(rule, ten, table.day)
    assert finding.status == "met"
    assert finding.because == (
        "5 of 10 directors without the chair are independent non-executives; the code asks for 50%."
    )
    assert traced(finding) == {(rule, "min_fraction", 0.5)}
    assert finding.is_unconfirmed


@pytest.mark.parametrize(("rule", "table"), HALVES)
def test_the_guides_half_of_the_non_executives_is_looser_and_the_finding_says_so(rule, table):
    """The code counts the whole board: 4 of 10 are too few, though 4 of 5 non-executives."""
    ten = but(without(table.foundation(), "Lay 6"), "Lay 5", independent=False)
    finding = found(rule, ten, table.day)
    assert finding.status == "not_met"
    assert finding.because == (
        "4 of 10 directors without the chair are independent non-executives; the code asks for "
        "50% (the 2019 guide speaks of half of the non-executive directors only, which would be "
        "met)."
    )


def test_the_looser_reading_may_leave_open_or_not_meet_too():
    board_of_few = without(TABLE.foundation(), "Lay 4", "Lay 5", "Lay 6")
    open_ = but(but(board_of_few, "Lay 1", independent=False), "Lay 2", independent=None)
    assert "would leave it open" in found("CODE23-HALF", open_).because
    both = but(board_of_few, "Lay 1", independent=False)
    assert "would be met" in found("CODE23-HALF", both).because
    none = but(but(both, "Lay 2", independent=False), "Lay 3", independent=False)
    assert "guide" not in found("CODE23-HALF", none).because


def test_a_member_who_is_no_executive_counts_in_the_whole_only():
    seats = [TABLE.chair(), TABLE.member("Member", independent=True), TABLE.non_executive("Lay")]
    trust = board(seats, BodyKind.FOUNDATION_TRUST)
    assert found("CODE23-HALF", trust).because.startswith("1 of 2 directors")


def test_who_works_for_an_nhs_trust_is_executive_and_not_independent():
    ten = without(TABLE.trust(), "Lay 6")
    assert status("CODE23-HALF", ten) == "met"
    finding = found("CODE23-HALF", but(ten, "Lay 1", works_for_trust=True))
    assert finding.status == "not_met"
    assert ("NHST-DEEMED-ED", "applies", True) in traced(finding)


def test_independence_or_a_vote_that_is_not_told_leaves_it_open():
    ten = without(TABLE.foundation(), "Lay 6")
    finding = found("CODE23-HALF", but(ten, "Lay 1", independent=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("whether Lay 1 is independent",)
    assert finding.because.startswith("4 to 5 of 10 directors")
    vote = found("CODE23-HALF", but(ten, "Lay 1", voting=None))
    assert vote.missing == ("whether Lay 1 votes",)


def test_nobody_besides_the_chair_leaves_nothing_to_halve():
    alone = board([TABLE.chair()], BodyKind.FOUNDATION_TRUST)
    assert status("CODE23-HALF", alone) == "not_applicable"


def test_a_trusts_own_share_stands_over_the_codes():
    trust = TABLE.foundation(instruments=(own("CODE23-HALF", min_fraction=0.75),))
    finding = found("CODE23-HALF", trust)
    assert (finding.status, finding.is_own) == ("not_met", True)


# A clinician among the non-executives


def test_governors_weigh_the_value_of_a_clinician():
    trust = TABLE_OF_2015.foundation()
    finding = found("CODE14-CLIN-NED", trust, IN_2015)
    assert finding.status == "cannot_tell"
    assert finding.severity == Severity.GOOD_PRACTICE
    for person in ("Lay 1", "Chair"):
        with_one = but(trust, person, professions=("pharmacist",))
        met = found("CODE14-CLIN-NED", with_one, IN_2015)
        assert met.because == f"{person} has a clinical profession."
    unsure = but(trust, "Lay 1", professions=("pharmacist",), voting=None)
    assert status("CODE14-CLIN-NED", unsure, IN_2015) == "cannot_tell"


# Who counts as independent


@pytest.mark.parametrize(
    ("rule", "table", "name", "years"),
    [
        ("CODE14-INDEP", TABLE_OF_2015, "employed_until", 5),
        ("CODE14-INDEP", TABLE_OF_2015, "business_until", 3),
        ("CODE23-INDEP", TABLE, "employed_until", 2),
        ("CODE23-INDEP", TABLE, "business_until", 2),
    ],
)
def test_employment_and_business_impair_independence_for_some_years(rule, table, name, years):
    edge = table.day.replace(year=table.day.year - years)
    long_ago = but(table.foundation(), "Lay 1", **{name: edge})
    assert status(rule, long_ago, table.day) == "met"
    lately = but(table.foundation(), "Lay 1", **{name: edge + ONE_DAY})
    finding = found(rule, lately, table.day)
    assert finding.status == "not_met"
    assert finding.because.startswith("Lay 1 ")
    assert f"within {years} years" in finding.because
    not_told = but(table.foundation(), "Lay 1", **{name: None})
    assert status(rule, not_told, table.day) == "cannot_tell"


@pytest.mark.parametrize(
    ("rule", "table"), [("CODE14-INDEP", TABLE_OF_2015), ("CODE23-INDEP", TABLE)]
)
def test_more_than_six_years_on_the_board_impair_it(rule, table):
    six = table.day.replace(year=table.day.year - 6)
    assert status(rule, but(table.foundation(), "Lay 1", first_appointed=six), table.day) == "met"
    longer = but(table.foundation(), "Lay 1", first_appointed=six - ONE_DAY)
    finding = found(rule, longer, table.day)
    assert finding.because == "Lay 1 joined the board more than 6 years ago."
    assert {(rule, "tenure_years", 6)} <= traced(finding)
    assert len(finding.used) == 3


@pytest.mark.parametrize(
    "facts",
    [
        {"other_pay": True},
        {"family_ties": True},
        {"cross_directorship": True},
        {"constituency": "university"},
    ],
)
def test_the_code_of_2023_names_more_that_impairs_it(facts):
    assert status("CODE23-INDEP", but(TABLE.foundation(), "Lay 1", **facts)) == "not_met"
    of_2015 = but(TABLE_OF_2015.foundation(), "Lay 1", **facts)
    assert status("CODE14-INDEP", of_2015, IN_2015) == "met"
    unknown = but(TABLE.foundation(), "Lay 1", **dict.fromkeys(facts))
    assert status("CODE23-INDEP", unknown) == "cannot_tell"


def test_only_those_counted_as_independent_are_asked():
    trust = but(TABLE.foundation(), "Lay 1", independent=False, other_pay=True)
    assert status("CODE23-INDEP", trust) == "met"
    people = ("Chair", *(f"Lay {number}" for number in range(1, 7)))
    finding = found("CODE23-INDEP", without(TABLE.foundation(), *people))
    assert finding.because == ("No chair or non-executive director counted as independent sits.")


# Who may be counted as independent, as nobody told


INDEPENDENCE = [("CODE14-INDEP", TABLE_OF_2015), ("CODE23-INDEP", TABLE)]
EVERY_LAY = ("Chair", *(f"Lay {number}" for number in range(1, 7)))


def each_but(trust: Board, people: tuple[str, ...], **facts) -> Board:
    for person in people:
        trust = but(trust, person, **facts)
    return trust


@pytest.mark.parametrize(("rule", "table"), INDEPENDENCE)
def test_independence_that_nobody_told_is_not_taken_for_a_no(rule, table):
    """It may be that nobody is counted as independent, so that there is nobody to ask about."""
    untold = each_but(table.foundation(), EVERY_LAY, independent=None)
    finding = found(rule, untold, table.day)
    assert finding.status == "cannot_tell"
    assert finding.missing == tuple(f"whether {person} is independent" for person in EVERY_LAY)
    said_no = each_but(table.foundation(), EVERY_LAY, independent=False)
    assert status(rule, said_no, table.day) == "not_applicable"


@pytest.mark.parametrize(("rule", "table"), INDEPENDENCE)
def test_who_may_be_counted_and_would_not_be_independent_leaves_it_open(rule, table):
    lately = table.day - ONE_DAY
    impaired = {"independent": None, "employed_until": lately}
    trust = each_but(table.foundation(), ("Lay 2", "Lay 3", "Lay 4"), **impaired)
    finding = found(rule, trust, table.day)
    assert finding.status == "cannot_tell"
    assert finding.missing == tuple(f"whether Lay {number} is independent" for number in (2, 3, 4))
    assert finding.because == (
        "Nothing impairs those counted as independent as far as is known, but not all is known of "
        "Lay 2, Lay 3 and Lay 4."
    )
    told_no = but(table.foundation(), "Lay 2", independent=False, employed_until=lately)
    assert status(rule, told_no, table.day) == "met"
    told_yes = but(table.foundation(), "Lay 2", independent=True, employed_until=lately)
    assert status(rule, told_yes, table.day) == "not_met"


@pytest.mark.parametrize(("rule", "table"), INDEPENDENCE)
def test_who_may_be_counted_and_has_nothing_against_it_is_in_order_either_way(rule, table):
    either_way = but(table.foundation(), "Lay 2", independent=None)
    assert status(rule, either_way, table.day) == "met"


@pytest.mark.parametrize(("rule", "table"), INDEPENDENCE)
def test_a_ground_that_is_not_told_either_is_asked_for_beside_independence(rule, table):
    trust = but(table.foundation(), "Lay 2", independent=None, business_until=None)
    finding = found(rule, trust, table.day)
    assert finding.status == "cannot_tell"
    assert finding.missing == (
        "whether Lay 2 is independent",
        "when Lay 2 last had a business relationship with the trust",
    )


def test_one_ground_known_against_it_makes_the_others_needless():
    unknown = {"independent": None, "business_until": None, "other_pay": True}
    finding = found("CODE23-INDEP", but(TABLE.foundation(), "Lay 2", **unknown))
    assert finding.missing == ("whether Lay 2 is independent",)


def test_someone_counted_whose_independence_is_impaired_decides():
    trust = but(TABLE.foundation(), "Lay 1", other_pay=True)
    trust = but(trust, "Lay 2", independent=None, other_pay=True)
    finding = found("CODE23-INDEP", trust)
    assert finding.because == "Lay 1 has other pay from the trust."


# Long service


def _serving_since(first: date, **facts) -> Board:
    return but(TABLE.trust(), "Lay 1", first_appointed=first, **facts)


def test_service_beyond_six_years_is_reviewed():
    six = TODAY.replace(year=TODAY.year - 6)
    assert status("CODE23-TENURE6", _serving_since(six)) == "met"
    finding = found("CODE23-TENURE6", _serving_since(six - ONE_DAY))
    assert finding.because == "Lay 1 serves for more than 6 years without a review."
    assert traced(finding) == {("CODE23-TENURE6", "review_years", 6)}
    reviewed = _serving_since(six - ONE_DAY, extension_reviewed=date(2024, 1, 1))
    assert status("CODE23-TENURE6", reviewed) == "met"
    unknown = found("CODE23-TENURE6", _serving_since(six - ONE_DAY, extension_reviewed=None))
    assert unknown.missing == ("when the longer service of Lay 1 was reviewed",)


def test_a_review_after_the_day_asked_about_tells_nothing_of_the_day():
    """Only the latest review is held: there may have been an earlier one."""
    longer = TODAY.replace(year=TODAY.year - 6) - ONE_DAY
    on_the_day = _serving_since(longer, extension_reviewed=TODAY)
    assert status("CODE23-TENURE6", on_the_day) == "met"
    later = found("CODE23-TENURE6", _serving_since(longer, extension_reviewed=TODAY + ONE_DAY))
    assert later.status == "cannot_tell"
    assert later.missing == ("when the longer service of Lay 1 was reviewed",)
    none_needed = _serving_since(longer + ONE_DAY, extension_reviewed=TODAY + ONE_DAY)
    assert status("CODE23-TENURE6", none_needed) == "met"


def test_service_ends_at_nine_years_but_for_an_agreed_extension():
    nine = TODAY.replace(year=TODAY.year - 9)
    assert status("CODE23-TENURE9", _serving_since(nine)) == "met"
    longer = nine - ONE_DAY
    finding = found("CODE23-TENURE9", _serving_since(longer))
    assert finding.status == "not_met"
    assert traced(finding) == {("CODE23-TENURE9", "max_years", 9)}
    agreed = _serving_since(longer, extension_agreed_until=TODAY)
    assert status("CODE23-TENURE9", agreed) == "met"
    over = _serving_since(longer, extension_agreed_until=TODAY - ONE_DAY)
    assert status("CODE23-TENURE9", over) == "not_met"
    unknown = _serving_since(longer, extension_agreed_until=None)
    assert status("CODE23-TENURE9", unknown) == "cannot_tell"


@pytest.mark.parametrize("rule", ["CODE23-TENURE6", "CODE23-TENURE9"])
def test_years_count_from_the_first_seat_that_was_no_attendees(rule):
    earlier = TABLE.executive("Lay 1", start=date(2010, 1, 1), end=date(2012, 1, 1))
    assert status(rule, TABLE.trust(earlier)) == "not_met"
    attending = TABLE.attendee("Lay 1", start=date(2010, 1, 1), end=date(2012, 1, 1))
    assert status(rule, TABLE.trust(attending)) == "met"
    finding = found(rule, but(TABLE.trust(), "Lay 1", start=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("the day Lay 1 first joined the board",)


def test_nobody_in_these_seats_leaves_nothing_to_ask():
    people = ("Chair", *(f"Lay {number}" for number in range(1, 7)))
    nobody = without(TABLE.trust(), *people)
    assert status("CODE23-TENURE6", nobody) == "not_applicable"
    assert status("CODE23-TENURE9", nobody) == "not_applicable"


def test_what_never_was_impairs_nothing():
    trust = but(TABLE.foundation(), "Lay 1", employed_until=NEVER, business_until=NEVER)
    assert status("CODE23-INDEP", trust) == "met"
