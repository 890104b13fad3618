"""Check an import, let a job read it, and show how far it is."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from wardtoboard.ceilings import dates_left_out
from wardtoboard_web.layout.downloads import Kind, table_response
from wardtoboard_web.layout.progress import Progress
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.drafts import Draft, read_draft, sources_of
from wardtoboard_web.staff.facts import current_snapshot
from wardtoboard_web.staff.forms import ConfirmFteForm
from wardtoboard_web.staff.models import Import
from wardtoboard_web.staff.presenters.amounts import amounts
from wardtoboard_web.staff.presenters.files import faults_table
from wardtoboard_web.staff.views.moved_on import (
    import_or_404,
    readable_import,
    to_import,
    unless_moved_on,
)


@member_page(Permission.IMPORT)
@unless_moved_on
def check(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Show what will be brought in, and start the job."""
    found = readable_import(import_id, visitor)
    if not found.is_open:
        return to_import(found)
    draft = read_draft(sources_of(found))
    if not draft.is_read:
        return to_import(found)
    is_fte = draft.table is not None and draft.table.holds_fte_only
    form = ConfirmFteForm(sent(request)) if is_fte else None
    can_go = draft.table is None or bool(draft.table.rows)
    if request.method == "POST" and can_go and (form is None or form.is_valid()):
        actions.start_import(import_id=found.pk, by=visitor.person, fte_as_headcount=is_fte)
        return to_import(found)
    raw = visitor.may(Permission.SEE_RAW)
    context = {
        "found": found,
        "form": form,
        "can_go": can_go,
        "summary": _summary(draft, raw=raw),
        "warnings": _warnings(draft, visitor),
    }
    return render(request, "staff/check.jinja", context)


@require_GET
@member_page(Permission.IMPORT)
def faults(request: HttpRequest, visitor: Visitor, import_id: UUID, kind: Kind) -> HttpResponse:
    """Give every fault of the files as a file."""
    found = readable_import(import_id, visitor)
    draft = read_draft(sources_of(found))
    return table_response(faults_table(draft.faults), kind)


@require_GET
@member_page(Permission.IMPORT)
def progress(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Give the inside of the progress box; tell the page to load again when the job has ended."""
    found = import_or_404(import_id)
    response = render(request, "layout/progress.jinja", {"status": progress_of(found)})
    if not found.is_on_its_way or found.has_stopped:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@member_page(Permission.IMPORT)
@unless_moved_on
def restart(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Hand an import whose job was killed to another job."""
    found = import_or_404(import_id)
    actions.restart_import(import_id=found.pk, by=visitor.person)
    return to_import(found)


def progress_of(found: Import) -> Progress:
    """Give how far an import's job is."""
    names = {"code": found.organisation.code, "import_id": found.pk}
    return Progress(found.step, found.percent, reverse("staff:progress", kwargs=names))


def _summary(draft: Draft, *, raw: bool) -> list[tuple[str, str]]:
    """Say what was understood, by line."""
    names = ", ".join(file.source.name for file in draft.files)
    lines = [("Files", names)]
    if draft.table is not None:
        lines += [
            ("Date", day_words(max(draft.table.dates))),
            ("Staff", amounts(draft.table).sentence(raw=raw)),
            ("Rows read", f"{draft.table.rows_read:,}"),
        ]
        if draft.table.rows_left_out:
            left_out = f"{draft.table.rows_left_out:,}, left out"
            lines.append(("Rows of other organisations", left_out))
    else:
        lines.append(("Posts", f"{len(draft.posts or ()):,}"))
    return lines


def _warnings(draft: Draft, visitor: Visitor) -> list[str]:
    """Say what a careful person would want to know before going on."""
    if draft.table is None:
        return []
    said = list(draft.table.warnings)
    if not draft.table.rows:
        return ["Nobody in the files could be placed in a profession. Place some labels first."]
    if len(draft.table.dates) > 1 and dates_left_out(draft.table):
        said.append("The files have several dates. Only the latest is used.")
    now = current_snapshot()
    if now and max(draft.table.dates) < now.date:
        said.append(
            f"The current staff table is of {day_words(now.date)}, which is later. "
            "If you go on, pages will show the older one."
        )
    return said
