"""Careers from end to end: who stands where, what is counted of one organisation, the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.flows import settings
from builders.histories import FIRST, VOCABULARY, drawn_histories, segments_of
from wardtoboard.base.errors import CannotTellError, NotInTableError
from wardtoboard.ceilings.flows import (
    LOOKS_LIKE_LEAVING,
    career_sentence,
    count_flows,
    find_in_careers,
    is_worth_saying,
)
from wardtoboard.ceilings.flows.careers import LikeWithLike, careers_of
from wardtoboard.ceilings.flows.standing import last_day, stand_in_last_month
from wardtoboard.ceilings.people import TOGETHER
from wardtoboard.staff import Post
from wardtoboard.staff.histories.ordering import in_one_order
from wardtoboard.staff.histories.segments import Event

CENSORED, PROMOTED, LEFT, ELSEWHERE = (
    Event.CENSORED,
    Event.PROMOTED,
    Event.LEFT,
    Event.ELSEWHERE,
)
STAYED = (0, 11, CENSORED)
BASE = (0.20, 0.16, 0.13, 0.11, 0.09, 0.0)
STAFF = {
    "nurse": (400, 300, 200, 120, 60, 20),
    "physiotherapist": (200, 150, 120, 100, 30, 10),
    "radiographer": (60, 50, 40, 30, 10, 4),
}


def planted(profession: str, level: int) -> float:
    return BASE[level] * (0.2 if profession == "physiotherapist" and level == 3 else 1.0)


@pytest.fixture(scope="module")
def answer():
    careers = drawn_histories(STAFF, planted, lambda p, k: 0.1, seed=5, part_time=0.3)
    return find_in_careers(careers, VOCABULARY, settings())


@pytest.fixture(scope="module")
def findings(answer):
    return {
        (o.finding.family, o.finding.profession, o.finding.level): o for o in answer.findings[0]
    }


# Counts


def test_families_add_up_to_one_profession():
    careers = segments_of(
        (1, "physiotherapist", "Band 6", 0, *STAYED),
        (2, "radiographer", "Band 6", 0, 0, 5, LEFT),
        (3, "ahp", "Band 6", 0, *STAYED),
    )
    finest = count_flows(careers, VOCABULARY)
    pooled = finest.pooled({"physiotherapist": "ahp", "radiographer": "ahp"})
    row, k = pooled.professions.index("ahp"), pooled.levels.index("Band 6")
    assert pooled.at_risk[row, k] == 11 + 6 + 11
    assert pooled.people[row, k] == 3
    assert pooled.at_risk.sum() == finest.at_risk.sum()


def test_going_elsewhere_is_neither_leaving_nor_promotion():
    careers = segments_of(
        (1, "nurse", "Band 6", 0, 0, 4, ELSEWHERE),
        (1, "nurse", "Band 6", 2, 5, 11, CENSORED),
        (2, "nurse", "Band 6", 0, 0, 4, PROMOTED),
        (2, "nurse", "Band 7", 2, 5, 11, CENSORED),
        (3, "nurse", "Band 6", 0, 0, 4, ELSEWHERE),
        (3, "nurse", "Band 6", 1, 5, 11, CENSORED),
    )
    counts = count_flows(careers, VOCABULARY, organisation="X1A")
    row, k = counts.professions.index("nurse"), counts.levels.index("Band 6")
    assert counts.events[row, k].tolist() == [1, 0, 0, 1]
    assert counts.promoted_away[row, k] == 1
    assert counts.at_risk[row, k] == 5 + 5 + 5 + 6


def test_an_organisation_that_is_not_there_is_refused():
    with pytest.raises(NotInTableError, match="Choose one of: X1A, X2A"):
        count_flows(segments_of(), VOCABULARY, organisation="X9Z")


# Who stands where


def test_everyone_in_the_last_month_is_placed_or_counted_as_unplaced():
    careers = segments_of(
        (1, "physiotherapist", "Band 6", 0, *STAYED),
        (2, "nurse", "Band 7", 2, *STAYED),
        (3, None, "Band 8a", 0, *STAYED),
        (4, "nurse", "Band 6", 0, 0, 5, LEFT),
    )
    odd = segments_of((5, "nurse", "Band 6", 0, *STAYED), (6, "nurse", "Band 6", 0, *STAYED))
    odd.state[:] = VOCABULARY.state("nurse", None), VOCABULARY.state(None, None, clinical=False)
    standing = stand_in_last_month(in_one_order([careers, odd], middle=0), VOCABULARY)
    assert [people.code for people in standing.everyone] == ["X1A", "X2A", TOGETHER]
    first, _, together = standing.everyone
    assert first.finest == {("physiotherapist", "Band 6"): 1}
    assert first.pooled == {("ahp", "Band 6"): 1}
    assert together.unknown == {"Band 8a": 1}
    assert first.date == last_day(FIRST + 11)
    assert [(one.reason, one.what, one.headcount) for one in standing.unplaced] == [
        ("background_unknown", "Band 8a", 1),
        ("level_unknown", "Nurses", 1),
    ]


@pytest.mark.parametrize(
    "careers",
    [segments_of(), segments_of((1, None, "Band 6", 0, *STAYED))],
    ids=["none", "unknown"],
)
def test_nobody_placed_is_refused(careers):
    with pytest.raises(CannotTellError, match="Nobody in the last month"):
        stand_in_last_month(careers, VOCABULARY)


# Findings


def test_the_finding_is_that_of_the_table_with_the_flows_beside(findings):
    one = findings["guide", "ahp", "Band 8a"]
    found = one.to_dict()
    assert (found["label"], found["grade"]) == ("ceiling", "A")
    assert found["flows"]["table_label"] == "ceiling"
    assert {"organisation", "cor", "p", "q", "position", "at", "above"} <= found.keys()
    assert set(found["flows"]) >= {
        *("months_at_risk", "promoted", "moved", "left", "hazard_ratio", "adjusted_hazard_ratio"),
        *("chances", "median_wait_months", "leaving_ratio", "cotter", "change", "bounds"),
    }
    assert [one["months"] for one in found["flows"]["chances"]] == [12, 36, 60]
    assert isinstance(found["flows"]["months_at_risk"], int)


def test_members_of_a_family_are_labelled_apart(findings):
    assert findings["allied", "physiotherapist", "Band 8a"].finding.label == "ceiling"
    assert findings["allied", "radiographer", "Band 8a"].finding.label != "ceiling"


def test_the_caveat_of_every_finding(findings):
    assert all(o.finding.caveats[0] == LOOKS_LIKE_LEAVING for o in findings.values() if o.flows)


def test_the_sentence_of_a_ceiling(findings):
    one = findings["allied", "physiotherapist", "Band 8a"]
    said = career_sentence(one, "Physiotherapists")
    assert said.startswith("Physiotherapists stop at Band 8a: ")
    assert "promoted in" in said
    assert "like with like" in said
    assert "Evidence grade A: careers over time" in said
    assert is_worth_saying(one)


def test_the_other_sentences(findings):
    one = findings["allied", "physiotherapist", "Band 8a"]
    plain = replace(one, flows=replace(one.flows, adjusted=None))
    assert "like with like" not in career_sentence(plain, "Physiotherapists")
    few = replace(one, finding=replace(one.finding, label="too_few"))
    assert "too few people or promotions" in career_sentence(few, "Physiotherapists")
    table = replace(one, flows=None)
    assert "Evidence grade" in career_sentence(table, "Physiotherapists")
    changed = replace(one, flows=replace(one.flows, change="The table misled."))
    assert career_sentence(changed, "Physiotherapists").endswith("The table misled.")
    quiet = replace(one, finding=replace(one.finding, label="inconclusive"), flows=None)
    assert not is_worth_saying(quiet)


def test_posts_that_end_the_ladder_are_structural_as_in_a_table():
    careers = drawn_histories(STAFF, planted, lambda p, k: 0.1, seed=6)
    posts = [
        Post("X1A", "a", "Band 8c", frozenset({"nurse"}), None, filled=True),
        Post("X1A", "b", "Band 8a", frozenset({"any"}), None, filled=True),
    ]
    told: list[int] = []
    found = find_in_careers(
        careers,
        VOCABULARY,
        settings(),
        posts=posts,
        progress=lambda stage, done, of: told.append(of),
    )
    labels = {(o.finding.profession, o.finding.level): o.finding.label for o in found.findings[0]}
    assert labels["ahp", "Band 8a"] == "structural"
    assert told == [1, 1]


def test_of_several_organisations_each_and_all_are_answered():
    careers = drawn_histories(STAFF, planted, lambda p, k: 0.1, seed=7)
    careers.place[careers.person % 3 == 0] = 2
    found = find_in_careers(careers, VOCABULARY, settings(), choose=lambda everyone: [1, 2])
    assert [people.code for people in found.everyone] == ["X2A", TOGETHER]
    assert len(found.findings) == 2


def test_doctors_off_the_ladder_stay_as_the_table_has_them():
    rows = [(n, "nurse", level, 0, *STAYED) for n, level in enumerate(("Band 6", "Band 7") * 20)]
    rows += [(100 + n, "doctor", "Consultant", 0, *STAYED) for n in range(4)]
    rows += [(200, "doctor", "Clinical director", 0, 0, 4, PROMOTED)]
    rows += [(200, "doctor", "Deputy medical director", 0, 5, 11, CENSORED)]
    careers = segments_of(*rows)
    (found,) = find_in_careers(careers, VOCABULARY, settings()).findings
    consultants = [o for o in found if o.finding.level == "Consultant"]
    assert consultants[0].flows is None
    assert consultants[0].to_dict()["flows"] is None
    assert consultants[0].finding.grade == "C"


def test_careers_at_a_level_are_cut_only_once():
    careers = drawn_histories(STAFF, planted, lambda p, k: 0.1, seed=8)
    standing = stand_in_last_month(careers, VOCABULARY)
    from wardtoboard.ceilings import build_body

    stock = build_body(standing.everyone[0]).guide
    of_all = careers_of(careers, VOCABULARY, TOGETHER, standing.everyone[0].date)
    assert of_all.places.tolist() == [0, 0, 2]
    like = LikeWithLike(of_all, stock, of_all.families)
    assert like.adjust("nurse", 2) == like.adjust("nurse", 2)
