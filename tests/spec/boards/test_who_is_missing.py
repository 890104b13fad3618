"""Who is missing from the table, by example: a board and a workforce in, what is said out.

The trust has a chair, five executives (a doctor and a nurse among them, the others of no clinical
profession) and six other non-executives, all voting, all backgrounds told.
"""

from __future__ import annotations

import json
from datetime import date

import pytest

from builders.boards import TODAY, Table, board, but, named
from wardtoboard.base.errors import CannotTellError, NotInTableError
from wardtoboard.boards.facts import Board, BodyKind, Role
from wardtoboard.boards.missing.missing import AtTheTable, Missing, who_is_missing
from wardtoboard.boards.missing.portfolios import portfolios

SENIORS = {"doctor": 40, "nurse": 35, "pharmacist": 17, "midwife": 4, "ahp": 3, "dentist": 1}
TABLE = Table()


def missing(a_board: Board, seniors=None, workforce=None, day: date = TODAY) -> Missing:
    return who_is_missing(a_board, day, workforce, seniors)


def row(found: Missing, profession: str) -> AtTheTable:
    return next(one for one in found.professions if one.profession == profession)


# Who has a vote


def test_the_guides_eight_and_dentists_are_asked_about():
    found = missing(TABLE.trust())
    assert [one.profession for one in found.professions] == [
        "ahp",
        "doctor",
        "dentist",
        "healthcare_scientist",
        "midwife",
        "nurse",
        "pharmacist",
        "psychologist",
        "social_worker",
    ]


def test_a_voting_seat_of_the_profession():
    found = row(missing(TABLE.trust()), "doctor")
    assert (found.seats.voting, found.has_a_vote, found.is_present) == (1, True, True)


def test_nobody_of_the_profession():
    found = row(missing(TABLE.trust()), "pharmacist")
    assert (found.has_a_vote, found.is_present) == (False, False)
    assert found.sentences == (
        "Pharmacists: no voting seats held; at the table without a vote: nobody known.",
    )


def test_an_attendee_is_present_and_has_no_vote():
    found = row(
        missing(TABLE.trust(TABLE.attendee("P", professions=("pharmacist",)))), "pharmacist"
    )
    assert (found.has_a_vote, found.is_present, found.seats.attending) == (False, True, 1)
    assert found.sentences[0].endswith("without a vote: 1 attending.")


def test_a_director_without_a_vote_is_counted_apart():
    quality = TABLE.executive("Quality", voting=False, professions=("pharmacist",))
    found = row(missing(TABLE.trust(quality)), "pharmacist")
    assert (found.has_a_vote, found.seats.non_voting) == (False, 1)


def test_unknown_backgrounds_could_change_it():
    found = missing(but(TABLE.trust(), "Operations", professions=None))
    pharmacist = row(found, "pharmacist")
    assert (pharmacist.has_a_vote, pharmacist.is_present) == (None, None)
    assert (pharmacist.seats.voting, pharmacist.seats.voting_at_most) == (0, 1)
    assert found.unknown_backgrounds == 1
    assert pharmacist.sentences[0].startswith(
        "Pharmacists: no voting seats known to be held, and up to 1 more once"
    )


def test_a_vote_that_is_not_told_could_change_it():
    found = row(
        missing(but(TABLE.trust(), "Operations", professions=("pharmacist",), voting=None)),
        "pharmacist",
    )
    assert (found.has_a_vote, found.is_present) == (None, True)


def test_a_register_tells_the_profession():
    found = missing(but(TABLE.trust(), "Operations", professions=None, registrations=("SWE",)))
    assert row(found, "social_worker").has_a_vote is True


@pytest.mark.parametrize("register", ["GPhC", "HCPC"])
def test_a_register_of_several_professions_does_not(register):
    found = missing(but(TABLE.trust(), "Operations", professions=None, registrations=(register,)))
    assert row(found, "pharmacist").has_a_vote is None


def test_a_person_of_two_professions_counts_in_both():
    found = missing(but(TABLE.trust(), "Nurse", professions=("nurse", "midwife")))
    assert row(found, "nurse").has_a_vote
    assert row(found, "midwife").has_a_vote


def test_two_who_share_a_post_hold_one_voting_seat():
    nurse = {"post": "quality", "professions": ("nurse",)}
    shared = [TABLE.executive("One", **nurse), TABLE.executive("Other", **nurse)]
    assert row(missing(board(shared, BodyKind.NHS_TRUST)), "nurse").seats.voting == 1
    assert row(missing(board(shared, BodyKind.FOUNDATION_TRUST)), "nurse").seats.voting == 2


def test_a_profession_of_the_14_counts_as_ahp_and_is_named():
    found = missing(but(TABLE.trust(), "Operations", professions=("paramedic",)))
    assert row(found, "ahp").has_a_vote is True
    assert row(found, "paramedic").family == "ahp"


def test_a_profession_of_the_14_is_named_by_the_workforce_too():
    found = missing(TABLE.trust(), workforce={"nurse": 90, "orthoptist": 10})
    assert row(found, "orthoptist").workforce_share == 0.1
    assert row(found, "ahp").workforce_share == 0.1


