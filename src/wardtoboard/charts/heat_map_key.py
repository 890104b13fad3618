"""The key of a heat map: only what the map holds, each line with its sign and its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from wardtoboard.charts.colours import DEPTHS, LINE, PAPER, QUIET
from wardtoboard.charts.marks import Box, Mark, Words
from wardtoboard.charts.pictures import HeatMapPicture, MarkKind
from wardtoboard.charts.stops import stop_line
from wardtoboard.charts.words import capital

KeyKind: TypeAlias = MarkKind | Literal["depth", "withheld", "below"]

KEY_LINE = 28
SIGN_WIDTH = 60
STEP = SIGN_WIDTH / len(DEPTHS)
WORDS_GAP = 12


def withheld_box(x: float, y: float, x2: float, y2: float) -> Box:
    """Draw the outline of a withheld figure; it is the same whatever the figure was."""
    return Box(x + 1, y + 1, x2 - 1, y2 - 1, PAPER, QUIET, 1.5, dashed=True)


def key_lines(picture: HeatMapPicture) -> list[tuple[KeyKind, str]]:
    """List what the key explains: the kind of sign, and its words."""
    cells = [cell for _, row in picture.rows for cell in row]
    share = picture.shows == "share"
    measure = "Darker is a larger share" if share else "Darker is more people"
    lines: list[tuple[KeyKind, str]] = [("depth", measure)]
    lines += dict.fromkeys((mark.kind, capital(mark.word)) for mark in picture.marks)
    if any(cell.value is None and not cell.below_entry for cell in cells):
        lines.append(("withheld", "Withheld, so that no one can be picked out"))
    if any(cell.below_entry for cell in cells):
        lines.append(("below", "Below the level where the profession starts"))
    return lines


def key_marks(picture: HeatMapPicture, x: float, top: float) -> Iterator[Mark]:
    """Draw the key from this corner down."""
    for place, (kind, words) in enumerate(key_lines(picture)):
        y = top + KEY_LINE * (place + 0.5)
        yield from _sign(kind, x, y)
        yield Words(x + SIGN_WIDTH + WORDS_GAP, y, (words,))


def _sign(kind: KeyKind, x: float, y: float) -> list[Mark]:
    match kind:
        case "depth":
            return [
                Box(x + STEP * step, y - 9, x + STEP * (step + 1), y + 9, fill, LINE)
                for step, fill in enumerate(DEPTHS)
            ]
        case "withheld":
            return [withheld_box(x, y - 9, x + SIGN_WIDTH, y + 9)]
        case "below":
            return [Words(x + SIGN_WIDTH / 2, y, ("–",), align="center")]
        case _:
            return stop_line(kind, (x + SIGN_WIDTH / 2, y - 12), (x + SIGN_WIDTH / 2, y + 12))
