"""Synthetic careers: the same for a seed, steady in size, and true to what was planted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import numpy as np
import pyarrow.compute as pc
import pytest

from wardtoboard.professions import load_professions, place_occupation_code
from wardtoboard.staff.histories.rebuild import Merged
from wardtoboard.staff.histories.segments import Event
from wardtoboard.staff.histories.synthetic import (
    PLANTED_FLOWS,
    PlantedFlow,
    null_history,
    synthetic_history,
)
from wardtoboard.staff.histories.synthetic_careers import LONGEST_GAP
from wardtoboard.staff.histories.synthetic_cells import LEAVING, MANAGERS, TENURE
from wardtoboard.staff.histories.synthetic_rows import CODES
from wardtoboard.staff.histories.vocabulary import FIRST_PROFESSION, PER_PROFESSION

ON = date(2016, 4, 1)
STANDARD_ERRORS = 5.0


@pytest.fixture(scope="module")
def history():
    return synthetic_history(1, people=3_000, months=24, organisations=3)


@pytest.fixture(scope="module")
def staff(history):
    return list(history.staff())


@pytest.fixture(scope="module")
def rows(history):
    return history.rows()


@pytest.fixture(scope="module")
def large():
    """Careers enough to tell a planted chance from the common one."""
    return synthetic_history(
        3, people=60_000, months=36, planted=[PlantedFlow("ahp", "Band 6", 0.3)]
    )


@pytest.fixture(scope="module")
def segments(large):
    return segments_of(large)


def segments_of(history):
    merged = Merged()
    for number, month in history.staff():
        merged.add(number, month)
    return merged.segments()


def months_at_risk(segments) -> np.ndarray:
    return segments.end - segments.start + (segments.event != Event.CENSORED)


def is_near(found: int, months: np.ndarray | float, chance: np.ndarray | float) -> bool:
    """Are so many events within five standard errors of what the chances lead one to expect?"""
    expected = float(np.sum(np.asarray(months) * chance))
    return abs(found - expected) < STANDARD_ERRORS * np.sqrt(expected)


class TestThePlan:
    def test_the_same_seed_gives_the_same_careers(self, staff):
        again = synthetic_history(1, people=3_000, months=24, organisations=3).staff()
        for (number, month), (same, as_before) in zip(staff, again, strict=True):
            assert number == same
            for column in ("person", "state", "place", "fte", "since"):
                assert np.array_equal(getattr(month, column), getattr(as_before, column))

    def test_the_same_seed_gives_the_same_rows(self, rows, history):
        assert history.rows().equals(rows)

    def test_another_seed_gives_other_people(self, staff):
        _, month = next(synthetic_history(2, people=3_000, months=1).staff())
        assert not np.array_equal(month.person[:100], staff[0][1].person[:100])

    def test_months_follow_one_another_from_the_first(self, history, staff):
        assert [number for number, _ in staff] == list(history.months)
        assert history.months[0] == 12 * 2016 + 3
        assert len(history.months) == 24

    def test_the_ceilings_of_the_fictional_trust_are_planted(self, history):
        assert history.planted == PLANTED_FLOWS
        assert [(one.profession, one.level) for one in PLANTED_FLOWS] == [
            ("ahp", "Band 8a"),
            ("midwife", "Band 7"),
        ]

    def test_without_ceilings_chances_are_the_same_in_every_profession(self):
        cells = null_history(1, people=10, months=1).cells
        by_level: dict[str, np.ndarray] = {}
        for (_, level), chance in zip(cells.names, cells.chance, strict=True):
            assert np.array_equal(by_level.setdefault(level, chance), chance)

    def test_a_planted_ceiling_multiplies_the_chance_at_its_level_and_nowhere_else(self, large):
        without = null_history(3, people=10, months=1).cells
        professions = load_professions(ON)
        for number, (group, level) in enumerate(large.cells.names[:-1]):
            planted = level == "Band 6" and group != MANAGERS and professions.is_in(group, "ahp")
            ratio = 0.3 if planted else 1.0
            assert large.cells.chance[number] == pytest.approx(ratio * without.chance[number])

    def test_chances_change_with_time_in_level(self, large):
        nurse = large.cells.number("nurse", "Band 6")
        chance = large.cells.chance[nurse]
        assert chance[0] < chance[15] < chance[40] > chance[100] > chance[-1] > 0.0
        assert chance.shape == TENURE.shape

    def test_a_level_a_profession_lacks_is_no_cell(self, large):
        assert large.cells.number("psychologist", "Band 5") == -1


class TestTheStaff:
    def test_the_number_of_people_is_steady(self, history, staff):
        heads = [len(month) for _, month in staff]
        assert min(heads) >= history.people
        assert max(heads) < 1.01 * history.people

    def test_levels_keep_their_shares_for_ten_years(self):
        months = [month for _, month in null_history(5, people=20_000).staff()]
        first, last = (
            np.bincount(one.state % PER_PROFESSION, minlength=90) for one in (months[0], months[-1])
        )
        common = first > 500
        assert last[common] == pytest.approx(first[common], rel=0.12)

    def test_every_state_and_place_is_one_of_the_vocabulary(self, history, staff):
        levels = set(history.vocabulary.levels)
        for _, month in staff:
            assert {*np.unique(month.state % PER_PROFESSION)} <= levels
            assert month.place.max() < len(history.vocabulary.places)
        assert {place.organisation for place in history.vocabulary.places} == {
            "X001",
            "X002",
            "X003",
        }

    def test_about_nine_in_a_thousand_leave_for_good_each_month(self):
        history = null_history(4, people=20_000, months=36)
        last: dict[int, int] = {}
        for number, month in history.staff():
            last.update(dict.fromkeys(month.person.tolist(), number))
        end = history.months[-1] - LONGEST_GAP
        left = sum(number < end for number in last.values())
        assert is_near(left, float(20_000 * (end - history.months[0])), LEAVING)

    def test_some_are_away_for_up_to_a_year_and_come_back(self, staff):
        seen: dict[int, int] = {}
        gaps: Counter[int] = Counter()
        for number, month in staff:
            for person in month.person.tolist():
                gaps[number - seen.get(person, number - 1) - 1] += 1
                seen[person] = number
        del gaps[0]
        assert gaps
        assert set(gaps) <= set(range(1, LONGEST_GAP + 1))

    def test_whoever_turns_manager_has_no_profession_from_then_on(self, staff):
        turned = 0
        for (_, before), (_, after) in pairwise(staff):
            _, was, now = np.intersect1d(before.person, after.person, return_indices=True)
            knew = before.state[was] >= FIRST_PROFESSION * PER_PROFESSION
            knows = after.state[now] >= FIRST_PROFESSION * PER_PROFESSION
            assert not (~knew & knows).any()
            turned += int((knew & ~knows).sum())
        assert turned > 0

    def test_some_change_organisation_and_keep_their_level(self, staff):
        (_, before), (_, after) = staff[0], staff[1]
        _, was, now = np.intersect1d(before.person, after.person, return_indices=True)
        moved = before.place[was] // 3 != after.place[now] // 3
        same = before.state[was] == after.state[now]
        assert (moved & same).any()
        assert same.mean() > 0.97

    def test_part_time_is_common(self, staff):
        shares = Counter(staff[0][1].fte.tolist())
        assert set(shares) == {100, 80, 60, 50, 40}
        assert 0.65 < shares[100] / len(staff[0][1]) < 0.75


class TestTheTruth:
    @pytest.mark.parametrize(
        ("group", "level"),
        [
            ("nurse", "Band 5"),
            ("nurse", "Band 6"),
            ("nurse", "Band 7"),
            ("physiotherapist", "Band 6"),
        ],
    )
    def test_promotions_by_time_in_level_are_as_many_as_the_chances_say(
        self, large, segments, group, level
    ):
        cell = large.cells.number(group, level)
        mine = segments.take((segments.state == large.cells.state[cell]) & (segments.entry >= 0))
        months = np.zeros(large.cells.chance.shape[1])
        for entry, size in zip(mine.entry, months_at_risk(mine), strict=True):
            months[entry : entry + size] += 1
        promoted = int((mine.event == Event.PROMOTED).sum())
        assert is_near(promoted, months, large.cells.chance[cell])

    def test_the_planted_ratio_is_found_and_no_other(self, large, segments):
        professions = load_professions(ON)
        ours = {"Band 6": [0.0, 0.0], "Band 7": [0.0, 0.0]}
        rest = {"Band 6": [0.0, 0.0], "Band 7": [0.0, 0.0]}
        size = months_at_risk(segments)
        for number, (group, level) in enumerate(large.cells.names):
            if level in ours and group in professions:
                is_here = segments.state == large.cells.state[number]
                into = ours if professions.is_in(group, "ahp") else rest
                into[level][0] += (segments.event[is_here] == Event.PROMOTED).sum()
                into[level][1] += size[is_here].sum()
        for level, truth in (("Band 6", 0.3), ("Band 7", 1.0)):
            (events, months), (others, their_months) = ours[level], rest[level]
            ratio = np.log(events / months / (others / their_months))
            error = np.sqrt(1 / events + 1 / others)
            assert abs(ratio - np.log(truth)) < STANDARD_ERRORS * error + 0.05

    def test_some_step_down_and_some_change_profession(self, large, segments):
        moved = segments.take(np.flatnonzero(segments.event == Event.MOVED))
        after = segments.take(np.flatnonzero(segments.event == Event.MOVED) + 1)
        same = moved.state // PER_PROFESSION == after.state // PER_PROFESSION
        assert (after.state < moved.state)[same].all()
        assert same.any()
        assert not same.all()


class TestTheRows:
    def test_they_tell_the_careers_of_the_staff(self, rows, staff):
        own = rows.filter(
            pc.and_(
                pc.greater_equal(rows["fte"], 0.4),
                pc.not_equal(rows["assignment_category"], "Bank"),
            )
        )
        heads = Counter(own["month"].to_pylist())
        assert [heads[day] for day in sorted(heads)] == [len(month) for _, month in staff]
        assert sum(own["fte"].to_pylist()) == pytest.approx(
            sum(int(month.fte.sum()) for _, month in staff) / 100
        )

    def test_they_are_in_the_order_of_month_and_person(self, rows):
        order = list(zip(rows["month"].to_pylist(), rows["person"].to_pylist(), strict=True))
        assert order == sorted(order)

    def test_some_people_have_several_assignments_in_a_month(self, rows):
        several = Counter(zip(rows["month"].to_pylist(), rows["person"].to_pylist(), strict=True))
        assert max(several.values()) >= 2
        assert "Bank" in rows["assignment_category"].to_pylist()
        assert "yes" in rows["acting_up"].to_pylist()

    def test_bank_shifts_and_second_jobs_are_never_above_the_own_level(self, rows):
        first: dict[tuple, str] = {}
        for row in rows.select(["person", "month", "grade", "acting_up"]).to_pylist():
            own = first.setdefault((row["person"], row["month"]), row["grade"])
            if row["acting_up"] == "yes":
                assert row["grade"] != own
            elif own.startswith("Band"):
                assert row["grade"] <= own

    def test_every_code_places_its_group(self):
        for group, (code, _) in CODES.items():
            placement = place_occupation_code(code)
            assert (placement.profession or placement.reason) == group

    def test_every_group_has_a_code(self, history):
        assert set(CODES) == set(history.cells.groups)

    def test_managers_are_on_no_register(self, rows):
        for row in rows.select(["occupation_code", "registration_body"]).to_pylist():
            assert (row["registration_body"] == "") == row["occupation_code"].startswith("G")
