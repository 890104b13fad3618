"""How often people are promoted out of a level, year by year: one profession beside others."""

from __future__ import annotations

from collections.abc import Iterator

from wardtoboard.charts.axes import LEFT, LINE_LETTERS, RIGHT, Plot, apart, grid, plot_over_time
from wardtoboard.charts.colours import FOCUS, INK, PAPER
from wardtoboard.charts.drawing import draw
from wardtoboard.charts.marks import Mark, Rule, Sign, Words
from wardtoboard.charts.pictures import Chart, Rate, TrendPicture, TrendYear
from wardtoboard.charts.words import NOT_KNOWN, in_a_list, in_lines

WIDTH, HEIGHT = 600, 272
BOTTOM = 228
ASIDE = 7
"""How far the two signs of a year stand to either side of its middle, in pixels."""


def trend_chart(picture: TrendPicture) -> Chart:
    """Draw the rate of each year with its 95% interval; the axis holds every limit.

    A year in which nobody was there to be promoted has no sign.
    """
    plot = _plot(picture)
    description = _description(picture)
    svg = draw(
        [*grid(plot, _tick), *_years(picture, plot)],
        _rates(picture, plot),
        _labels(picture, plot),
        width=WIDTH,
        height=HEIGHT,
        title=picture.title,
        description=description,
    )
    headers, rows = _table(picture)
    return Chart(picture.title, description, headers, rows, svg)


def _plot(picture: TrendPicture) -> Plot:
    most = max(rate.high for one in picture.years for rate in (one.focus, one.reference) if rate)
    return plot_over_time(BOTTOM, most)


def _tick(figure: float) -> str:
    return f"{figure:g}"


def _across(place: int, picture: TrendPicture) -> float:
    return LEFT + (RIGHT - LEFT) * (place + 0.5) / len(picture.years)


def _years(picture: TrendPicture, plot: Plot) -> Iterator[Mark]:
    """Name what is drawn, and the years below; of many years, every other one or fewer."""
    heading = f"Promotions from {picture.level} for every 100 person-years"
    yield Words(0, 12, (heading,), bold=True)
    yield Words(0, 30, ("Upright lines: 95% interval",))
    each = -(-len(picture.years) // 7)
    for place, one in enumerate(picture.years):
        if (len(picture.years) - 1 - place) % each == 0:
            x = _across(place, picture)
            yield Words(x, plot.bottom + 18, (str(one.year),), align="center")


def _rates(picture: TrendPicture, plot: Plot) -> Iterator[Mark]:
    for place, one in enumerate(picture.years):
        x = _across(place, picture)
        for rate, is_focus in ((one.reference, False), (one.focus, True)):
            if rate is not None:
                aside = -ASIDE if is_focus else ASIDE
                yield from _rate(rate, x + aside, plot, is_focus=is_focus)


def _rate(rate: Rate, x: float, plot: Plot, *, is_focus: bool) -> Iterator[Mark]:
    """Draw a rate as a sign on the line of its interval."""
    colour = FOCUS if is_focus else INK
    low, high = plot.height_of(rate.low), plot.height_of(rate.high)
    yield Rule(x, low, x, high, colour, 2)
    for end in (low, high):
        yield Rule(x - 4, end, x + 4, end, colour, 2)
    y = plot.height_of(rate.value)
    if is_focus:
        yield Sign(x, y, "circle", FOCUS, FOCUS)
    else:
        yield Sign(x, y, "diamond", PAPER, INK)


def _labels(picture: TrendPicture, plot: Plot) -> Iterator[Mark]:
    """Name each sign to the right, at the height of its last rate."""
    focus = [(one.year, one.focus) for one in picture.years if one.focus]
    others = [(one.year, one.reference) for one in picture.years if one.reference]
    name = _label(picture.profession, *focus[-1], plot, is_focus=True)
    if not others:
        yield name
    else:
        yield from apart(name, _label(picture.reference, *others[-1], plot, is_focus=False), plot)


def _label(name: str, year: int, rate: Rate, plot: Plot, *, is_focus: bool) -> Words:
    lines = (*in_lines(name, LINE_LETTERS), f"{_one(rate)} in {year}")
    ink = FOCUS if is_focus else INK
    return Words(RIGHT + 14, plot.height_of(rate.value), lines, fill=ink, bold=is_focus)


def _one(rate: Rate | None) -> str:
    return NOT_KNOWN if rate is None else f"{rate.value:.1f}"


def _interval(rate: Rate | None) -> str:
    return NOT_KNOWN if rate is None else f"{rate.low:.1f} to {rate.high:.1f}"


def _description(picture: TrendPicture) -> str:
    """Say every year that is known, of both."""
    own, others = [one.focus for one in picture.years], [one.reference for one in picture.years]
    description = f"{_said(picture, own, picture.profession)}, for every 100 person-years."
    if not any(others):
        return description
    return f"{description} {_said(picture, others, picture.reference)}."


def _said(picture: TrendPicture, rates: list[Rate | None], name: str) -> str:
    known = [
        f"{_one(rate)} in {one.year}"
        for one, rate in zip(picture.years, rates, strict=True)
        if rate is not None
    ]
    return f"Promotions of {name} from {picture.level}: {in_a_list(known)}"


def _table(picture: TrendPicture) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Put the rates in a table, the first year first."""
    headers = ["Year"]
    for name in (picture.profession, picture.reference):
        headers += [f"Rate: {name}", f"95% interval: {name}"]
    return tuple(headers), tuple(_row(one) for one in picture.years)


def _row(one: TrendYear) -> tuple[str, ...]:
    return (
        str(one.year),
        _one(one.focus),
        _interval(one.focus),
        _one(one.reference),
        _interval(one.reference),
    )
