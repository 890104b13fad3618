"""A page about the board on a day: asked by whoever may see it, once there is a board to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardtoboard.boards.facts import Board
from wardtoboard_web.boards import facts
from wardtoboard_web.boards.presenters.findings import NOT_ADVICE
from wardtoboard_web.boards.views.asked_day import Asked, asked_day
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@dataclass(frozen=True, slots=True)
class Here:
    """Who asks, about which board, on which day."""

    visitor: Visitor
    board: Board
    asked: Asked

    def at(self, page: str) -> str:
        """Give the address of another page of the board, keeping the day."""
        return reverse(page, kwargs={"code": self.visitor.organisation.code}) + self.asked.query

    def context(self, **more: Any) -> dict[str, Any]:
        """Give a template what every page of the board needs, and more."""
        around = around_board(self.visitor)
        return {
            **around,
            "asked": self.asked,
            "day": day_words(self.asked.day),
            "at": self.at,
            **more,
        }


def around_board(visitor: Visitor) -> dict[str, Any]:
    """Give what every page of the room needs."""
    return {
        "code": visitor.organisation.code,
        "advice": NOT_ADVICE,
        "may_change": visitor.may(Permission.CHANGE_BOARD),
    }


def board_page(view: Callable[[HttpRequest, Here], HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a page of the board, for a day; before there is a board it says what to do."""

    @require_safe
    @member_page(Permission.SEE_BOARD)
    @wraps(view)
    def page(request: HttpRequest, visitor: Visitor) -> HttpResponse:
        asked = asked_day(request)
        if isinstance(asked, HttpResponse):
            return asked
        board = facts.board_of(visitor)
        if board is None or not board.bodies:
            context = {**around_board(visitor), "has_seats": board is not None}
            return render(request, "boards/nothing_yet.jinja", context)
        return view(request, Here(visitor, board, asked))

    return page
