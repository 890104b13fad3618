"""Place labels that nobody knows yet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from wardtoboard.base.errors import FaultyTableError
from wardtoboard_web.layout.words import how_many
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.drafts import read_draft, sources_of
from wardtoboard_web.staff.forms import PlacesForm
from wardtoboard_web.staff.models import Import
from wardtoboard_web.staff.placing import (
    ToPlace,
    decision,
    labels_to_place,
    level_choices,
    profession_choices,
)
from wardtoboard_web.staff.presenters.amounts import amounts, counted
from wardtoboard_web.staff.views.moved_on import readable_import, to_import, unless_moved_on

MOST_ASKED = 100


@member_page(Permission.IMPORT)
@unless_moved_on
def place(request: HttpRequest, visitor: Visitor, import_id: UUID) -> HttpResponse:
    """Ask where labels belong; answers are kept and used for later files too."""
    found = readable_import(import_id, visitor)
    draft = read_draft(sources_of(found))
    if draft.table is None or not found.is_open:
        return to_import(found)
    labels = labels_to_place(draft.table)
    levels = {kind: level_choices(kind) for kind in ("level", "grade")}
    form = PlacesForm(labels[:MOST_ASKED], profession_choices(), levels, sent(request))
    if request.method == "POST" and form.is_valid() and _kept(form, visitor):
        return _next(request, visitor, found, labels, len(form.answers()))
    raw = visitor.may(Permission.SEE_RAW)
    held = amounts(draft.table)
    context = {
        "found": found,
        "form": form,
        "questions": [
            {
                "place": one,
                "concerns": counted(one.amount, held.unit, raw=True) if raw else "",
                "fields": [field for field in form if field.name.startswith(one.mark)],
            }
            for one in form.asked
        ],
        "more": len(labels) - len(form.asked),
        "understood": held.sentence(raw=raw),
    }
    return render(request, "staff/place.jinja", context)


def _next(
    request: HttpRequest, visitor: Visitor, found: Import, asked: list[ToPlace], answers: int
) -> HttpResponse:
    """Ask again where an answer has brought up a label that was hidden behind another."""
    messages.success(request, _said(answers))
    table = read_draft(sources_of(found)).table if answers else None
    before = {one.mark for one in asked}
    if table and any(one.mark not in before for one in labels_to_place(table)):
        return redirect("staff:place", code=visitor.organisation.code, import_id=found.pk)
    actions.finish_placing(import_id=found.pk, by=visitor.person)
    return to_import(found)


def _kept(form: PlacesForm, visitor: Visitor) -> bool:
    """Keep the answers; one that cannot be followed becomes the form's error."""
    today = timezone.localdate()
    decisions = [
        decision(one.kind, one.labels, profession, level, one.day, today)
        for one, profession, level in form.answers()
    ]
    try:
        if decisions:
            actions.decide_places(
                organisation=visitor.organisation, by=visitor.person, decisions=decisions
            )
    except FaultyTableError as error:
        for fault in error.faults:
            form.add_error(None, fault.sentence())
        return False
    return True


def _said(number: int) -> str:
    if not number:
        return "Everyone not placed stays unplaced. Figures will count them and say so."
    placed = how_many(number, "label")
    return f"{placed} placed. To change this, go to “Where your labels belong”."
