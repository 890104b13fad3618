"""See and change where labels of the organisation's own belong."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wardtoboard.base.errors import FaultyTableError
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.nhsuk_forms import Form, sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.facts import local_place
from wardtoboard_web.staff.forms import EndForm, PlaceForm
from wardtoboard_web.staff.models import OwnPlace
from wardtoboard_web.staff.placing import decision
from wardtoboard_web.staff.presenters.history import place_said, until_said


@require_GET
@member_page(Permission.IMPORT)
def own_places(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List every decision, those that have ended too."""
    rows = OwnPlace.objects.select_related("decided_by")
    places = [
        {
            "row": row,
            "said": place_said(row),
            "since": day_words(row.valid_from),
            "until": until_said(row),
            "decided": day_words(row.decided_at),
        }
        for row in rows
    ]
    return render(request, "staff/own_places.jinja", {"places": places})


@member_page(Permission.IMPORT)
def own_place(request: HttpRequest, visitor: Visitor, place_id: UUID) -> HttpResponse:
    """Change a decision from a day on; the one before it ends."""
    row = get_object_or_404(OwnPlace.objects.filter(withdrawn_at=None), pk=place_id)
    form = PlaceForm(row, sent(request))
    if form.is_valid() and _changed(row, form, visitor):
        messages.success(request, "The change was kept. It is used the next time you import.")
        return redirect("staff:own_places", code=visitor.organisation.code)
    return render(request, "staff/own_place.jinja", _shown(row, form))


@member_page(Permission.IMPORT)
def end_place(request: HttpRequest, visitor: Visitor, place_id: UUID) -> HttpResponse:
    """End a decision without another in its place."""
    row = get_object_or_404(OwnPlace.objects.filter(withdrawn_at=None), pk=place_id)
    form = EndForm(sent(request))
    if form.is_valid():
        actions.end_place(
            organisation=visitor.organisation,
            by=visitor.person,
            place_id=row.pk,
            last_day=form.cleaned_data["last_day"],
        )
        messages.success(request, "The place was ended. We will ask about the label again.")
        return redirect("staff:own_places", code=visitor.organisation.code)
    return render(request, "staff/end_place.jinja", _shown(row, form))


def _shown(row: OwnPlace, form: Form) -> dict[str, object]:
    return {
        "place": row,
        "said": place_said(row),
        "since": day_words(row.valid_from),
        "form": form,
    }


def _changed(row: OwnPlace, form: PlaceForm, visitor: Visitor) -> bool:
    told = form.cleaned_data
    changed = decision(
        local_place(row).kind,
        row.labels,
        told.get("profession", ""),
        told.get("level", ""),
        told["valid_from"],
        timezone.localdate(),
    )
    try:
        actions.decide_places(
            organisation=visitor.organisation, by=visitor.person, decisions=[changed]
        )
    except FaultyTableError as error:
        for fault in error.faults:
            form.add_error(None, fault.sentence())
        return False
    return True
