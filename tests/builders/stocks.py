"""Stocks, bodies and findings for tests, from headcounts written as they stand on a ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reference.plain_statistics import WORKED_TABLE
from wardtoboard.ceilings import Body, Finding, Stock, build_stock, find_ceilings, load_settings
from wardtoboard.ceilings.classify import LabelledLadder, classify
from wardtoboard.ceilings.evidence import Step, weigh_steps

LEVELS = ("Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b+", "Board")
ENTRY = {"psychologist": "Band 6"}
Counts = Mapping[str, Sequence[int]]


def stock_of(
    counts: Counts,
    *,
    levels: Sequence[str] = LEVELS,
    entry: Mapping[str, str] | None = None,
    **more: Any,
) -> Stock:
    """Lay headcounts, written from the lowest level up, out on a ladder; entry is the lowest."""
    cells = {
        (profession, level): count
        for profession, staff in counts.items()
        for level, count in zip(levels, staff, strict=True)
    }
    begins = dict.fromkeys(counts, levels[0]) | dict(ENTRY | dict(entry or {}))
    begins = {p: level if level in levels else levels[0] for p, level in begins.items()}
    return build_stock("X1ZZ", "2026-03-31", cells, levels, begins, **more)


def worked_stock(**more: Any) -> Stock:
    """The worked table: five professions, of which the allied health professions stop at 8a."""
    return stock_of(WORKED_TABLE, **more)


def body_of(guide: Stock, code: str = "X1ZZ", **more: Any) -> Body:
    """One organisation of one stock."""
    return Body(code=code, date="2026-03-31", guide=guide, allied=more.pop("allied", None), **more)


def findings_in(body: Body, **options: Any) -> dict[tuple[str, str], Finding]:
    """The findings of one body by (profession, level)."""
    options.setdefault("grade", "C")
    (found,) = find_ceilings([body], load_settings(), **options)
    return {(finding.profession, finding.level): finding for finding in found}


def findings_of(stock: Stock, **options: Any) -> dict[tuple[str, str], Finding]:
    """The findings of one stock by (profession, level)."""
    return findings_in(body_of(stock), **options)


def steps_of(stock: Stock) -> dict[str, tuple[Step, ...]]:
    """The tested steps of one stock."""
    (steps,) = weigh_steps([stock], load_settings(), {})
    return steps


def ladders_of(stock: Stock) -> dict[str, LabelledLadder]:
    """The classified ladders of one stock."""
    return classify(steps_of(stock), load_settings())
