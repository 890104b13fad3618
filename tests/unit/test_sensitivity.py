"""What would change the answer: ladder, growth, people of unknown background, reserved seats."""

from __future__ import annotations

import math
from itertools import product

import pytest

from builders.stocks import body_of, findings_in, ladders_of, steps_of, stock_of, worked_stock
from wardtoboard.ceilings import load_settings
from wardtoboard.ceilings.findings import Sensitivity
from wardtoboard.ceilings.sensitivity import (
    downgrade_if_flipped,
    growth_sensitivity,
    ladder_sensitivity,
    seats_sensitivity,
    unknown_background_sensitivity,
)

SENIOR = ("Band 8c", "Band 8d", "Band 9", "Board")
THREE = ("Band 5", "Band 6", "Band 7")
SETTINGS = load_settings()


def step_in(stock, profession, level):
    return next(step for step in steps_of(stock)[profession] if step.level == level)


def senior_stock(**more):
    counts = {
        "nurse": (100, 40, 10, 2),
        "ahp": (50, 24, 6, 0),
        "doctor": (0, 12, 8, 1),
        "dentist": (0, 0, 3, 0),
    }
    entry = {"doctor": "Band 8d", "dentist": "Band 9"}
    return stock_of(counts, levels=SENIOR, entry=entry, **more)


def ladder(profession, level, views, stock=None, order=SENIOR):
    stock = stock or senior_stock()
    return ladder_sensitivity(step_in(stock, profession, level), stock, order, views, SETTINGS)


# Doctors elsewhere on the ladder


def test_without_doctors_the_ratio_is_against_agenda_for_change_staff_alone():
    found = ladder("ahp", "Band 8d", {"afc": {}})
    assert found.low == found.high == pytest.approx((6 / 24) / (12 / 40))
    assert found.says == "With no doctors at all the ratio is 0.83."
    assert found.changes_the_answer


def test_doctors_placed_by_pay_join_where_the_lowest_of_them_is_compared():
    by_pay = {("doctor", "Band 8c"): 60, ("doctor", "Band 9"): 120, ("dentist", "Band 9"): 3}
    at_8d = ladder("ahp", "Band 8d", {"pay": by_pay})
    assert at_8d.low == pytest.approx((6 / 24) / ((12 + 120) / 40))
    at_8c = ladder("ahp", "Band 8c", {"pay": by_pay})
    assert at_8c.low == pytest.approx((30 / 50) / ((52 + 120) / (100 + 60)))
    assert at_8d.says == "With doctors placed by pay the ratio is 0.08."
    assert not at_8d.changes_the_answer


def test_each_of_doctors_and_dentists_joins_at_its_own_lowest_level():
    by_pay = {("doctor", "Band 8d"): 12, ("dentist", "Board"): 5}
    found = ladder("ahp", "Band 8d", {"pay": by_pay})
    assert found.low == pytest.approx((6 / 24) / (12 / (40 + 12)))


def test_doctors_at_levels_that_nobody_else_holds_still_count():
    stock = stock_of({"nurse": (100, 40, 12), "ahp": (50, 24, 6)}, levels=SENIOR[:3])
    by_pay = {("doctor", "Band 8c"): 1, ("doctor", "VSM"): 9}
    order = (*SENIOR[:3], "VSM", "Board")
    found = ladder("ahp", "Band 8d", {"pay": by_pay}, stock, order)
    assert found.low == pytest.approx((6 / 24) / ((12 + 9) / 40))


def test_a_level_below_all_doctors_is_not_changed_by_them():
    views = {"scope": {("doctor", "Band 8d"): 12}, "pay": {("doctor", "Band 9"): 20}, "afc": {}}
    assert ladder("ahp", "Band 8c", views) is None


def test_no_other_view_changes_nothing():
    assert ladder("ahp", "Band 8d", {}) is None
    scope = {("doctor", "Band 8d"): 12, ("doctor", "Band 9"): 8, ("doctor", "Board"): 1}
    assert ladder("ahp", "Band 8d", {"scope": scope, "pay": scope}) is None


