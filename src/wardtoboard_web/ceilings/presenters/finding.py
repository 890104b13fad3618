"""The page of a finding: all its figures, how they were made, and what would change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardtoboard.ceilings import GRADES, Settings
from wardtoboard.papers import Shown
from wardtoboard_web.ceilings.facts import Labelled, Seen
from wardtoboard_web.ceilings.presenters.organisation import source_of
from wardtoboard_web.ceilings.presenters.profession import unchecked_facts
from wardtoboard_web.ceilings.presenters.tables import (
    comparisons_table,
    figures_table,
    history_table,
    label_words,
)
from wardtoboard_web.ceilings.presenters.words import label_of, slug
from wardtoboard_web.layout.tables import DataTable

NOT_SHOWN = (
    "The counts, the odds ratio and its interval are withheld: together they would give people "
    "away. People analysts of this organisation see them."
)


@dataclass(frozen=True, slots=True)
class FindingPage:
    """What the page shows."""

    heading: str
    source: str
    sentence: str
    label: str
    grade: str
    not_shown: str
    method: tuple[str, ...]
    sensitivities: tuple[str, ...]
    caveats: tuple[str, ...]
    unchecked: tuple[str, ...]
    tables: tuple[DataTable, ...]


def find_shown(seen: Seen, profession: str, level: str) -> Shown | None:
    """Find what is shown of a profession at a level, by the level's part of the address."""
    for one in seen.release.shown:
        if one.profession == profession and slug(one.level) == level:
            return one
    return None


def finding_page(
    seen: Seen, shown: Shown, settings: Settings, history: Sequence[Labelled]
) -> FindingPage:
    """Lay out what may be seen of a finding."""
    finding = shown.finding
    return FindingPage(
        heading=f"{label_of(seen, shown.profession)} at {shown.level}",
        source=source_of(seen),
        sentence=shown.sentence,
        label=label_words(shown),
        grade=f"Evidence grade {shown.grade}: {GRADES[shown.grade]}.",
        not_shown="" if shown.figures else NOT_SHOWN,
        method=method_of(settings),
        sensitivities=tuple(one.says for one in finding.sensitivities) if finding else (),
        caveats=shown.caveats,
        unchecked=unchecked_facts(seen, shown.profession),
        tables=finding_tables(seen, shown, history),
    )


def finding_tables(seen: Seen, shown: Shown, history: Sequence[Labelled]) -> tuple[DataTable, ...]:
    """Give every table of the page."""
    finding = shown.finding
    tables = (
        figures_table(seen, shown),
        comparisons_table(seen, shown, finding) if finding and finding.comparisons else None,
        history_table(seen, shown, history),
    )
    return tuple(table for table in tables if table is not None)


def method_of(settings: Settings) -> tuple[str, ...]:
    """Say in two paragraphs how a finding is made."""
    ratio = (
        "Of the people at a level or above, we count how many stand above it, in this profession "
        "and in the other clinical professions. The odds ratio sets one against the other. Its "
        "interval and p come from exact tests, which hold for small numbers. It is called a "
        f"ceiling when the odds are at most {settings.low:.2f} times the others’, the gap is too "
        f"large for chance (false discovery rate {settings.false_discovery_rate:.0%}), and this "
        "step is worse than those below it."
    )
    one_day = (
        "A table on one day shows who is where, not who was promoted. It cannot tell people not "
        "being promoted from people leaving, or from senior posts that are new. Where the numbers "
        "are too few to show a stop even if there were one, we say so; that is not the same as "
        "there being none."
    )
    return ratio, one_day
