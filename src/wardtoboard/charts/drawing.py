"""From marks to SVG text that a strict content security policy lets through.

Every place is given in pixels and nothing depends on measured text, so the drawing is the same
on every machine, whatever fonts it has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from xml.etree import ElementTree  # reads only what vl-convert drew, never a stranger's file

from wardtoboard.charts.colours import PAPER
from wardtoboard.charts.marks import DASHES, LINE_HEIGHT, Box, Mark, Rule, Sign, Words

FONT = "Arial, Helvetica, sans-serif"
SVG = "http://www.w3.org/2000/svg"


def draw(*planes: Iterable[Mark], width: float, height: float, title: str, description: str) -> str:
    """Draw planes of marks, each over the one before, on a white sheet of this size (pixels).

    Within a plane boxes lie lowest, then lines from thick to thin, then signs, then words. Returns
    SVG text with a title and a description that assistive technology announces, and without
    scripts, style elements, style attributes or links. Its ids come from what it says and
    shows, so they differ between charts and repeat between runs.
    """
    import vl_convert  # slow to import, needed only when something is drawn

    spec = specification(*planes, width=width, height=height)
    return _named(vl_convert.vegalite_to_svg(spec), title, description)


def specification(*planes: Iterable[Mark], width: float, height: float) -> dict[str, Any]:
    """Say planes of marks as a Vega-Lite specification: one layer for each run of like marks.

    It is written out, not built with Altair, whose checks and copies take ten times as long as
    the drawing; a test has Altair check it against the Vega-Lite schema instead.
    """
    scales = {"x": _pixels("x", width), "y": _pixels("y", height)}
    return {
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "background": PAPER,
        "config": {"aria": False, "font": FONT, "view": {"stroke": None}},
        "layer": [
            _layer(list(run), scales)
            for plane in planes
            for _, run in groupby(sorted(plane, key=_style), key=_style)
        ],
    }


def _pixels(name: str, length: float) -> dict[str, Any]:
    """Place a field in pixels from the top left, with no axis."""
    scale = {"domain": [0, length], "range": [0, length]}
    return {"field": name, "type": "quantitative", "axis": None, "scale": scale}


def _style(mark: Mark) -> tuple[int, float, str, bool]:
    """Say what marks share to be drawn as one layer, in the order the layers are laid."""
    match mark:
        case Box():
            return (0, -mark.stroke_width, mark.stroke or "", mark.dashed)
        case Rule():
            return (1, -mark.stroke_width, mark.stroke, mark.dashed)
        case Sign():
            return (2, -mark.size, mark.stroke + mark.shape, False)
        case _:
            return (3, -mark.size, mark.align, mark.bold)


def _layer(run: Sequence[Mark], scales: Mapping[str, Any]) -> dict[str, Any]:
    """Make one layer of like marks; place, colour and words come from its data."""
    first, encoding = run[0], dict(scales)
    if isinstance(first, (Box, Rule)):
        encoding |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    if not isinstance(first, Rule):
        encoding["fill"] = {"field": "fill", "type": "nominal", "scale": None}
    if isinstance(first, Words):
        encoding["text"] = {"field": "words", "type": "nominal"}
    values = [_values(mark) for mark in run]
    return {"data": {"values": values}, "mark": _mark(first), "encoding": encoding}


def _mark(mark: Mark) -> dict[str, Any]:
    """Say what the marks of a layer share."""
    match mark:
        case Box() | Rule():
            kind = "rect" if isinstance(mark, Box) else "rule"
            line = {"stroke": mark.stroke, "strokeWidth": mark.stroke_width} if mark.stroke else {}
            dashes = {"strokeDash": list(DASHES)} if mark.dashed else {}
            return {"type": kind, **line, **dashes}
        case Sign():
            shape = {"type": "point", "shape": mark.shape, "size": mark.size}
            return {**shape, "stroke": mark.stroke, "strokeWidth": 2, "opacity": 1}
        case _:
            weight = "bold" if mark.bold else "normal"
            face = {"font": FONT, "fontSize": mark.size, "fontWeight": weight}
            place = {"align": mark.align, "baseline": "middle", "lineHeight": LINE_HEIGHT}
            return {"type": "text", "limit": 0, **face, **place}


def _values(mark: Mark) -> dict[str, object]:
    match mark:
        case Box():
            return {"x": mark.x, "y": mark.y, "x2": mark.x2, "y2": mark.y2, "fill": mark.fill}
        case Rule():
            return {"x": mark.x, "y": mark.y, "x2": mark.x2, "y2": mark.y2}
        case Sign():
            return {"x": mark.x, "y": mark.y, "fill": mark.fill}
        case _:
            # Vega hangs further lines below the first: lift it by half of what follows.
            lift = LINE_HEIGHT * (len(mark.lines) - 1) / 2
            place = {"x": mark.x, "y": mark.y - lift}
            return {**place, "fill": mark.fill, "words": list(mark.lines)}


def _named(svg: str, title: str, description: str) -> str:
    """Give a drawing its title and description, and keep only the attributes that draw."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn in this process
    for element in root.iter():
        for name in _idle(element.attrib):
            del element.attrib[name]
    name = "chart-" + hashlib.sha256(f"{title}\n{description}\n{svg}".encode()).hexdigest()[:12]
    root.attrib |= {
        "role": "img",
        "aria-labelledby": f"{name}-title",
        "aria-describedby": f"{name}-desc",
    }
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        told = ElementTree.Element(f"{{{SVG}}}{tag}", id=f"{name}-{tag}")
        told.text = words
        root.insert(place, told)
    return ElementTree.tostring(root, encoding="unicode")


def _idle(names: Iterable[str]) -> list[str]:
    """Pick the attributes that only a style sheet or a script would use, and Vega's own roles."""
    return [name for name in names if name in ("class", "style", "role") or name.startswith("aria")]