def test_doctors_own_ladder_is_not_set_beside_other_placings_of_them():
    assert ladder("doctor", "Band 9", {"afc": {}}) is None
    assert ladder("dentist", "Band 9", {"afc": {}}) is None


def test_a_view_in_which_nobody_else_is_above_changes_the_answer():
    counts = {"nurse": (40, 30, 0), "ahp": (40, 30, 2), "doctor": (0, 3, 30)}
    stock = stock_of(counts, levels=SENIOR[:3], entry={"doctor": "Band 8d"})
    by_pay = {("doctor", "Band 8d"): 3, ("doctor", "Band 9"): 90}
    found = ladder("ahp", "Band 8d", {"pay": by_pay, "afc": {}}, stock)
    assert found.says == (
        "With doctors placed by pay the ratio is 0.02; with no doctors at all nobody else is above "
        "it."
    )
    assert found.low == pytest.approx((2 / 30) / (90 / 33))
    assert found.high is None
    assert found.changes_the_answer
    alone = ladder("ahp", "Band 8d", {"afc": {}}, stock)
    assert (alone.low, alone.high) == (None, None)


def test_professions_whose_ladder_has_ended_stay_out_of_every_view():
    stock = senior_stock(closed=frozenset({("nurse", "Band 8d")}))
    found = ladder("ahp", "Band 8d", {"afc": {}}, stock)
    assert found.changes_the_answer
    assert (found.low, found.high) == (None, None)


def test_a_flip_takes_nothing_from_a_finding_that_is_not_a_flag():
    item = ladders_of(worked_stock())["healthcare_scientist"].labelled[3]
    flip = Sensitivity("ladder", "", 0.9, 0.9, changes_the_answer=True)
    assert item.label == "possible"
    assert downgrade_if_flipped(item, flip) is item
    assert downgrade_if_flipped(item, None) is item


# Growth


def test_a_tier_growing_by_half_of_what_leaves_holds_two_thirds():
    # Promotions .08 and leaving .10 a year: odds .8 when steady, .533 while growing by .05.
    counts = {"nurse": (50, 1000, 800), "ahp": (50, 1500, 800)}
    step = step_in(stock_of(counts, levels=THREE), "ahp", "Band 6")
    assert step.value == pytest.approx(0.08 / 0.15 / 0.8)
    found = growth_sensitivity(step, SETTINGS)
    assert (found.low, found.high) == (step.value, pytest.approx(1.0))
    assert found.says == (
        "If its senior posts were growing by 5% a year, with 10% leaving, the ratio once steady "
        "would be 1.00."
    )
    assert found.changes_the_answer


def test_growth_cannot_explain_a_ratio_that_low():
    found = growth_sensitivity(step_in(worked_stock(), "ahp", "Band 8a"), SETTINGS)
    assert found.high == pytest.approx(1.5 * 0.2317, abs=1e-4)
    assert not found.changes_the_answer


def test_growth_says_nothing_of_a_ratio_without_end():
    step = step_in(worked_stock(), "nurse", "Band 8b+")
    assert math.isinf(step.value)
    assert growth_sensitivity(step, SETTINGS) is None


# Managers of unknown background


def unknown_bounds(counts, at, above):
    stock = stock_of(counts, levels=THREE)
    people = {"Band 6": at, "Band 7": above}
    return unknown_background_sensitivity(step_in(stock, "ahp", "Band 6"), THREE, people, SETTINGS)


@pytest.mark.parametrize(("at", "above"), [(0, 3), (3, 0), (2, 2), (1, 4)])
def test_the_bounds_hold_whatever_the_unknown_people_trained_as(at, above):
    counts = {"nurse": (9, 12, 7), "ahp": (9, 8, 3)}
    found = unknown_bounds(counts, at, above)
    ratios = [
        ((3 + focus_above) / (8 + focus_at)) / ((7 + other_above) / (12 + other_at))
        for focus_at, other_at, focus_above, other_above in product(range(5), repeat=4)
        if focus_at + other_at <= at and focus_above + other_above <= above
    ]
    assert found.low == pytest.approx(min(ratios))
    assert found.high == pytest.approx(max(ratios))


