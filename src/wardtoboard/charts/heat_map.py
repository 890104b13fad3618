"""Professions by level: how many, or what share, and where each ladder stops."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from wardtoboard.charts.colours import LINE, PAPER, depth, ink_on
from wardtoboard.charts.drawing import draw
from wardtoboard.charts.heat_map_key import KEY_LINE, key_lines, key_marks, withheld_box
from wardtoboard.charts.marks import LINE_HEIGHT, SMALL_TEXT_SIZE, Box, Mark, Words
from wardtoboard.charts.pictures import Chart, HeatMapCell, HeatMapPicture
from wardtoboard.charts.stops import stop_line
from wardtoboard.charts.words import (
    count_in_words,
    in_lines,
    share_in_words,
)

NAMES_RIGHT = 150
LEFT = 160
KEY_LEFT = 6
CELL_WIDTH = 70
CELL_HEIGHT = 44
GAP = 2
BELOW_ENTRY_SIGN = "–"
BELOW_ENTRY_WORDS = "below entry level"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The size of the drawing and the places of its cells (pixels)."""

    picture: HeatMapPicture

    @property
    def head(self) -> float:
        return 14 + LINE_HEIGHT * max(len(in_lines(level, 9)) for level in self.picture.levels)

    @property
    def width(self) -> float:
        return max(LEFT + CELL_WIDTH * len(self.picture.levels) + 8, 600)

    @property
    def foot(self) -> float:
        return self.head + CELL_HEIGHT * len(self.picture.rows)

    @property
    def height(self) -> float:
        return self.foot + 12 + KEY_LINE * len(key_lines(self.picture))

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """Give the top left of a cell."""
        return LEFT + CELL_WIDTH * column, self.head + CELL_HEIGHT * row


def heat_map(picture: HeatMapPicture) -> Chart:
    """Draw professions by level, lowest level at the left; darker is more.

    A withheld cell is an outline with the word, an empty one says none, and a level below a
    profession's entry is a dash. Depth of colour goes by the square root of headcounts, which
    span a thousandfold, and directly by shares.
    """
    sheet = _Sheet(picture)
    description = _description(picture)
    svg = draw(
        [*_cells(sheet), *_names(sheet), *key_marks(picture, KEY_LEFT, sheet.foot + 12)],
        _stops(sheet),
        width=sheet.width,
        height=sheet.height,
        title=picture.title,
        description=description,
    )
    rows = tuple(
        (profession, *(_table_words(picture, row, column) for column in range(len(cells))))
        for row, (profession, cells) in enumerate(picture.rows)
    )
    return Chart(picture.title, description, ("Profession", *picture.levels), rows, svg)


def _words(picture: HeatMapPicture, cell: HeatMapCell) -> str:
    if cell.below_entry:
        return BELOW_ENTRY_WORDS
    if picture.shows == "share":
        return share_in_words(cell.value)
    return count_in_words(None if cell.value is None else int(cell.value))


def _table_words(picture: HeatMapPicture, row: int, column: int) -> str:
    """Say a cell, and the stop at its upper edge where there is one."""
    profession, cells = picture.rows[row]
    stops = [
        mark.word.lower()
        for mark in picture.marks
        if (mark.profession, mark.level) == (profession, picture.levels[column])
    ]
    return "; ".join([_words(picture, cells[column]), *stops])


def _fill(picture: HeatMapPicture, cell: HeatMapCell) -> str:
    """Choose the step of blue; withheld, empty and below entry stay white."""
    if not cell.value:
        return PAPER
    figures = [each.value or 0 for _, cells in picture.rows for each in cells]
    part = cell.value / max(figures)
    return depth(math.sqrt(part) if picture.shows == "headcount" else part)


def _cells(sheet: _Sheet) -> Iterator[Mark]:
    """Draw each cell's box and its words."""
    picture = sheet.picture
    for row, (_, cells) in enumerate(picture.rows):
        for column, cell in enumerate(cells):
            x, y = sheet.corner(row, column)
            x2, y2 = x + CELL_WIDTH - GAP, y + CELL_HEIGHT - GAP
            fill = _fill(picture, cell)
            if cell.value is not None:
                yield Box(x, y, x2, y2, fill, LINE)
            elif not cell.below_entry:
                yield withheld_box(x, y, x2, y2)
            label = BELOW_ENTRY_SIGN if cell.below_entry else _words(picture, cell)
            lines = tuple(in_lines(label, 8))
            middle = ((x + x2) / 2, (y + y2) / 2)
            yield Words(*middle, lines, "center", ink_on(fill), size=SMALL_TEXT_SIZE)


def _names(sheet: _Sheet) -> Iterator[Mark]:
    """Name the rows at the left and the levels above."""
    for row, (profession, _) in enumerate(sheet.picture.rows):
        y = sheet.corner(row, 0)[1] + (CELL_HEIGHT - GAP) / 2
        yield Words(NAMES_RIGHT, y, tuple(in_lines(profession, 20)), align="right")
    for column, level in enumerate(sheet.picture.levels):
        x = sheet.corner(0, column)[0] + (CELL_WIDTH - GAP) / 2
        lines = tuple(in_lines(level, 9))
        y = sheet.head - 8 - LINE_HEIGHT * len(lines) / 2
        yield Words(x, y, lines, align="center", bold=True, size=SMALL_TEXT_SIZE)


def _stops(sheet: _Sheet) -> Iterator[Mark]:
    """Draw each finding on the edge between its level and the one above."""
    professions = [profession for profession, _ in sheet.picture.rows]
    for mark in sheet.picture.marks:
        row, column = professions.index(mark.profession), sheet.picture.levels.index(mark.level)
        x, y = sheet.corner(row, column + 1)
        middle = x - GAP / 2
        yield from stop_line(mark.kind, (middle, y), (middle, y + CELL_HEIGHT - GAP))


def _description(picture: HeatMapPicture) -> str:
    """Say the drawing: the findings first, then what a cell is and how much is withheld."""
    stops = [f"{mark.profession}: {mark.word.lower()} at {mark.level}" for mark in picture.marks]
    sentences = [f"{'; '.join(stops)}."] if stops else ["No place is marked where a ladder stops."]
    measure = "share" if picture.shows == "share" else "number of people"
    sentences.append(
        f"Each cell is the {measure} of one of {len(picture.rows)} professions at one of "
        f"{len(picture.levels)} levels, from {picture.levels[0]} to {picture.levels[-1]}."
    )
    withheld = sum(
        cell.value is None and not cell.below_entry for _, row in picture.rows for cell in row
    )
    if withheld:
        cells = "1 cell is" if withheld == 1 else f"{withheld} cells are"
        sentences.append(f"{cells} withheld so that no one can be picked out.")
    return " ".join(sentences)
