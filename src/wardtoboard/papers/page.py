"""One self-contained HTML page: no scripts, nothing fetched, readable on paper and by ear."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import ClassVar, Literal, TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wardtoboard.charts import Chart


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bulleted list of plain sentences."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title, its description in words and its table, from the one object."""

    kind: ClassVar[str] = "figure"
    chart: Chart


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its rows; ``note`` stands below it."""

    kind: ClassVar[str] = "table"
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A text that must not be missed, under a short heading."""

    kind: ClassVar[str] = "callout"
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """Blocks behind a line that a reader may open."""

    kind: ClassVar[str] = "details"
    summary: str
    blocks: tuple[Block, ...]


Block: TypeAlias = "Paragraph | Bullets | Figure | Table | Callout | Details"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page, linked from its contents."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """A line at the top of every page that says how its figures may be used."""

    text: str
    kind: Literal["warning", "information"] = "information"


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: the question or answer as title, the answer in words, then the parts."""

    title: str
    lead: str
    banners: tuple[Banner, ...]
    sections: tuple[Section, ...]
    footer: str


def render_page(page: Page) -> str:
    """Render a page as one HTML file: style and drawings inside it, no scripts, nothing fetched.

    The page's own security policy allows its one style sheet, by hash, and nothing else. Text is
    escaped; only a chart's drawing goes in as it is. ValueError when a chart stands on the page
    twice, as its ids may not.
    """
    _check_figures(page)
    template = _templates().get_template("page.html.jinja")
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template.render(
        page=page,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=f"sha256-{digest}",
        drawing=lambda chart: Markup(chart.svg),  # noqa: S704 - drawn and cleaned by charts
        next_number=itertools.count(1).__next__,
    )


def _check_figures(page: Page) -> None:
    """Refuse a chart shown twice."""
    seen: set[Chart] = set()
    for section in page.sections:
        for chart in _charts(section.blocks):
            if chart in seen:
                raise ValueError(f"a page shows a chart once; twice here: {chart.title}")
            seen.add(chart)


def _charts(blocks: Iterable[Block]) -> Iterator[Chart]:
    """Give every chart of these blocks, those inside details too."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block.chart
        elif isinstance(block, Details):
            yield from _charts(block.blocks)


def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("wardtoboard.papers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _style() -> str:
    return files("wardtoboard.papers").joinpath("templates/page.css").read_text(encoding="utf-8")
