"""Promotion compared like with like: the cuts, the regression, and when it cannot be done."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from builders.flows import settings
from builders.histories import FIRST, made_of
from wardtoboard.ceilings.flows.adjusted import Adjusted, LogRatio, adjust
from wardtoboard.ceilings.flows.pieces import TIME_BANDS, UNTOLD_BAND, Pieces, cut_at_level
from wardtoboard.staff.histories.segments import Event

PLACES = np.array([0, 1, 2])


def cut(*rows: tuple[int, int, int, Event], place: int = 0, fte: int = 100) -> Pieces:
    """Rows of first month, last month (from 0), months before, and event; each a person."""
    segments = made_of(
        [
            (who, 0, place, FIRST + start, FIRST + end, FIRST + start, entry, fte, event)
            for who, (start, end, entry, event) in enumerate(rows)
        ]
    )
    return cut_at_level(segments, np.arange(len(rows)), PLACES)


def test_months_are_cut_where_the_year_and_the_band_change():
    pieces = cut((10, 30, 0, Event.PROMOTED))
    found = list(zip(pieces.band.tolist(), (pieces.year - 2021).tolist(), strict=True))
    assert found == [(0, 0), (0, 1), (1, 1), (1, 2)]
    assert pieces.months.tolist() == [2, 10, 2, 7]
    assert pieces.promoted.tolist() == [0, 0, 0, 1]


def test_the_last_month_of_the_data_is_no_month_at_risk():
    assert cut((0, 5, 3, Event.CENSORED)).months.sum() == 5
    assert cut((0, 5, 3, Event.LEFT)).months.sum() == 6
    assert cut((0, 5, 3, Event.LEFT)).left.tolist() == [1]


def test_months_of_unknown_beginning_are_a_band_of_their_own():
    pieces = cut((0, 5, -1, Event.LEFT))
    assert (pieces.band.tolist(), pieces.months.tolist()) == ([UNTOLD_BAND], [6])


def test_until_they_have_been_seen_for_as_long_as_the_last_band_asks():
    pieces = cut((0, 65, -1, Event.PROMOTED))
    longest = pieces.band == len(TIME_BANDS) - 1
    assert pieces.months[longest].sum() == 6
    assert pieces.months[~longest].sum() == 60
    assert pieces.promoted[longest].sum() == 1


def test_nobody_at_a_level_gives_no_pieces():
    one = made_of([(0, 0, 0, FIRST, FIRST, FIRST, 0, 100, Event.LEFT)])
    nobody = one.take(np.zeros(1, dtype=bool))
    assert len(cut_at_level(nobody, np.empty(0, np.int64), PLACES).person) == 0


def test_hours_not_told_count_as_full_time():
    assert cut((0, 5, 0, Event.LEFT), fte=60).part_time.tolist() == [1]
    assert cut((0, 5, 0, Event.LEFT), fte=-1).part_time.tolist() == [0]


def drawn(size: int, ratio: float, *, seed: int = 0, confounded: bool = False, late: float = 1.0):
    """Pieces of two professions: row 1 has `ratio` times the monthly hazard of row 0.

    Confounded, row 1 is mostly part time, which halves the hazard. From 24 months on the ratio
    is `late` times what it was.
    """
    rng = np.random.default_rng(seed)
    columns = []
    for who in range(size):
        row = who % 2
        chance = (0.9 if row else 0.1) if confounded else 0.5
        part_time = int(rng.random() < chance)
        for band, months in enumerate((12, 12, 12)):
            hazard = 0.02 * (0.4 if part_time else 1.0) * (ratio if row else 1.0)
            hazard *= late if row and band == 2 else 1.0
            wait = rng.geometric(hazard)
            out = rng.geometric(0.01)
            seen = min(wait, out, months)
            happened = (int(wait == seen < out), int(out == seen <= wait and out <= months))
            up, left = happened if seen <= months and (wait <= months or out <= months) else (0, 0)
            columns.append((who, row, band, part_time, 0, 2021 + band, seen, up, left))
            if up or left:
                break
    return Pieces(*(np.array(column) for column in zip(*columns, strict=True)))


def test_the_ratio_is_recovered():
    pieces = drawn(4000, 0.5)
    found = adjust(pieces, 1, [0])
    assert isinstance(found, Adjusted)
    ratio = found.promoted.as_ratio(settings())
    assert ratio.low < 0.5 < ratio.high < 0.6
    assert found.left.as_ratio(settings()).low < 1 < found.left.as_ratio(settings()).high


def test_what_part_time_work_explains_is_not_put_down_to_the_profession():
    pieces = drawn(4000, 1.0, confounded=True)
    focus = pieces.row == 1
    crude = (pieces.promoted[focus].sum() / pieces.months[focus].sum()) / (
        pieces.promoted[~focus].sum() / pieces.months[~focus].sum()
    )
    found = adjust(pieces, 1, [0])
    ratio = found.promoted.as_ratio(settings())
    assert crude < 0.7
    assert ratio.low < 1 < ratio.high


def test_a_shortfall_that_grows_with_time_in_the_level_is_told():
    # Bands and years go together in these careers, so the years are made alike.
    pieces = drawn(4000, 0.9, late=0.3)
    pieces = replace(pieces, year=np.full_like(pieces.year, 2021))
    found = adjust(pieces, 1, [0])
    assert found.later.as_ratio(settings()).high < 1


def test_columns_that_say_the_same_cannot_be_told_apart():
    pieces = drawn(200, 0.5)
    alike = replace(pieces, place=pieces.row.copy())
    assert "could not be told apart" in adjust(alike, 1, [0])


def test_many_places_are_not_adjusted_for():
    pieces = drawn(4000, 0.5)
    assert adjust(pieces, 1, [0]).has_places
    spread = replace(pieces, place=pieces.person % 21)
    assert not adjust(spread, 1, [0]).has_places


def test_too_little_known_time_in_level_is_said():
    pieces = drawn(400, 0.5)
    untold = replace(pieces, band=np.full(len(pieces.band), UNTOLD_BAND))
    assert "not known when they came" in adjust(untold, 1, [0])


def test_nobody_promoted_is_said():
    pieces = drawn(400, 0.5)
    nobody = replace(pieces, promoted=np.where(pieces.row == 1, 0, pieces.promoted))
    assert adjust(nobody, 1, [0]).startswith("Nobody of one side was promoted")


def test_promotions_that_share_no_value_with_the_others_cannot_be_compared():
    pieces = drawn(400, 0.5)
    focus = pieces.row == 1
    year = np.where(focus, 2030, 2021)
    parted = replace(pieces, year=year, band=np.zeros_like(year))
    assert isinstance(adjust(parted, 1, [0]), str)


def test_a_focus_without_a_finite_ratio_cannot_be_told_apart_from_its_place():
    # The reference works at place 0 alone, where nobody of the focus was promoted.
    pieces = drawn(400, 0.5)
    focus = pieces.row == 1
    place = np.where(focus & ((pieces.promoted > 0) | (pieces.person % 4 == 1)), 1, 0)
    parted = replace(pieces, place=place)
    assert isinstance(adjust(parted, 1, [0]), str)


def test_an_interval_is_symmetric_on_the_log_scale():
    ratio = LogRatio(math.log(0.5), 0.04).as_ratio(settings())
    assert ratio.value == pytest.approx(0.5)
    assert ratio.low * ratio.high == pytest.approx(0.25)
    assert ratio.high == pytest.approx(0.5 * math.exp(1.959964 * 0.2))
