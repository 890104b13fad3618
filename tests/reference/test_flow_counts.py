"""Flow counts against a plain twin that walks every person-month."""

from __future__ import annotations

import numpy as np
import pytest

from builders.histories import FIRST, VOCABULARY, made_of
from reference.plain_flows import plain_counts
from wardtoboard.ceilings.flows import counts as counting
from wardtoboard.ceilings.flows.counts import HORIZON, FlowCounts, count_flows
from wardtoboard.ceilings.flows.walk import plain_walk
from wardtoboard.staff.histories.segments import Event, Segments

NAMES = ("PROMOTED", "MOVED", "LEFT", "ELSEWHERE")
WINDOWS = (None, (FIRST + 5, FIRST + 20), (FIRST, FIRST + 35))


def wild_history(seed: int) -> Segments:
    """Careers with every kind of event, gap, place and unknown, over 36 months."""
    rng = np.random.default_rng(seed)
    states = [VOCABULARY.state(p, k) for p in (None, "ahp", "nurse") for k in ("Band 6", "Band 7")]
    states += [VOCABULARY.state("nurse", None), VOCABULARY.state(None, "Band 6", clinical=False)]
    rows = []
    for person in range(60):
        month, spell_start, entry = int(rng.integers(0, 10)), None, -1
        while month < 36:
            if spell_start is None:
                spell_start, state = month, int(rng.choice(states))
                entry = int(rng.choice([-1, 0, 3, 118]))
            end = min(month + int(rng.integers(0, 12)), 35)
            event = Event.CENSORED if end == 35 else Event(int(rng.integers(1, 5)))
            place = int(rng.integers(0, 3))
            head = (person, state, place, FIRST + month, FIRST + end, FIRST + spell_start)
            rows.append((*head, entry, 100, event))
            if event == Event.ELSEWHERE:
                entry = entry if entry < 0 else entry + end + 1 - month
            else:
                spell_start = None
            gap = int(rng.integers(1, 4)) if event == Event.LEFT else 0
            month = end + 1 + gap
    return made_of(rows)


def assert_same(counts: FlowCounts, plain: dict) -> None:
    for p, profession in enumerate(counts.professions):
        for k, level in enumerate(counts.levels):
            key = (profession, level)
            assert counts.at_risk[p, k] == plain["at_risk"][key]
            assert counts.people[p, k] == len(plain["people"][key])
            assert counts.promoted_away[p, k] == plain["away"][key]
            for y, year in enumerate(counts.years):
                assert counts.at_risk_by_year[p, k, y] == plain["at_risk"][*key, "year", year]
            for d in range(HORIZON + 1):
                assert counts.at_risk_by_time[p, k, d] == plain["at_risk"][*key, "time", d]
            for e, name in enumerate(NAMES):
                assert counts.events[p, k, e] == plain["events"][*key, name]
                for d in range(HORIZON + 1):
                    found = counts.events_by_time[p, k, d, e]
                    assert found == plain["events"][*key, "time", d, name]
                for y, year in enumerate(counts.years):
                    found = counts.events_by_year[p, k, y, e]
                    assert found == plain["events"][*key, "year", year, name]


@pytest.mark.parametrize("organisation", [None, "X1A", "X2A"])
@pytest.mark.parametrize("months", WINDOWS)
def test_counts_are_those_of_the_plain_twin(organisation, months):
    history = wild_history(7)
    options = {"organisation": organisation, "months": months}
    found = count_flows(history, VOCABULARY, **options)
    assert_same(found, plain_counts(history, VOCABULARY, **options))


def test_the_walk_in_plain_python_counts_the_same(monkeypatch):
    monkeypatch.setattr(counting, "walk", plain_walk)
    history = wild_history(3)
    for options in ({}, {"organisation": "X1A"}, {"months": WINDOWS[1]}):
        found = count_flows(history, VOCABULARY, **options)
        assert_same(found, plain_counts(history, VOCABULARY, **options))
