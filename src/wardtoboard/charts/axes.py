"""The upright axis of a chart: ticks at round figures, and lines across to read them by."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wardtoboard.charts.colours import INK, TRACK
from wardtoboard.charts.marks import LINE_HEIGHT, Mark, Rule, Words

MOST_TICKS = 5
ROUND = (1.0, 2.0, 5.0, 10.0)
LINE_LETTERS = 24
"""Letters of a line beside the last point of a curve."""
LEFT, RIGHT, TOP = 52, 392, 48
"""Where the plot of a chart over time stands (pixels): figures to its left, names to its right."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The inside of a chart (pixels), and the figures on its upright axis, from nought up."""

    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[float, ...]

    def height_of(self, figure: float) -> float:
        """Give the height of a figure, in pixels from the top of the drawing."""
        return self.bottom - (self.bottom - self.top) * figure / self.ticks[-1]


def plot_over_time(bottom: float, most: float) -> Plot:
    """Give the plot of a chart over time, down to a height and up to the largest figure in it."""
    return Plot(LEFT, RIGHT, TOP, bottom, round_ticks(most))


def round_ticks(most: float) -> tuple[float, ...]:
    """Give round figures from nought to the first at or above the most, at most six of them."""
    if most <= 0:
        return (0.0, 1.0)
    rough = most / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in ROUND if one * power >= rough * (1 - 1e-9))
    return tuple(step * place for place in range(math.ceil(most / step - 1e-9) + 1))


def grid(plot: Plot, says: Callable[[float], str]) -> Iterator[Mark]:
    """Draw a line across at each tick, with its figure to the left of it."""
    for figure in plot.ticks:
        y = plot.height_of(figure)
        yield Rule(plot.left, y, plot.right, y, TRACK if figure else INK, 1 if figure else 2)
        yield Words(plot.left - 8, y, (says(figure),), align="right")


def apart(one: Words, other: Words, plot: Plot) -> tuple[Words, Words]:
    """Move the words beside two curves up and down until they stand apart inside the plot."""
    upper, lower = sorted((one, other), key=lambda words: words.y)
    room = LINE_HEIGHT * (len(upper.lines) + len(lower.lines)) / 2 + 4
    short = room - (lower.y - upper.y)
    top = plot.top + LINE_HEIGHT * (len(upper.lines) - 1) / 2
    bottom = plot.bottom - LINE_HEIGHT * (len(lower.lines) - 1) / 2
    upper_y = min(max(upper.y - max(short, 0) / 2, top), bottom - room)
    lower_y = max(min(max(lower.y + max(short, 0) / 2, upper_y + room), bottom), upper_y + room)
    moved = {id(upper): _at(upper, upper_y), id(lower): _at(lower, lower_y)}
    return moved[id(one)], moved[id(other)]


def _at(words: Words, y: float) -> Words:
    return Words(words.x, y, words.lines, words.align, words.fill, words.bold, words.size)
