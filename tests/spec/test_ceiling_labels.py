"""What each label means, by example: a profession's ladder in, what is said of each level out.

Unless a test says otherwise nurses climb with odds of 1 at every step up to Band 7, 0.8 past
Band 8a and 0.5 past Band 8b, and everyone enters at Band 5.
"""

from __future__ import annotations

from datetime import date

import pytest

from builders.stocks import (
    LEVELS,
    body_of,
    findings_in,
    findings_of,
    ladders_of,
    steps_of,
    stock_of,
    worked_stock,
)
from reference.plain_statistics import WORKED_TABLE
from wardtoboard.ceilings import (
    FLAGS,
    WORTH_COMPARING,
    Prior,
    analyst_sentence,
    build_body,
    gather_people,
    protected_sentence,
)
from wardtoboard.ceilings.classify import _costliest_step
from wardtoboard.staff import Post, StaffRow, StaffTable

NURSES = (5000, 2500, 1250, 694, 371, 185)
THREE = ("Band 5", "Band 6", "Band 7")
DAY = date(2026, 3, 31)


def labels(*staff: int, nurses: tuple[int, ...] = NURSES) -> dict[str, str]:
    """The labels of the allied health professions beside nurses, by level."""
    found = findings_of(stock_of({"nurse": nurses, "ahp": staff}))
    return {level: f.label for (profession, level), f in found.items() if profession == "ahp"}


# Ceiling: firm, material, worse than the steps below it, and the worst of these


def test_ceiling():
    assert labels(1000, 500, 400, 71, 19, 10)["Band 7"] == "ceiling"


def test_a_lesser_shortfall_at_another_step_is_possible():
    found = findings_of(stock_of({"nurse": NURSES, "ahp": (1000, 500, 400, 71, 19, 10)}))
    other = found["ahp", "Band 8a"]
    assert other.label == "possible"
    assert other.q < 0.10
    assert any(said.startswith("There is a shortfall at this step too") for said in other.caveats)


def test_the_lowest_ratio_and_the_step_that_costs_most_may_be_two_ceilings():
    stock = stock_of({"nurse": NURSES, "ahp": (1000, 571, 330, 79, 13, 7)})
    found = findings_of(stock)
    assert found["ahp", "Band 7"].cor.value < found["ahp", "Band 8a"].cor.value
    assert stock.levels[_costliest_step(steps_of(stock)["ahp"])] == "Band 8a"
    assert found["ahp", "Band 7"].label == found["ahp", "Band 8a"].label == "ceiling"


def test_the_step_that_costs_most_is_found_though_the_profession_sits_on_the_board():
    # Nobody is above the board, so as a step it would make every product nought.
    stock = stock_of({"nurse": NURSES, "ahp": (1000, 571, 330, 79, 13, 7)})
    assert stock.counts[stock.row("ahp"), stock.top] > 0
    assert _costliest_step(steps_of(stock)["ahp"]) == 3


def test_a_firm_shortfall_no_worse_than_below_is_not_a_ceiling():
    found = labels(1333, 417, 167, 42, 27, 14)
    assert found["Band 6"] == found["Band 7"] == "possible"


# Sticky floor: the lowest level above entry is firm and none higher is worse


def test_sticky_floor():
    found = labels(200, 240, 40, 20, 10, 1, nurses=(1000, 500, 250, 125, 60, 5))
    assert found["Band 6"] == "sticky_floor"


def test_a_worse_step_higher_up_makes_it_no_sticky_floor():
    assert labels(1000, 571, 330, 79, 13, 7)["Band 6"] == "possible"


def test_the_floor_is_counted_from_the_professions_own_entry():
    staff = {"nurse": NURSES, "psychologist": (0, 1000, 800, 120, 50, 30)}
    found = findings_of(stock_of(staff))
    assert found["psychologist", "Band 6"].label == "not_labelled"
    assert found["psychologist", "Band 7"].label == "sticky_floor"


# Uniform drag: firm over all steps together, and alike at each


def test_uniform_drag():
    found = labels(1250, 469, 187, 65, 23, 6)
    assert {found[level] for level in LEVELS[1:5]} == {"uniform_drag"}


