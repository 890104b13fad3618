"""Facts of a board that cannot be, such as two chairs at once; a law not met is not one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import groupby

from wardtoboard.base.dates_in_cells import EARLIEST, LATEST
from wardtoboard.base.days import in_words
from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.base.headers import heading_key
from wardtoboard.boards.facts import NEVER, BodyKind, Role, Seat, SeatKind, bodies_of, name_key
from wardtoboard.boards.register.written import KEYS

MOST_SEATS = 2_000
"""The most seats of all times that a register is read with."""

ONE_HOLDER = frozenset(
    {
        Role.CHAIR,
        Role.CHIEF_EXECUTIVE,
        Role.CHIEF_FINANCE_OFFICER,
        Role.CHIEF_OFFICER_HIGH_SECURE,
    }
)
"""Roles of which the law has one at a time; a board may well have two medical directors."""

ONE_PROFESSION = {
    "GMC": "doctor",
    "GDC-dentist": "dentist",
    "NMC-nurse": "nurse",
    "NMC-midwife": "midwife",
}
"""Registers that hold one profession of those a law asks for."""

WHOLE = frozenset(
    {BodyKind.NHS_TRUST, BodyKind.FOUNDATION_TRUST, BodyKind.ICB, BodyKind.NHS_ENGLAND}
)
DATES = tuple(field.name for field in fields(Seat) if "date" in str(field.type))
MAY_BE_NEVER = frozenset(
    {
        "employed_until",
        "business_until",
        "extension_reviewed",
        "extension_agreed_until",
        "fit_and_proper",
        "self_attested",
    }
)
"""Dates that may be NEVER; the others are the days of a seat."""
TOO_FAR = "the date is too early or too late to be right"
USE_A_DATE = f"Use a date from {in_words(EARLIEST)} to {in_words(LATEST)}."
PUT_RIGHT = "Put one of the two right."
END_FIRST = "Give one of them a last day before the other's first"

Times = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the seat at a position, in which key, what was found, what to do."""

    position: int
    key: str
    what: str
    do: str
    found: str = ""


def known_bodies(names: Iterable[str], file: str = "") -> frozenset[BodyKind]:
    """Give the kinds of body named, or raise FaultyTableError.

    They must be known, there must be one, and they must be able to be one body.
    """
    by_key = {heading_key(kind): kind for kind in BodyKind}
    wanted = {name.strip(): by_key.get(heading_key(name)) for name in names if name.strip()}
    one_of = f"Use one of: {', '.join(BodyKind)}."
    faults = [
        Fault("we do not know this kind of body", one_of, file=file, found=name)
        for name, kind in wanted.items()
        if kind is None
    ]
    if not wanted:
        faults = [Fault("the kind of body is not given", one_of, file=file)]
    kinds = frozenset(kind for kind in wanted.values() if kind)
    if not faults and len(bodies_of(kinds) & WHOLE) != 1:
        do = "Name one kind of trust or board, and beside an NHS trust what else it is."
        found = ", ".join(kind for kind in BodyKind if kind in kinds)
        faults = [Fault("one body cannot be all of these", do, file=file, found=found)]
    if faults:
        raise FaultyTableError(faults)
    return kinds


def has_chair(seats: Iterable[Seat]) -> bool:
    """Answer whether any seat, held or empty, is the chair's."""
    return any(seat.kind is SeatKind.CHAIR for seat in seats)


def no_chair(file: str, sheet: str = "") -> Fault:
    """Say that a register has no chair at all."""
    do = "Add the chair's seat, with no person if it is empty."
    return Fault("no seat is of the kind chair", do, file=file, sheet=sheet)


def seat_problems(seats: Mapping[int, Seat], place: Callable[[int], str]) -> Iterator[Problem]:
    """Find what cannot be in seats, given by position; `place` names a position ("row 3").

    A seat that cannot be in itself is not held against the others.
    """
    alone = {position: list(_in_itself(position, seat)) for position, seat in seats.items()}
    for problems in alone.values():
        yield from problems
    sound = {position: seat for position, seat in seats.items() if not alone[position]}
    held = {position: seat for position, seat in sound.items() if seat.person}
    first: dict[Seat, int] = {}
    for position, seat in held.items():
        if first.setdefault(seat, position) != position:
            what = f"{place(first[seat])} is the same"
            yield Problem(position, "person", what, "Delete one of them.", seat.person)
    apart = {position: seat for seat, position in first.items()}
    yield from _in_two_seats(apart, place)
    yield from _two_in_one_role(apart, place)


def _in_itself(position: int, seat: Seat) -> Iterator[Problem]:
    for rule in (_days_of_the_nhs, _dates, _suspension, _kind, _profession):
        yield from rule(position, seat)


def _days_of_the_nhs(position: int, seat: Seat) -> Iterator[Problem]:
    """Refuse what a file is refused for, so that a register can be written and read again."""
    for name in DATES:
        day = getattr(seat, name)
        is_never = day == NEVER and name in MAY_BE_NEVER
        if day is not None and not is_never and not EARLIEST <= day <= LATEST:
            yield Problem(position, KEYS.get(name, name), TOO_FAR, USE_A_DATE, day.isoformat())


