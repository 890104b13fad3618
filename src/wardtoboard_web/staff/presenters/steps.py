"""The steps of an import, each with what was understood so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wardtoboard_web.layout.words import how_many
from wardtoboard_web.staff.drafts import Draft
from wardtoboard_web.staff.models import Import, ImportKind
from wardtoboard_web.staff.placing import labels_to_place
from wardtoboard_web.staff.presenters.amounts import amounts

COMPLETED = {"text": "Completed", "classes": "nhsuk-task-list__status--completed"}
TO_DO = {"tag": {"text": "Incomplete", "classes": "nhsuk-tag--blue"}}
NOT_YET = {"text": "Cannot start yet", "classes": "nhsuk-task-list__status--cannot-start-yet"}


def task_list(found: Import, draft: Draft, *, raw: bool) -> list[dict[str, Any]]:
    """Give the steps of an import with what was understood at each."""
    address = Addresses(found)
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
    address = Addresses(found)
    if not draft.files:
        return address.page("file")
    if not draft.knows_codes:
        return address.match(draft)
    if _labels(draft) and not found.is_placing_done:
        return address.page("place")
    return address.page("check")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of the pages of one import."""

    found: Import

    def page(self, name: str, **more: object) -> str:
        """Give the address of a page by its name."""
        names = {"code": self.found.organisation.code, "import_id": self.found.pk, **more}
        return reverse(f"staff:{name}", kwargs=names)

    def match(self, draft: Draft) -> str:
        """Give the page that asks for a column or code not yet known, else the first columns."""
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
    return f"{names}: {how_many(rows, 'row')}"


def _columns_said(draft: Draft) -> str:
    if draft.is_matched and not draft.knows_codes:
        return "Every column is found. Say which organisation codes are yours"
    if draft.is_matched:
        remembered = any(file.source.is_remembered for file in draft.files)
        as_before = ", matched as you did last time" if remembered else ""
        ours = sum(draft.codes.get(code, 0) for code in draft.sources.organisations)
        return f"Every column is found{as_before}. {how_many(ours, 'row')} of your organisation"
    missing = sum(len(file.preview.missing) for file in draft.files if file.preview)
    return (
        f"{how_many(missing, 'column')} not found" if missing else "The columns are not known yet"
    )


def _labels(draft: Draft) -> int:
    return len(labels_to_place(draft.table)) if draft.table else 0


def _placing_step(found: Import, draft: Draft, address: Addresses, *, raw: bool) -> dict[str, Any]:
    heading = "Place what is unknown"
    if draft.table is None:
        return _later(heading)
    said = amounts(draft.table).sentence(raw=raw)
    labels = _labels(draft)
    if labels:
        said += f". {how_many(labels, 'label')} to look at"
    is_done = found.is_placing_done or not labels
    return _step(heading, said, address.page("place"), is_done)