def test_only_the_day_counts():
    early = missing(TABLE.trust(), day=date(2019, 1, 1))
    assert row(early, "doctor").has_a_vote is False


def test_a_day_before_our_list_cannot_be_told():
    with pytest.raises(CannotTellError):
        missing(TABLE.trust(), day=date(2001, 1, 1))


# The seats that chance is over


@pytest.mark.parametrize(
    ("kinds", "executives", "seats"),
    [
        ([BodyKind.NHS_TRUST], 3, 10),
        ([BodyKind.FOUNDATION_TRUST], 3, 10),
        ([BodyKind.AMBULANCE], 5, 12),
        ([BodyKind.NO_DIRECT_SERVICES], 5, 12),
        ([BodyKind.ICB], 3, 10),
        ([BodyKind.NHS_ENGLAND], 5, 12),
    ],
)
def test_seats_kept_for_others_are_left_out(kinds, executives, seats):
    found = missing(named(TABLE.trust(), *kinds))
    assert (found.open_executive_seats, found.open_seats) == (executives, seats)
    assert found.voting_seats == 12


def test_a_board_without_the_two_has_no_fewer_than_no_seats():
    found = missing(board([TABLE.executive("Chief")], BodyKind.NHS_TRUST))
    assert found.open_executive_seats == 0


# What chance alone would give


def test_most_fair_boards_lack_a_small_profession():
    found = row(missing(TABLE.trust(), SENIORS), "pharmacist")
    assert found.senior_share == 0.17
    assert found.among_executives.seats == 3
    assert found.among_executives.expected == pytest.approx(0.51)
    assert found.among_executives.none == pytest.approx(0.572, abs=5e-4)
    assert found.round_the_table.seats == 10
    assert found.sentences[1] == (
        "Pharmacists are 17 of the 100 senior clinicians (17.0%). Were 3 executive seats open to "
        "any profession filled from them by a fair draw, 57% of boards would have none in an "
        "executive seat. So most fair boards of this size have none; even at twice the odds it "
        "would be 36%. Over 10 open voting seats in all it is 16%."
    )


def test_a_profession_for_which_a_seat_is_kept():
    found = row(missing(TABLE.trust(), SENIORS), "doctor")
    assert found.among_executives.kept == 1
    assert found.among_executives.none == pytest.approx(0.6**3 * (1 / 41))
    assert "and the kept seat from those it is kept for," in found.sentences[1]
    assert "One board is no proof of anything" in found.sentences[1]


def test_a_profession_with_nobody_in_it():
    found = row(missing(TABLE.trust(), SENIORS), "psychologist")
    assert (found.senior_share, found.among_executives.none) == (0.0, 1.0)
    assert found.sentences[1] == "None of the 100 senior clinicians is of this profession."


@pytest.mark.parametrize(
    ("pharmacists", "words"), [(1, "over 99% of boards"), (999_000, "under 1% of boards")]
)
def test_a_chance_that_is_nearly_sure_is_not_rounded_to_sure(pharmacists, words):
    found = row(missing(TABLE.trust(), {"nurse": 1000, "pharmacist": pharmacists}), "pharmacist")
    assert words in found.sentences[1]


def test_nobody_at_all_in_the_kept_professions():
    found = row(missing(TABLE.trust(), {"pharmacist": 5}), "midwife")
    assert found.round_the_table.none == 1.0


def test_the_workforce_stands_in_where_seniors_are_not_given():
    found = missing(TABLE.trust(), workforce={"nurse": 75, "pharmacist": 25})
    assert found.pool == "clinicians of the workforce"
    assert row(found, "pharmacist").among_executives.share == 0.25


def test_seniors_come_first():
    found = missing(TABLE.trust(), SENIORS, {"nurse": 75, "pharmacist": 25})
    assert found.pool == "senior clinicians"
    assert row(found, "pharmacist").workforce_share == 0.25


@pytest.mark.parametrize("seniors", [None, {}, {"nurse": 0}])
def test_no_figures_no_chance(seniors):
    found = missing(TABLE.trust(), seniors)
    assert found.pool == ""
    assert row(found, "nurse").among_executives is None
    assert len(row(found, "nurse").sentences) == 1


def test_no_chance_comes_from_a_withheld_figure():
    found = row(missing(TABLE.trust(), SENIORS | {"pharmacist": None}), "pharmacist")
    assert (found.senior_share, found.among_executives, found.round_the_table) == (None,) * 3
    assert found.sentences[1] == (
        "What chance would give is not said: a figure it needs is withheld."
    )


def test_nor_where_the_partner_in_a_kept_seat_is_withheld():
    found = missing(TABLE.trust(), SENIORS | {"dentist": None})
    assert row(found, "doctor").among_executives is None
    assert row(found, "nurse").among_executives is not None


def test_nor_for_ahps_where_one_of_the_14_is_withheld():
    found = missing(TABLE.trust(), SENIORS | {"dietitian": None})
    assert row(found, "ahp").among_executives is None


