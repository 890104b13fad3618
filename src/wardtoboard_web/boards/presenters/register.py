"""The register in words: who sits when, what happened on which day, and files of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from wardtoboard.base.writing import csv_text
from wardtoboard.boards.facts import NEVER, Board, Seat, is_held_on
from wardtoboard.boards.law.values import Rule
from wardtoboard_web.boards.forms.words import numbers_words
from wardtoboard_web.boards.models import KINDS, ROLES, BoardInstrument, BoardSeat
from wardtoboard_web.boards.seat_rows import seat_of
from wardtoboard_web.layout.words import day_words, mid

EMPTY = "Empty seat"
NOT_KNOWN = "not known"
NO_END = "none set"
KIND_WORDS, ROLE_WORDS = dict(KINDS), dict(ROLES)
VOTES: Mapping[bool | None, str] = {True: "yes", False: "no", None: NOT_KNOWN}
FILE_KEYS = {"start": "from", "end": "to"}
OTHER_PARTS = {
    "governors": "governors",
    "instruments": "numbers of your own order or constitution",
    "bodies": "what sort of body it is",
    "partner_local_authorities": "partner local authorities",
    "uses_competency_framework": "whether the leadership competency framework is used",
}
"""All of a board but its name and its seats, in words."""
UNTOLD = Board(name="", bodies=frozenset(), seats=())
"""A board of which nothing is told."""
ALWAYS = frozenset({"person", "title", "role", "kind"})
"""Columns that a file of the register has even where they hold nothing."""


@dataclass(frozen=True, slots=True)
class SeatSaid:
    """A seat of the register in words; `id` is None for one that is not kept yet."""

    person: str
    seat: str
    kind: str
    votes: str
    since: str
    until: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something happens to the board, and what."""

    when: date
    said: str
    happens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register: who sits on the day, every seat, and what is to come and what has been."""

    day: str
    sitting: tuple[SeatSaid, ...]
    all: tuple[SeatSaid, ...]
    to_come: tuple[Day, ...]
    so_far: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """Numbers of the organisation's own in words."""

    id: UUID
    rule: str
    numbers: str
    source: str
    since: str
    until: str


def register_page(rows: Sequence[BoardSeat], day: date) -> RegisterPage:
    """Put the register in words for a day."""
    seats = [(row, seat_of(row)) for row in rows]
    days = timeline([seat for _, seat in seats])
    return RegisterPage(
        day=day_words(day),
        sitting=tuple(seat_said(seat, row.pk) for row, seat in seats if is_held_on(seat, day)),
        all=tuple(seat_said(seat, row.pk) for row, seat in seats),
        to_come=tuple(one for one in days if one.when > day),
        so_far=tuple(one for one in reversed(days) if one.when <= day),
    )


def seat_said(seat: Seat, id: UUID | None = None) -> SeatSaid:  # noqa: A002
    """Say a seat."""
    return SeatSaid(
        person=seat.person or EMPTY,
        seat=seat_words(seat),
        kind=KIND_WORDS[seat.kind],
        votes=VOTES[seat.voting],
        since=day_words(seat.start) if seat.start else NOT_KNOWN,
        until=day_words(seat.end) if seat.end else NO_END,
        id=id,
    )


def other_losses(now: Board, then: Board) -> list[str]:
    """Name what a board tells now, besides its seats, of which another says otherwise."""
    return [
        words
        for part, words in OTHER_PARTS.items()
        if getattr(now, part) not in (getattr(UNTOLD, part), getattr(then, part))
    ]


def seat_words(seat: Seat) -> str:
    """Say which seat it is: its title, or else its role."""
    return seat.title or ROLE_WORDS[seat.role]


def timeline(seats: Iterable[Seat]) -> tuple[Day, ...]:
    """Give every day on which something happens, the first one first."""
    happens: dict[date, list[str]] = {}
    for seat in seats:
        for when, what in _happens(seat):
            happens.setdefault(when, []).append(what)
    return tuple(Day(when, day_words(when), tuple(happens[when])) for when in sorted(happens))


def _happens(seat: Seat) -> Iterator[tuple[date, str]]:
    who, what = seat.person or EMPTY, mid(seat_words(seat))
    for when, said in (
        (seat.start, f"{who}: first day as {what}"),
        (seat.suspended_from, f"{who}: suspended as {what}"),
        (seat.suspended_to, f"{who}: last day of the suspension as {what}"),
        (seat.end, f"{who}: last day as {what}"),
    ):
        if when is not None:
            yield when, said


def own_numbers(rows: Iterable[BoardInstrument], rules: Mapping[str, Rule]) -> list[OwnNumbers]:
    """Say the organisation's own numbers."""
    return [
        OwnNumbers(
            id=row.pk,
            rule=rules[row.rule].statement if row.rule in rules else row.rule,
            numbers=numbers_words(row.rule, row.params),
            source=f"{row.source}, {row.place}",
            since=day_words(row.start),
            until=day_words(row.end) if row.end else NO_END,
        )
        for row in rows
    ]


def register_csv(board: Board) -> str:
    """Give the seats of a board as CSV that is read back as the same seats."""
    names = [
        field.name
        for field in fields(Seat)
        if field.name in ALWAYS
        or any(getattr(seat, field.name) not in (None, "") for seat in board.seats)
    ]
    rows = [[_cell(getattr(seat, name)) for name in names] for seat in board.seats]
    return csv_text([FILE_KEYS.get(name, name) for name in names], rows)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return "never" if value == NEVER else value.isoformat()
        case tuple():
            return "; ".join(value) or "none"
        case _:
            return str(value)
