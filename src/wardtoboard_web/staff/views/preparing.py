"""Choose files, match their columns, and say whose rows are taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from wardtoboard.base.errors import UserError
from wardtoboard.staff.forms import ESTABLISHMENT, HEADCOUNTS
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.drafts import (
    headings_mark,
    preview_of,
    read_draft,
    remembered_columns,
    sources_of,
)
from wardtoboard_web.staff.facts import last_done
from wardtoboard_web.staff.forms import CODES_SHOWN, CodesForm, ColumnsForm, FileForm
from wardtoboard_web.staff.models import Import, ImportKind
from wardtoboard_web.staff.presenters.files import first_rows, preview_facts
from wardtoboard_web.staff.views.moved_on import readable_import, to_import, unless_moved_on


@member_page(Permission.IMPORT)
def new_import(request: HttpRequest, visitor: Visitor, kind: str) -> HttpResponse:
    """Ask for the first file; the import begins when it can be opened."""
    if kind not in ImportKind:
        raise Http404
    form = FileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and _can_open(form, ImportKind(kind)):
        found = actions.begin_import(
            organisation=visitor.organisation, by=visitor.person, kind=ImportKind(kind)
        )
        return _keep(found, form, visitor)
    return _file_page(request, form, ImportKind(kind), None)


@member_page(Permission.IMPORT)
@unless_moved_on
def files(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Show the files of an import and take another one."""
    found = readable_import(import_id, visitor)
    form = FileForm(sent(request), request.FILES or None)
    kind = ImportKind(found.kind)
    if request.method == "POST" and form.is_valid() and _can_open(form, kind):
        return _keep(found, form, visitor)
    return _file_page(request, form, kind, found)


@require_POST
@member_page(Permission.IMPORT)
@unless_moved_on
def remove_file(
    request: HttpRequest, visitor: Visitor, import_id: UUID, file_id: UUID
) -> HttpResponse:
    """Take a file out."""
    found = readable_import(import_id, visitor)
    get_object_or_404(found.files, pk=file_id)
    actions.remove_file(import_id=found.pk, by=visitor.person, file_id=file_id)
    messages.success(request, "The file was removed.")
    return to_import(found)


@member_page(Permission.IMPORT)
@unless_moved_on
def columns(request: HttpRequest, visitor: Visitor, import_id: UUID, file_id: UUID) -> HttpResponse:
    """Show what was understood of a file, and ask which heading is which column."""
    found = readable_import(import_id, visitor)
    draft = read_draft(sources_of(found))
    file = next((one for one in draft.files if one.source.id == file_id), None)
    if file is None:
        raise Http404
    preview = file.preview
    if preview is None:
        return to_import(found)
    likely = ESTABLISHMENT if found.kind == ImportKind.ESTABLISHMENT else HEADCOUNTS
    form = ColumnsForm(preview.form or likely, preview.headings, preview.found, sent(request))
    if form.is_valid():
        actions.match_columns(
            import_id=found.pk,
            by=visitor.person,
            file_id=file_id,
            columns=form.columns,
            headings=headings_mark(preview.headings),
        )
        return to_import(found)
    is_remembered = file.source.is_remembered
    context = {
        "found": found,
        "file": file,
        "others": [one for one in draft.files if one is not file],
        "form": form,
        "facts": preview_facts(preview, is_remembered=is_remembered),
        "first_rows": first_rows(preview) if visitor.may(Permission.SEE_RAW) else None,
    }
    return render(request, "staff/columns.jinja", context)


@member_page(Permission.IMPORT)
@unless_moved_on
def codes(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Ask which of the organisation codes in the files are ours."""
    found = readable_import(import_id, visitor)
    draft = read_draft(sources_of(found))
    if not draft.is_matched:
        return to_import(found)
    there = [code for code in draft.codes if code]
    form = CodesForm(there, sent(request), initial={"codes": _suggested(found, there)})
    if form.is_valid():
        actions.name_codes(import_id=found.pk, by=visitor.person, codes=form.cleaned_data["codes"])
        return to_import(found)
    context = {"found": found, "form": form, "there": there[:CODES_SHOWN], "number": len(there)}
    return render(request, "staff/codes.jinja", context)


def _suggested(found: Import, there: list[str]) -> str:
    """Give the codes named before, here or in the last import; the only one there is, if any."""
    last = last_done(ImportKind(found.kind))
    before = found.codes or (last.codes if last else [])
    only = there if len(there) == 1 else []
    return ", ".join(code for code in before or only if code in there)


def _can_open(form: FileForm, kind: ImportKind) -> bool:
    """Look into the file that was sent; what is wrong with it becomes the form's error."""
    content = form.cleaned_data["file"].read()
    form.cleaned_data["content"] = content
    try:
        form.cleaned_data["preview"] = preview_of(kind, form.name, content)
    except UserError as error:
        form.add_error("file", " ".join(fault.sentence() for fault in error.faults))
        return False
    return True


def _keep(found: Import, form: FileForm, visitor: Visitor) -> HttpResponse:
    actions.add_file(
        import_id=found.pk,
        by=visitor.person,
        name=form.name,
        content=form.cleaned_data["content"],
        columns=remembered_columns(ImportKind(found.kind), form.cleaned_data["preview"]),
    )
    return to_import(found)


def _file_page(
    request: HttpRequest, form: FileForm, kind: ImportKind, found: Import | None
) -> HttpResponse:
    held = list(found.files.select_related("upload").defer("upload__content")) if found else []
    context = {"found": found, "form": form, "kind": kind, "files": held}
    return render(request, "staff/file.jinja", context)