def test_the_bounds_are_said_with_the_number_of_people():
    found = unknown_bounds({"nurse": (9, 12, 7), "ahp": (9, 8, 3)}, 1, 4)
    assert found.says == (
        "5 managers at or above this level have no known profession. Whatever they trained as, "
        "the ratio lies between 0.36 and 1.62."
    )
    assert found.changes_the_answer


def test_a_bound_without_end_is_said_and_changes_the_answer():
    found = unknown_bounds({"nurse": (9, 12, 0), "ahp": (9, 8, 0)}, 0, 1)
    assert found.low == 0.0
    assert found.high is None
    assert found.says.endswith("the ratio lies between 0.00 and no upper end.")
    assert found.changes_the_answer


def test_one_or_no_manager_changes_little_or_nothing():
    one = unknown_bounds({"nurse": (900, 900, 700), "ahp": (90, 800, 100)}, 0, 1)
    assert not one.changes_the_answer
    assert unknown_bounds({"nurse": (9, 12, 7), "ahp": (9, 8, 3)}, 0, 0) is None


def test_managers_where_no_clinician_stands_count_as_above():
    body = body_of(
        worked_stock(), unknown={"VSM": 200}, ladder=(*worked_stock().levels[:5], "VSM", "Board")
    )
    found = findings_in(body)["ahp", "Band 8a"]
    (bound,) = [one for one in found.sensitivities if one.name == "unknown_background"]
    assert bound.low == pytest.approx((4 / 40) / ((63 + 200) / 146))
    assert bound.high == pytest.approx((204 / 40) / (63 / 146))
    assert any(said.startswith("Managers of unknown background") for said in found.caveats)


# Seats reserved for one profession


def test_reserved_seats_are_put_back_on_a_second_line():
    step = step_in(worked_stock(), "ahp", "Band 8a")
    found = seats_sensitivity(
        step, worked_stock().levels, {"nurse": {"Board": 1}, "ahp": {"Board": 2, "Band 8a": 1}}
    )
    assert found.low == found.high == pytest.approx((6 / 41) / (64 / 146))
    assert found.says == (
        "Seats reserved for one profession are left out. With them the ratio is 0.33."
    )
    assert not found.changes_the_answer


def test_without_reserved_seats_at_or_above_there_is_no_second_line():
    step = step_in(worked_stock(), "ahp", "Band 8a")
    assert seats_sensitivity(step, worked_stock().levels, {}) is None
    assert seats_sensitivity(step, worked_stock().levels, {"nurse": {"Band 7": 1}}) is None


def test_a_ratio_that_stays_undefined_is_said_so():
    step = step_in(stock_of({"nurse": (9, 12, 0), "ahp": (9, 8, 0)}, levels=THREE), "ahp", "Band 6")
    found = seats_sensitivity(step, THREE, {"nurse": {"Band 6": 1}})
    assert found.says.endswith("With them the ratio is undefined.")
    assert found.low is None


def test_a_board_of_reserved_seats_alone_is_put_back_too():
    counts = {"nurse": (300, 90, 40), "ahp": (300, 90, 10)}
    stock = stock_of(counts, levels=("Band 8a", "Band 8b", "Band 8c"))
    order = ("Band 8a", "Band 8b", "Band 8c", "Board")
    body = body_of(stock, reserved={"nurse": {"Board": 1}}, ladder=order)
    found = findings_in(body)["ahp", "Band 8b"]
    (seats,) = [one for one in found.sensitivities if one.name == "all_seats"]
    assert seats.low == pytest.approx((10 / 90) / (41 / 90))
