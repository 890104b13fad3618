"""What careers over time show of a profession: a part of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from wardtoboard.ceilings import load_settings
from wardtoboard.charts import Chart
from wardtoboard.papers import (
    FIRM,
    Beside,
    ProtectedFlows,
    Shown,
    chances_picture,
    trend_picture,
)
from wardtoboard_web.ceilings.career_facts import CareersFound
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.presenters.career_tables import raw_tables, released_chances_table
from wardtoboard_web.ceilings.presenters.pictures import Picture
from wardtoboard_web.ceilings.presenters.words import Addresses, label_of, slug
from wardtoboard_web.layout.links import Link
from wardtoboard_web.layout.tables import DataTable

if TYPE_CHECKING:  # they load a compiler, which no page without careers needs
    from wardtoboard.ceilings.flows.findings import CareerFinding

HERE = "careers"
"""The name of this part in an address."""
WOULD_TELL = (
    "A staff history of several years would tell whether they are promoted less often, wait "
    "longer or leave."
)
NOT_RELEASED = "Nothing on careers over time has been released."
NOBODY = "Nobody of this profession is in the careers that were brought in."
NO_FINDING = "No finding is made at this level."


@dataclass(frozen=True, slots=True)
class CareersPart:
    """What this part of the page shows; all but the sentence may be empty."""

    sentence: str
    about: str = ""
    bring_in: str = ""
    caveats: tuple[str, ...] = ()
    levels: tuple[Link, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[DataTable, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """A profession's careers beside others', and the level at which they are looked at.

    `findings` are those of the profession, by level.
    """

    beside: tuple[Beside, ...]
    findings: dict[str, CareerFinding]
    at: Beside
    first: str

    @property
    def finding(self) -> CareerFinding | None:
        """The finding at the level looked at."""
        return self.findings.get(self.at.level)


def followed(found: CareersFound, shown: Shown, level: str) -> Followed | None:
    """Look at a profession's careers at a level, by the level's part of the address.

    Empty for the level of the finding that says most. None where nobody of the profession is in
    the careers. Raises LookupError for a level at which nobody of it was.
    """
    beside = found.beside(shown.family, shown.profession)
    if not beside:
        return None
    findings = {
        one.finding.level: one
        for one in found.findings
        if (one.finding.family, one.finding.profession) == (shown.family, shown.profession)
    }
    first = _says_most(beside, findings, shown.level)
    wanted = level or slug(first)
    at = next((one for one in beside if slug(one.level) == wanted), None)
    if at is None:
        raise LookupError(level)
    return Followed(beside, findings, at, first)


def _says_most(beside: Sequence[Beside], findings: dict[str, CareerFinding], level: str) -> str:
    """Choose the level of the firmest finding, else of one that the table misled about.

    Else the level that the page is about, where anyone was followed there.
    """
    from wardtoboard.ceilings.flows.sentences import is_worth_saying

    there = [one.level for one in beside]
    worth = [findings[one] for one in there if one in findings and is_worth_saying(findings[one])]
    if worth:
        return min(worth, key=_weight).finding.level
    return level if level in there else there[0]


def _weight(one: CareerFinding) -> int:
    """Put firm findings first, then possible ones, then those that only the table had."""
    order = (*FIRM, "possible")
    return order.index(one.finding.label) if one.finding.label in order else len(order)


def career_pictures(seen: Seen, held: Followed | None) -> list[Picture]:
    """Give the pictures of careers at the level that is looked at."""
    if held is None:
        return []
    name = label_of(seen, held.at.profession)
    pictures = (
        chances_picture(held.at, name, "promotion"),
        chances_picture(held.at, name, "leaving"),
        trend_picture(held.at, name),
    )
    return [one for one in pictures if one is not None]


def career_tables(seen: Seen, profession: str, held: Followed | None) -> tuple[DataTable, ...]:
    """Give every table of this part of the page."""
    if seen.release.is_raw:
        if held is None:
            return ()
        findings = tuple(held.findings.values())
        return raw_tables(seen, held.at, findings, held.finding, load_settings())
    table = released_chances_table(seen, profession)
    return () if table is None else (table,)


def careers_part(
    seen: Seen,
    profession: str,
    found: CareersFound | None,
    held: Followed | None,
    addresses: Addresses,
    charts: Sequence[Chart],
) -> CareersPart:
    """Lay out what may be seen of a profession's careers; `charts` are drawn of its pictures."""
    tables = career_tables(seen, profession, held)
    if not seen.release.is_raw:
        return _released(seen.release.flows, tables)
    if found is None:
        bring_in = reverse("staff:histories", kwargs={"code": addresses.code})
        return CareersPart(f"{WOULD_TELL} None has been brought in.", bring_in=bring_in)
    about = f"Careers followed from {_month(found.months[0])} to {_month(found.months[1])}."
    if held is None:
        return CareersPart(NOBODY, about=about)
    return CareersPart(
        sentence=_sentence(seen, held),
        about=about,
        caveats=held.finding.finding.caveats if held.finding else (),
        levels=_levels(held, addresses),
        charts=tuple(charts),
        tables=tables,
    )


def _released(flows: ProtectedFlows | None, tables: tuple[DataTable, ...]) -> CareersPart:
    if flows is None:
        return CareersPart(f"{WOULD_TELL} {NOT_RELEASED}")
    about = f"Careers up to {_month(flows.last_month)}."
    if not tables:
        return CareersPart("Withheld: it could tell about individual people.", about=about)
    return CareersPart(
        "How likely people of this profession are to be promoted, the longer they are in a level.",
        about=about,
        tables=tables,
    )


def _sentence(seen: Seen, held: Followed) -> str:
    from wardtoboard.ceilings.flows.sentences import career_sentence

    if held.finding is None:
        return NO_FINDING
    return career_sentence(held.finding, label_of(seen, held.at.profession))


def _levels(held: Followed, addresses: Addresses) -> tuple[Link, ...]:
    """Give the levels as links."""
    return tuple(
        Link(
            one.level,
            f"{addresses_at(addresses, replace(held, at=one)).profession(one.profession)}#{HERE}",
            one.level == held.at.level,
        )
        for one in held.beside
    )


def addresses_at(addresses: Addresses, held: Followed | None) -> Addresses:
    """Give the addresses of the level that is looked at; the first has the plain ones."""
    return addresses if held is None or held.at.level == held.first else addresses.at(held.at.level)


def _month(number: int) -> str:
    """Name a month by its number, as "March 2026"."""
    return f"{date(number // 12, number % 12 + 1, 1):%B %Y}"
