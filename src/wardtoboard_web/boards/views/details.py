"""What holds for the board as a whole: the sort of body, and numbers of its own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wardtoboard.base.errors import FaultyTableError
from wardtoboard.boards.facts import bodies_of
from wardtoboard.boards.findings import Severity
from wardtoboard.boards.law.values import Rule, load_rules
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.actions.seen import ChangedSinceError, details_digest
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.boards.forms.register import (
    DetailsForm,
    InstrumentForm,
    LastDayForm,
    refuse,
)
from wardtoboard_web.boards.models import BoardInstrument
from wardtoboard_web.boards.presenters.findings import NOT_ADVICE
from wardtoboard_web.boards.presenters.register import own_numbers
from wardtoboard_web.boards.presenters.seat_now import details_said
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@require_http_methods(["GET", "POST"])
@member_page(Permission.CHANGE_BOARD)
def details(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say what sort of body the board is of, and what else holds for all of it."""
    board = register_of(visitor.organisation)
    form, now = DetailsForm(sent(request), board), None
    seen = request.POST.get("seen", "") if request.method == "POST" else details_digest(board)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.change_details_seen(
                by=visitor.person,
                organisation=visitor.organisation,
                bodies=form.kinds,
                partner_local_authorities=told["partner_local_authorities"],
                uses_competency_framework=told["uses_competency_framework"],
                seen=seen,
            )
        except ChangedSinceError as error:
            refuse(form, error)
            board = register_of(visitor.organisation)
            seen, now = details_digest(board), details_said(board)
        except FaultyTableError as error:
            refuse(form, error)
        else:
            messages.success(request, "The details were kept.")
            return redirect("boards:board_register", code=visitor.organisation.code)
    context = {"form": form, "seen": seen, "now": now}
    return render(request, "boards/register_details.jinja", context)


@require_safe
@member_page(Permission.SEE_BOARD)
def instruments(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the organisation's own numbers, and which rules may have some."""
    context = {
        "own": own_numbers(BoardInstrument.objects.all(), load_rules().by_id),
        "rules": own_number_rules(visitor),
        "advice": NOT_ADVICE,
        "may_change": visitor.may(Permission.CHANGE_BOARD),
    }
    return render(request, "boards/register_instruments.jinja", context)


@require_http_methods(["GET", "POST"])
@member_page(Permission.CHANGE_BOARD)
def add_instrument(request: HttpRequest, visitor: Visitor, rule: str) -> HttpResponse:
    """Set numbers of the organisation's own in the place of a rule's."""
    found = next((one for one in own_number_rules(visitor) if one.id == rule), None)
    if found is None:
        raise Http404
    form = InstrumentForm(found, sent(request))
    if form.is_valid():
        try:
            actions.add_instrument(
                by=visitor.person,
                organisation=visitor.organisation,
                instrument=form.instrument(),
            )
        except FaultyTableError as error:
            refuse(form, error)
        else:
            messages.success(request, "Your own numbers were kept.")
            return _to_instruments(visitor)
    return render(request, "boards/register_instrument_add.jinja", {"form": form, "rule": found})


@require_http_methods(["GET", "POST"])
@member_page(Permission.CHANGE_BOARD)
def end_instrument(request: HttpRequest, visitor: Visitor, instrument_id: UUID) -> HttpResponse:
    """End numbers of the organisation's own."""
    row = get_object_or_404(BoardInstrument, pk=instrument_id)
    form = LastDayForm(sent(request))
    if form.is_valid():
        try:
            actions.end_instrument(
                by=visitor.person,
                organisation=visitor.organisation,
                instrument_id=row.pk,
                last_day=form.cleaned_data["last_day"],
            )
        except FaultyTableError as error:
            refuse(form, error)
        else:
            messages.success(request, "Your own numbers were ended.")
            return _to_instruments(visitor)
    [said] = own_numbers([row], load_rules().by_id)
    return render(request, "boards/register_instrument_end.jinja", {"form": form, "own": said})


def own_number_rules(visitor: Visitor) -> list[Rule]:
    """Give the rules of law whose numbers an order or constitution may set for this body."""
    bodies = bodies_of(register_of(visitor.organisation).bodies)
    return [
        rule
        for rule in load_rules()
        if rule.severity == Severity.LAW and rule.overridable and rule.bodies & bodies
    ]


def _to_instruments(visitor: Visitor) -> HttpResponse:
    return redirect("boards:board_instruments", code=visitor.organisation.code)
