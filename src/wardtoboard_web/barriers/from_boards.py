"""Barriers that the register of the board makes worth asking about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from wardtoboard.base.errors import UserError
from wardtoboard.boards.facts import Board
from wardtoboard.boards.headroom.headroom import headroom
from wardtoboard.boards.missing.missing import who_is_missing
from wardtoboard_web.barriers.sources import BOARD, Known
from wardtoboard_web.boards.facts import board_of
from wardtoboard_web.boards.presenters.front import absent_words, professions_without_a_vote
from wardtoboard_web.boards.presenters.seats import free_words
from wardtoboard_web.layout.words import how_many
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission

WHO_IS_MISSING = ("levers.structural-bias", "perspectives.role-models")
FREE_SEATS = ("culture.leading-from-top",)


class Boards:
    """Tells who has no vote on the board today, and which seats a clinician could take."""

    kind = BOARD
    permission = Permission.SEE_BOARD

    def known(self, visitor: Visitor) -> Mapping[str, tuple[Known, ...]] | None:
        """Give what the register says today, at the barriers it bears on; None without one."""
        board = board_of(visitor)
        if board is None or not board.bodies:
            return None
        code, day = visitor.organisation.code, localdate()
        missing, free = tuple(_missing(board, day, code)), tuple(_free(board, day, code))
        filed = {**dict.fromkeys(WHO_IS_MISSING, missing), **dict.fromkeys(FREE_SEATS, free)}
        return {barrier: known for barrier, known in filed.items() if known}


def _missing(board: Board, day: date, code: str) -> Iterator[Known]:
    try:
        found = who_is_missing(board, day, None, None)
    except UserError:  # not to be told of this day; the page says why
        return
    without = professions_without_a_vote(found)
    if without:
        yield Known(
            phrase=f"{how_many(len(without), 'profession', 'professions')} without a vote",
            sentence=absent_words(found),
            grade="",
            address=reverse("boards:board_missing", kwargs={"code": code}),
            address_words="Who is missing from the table",
            when=day,
        )


def _free(board: Board, day: date, code: str) -> Iterator[Known]:
    words = free_words(headroom(board, day))
    if words is not None:
        phrase, sentence = words
        yield Known(
            phrase=phrase,
            sentence=sentence,
            grade="",
            address=reverse("boards:board_free_seats", kwargs={"code": code}),
            address_words="Seats that a registered clinician could fill",
            when=day,
        )
