"""One profession's ladder: people at each level, the odds of going above, and where it stops."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from wardtoboard.charts.colours import FOCUS, INK, PAPER, QUIET, TRACK
from wardtoboard.charts.drawing import draw
from wardtoboard.charts.marks import LINE_HEIGHT, Box, Mark, Rule, Sign, Words
from wardtoboard.charts.pictures import Chart, LadderPicture, LadderStep
from wardtoboard.charts.stops import stop_line, stop_tag
from wardtoboard.charts.words import (
    NOT_SHOWN,
    capital,
    count_in_words,
    in_a_list,
    in_lines,
    odds_in_words,
)

ROW = 60
BAR = 24
EDGE = 6
LEVELS_RIGHT = 86
LETTERS = 28
BARS = (96, 216)
ODDS = (318, 528)
ROOM = 1.5  # the odds line goes this many times beyond the figures on it
NO_STEP = "no step above"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The size of the drawing and the heights of its rows (pixels), highest level at the top."""

    picture: LadderPicture
    has_odds: bool

    @property
    def width(self) -> float:
        return 560 if self.has_odds else 270

    @property
    def names(self) -> tuple[list[str], list[str]]:
        """The names beside the two signs, in lines that fit."""
        picture = self.picture
        return in_lines(picture.profession, LETTERS), in_lines(picture.reference, LETTERS)

    @property
    def head(self) -> float:
        lines = 2 + sum(len(name) for name in self.names) if self.has_odds else 1
        return LINE_HEIGHT * lines + 26

    @property
    def height(self) -> float:
        return self.head + ROW * len(self.picture.steps) + EDGE

    def middle(self, place: int) -> float:
        """Give the height of a step's middle; place 0 is the lowest level."""
        return self.head + ROW * (len(self.picture.steps) - place - 0.5)


def ladder_chart(picture: LadderPicture) -> Chart:
    """Draw one profession's ladder, lowest level at the bottom.

    Bars are people; a withheld figure is an outline with the word, whatever it was. Odds stand
    on a logarithmic line, so equal gaps are equal odds ratios; zero stands at its left end. With
    no odds at all their half is left out. The mark lies above its level.
    """
    sheet = _Sheet(picture, any(_has_odds(step) for step in picture.steps))
    marks = [*_people(sheet)]
    if sheet.has_odds:
        marks += [*_odds_heading(sheet), *_odds(sheet)]
    description = _description(picture)
    svg = draw(
        marks,
        *_stop(sheet),
        width=sheet.width,
        height=sheet.height,
        title=picture.title,
        description=description,
    )
    headers, rows = _table(sheet)
    return Chart(picture.title, description, headers, rows, svg)


def _has_odds(step: LadderStep) -> bool:
    return step.odds is not None or step.reference_odds is not None


def _people(sheet: _Sheet) -> Iterator[Mark]:
    """Draw the levels, and a bar and its words for each."""
    most = max((step.headcount or 0 for step in sheet.picture.steps), default=0) or 1
    left, right = BARS
    yield Words(left, sheet.head - 26, ("People at each level",), bold=True)
    for place, step in enumerate(sheet.picture.steps):
        y = sheet.middle(place)
        level = tuple(in_lines(step.level, 11))
        yield Words(LEVELS_RIGHT, y, level, align="right", bold=True)
        words = count_in_words(step.headcount)
        if step.headcount is None:
            yield Box(left, y - BAR / 2, left + 84, y + BAR / 2, PAPER, QUIET, 2, dashed=True)
            yield Words(left + 42, y, (words,), align="center")
            continue
        end = left + (right - left) * step.headcount / most
        yield Box(left, y - BAR / 2, end, y + BAR / 2, FOCUS)
        yield Words(end + 8, y, (words,))
    yield Rule(left, sheet.head, left, sheet.height - EDGE, INK, 2)


def _odds_heading(sheet: _Sheet) -> Iterator[Mark]:
    """Say what the odds are, and which sign is whose."""
    x, y = ODDS[0] - 16, 16.0
    heading = ("Odds of being above each step", "(people above for each one at it)")
    yield Words(x, y, heading[:1], bold=True)
    yield Words(x, y + LINE_HEIGHT, heading[1:])
    y += LINE_HEIGHT * 2 + 6
    for lines, sign in zip(sheet.names, (_focus_sign, _reference_sign), strict=True):
        yield sign(x + 8, y)
        yield Words(x + 24, y + LINE_HEIGHT * (len(lines) - 1) / 2, tuple(lines))
        y += LINE_HEIGHT * len(lines) + 4


