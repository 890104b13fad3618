"""What is understood of an import, in words, numbers and tables.

Whoever may not see every count is shown sums, and "1 to 7" for a small one; never a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from wardtoboard.base.errors import Fault
from wardtoboard.base.previews import Preview
from wardtoboard.ceilings import People
from wardtoboard.professions import load_professions
from wardtoboard.staff import StaffTable
from wardtoboard_web.layout.downloads import DownloadLink
from wardtoboard_web.layout.tables import Cell, DataTable
from wardtoboard_web.staff.drafts import Draft
from wardtoboard_web.staff.facts import KeptStaff
from wardtoboard_web.staff.models import Import, ImportKind, OwnPlace, State
from wardtoboard_web.staff.placing import labels_to_place

SMALL = 8
FAULTS_SHOWN = 100
ELSEWHERE = frozenset({"not_clinical", "not_clinical_here", "profession_not_in_guide"})
"""Reasons that say where people are: in roles that are none of the professions."""
COMPLETED = {"text": "Completed", "classes": "nhsuk-task-list__status--completed"}
TO_DO = {"tag": {"text": "Incomplete", "classes": "nhsuk-tag--blue"}}
NOT_YET = {"text": "Cannot start yet", "classes": "nhsuk-task-list__status--cannot-start-yet"}


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many are in a staff table on its latest date.

    `elsewhere` are in roles that are known and none of the professions; `unplaced` are those of
    whom we cannot tell.
    """

    everyone: float
    elsewhere: float
    unplaced: float
    unit: str

    def sentence(self, *, raw: bool) -> str:
        """Say them, as "12,431 people, 2,040 in other roles, 3 not placed"."""
        said = [counted(self.everyone, self.unit, raw=raw)]
        if self.elsewhere:
            said.append(f"{number(self.elsewhere, raw=raw)} in other roles")
        return ", ".join([*said, f"{number(self.unplaced, raw=raw)} not placed"])


def number(amount: float, *, raw: bool) -> str:
    """Say a number; a small one only to those who see every count."""
    if not raw and 0 < amount < SMALL:
        return "1 to 7"
    return f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.1f}"


def counted(amount: float, unit: str, *, raw: bool) -> str:
    """Say a number with its unit."""
    one = {"people": "person", "full-time equivalents": "full-time equivalent"}
    said = number(amount, raw=raw)
    return f"{said} {one[unit] if said == '1' else unit}"


def day_said(moment: datetime | date) -> str:
    """Say a day, as here and not in UTC."""
    day = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return f"{day:%-d %B %Y}"


def moment_said(moment: datetime) -> str:
    """Say a day and the time."""
    return f"{day_said(moment)}, {timezone.localtime(moment):%H:%M}"


