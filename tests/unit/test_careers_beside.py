"""A profession's careers beside others': the same people as its findings, drawn and by year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders.histories import VOCABULARY, drawn_histories, segments_of
from wardtoboard.ceilings import load_settings
from wardtoboard.ceilings.flows.careers import careers_of
from wardtoboard.ceilings.flows.find import CareerAnswer, find_in_careers
from wardtoboard.papers import Beside, chances_picture, rate_of, set_beside, trend_picture
from wardtoboard.staff.histories.segments import Event, Segments

STAFF = {
    "nurse": (40, 40, 30, 20, 8, 2),
    "physiotherapist": (20, 20, 15, 10, 2, 0),
    "radiographer": (20, 20, 15, 10, 2, 0),
}


def beside_in(segments: Segments, family: str, profession: str) -> tuple[Beside, ...]:
    answer = find_in_careers(segments, VOCABULARY, load_settings())
    return of(answer, segments, family, profession)


def of(
    answer: CareerAnswer, segments: Segments, family: str, profession: str
) -> tuple[Beside, ...]:
    people = answer.everyone[0]
    careers = careers_of(segments, VOCABULARY, people.code, people.date)
    return set_beside(careers, answer.bodies[0], family, profession)


@pytest.fixture(scope="module")
def history() -> Segments:
    return drawn_histories(STAFF, lambda _p, _k: 0.15, lambda _p, _k: 0.1, months=49, seed=3)


@pytest.fixture(scope="module")
def answer(history: Segments) -> CareerAnswer:
    return find_in_careers(history, VOCABULARY, load_settings())


@pytest.mark.parametrize(
    ("family", "profession"), [("guide", "ahp"), ("guide", "nurse"), ("allied", "physiotherapist")]
)
def test_are_the_people_that_the_findings_count(history, answer, family, profession) -> None:
    beside = {one.level: one for one in of(answer, history, family, profession)}
    flows = [
        one
        for one in answer.findings[0]
        if (one.finding.family, one.finding.profession) == (family, profession) and one.flows
    ]
    assert len(flows) > 4
    for one in flows:
        here, flow = beside[one.finding.level], one.flows
        for side, found in ((here.focus, flow.focus), (here.others, flow.reference)):
            assert (side.people, side.months) == (found.people, found.months)
            assert side.events[:3].tolist() == [found.promoted, found.moved, found.left]
            assert side.person_years == side.months / 12


def test_levels_where_nobody_of_the_profession_was_are_left_out(history, answer) -> None:
    levels = [one.level for one in of(answer, history, "allied", "physiotherapist")]
    assert levels == ["Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b", "Band 8c"]
    alone = drawn_histories({"nurse": (9,), "pharmacist": (0, 9)}, lambda *_: 0, lambda *_: 0.2)
    assert [one.level for one in beside_in(alone, "guide", "nurse")] == ["Band 5"]


def test_chances_grow_month_by_month_inside_their_interval(history, answer) -> None:
    (band_6,) = (one for one in of(answer, history, "guide", "nurse") if one.level == "Band 6")
    for outcome in ("promotion", "leaving"):
        picture = chances_picture(band_6, "Nurses", outcome)
        assert picture is not None
        assert picture.title == f"Nurses: chance of {outcome} from Band 6"
        assert (picture.focus.name, picture.reference.name) == (
            "nurses",
            "other clinical professions",
        )
        assert [step.month for step in picture.focus.steps] == list(
            range(1, len(picture.focus.steps) + 1)
        )
        assert 0 < picture.focus.steps[-1].chance < 1


def test_no_chance_is_drawn_where_no_beginning_was_seen() -> None:
    """Nobody came to the level while they were followed."""
    standing = segments_of(
        *((one, "nurse", "Band 5", 0, 0, 24, Event.CENSORED) for one in range(12)),
        *((20 + one, "pharmacist", "Band 6", 0, 0, 24, Event.CENSORED) for one in range(12)),
    )
    (nurses,) = beside_in(standing, "guide", "nurse")
    assert chances_picture(nurses, "Nurses", "promotion") is None
    picture = trend_picture(nurses, "Nurses")
    assert picture is not None
    assert [one.focus.value for one in picture.years] == [0.0, 0.0]


def test_a_trend_has_only_years_in_which_anyone_was_there(history, answer) -> None:
    """The last month, January 2025, is seen, but nobody is at risk in it."""
    nurses = of(answer, history, "guide", "nurse")
    assert nurses[0].years == (2021, 2022, 2023, 2024, 2025)
    picture = trend_picture(nurses[0], "Nurses")
    assert picture is not None
    assert [one.year for one in picture.years] == [2021, 2022, 2023, 2024]
    promoted = nurses[0].focus.events_by_year[:, 0]
    years = nurses[0].focus.at_risk_by_year / 12
    for place, one in enumerate(picture.years):
        assert one.focus.value == pytest.approx(100 * promoted[place] / years[place])


def test_no_trend_is_drawn_of_a_level_reached_in_the_last_month() -> None:
    came = segments_of(
        *((one, "nurse", "Band 5", 0, 0, 24, Event.CENSORED) for one in range(12)),
        *((20 + one, "pharmacist", "Band 6", 0, 0, 24, Event.CENSORED) for one in range(12)),
    )
    (nurses,) = beside_in(came, "guide", "nurse")
    nobody = np.zeros_like(nurses.focus.at_risk_by_year)
    empty = replace(nurses, focus=replace(nurses.focus, at_risk_by_year=nobody))
    assert trend_picture(empty, "Nurses") is None


def test_a_rate_is_for_a_hundred_person_years() -> None:
    assert rate_of(3, 0) is None
    found = rate_of(3, 600)
    assert found is not None
    assert (found.value, round(found.low, 2), round(found.high, 2)) == (6.0, 1.24, 17.53)
