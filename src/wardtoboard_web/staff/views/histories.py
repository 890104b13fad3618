"""Staff histories: what is current, new files, the job that reads them, and going back.

Histories are of single people, so every page is for those who see every count.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from wardtoboard.base.errors import Fault
from wardtoboard_web.layout.downloads import Kind, table_response
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.facts import current_store, histories_under_way, store_before, store_of
from wardtoboard_web.staff.forms import CODES_SHOWN, CodesForm, HistoriesForm, name_kept
from wardtoboard_web.staff.history_reading import all_looks, look_at_sent
from wardtoboard_web.staff.models import HistoryFile, HistoryImport, State
from wardtoboard_web.staff.presenters import histories as shown
from wardtoboard_web.staff.presenters.files import FAULTS_SHOWN, faults_table
from wardtoboard_web.staff.views.moved_on import histories_unless_moved_on

SHOWN = 50


@require_GET
@member_page(Permission.SEE_RAW)
def histories(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say which careers are current, lead to new files, and list the earlier imports."""
    store = current_store()
    rows = HistoryImport.objects.select_related("organisation", "made_by")
    rows = rows.prefetch_related(Prefetch("files", HistoryFile.objects.defer("content")))
    context = {
        "store": store,
        "held": shown.months_of(store) if store else "",
        "person_months": shown.person_months(store) if store else "",
        "under_way": histories_under_way(),
        "history": shown.history(list(rows[:SHOWN]), store),
    }
    return render(request, "staff/histories/histories.jinja", context)


