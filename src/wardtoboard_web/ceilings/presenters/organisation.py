"""The page of an organisation: where its clinicians' careers stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardtoboard.charts import Chart
from wardtoboard.papers import (
    FIRM,
    UNSURE,
    headline_findings,
    lead_sentence,
    names_withheld,
)
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.presenters.pictures import FAMILIES, professions_in
from wardtoboard_web.ceilings.presenters.tables import (
    descriptions_table,
    findings_table,
    headcounts_table,
)
from wardtoboard_web.ceilings.presenters.words import Addresses, label_of
from wardtoboard_web.layout.links import Link
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words, mid


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence on a profession, with the link to its page."""

    sentence: str
    link: Link


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """What the page shows; `withheld` names professions of which nothing may be said."""

    lead: str
    source: str
    firm: tuple[Said, ...]
    possible: tuple[Said, ...]
    unsure: tuple[Said, ...]
    withheld: str
    charts: tuple[Chart, ...]
    professions: tuple[Link, ...]
    unplaced: tuple[str, ...]
    tables: tuple[DataTable, ...]


def organisation_page(
    seen: Seen, addresses: Addresses, charts: Sequence[Chart]
) -> OrganisationPage:
    """Lay out what a visitor may see of the organisation."""
    headlines = headline_findings(seen.release)
    withheld = names_withheld(seen.release, headlines, seen.professions)
    said = {
        profession: Said(shown.sentence, _link(seen, profession, addresses))
        for profession, shown in headlines.items()
    }
    labels = {profession: shown.label for profession, shown in headlines.items()}
    return OrganisationPage(
        lead=_lead(seen),
        source=source_of(seen),
        firm=tuple(one for profession, one in said.items() if labels[profession] in FIRM),
        possible=tuple(one for p, one in said.items() if labels[p] == "possible"),
        unsure=tuple(one for p, one in said.items() if labels[p] in UNSURE),
        withheld=", ".join(mid(name) for name in withheld),
        charts=tuple(charts),
        professions=tuple(
            _link(seen, profession, addresses)
            for family in FAMILIES
            for profession in professions_in(seen, family)
        ),
        unplaced=seen.unplaced,
        tables=organisation_tables(seen),
    )


def organisation_tables(seen: Seen) -> tuple[DataTable, ...]:
    """Give every table of the page."""
    described = descriptions_table(seen, seen.descriptions)
    return (findings_table(seen), headcounts_table(seen), *((described,) if described else ()))


def source_of(seen: Seen) -> str:
    """Say which figures these are."""
    day = day_words(seen.release.date)
    if seen.release.is_raw:
        return f"Raw figures of {day}: not for sharing outside the people who may see them."
    if seen.number is None or seen.when is None:
        return f"Figures of {day}, as others would see them. Nothing has been released yet."
    return (
        f"Figures of {day}, protected for sharing: release {seen.number}, "
        f"{day_words(seen.when)}. Small counts, and what would give them away, are withheld."
    )


def _lead(seen: Seen) -> str:
    if seen.is_part:
        names = [label_of(seen, one) for family in FAMILIES for one in professions_in(seen, family)]
        return f"What was released of the professions you lead: {', '.join(map(mid, names))}."
    return lead_sentence(headline_findings(seen.release), seen.release)


def _link(seen: Seen, profession: str, addresses: Addresses) -> Link:
    return Link(label_of(seen, profession), addresses.profession(profession))