def test_steps_that_differ_are_not_uniform_drag():
    ladder = ladders_of(stock_of({"nurse": NURSES, "ahp": (1333, 417, 167, 42, 27, 14)}))["ahp"]
    assert ladder.heterogeneity.p < 0.10
    assert ladder.drag_q < 0.10
    assert "uniform_drag" not in {item.label for item in ladder.labelled}


def test_one_testable_step_cannot_be_alike_all_the_way_up():
    counts = {"nurse": (500, 400, 300), "ahp": (0, 90, 10)}
    ladder = ladders_of(stock_of(counts, levels=THREE))["ahp"]
    assert ladder.heterogeneity.df == 0
    assert ladder.drag_q is None
    assert ladder.labelled[0].label == "sticky_floor"


# Possible: likely, not firm


def test_possible():
    finding = findings_of(worked_stock())["healthcare_scientist", "Band 8a"]
    assert finding.label == "possible"
    assert finding.chances[0] >= 0.80
    assert finding.q > 0.10


def test_the_first_prior_spread_decides_and_peers_may_replace_it():
    key = ("healthcare_scientist", "Band 8a")
    narrow = findings_of(worked_stock(), priors={key: Prior(0.0, 0.5)})[key]
    assert narrow.label == "inconclusive"
    assert narrow.chances[0] == pytest.approx(narrow.chances[1])
    assert narrow.chances[0] < 0.80


# No material gap: the whole interval inside the band


def test_no_material_gap_needs_the_whole_interval_inside_the_band():
    found = findings_of(stock_of({"nurse": NURSES, "ahp": (1000, 500, 250, 139, 74, 37)}))
    finding = found["ahp", "Band 6"]
    assert finding.label == "no_material_gap"
    assert 0.80 < finding.cor.low < finding.cor.high < 1.25


def test_the_same_ratio_from_fewer_people_is_inconclusive():
    found = findings_of(stock_of({"nurse": NURSES, "ahp": (100, 50, 25, 14, 7, 4)}))
    finding = found["ahp", "Band 6"]
    assert finding.cor.value == pytest.approx(1.0, abs=0.01)
    assert finding.label == "inconclusive"


def test_doing_better_than_the_rest_is_inconclusive_and_not_a_stop():
    finding = findings_of(worked_stock())["psychologist", "Band 7"]
    assert finding.label == "inconclusive"
    assert finding.cor.low > 1


# Equal rates are never a ceiling


@pytest.mark.parametrize(
    ("focus", "rest", "p"), [((40, 4), (40, 4), 1.0), ((40, 10), (80, 20), 0.98905)]
)
def test_equal_rates_are_never_a_ceiling(focus, rest, p):
    counts = {"ahp": (20, *focus), "nurse": (20, *rest)}
    finding = findings_of(stock_of(counts, levels=THREE))["ahp", "Band 6"]
    assert finding.cor.value == 1.0
    assert finding.p == pytest.approx(p, abs=5e-6)
    assert finding.label not in WORTH_COMPARING


# The edge of the band is exact


@pytest.mark.parametrize(("above", "label"), [(1200, "sticky_floor"), (1201, "inconclusive")])
def test_a_ratio_of_exactly_four_fifths_is_material(above, label):
    counts = {"ahp": (2000, 2000, above), "nurse": (4000, 4000, 3000)}
    stock = stock_of(counts, levels=THREE)
    finding = findings_of(stock)["ahp", "Band 6"]
    assert finding.q < 0.10
    assert steps_of(stock)["ahp"][1].is_material is (above == 1200)
    assert finding.label == label


def test_floating_point_would_put_four_fifths_on_the_wrong_side():
    assert (3 / 5) / (30 / 40) < 0.8
    counts = {"ahp": (20, 50, 30), "nurse": (20, 40, 30)}
    assert steps_of(stock_of(counts, levels=THREE))["ahp"][1].is_material


# Too few


def test_fewer_than_ten_at_or_above_are_too_few():
    counts = {"nurse": (500, 400, 300), "ahp": (50, 9, 0), "pharmacist": (50, 10, 0)}
    found = findings_of(stock_of(counts, levels=THREE))
    assert found["ahp", "Band 6"].label == "too_few"
    assert found["pharmacist", "Band 6"].label == "sticky_floor"


