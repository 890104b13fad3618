"""What each step up costs one profession, in people, beside a reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardtoboard.charts.colours import FOCUS, INK, PAPER, QUIET, STOP
from wardtoboard.charts.drawing import draw
from wardtoboard.charts.marks import Box, Mark, Rule, Words
from wardtoboard.charts.pictures import Chart, ContributionsPicture, ContributionStep
from wardtoboard.charts.words import NOT_SHOWN, WITHHELD_WORD, in_a_list, in_lines

ROW = 46
BAR = 24
HEAD = 54
EDGE = 10
WIDTH = 600
LEVELS_RIGHT = 100
BARS = (196, 466)
LETTERS = 13
MOST_WORDS = "the largest loss"


@dataclass(frozen=True, slots=True)
class _Scale:
    """People to pixels; nought is always on it."""

    low: float
    high: float

    def __call__(self, people: float) -> float:
        left, right = BARS
        return left + (right - left) * (people - self.low) / (self.high - self.low)


def contributions_chart(picture: ContributionsPicture) -> Chart:
    """Draw the people each step costs (to the right) or gains (to the left), lowest step below.

    Steps whose figure is withheld have the word alone. The largest loss is named when every
    figure is known, or when the picture itself names it.
    """
    description = _description(picture)
    svg = draw(
        [*_headings(picture), *_bars(picture)],
        width=WIDTH,
        height=_height(picture),
        title=picture.title,
        description=description,
    )
    headers, rows = _table(picture)
    return Chart(picture.title, description, headers, rows, svg)


def _height(picture: ContributionsPicture) -> float:
    return HEAD + ROW * len(picture.steps) + EDGE


def costliest(picture: ContributionsPicture) -> str | None:
    """Name the level whose step costs most: None when unknown or when no step costs anything."""
    if picture.costs_most is not None:
        return picture.costs_most
    known = [(step.people, step.level) for step in picture.steps if step.people is not None]
    if len(known) < len(picture.steps):
        return None
    people, level = max(known, key=lambda each: each[0])
    return level if round(people, 1) > 0 else None


def _scale(picture: ContributionsPicture) -> _Scale:
    ends = [
        figure
        for step in picture.steps
        for figure in (step.people, step.low, step.high)
        if figure is not None
    ]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return _Scale(low, high if high > low else 1.0)


def _headings(picture: ContributionsPicture) -> Iterator[Mark]:
    """Name the steps, and each side of nought that holds a figure."""
    yield Words(LEVELS_RIGHT, HEAD - 12, ("Step up from",), align="right", bold=True)
    if not _known(picture):
        return
    scale = _scale(picture)
    zero = scale(0)
    if scale.low < 0:
        yield Words(zero - 10, 16, ("← gains people",), align="right", bold=True)
    yield Words(zero + 10, 16, ("loses people →",), bold=True)
    yield Rule(zero, 6, zero, _height(picture) - EDGE, INK, 2)


def _bars(picture: ContributionsPicture) -> Iterator[Mark]:
    """Name each step, and draw its bar or the outline that stands for a withheld one."""
    scale, most = _scale(picture), costliest(picture)
    withheld_at = scale(0) + 8 if _known(picture) else LEVELS_RIGHT + 20
    for place, step in enumerate(picture.steps):
        y = HEAD + ROW * (len(picture.steps) - place - 0.5)
        level = tuple(in_lines(step.level, LETTERS))
        yield Words(LEVELS_RIGHT, y, level, align="right", bold=True)
        is_most = step.level == most
        if step.people is None:
            yield from _withheld(withheld_at, y, is_most=is_most)
        else:
            yield from _bar(step, step.people, scale, y, is_most=is_most)


def _withheld(x: float, y: float, *, is_most: bool) -> Iterator[Mark]:
    yield Box(x, y - BAR / 2, x + 84, y + BAR / 2, PAPER, QUIET, 2, dashed=True)
    yield Words(x + 42, y, (WITHHELD_WORD,), align="center")
    if is_most:
        yield Words(x + 96, y, (MOST_WORDS,), bold=True)


def _bar(
    step: ContributionStep, people: float, scale: _Scale, y: float, *, is_most: bool
) -> Iterator[Mark]:
    """Draw a known step: bar, interval, and words beyond whichever reaches further."""
    zero, end = scale(0), scale(people)
    fill = STOP if is_most else FOCUS
    yield Box(min(zero, end), y - BAR / 2, max(zero, end), y + BAR / 2, fill)
    reach = [zero, end]
    if step.low is not None and step.high is not None:
        low, high = scale(step.low), scale(step.high)
        yield Rule(low, y, high, y, PAPER, 5)
        yield Rule(low, y, high, y, INK, 2)
        yield Rule(low, y - 6, low, y + 6, INK, 2)
        yield Rule(high, y - 6, high, y + 6, INK, 2)
        reach += [low, high]
    lines = (_people_words(people), *((MOST_WORDS,) if is_most else ()))
    if people < 0:
        yield Words(min(reach) - 8, y, lines, align="right")
    else:
        yield Words(max(reach) + 8, y, lines, bold=is_most)


def _known(picture: ContributionsPicture) -> bool:
    return any(step.people is not None for step in picture.steps)


def _people_words(people: float | None) -> str:
    """Say a contribution to a tenth of a person."""
    if people is None:
        return WITHHELD_WORD
    tenths = round(people, 1)
    if tenths == 0:
        return "no difference"
    return f"{'loses' if tenths > 0 else 'gains'} {abs(tenths):,.1f}"


def _description(picture: ContributionsPicture) -> str:
    """Say the drawing: the costliest step, then every step that is known."""
    way = f"On the way to {picture.destination}, beside {picture.reference}"
    most = costliest(picture)
    if most is None:
        sentences = [f"{way}: what each step costs {picture.profession}."]
    else:
        sentences = [f"{way}, {picture.profession} lose most at the step up from {most}."]
    known = [
        f"{_people_words(step.people)} at {step.level}"
        for step in picture.steps
        if step.people is not None
    ]
    if known:
        sentences.append(f"In people, from the lowest step up: {in_a_list(known)}.")
    if len(known) < len(picture.steps):
        which = "Some figures" if known else "The figures"
        sentences.append(f"{which} are withheld so that no one can be picked out.")
    return " ".join(sentences)


def _table(
    picture: ContributionsPicture,
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Put the picture in a table, lowest step first; the interval where any step has one."""
    has_interval = any(step.low is not None for step in picture.steps)
    headers = ["Step up from", f"People, beside {picture.reference}"]
    if has_interval:
        headers.append("Interval")
    most = costliest(picture)
    rows = []
    for step in picture.steps:
        words = _people_words(step.people)
        row = [step.level, f"{words}, {MOST_WORDS}" if step.level == most else words]
        if has_interval:
            row.append(_interval_words(step))
        rows.append(tuple(row))
    return tuple(headers), tuple(rows)


def _interval_words(step: ContributionStep) -> str:
    """Say an interval with minus for a gain, as its column mixes both."""
    if step.low is None or step.high is None:
        return NOT_SHOWN
    return f"{_signed(step.low)} to {_signed(step.high)}"


def _signed(people: float) -> str:
    tenths = round(people, 1) + 0.0
    return f"{'−' if tenths < 0 else ''}{abs(tenths):,.1f}"
