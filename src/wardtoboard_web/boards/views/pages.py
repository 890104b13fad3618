"""The pages of the board: what the law says, who is missing, which seats are free, the report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from wardtoboard.base.errors import UserError
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.headroom.headroom import headroom
from wardtoboard.boards.missing.missing import Missing, who_is_missing
from wardtoboard.boards.missing.portfolios import portfolios
from wardtoboard_web.boards import facts
from wardtoboard_web.boards.presenters.annual_report import report_page
from wardtoboard_web.boards.presenters.coverage import coverage_table
from wardtoboard_web.boards.presenters.front import absent_or_why, front_page
from wardtoboard_web.boards.presenters.missing import missing_page
from wardtoboard_web.boards.presenters.seats import seats_page
from wardtoboard_web.boards.views.board_page import Here, board_page
from wardtoboard_web.boards.workforce import Workforce, workforce_for
from wardtoboard_web.layout.links import Link

ONWARD = (
    ("Free seats, and terms that end", "boards:board_free_seats"),
    ("Scenarios: what would change the answer", "boards:board_scenarios"),
    ("Download the compliance schedule (XLSX)", "boards:board_schedule"),
    ("A page for the annual report", "boards:board_annual_report"),
)
"""Where the front page leads to, keeping the day."""


@board_page
def board(request: HttpRequest, here: Here) -> HttpResponse:
    """Show whether the board is lawful on a day, who is missing from it, and what to do."""
    explained = facts.explanations_of()
    page = front_page(
        here.board,
        here.asked.day,
        evaluate(here.board, here.asked.day),
        absent_or_why(_missing(here, None)),
        frozenset(explained),
        facts.reviews_due(localdate()),
    )
    context = here.context(
        page=page,
        onward=[Link(words, here.at(name)) for words, name in ONWARD],
        coverage=coverage_table(),
    )
    return render(request, "boards/board.jinja", context)


@board_page
def missing(request: HttpRequest, here: Here) -> HttpResponse:
    """Show who is missing from the table, beside the workforce that the visitor may see."""
    workforce = workforce_for(here.visitor)
    found = _missing(here, workforce)
    if isinstance(found, UserError):
        context = here.context(fault=found.sentence(), page=None)
        return render(request, "boards/missing.jinja", context)
    page = missing_page(found, portfolios(here.board, here.asked.day), workforce)
    return render(request, "boards/missing.jinja", here.context(page=page, fault=""))


@board_page
def free_seats(request: HttpRequest, here: Here) -> HttpResponse:
    """Show the seats that a registered clinician could fill, and the terms that end."""
    page = seats_page(headroom(here.board, here.asked.day))
    return render(request, "boards/free_seats.jinja", here.context(page=page))


@board_page
def annual_report(request: HttpRequest, here: Here) -> HttpResponse:
    """Show a page to print for the annual report."""
    page = report_page(
        here.board,
        here.asked.day,
        evaluate(here.board, here.asked.day),
        facts.explanations_of(),
    )
    return render(request, "boards/annual_report.jinja", here.context(page=page))


def _missing(here: Here, workforce: Workforce | None) -> Missing | UserError:
    """Ask who is missing; gives the fault where that cannot be told of the day."""
    try:
        return who_is_missing(
            here.board,
            here.asked.day,
            workforce.everyone if workforce else None,
            workforce.seniors if workforce else None,
        )
    except UserError as error:
        return error
