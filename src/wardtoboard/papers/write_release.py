"""Write a release: protect, check against the ledger, write the files, record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardtoboard.base.errors import DisclosureError, Fault
from wardtoboard.base.writing import check_folder, make_folder, write_files
from wardtoboard.ceilings import (
    REST,
    TOGETHER,
    Body,
    Finding,
    People,
    Prior,
    Settings,
    Shortfall,
    describe,
    share_out_shortfall,
)
from wardtoboard.disclosure import Ledger, Rule, append_release, check_against_earlier, read_ledger
from wardtoboard.guide import load_guide
from wardtoboard.papers.ceilings_files import release_files
from wardtoboard.papers.ceilings_page import FIRM, ceilings_page, headline_findings
from wardtoboard.papers.page import Banner
from wardtoboard.papers.release import (
    POPULATION_JOINT,
    Release,
    protected_release,
    raw_release,
)
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import Unplaced

LEDGER = "release-ledger.jsonl"
STAGES = ("Protecting the figures", "Drawing the page", "Writing the files")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """What to release of one body: its people, its findings and who could not be placed.

    `priors` are those the findings were made with; `when` is the day of the release; `notes`
    are further banners for the page.
    """

    people: People
    body: Body
    findings: tuple[Finding, ...]
    unplaced: tuple[Unplaced, ...]
    priors: Mapping[tuple[str, str], Prior]
    raw: bool
    when: date
    notes: tuple[Banner, ...] = ()


def write_release(
    request: ReleaseRequest,
    settings: Settings,
    folder: Path,
    *,
    ledger: Path | None,
    progress: Progress,
) -> Path:
    """Write a release into a folder and return its page.

    A protected release is checked together with everything in the ledger, by default
    `release-ledger.jsonl` in the folder, and added to it before anything else is written; a raw
    one is not, as it must not leave. Raises DisclosureError or OutputError; then no part of the
    release is written.
    """
    check_folder(folder)
    professions = load_professions(request.people.date)
    progress(STAGES[0], 0, 1)
    path = ledger or folder / LEDGER
    if request.raw:
        release = raw_release(request.people, request.findings, professions)
    else:
        release = _protect(request, settings, professions, read_ledger(path))
    progress(STAGES[0], 1, 1)
    progress(STAGES[1], 0, 1)
    page = ceilings_page(
        release,
        professions,
        load_guide(),
        settings,
        shortfalls=_shortfalls(request, release, settings) if request.raw else {},
        descriptions=describe(request.body) if request.raw else (),
        unplaced=unplaced_sentences(request.unplaced, raw=request.raw),
        notes=request.notes,
    )
    files = release_files(release, page)
    progress(STAGES[1], 1, 1)
    progress(STAGES[2], 0, 1)
    if not request.raw:
        _record(release, path, request.when)
    write_files(folder, files)
    progress(STAGES[2], 1, 1)
    return folder / "index.html"


def _protect(
    request: ReleaseRequest, settings: Settings, professions: Professions, ledger: Ledger
) -> Release:
    population = f"{request.people.code}{POPULATION_JOINT}{request.people.date.isoformat()}"
    _check_no_subtraction(population, ledger)
    release = protected_release(
        request.people,
        request.findings,
        professions,
        settings,
        priors=request.priors,
        earlier=ledger.of(population),
    )
    check_against_earlier(release.table, ledger)
    return release


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


def _record(release: Release, path: Path, when: date) -> None:
    """Add a release to the ledger, unless the very same table was the last of its population."""
    make_folder(path.parent)
    ledger = read_ledger(path)
    before = ledger.of(release.table.population)
    if before and before[-1].values == release.table.values:
        return
    number = len(ledger.releases) + 1
    append_release(path, release.table, release_id=f"release-{number}", when=when)


def _shortfalls(
    request: ReleaseRequest, release: Release, settings: Settings
) -> dict[str, Shortfall]:
    """Share out the shortfall of each profession with a finding (raw releases only)."""
    return {
        profession: share_out_shortfall(
            request.body.guide, profession, shown.finding.level, REST, settings, seed=0
        )
        for profession, shown in headline_findings(release).items()
        if shown.label in (*FIRM, "possible") and shown.label != "structural"
    }


def unplaced_sentences(unplaced: Sequence[Unplaced], *, raw: bool) -> tuple[str, ...]:
    """Say who could not be placed, by reason; protected, a small number is not told."""
    totals: dict[str, float] = {}
    for one in unplaced:
        amount = one.headcount if one.headcount is not None else one.fte
        totals[one.why] = totals.get(one.why, 0.0) + (amount or 0)
    if not totals:
        return ("Everyone in the table was placed.",)
    unit = "people" if unplaced[0].headcount is not None else "full-time equivalents"
    told = {why: total for why, total in totals.items() if raw or round(total) > Rule().small}
    in_order = sorted(told.items(), key=lambda pair: -pair[1])
    return (
        *(f"{why}: {total:,.0f} {unit}." for why, total in in_order),
        *(f"{why}: a small number." for why in sorted(totals.keys() - told.keys())),
    )