def rows_of(count: int, what: str = "row") -> str:
    """Say how many of something."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def amounts(table: StaffTable) -> Amounts:
    """Add up the latest date of a staff table."""
    latest = max([row.date for row in table.rows] or table.dates)
    is_fte = table.holds_fte_only

    def total(rows: Sequence[Any]) -> float:
        return sum((r.fte if is_fte else r.headcount) or 0 for r in rows if r.date == latest)

    elsewhere = total([one for one in table.unplaced if one.reason in ELSEWHERE])
    unplaced = total([one for one in table.unplaced if one.reason not in ELSEWHERE])
    return Amounts(
        everyone=total(table.rows) + elsewhere + unplaced,
        elsewhere=elsewhere,
        unplaced=unplaced,
        unit="full-time equivalents" if is_fte else "people",
    )


def task_list(found: Import, draft: Draft, *, raw: bool) -> list[dict[str, Any]]:
    """Give the steps of an import with what was understood at each."""
    address = _Addresses(found)
    steps = [
        _step("Choose a file", _files_said(draft), address.page("file"), bool(draft.files)),
        _step("Match columns", _columns_said(draft), address.match(draft), draft.knows_codes)
        if draft.files
        else _later("Match columns"),
    ]
    if found.kind == ImportKind.STAFF:
        steps.append(_placing_step(found, draft, address, raw=raw))
    is_ready = draft.is_read and (found.is_placing_done or not _labels(draft))
    last = "Check and go"
    steps.append(_step(last, "", address.page("check"), False) if is_ready else _later(last))
    return steps


def next_step(found: Import, draft: Draft) -> str:
    """Give the address of the first step that is not done."""
    address = _Addresses(found)
    if not draft.files:
        return address.page("file")
    if not draft.knows_codes:
        return address.match(draft)
    if _labels(draft) and not found.is_placing_done:
        return address.page("place")
    return address.page("check")


@dataclass(frozen=True, slots=True)
class _Addresses:
    found: Import

    def page(self, name: str, **more: object) -> str:
        names = {"code": self.found.organisation.code, "import_id": self.found.pk, **more}
        return reverse(f"staff:{name}", kwargs=names)

    def match(self, draft: Draft) -> str:
        for file in draft.files:
            if not file.is_matched:
                return self.page("columns", file_id=file.source.id)
        if not draft.knows_codes:
            return self.page("codes")
        return self.page("columns", file_id=draft.files[0].source.id)


def _step(heading: str, hint: str, address: str, is_done: bool) -> dict[str, Any]:
    parts: dict[str, Any] = {"heading": heading, "href": address}
    if hint:
        parts["hint"] = hint
    return {**parts, "status": COMPLETED if is_done else TO_DO}


def _later(heading: str) -> dict[str, Any]:
    return {"heading": heading, "status": NOT_YET}


def _files_said(draft: Draft) -> str:
    names = ", ".join(file.source.name for file in draft.files)
    if not names:
        return "A staff table as CSV, Excel or Parquet"
    rows = sum(file.preview.row_count for file in draft.files if file.preview)
    return f"{names}: {rows_of(rows)}"


def _columns_said(draft: Draft) -> str:
    if draft.is_matched and not draft.knows_codes:
        return "Every column is found. Say which organisation codes are yours"
    if draft.is_matched:
        remembered = any(file.source.is_remembered for file in draft.files)
        as_before = ", matched as you did last time" if remembered else ""
        ours = sum(draft.codes.get(code, 0) for code in draft.sources.organisations)
        return f"Every column is found{as_before}. {rows_of(ours)} of your organisation"
    missing = sum(len(file.preview.missing) for file in draft.files if file.preview)
    return f"{rows_of(missing, 'column')} not found" if missing else "The columns are not known yet"


def _labels(draft: Draft) -> int:
    return len(labels_to_place(draft.table)) if draft.table else 0


def _placing_step(found: Import, draft: Draft, address: _Addresses, *, raw: bool) -> dict[str, Any]:
    heading = "Place what is unknown"
    if draft.table is None:
        return _later(heading)
    said = amounts(draft.table).sentence(raw=raw)
    labels = _labels(draft)
    if labels:
        said += f". {rows_of(labels, 'label')} to look at"
    is_done = found.is_placing_done or not labels
    return _step(heading, said, address.page("place"), is_done)


def preview_facts(preview: Preview, *, is_remembered: bool) -> list[str]:
    """Say what was understood of a file, in sentences."""
    said = [f"{rows_of(preview.row_count)} under {rows_of(len(preview.headings), 'heading')}."]
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
        f"{rows_of(len(faults), 'thing')} to put right",
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
    address = _Addresses(found)
    csv, xlsx = (address.page("faults", kind=kind) for kind in ("csv", "xlsx"))
    return [DownloadLink(caption, "csv", csv), DownloadLink(caption, "xlsx", xlsx)]


def changes_table(after: KeptStaff, before: KeptStaff) -> DataTable:
    """Compare two snapshots by profession, in people."""
    names = {one.id: one.label for one in load_professions(after.date)}
    then, now = _by_profession(before.people()), _by_profession(after.people())
    rows: list[tuple[Cell, ...]] = [
        (
            names.get(one, one),
            then.get(one, 0),
            now.get(one, 0),
            _plus(now.get(one, 0) - then.get(one, 0)),
        )
        for one in sorted({*then, *now}, key=lambda one: names.get(one, one))
    ]
    rows.append(
        (
            "Everyone placed",
            sum(then.values()),
            sum(now.values()),
            _plus(sum(now.values()) - sum(then.values())),
        )
    )
    earlier, later = day_said(before.date), day_said(after.date)
    return DataTable(
        "changes",
        "People by profession",
        ("Profession", f"Before, {earlier}", f"Now, {later}", "Difference"),
        tuple(rows),
        "Full-time equivalents are read as people." if after.holds_fte_only else "",
    )


def _by_profession(people: People) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (profession, _), count in people.finest.items():
        sums[profession] = sums.get(profession, 0) + count
    return sums


def _plus(difference: int) -> str:
    return f"{difference:+,}" if difference else "0"


def history(rows: Sequence[Import], current: Sequence[Import | None]) -> list[dict[str, Any]]:
    """Give the imports as the page lists them."""
    now = {one.pk for one in current if one}
    return [
        {
            "when": moment_said(row.made_at),
            "who": row.made_by.name if row.made_by else "Someone who has left",
            "what": ImportKind(row.kind).label,
            "files": ", ".join(file.upload.name for file in row.files.all()) or "No files",
            "state": "Current" if row.pk in now else _state(row),
            "address": _Addresses(row).page("import"),
        }
        for row in rows
    ]


def _state(row: Import) -> str:
    if row.has_stopped:
        return "Stopped before the end"
    if row.state == State.DONE:
        return "Brought in, and replaced since"
    return State(row.state).label


def place_said(row: OwnPlace) -> str:
    """Say where a label belongs."""
    if row.is_not_clinical:
        return "Not a clinical role"
    names = {one.id: one.label for one in load_professions(row.valid_from)}
    return ", ".join(filter(None, (names.get(row.profession or "", row.profession), row.level)))
