"""The ceiling finder against its slow plain twin, on seeded random organisations."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from builders.stocks import findings_of, stock_of, worked_stock
from reference.plain_ceilings import plain_chance_below, plain_labels
from reference.plain_statistics import WORKED_TABLE
from wardtoboard.ceilings import Label

NAMES = ("ahp", "healthcare_scientist", "nurse", "pharmacist", "psychologist")
LEVELS = tuple(f"Step {k}" for k in range(6))
STOCKS = 1500


def random_stock(seed: int) -> tuple[dict[str, list[int]], dict[str, int], frozenset]:
    """Headcounts that climb alike, but for a step, or every step, that holds some back."""
    chooser = random.Random(seed)  # noqa: S311
    width = chooser.randint(3, 6)
    rates = [chooser.uniform(0.2, 0.6) for _ in range(width)]
    alike = chooser.random() < 0.1
    counts, entry, closed = {}, {}, set()
    for name in chooser.sample(NAMES, chooser.randint(2, 5)):
        entry[name] = chooser.choice((0, 0, 0, 1))
        size = chooser.choice((40, 150, 500, 1500))
        held_back = {chooser.randrange(width): chooser.choice((0.1, 0.3, 0.6, 1.0, 1.5))}
        if alike:
            size, held_back = 5000, {}
        elif chooser.random() < 0.3:
            held_back = dict.fromkeys(range(width), chooser.choice((0.5, 0.65)))
        counts[name] = _climb(size, entry[name], rates, held_back, chooser)
        if chooser.random() < 0.15:
            end = chooser.randrange(entry[name], width)
            closed |= {(name, level) for level in range(end, width)}
    return counts, entry, frozenset(closed)


def _climb(
    people: int,
    entry: int,
    rates: Sequence[float],
    held_back: Mapping[int, float],
    chooser: random.Random,
) -> list[int]:
    staff = [chooser.choice((0, 0, 3))] * entry
    for level in range(entry, len(rates)):
        odds = rates[level] / (1 - rates[level]) * held_back.get(level, 1.0)
        chance = odds / (1 + odds) if level < len(rates) - 1 else 0.0
        higher = sum(chooser.random() < chance for _ in range(people))
        staff.append(people - higher)
        people = higher
    return staff


@cache
def _both(seed: int):
    counts, entry, closed = random_stock(seed)
    levels = LEVELS[: len(next(iter(counts.values())))]
    stock = stock_of(
        counts,
        levels=levels,
        entry={name: levels[place] for name, place in entry.items()},
        closed=frozenset((name, levels[place]) for name, place in closed),
    )
    plain = plain_labels(counts, entry, closed)
    named = {(name, levels[place]): step for (name, place), step in plain.items()}
    return findings_of(stock), named


@pytest.mark.parametrize("seed", range(STOCKS))
def test_labels_and_q_agree_with_the_plain_twin(seed):
    found, plain = _both(seed)
    assert set(found) == set(plain)
    for key, step in plain.items():
        finding = found[key]
        four = (finding.above, finding.at, finding.reference_above, finding.reference_at)
        assert four == step.four
        assert finding.label == step.label, key
        assert finding.q == (None if step.q is None else pytest.approx(step.q, rel=1e-9)), key
        if math.isfinite(step.cor):
            assert finding.cor.value == pytest.approx(float(step.cor), rel=1e-14)
        else:
            assert finding.cor.value is None


def test_the_random_organisations_reach_every_label():
    seen = Counter(finding.label for seed in range(STOCKS) for finding in _both(seed)[0].values())
    assert set(seen) == set(Label.__args__)
    assert min(seen.values()) >= 3


def test_the_worked_table_agrees_with_the_plain_twin():
    found = findings_of(worked_stock())
    plain = plain_labels(WORKED_TABLE, dict.fromkeys(WORKED_TABLE, 0) | {"psychologist": 1})
    assert [finding.label for finding in found.values()] == [
        step.label for _, step in sorted(plain.items())
    ]


@pytest.mark.parametrize("key", [("healthcare_scientist", "Band 8a"), ("ahp", "Band 7")])
def test_the_chances_agree_with_the_plain_twin(key):
    finding = findings_of(worked_stock())[key]
    four = (finding.above, finding.at, finding.reference_above, finding.reference_at)
    chances = [plain_chance_below(four, tau) for tau in (1.0, 0.5)]
    assert finding.chances == pytest.approx(chances, abs=1e-6)
