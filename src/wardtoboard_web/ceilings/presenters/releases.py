"""The pages of releases: what was let out, and what others would see of the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wardtoboard.papers import Release as Protected
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.models import Audience, Proposal, ProposalState, Release
from wardtoboard_web.layout.progress import Progress
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.organisations.models import Organisation

HERE = (
    "Board members, administrators and facilitators of this organisation.",
    "Profession leads of this organisation: the part about the professions they lead.",
)
SYSTEM_VIEWERS = (
    "System viewers of this organisation, who work for the integrated care system, the region or "
    "nationally."
)
WHO_SEES = {
    Audience.ORGANISATION: HERE,
    Audience.SYSTEM: (*HERE, SYSTEM_VIEWERS),
}
OF_CAREERS = (
    "of careers over time everything but rounded chances of promotion, where many were promoted, "
    "many left and many stayed"
)
DOING = {
    ProposalState.WEIGHING: "Protecting the figures, and trying to work out what is withheld.",
    ProposalState.RELEASING: "Protecting and checking the figures once more, then releasing them.",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What others would see, and what is kept from them."""

    attack: str
    who: tuple[str, ...]
    withheld: tuple[str, ...]
    seen: Seen


def releases_table(rows: Iterable[Release]) -> DataTable:
    """List what was released, newest first."""
    return DataTable(
        name="releases",
        caption="Releases, newest first",
        headers=("Number", "Released", "By", "Figures of", "Who sees it"),
        rows=tuple(
            (
                str(row.number),
                day_words(row.when),
                row.by.name if row.by else "Someone who has left",
                day_words(row.snapshot.date),
                Audience(row.audience).label,
            )
            for row in rows
        ),
    )


def preview(proposal: Proposal, before: int) -> Preview:
    """Say what others would see of a proposal, after so many releases before it."""
    release = Protected.from_dict(proposal.content)
    return Preview(
        attack=attack_words(proposal.attack, before),
        who=WHO_SEES[Audience(proposal.audience)],
        withheld=_withheld(release),
        seen=Seen(release, tuple(proposal.unplaced)),
    )


def attack_words(attack: Mapping[str, Any], before: int) -> str:
    """Say what the attack found."""
    beside = {0: "on its own", 1: "together with the 1 release before it"}.get(
        before, f"together with all {before} releases before it"
    )
    found = (
        "None of them can be worked out."
        if attack["recovered"] == 0
        else f"{attack['recovered']} of them can be worked out."
    )
    return (
        "We tried to work out what is withheld, as an outsider who knows our rules would, from "
        f"this release {beside}. Of {attack['cells']:,} numbers, {attack['withheld']:,} are "
        f"withheld. {found}"
        f"{_closest(attack['narrowest'])}"
    )


def _closest(narrowest: int | None) -> str:
    if narrowest is None:
        return ""
    return f" The closest anyone can come leaves {narrowest + 1} possible numbers for a count."


def _withheld(release: Protected) -> tuple[str, ...]:
    labels = sum(one.label is None for one in release.shown)
    figures = sum(one.figures is None for one in release.shown)
    return (
        f"{len(release.table.withheld()):,} of {len(release.table.values):,} headcounts and totals",
        f"{labels:,} of {len(release.shown):,} labels",
        f"the counts, odds ratio and interval of {figures:,} of {len(release.shown):,} findings",
        "comparisons, what each step costs, and what would change the answer",
        *((OF_CAREERS,) if release.flows else ()),
    )


def progress_of(proposal: Proposal, organisation: Organisation) -> Progress:
    """Say what the job is doing; how far it is cannot be known."""
    parts = {"code": organisation.code, "proposal_id": proposal.pk}
    address = reverse("ceilings:proposal_progress", kwargs=parts)
    return Progress(DOING[ProposalState(proposal.state)], None, address)
