"""The worked table: every figure printed for it, to the digits printed.

Five professions over six levels. The allied health professions stop at Band 8a; the three-tier
ratios of the workforce standards do not see it.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from builders.stocks import LEVELS, findings_of, ladders_of, stock_of, worked_stock
from reference.plain_statistics import WORKED_TABLE
from wardtoboard.ceilings import (
    REST,
    Body,
    Finding,
    describe,
    disparity_ratios,
    glass_ceiling_index,
    load_settings,
    share_out_shortfall,
)
from wardtoboard.ceilings.descriptions import tier_counts
from wardtoboard.inference import (
    benjamini_hochberg,
    firth_logistic,
    shrunken_odds_ratios,
    smallest_attainable_p,
)

AHP_8A = (4, 40, 63, 146)
BEYOND_8A = ("Band 5", "Band 6", "Band 7", "Band 8a")


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Finding]:
    return findings_of(worked_stock())


def to(digits: int, *figures: float | None) -> tuple[str, ...]:
    """Print figures to so many decimals, as the table does."""
    return tuple(f"{figure:.{digits}f}" for figure in figures if figure is not None)


# Allied health professions at Band 8a


def test_four_of_44_are_above_band_8a_against_63_of_209(found):
    finding = found["ahp", "Band 8a"]
    assert (finding.above, finding.at) == AHP_8A[:2]
    assert (finding.reference_above, finding.reference_at) == AHP_8A[2:]


def test_the_ratio_its_interval_and_its_p(found):
    finding = found["ahp", "Band 8a"]
    assert finding.cor.value == pytest.approx((4 / 40) / (63 / 146), rel=1e-15)
    assert to(4, finding.cor.value, finding.mle) == ("0.2317", "0.2328")
    assert to(4, finding.cor.low, finding.cor.high) == ("0.0683", "0.6319")
    assert to(5, finding.p) == ("0.00242",)
    assert to(4, finding.p_fisher) == ("0.0040",)


def test_q_is_over_the_20_testable_steps(found):
    tested = [finding for finding in found.values() if finding.q is not None]
    assert len(tested) == 20
    assert to(5, found["ahp", "Band 8a"].q) == ("0.00605",)


def test_q_over_all_24_steps_that_are_not_structural_would_be_larger(found):
    open_steps = [finding for finding in found.values() if finding.p is not None]
    assert len(open_steps) == 24
    q = benjamini_hochberg([finding.p for finding in open_steps])
    place = open_steps.index(found["ahp", "Band 8a"])
    assert to(4, q[place]) == ("0.0073",)


def test_firths_ratio_is_the_one_with_half_added_to_every_cell():
    design = np.repeat([[1, 1], [1, 1], [1, 0], [1, 0]], AHP_8A, axis=0)
    outcome = np.repeat([1, 0, 1, 0], AHP_8A)
    assert to(5, math.exp(firth_logistic(design, outcome).coefficients[1])) == ("0.25634",)


@pytest.mark.parametrize(
    ("level", "value", "mle", "low", "high", "p", "q", "adjacent"),
    [
        ("Band 5", "1.7996", "1.7990", "1.3997", "2.3233", "3.2e-06", "0.00002", "1.6653"),
        ("Band 6", "1.0354", "1.0354", "0.7820", "1.3712", "8.1e-01", "0.80817", "1.1579"),
        ("Band 7", "0.7500", "0.7503", "0.4957", "1.1269", "1.7e-01", "0.25301", "0.9760"),
        ("Band 8a", "0.2317", "0.2328", "0.0683", "0.6319", "2.4e-03", "0.00605", "0.2475"),
    ],
)
def test_the_ladder_of_the_allied_health_professions(
    found, level, value, mle, low, high, p, q, adjacent
):
    finding = found["ahp", level]
    assert to(4, finding.cor.value, finding.mle) == (value, mle)
    assert to(4, finding.cor.low, finding.cor.high) == (low, high)
    assert f"{finding.p:.1e}" == p
    assert to(5, finding.q) == (q,)
    assert to(4, finding.measures.adjacent_ratio) == (adjacent,)


def test_p_at_band_6_and_7_to_four_digits(found):
    assert to(4, found["ahp", "Band 6"].p, found["ahp", "Band 7"].p) == ("0.8082", "0.1681")


def test_four_at_band_8b_are_too_few(found):
    finding = found["ahp", "Band 8b+"]
    assert finding.label == "too_few"
    assert (finding.cor.value, finding.mle, finding.cor.low) == (0.0, 0.0, 0.0)
    assert to(2, finding.cor.high) == ("21.28",)
    assert to(4, finding.p) == ("0.7771",)
    assert finding.q is None
    assert finding.measures.adjacent_ratio == 0.0


# What is above Band 8a is worse than what is below it


def test_log_ratios_and_variances_of_the_testable_steps():
    steps = ladders_of(worked_stock())["ahp"].labelled
    logs = [math.log(item.step.value) for item in steps if item.step.is_testable]
    assert to(4, *logs) == ("0.5875", "0.0348", "-0.2877", "-1.4621")
    cells = [
        (s.at, s.above, s.at_reference, s.above_reference)
        for s in (item.step for item in steps)
        if s.is_testable
    ]
    variances = [sum(1 / cell for cell in four) for four in cells]
    assert to(4, *variances) == ("0.0167", "0.0204", "0.0435", "0.2977")


def test_band_8a_stands_out_from_the_steps_below_it():
    contrast = ladders_of(worked_stock())["ahp"].labelled[3].contrast
    assert to(4, contrast.difference) == ("-1.6923",)
    assert to(3, contrast.z) == ("-3.063",)
    pooled_below = math.log(AHP_8A[0] * AHP_8A[3] / (AHP_8A[1] * AHP_8A[2])) - contrast.difference
    assert to(4, pooled_below) == ("0.2302",)


def test_the_steps_are_not_alike():
    pooled = ladders_of(worked_stock())["ahp"].heterogeneity
    assert pooled.df == 3
    assert to(2, pooled.q) == ("25.08",)
    assert f"{pooled.p:.1e}" == "1.5e-05"


def test_so_band_8a_is_a_ceiling_of_grade_c(found):
    finding = found["ahp", "Band 8a"]
    assert (finding.label, finding.grade, finding.position) == ("ceiling", "C", "ceiling")


def test_psychologists_wrongly_kept_at_band_5_would_change_the_answer():
    wrong = worked_stock(entry={"psychologist": "Band 5"})
    assert to(4, findings_of(wrong)["ahp", "Band 5"].cor.value) == ("1.6777",)
    assert to(4, ladders_of(wrong)["ahp"].labelled[3].contrast.difference) == ("-1.6610",)


def test_a_logit_trend_says_the_same():
    sm = pytest.importorskip("statsmodels.api")
    steps = [item.step for item in ladders_of(worked_stock())["ahp"].labelled[:4]]
    outcome, design = [], []
    for place, step in enumerate(steps):
        level = [float(place == other) for other in range(4)]
        outcome += [(step.above, step.at), (step.above_reference, step.at_reference)]
        design += [[*level, 1.0, place - 1.5], [*level, 0.0, 0.0]]
    fit = sm.GLM(np.array(outcome), np.array(design), family=sm.families.Binomial()).fit()
    assert to(3, *fit.params[4:]) == ("-0.192", "-0.521")
    assert to(3, *fit.bse[4:]) == ("0.113", "0.103")
    assert f"{fit.pvalues[5]:.0e}" == "4e-07"


# The other professions


def test_healthcare_scientists_may_stop_at_band_8a(found):
    finding = found["healthcare_scientist", "Band 8a"]
    assert finding.label == "possible"
    assert to(4, finding.cor.value, finding.cor.low, finding.cor.high) == (
        "0.3891",
        "0.0896",
        "1.2495",
    )
    assert to(3, finding.p, finding.q) == ("0.124", "0.226")
    assert to(3, *finding.chances) == ("0.845", "0.695")


def test_we_cannot_tell_whether_pharmacists_stop_at_band_8a(found):
    finding = found["pharmacist", "Band 8a"]
    assert finding.label == "inconclusive"
    assert to(3, finding.cor.value, finding.chances[0]) == ("0.675", "0.583")


def test_no_psychologist_on_the_board_is_not_evidence(found):
    finding = found["psychologist", "Band 8b+"]
    assert finding.label == "too_few"
    assert (finding.above, finding.at) == (0, 12)
    assert (finding.reference_above, finding.reference_at) == (4, 51)
    assert finding.cor.low == 0.0
    assert to(2, finding.cor.high) == ("5.25",)


@pytest.mark.parametrize(
    ("profession", "level", "smallest"),
    [
        ("ahp", "Band 8b+", "0.777"),
        ("pharmacist", "Band 8b+", "0.777"),
        ("healthcare_scientist", "Band 8b+", "0.829"),
        ("psychologist", "Band 8b+", "0.445"),
    ],
)
def test_steps_that_could_not_show_a_disadvantage_are_not_tested(
    found, profession, level, smallest
):
    finding = found[profession, level]
    assert to(3, _smallest_p(finding)) == (smallest,)
    assert finding.label == "too_few"


@pytest.mark.parametrize(
    ("profession", "smallest"), [("healthcare_scientist", "0.0006"), ("pharmacist", "0.0016")]
)
def test_steps_that_could_show_a_disadvantage_are_tested(found, profession, smallest):
    finding = found[profession, "Band 8a"]
    assert to(4, _smallest_p(finding)) == (smallest,)
    assert finding.q is not None


def _smallest_p(finding: Finding) -> float:
    (smallest,) = smallest_attainable_p(
        finding.above, finding.at, finding.reference_above, finding.reference_at
    )
    return float(smallest)


def test_the_chances_behind_a_ceiling_are_shown_under_both_priors(found):
    finding = found["ahp", "Band 8a"]
    assert to(3, *finding.chances) == ("0.990", "0.953")
    wide = shrunken_odds_ratios(*AHP_8A, tau=1.0)
    assert to(3, wide.median[0], wide.low[0], wide.high[0]) == ("0.306", "0.119", "0.694")
    narrow = shrunken_odds_ratios(*AHP_8A, tau=0.5)
    # A coarse grid gave .468 (.239 to .874); the slow twin agrees with the third digit here.
    assert to(3, narrow.median[0], narrow.low[0], narrow.high[0]) == ("0.467", "0.239", "0.875")


# Other ways to look, and what they miss


def test_against_nurses_alone_the_odds_are_two_elevenths(found):
    (against,) = found["ahp", "Band 8a"].comparisons
    assert against.reference == "nurse"
    assert against.cor.value == pytest.approx(2 / 11, rel=1e-15)
    # The upper limit is .51146, which a coarser solution printed as .5114.
    assert to(4, against.cor.low, against.cor.high) == ("0.0528", "0.5115")
    assert to(4, against.p) == ("0.0005",)


def test_three_tiers_miss_it():
    ratios = disparity_ratios((100, 200, 44), (600, 600, 124))
    assert ratios["lower_to_middle"] == 0.5
    assert to(3, ratios["middle_to_upper"]) == ("0.939",)
    assert all(ratio < 1.25 for ratio in ratios.values())


def test_every_profession_is_described_beside_nurses():
    stock = worked_stock()
    body = Body("X1ZZ", "2026-03-31", stock, None)
    by_profession = {one.profession: one for one in describe(body)}
    ahp = by_profession["ahp"]
    assert tier_counts(stock, "ahp") == (100, 200, 44)
    assert (ahp.lower_to_middle, to(3, ahp.middle_to_upper)) == (0.5, ("0.939",))
    assert to(3, ahp.glass_ceiling_index) == ("2.862",)
    assert by_profession["psychologist"].lower_to_middle is None
    assert describe(body, against="dentist") == ()


def test_the_glass_ceiling_index():
    everyone = np.sum(list(WORKED_TABLE.values()), axis=0)
    index = glass_ceiling_index(np.array(WORKED_TABLE["ahp"]), everyone, 2)
    assert index == pytest.approx((344 / 2013) / (4 / 67), rel=1e-15)
    assert to(3, index) == ("2.862",)


# Which step costs most


def test_the_shortfall_above_band_8a_shared_out_among_the_steps():
    shortfall = share_out_shortfall(worked_stock(), "ahp", "Band 8a", "nurse", load_settings(), 1)
    assert to(3, shortfall.expected, shortfall.shortfall) == ("11.432", "7.432")
    assert shortfall.actual == pytest.approx(4.0, abs=1e-12)
    assert tuple(stage.level for stage in shortfall.stages) == BEYOND_8A
    contributions = [stage.contribution for stage in shortfall.stages]
    assert to(3, *contributions) == ("-2.182", "-1.056", "0.619", "10.052")
    assert sum(contributions) == pytest.approx(shortfall.shortfall, abs=1e-12)


def test_the_chances_of_getting_past_each_step():
    focus, nurse = (_chances(WORKED_TABLE[one]) for one in ("ahp", "nurse"))
    assert to(4, *focus) == ("0.7093", "0.5082", "0.3548", "0.0909")
    assert to(4, *nurse) == ("0.5468", "0.4475", "0.3827", "0.3548")


def test_a_log_mean_split_agrees_about_the_sum():
    focus, nurse = (_chances(WORKED_TABLE[one]) for one in ("ahp", "nurse"))
    actual, expected = 344 * math.prod(focus), 344 * math.prod(nurse)
    mean = (expected - actual) / math.log(expected / actual)
    split = [mean * math.log(r / p) for p, r in zip(focus, nurse, strict=True)]
    assert to(3, *split) == ("-1.841", "-0.900", "0.535", "9.638")


def _chances(staff: tuple[int, ...]) -> list[float]:
    return [sum(staff[k + 1 :]) / sum(staff[k:]) for k in range(4)]


def test_the_shortfall_on_the_board_comes_with_a_warning():
    shortfall = share_out_shortfall(worked_stock(), "ahp", "Band 8b+", "nurse", load_settings(), 1)
    assert to(4, shortfall.expected) == ("1.0393",)
    assert shortfall.actual == 0.0
    contributions = [stage.contribution for stage in shortfall.stages]
    assert to(3, *contributions) == ("-0.118", "-0.056", "0.032", "0.433", "0.748")
    assert any("Only about 1.0 people would be expected" in said for said in shortfall.caveats)


def test_the_step_that_costs_most_is_named_with_its_chance():
    shortfall = share_out_shortfall(worked_stock(), "ahp", "Band 8a", REST, load_settings(), 1)
    worst = max(shortfall.stages, key=lambda stage: stage.contribution)
    assert worst.level == "Band 8a"
    assert worst.chance_largest > 0.95
    assert worst.low < worst.contribution < worst.high


# Why this ratio and not the ratio of neighbouring levels


def test_a_block_higher_up_looks_like_an_advantage_to_the_adjacent_ratio_only():
    levels = ("Band 6", "Band 7", "Band 8a")
    steady = stock_of({"nurse": (9000, 5000, 4000), "ahp": (3000, 2500, 500)}, levels=levels)
    found = findings_of(steady)
    lower, upper = found["ahp", "Band 6"], found["ahp", "Band 7"]
    assert (lower.cor.value, upper.cor.value) == (1.0, 0.25)
    assert lower.measures.adjacent_ratio == pytest.approx(1.5, rel=1e-12)
    assert upper.measures.adjacent_ratio == pytest.approx(0.25, rel=1e-12)


def test_every_level_that_holds_anyone_has_a_finding(found):
    held = {
        (profession, level)
        for profession, staff in WORKED_TABLE.items()
        for level, count in zip(LEVELS, staff, strict=True)
        if count
    }
    assert set(found) == held
