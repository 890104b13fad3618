"""What a file holds and what is wrong with it, in sentences and tables."""

from __future__ import annotations

from collections.abc import Sequence

from wardtoboard.base.errors import Fault
from wardtoboard.base.previews import Preview
from wardtoboard_web.layout.downloads import DownloadLink
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import how_many
from wardtoboard_web.staff.models import Import
from wardtoboard_web.staff.presenters.steps import Addresses

FAULTS_SHOWN = 100


def preview_facts(preview: Preview, *, is_remembered: bool) -> list[str]:
    """Say what was understood of a file, in sentences."""
    rows, headings = how_many(preview.row_count, "row"), how_many(len(preview.headings), "heading")
    said = [f"{rows} under {headings}."]
    if len(preview.sheets) > 1:
        said.append(f"We read the sheet {preview.sheet}, one of {len(preview.sheets)}.")
    if preview.form:
        columns = len(preview.form.columns)
        kind = preview.form.name
        said.append(f"It looks like a table of {kind}: {len(preview.found)} of {columns} columns.")
    else:
        said.append("We do not recognise the headings, so say which is which.")
    if is_remembered:
        said.append("We matched the columns as you did last time.")
    return said


def first_rows(preview: Preview) -> DataTable:
    """Give the first rows of a file as they are; for those who see every count."""
    headings = tuple(heading or "(no heading)" for heading in preview.headings)
    return DataTable("first-rows", "The first rows of the file", headings, preview.first_rows)


def faults_table(faults: Sequence[Fault], *, most: int | None = None) -> DataTable:
    """Give faults as a table; the first `most` only, saying how many there are."""
    shown = faults if most is None else faults[:most]
    rows = [
        (
            _place(fault),
            fault.column or "-",
            fault.what[:1].upper() + fault.what[1:],
            fault.found or "-",
            fault.do,
        )
        for fault in shown
    ]
    hidden = len(faults) - len(shown)
    note = f"And {hidden:,} more. Download the table to see all of them." if hidden else ""
    return DataTable(
        "faults",
        f"{how_many(len(faults), 'thing')} to put right",
        ("Where", "Column", "What is wrong", "Found", "What to do"),
        tuple(rows),
        note,
    )


def _place(fault: Fault) -> str:
    sheet = f", sheet {fault.sheet}" if fault.sheet else ""
    row = f", row {fault.row}" if fault.row is not None else ""
    return f"{fault.file or 'All files'}{sheet}{row}"


def download_links(found: Import, caption: str) -> list[DownloadLink]:
    """Give the links to every fault as files."""
    address = Addresses(found)
    csv, xlsx = (address.page("faults", kind=kind) for kind in ("csv", "xlsx"))
    return [DownloadLink(caption, "csv", csv), DownloadLink(caption, "xlsx", xlsx)]
