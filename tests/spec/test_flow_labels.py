"""What each label means when careers stand behind it: promotions and months at risk in, label out.

Nurses are promoted from every level at 1 in 100 person-months unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from builders.flows import labels_of_flows, ladders_of_flows, settings, steps_of_flows
from builders.histories import BANDS, VOCABULARY, drawn_histories
from wardtoboard.ceilings.classify import FLAGS
from wardtoboard.ceilings.flows import find_in_careers

NURSES = [(40_000, 400, 300)] * 5
SAME = (4_000, 40, 30)


def ahps(*rows: tuple[int, int, int]) -> dict[str, list[tuple[int, int, int]]]:
    return {"nurse": NURSES, "ahp": list(rows)}


# Ceiling: firm, material, worse than the steps below it, and the worst of these


def test_ceiling():
    labels = labels_of_flows(ahps(SAME, SAME, SAME, (4_000, 10, 30), SAME))
    assert labels["Band 8a"] == "ceiling"
    assert labels["Band 5"] == labels["Band 8b"] == "not_labelled"


def test_a_lesser_shortfall_at_another_step_is_possible():
    labels = labels_of_flows(ahps(SAME, SAME, (4_000, 20, 30), (4_000, 6, 30), SAME))
    assert labels["Band 8a"] == "ceiling"
    assert labels["Band 7"] == "possible"


# Sticky floor: the lowest level above entry is firm and none higher is worse


def test_sticky_floor():
    labels = labels_of_flows(ahps(SAME, (4_000, 10, 30), SAME, SAME, SAME))
    assert labels["Band 6"] == "sticky_floor"


# Uniform drag: firm over all steps together, and alike at each


def test_uniform_drag():
    labels = labels_of_flows(ahps(*[(2_000, 13, 30)] * 5))
    assert {labels[level] for level in ("Band 6", "Band 7", "Band 8a")} == {"uniform_drag"}


# Possible: likely, not firm


def test_possible():
    (step,) = [s for s in steps_of_flows(POSSIBLE)["ahp"] if s.level == "Band 8a"]
    assert labels_of_flows(POSSIBLE)["Band 8a"] == "possible"
    assert step.p > 0.05
    assert step.chances[0] >= 0.80


POSSIBLE = ahps(SAME, SAME, SAME, (700, 3, 5), SAME)


# No material gap: the whole interval inside the band


def test_no_material_gap_needs_the_whole_interval_inside_the_band():
    labels = labels_of_flows(ahps(*[(40_000, 400, 300)] * 5))
    assert labels["Band 7"] == "no_material_gap"


def test_the_same_ratio_from_fewer_months_is_inconclusive():
    assert labels_of_flows(ahps(*[SAME] * 5))["Band 7"] == "inconclusive"


# Too few: fewer than ten people ever at risk, or too few promotions to show a shortfall


def test_fewer_than_ten_people_are_too_few():
    rows = ahps(SAME, SAME, SAME, (4_000, 10, 30), SAME)
    assert labels_of_flows(rows, people=9)["Band 8a"] == "too_few"
    assert labels_of_flows(rows, people=10)["Band 8a"] == "ceiling"


def test_too_few_promotions_to_show_a_shortfall_are_too_few():
    # 2,000 of 42,000 months and 60 promotions: nobody promoted has a p of 0.0535; of 63, 0.0463.
    few = {"nurse": [*NURSES[:3], (40_000, 60, 9), NURSES[4]], "ahp": [SAME] * 5}
    few["ahp"][3] = (2_000, 0, 9)
    assert labels_of_flows(few)["Band 8a"] == "too_few"
    few["nurse"][3] = (40_000, 63, 9)
    assert labels_of_flows(few)["Band 8a"] == "possible"


# The edge of the band is exact


@pytest.mark.parametrize(("promoted", "is_material"), [(320, True), (321, False)])
def test_a_ratio_of_exactly_four_fifths_is_material(promoted, is_material):
    flows = {"nurse": [(40_000, 400, 30)] * 5, "ahp": [(40_000, promoted, 30)] * 5}
    assert steps_of_flows(flows)["ahp"][2].is_material is is_material


# The family of tests is what could be tested


def test_q_counts_only_the_steps_that_could_be_tested():
    ladders = ladders_of_flows(ahps(SAME, SAME, SAME, (4_000, 10, 30), (5, 0, 0)))
    for ladder in ladders.values():
        for item in ladder.labelled:
            assert (item.step.q is not None) is item.step.is_testable


# Careers from end to end

USUAL = (0.20, 0.16, 0.13, 0.11, 0.09, 0.0)
STAFF = {
    "nurse": (400, 300, 200, 120, 60, 20),
    "ahp": (200, 150, 120, 100, 30, 10),
    "pharmacist": (80, 70, 60, 40, 20, 5),
}


def findings_of_careers(promoted, seed, left=lambda p, k: 0.10, staff=STAFF):
    careers = drawn_histories(staff, promoted, left, seed=seed, part_time=0.3)
    (found,) = find_in_careers(careers, VOCABULARY, settings()).findings
    return {(one.finding.profession, one.finding.level): one for one in found}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_planted_ceiling_is_found(seed):
    def promoted(profession, level):
        blocked = profession == "ahp" and BANDS[sorted(BANDS)[level]] == "Band 8a"
        return USUAL[level] * (0.25 if blocked else 1.0)

    one = findings_of_careers(promoted, seed)["ahp", "Band 8a"]
    assert one.finding.label == "ceiling"
    assert one.finding.grade in ("A", "B")
    assert one.flows.hazard_ratio.low < 0.25 < one.flows.hazard_ratio.high


def test_careers_without_a_ceiling_are_seldom_flagged():
    flagged = 0
    for seed in range(20):
        found = findings_of_careers(lambda p, k: USUAL[k], 100 + seed)
        flagged += any(one.finding.label in FLAGS for one in found.values())
    assert flagged <= 2
