"""Write a release: protect, check against the ledger, write the files, record it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from wardtoboard.base.writing import check_folder, make_folder, write_files
from wardtoboard.ceilings import REST, Body, Settings, Shortfall, describe, share_out_shortfall
from wardtoboard.disclosure import Rule, append_release, read_ledger
from wardtoboard.guide import load_guide
from wardtoboard.papers.ceilings_files import release_files
from wardtoboard.papers.ceilings_page import FIRM, ceilings_page, headline_findings
from wardtoboard.papers.release import raw_release
from wardtoboard.papers.release_for_others import ReleaseRequest, is_repeat, release_for_others
from wardtoboard.papers.shown import Release
from wardtoboard.professions import load_professions
from wardtoboard.staff import Unplaced

LEDGER = "release-ledger.jsonl"
STAGES = ("Protecting the figures", "Drawing the page", "Writing the files")
Progress = Callable[[str, int, int], None]


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
        release = release_for_others(request, settings, read_ledger(path))
    progress(STAGES[0], 1, 1)
    progress(STAGES[1], 0, 1)
    page = ceilings_page(
        release,
        professions,
        load_guide(),
        settings,
        shortfalls=shortfalls_of(request.body, release, settings) if request.raw else {},
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


def _record(release: Release, path: Path, when: date) -> None:
    """Add a release to the ledger, unless it was the last of its population already."""
    make_folder(path.parent)
    ledger = read_ledger(path)
    if is_repeat(release, ledger):
        return
    number = len(ledger.releases) + 1
    append_release(
        path, release.table, release_id=f"release-{number}", when=when, said=release.said
    )


def shortfalls_of(body: Body, release: Release, settings: Settings) -> dict[str, Shortfall]:
    """Share out the shortfall of each profession with a finding, by profession.

    It rests on counts that protection has not weighed, so it is for raw pages only.
    """
    return {
        profession: share_out_shortfall(body.guide, profession, shown.level, REST, settings, seed=0)
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
