"""Write a release: protect, check against the ledger, write the files, record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardtoboard.base.writing import check_folder, make_folder, write_files
from wardtoboard.ceilings import Body, Finding, People, Prior, Settings, describe
from wardtoboard.disclosure import append_release, read_ledger
from wardtoboard.guide import load_guide
from wardtoboard.papers.ceilings_files import release_files
from wardtoboard.papers.ceilings_page import ceilings_page
from wardtoboard.papers.page import Banner
from wardtoboard.papers.release import raw_release
from wardtoboard.papers.release_for_others import is_repeat, release_for_others
from wardtoboard.papers.shortfalls import shortfalls_of
from wardtoboard.papers.shown import Release
from wardtoboard.papers.unplaced import unplaced_sentences
from wardtoboard.professions import load_professions
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
        release = release_for_others(
            request.people, request.findings, settings, read_ledger(path), priors=request.priors
        )
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