def test_margins_that_could_not_show_a_disadvantage_are_too_few():
    found = findings_of(worked_stock())["psychologist", "Band 8b+"]
    assert found.at + found.above >= 10
    assert found.label == "too_few"


def test_margins_that_can_just_show_a_disadvantage_are_tested():
    # The smallest p of these margins is exactly 1/20, which floating point may overshoot.
    found = findings_of(stock_of({"ahp": (20, 12, 0), "nurse": (20, 2, 2)}, levels=THREE))
    assert found["ahp", "Band 6"].p == pytest.approx(0.05)
    assert found["ahp", "Band 6"].q is not None


def test_nobody_to_compare_with_is_too_few():
    found = findings_of(stock_of({"nurse": (500, 400, 300)}, levels=THREE))["nurse", "Band 6"]
    assert found.label == "too_few"
    assert found.p is None
    assert found.cor.value is None


# Structural: no funded post above is open to the profession


def _establishment(*ends: tuple[str, str]) -> tuple[Post, ...]:
    return tuple(
        Post("X1ZZ", f"{profession}-{level}", level, frozenset({profession}), None, True)
        for profession, level in ends
    )


def _worked_people(posts: tuple[Post, ...]):
    levels = (*LEVELS[:4], "Band 8b", "Board")
    rows = tuple(
        StaffRow("X1ZZ", DAY, profession, level, count, None)
        for profession, staff in WORKED_TABLE.items()
        for level, count in zip(levels, staff, strict=True)
    )
    (people,) = gather_people(
        StaffTable(rows, (), False, len(rows), ()), fte_as_headcount=False, posts=posts
    )
    return people


def test_a_ladder_that_ends_is_structural():
    posts = _establishment(
        ("nurse", "Board"), ("ahp", "Band 8a"), ("pharmacist", "Band 8b"), ("psychologist", "Board")
    )
    found = findings_in(build_body(_worked_people(posts)))
    finding = found["ahp", "Band 8a"]
    assert finding.label == "structural"
    assert finding.q is None
    assert finding.p is None
    assert found["pharmacist", "Band 8a"].label != "structural"
    assert found["pharmacist", "Band 8b"].label == "structural"


def test_a_profession_whose_ladder_has_ended_leaves_the_reference():
    closed = frozenset({("ahp", "Band 8a"), ("ahp", "Band 8b+")})
    found = findings_of(worked_stock(closed=closed))
    nurses = found["nurse", "Band 8a"]
    assert (nurses.reference_at, nurses.reference_above) == (16 + 20 + 30, 4 + 3 + 12)
    assert found["nurse", "Band 7"].reference_at == 80 + 25 + 40 + 20


def test_posts_open_to_anyone_keep_every_ladder_open():
    posts = (Post("X1ZZ", "chief", "Board", frozenset({"any"}), None, False),)
    found = findings_in(build_body(_worked_people(posts)))
    assert all(finding.label != "structural" for finding in found.values())
    assert found["ahp", "Band 8a"].label == "ceiling"


def test_without_an_establishment_we_say_that_we_cannot_tell():
    found = findings_of(worked_stock())["ahp", "Band 8a"]
    assert any("Without an establishment table" in said for said in found.caveats)
    held = findings_in(body_of(worked_stock(), has_establishment=True))["ahp", "Band 8a"]
    assert not any("Without an establishment table" in said for said in held.caveats)


# Not labelled


def test_entry_levels_and_levels_below_entry_are_not_labelled():
    counts = {"nurse": NURSES, "ahp": NURSES, "psychologist": (30, 1000, 500, 100, 50, 30)}
    found = findings_of(stock_of(counts))
    assert found["nurse", "Band 5"].label == "not_labelled"
    assert found["nurse", "Band 5"].q is not None
    assert found["psychologist", "Band 5"].label == "not_labelled"
    assert found["psychologist", "Band 5"].p is None
    assert found["psychologist", "Band 6"].label == "not_labelled"


def test_people_below_a_professions_entry_are_not_in_the_reference():
    counts = {"nurse": (500, 400, 300), "psychologist": (30, 60, 40)}
    found = findings_of(stock_of(counts, levels=THREE))
    assert found["nurse", "Band 5"].reference_at + found["nurse", "Band 5"].reference_above == 0
    assert found["nurse", "Band 6"].reference_at == 60


