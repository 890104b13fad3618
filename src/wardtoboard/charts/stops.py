"""How a place where a ladder stops is drawn: a shape for each kind, told apart without colour."""

from __future__ import annotations

from wardtoboard.charts.colours import INK, PAPER, STOP
from wardtoboard.charts.marks import Box, Mark, Rule, Sign, Words
from wardtoboard.charts.pictures import MarkKind

THICK = 6
THIN = 2
HALO = 12
TAG = 22
LETTER = 8.6
"""Room for one bold letter of a tag, in pixels: more than Arial needs on average."""


def stop_line(kind: MarkKind, start: tuple[float, float], end: tuple[float, float]) -> list[Mark]:
    """Draw a stop along a level or upright line, on a white band that parts it from the rest.

    A ceiling is a thick bar, a possible one is broken, a sticky floor carries a bead, drag is
    a thin bar with a diamond, and a ladder that ends (structural) is two thin lines.
    """
    (x, y), (x2, y2) = start, end
    halo = Rule(x, y, x2, y2, PAPER, HALO)
    match kind:
        case "ceiling":
            return [halo, Rule(x, y, x2, y2, STOP, THICK)]
        case "possible":
            return [halo, Rule(x, y, x2, y2, STOP, THICK, dashed=True)]
        case "sticky_floor":
            bead = Sign((x + x2) / 2, (y + y2) / 2, "circle", PAPER, STOP)
            return [halo, Rule(x, y, x2, y2, STOP, THICK), bead]
        case "drag":
            diamond = Sign((x + x2) / 2, (y + y2) / 2, "diamond", PAPER, STOP)
            return [halo, Rule(x, y, x2, y2, STOP, THIN), diamond]
        case _:
            aside, down = (0, 3) if y == y2 else (3, 0)
            return [
                halo,
                Rule(x - aside, y - down, x2 - aside, y2 - down, INK, THIN),
                Rule(x + aside, y + down, x2 + aside, y2 + down, INK, THIN),
            ]


def stop_tag(kind: MarkKind, word: str, x: float, y: float) -> list[Mark]:
    """Draw the word of a stop in a box that begins at x and is centred on y."""
    colour = INK if kind == "structural" else STOP
    open_box = kind == "possible"
    fill, ink = (PAPER, colour) if open_box else (colour, PAPER)
    end = x + LETTER * len(word) + 16
    return [
        Box(x, y - TAG / 2, end, y + TAG / 2, fill, colour, 2, dashed=open_box),
        Words((x + end) / 2, y, (word,), "center", ink, bold=True),
    ]
