"""What was understood and kept of staff histories, in sentences and tables.

All of it is for those who see every count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.urls import reverse

from wardtoboard_web.layout.downloads import DownloadLink
from wardtoboard_web.layout.progress import Progress
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words, how_many, moment_words
from wardtoboard_web.staff.history_reading import Looks
from wardtoboard_web.staff.models import CareerStore, HistoryFile, HistoryImport, State


def month_words(number: int) -> str:
    """Say a month counted from year 0, as "March 2024"."""
    return day_words(date(number // 12, number % 12 + 1, 1)).partition(" ")[2]


def months_words(numbers: Sequence[int]) -> str:
    """Say which months there are, in order, runs of them by their ends."""
    starts = [0, *(n for n, (a, b) in enumerate(pairwise(numbers), 1) if b != a + 1)]
    runs = [numbers[a:b] for a, b in pairwise([*starts, len(numbers)])]
    said = [
        month_words(run[0]) if len(run) == 1 else f"{month_words(run[0])} to {month_words(run[-1])}"
        for run in runs
        if run
    ]
    return f"{how_many(len(numbers), 'month')}, {', '.join(said)}" if said else "No months"


def months_of(store: CareerStore) -> str:
    """Say which months a store holds."""
    return months_words(_months(store))


def _months(store: CareerStore) -> list[int]:
    return sorted(map(int, store.manifest["months"]))


def person_months(store: CareerStore) -> str:
    """Say how many person-months a store holds: one for each person in each month."""
    return f"{sum(one['rows'] for one in store.manifest['months'].values()):,}"


def understood(looks: Looks, store: CareerStore | None) -> list[tuple[str, str]]:
    """Say what was understood of the files of an import, by line."""
    held = set(_months(store)) if store else set()
    again = [month for month in looks.months if month in held]
    lines = [
        ("Rows", f"{looks.rows:,}"),
        ("Months", months_words(looks.months)),
        ("Organisation codes", ", ".join(looks.organisations) or "None"),
    ]
    if looks.left_out:
        left_out = f"{how_many(looks.left_out, 'row')}, left out"
        lines.append(("Rows of other organisations", left_out))
    if store:
        lines.append(("Careers held now", months_of(store)))
    if again:
        lines.append(("Months held now that will be replaced", months_words(again)))
    return lines


def files_table(files: Sequence[HistoryFile]) -> DataTable:
    """Say what was understood of each file."""
    rows = tuple(
        (
            file.name,
            file.understood["rows"],
            months_words(file.understood["months"]),
            ", ".join(column for column, _ in file.understood["headings"]),
        )
        for file in files
    )
    return DataTable("files", "Files of this import", ("File", "Rows", "Months", "Columns"), rows)


def kept_facts(store: CareerStore) -> list[tuple[str, str]]:
    """Say what a store of careers holds, and what became of the rows it was made from."""
    report = store.report
    lines = [
        ("Careers", months_of(store)),
        ("Person-months", person_months(store)),
        ("Rows read", f"{report['rows']:,}"),
        ("Months in the files", how_many(report["months"], "month")),
    ]
    if report["restated"]:
        lines.append(("Months that were held before, replaced", f"{len(report['restated']):,}"))
    return lines


def report_tables(store: CareerStore) -> list[DataTable]:
    """Say which rows could not be placed, were left out by rule, or are marked."""
    told = (
        ("not-placed", "Rows not placed, and why", "Why", "why", "unplaced"),
        ("left-out", "Rows left out by rule", "Rule", "why", "rejected"),
        ("marked", "Rows with a mark", "Mark", "what", "flagged"),
    )
    return [
        DataTable(
            name,
            caption,
            (header, "Rows"),
            tuple((one[word], one["rows"]) for one in store.report[key]),
        )
        for name, caption, header, word, key in told
        if store.report[key]
    ]


def history(rows: Sequence[HistoryImport], current: CareerStore | None) -> list[dict[str, Any]]:
    """Give the imports of histories as the page lists them."""
    return [
        {
            "when": moment_words(row.made_at),
            "who": row.made_by.name if row.made_by else "Someone who has left",
            "files": ", ".join(file.name for file in row.files.all()) or "No files",
            "state": "Current" if current and current.source_id == row.pk else _state(row),
            "address": address(row, "history"),
        }
        for row in rows
    ]


def _state(row: HistoryImport) -> str:
    if row.has_stopped:
        return "Stopped before the end"
    if row.state == State.DONE:
        return "Brought in, and added to since"
    return State(row.state).label


def progress_of(found: HistoryImport) -> Progress:
    """Give how far an import's job is."""
    return Progress(found.step, found.percent, address(found, "history_progress"))


def fault_links(found: HistoryImport, caption: str) -> list[DownloadLink]:
    """Give the links to every fault as files."""
    csv, xlsx = (address(found, "history_faults", kind=kind) for kind in ("csv", "xlsx"))
    return [DownloadLink(caption, "csv", csv), DownloadLink(caption, "xlsx", xlsx)]


def address(found: HistoryImport, page: str, **more: object) -> str:
    """Give the address of a page of one import by its name."""
    names = {"code": found.organisation.code, "import_id": found.pk, **more}
    return reverse(f"staff:{page}", kwargs=names)
