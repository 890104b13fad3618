"""How a chance grows with time in a level: one profession beside others, in steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wardtoboard.charts.axes import LEFT, LINE_LETTERS, RIGHT, Plot, apart, grid, plot_over_time
from wardtoboard.charts.colours import BAND, BOTH_BANDS, FOCUS, INK, OTHER_BAND, PAPER
from wardtoboard.charts.drawing import draw
from wardtoboard.charts.marks import Box, Mark, Rule, Sign, Words
from wardtoboard.charts.pictures import ChanceCurve, ChancesPicture, ChanceStep, Chart
from wardtoboard.charts.words import chance_in_words, in_a_list, in_lines, years_in_words

WIDTH, HEIGHT = 600, 344
BOTTOM = 288
YEAR = 12
VERBS = {"promotion": "are promoted", "leaving": "leave"}


def chances_chart(picture: ChancesPicture) -> Chart:
    """Draw two chances as steps over the months in a level, their 95% intervals as light bands.

    The axis holds every limit. A curve ends where nobody was followed any longer.
    """
    plot = _plot(picture)
    description = _description(picture)
    svg = draw(
        _bands(picture, plot),
        grid(plot, chance_in_words),
        [*_curve(picture.reference, picture, plot), *_months(picture, plot)],
        _curve(picture.focus, picture, plot),
        _labels(picture, plot),
        width=WIDTH,
        height=HEIGHT,
        title=picture.title,
        description=description,
    )
    headers, rows = _table(picture)
    return Chart(picture.title, description, headers, rows, svg)


def _plot(picture: ChancesPicture) -> Plot:
    most = max(step.high for curve in _curves(picture) for step in curve.steps)
    return plot_over_time(BOTTOM, most)


def _curves(picture: ChancesPicture) -> tuple[ChanceCurve, ChanceCurve]:
    return picture.focus, picture.reference


def _last(picture: ChancesPicture) -> int:
    """Give the last month on the level axis: the last that was seen or is named."""
    return max(*picture.by, *(curve.steps[-1].month for curve in _curves(picture) if curve.steps))


def _across(month: int, picture: ChancesPicture) -> float:
    """Give a whole number of pixels, so that bands that touch leave no seam."""
    return LEFT + round((RIGHT - LEFT) * month / _last(picture))


def _months(picture: ChancesPicture, plot: Plot) -> Iterator[Mark]:
    """Name what is drawn and how, and the years below."""
    yield Words(0, 12, (f"Chance of {picture.outcome}, by time in {picture.level}",), bold=True)
    yield Words(0, 30, ("Shaded: 95% interval",))
    for month in range(0, _last(picture) + 1, YEAR):
        x = _across(month, picture)
        yield Rule(x, plot.bottom, x, plot.bottom + 6, INK, 2)
        yield Words(x, plot.bottom + 18, (str(month // YEAR),), align="center")
    yield Words((LEFT + RIGHT) / 2, plot.bottom + 40, ("Years in the level",), align="center")


def _bands(picture: ChancesPicture, plot: Plot) -> Iterator[Mark]:
    """Draw each interval, and where they overlap, in colours that need no transparency."""
    both = _curves(picture)
    months = sorted({month for curve in both for month in _edges(curve)})
    for month, until in pairwise(months):
        steps = [curve.by(month) if _reaches(curve, until) else None for curve in both]
        ends = [(step.low, step.high) if step else None for step in steps]
        x, x2 = _across(month, picture), _across(until, picture)
        for end, fill in zip(reversed(ends), (OTHER_BAND, BAND), strict=True):
            if end:
                yield _band(x, x2, end, fill, plot)
        if ends[0] and ends[1]:
            low, high = max(ends[0][0], ends[1][0]), min(ends[0][1], ends[1][1])
            if low < high:
                yield _band(x, x2, (low, high), BOTH_BANDS, plot)


def _edges(curve: ChanceCurve) -> Iterator[int]:
    """Give the months at which an interval begins, and that at which the last one ends."""
    interval = None
    for step in curve.steps:
        if (step.low, step.high) != interval or step is curve.steps[-1]:
            yield step.month
        interval = step.low, step.high


def _reaches(curve: ChanceCurve, month: int) -> bool:
    return bool(curve.steps) and curve.steps[-1].month >= month


def _band(x: float, x2: float, ends: tuple[float, float], fill: str, plot: Plot) -> Box:
    return Box(x, plot.height_of(ends[1]), x2, plot.height_of(ends[0]), fill)


def _curve(curve: ChanceCurve, picture: ChancesPicture, plot: Plot) -> Iterator[Mark]:
    """Draw a curve as steps from nought, with a sign at its end."""
    colour, width = (FOCUS, 4) if curve is picture.focus else (INK, 2)
    x, y = _across(0, picture), plot.height_of(0)
    for step in _changes(curve):
        x2, y2 = _across(step.month, picture), plot.height_of(step.chance)
        yield Rule(x, y, x2, y, colour, width)
        yield Rule(x2, y, x2, y2, colour, width)
        x, y = x2, y2
    if curve.steps:
        end = _across(curve.steps[-1].month, picture)
        yield Rule(x, y, end, y, colour, width)
        if curve is picture.focus:
            yield Sign(end, y, "circle", FOCUS, FOCUS)
        else:
            yield Sign(end, y, "diamond", PAPER, INK)


def _changes(curve: ChanceCurve) -> Iterator[ChanceStep]:
    """Give the steps at which the chance itself grows."""
    chance = 0.0
    for step in curve.steps:
        if step.chance > chance:
            yield step
        chance = step.chance


def _labels(picture: ChancesPicture, plot: Plot) -> Iterator[Mark]:
    """Name each curve beside its end."""
    names = [_label(curve, picture, plot) for curve in _curves(picture) if curve.steps]
    if len(names) == 2:
        yield from apart(names[0], names[1], plot)
    else:
        yield from names


def _label(curve: ChanceCurve, picture: ChancesPicture, plot: Plot) -> Words:
    last = curve.steps[-1]
    lines = (
        *in_lines(curve.name, LINE_LETTERS),
        f"{chance_in_words(last.chance)} by {years_in_words(last.month)}",
    )
    is_focus = curve is picture.focus
    ink = FOCUS if is_focus else INK
    return Words(RIGHT + 14, plot.height_of(last.chance), lines, fill=ink, bold=is_focus)


def _description(picture: ChancesPicture) -> str:
    """Say the chances by each month that is named, with their intervals."""
    focus, reference = _curves(picture)
    sentences = [f"Of {focus.name} in {picture.level}, {_chances(focus, picture)}."]
    if reference.steps:
        sentences.append(f"Of {reference.name} there, {_chances(reference, picture)}.")
    return " ".join(sentences)


def _chances(curve: ChanceCurve, picture: ChancesPicture) -> str:
    known = [(month, step) for month in picture.by if (step := curve.by(month))]
    if not known:
        return f"nobody was followed as long as {years_in_words(picture.by[0])}"
    return in_a_list(
        [
            f"{chance_in_words(step.chance)}{'' if place else ' ' + VERBS[picture.outcome]} within "
            f"{years_in_words(month)} ({_interval(step)})"
            for place, (month, step) in enumerate(known)
        ]
    )


def _interval(step: ChanceStep | None) -> str:
    if step is None:
        return chance_in_words(None)
    return f"{chance_in_words(step.low)} to {chance_in_words(step.high)}"


def _table(picture: ChancesPicture) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Put the named months in a table."""
    headers = ["Time in the level"]
    for curve in _curves(picture):
        headers += [f"Chance: {curve.name}", f"95% interval: {curve.name}"]
    rows = []
    for month in picture.by:
        row = [years_in_words(month)]
        for curve in _curves(picture):
            step = curve.by(month)
            row += [chance_in_words(step.chance if step else None), _interval(step)]
        rows.append(tuple(row))
    return tuple(headers), tuple(rows)
