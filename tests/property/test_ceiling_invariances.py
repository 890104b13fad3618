"""What may not change a finding: names, order, empty levels; and what must follow from counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders.stocks import body_of, findings_of, steps_of, stock_of
from wardtoboard.base.errors import CannotTellError
from wardtoboard.ceilings import (
    REST,
    build_stock,
    find_ceilings,
    load_settings,
    share_out_shortfall,
)
from wardtoboard.inference import conditional_odds_ratios

LEVELS = ("Band 5", "Band 6", "Band 7", "Band 8a")
NAMES = ("ahp", "midwife", "nurse", "pharmacist")
FEW_DRAWS = replace(load_settings(), bootstrap_draws=10)

staff = st.lists(st.integers(0, 60), min_size=4, max_size=4).filter(any)
organisations = st.integers(2, 4).flatmap(
    lambda n: st.tuples(*[staff] * n).map(
        lambda all_staff: dict(zip(NAMES, all_staff, strict=False))
    )
)
unhurried = settings(deadline=None, max_examples=60)


def numbers(counts: Mapping[str, Any], **more: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """What is found of each profession and level, without their names."""
    return figures(findings_of(stock_of(counts, **{"levels": LEVELS, **more})))


def figures(found: Mapping[tuple[str, str], Any]) -> dict[tuple[str, str], dict[str, Any]]:
    kept = {}
    for key, finding in found.items():
        said = finding.to_dict()
        for name in ("profession", "level", "comparisons"):
            del said[name]
        kept[key] = said
    return kept


@unhurried
@given(organisations, st.permutations(NAMES))
def test_renaming_professions_moves_findings_and_changes_no_number(counts, names):
    renamed = dict(zip(NAMES, names, strict=True))
    after = numbers({renamed[name]: all_staff for name, all_staff in counts.items()})
    for (profession, level), said in numbers(counts).items():
        _same(after[renamed[profession], level], said)


@unhurried
@given(organisations)
def test_renaming_levels_moves_findings_and_changes_no_number(counts):
    renamed = dict(zip(LEVELS, ("A", "B", "C", "D"), strict=True))
    after = numbers(counts, levels=tuple(renamed.values()))
    for (profession, level), said in numbers(counts).items():
        _same(after[profession, renamed[level]], said)


def _same(one: Any, other: Any) -> None:
    """Tables are solved in batches, whose make-up may move the last digit of a figure."""
    if isinstance(one, Mapping):
        assert one.keys() == other.keys()
        for name, value in one.items():
            _same(value, other[name])
    elif isinstance(one, (list, tuple)):
        assert len(one) == len(other)
        for value, again in zip(one, other, strict=True):
            _same(value, again)
    elif isinstance(one, float) and isinstance(other, float):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-12, nan_ok=True)
    else:
        assert one == other


@unhurried
@given(organisations, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(counts, chooser):
    cells = [
        ((p, level), n) for p, each in counts.items() for level, n in zip(LEVELS, each, strict=True)
    ]
    entry = dict.fromkeys(NAMES, "Band 5")
    stock = build_stock("X1ZZ", "2026-03-31", dict(cells), LEVELS, entry)
    chooser.shuffle(cells)
    shuffled = build_stock("X1ZZ", "2026-03-31", dict(cells), LEVELS, entry)
    assert findings_of(stock) == findings_of(shuffled)


@unhurried
@given(organisations, organisations)
def test_organisations_do_not_touch_each_other(counts, others):
    bodies = [body_of(stock_of(each, levels=LEVELS)) for each in (others, counts)]
    together = find_ceilings(bodies, load_settings(), grade="C")
    (alone,) = find_ceilings([bodies[1]], load_settings(), grade="C")
    _same([one.to_dict() for one in together[1]], [one.to_dict() for one in alone])


@unhurried
@given(organisations)
def test_merging_two_others_leaves_the_ratio_unchanged(counts):
    assume(len(counts) > 2)
    focus, one, other, *_ = counts
    merged = {name: each for name, each in counts.items() if name != other}
    merged[one] = [a + b for a, b in zip(counts[one], counts[other], strict=True)]
    before = steps_of(stock_of(counts, levels=LEVELS))[focus]
    after = steps_of(stock_of(merged, levels=LEVELS))[focus]
    for step, again in zip(before, after, strict=True):
        for name in ("value", "mle", "low", "high", "p", "is_testable"):
            _same(getattr(again, name), getattr(step, name))


@unhurried
@given(organisations, st.integers(0, 4))
def test_a_level_that_nobody_holds_changes_nothing(counts, place):
    levels = (*LEVELS[:place], "Empty", *LEVELS[place:])
    wider = {name: [*each[:place], 0, *each[place:]] for name, each in counts.items()}
    entry = dict.fromkeys(counts, "Band 5")
    _same(numbers(wider, levels=levels, entry=entry), numbers(counts))


@unhurried
@given(organisations, st.integers(0, 3))
def test_a_step_closed_to_a_profession_without_anyone_there_or_above_changes_nothing(counts, place):
    with_end = counts | {"ahp": [n if k < place else 0 for k, n in enumerate(counts["ahp"])]}
    assume(any(with_end["ahp"]))
    closed = frozenset(("ahp", level) for level in LEVELS[place:])
    _same(numbers(with_end, closed=closed), numbers(with_end))


@unhurried
@given(organisations, st.integers(1, 60))
def test_people_below_their_entry_change_nothing_for_the_others(counts, people):
    before = numbers(counts)
    joined = counts | {"psychologist": [people, 0, 0, 0]}
    after = numbers(joined, entry={"psychologist": "Band 6"})
    assume(any(each[0] for each in counts.values()))
    for key, said in before.items():
        _same(_tested(after[key]), _tested(said))


def _tested(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "measures"}


@unhurried
@given(staff, staff)
def test_swapping_the_focus_and_the_reference_inverts_the_ratio(focus, reference):
    steps = steps_of(stock_of({"ahp": focus, "nurse": reference}, levels=LEVELS))
    nurses = {step.level: step for step in steps["nurse"]}
    for step in steps["ahp"]:
        if step.level in nurses and step.at_reference:
            other = nurses[step.level]
            inverse = [_inverse(figure) for figure in (other.value, other.mle)]
            assert [step.value, step.mle] == pytest.approx(inverse, rel=1e-9, nan_ok=True)
            assert step.low == pytest.approx(_inverse(other.high), rel=1e-9, nan_ok=True)
            assert step.high == pytest.approx(_inverse(other.low), rel=1e-9, nan_ok=True)
            assert step.p == pytest.approx(other.p, rel=1e-9)


def _inverse(figure: float) -> float:
    return math.inf if figure == 0 else 1 / figure


@unhurried
@given(st.tuples(*[st.integers(1, 80)] * 4))
def test_half_as_many_people_widen_the_interval(cells):
    half = conditional_odds_ratios(*cells)
    whole = conditional_odds_ratios(*(2 * cell for cell in cells))
    assert half.value[0] == whole.value[0]
    assert half.low[0] < whole.low[0]
    assert half.high[0] > whole.high[0]


@unhurried
@given(organisations, st.sampled_from(LEVELS), st.sampled_from((REST, *NAMES)))
def test_the_steps_of_a_shortfall_add_up_to_it(counts, level, against):
    stock = stock_of(counts, levels=LEVELS)
    assume(against in (REST, *counts) and against != "ahp" and level in stock.levels)
    try:
        shortfall = share_out_shortfall(stock, "ahp", level, against, FEW_DRAWS, 7)
    except CannotTellError:
        return
    total = sum(stage.contribution for stage in shortfall.stages)
    assert total == pytest.approx(shortfall.shortfall, abs=1e-9)
    assert shortfall.expected - shortfall.actual == pytest.approx(shortfall.shortfall, abs=1e-9)
    assert sum(stage.chance_largest for stage in shortfall.stages) == pytest.approx(1.0)


@unhurried
@given(organisations)
def test_every_label_keeps_its_promise(counts):
    for finding in findings_of(stock_of(counts, levels=LEVELS)).values():
        if finding.label in ("ceiling", "sticky_floor"):
            assert finding.q <= 0.10 * (1 + 1e-9)
            assert finding.cor.value <= 0.80
        if finding.label == "no_material_gap":
            assert 0.80 < finding.cor.low <= finding.cor.high < 1.25
        if finding.label == "possible":
            assert finding.chances[0] >= 0.80
        if finding.label == "too_few":
            assert finding.q is None
