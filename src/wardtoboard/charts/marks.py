"""The marks a chart is made of, placed in pixels from the top left of the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from wardtoboard.charts.colours import INK

TEXT_SIZE = 14
SMALL_TEXT_SIZE = 13
LINE_HEIGHT = 17
DASHES = (5, 4)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``dashed`` breaks its outline."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str
    stroke: str | None = None
    stroke_width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    stroke: str
    stroke_width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A small shape centred on a point; ``size`` is its area."""

    x: float
    y: float
    shape: Literal["circle", "diamond", "square"]
    fill: str
    stroke: str
    size: float = 110


@dataclass(frozen=True, slots=True)
class Words:
    """Words beside a point, centred on its height; several lines are spread about it."""

    x: float
    y: float
    lines: tuple[str, ...]
    align: Literal["left", "center", "right"] = "left"
    fill: str = INK
    bold: bool = False
    size: int = TEXT_SIZE


Mark: TypeAlias = Box | Rule | Sign | Words
