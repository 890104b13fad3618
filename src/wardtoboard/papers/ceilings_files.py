"""The files of a release: the page, the tables and the charts, all from the one object."""

from __future__ import annotations

from wardtoboard.base.writing import csv_text
from wardtoboard.disclosure import released_rows
from wardtoboard.papers.page import Details, Figure, Page, Section, render_page
from wardtoboard.papers.shown import Figures, Release, Shown

FINDINGS = (
    "organisation",
    "date",
    "profession",
    "level",
    "label",
    "grade",
    "sentence",
    "at",
    "above",
    "reference_at",
    "reference_above",
    "cor",
    "low",
    "high",
    "p",
    "q",
)
NOTE = {
    True: "Raw figures: not for sharing.\n",
    False: (
        "Protected for sharing. In headcounts.csv the value c is withheld: it may be any number, "
        "none included. Figures left out of findings.csv are withheld for the same reason.\n"
    ),
}


def release_files(release: Release, page: Page) -> dict[str, str]:
    """Give every file of a release as {path: text}."""
    charts = {f"charts/{i:02}.svg": svg for i, svg in enumerate(_drawings(page), start=1)}
    headers, rows = released_rows(release.table)
    return {
        "index.html": render_page(page),
        "headcounts.csv": csv_text(headers, rows),
        "findings.csv": csv_text(FINDINGS, [_row(release, shown) for shown in release.shown]),
        "README.txt": NOTE[release.is_raw],
        **charts,
    }


def _drawings(page: Page) -> list[str]:
    return [
        block.chart.svg
        for section in page.sections
        for block in _opened(section)
        if isinstance(block, Figure)
    ]


def _opened(holder: Section | Details) -> list[object]:
    blocks: list[object] = []
    for block in holder.blocks:
        blocks.extend(_opened(block) if isinstance(block, Details) else [block])
    return blocks


def _row(release: Release, shown: Shown) -> list[str]:
    return [
        release.code,
        release.date.isoformat(),
        shown.profession,
        shown.level,
        shown.label or "withheld",
        shown.grade,
        shown.sentence,
        *map(_cell, _numbers(shown.figures)),
    ]


def _numbers(figures: Figures | None) -> tuple[float | None, ...]:
    if figures is None:
        return (None,) * 9
    return (
        figures.at,
        figures.above,
        figures.reference_at,
        figures.reference_above,
        figures.cor.value,
        figures.cor.low,
        figures.cor.high,
        figures.p,
        figures.q,
    )


def _cell(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.6g}" if isinstance(figure, float) else str(figure)
