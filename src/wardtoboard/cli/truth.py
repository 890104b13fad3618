"""The fictional trust, and what was found in it beside what was planted; printed by `demo`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardtoboard.ceilings import (
    FLAGS,
    Finding,
    build_body,
    find_ceilings,
    gather_people,
    load_settings,
)
from wardtoboard.cli.ceilings import print_findings
from wardtoboard.cli.printing import print_table, print_text
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import PlantedCeiling, SyntheticTrust, synthetic_trust

SEED = 20190101
ON = date(2026, 3, 31)


def demonstration_trust() -> SyntheticTrust:
    """Make the trust that every demonstration shows; always the same."""
    return synthetic_trust(SEED, on=ON)


def print_planted_and_found(trust: SyntheticTrust) -> None:
    """Find the trust's ceilings and print them beside the ceilings planted in it."""
    people = gather_people(trust.table, fte_as_headcount=False, posts=trust.establishment)[0]
    findings = find_ceilings([build_body(people)], load_settings(), grade="C")[0]
    known = load_professions(ON)
    print_findings(findings, known)
    print_truth(trust.planted, findings, known)


def print_truth(
    planted: Sequence[PlantedCeiling], findings: Sequence[Finding], known: Professions
) -> None:
    """Print each planted ceiling beside what was found, and every finding nobody planted."""
    found = {(finding.profession, finding.level): finding for finding in findings}
    rows = []
    for one in planted:
        finding = found.get((one.profession, one.level))
        label = "nobody there" if finding is None else finding.label.replace("_", " ")
        rows.append((one.profession, one.level, f"{one.odds_ratio:.2f}", label))
    print_table(
        "Planted and found", ("Profession", "Level", "True odds ratio", "What we found"), rows
    )
    truth = {(one.profession, one.level) for one in planted}
    false = [
        finding
        for (profession, level), finding in found.items()
        if finding.label in FLAGS
        and not {(profession, level), (known.get(profession).family, level)} & truth
    ]
    print_text(f"Flags that nobody planted, there or in the family: {len(false)}.")
