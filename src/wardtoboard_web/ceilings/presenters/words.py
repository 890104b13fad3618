"""Small words that every page of this room shares: names, addresses, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.urls import reverse

from wardtoboard.ceilings import REST, Ratio
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.layout.downloads import DownloadLink
from wardtoboard_web.layout.tables import DataTable

WITHHELD = "withheld"
NO_END = "no limit"
OTHERS = "others"
LABELS = {
    "ceiling": "ceiling",
    "sticky_floor": "sticky floor",
    "uniform_drag": "loses ground at every step",
    "structural": "ladder ends",
    "possible": "possible",
    "too_few": "too few",
    "no_material_gap": "no material gap",
    "inconclusive": "inconclusive",
    "not_labelled": "not labelled",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of an organisation's pages, as the visitor is looking at them.

    `level` is the part of an address that names the level at which careers are looked at, empty
    for the one that says most.
    """

    code: str
    as_others: bool = False
    level: str = ""

    def at(self, level: str) -> Addresses:
        """Give the addresses of pages and files that show careers at a level."""
        return replace(self, level=slug(level))

    def organisation(self) -> str:
        """Give the address of the organisation's page."""
        return reverse("ceilings:organisation", kwargs={"code": self.code}) + self._query()

    def profession(self, profession: str, reference: str = REST) -> str:
        """Give the address of a profession's page, set beside a reference."""
        address = reverse(
            "ceilings:profession", kwargs={"code": self.code, "profession": profession}
        )
        return address + self._query(reference)

    def finding(self, profession: str, level: str) -> str:
        """Give the address of a finding's page."""
        parts = {"code": self.code, "profession": profession, "level": slug(level)}
        return reverse("ceilings:finding", kwargs=parts) + self._query()

    def downloads(self, table: DataTable, **place: str) -> list[DownloadLink]:
        """Give the links to a table of a page as files."""
        return [
            DownloadLink(table.caption, kind, self._download(table, kind, place))
            for kind in ("csv", "xlsx")
        ]

    def _download(self, table: DataTable, kind: str, place: dict[str, str]) -> str:
        pages = ("organisation", "profession", "finding")
        parts = {"code": self.code, "table": table.name, "kind": kind, **place}
        return reverse(f"ceilings:{pages[len(place)]}_download", kwargs=parts) + self._query()

    def _query(self, reference: str = REST) -> str:
        asked = ["as=others"] if self.as_others else []
        asked += [f"against={reference}"] if reference != REST else []
        asked += [f"level={self.level}"] if self.level else []
        return f"?{'&'.join(asked)}" if asked else ""


def slug(level: str) -> str:
    """Turn a level into a part of an address: "Band 8b+" is "band-8b-plus"."""
    return re.sub(r"[^a-z0-9]+", "-", level.lower().replace("+", " plus")).strip("-")


def label_of(seen: Seen, profession: str) -> str:
    """Name a profession in the plural, as at the start of a sentence."""
    return seen.professions.get(profession).label


def two(value: float | None) -> str:
    """Say a ratio to two decimals; None has no end."""
    return NO_END if value is None else f"{value:.2f}"


def interval(ratio: Ratio) -> str:
    """Say an interval."""
    low = "0.00" if ratio.low is None else f"{ratio.low:.2f}"
    return f"{low} to {two(ratio.high)}"


def p_value(value: float | None) -> str:
    """Say a p-value, never as nought."""
    if value is None:
        return "not tested"
    return "under 0.0001" if value < 0.0001 else f"{value:.4f}"
