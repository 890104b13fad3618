"""Every count that documents say of a profession at a level, wherever and however they say it.

Tables of pages, of CSV and XLSX files and of charts, the API's answers, and the words and numbers
drawn in a chart, which may say nothing that the chart's own table does not.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from python_calamine import CalamineWorkbook

from builders.releases import tables_of
from functional.site.crawl import Document
from wardtoboard.disclosure import TOTAL, WITHHELD
from wardtoboard.papers.families import UNSPLIT
from wardtoboard.professions import load_professions
from wardtoboard.staff.levels import load_levels

Key = tuple[str, str]
Value = int | str
Table = list[list[str]]

NAMES = {one.label: one.id for one in load_professions(date.max)} | {
    "All professions": TOTAL,
    "Allied health professionals of unknown profession": UNSPLIT,
}
LEVELS = {
    re.sub(r"[^a-z0-9]+", "-", one.lower().replace("+", " plus")).strip("-"): one
    for one in load_levels(date.max).ranks
}
"""Each level by its name in addresses."""
WORDS = {"withheld": WITHHELD, "none": 0}
NOTHING = {"below entry level", "–", "-", ""}
ADDRESS = re.compile(r"/ceilings/(?P<profession>[a-z_]+)/(?:(?P<level>(?!download)[a-z0-9-]+)/)?")
ABOVE = "above "
"""A name for all levels above one, as figures behind a finding count them."""


@dataclass
class Said:
    """What was said of each cell, and of the order of levels.

    `others` are the tables that say nothing of cells, by their headers; `drawn` the numbers that
    a chart says and its own table does not.
    """

    counts: dict[Key, set[Value]] = field(default_factory=lambda: defaultdict(set))
    others: set[tuple[str, ...]] = field(default_factory=set)
    drawn: list[str] = field(default_factory=list)
    ladder: tuple[str, ...] = ()


def counts_said(documents: Iterable[Document]) -> Said:
    """Read every document."""
    said = Said()
    for document in documents:
        if document.kind == "application/json":
            _read_answer(json.loads(document.text), said)
            continue
        for caption, table in _tables(document):
            _read_table(document, caption, table, said)
        if document.kind == "text/html":
            said.drawn += _drawn_but_not_in_the_table(document.text)
    return said


def _tables(document: Document) -> Iterator[tuple[str, Table]]:
    if document.kind == "text/csv":
        yield "", list(csv.reader(io.StringIO(document.text)))
    elif document.kind.endswith("spreadsheetml.sheet"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(document.body))
        rows = [[_cell(one) for one in row] for row in book.get_sheet_by_index(0).to_python()]
        yield rows[0][0], [row for row in rows[2:] if len([one for one in row if one]) > 1]
    elif document.kind == "text/html":
        for caption, table in tables_of(document.text).items():
            headers, *rows = table
            yield (
                caption.strip(),
                [
                    [one.strip() for one in headers],
                    *(
                        [_without(header, cell) for header, cell in zip(headers, row, strict=False)]
                        for row in rows
                    ),
                ],
            )


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


def _without(header: str, cell: str) -> str:
    """Take away the header that a narrow window shows beside each cell."""
    words = " ".join(cell.split())
    return words.removeprefix(" ".join(header.split())).strip()


def _read_table(document: Document, caption: str, table: Table, said: Said) -> None:
    headers = tuple(table[0])
    where = ADDRESS.search(urlsplit(document.address).path)
    if headers[0] == "Profession" and any(_is_level(one) for one in headers):
        _read_grid(headers, table[1:], said)
    elif headers[0] == "Level" and headers[1] in ("Headcount", "People"):
        assert where is not None, document.address
        for level, count, *_ in table[1:]:
            _say(said, (where["profession"], level), count)
    elif headers == ("Figure", "Value"):
        assert where is not None, document.address
        _read_figures(where, dict(table[1:]), said)
    else:
        said.others.add(headers)


def _is_level(header: str) -> bool:
    return header.startswith("Band ") or header == "All levels"


def _read_grid(headers: tuple[str, ...], rows: Table, said: Said) -> None:
    for name, *cells in rows:
        for header, cell in zip(headers[1:], cells, strict=True):
            level = TOTAL if header == "All levels" else header
            _say(said, (NAMES[name], level), cell.partition(";")[0])


def _read_figures(where: re.Match[str], figures: dict[str, str], said: Said) -> None:
    level = LEVELS[where["level"]]
    _say(said, (where["profession"], level), figures["At this level"])
    _say(said, (where["profession"], ABOVE + level), figures["Above it"])


def _read_answer(answer: object, said: Said) -> None:
    if not isinstance(answer, dict):
        return
    for one in answer.get("headcounts", ()):
        count = WITHHELD if one["headcount"] is None else one["headcount"]
        said.counts[(one["profession"], one["level"])].add(count)
    said.ladder = tuple(answer.get("ladder", said.ladder))
    for one in answer.get("findings", ()):
        if one["figures"] is not None:
            said.counts[(one["profession"], one["level"])].add(one["figures"]["at"])
            above = (one["profession"], ABOVE + one["level"])
            said.counts[above].add(one["figures"]["above"])


def _say(said: Said, key: Key, words: str) -> None:
    if words in NOTHING:
        return
    said.counts[key].add(WORDS[words] if words in WORDS else int(words.replace(",", "")))


def _drawn_but_not_in_the_table(html: str) -> Iterator[str]:
    """Give numbers that a chart says by drawing or description, and not in its own table."""
    for figure in re.findall(r"<figure.*?</figure>", html, re.DOTALL):
        drawing = " ".join(re.findall(r"<svg.*?</svg>", figure, re.DOTALL))
        table = figure.replace(drawing, "") if drawing else figure
        known = set(_numbers(" ".join(re.findall(r"<table.*?</table>", table, re.DOTALL))))
        yield from (one for one in _numbers(drawing) if one not in known)


def _numbers(markup: str) -> Iterator[str]:
    """Give the numbers in the words of some markup, but those of levels and of cells drawn."""
    words = re.sub(r"<[^>]*>", " ", markup)
    words = re.sub(
        r"one of \d+ professions at one of \d+ levels|\d+ cells? (?:is|are) ", " ", words
    )
    words = re.sub(r"Bands? \d[a-d]?(?: and above|\+)?(?: (?:and|to|or) \d[a-d]?)?", " ", words)
    yield from re.findall(r"\d[\d,]*(?:\.\d+)?", words)
