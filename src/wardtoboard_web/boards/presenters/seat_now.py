"""What the register says now, for a person who has typed something else."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField

from wardtoboard.boards.facts import Board, Seat
from wardtoboard_web.boards.forms.register import DetailsForm
from wardtoboard_web.boards.forms.seat import PARTS, SeatForm
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.nhsuk_forms import DateField

LEFT_OPEN = "left open"


def seat_now(form: SeatForm, now: Seat) -> list[tuple[str, str]]:
    """Give each question that a seat answers otherwise than the form does, with its answer."""
    typed = form.seat()
    return [
        (str(form[name].label), _words(form[name], getattr(now, name)))
        for part in PARTS
        for name in part.names
        if _alike(getattr(now, name)) != _alike(getattr(typed, name))
    ]


def details_said(board: Board) -> list[tuple[str, str]]:
    """Give each question about the board as a whole with its answer."""
    form = DetailsForm(board=board)
    return [(str(one.label), _words(one, one.initial)) for one in form]


def _alike(value: Any) -> Any:
    """Give a value so that a list of the same things in another order is the same."""
    return sorted(value) if isinstance(value, tuple) else value


def _words(question: BoundField, value: Any) -> str:
    """Say an answer in the words of its question."""
    field = question.field
    if isinstance(field, DateField):
        return day_words(value) if value else LEFT_OPEN
    shown = field.prepare_value(value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    several = shown if isinstance(shown, list | tuple) else [shown]
    texts = ["" if one is None else str(one) for one in several]
    return "; ".join(choices.get(text, text) for text in texts) or LEFT_OPEN
