"""Promotions between two dates: with pseudonyms, and by the books."""

from __future__ import annotations

import pytest

from wardtoboard.base.errors import CannotTellError
from wardtoboard.ceilings.flows import (
    compare_steps_up,
    promotions_by_the_books,
    steps_between,
)
from wardtoboard.ceilings.flows.snapshots import Steps
from wardtoboard.inference import rate_ratio

BOOKS = {
    "before": (120, 80, 40, 10),
    "after": (124, 82, 38, 12),
    "starters": (25, 4, 2, 1),
    "leavers": (12, 8, 5, 1),
    "levels": ("Band 5", "Band 6", "Band 7", "Band 8a"),
}


def test_everyone_is_counted_once_where_they_stood():
    before = {"a": ("nurse", 5), "b": ("nurse", 5), "c": ("nurse", 5), "d": ("nurse", 6)}
    before["e"] = ("nurse", 5)
    after = {"a": ("nurse", 6), "b": ("nurse", 5), "d": ("nurse", 5), "e": ("ahp", 6)}
    after["f"] = ("nurse", 5)
    found = steps_between(before, after)
    assert found == {
        ("nurse", 5): Steps(up=1, stay=1, down=1, leave=1, new=1),
        ("nurse", 6): Steps(down=1),
    }
    assert found["nurse", 5].all_there == 4
    assert found["nurse", 5].stayers == 3


def test_both_denominators_are_shown_as_leaving_competes():
    ahp, rest = Steps(up=1, stay=35, leave=4), Steps(up=12, stay=119, leave=15)
    found = compare_steps_up(ahp, rest)
    assert found.share_ratio == pytest.approx(0.304, abs=5e-4)
    assert found.odds_ratio.value == pytest.approx(0.288, abs=5e-4)
    assert (found.odds_ratio.low, found.odds_ratio.high) == pytest.approx((0.013, 1.743), abs=1e-3)
    assert found.odds_ratio.p == pytest.approx(0.224, abs=5e-4)
    assert found.net_of_leavers.value == pytest.approx(0.285, abs=5e-4)
    assert (found.net_of_leavers.n_focus, found.net_of_leavers.n_reference) == (36, 131)


def test_nobody_to_compare_with_is_refused():
    with pytest.raises(ValueError, match="both sides"):
        compare_steps_up(Steps(up=1), Steps(stay=3))


def test_promotions_are_solved_from_the_top():
    assert promotions_by_the_books(**BOOKS) == (9, 3, 2)


def test_a_level_that_loses_more_than_the_books_explain_is_named():
    books = {**BOOKS, "after": (124, 82, 38, 5)}
    with pytest.raises(CannotTellError) as refused:
        promotions_by_the_books(**books, whose="nurse")
    said = refused.value.sentence()
    assert "of nurse at Band 8a do not add up" in said
    assert "5 people fewer than the books explain" in said


def test_the_lowest_level_has_to_add_up():
    with pytest.raises(CannotTellError, match="1 people more") as refused:
        promotions_by_the_books(**{**BOOKS, "after": (125, 82, 38, 12)})
    assert len(refused.value.faults) == 1


def test_rates_per_person_year():
    found = rate_ratio(2, 160, 30, 700)
    assert found.value == pytest.approx(0.2917, abs=5e-5)
    assert (found.low, found.high) == pytest.approx((0.0469, 1.0362), abs=5e-5)
    assert found.p == pytest.approx(0.0586, abs=5e-5)
    exact = rate_ratio(2, 160, 30, 700, limits="exact")
    assert (exact.low, exact.high) == pytest.approx((0.0338, 1.1495), abs=5e-5)
