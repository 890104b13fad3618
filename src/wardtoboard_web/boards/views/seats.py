"""One seat of the register: written down, changed, or taken out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wardtoboard.base.errors import FaultyTableError
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.actions.seen import ChangedSinceError, seat_digest
from wardtoboard_web.boards.forms.register import refuse
from wardtoboard_web.boards.forms.seat import SeatForm
from wardtoboard_web.boards.models import BoardSeat
from wardtoboard_web.boards.presenters.register import seat_said
from wardtoboard_web.boards.presenters.seat_now import seat_now
from wardtoboard_web.boards.seat_rows import seat_of
from wardtoboard_web.nhsuk_forms import Form, sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission

KEYS = {"from": "start", "to": "end"}
"""Questions that go by another name in a file."""


@require_http_methods(["GET", "POST"])
@member_page(Permission.CHANGE_BOARD)
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Write down a seat."""
    form = SeatForm(sent(request))
    if form.is_valid():
        try:
            actions.add_seat(by=visitor.person, organisation=visitor.organisation, seat=form.seat())
        except FaultyTableError as error:
            refuse(form, error, KEYS)
        else:
            messages.success(request, "The seat was written down.")
            return _to_register(visitor)
    return render(request, "boards/register_seat.jinja", {"form": form, "row": None})


@require_http_methods(["GET", "POST"])
@member_page(Permission.CHANGE_BOARD)
def change(request: HttpRequest, visitor: Visitor, seat_id: UUID) -> HttpResponse:
    """Change what is known of a seat, or end it."""
    row = get_object_or_404(BoardSeat, pk=seat_id)
    form = SeatForm(sent(request), seat_of(row))
    seen, now = _seen(request, row), None
    if form.is_valid():
        try:
            actions.change_seat(
                by=visitor.person,
                organisation=visitor.organisation,
                seat_id=row.pk,
                seat=form.seat(),
                seen=seen,
            )
        except ChangedSinceError as error:
            refuse(form, error, KEYS)
            row = get_object_or_404(BoardSeat, pk=seat_id)
            seen, now = seat_digest(row), seat_now(form, seat_of(row))
        except FaultyTableError as error:
            refuse(form, error, KEYS)
        else:
            messages.success(request, "The change was kept.")
            return _to_register(visitor)
    context = {"form": form, "row": row, "seen": seen, "now": now}
    return render(request, "boards/register_seat.jinja", context)


@require_http_methods(["GET", "POST"])
@member_page(Permission.CHANGE_BOARD)
def remove(request: HttpRequest, visitor: Visitor, seat_id: UUID) -> HttpResponse:
    """Ask once more, then take a seat out that was written down by mistake."""
    row = get_object_or_404(BoardSeat, pk=seat_id)
    form = Form(sent(request))
    if form.is_valid():
        try:
            actions.remove_seat(
                by=visitor.person,
                organisation=visitor.organisation,
                seat_id=row.pk,
                seen=_seen(request, row),
            )
        except ChangedSinceError as error:
            refuse(form, error)
            row = get_object_or_404(BoardSeat, pk=seat_id)
        else:
            messages.success(request, "The seat was taken out.")
            return _to_register(visitor)
    seat = seat_of(row)
    context = {"form": form, "row": row, "seat": seat_said(seat), "seen": seat_digest(row)}
    return render(request, "boards/register_remove.jinja", context)


def _seen(request: HttpRequest, row: BoardSeat) -> str:
    """Give the digest of the seat as the person read it: the page's own, or that of now."""
    return request.POST.get("seen", "") if request.method == "POST" else seat_digest(row)


def _to_register(visitor: Visitor) -> HttpResponse:
    return redirect("boards:board_register", code=visitor.organisation.code)
