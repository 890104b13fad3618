"""The compliance schedule as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wardtoboard.boards.evaluate import evaluate
from wardtoboard_web.boards import facts
from wardtoboard_web.boards.presenters.schedule import schedule_tables
from wardtoboard_web.boards.views.asked_day import day_in_address
from wardtoboard_web.layout.downloads import book_response
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@require_safe
@member_page(Permission.SEE_BOARD)
def schedule(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give findings, values, statements, register and coverage on a day; 404 without a board."""
    day = day_in_address(request)
    board = facts.board_of(visitor)
    if board is None or not board.bodies:
        raise Http404
    tables = schedule_tables(board, day, evaluate(board, day), facts.explanations_of())
    code = visitor.organisation.code.lower()
    return book_response(f"board-{code}-{day.isoformat()}", tables)