def test_the_top_is_not_labelled():
    found = findings_of(worked_stock())["nurse", "Board"]
    assert (found.label, found.position, found.p) == ("not_labelled", None, None)


# Where on its own ladder a step lies


def test_positions_are_thirds_of_the_professions_own_ladder():
    found = findings_of(stock_of({"nurse": NURSES, "psychologist": (0, 100, 50, 25, 10, 5)}))
    where = {key: finding.position for key, finding in found.items()}
    assert [where["nurse", level] for level in LEVELS] == [
        "floor",
        "floor",
        "mid-level bottleneck",
        "ceiling",
        "ceiling",
        None,
    ]
    # Three steps above entry: 1/3 of the way is the middle, 2/3 the top.
    assert [where["psychologist", level] for level in LEVELS[1:]] == [
        "floor",
        "mid-level bottleneck",
        "ceiling",
        "ceiling",
        None,
    ]


def test_a_ladder_of_one_step_has_no_thirds():
    found = findings_of(stock_of({"nurse": (5, 6), "ahp": (7, 8)}, levels=THREE[:2]))
    assert {finding.position for finding in found.values()} == {None}


# How good the evidence is


def test_one_headcount_table_is_grade_c_and_says_what_it_cannot_tell():
    finding = findings_of(worked_stock())["ahp", "Band 8a"]
    assert finding.grade == "C"
    assert any(said.startswith("One headcount table") for said in finding.caveats)


def test_full_time_equivalents_are_grade_d_and_say_so_at_every_level():
    found = findings_of(worked_stock(), grade="D")
    assert {finding.grade for finding in found.values()} == {"D"}
    assert all("Full-time equivalents" in finding.caveats[0] for finding in found.values())


# A flag that depends on where doctors are placed is only possible


SENIOR = ("Band 8c", "Band 8d", "Band 9")
CLIMB = {"nurse": (200, 60, 15), "ahp": (60, 48, 12), "doctor": (0, 5, 60)}


def test_a_flag_that_flips_with_the_ladder_is_called_possible():
    stock = stock_of(CLIMB, levels=SENIOR, entry={"doctor": "Band 8d"})
    assert findings_of(stock)["ahp", "Band 8d"].label == "sticky_floor"
    doctors = {"scope": {("doctor", "Band 8d"): 5, ("doctor", "Band 9"): 60}, "afc": {}}
    found = findings_in(body_of(stock, doctors_by_view=doctors))["ahp", "Band 8d"]
    assert found.label == "possible"
    (ladder,) = [one for one in found.sensitivities if one.name == "ladder"]
    assert ladder.high == pytest.approx((12 / 48) / (15 / 60))
    assert any("One way of placing doctors" in said for said in found.caveats)


def test_a_flag_that_every_view_shows_stands():
    stock = stock_of(CLIMB, levels=SENIOR, entry={"doctor": "Band 8d"})
    doctors = {
        "scope": {("doctor", "Band 8d"): 5, ("doctor", "Band 9"): 60},
        "pay": {("doctor", "Band 8c"): 30, ("doctor", "Band 9"): 65},
    }
    found = findings_in(body_of(stock, doctors_by_view=doctors))["ahp", "Band 8d"]
    assert found.label == "sticky_floor"


# The absence of a flag is never "no ceiling"


def test_no_sentence_says_that_there_is_no_ceiling():
    stocks = [
        worked_stock(),
        stock_of({"nurse": NURSES, "ahp": (1000, 500, 250, 139, 74, 37)}),
        worked_stock(closed=frozenset({("ahp", "Band 8a")})),
    ]
    for stock in stocks:
        for finding in findings_of(stock).values():
            said = analyst_sentence(finding, "Nurses") + protected_sentence(finding, "Nurses")
            assert "no ceiling" not in said.lower()
            assert ("no evidence of" in said) == (finding.label == "no_material_gap")
            assert ("no material gap" in said) == (finding.label == "no_material_gap")


def test_inconclusive_says_that_it_rules_nothing_out():
    finding = findings_of(worked_stock())["pharmacist", "Band 8a"]
    assert finding.label not in FLAGS
    assert "do not rule one out" in protected_sentence(finding, "Pharmacists")
    assert analyst_sentence(finding, "Pharmacists").startswith("We cannot tell whether")