def _odds(sheet: _Sheet) -> Iterator[Mark]:
    """Draw the two odds of each step, joined, with figures above and below so none collide."""
    steps = sheet.picture.steps
    given = [odds for step in steps for odds in (step.odds, step.reference_odds) if odds]
    low, high = (
        math.log(end) for end in (min(given, default=1) / ROOM, max(given, default=1) * ROOM)
    )
    left, right = ODDS

    def across(odds: float) -> float:
        return left + (right - left) * (math.log(odds) - low) / (high - low) if odds else left

    for place, step in enumerate(steps):
        y = sheet.middle(place)
        if not _has_odds(step):
            words = NO_STEP if place == len(steps) - 1 else NOT_SHOWN
            yield Words(left - 16, y, (words,), fill=QUIET)
            continue
        yield Rule(left, y, right, y, TRACK, 5)
        known = [across(odds) for odds in (step.odds, step.reference_odds) if odds is not None]
        yield Rule(min(known), y, max(known), y, INK, 3)
        if step.reference_odds is not None:
            x = across(step.reference_odds)
            yield _reference_sign(x, y)
            yield Words(x, y + 15, (odds_in_words(step.reference_odds),), align="center")
        if step.odds is not None:
            x = across(step.odds)
            yield _focus_sign(x, y)
            words = odds_in_words(step.odds)
            yield Words(x, y - 15, (words,), align="center", fill=FOCUS, bold=True)


def _focus_sign(x: float, y: float) -> Sign:
    return Sign(x, y, "circle", FOCUS, FOCUS)


def _reference_sign(x: float, y: float) -> Sign:
    return Sign(x, y, "diamond", PAPER, INK)


def _stop(sheet: _Sheet) -> tuple[list[Mark], ...]:
    """Draw the mark above its level, across the whole ladder, and its word upon it."""
    mark = sheet.picture.mark
    if mark is None:
        return ()
    place = [step.level for step in sheet.picture.steps].index(mark.level)
    y = sheet.middle(place) - ROW / 2
    line = stop_line(mark.kind, (EDGE, y), (sheet.width - EDGE, y))
    return line, stop_tag(mark.kind, mark.word, EDGE, y)


def _description(picture: LadderPicture) -> str:
    """Say the drawing: the stop, the odds at it, then people from the lowest level up."""
    sentences = []
    mark = picture.mark
    if mark is not None:
        sentences.append(f"{capital(mark.word)} at {mark.level}.")
        step = next(step for step in picture.steps if step.level == mark.level)
        if step.odds is not None and step.reference_odds is not None:
            sentences.append(
                f"The odds of being above {step.level} are {odds_in_words(step.odds)} for "
                f"{picture.profession} and {odds_in_words(step.reference_odds)} for "
                f"{picture.reference}."
            )
    people = [f"{count_in_words(step.headcount)} at {step.level}" for step in picture.steps]
    sentences.append(
        f"{capital(picture.profession)} from the lowest level up: {in_a_list(people)}."
    )
    return " ".join(sentences)


def _table(sheet: _Sheet) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Put the picture in a table, lowest level first, with only the columns it has."""
    picture, mark = sheet.picture, sheet.picture.mark
    headers = ["Level", "People"]
    if sheet.has_odds:
        headers += [f"Odds of being above: {picture.profession}", f"Odds: {picture.reference}"]
    if mark is not None:
        headers.append("Where the ladder stops")
    rows = []
    for step in picture.steps:
        row = [step.level, count_in_words(step.headcount)]
        if sheet.has_odds:
            is_top = step is picture.steps[-1] and not _has_odds(step)
            both = (step.odds, step.reference_odds)
            row += [NO_STEP if is_top else odds_in_words(odds) for odds in both]
        if mark is not None:
            row.append(mark.word if step.level == mark.level else "not here")
        rows.append(tuple(row))
    return tuple(headers), tuple(rows)
