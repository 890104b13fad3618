"""The synthetic trust: the same for a seed, true to its plan, and sized like England."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from wardtoboard.professions import load_ladder, load_professions
from wardtoboard.staff.calibration import BANDS, load_calibration
from wardtoboard.staff.synthetic import climb, null_trust, synthetic_trust

ON = date(2026, 3, 31)
STANDARD_ERRORS = 5.0


@pytest.fixture(scope="module")
def trust():
    return synthetic_trust(1)


@pytest.fixture(scope="module")
def large():
    """A trust so large that its odds are close to the truth; its posts are not looked at."""
    return synthetic_trust(7, clinicians=400_000)


def heads_of(rows, professions, profession) -> Counter[str]:
    heads: Counter[str] = Counter()
    for row in rows:
        if professions.is_in(row.profession, profession):
            heads[row.level] += row.headcount
    return heads


def is_near(heads: Counter[str], level: str, odds: float) -> bool:
    """Are the observed log odds of being above within five standard errors of the truth?"""
    at = heads[level]
    above = sum(heads[band] for band in BANDS[BANDS.index(level) + 1 :])
    error = np.sqrt(1 / max(at, 1) + 1 / max(above, 1))
    return bool(abs(np.log(above / at) - np.log(odds)) < STANDARD_ERRORS * error)


class TestTheTrust:
    def test_the_same_seed_gives_the_same_trust(self, trust):
        assert synthetic_trust(1) == trust

    def test_another_seed_gives_another_trust(self, trust):
        assert synthetic_trust(2).rows != trust.rows

    def test_it_has_about_five_thousand_clinicians(self, trust):
        assert sum(row.headcount for row in trust.rows) == pytest.approx(5_000, abs=10)

    def test_it_is_where_and_when_it_is_asked_to_be(self):
        moved = synthetic_trust(1, "X2ZZ", date(2025, 3, 31))
        assert {(row.organisation, row.date) for row in (*moved.rows, *moved.unplaced)} == {
            ("X2ZZ", date(2025, 3, 31))
        }
        assert {post.organisation for post in moved.establishment} == {"X2ZZ"}

    def test_every_profession_and_level_is_one_the_library_knows(self, trust):
        professions = load_professions(ON)
        ladders = [load_ladder("scope", ON), load_ladder("medical", ON)]
        assert all(row.profession in professions for row in trust.rows)
        assert all(any(ladder.find(row.level) for ladder in ladders) for row in trust.rows)

    def test_nobody_stands_below_the_entry_level_of_their_profession(self, trust):
        levels = {row.level for row in trust.rows if row.profession == "psychologist"}
        assert "Band 5" not in levels

    def test_full_time_equivalents_are_fewer_than_heads_but_not_by_much(self, trust):
        assert all(0.6 * row.headcount <= row.fte + 0.01 for row in trust.rows)
        assert all(row.fte <= row.headcount for row in trust.rows)

    def test_managers_of_unknown_background_are_counted_beside(self, trust):
        assert {one.reason for one in trust.unplaced} == {"background_unknown"}
        assert trust.unplaced[0].what.startswith("Managers, Band")
        assert trust.table.rows_read == len(trust.rows) + len(trust.unplaced)
        assert trust.table.holds_fte_only is False


class TestTheTruth:
    @pytest.mark.parametrize(
        ("profession", "level"),
        [
            *(("nurse", band) for band in BANDS[1:-1]),
            *(("healthcare_scientist", band) for band in BANDS[1:4]),
            *(("psychologist", band) for band in BANDS[1:4]),
            *(("midwife", band) for band in ("Band 6", "Band 8a")),
            *(("ahp", band) for band in ("Band 6", "Band 7", "Band 8b")),
            ("social_worker", "Band 6"),
        ],
    )
    def test_above_entry_every_profession_has_the_common_odds(self, large, profession, level):
        heads = heads_of(large.rows, load_professions(ON), profession)
        assert is_near(heads, level, large.common_odds[level])

    def test_a_planted_ceiling_multiplies_the_odds_at_its_level(self, large):
        assert [(one.profession, one.level) for one in large.planted] == [
            ("ahp", "Band 8a"),
            ("midwife", "Band 7"),
        ]
        for planted in large.planted:
            heads = heads_of(large.rows, load_professions(ON), planted.profession)
            truth = large.common_odds[planted.level] * planted.odds_ratio
            assert is_near(heads, planted.level, truth)
            assert not is_near(heads, planted.level, large.common_odds[planted.level])

    @pytest.mark.parametrize("profession", ["nurse", "midwife", "physiotherapist", "pharmacist"])
    def test_each_profession_has_its_own_split_at_band_5(self, large, profession):
        heads = heads_of(large.rows, load_professions(ON), profession)
        assert is_near(heads, "Band 5", load_calibration().entry_odds(profession))

    def test_medical_leaders_climb_with_the_odds_of_the_levels_they_compare_with(self, large):
        heads = heads_of(large.rows, load_professions(ON), "doctor")
        above = heads["Deputy medical director"] + heads["Medical director"]
        assert above / heads["Clinical director"] == pytest.approx(
            large.common_odds["Band 8d"], rel=0.4
        )

    def test_an_ended_ladder_holds_nobody_above_its_end(self, large):
        (end,) = large.ladder_ends
        heads = heads_of(large.rows, load_professions(ON), end.profession)
        assert heads[end.level] > 0
        assert not any(heads[band] for band in BANDS[BANDS.index(end.level) + 1 :])


class TestTheEstablishment:
    def test_every_head_fills_one_post(self, trust):
        filled = sum(post.filled for post in trust.establishment)
        assert filled == sum(row.headcount for row in trust.rows)
        assert len({post.post for post in trust.establishment}) == len(trust.establishment)

    def test_some_posts_are_vacant(self, trust):
        vacant = [post for post in trust.establishment if not post.filled]
        assert 0 < len(vacant) < 0.1 * len(trust.establishment)

    def test_no_post_above_its_end_is_open_to_the_profession_whose_ladder_ends(self, trust):
        (end,) = trust.ladder_ends
        above = BANDS[BANDS.index(end.level) + 1 :]
        assert not any(
            end.profession in post.open_to for post in trust.establishment if post.level in above
        )
        assert any(
            end.profession in post.open_to
            for post in trust.establishment
            if post.level == end.level
        )

    def test_every_other_banded_profession_has_posts_open_to_it_higher_up(self, trust):
        banded = {row.profession for row in trust.rows if row.level in BANDS}
        ended = {end.profession for end in trust.ladder_ends}
        higher = [post for post in trust.establishment if post.level == "Band 8c"]
        assert higher
        assert all(post.open_to == banded - ended for post in higher)

    @pytest.mark.parametrize("seed", range(4))
    def test_two_board_seats_are_reserved_and_filled_only_by_somebody_there(self, seed):
        trust = synthetic_trust(seed)
        seats = {
            post.reserved_for: post for post in trust.establishment if post.reserved_for is not None
        }
        there = {(row.profession, row.level) for row in trust.rows}
        assert seats.keys() == {"doctor", "nurse"}
        assert {post.level for post in seats.values()} == {"Board"}
        assert seats["nurse"].filled is (("nurse", "Board") in there)
        assert seats["doctor"].filled is (("doctor", "Medical director") in there)

    def test_an_open_board_seat_is_open_to_doctors_too(self, large):
        seats = [
            post
            for post in large.establishment
            if post.level == "Board" and post.reserved_for is None
        ]
        assert all({"nurse", "doctor", "physiotherapist"} <= post.open_to for post in seats)


class TestTheCalibration:
    def test_the_shares_of_each_group_add_up_to_one(self):
        calibration = load_calibration()
        groups = (*calibration.professions.values(), *calibration.medical.values())
        for group in (*groups, calibration.managers):
            assert sum(group.shares.values()) == pytest.approx(1.0, abs=0.0005)
            assert group.citation.status == "verified"

    @pytest.mark.parametrize(
        ("profession", "band", "share"),
        [
            ("nurse", "Band 5", 0.4758),
            ("nurse", "Band 9", 0.0005),
            ("midwife", "Band 6", 0.6942),
            ("midwife", "Band 8c", 0.0013),
        ],
    )
    def test_shares_are_those_of_the_published_table(self, profession, band, share):
        assert load_calibration().professions[profession].shares[band] == share

    def test_the_sizes_of_professions_follow_the_published_table(self, large):
        calibration = load_calibration()
        groups = {**calibration.professions, **calibration.medical}
        everyone = sum(group.fte for group in groups.values())
        heads: Counter[str] = Counter()
        for row in large.rows:
            heads[row.profession] += row.headcount
        for profession, group in groups.items():
            assert heads[profession] == pytest.approx(400_000 * group.fte / everyone, abs=1)

    def test_the_common_odds_are_those_of_all_professions_together(self):
        calibration = load_calibration()
        at = sum(one.fte * one.shares["Band 8c"] for one in calibration.professions.values())
        above = sum(
            one.fte * one.shares.get(band, 0)
            for one in calibration.professions.values()
            for band in ("Band 8d", "Band 9")
        )
        assert calibration.common_odds()["Band 8c"] == pytest.approx(above / at)
        assert list(calibration.common_odds()) == list(BANDS[:-1])


class TestTheNullTrust:
    def test_the_same_seed_gives_the_same_trust(self):
        assert np.array_equal(null_trust(3), null_trust(3))
        assert not np.array_equal(null_trust(3), null_trust(4))

    def test_it_has_six_professions_of_the_given_sizes_and_seven_steps(self):
        heads = null_trust(1)
        assert heads.shape == (6, 7)
        assert heads.sum(axis=1).tolist() == [1300, 340, 180, 95, 65, 30]

    def test_about_45_of_the_340_stand_at_or_above_the_fourth_step(self):
        mean = np.mean([null_trust(seed)[1, 3:].sum() for seed in range(200)])
        assert mean == pytest.approx(45, abs=2)

    def test_a_planted_ceiling_multiplies_the_odds_of_one_step_of_one_profession(self):
        sizes = (2_000_000, 2_000_000)
        heads = null_trust(1, sizes, planted=(1, 3, 0.25))
        above = heads[:, 4:].sum(axis=1) / heads[:, 3]
        assert above[1] / above[0] == pytest.approx(0.25, rel=0.02)
        below = heads[:, 3:].sum(axis=1) / heads[:, 2]
        assert below[1] / below[0] == pytest.approx(1.0, rel=0.02)


def test_climbing_loses_nobody_and_stops_at_odds_of_nothing():
    rng = np.random.Generator(np.random.PCG64(1))
    heads = climb(rng, 1_000, [1.0, 0.0, 1.0])
    assert heads.sum() == 1_000
    assert heads[2:].sum() == 0
