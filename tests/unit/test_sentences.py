"""The exact sentences, for an analyst and for sharing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builders.stocks import findings_of, stock_of, worked_stock
from wardtoboard.ceilings import (
    Finding,
    Label,
    Ratio,
    analyst_sentence,
    load_settings,
    protected_sentence,
    withheld_sentence,
)
from wardtoboard.ceilings.caveats import FLIPPED, LESSER

AHPS = "Allied health professionals"
COUNTED = (
    "4 of the 44 at that level or above are above it, against 63 of 209 in the other clinical "
    "professions (odds 0.23 times theirs, 95% interval 0.07 to 0.63)"
)
FIRM = (
    "Evidence grade C: one headcount table. Careers over time would tell whether people are not "
    "promoted or leave."
)
UNSURE = (
    "The numbers here are too few to be sure; with your neighbours' figures we could tell more."
)


@pytest.fixture(scope="module")
def finding() -> Finding:
    return findings_of(worked_stock())["ahp", "Band 8a"]


def labelled(finding: Finding, label: Label, **more) -> Finding:
    return replace(finding, label=label, caveats=more.pop("caveats", ()), **more)


@pytest.mark.parametrize(
    ("label", "analyst", "protected"),
    [
        (
            "ceiling",
            f"{AHPS} stop at Band 8a: {COUNTED}. {FIRM}",
            f"{AHPS} appear to stop at Band 8a (grade C).",
        ),
        (
            "sticky_floor",
            f"{AHPS} are held back at the start, at Band 8a: {COUNTED}. {FIRM}",
            f"{AHPS} appear to be held back at the start, at Band 8a (grade C).",
        ),
        (
            "uniform_drag",
            f"{AHPS} lose ground at every step, Band 8a among them: {COUNTED}. {FIRM}",
            f"{AHPS} appear to lose ground at every step, Band 8a among them (grade C).",
        ),
        (
            "possible",
            f"{AHPS} may stop at Band 8a: {COUNTED}. Evidence grade C. {UNSURE}",
            f"{AHPS} may stop at Band 8a. {UNSURE}",
        ),
        (
            "no_material_gap",
            f"{AHPS} at Band 8a: no evidence of a material gap: {COUNTED}. {FIRM}",
            f"{AHPS} at Band 8a: no material gap (grade C).",
        ),
        (
            "inconclusive",
            (
                "We cannot tell whether allied health professionals stop at Band 8a: "
                f"{COUNTED}. Evidence grade C. {UNSURE}"
            ),
            f"{AHPS} at Band 8a: these figures do not show a stop and do not rule one out.",
        ),
        (
            "structural",
            (
                "The ladder for allied health professionals ends at Band 8a here: no funded post "
                "above it is open to them (40 people at this level)."
            ),
            (
                "The ladder for allied health professionals ends at Band 8a here: no funded post "
                "above it is open to them."
            ),
        ),
        (
            "too_few",
            (
                f"{AHPS} above Band 8a: too few people to say anything, either way (44 at that "
                "level or above)."
            ),
            f"{AHPS} above Band 8a: too few people to say anything, either way.",
        ),
        (
            "not_labelled",
            f"{AHPS}, Band 8a: 40 people; no finding is made at this level.",
            f"{AHPS}, Band 8a: no finding is made at this level.",
        ),
    ],
)
def test_each_label_has_its_sentences(finding, label, analyst, protected):
    one = labelled(finding, label, **({"above": 0} if label == "structural" else {}))
    assert analyst_sentence(one, AHPS) == analyst
    assert protected_sentence(one, AHPS) == protected


def test_people_above_the_end_of_a_ladder_mean_that_the_list_wants_checking(finding):
    assert analyst_sentence(labelled(finding, "structural"), AHPS) == (
        "The establishment list has no post above Band 8a open to allied health professionals, "
        "but the table has 4 of them there. Check the list."
    )


def test_one_person_above_is_one(finding):
    assert "1 of the 41 at that level or above is above it" in analyst_sentence(
        replace(finding, above=1), AHPS
    )


def test_a_firm_shortfall_that_does_not_stand_out(finding):
    lesser = labelled(finding, "possible", caveats=(LESSER,))
    assert analyst_sentence(lesser, AHPS) == (
        f"{AHPS} lose ground at Band 8a: {COUNTED}. Evidence grade C. It does not stand out "
        "from their other steps."
    )
    assert protected_sentence(lesser, AHPS) == (
        f"{AHPS} appear to lose ground at Band 8a, but it does not stand out from their other "
        "steps (grade C)."
    )


def test_those_ahead_of_the_rest_are_said_to_be_ahead():
    ahead = findings_of(worked_stock())["psychologist", "Band 7"]
    assert analyst_sentence(ahead, "Psychologists") == (
        "Psychologists get past Band 7 more often than others: 42 of the 62 at that level or above "
        "are above it, against 211 of 556 in the other clinical professions (odds 3.43 times "
        f"theirs, 95% interval 1.97 to 6.10). {FIRM}"
    )


def test_full_time_equivalents_are_named_as_the_evidence(finding):
    assert analyst_sentence(replace(finding, grade="D"), AHPS).endswith(
        "Evidence grade D: one table of full-time equivalents, read as if it were headcount. A "
        "headcount table would firm it up."
    )


def test_a_ratio_without_an_upper_end_is_said_in_words():
    finding = findings_of(worked_stock())["nurse", "Band 8b+"]
    said = analyst_sentence(finding, "Nurses")
    assert "(odds with no upper end beside theirs, 95% interval 0.48 to no upper end)" in said


def test_an_interval_from_nought_is_said_with_two_digits(finding):
    open_below = replace(finding, cor=Ratio(0.0, None, 2.5))
    assert "(odds 0.00 times theirs, 95% interval 0.00 to 2.50)" in analyst_sentence(
        open_below, AHPS
    )


def test_one_person_is_singular_and_thousands_have_commas(finding):
    one = labelled(finding, "not_labelled", at=1)
    assert "1 person;" in analyst_sentence(one, AHPS)
    many = labelled(finding, "structural", at=12431, above=0)
    assert "(12,431 people at this level)" in analyst_sentence(many, AHPS)


def test_withheld_says_neither_label_nor_number(finding):
    assert withheld_sentence(finding, AHPS) == (
        f"{AHPS}, Band 8a: withheld, as it could tell about individual people."
    )


# Every sentence with a ratio shows n, interval and grade; one for sharing shows no number at all


def every_finding() -> list[Finding]:
    steady = stock_of(
        {"nurse": (5000, 2500, 1250, 694, 371, 185), "ahp": (1250, 469, 187, 65, 23, 6)}
    )
    ended = worked_stock(closed=frozenset({("ahp", "Band 8a")}))
    return [f for stock in (worked_stock(), steady, ended) for f in findings_of(stock).values()]


def test_every_analyst_sentence_with_a_ratio_shows_n_interval_and_grade():
    with_a_ratio = 0
    for finding in every_finding():
        said = analyst_sentence(finding, "Nurses")
        assert re.search(r"\d+ (of the|at that level|people|person)", said.replace(",", ""))
        if "odds" in said:
            with_a_ratio += 1
            n = finding.at + finding.above
            rest = finding.reference_at + finding.reference_above
            assert f"{finding.above:,} of the {n:,} at that level or above" in said
            assert f"{finding.reference_above:,} of {rest:,} in the other" in said
            assert "95% interval" in said
            assert f"Evidence grade {finding.grade}" in said
        else:
            assert finding.label in ("not_labelled", "structural", "too_few")
    assert with_a_ratio > 20


def test_no_sentence_for_sharing_shows_a_figure():
    for finding in every_finding():
        for said in (protected_sentence(finding, "Nurses"), withheld_sentence(finding, "Nurses")):
            assert not re.search(r"\d", said.replace(finding.level, ""))


def test_the_interval_said_is_the_one_computed():
    assert load_settings().interval_level == 0.95


def test_a_ceiling_that_one_view_of_the_ladder_does_not_show_says_so(finding):
    flipped = labelled(finding, "possible", caveats=(FLIPPED,))
    assert analyst_sentence(flipped, AHPS) == (
        f"{AHPS} may stop at Band 8a: {COUNTED}. Evidence grade C. {FLIPPED}"
    )
    assert protected_sentence(flipped, AHPS) == f"{AHPS} may stop at Band 8a. {FLIPPED}"
