"""Releases for tests: what to release, written to a folder, and read back from its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from builders.worked_table import DAY, worked_table
from wardtoboard.ceilings import (
    People,
    build_body,
    find_ceilings,
    gather_people,
    load_settings,
)
from wardtoboard.papers import ReleaseRequest, write_release
from wardtoboard.staff import Unplaced, read_staff_tables, synthetic_trust

SEED = 20190101
WHEN = date(2026, 4, 1)


def worked_people(
    folder: Path, *, day: str = DAY, changes: Mapping[tuple[str, str], int] | None = None
) -> People:
    """The people of the worked table, read from a file as a person would bring it."""
    path = worked_table(folder / "worked.csv", day=day, changes=changes)
    return gather_people(read_staff_tables([path]), fte_as_headcount=False)[0]


def trust_people() -> tuple[People, tuple[Unplaced, ...]]:
    """The people of the synthetic trust, and those it could not place."""
    trust = synthetic_trust(SEED)
    people = gather_people(trust.table, fte_as_headcount=False, posts=trust.establishment)
    return people[0], trust.unplaced


def request_of(people: People, *, raw: bool = False, **more: Any) -> ReleaseRequest:
    """Ask to release one body with its own findings."""
    body = build_body(people)
    findings = find_ceilings([body], load_settings(), grade="C")[0]
    return ReleaseRequest(
        people=people,
        body=body,
        findings=tuple(findings),
        unplaced=more.pop("unplaced", ()),
        priors={},
        raw=raw,
        when=WHEN,
        **more,
    )


def release(request: ReleaseRequest, folder: Path, ledger: Path | None = None) -> Path:
    """Write a release and give its folder."""
    page = write_release(request, load_settings(), folder, ledger=ledger, progress=lambda *_: None)
    assert page == folder / "index.html"
    return folder


@dataclass
class PageTables(HTMLParser):
    """Every table of a page by its caption: rows of cells, the header row first."""

    tables: dict[str, list[list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self.caption, self.where = "", ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "caption":
            self.caption, self.where = "", "caption"
        elif tag == "tr":
            self.tables.setdefault(self.caption, []).append([])
        elif tag in ("th", "td"):
            self.where = "cell"
            self.tables[self.caption][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "th", "td"):
            self.where = ""

    def handle_data(self, data: str) -> None:
        if self.where == "caption":
            self.caption += data
        elif self.where == "cell":
            self.tables[self.caption][-1][-1] += data


def tables_of(html: str) -> dict[str, list[list[str]]]:
    """Read every table of a page."""
    reader = PageTables()
    reader.feed(html)
    return reader.tables


def descriptions_of(svg_or_html: str) -> list[str]:
    """Give the words that describe each drawing to a screen reader."""
    return re.findall(r"<desc[^>]*>([^<]*)</desc>", svg_or_html)
