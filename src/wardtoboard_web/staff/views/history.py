"""The imports of an organisation: what is current, what was, what changed, and going back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words, moment_words
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.drafts import nobody_placed, read_draft, sources_of
from wardtoboard_web.staff.facts import (
    KeptStaff,
    current_posts,
    current_store,
    kept_by,
    knows_files,
    last_done,
)
from wardtoboard_web.staff.models import Import, ImportFile, ImportKind, State
from wardtoboard_web.staff.presenters.amounts import amounts
from wardtoboard_web.staff.presenters.files import FAULTS_SHOWN, download_links, faults_table
from wardtoboard_web.staff.presenters.histories import months_of
from wardtoboard_web.staff.presenters.history import changes_table, history
from wardtoboard_web.staff.presenters.steps import next_step, task_list
from wardtoboard_web.staff.views.moved_on import (
    check_knows_files,
    import_or_404,
    readable_import,
    to_import,
    unless_moved_on,
)
from wardtoboard_web.staff.views.running import progress_of

SHOWN = 50


@require_GET
@member_page(Permission.IMPORT)
def imports(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say what is current, lead to a new import, and list the earlier ones."""
    files = ImportFile.objects.select_related("upload").defer("upload__content")
    rows = Import.objects.select_related("organisation", "made_by").prefetch_related(
        Prefetch("files", files)
    )
    done = last_done(ImportKind.STAFF)
    now = kept_by(done) if done else None
    context = {
        "now": now,
        "day": day_words(now.date) if now else "",
        "understood": _sums(visitor, done, now),
        "posts": len(current_posts()),
        "sees_raw": visitor.may(Permission.SEE_RAW),
        "careers": _careers_held(visitor),
        "history": history(list(rows[:SHOWN]), [last_done(kind) for kind in ImportKind]),
    }
    return render(request, "staff/imports.jinja", context)


@require_GET
@member_page(Permission.IMPORT)
def one_import(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Show an import as it stands: its steps, its progress, or what it changed."""
    found = import_or_404(import_id)
    if found.is_on_its_way:
        context = {"found": found, "status": progress_of(found), "is_live": not found.has_stopped}
        return render(request, "staff/running.jinja", context)
    if found.is_open:
        check_knows_files(visitor, found)
        return _steps(request, visitor, found)
    return _ended(request, visitor, found)


@require_POST
@member_page(Permission.IMPORT)
def again(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Begin another import of the same files."""
    found = readable_import(import_id, visitor)
    return to_import(actions.begin_again(import_id=found.pk, by=visitor.person))


@require_POST
@member_page(Permission.IMPORT)
@unless_moved_on
def discard(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Give up an import that is being prepared."""
    found = import_or_404(import_id)
    actions.discard_import(import_id=found.pk, by=visitor.person)
    messages.success(request, "The import was discarded. Nothing was brought in.")
    return redirect("staff:imports", code=visitor.organisation.code)


@member_page(Permission.IMPORT)
@unless_moved_on
def undo(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Ask whether to go back to what was current before, and do it."""
    found = import_or_404(import_id)
    if found.state != State.DONE:
        return to_import(found)
    if request.method == "POST":
        actions.undo_import(import_id=found.pk, by=visitor.person)
        messages.success(request, "The import was undone.")
        return redirect("staff:imports", code=visitor.organisation.code)
    before = last_done(ImportKind(found.kind), before=found)
    said = moment_words(before.made_at) if before else ""
    return render(request, "staff/undo.jinja", {"found": found, "before": said})


def _careers_held(visitor: Visitor) -> str:
    """Say over which months careers are followed, to those who see every count."""
    store = current_store() if visitor.may(Permission.SEE_RAW) else None
    return months_of(store) if store else ""


def _steps(request: HttpRequest, visitor: Visitor, found: Import) -> HttpResponse:
    draft = read_draft(sources_of(found))
    faults = draft.faults
    if draft.table is not None and not draft.table.rows and found.is_placing_done:
        faults = (nobody_placed(),)
    table = faults_table(faults, most=FAULTS_SHOWN) if faults else None
    context = {
        "found": found,
        "draft": draft,
        "tasks": task_list(found, draft, raw=visitor.may(Permission.SEE_RAW)),
        "faults": table,
        "links": download_links(found, table.caption) if table else [],
        "next": next_step(found, draft),
    }
    return render(request, "staff/steps.jinja", context)


def _ended(request: HttpRequest, visitor: Visitor, found: Import) -> HttpResponse:
    context: dict[str, object] = {
        "found": found,
        "is_current": found == last_done(ImportKind(found.kind)),
        "state": State(found.state).label,
        "is_replaced": found.state == State.DONE,
        "files": found.files.select_related("upload").defer("upload__content"),
        "may_use_again": knows_files(visitor, found) and found.state != State.DISCARDED,
    }
    has_staff = found.state in (State.DONE, State.UNDONE) and found.kind == ImportKind.STAFF
    if has_staff:
        after = kept_by(found)
        earlier = last_done(ImportKind.STAFF, before=found)
        before = kept_by(earlier) if earlier else None
        context |= {
            "after": after,
            "before": before,
            "day": day_words(after.date),
            "day_before": day_words(before.date) if before else "",
            "understood": _sums(visitor, found, after),
            "understood_before": _sums(visitor, earlier, before),
            "changes": _changes(visitor, after, before),
            "raw": visitor.may(Permission.SEE_RAW),
        }
    return render(request, "staff/ended.jinja", context)


def _sums(visitor: Visitor, found: Import | None, staff: KeptStaff | None) -> str:
    """Say how many are in a staff table, to those who may know: "" to others.

    Beside the total of a release, a sum tells how few were not placed.
    """
    if found is None or staff is None or not knows_files(visitor, found):
        return ""
    return amounts(staff.table).sentence(raw=visitor.may(Permission.SEE_RAW))


def _changes(visitor: Visitor, after: KeptStaff, before: KeptStaff | None) -> DataTable | None:
    if before is None or not visitor.may(Permission.SEE_RAW):
        return None
    return changes_table(after, before)
