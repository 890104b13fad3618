"""A release for others: protected, and checked beside everything that was let out before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardtoboard.base.errors import DisclosureError, Fault
from wardtoboard.ceilings import TOGETHER, Finding, People, Prior, Settings
from wardtoboard.disclosure import Attack, Ledger, Rule, attack, check_against_earlier, settle
from wardtoboard.papers.release import POPULATION_JOINT, protected_release
from wardtoboard.papers.shown import Release
from wardtoboard.professions import load_professions


def release_for_others(
    people: People,
    findings: Sequence[Finding],
    settings: Settings,
    ledger: Ledger,
    *,
    priors: Mapping[tuple[str, str], Prior] | None = None,
) -> Release:
    """Protect one body's people and findings, together with everything in the ledger.

    `priors` are those that the findings were made with. The caller adds the release to the ledger
    once it is let out. Raises DisclosureError, with every reason found, when it cannot be let out.
    """
    population = f"{people.code}{POPULATION_JOINT}{people.date.isoformat()}"
    _check_no_subtraction(population, ledger)
    release = protected_release(
        people,
        findings,
        load_professions(people.date),
        settings,
        priors=priors,
        earlier=ledger.about(population),
    )
    check_against_earlier(release.table, ledger)
    return release


def is_repeat(release: Release, ledger: Ledger) -> bool:
    """Answer whether the last release of this population showed and said the very same."""
    before = ledger.about(release.table.population)
    return bool(before) and (before[-1].table.values, before[-1].said) == (
        release.table.values,
        release.said,
    )


def attack_everything(release: Release, ledger: Ledger) -> Attack:
    """Attack a release together with every release in the ledger, of every population.

    Numbers that a later release contradicts are taken as revised, as an attacker would.
    """
    tables = [*(one.table for one in ledger.releases), release.table]
    rule = Rule()
    settled = [
        one
        for population in dict.fromkeys(table.population for table in tables)
        for one in settle([table for table in tables if table.population == population], rule)[0]
    ]
    return attack(settled, rule=rule)


def _check_no_subtraction(population: str, ledger: Ledger) -> None:
    """Refuse all organisations together beside one of them alone, on the same date.

    The one taken from all leaves the others, whose small counts nobody weighed.
    """
    code, _, day = population.rpartition(POPULATION_JOINT)
    for held in ledger.releases:
        other, _, other_day = held.table.population.rpartition(POPULATION_JOINT)
        if day == other_day and (code == TOGETHER) != (other == TOGETHER):
            fault = Fault(
                what=f"taking one from the other, {population} and release {held.id} "
                f"({held.table.population}) would give people away",
                do="Nothing was released. Share all of them together or each alone, not both.",
            )
            raise DisclosureError([fault])
