"""What is said of flows: the four criteria, a change of label, and the sentence of a finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.flows import ladders_of_flows, settings
from wardtoboard.ceilings.findings import Ratio
from wardtoboard.ceilings.flows.adjusted import Adjusted, LogRatio
from wardtoboard.ceilings.flows.background import bounds_of, unknown_at
from wardtoboard.ceilings.flows.chances import chances_of
from wardtoboard.ceilings.flows.change import explain_change
from wardtoboard.ceilings.flows.cotter import cotter_criteria
from wardtoboard.ceilings.flows.labels import Side
from wardtoboard.ceilings.flows.wording import chance_of, interval, people, times

SAME = (4_000, 40, 30)
NURSES = [(40_000, 400, 300)] * 5


def item_at(level: str, *rows):
    ladder = ladders_of_flows({"nurse": NURSES, "ahp": list(rows)})["ahp"]
    (item,) = [one for one in ladder.labelled if one.step.level == level]
    return item


CEILING = item_at("Band 8a", SAME, SAME, SAME, (4_000, 10, 30), SAME)
EQUAL = item_at("Band 8a", *[(40_000, 400, 300)] * 5)
UNSURE = item_at("Band 8a", SAME, SAME, SAME, (1_000, 7, 5), SAME)


def statuses(item, adjusted=None):
    found = cotter_criteria(item.step, adjusted, item.contrast, settings())
    return [criterion.status for criterion in found]


def adjusted(promoted: LogRatio, later: LogRatio | None = None, *, has_places=True) -> Adjusted:
    return Adjusted(promoted, None, later, has_places)


# Cotter's four criteria


def test_without_a_regression_the_first_and_the_last_cannot_be_told():
    assert statuses(CEILING) == ["cannot_tell", "met", "met", "cannot_tell"]


def test_all_four_met():
    found = adjusted(LogRatio(-1.2, 0.05), LogRatio(-0.8, 0.1))
    assert statuses(CEILING, found) == ["met"] * 4


def test_none_met():
    found = adjusted(LogRatio(0.1, 0.001), LogRatio(0.3, 0.1))
    assert statuses(EQUAL, found) == ["not_met"] * 4


def test_unsure():
    found = adjusted(LogRatio(-0.5, 0.5), LogRatio(-0.1, 0.5))
    assert statuses(UNSURE, found) == ["cannot_tell"] * 4


def test_the_lowest_step_has_none_below():
    item = item_at("Band 5", *[SAME] * 5)
    assert statuses(item)[1] == "cannot_tell"


def test_too_few_to_compare_chances():
    item = item_at("Band 8a", SAME, SAME, SAME, (24, 0, 0), SAME)
    found = cotter_criteria(item.step, None, item.contrast, settings())
    assert found[2].because.startswith("Too few people")


def test_the_criteria_say_their_figures():
    found = cotter_criteria(
        CEILING.step,
        adjusted(LogRatio(-1.2, 0.05), LogRatio(-0.8, 0.1), has_places=False),
        CEILING.contrast,
        settings(),
    )
    assert found[0].because == (
        "With time in the level, part-time work and year alike, they are promoted 0.30 times as "
        "often (95% interval 0.19 to 0.47)."
    )
    assert found[1].because.startswith("The promotion ratio here is 0.25 times that of the steps")
    assert found[2].because == (
        "10 promotions in 333.3 person-years, against 400 in 3,333.3: ratio 0.25, q below 0.001."
    )
    assert "After 2 years in the level the promotion ratio is 0.45 times" in found[3].because
    assert found[0].to_dict().keys() == {"criterion", "name", "status", "because"}


# A change of label


def change(before, after, *, promotion=(0.9, 0.5, 1.6), leaving=(1.0, 0.7, 1.4), grade="B"):
    return explain_change(
        "Physiotherapists",
        "Band 8a",
        before,
        after,
        grade,
        Ratio(*promotion),
        Ratio(*leaving),
        1.25,
    )


def test_no_change_is_not_explained():
    assert change("ceiling", "ceiling") is None


def test_leaving_explains_what_looked_like_a_ceiling():
    assert change("ceiling", "inconclusive", leaving=(1.8, 1.2, 2.6)) == (
        "The table alone suggested a ceiling; promotion rates neither bear it out nor rule it out. "
        "Physiotherapists at Band 8a leave 1.80 times as often."
    )


@pytest.mark.parametrize(
    ("promotion", "leaving", "said"),
    [
        ((None, 0.0, None), (1.0, 0.7, 1.4), "Nobody else was promoted from Band 8a"),
        ((0.95, 0.9, 1.1), (1.5, 0.9, 2.4), "0.95 times as often and leave 1.50 times as often."),
        ((0.95, 0.9, 1.1), (1.0, 0.7, 1.4), "may go back to before these months"),
        ((0.95, 0.9, 1.1), (None, None, None), "may go back to before these months"),
    ],
)
def test_why_rates_do_not_show_it(promotion, leaving, said):
    found = change("ceiling", "no_material_gap", promotion=promotion, leaving=leaving)
    assert found.startswith("The table alone suggested a ceiling; promotion rates do not. ")
    assert said in found


def test_rates_may_show_what_the_table_did_not():
    assert change("inconclusive", "ceiling", promotion=(0.3, 0.1, 0.6), grade="A") == (
        "The table alone showed nothing firm; careers, compared like with like, show a ceiling: "
        "physiotherapists at Band 8a are promoted 0.30 times as often as others."
    )


def test_rates_may_firm_up_the_table_or_soften_it():
    assert change("possible", "ceiling") == (
        "The table alone suggested a possible ceiling; promotion rates bear it out as a ceiling."
    )
    assert change("ceiling", "possible").endswith("promotion rates show a possible ceiling.")


def test_rates_may_change_what_was_no_shortfall_either_way():
    assert change("inconclusive", "no_material_gap") == (
        "The table alone showed nothing firm; promotion rates show no material gap."
    )


# Managers of unknown background


def test_bounds_hold_whatever_the_unknown_trained_as():
    focus, others = Side(50, 1_200, 4, 0, 0), Side(400, 9_600, 96, 0, 0)
    found = bounds_of(focus, others, Side(30, 600, 12, 0, 0), settings())
    assert found.none.value == pytest.approx((4 / 1_200) / (108 / 10_200))
    assert found.all.value == pytest.approx((16 / 1_800) / (96 / 9_600))
    assert found.could_undo(settings())
    assert not bounds_of(focus, others, Side(0, 0, 0, 0, 0), settings()).could_undo(settings())
    assert found.to_dict().keys() == {"unknown", "months_at_risk", "promoted", "all", "none"}


def test_of_other_data_nobody_is_unknown():
    from builders.histories import VOCABULARY, segments_of
    from wardtoboard.ceilings.flows import count_flows

    counts = count_flows(segments_of(), VOCABULARY)
    assert unknown_at(counts, "Band 8a") == Side(0, 0, 0, 0, 0)
    assert unknown_at(counts, "Board") == Side(0, 0, 0, 0, 0)
    known = replace(counts, professions=("x", *counts.professions[1:]))
    assert unknown_at(known, "Band 8a") == Side(0, 0, 0, 0, 0)


# Chances


def test_half_are_promoted_when_the_chance_reaches_a_half():
    import numpy as np

    at_risk, events = np.zeros(121, int), np.zeros((121, 4), int)
    at_risk[:13], events[11, 0], events[11, 2] = 100, 50, 10
    at_risk[12] = 40
    found = chances_of(at_risk, events, settings())
    assert found.median_wait == 12
    assert found.by[0][1].value == pytest.approx(0.5)
    assert found.by[1][1].value is None


def test_words():
    assert people(1) == "1 person"
    assert people(1_200) == "1,200 people"
    assert times(Ratio(None, 0.0, None)) == "beyond measure"
    assert interval(Ratio(None, None, None)) == "95% interval 0.00 to no upper end"
    assert chance_of(0.0004) == "below 0.001"
    assert chance_of(0.0123) == "0.012"
