"""`wardtoboard demo`: the finder at work on a made-up trust whose ceilings are known."""

from __future__ import annotations

import webbrowser
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

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
from wardtoboard.cli.progress import progress_bar
from wardtoboard.papers import Banner, ReleaseRequest, write_release
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import PlantedCeiling, synthetic_trust

SEED = 20190101
ON = date(2026, 3, 31)
NAME = "Northmoor University Hospitals NHS Trust (X1ZZ)"
FICTION = Banner(f"{NAME} does not exist. Its figures are made up, with ceilings planted in them.")


def demo(
    output: Annotated[
        Path, typer.Option(help="Where to write the page, charts and tables.")
    ] = Path("demo"),
    check: Annotated[
        bool, typer.Option("--check", help="Stop before opening the page in a browser.")
    ] = False,
) -> None:
    """Make a fictional trust, find its ceilings, set them beside the truth and open the page."""
    print_text(f"Making {NAME}: a fictional trust with ceilings planted in it.")
    trust = synthetic_trust(SEED, on=ON)
    people = gather_people(trust.table, fte_as_headcount=False, posts=trust.establishment)[0]
    body = build_body(people)
    settings = load_settings()
    findings = find_ceilings([body], settings, grade="C")[0]
    known = load_professions(ON)
    print_findings(findings, known)
    print_truth(trust.planted, findings, known)
    request = ReleaseRequest(
        people=people,
        body=body,
        findings=tuple(findings),
        unplaced=trust.table.unplaced,
        priors={},
        raw=False,
        when=datetime.now(tz=UTC).date(),
        notes=(FICTION,),
    )
    with progress_bar() as show:
        page = write_release(request, settings, output, ledger=None, progress=show)
    print_text(f"\nThe page, protected for sharing, is {page.resolve()}")
    if not check:
        webbrowser.open(page.resolve().as_uri())


def print_truth(
    planted: tuple[PlantedCeiling, ...], findings: list[Finding], known: Professions
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
