"""Find the header of a table: which row it is, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

Grid = list[list[str]]

ROWS_SEARCHED = 50
LIKE_ENOUGH = 0.6
_NOT_COMPARED = re.compile(r"[\W_]")


def heading_key(text: str) -> str:
    """Reduce a heading to what is compared: letters and digits, in small letters."""
    return _NOT_COMPARED.sub("", text.casefold())


@dataclass(frozen=True, slots=True)
class Column:
    """A column we read: its name, other headings it goes by, and whether it must be there.

    `is_amount` marks the columns that hold counts, which notes below a table do not.
    """

    name: str
    aliases: tuple[str, ...] = ()
    is_required: bool = True
    is_amount: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the heading keys of the name and of every alias, the name first."""
        return tuple(heading_key(text) for text in (self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of table: what it is called and its columns."""

    name: str
    columns: tuple[Column, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Give every heading key of the form."""
        return frozenset(key for column in self.columns for key in column.keys)


@dataclass(frozen=True, slots=True)
class Header:
    """A header found in a grid.

    `row` is its last row, counted from 0; `headings` are all its cells; `places` gives the
    position of each column found; `repeated` the headings that name one column more than once.
    `named` are the headings a caller named for columns, "" for a column said not to be there.
    """

    form: Form
    row: int
    headings: tuple[str, ...]
    places: Mapping[str, int]
    repeated: Mapping[str, tuple[str, ...]]
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[Column, ...]:
        """Give the columns that were not found: required ones, and any that a caller named."""
        return tuple(
            column
            for column in self.form.columns
            if column.name not in self.places
            and (column.is_required or self.named.get(column.name))
        )

    def nearest_heading(self, column: Column) -> str:
        """Give the unused heading most like a column's names, or "" when none is like it."""
        used = set(self.places.values())
        unused = [h for place, h in enumerate(self.headings) if h and place not in used]
        likeness = {heading: _likeness(heading, column) for heading in unused}
        best = max(likeness, key=lambda heading: likeness[heading], default="")
        return best if likeness.get(best, 0) >= LIKE_ENOUGH else ""


def _likeness(heading: str, column: Column) -> float:
    key = heading_key(heading)
    return max(SequenceMatcher(None, key, other).ratio() for other in column.keys)


def heading_keys(forms: Sequence[Form], columns: Mapping[str, str]) -> frozenset[str]:
    """Give every heading key that may name a column, those a caller named among them."""
    named = {heading_key(heading) for heading in columns.values() if heading}
    return frozenset(named).union(*(form.keys for form in forms))


def find_header(
    grid: Grid, forms: Sequence[Form], columns: Mapping[str, str] | None = None
) -> Header | None:
    """Find the row (or two rows, one above the other) that best names a form's columns.

    A row that names them all wins, the first form first; otherwise the row that names most.
    `columns` says which heading is which column, "" for a column that is not there; it goes
    before names and aliases. None when no row names even two columns.
    """
    named = columns or {}
    known = heading_keys(forms, named)
    best: Header | None = None
    for row in range(min(ROWS_SEARCHED, len(grid))):
        for headings in _headings_at(grid, row, known):
            for form in forms:
                header = _header(form, row, headings, named)
                if not header.missing:
                    return header
                if len(header.places) > max(1, len(best.places) if best else 0):
                    best = header
    return best


def _headings_at(grid: Grid, row: int, known: frozenset[str]) -> list[tuple[str, ...]]:
    """Give the headings that end at a row: its own cells, then with those of the row above."""
    own = _trimmed(grid[row])
    if row == 0:
        return [own]
    above = _trimmed(grid[row - 1])
    width = max(len(own), len(above))
    pairs = zip(own + ("",) * (width - len(own)), above + ("",) * (width - len(above)), strict=True)
    return [own, tuple(_known_of(lower, upper, known) for lower, upper in pairs)]


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)


def _known_of(lower: str, upper: str, known: frozenset[str]) -> str:
    return next((text for text in (lower, upper) if heading_key(text) in known), lower or upper)


def _header(form: Form, row: int, headings: tuple[str, ...], named: Mapping[str, str]) -> Header:
    keys = [heading_key(heading) for heading in headings]
    taken = {heading_key(heading) for heading in named.values() if heading}
    places: dict[str, int] = {}
    repeated: dict[str, tuple[str, ...]] = {}
    for column in form.columns:
        if column.name in named:
            wanted: Collection[str] = {heading_key(named[column.name])} - {""}
        else:
            wanted = [key for key in column.keys if key not in taken]
        found = [place for place, key in enumerate(keys) if key in wanted]
        exact = [place for place in found if keys[place] == column.keys[0]]
        chosen = exact or found
        if chosen:
            places[column.name] = chosen[0]
        if len(chosen) > 1:
            repeated[column.name] = tuple(headings[place] for place in chosen)
    return Header(form, row, headings, places, repeated, named)
