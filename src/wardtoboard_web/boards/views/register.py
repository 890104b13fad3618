"""The register of the board: seen, brought in from a file, and taken away as one."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wardtoboard.base.errors import FAULTS_SHOWN, UserError
from wardtoboard.boards.facts import Board
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.actions.seen import ChangedSinceError, register_digest
from wardtoboard_web.boards.checking import read_content
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.boards.forms.register import ReadForm, RegisterFileForm, refuse
from wardtoboard_web.boards.models import BoardGovernor, BoardSeat
from wardtoboard_web.boards.presenters.register import (
    other_losses,
    register_csv,
    register_page,
    seat_said,
)
from wardtoboard_web.boards.views.asked_day import asked_day
from wardtoboard_web.layout.words import how_many
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission

TOML = "register.toml"


@require_safe
@member_page(Permission.SEE_BOARD)
def register(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show who sits on the board on a day, and when each came and goes."""
    asked = asked_day(request)
    if isinstance(asked, HttpResponse):
        return asked
    context = {
        "page": register_page(list(BoardSeat.objects.all()), asked.day),
        "asked": asked,
        "form": asked.form,
        "governors": list(BoardGovernor.objects.all()),
        "may_change": visitor.may(Permission.CHANGE_BOARD),
    }
    return render(request, "boards/register.jinja", context)


@require_safe
@member_page(Permission.SEE_BOARD)
def download(request: HttpRequest, visitor: Visitor, kind: str) -> HttpResponse:
    """Give the register as a file that can be brought in again."""
    board = register_of(visitor.organisation)
    if kind == "toml":
        answer = HttpResponse(board_to_toml(board), content_type="application/toml")
    else:
        text = register_csv(board).encode("utf-8-sig")
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"board-{visitor.organisation.code.lower()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
@member_page(Permission.CHANGE_BOARD)
def bring_in(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Read a file, show what was understood of it, and put it in the place of the register."""
    if request.method == "POST" and "register" in request.POST:
        return _replace(request, visitor)
    form = RegisterFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        current = register_of(visitor.organisation)
        try:
            board = _read(form, current)
        except UserError as error:
            _refuse(form, error)
        else:
            return _preview(request, board, current, is_whole=form.name == TOML)
    return _file_page(request, visitor, form)


def _read(form: RegisterFileForm, current: Board) -> Board:
    """Read a board; a table has its seats alone, and all else stays as it is."""
    content = form.cleaned_data["file"].read()
    if form.name == TOML:
        return read_content(content, form.name)
    seats = read_content(content, form.name, bodies=current.bodies).seats
    return replace(current, seats=seats)


def _preview(
    request: HttpRequest,
    board: Board,
    current: Board,
    *,
    is_whole: bool,
    error: ChangedSinceError | None = None,
) -> HttpResponse:
    """Show what would take the place of the register, which is `current`.

    `is_whole` is for a file that says everything; a table says its seats alone. `error` is why it
    is shown once more.
    """
    form = ReadForm({"register": board_to_toml(board)})
    if error is not None:
        refuse(form, error)
    lost = [seat for seat in current.seats if seat not in board.seats]
    context = {
        "seats": [seat_said(seat) for seat in board.seats],
        "summary": _parts(board),
        "before": _parts(current),
        "lost": [seat_said(seat) for seat in lost],
        "other_losses": other_losses(current, board),
        "form": form,
        "seen": register_digest(current),
        "is_whole": is_whole,
    }
    return render(request, "boards/register_preview.jinja", context)


def _parts(board: Board) -> str:
    return ", ".join(
        how_many(len(some), one)
        for some, one in (
            (board.seats, "seat"),
            (board.governors, "governor"),
            (board.instruments, "instrument"),
        )
        if some
    )


def _replace(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Read once more what was looked at, and put it in the place of the register."""
    form = ReadForm(request.POST)
    again = RegisterFileForm(sent(request))
    organisation = visitor.organisation
    try:
        text = form.cleaned_data["register"] if form.is_valid() else ""
        board = read_content(text.encode(), TOML)
        actions.replace_register_seen(
            by=visitor.person,
            organisation=organisation,
            board=board,
            seen=request.POST.get("seen", ""),
        )
    except ChangedSinceError as error:
        current, is_whole = register_of(organisation), "is_whole" in request.POST
        board = board if is_whole else replace(current, seats=board.seats)
        return _preview(request, board, current, is_whole=is_whole, error=error)
    except UserError as error:
        again.is_valid()
        again.errors.clear()
        _refuse(again, error)
        return _file_page(request, visitor, again)
    messages.success(request, f"The register has {how_many(len(board.seats), 'seat')} now.")
    return redirect("boards:board_register", code=organisation.code)


def _refuse(form: RegisterFileForm, error: UserError) -> None:
    for fault in error.faults[:FAULTS_SHOWN]:
        form.add_error("file", fault.sentence())
    more = len(error.faults) - FAULTS_SHOWN
    if more > 0:
        form.add_error("file", f"And {more:,} more. Put these right first, then try again.")


def _file_page(request: HttpRequest, visitor: Visitor, form: RegisterFileForm) -> HttpResponse:
    has_bodies = bool(register_of(visitor.organisation).bodies)
    context = {"form": form, "has_bodies": has_bodies}
    return render(request, "boards/register_import.jinja", context)