def test_shares_beside_a_withheld_figure_are_the_most_they_can_be():
    found = row(missing(TABLE.trust(), SENIORS | {"ahp": None}), "pharmacist")
    assert found.among_executives.is_bound
    assert found.senior_share == 17 / 97
    assert "17 of the 97 senior clinicians whose figures are told" in found.sentences[1]
    assert "at least 56% of boards" in found.sentences[1]


def test_an_id_that_is_no_profession_is_refused():
    with pytest.raises(NotInTableError, match="wizard"):
        missing(TABLE.trust(), {"wizard": 3})


def test_a_negative_headcount_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        missing(TABLE.trust(), {"nurse": -3})


# What is said of the whole, and what never is


def test_the_summary():
    said = missing(but(TABLE.trust(), "Operations", professions=None), SENIORS).sentences
    assert said[0] == "Of 9 professions 2 have a vote, 0 have none and 7 may have one."
    assert said[1].startswith(
        "Open to any profession: 3 executive seats and 10 voting seats in all, held or empty, "
        "less the 2 kept for a profession."
    )


def test_a_board_that_keeps_no_seats():
    said = missing(named(TABLE.trust(), BodyKind.AMBULANCE)).sentences
    assert "less none kept for any" in said[1]


def test_it_never_says_that_a_board_is_unfair():
    found = missing(TABLE.trust(), SENIORS | {"ahp": None})
    said = " ".join([*found.sentences, *(s for one in found.professions for s in one.sentences)])
    assert "unfair" not in said.replace(
        "A board without a profession may be quite fair, and one with it unfair", ""
    )
    for word in ("discriminat", "bias"):
        assert word not in said


def test_it_all_goes_into_json():
    found = json.loads(json.dumps(missing(TABLE.trust(), SENIORS).to_dict()))
    assert found["on"] == "2024-06-03"
    assert found["professions"][0]["has_a_vote"] is False
    assert found["professions"][6]["among_executives"]["most_fair_boards_have_none"] is True
    assert found["reserved"][0]["professions"] == ["doctor", "dentist"]


# Portfolios: who speaks for whom


def spoken(**facts):
    everyone = [
        TABLE.executive("Doctor", Role.MEDICAL_DIRECTOR, title="Medical Director", **facts),
        TABLE.executive("Nurse", title="Chief Nurse", speaks_for=()),
    ]
    return portfolios(board(everyone, BodyKind.NHS_TRUST), TODAY)


def portfolio(found, profession):
    return next(one for one in found.portfolios if one.profession == profession)


def test_who_speaks_for_a_profession():
    found = spoken(speaks_for=("pharmacist",), professions=("doctor",))
    one = portfolio(found, "pharmacist")
    assert one.is_spoken_for is True
    assert one.speakers[0].is_one_of_them is False
    assert one.sentence == "Pharmacists: Medical Director (votes, of another background)."


def test_one_of_their_own():
    found = spoken(speaks_for=("doctor",), professions=("doctor",))
    assert portfolio(found, "doctor").sentence == (
        "Doctors: Medical Director (votes, one of them)."
    )


def test_a_background_or_vote_that_is_not_told():
    found = spoken(speaks_for=("doctor",), professions=None, voting=None)
    assert portfolio(found, "doctor").sentence == "Doctors: Medical Director (vote not told)."


def test_an_attendee_speaks_without_a_vote():
    attendee = TABLE.attendee(
        "A", title="Chief Pharmacist", speaks_for=("pharmacist",), voting=None
    )
    found = portfolios(board([attendee], BodyKind.NHS_TRUST), TODAY)
    assert "Chief Pharmacist (has no vote, of another" in portfolio(found, "pharmacist").sentence


def test_nobody_speaks_for_them():
    found = spoken(speaks_for=("doctor",))
    assert "psychologist" in found.nobody_speaks_for
    assert found.cannot_tell == ()
    assert portfolio(found, "psychologist").sentence == (
        "Psychologists: nobody at the table speaks for them."
    )


def test_unknown_is_told_apart_from_nobody():
    found = spoken(speaks_for=None)
    assert found.nobody_speaks_for == ()
    assert "psychologist" in found.cannot_tell
    assert found.not_told == ("Medical Director",)
    assert "some portfolios are not told" in portfolio(found, "psychologist").sentence


def test_who_speaks_for_ahps_speaks_for_each_of_them():
    found = spoken(speaks_for=("ahp", "paramedic"))
    assert portfolio(found, "paramedic").speakers[0].speaks_for == ("ahp", "paramedic")
    assert portfolio(found, "ahp").sentence.startswith("Allied health professionals: Medical")


def test_who_speaks_for_one_of_the_14_speaks_for_part_of_ahps():
    found = spoken(speaks_for=("paramedic",))
    assert portfolio(found, "ahp").sentence.startswith(
        "Allied health professionals: part of them by Medical Director"
    )


def test_the_map_goes_into_json():
    found = json.loads(json.dumps(spoken(speaks_for=("doctor",)).to_dict()))
    assert found["portfolios"][1]["speakers"][0]["kind"] == "executive"
    assert "nurse" in found["nobody_speaks_for"]
    assert found["cannot_tell"] == found["not_told"] == []
