"""What chance alone would give a profession on a board: published figures, and a plain twin."""

from __future__ import annotations

from itertools import product

import pytest

from reference.plain_fair_boards import chance_and_expected
from wardtoboard.boards.missing.fair_boards import chance_of, chance_of_none, share_at_odds

POOL = {"doctor": 30, "dentist": 2, "nurse": 45, "midwife": 6, "pharmacist": 17}
KEPT = [("doctor", "dentist"), ("nurse", "midwife")]


def test_three_open_seats_and_a_share_of_17_in_100():
    # Worked by hand: 1 - 0.83 ** 3 = .428, so 57% of fair boards have none; at twice the odds .643.
    found = chance_of(0.17, 3)
    assert 1 - found.none == pytest.approx(0.428, abs=5e-4)
    assert found.none == pytest.approx(0.57, abs=5e-3)
    assert 1 - found.none_at_twice_the_odds == pytest.approx(0.643, abs=5e-4)
    assert found.is_most


@pytest.mark.parametrize(("share", "twice"), [(0.10, 0.1818), (0.17, 0.2906)])
def test_the_share_once_the_odds_are_doubled(share, twice):
    assert share_at_odds(share, 2.0) == pytest.approx(twice, abs=5e-5)


@pytest.mark.parametrize(("profession", "seats"), list(product(POOL, range(4))))
def test_every_way_of_filling_the_seats_gives_the_same(profession, seats):
    kept = [among for among in KEPT if profession in among]
    shares = [POOL[profession] / sum(POOL[one] for one in among) for among in kept]
    found = chance_of(POOL[profession] / 100, seats, shares)
    none, expected = chance_and_expected(profession, POOL, seats, kept)
    twice, _ = chance_and_expected(profession, POOL, seats, kept, odds=2)
    assert found.none == pytest.approx(float(none), abs=1e-12)
    assert found.expected == pytest.approx(float(expected), abs=1e-12)
    assert found.none_at_twice_the_odds == pytest.approx(float(twice), abs=1e-12)


def test_seats_kept_for_others_change_nothing():
    none, _ = chance_and_expected("pharmacist", POOL, 3, KEPT)
    assert chance_of_none(0.17, 3) == pytest.approx(float(none), abs=1e-12)


@pytest.mark.parametrize(
    ("share", "seats", "reserved"), [(1.01, 3, ()), (-0.1, 3, ()), (0.5, -1, ()), (0.5, 1, (2.0,))]
)
def test_impossible_shares_and_seats_are_refused(share, seats, reserved):
    with pytest.raises(ValueError, match="from 0 to 1"):
        chance_of_none(share, seats, reserved)


def test_nobody_and_everybody():
    assert chance_of_none(0.0, 5) == 1.0
    assert chance_of_none(1.0, 5) == 0.0
    assert chance_of_none(0.4, 0) == 1.0