def _dates(position: int, seat: Seat) -> Iterator[Problem]:
    start = seat.start or date.min
    if seat.end and seat.end < start:
        what = "the last day is before the first"
        yield Problem(position, "to", what, PUT_RIGHT, seat.end.isoformat())
    if seat.start and seat.first_appointed and seat.first_appointed > start:
        what = "the first appointment to the board is after this one"
        found = seat.first_appointed.isoformat()
        yield Problem(position, "first_appointed", what, PUT_RIGHT, found)


def _suspension(position: int, seat: Seat) -> Iterator[Problem]:
    begun, ended = seat.suspended_from, seat.suspended_to
    if ended and not begun:
        what, do = "the suspension has a last day and no first", "Fill in suspended_from."
        yield Problem(position, "suspended_to", what, do, ended.isoformat())
    if begun and ended and ended < begun:
        what = "the last day of the suspension is before its first"
        yield Problem(position, "suspended_to", what, PUT_RIGHT, ended.isoformat())
    if begun and not (seat.start or date.min) <= begun <= (seat.end or date.max):
        what = "the suspension begins outside the time in the seat"
        yield Problem(position, "suspended_from", what, PUT_RIGHT, begun.isoformat())


def _kind(position: int, seat: Seat) -> Iterator[Problem]:
    if seat.kind is SeatKind.ATTENDEE and seat.voting:
        what = "an attendee does not vote"
        do = "Write no for voting, or give the kind of director."
        yield Problem(position, "voting", what, do, seat.title or seat.role)
    if (seat.role is Role.CHAIR) != (seat.kind is SeatKind.CHAIR):
        what = "the chair's role and the chair's kind go together"
        do = "Write chair for both, or for neither."
        yield Problem(position, "role", what, do, f"{seat.role}, {seat.kind}")
    if seat.role is Role.OTHER and not seat.title:
        what, do = "a title is needed where the role is other", "Fill it in."
        yield Problem(position, "title", what, do)


def _profession(position: int, seat: Seat) -> Iterator[Problem]:
    told = {ONE_PROFESSION.get(one, "") for one in seat.registrations or ()}
    if seat.professions is None or "" in told or not told or told & {*seat.professions}:
        return
    what = "the registration is of another profession than the professions given"
    found = f"{', '.join(seat.registrations or ())}, {', '.join(seat.professions) or 'none'}"
    yield Problem(position, "registrations", what, PUT_RIGHT, found)


def _in_two_seats(seats: Mapping[int, Seat], place: Callable[[int], str]) -> Iterator[Problem]:
    by_person = sorted(seats, key=lambda position: name_key(seats[position].person))
    for _, same in groupby(by_person, key=lambda position: name_key(seats[position].person)):
        for other, position in _at_once({one: _time(seats[one]) for one in same}):
            what = f"the person is in two seats at once, the other in {place(other)}"
            do = f"{END_FIRST}, or keep one seat and put the rest in its title."
            yield Problem(position, "person", what, do, seats[position].person)


def _two_in_one_role(seats: Mapping[int, Seat], place: Callable[[int], str]) -> Iterator[Problem]:
    for role in (role for role in Role if role in ONE_HOLDER):
        holders = {
            position: _time_not_suspended(seat)
            for position, seat in seats.items()
            if seat.role is role and seat.kind is not SeatKind.ATTENDEE
        }
        for other, position in _at_once(
            holders, lambda one, two: _share_a_post(seats[one], seats[two])
        ):
            what = f"there are two of this role at once, the other in {place(other)}"
            if role is Role.CHAIR:
                what = f"there are two chairs at once, the other in {place(other)}"
            do = f"{END_FIRST}, or give both the same post if they share it."
            yield Problem(position, "role", what, do, seats[position].person)


def _share_a_post(one: Seat, other: Seat) -> bool:
    return one.post != "" and name_key(one.post) == name_key(other.post)


def _at_once(
    times: Mapping[int, Times], may: Callable[[int, int], bool] = lambda one, other: False
) -> Iterator[tuple[int, int]]:
    """Give each position that meets an earlier one in time, with the first that it meets."""
    before: list[int] = []
    for position in sorted(times):
        for other in before:
            if _meet(times[other], times[position]) and not may(other, position):
                yield other, position
                break
        before.append(position)


def _meet(one: Times, other: Times) -> bool:
    return any(max(a[0], b[0]) <= min(a[1], b[1]) for a in one for b in other)


def _time(seat: Seat) -> Times:
    return ((seat.start or date.min, seat.end or date.max),)


def _time_not_suspended(seat: Seat) -> Times:
    """Give a seat's time less a suspension, in which another may act in the role."""
    if seat.suspended_from is None:
        return _time(seat)
    ((start, end),) = _time(seat)
    before = (start, seat.suspended_from - timedelta(days=1))
    if seat.suspended_to is None:
        return (before,)
    return (before, (seat.suspended_to + timedelta(days=1), end))