@member_page(Permission.SEE_RAW)
def add_files(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take files for the import that is being prepared, or for a new one."""
    found = histories_under_way()
    if found is not None and not found.is_open:
        messages.warning(request, actions.BUSY)
        return _to(found)
    form = HistoriesForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent_files = form.cleaned_data["histories"]
        files, faults = look_at_sent((name_kept(one), one.read()) for one in sent_files)
        for fault in faults:
            form.add_error("histories", fault.sentence())
        if not faults:
            return _add(request, visitor, files)
    return render(request, "staff/histories/files.jinja", {"form": form, "found": found})


@require_GET
@member_page(Permission.SEE_RAW)
def one_import(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Show an import as it stands: what was understood, its progress, or what was kept."""
    found = _import_or_404(import_id)
    if found.is_on_its_way:
        context = {
            "found": found,
            "status": shown.progress_of(found),
            "is_live": not found.has_stopped,
        }
        return render(request, "staff/histories/running.jinja", context)
    if found.is_open:
        return _draft(request, found)
    return _ended(request, found)


@require_POST
@member_page(Permission.SEE_RAW)
@histories_unless_moved_on
def remove_file(
    request: HttpRequest, visitor: Visitor, import_id: UUID, file_id: UUID
) -> HttpResponse:
    """Take a file out."""
    found = _import_or_404(import_id)
    get_object_or_404(found.files.defer("content"), pk=file_id)
    actions.remove_history(import_id=found.pk, by=visitor.person, file_id=file_id)
    messages.success(request, "The file was removed.")
    return _to(found)


@member_page(Permission.SEE_RAW)
@histories_unless_moved_on
def codes(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Ask which of the organisation codes in the files are ours."""
    found = _import_or_404(import_id)
    there = list(all_looks(found).organisations)
    form = CodesForm(there, sent(request), initial={"codes": _suggested(found, there)})
    if form.is_valid():
        actions.name_history_codes(
            import_id=found.pk, by=visitor.person, codes=form.cleaned_data["codes"]
        )
        return _to(found)
    context = {"found": found, "form": form, "there": there[:CODES_SHOWN], "number": len(there)}
    return render(request, "staff/histories/codes.jinja", context)


def _suggested(found: HistoryImport, there: list[str]) -> str:
    """Give the codes named before, here or in the last import; the only one there is, if any."""
    last = current_store()
    before = found.codes or (last.source.codes if last else [])
    only = there if len(there) == 1 else []
    return ", ".join(code for code in before or only if code in there)


@require_POST
@member_page(Permission.SEE_RAW)
@histories_unless_moved_on
def start(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Let a job read the files, once we know whose rows are taken."""
    found = _import_or_404(import_id)
    if not found.is_open or all_looks(found).is_ready:
        actions.start_histories(import_id=found.pk, by=visitor.person)
    return _to(found)


@require_GET
@member_page(Permission.SEE_RAW)
def faults(request: HttpRequest, visitor: Visitor, import_id: UUID, kind: Kind) -> HttpResponse:
    """Give every fault that an import was refused for as a file."""
    found = _import_or_404(import_id)
    return table_response(faults_table(_faults(found)), kind)


@require_GET
@member_page(Permission.SEE_RAW)
def progress(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Give the inside of the progress box; tell the page to load again when the job has ended."""
    found = _import_or_404(import_id)
    response = render(request, "layout/progress.jinja", {"status": shown.progress_of(found)})
    if not found.is_on_its_way or found.has_stopped:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@member_page(Permission.SEE_RAW)
@histories_unless_moved_on
def restart(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Hand an import whose job was killed to another job."""
    found = _import_or_404(import_id)
    actions.restart_histories(import_id=found.pk, by=visitor.person)
    return _to(found)


@require_POST
@member_page(Permission.SEE_RAW)
@histories_unless_moved_on
def discard(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Give up an import; the files sent are deleted."""
    found = _import_or_404(import_id)
    actions.discard_histories(import_id=found.pk, by=visitor.person)
    messages.success(request, "The import was discarded, and the files were deleted.")
    return redirect("staff:histories", code=visitor.organisation.code)


@member_page(Permission.SEE_RAW)
@histories_unless_moved_on
def undo(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Ask whether to go back to the careers that were current before, and do it."""
    found = _import_or_404(import_id)
    if found.state != State.DONE:
        return _to(found)
    if request.method == "POST":
        actions.undo_histories(import_id=found.pk, by=visitor.person)
        messages.success(request, "The import was undone.")
        return redirect("staff:histories", code=visitor.organisation.code)
    before = store_before(found)
    context = {"found": found, "before": shown.months_of(before) if before else ""}
    return render(request, "staff/histories/undo.jinja", context)


def _add(request: HttpRequest, visitor: Visitor, files: list[actions.SentHistory]) -> HttpResponse:
    try:
        found = actions.add_histories(
            organisation=visitor.organisation, by=visitor.person, files=files
        )
    except actions.NotNowError as error:  # started meanwhile
        messages.warning(request, str(error))
        return redirect("staff:histories", code=visitor.organisation.code)
    return _to(found)


def _draft(request: HttpRequest, found: HistoryImport) -> HttpResponse:
    looks, store = all_looks(found), current_store()
    files = list(found.files.defer("content"))
    context = {
        "found": found,
        "files": files,
        "looks": looks,
        "table": shown.files_table(files) if files else None,
        "seen": shown.understood(looks, store),
    }
    return render(request, "staff/histories/draft.jinja", context)


def _ended(request: HttpRequest, found: HistoryImport) -> HttpResponse:
    current, store = current_store(), store_of(found)
    told = _faults(found)
    table = faults_table(told, most=FAULTS_SHOWN) if told else None
    context = {
        "found": found,
        "state": State(found.state).label,
        "is_current": store is not None and store == current,
        "is_replaced": found.state == State.DONE,
        "files": found.files.defer("content"),
        "facts": shown.kept_facts(store) if store else [],
        "tables": shown.report_tables(store) if store else [],
        "warnings": store.report["warnings"] if store else [],
        "faults": table,
        "links": shown.fault_links(found, table.caption) if table else [],
    }
    return render(request, "staff/histories/ended.jinja", context)


def _faults(found: HistoryImport) -> list[Fault]:
    return [Fault(**one) for one in found.faults]


def _import_or_404(import_id: UUID) -> HistoryImport:
    rows = HistoryImport.objects.select_related("organisation", "made_by")
    return get_object_or_404(rows, pk=import_id)


def _to(found: HistoryImport) -> HttpResponse:
    return redirect("staff:history", code=found.organisation.code, import_id=found.pk)
