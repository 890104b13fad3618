"""Seats that are free on a day: empty ones, and those that could be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.base.citations import Citation
from wardtoboard.boards.facts import Board, BodyKind, SeatKind, bodies_of
from wardtoboard.boards.headroom.caps import Cap, Caps, caps_of
from wardtoboard.boards.headroom.reserved import Reserved, reserved_seats
from wardtoboard.boards.headroom.room import (
    FREE,
    HELD,
    IN_ALL,
    Bounds,
    Fate,
    Fates,
    Room,
    counted_with,
    fates_of,
    less_kept,
    room_for,
    still_kept,
    without_a_seat,
)
from wardtoboard.boards.headroom.ways import Note, Way, notes_on
from wardtoboard.boards.places import ANY, Place, places_at

EMPTY, COULD_BE_MADE = "empty seat", "seat that could be made"
WAYS = {
    SeatKind.CHAIR: Way.NON_EXECUTIVE,
    SeatKind.EXECUTIVE: Way.EXECUTIVE,
    SeatKind.NON_EXECUTIVE: Way.NON_EXECUTIVE,
    SeatKind.MEMBER: Way.SYSTEM_ROLE,
    SeatKind.ATTENDEE: Way.NON_VOTING,
}
TITLES = {
    Way.EXECUTIVE: "Executive director",
    Way.NON_EXECUTIVE: "Non-executive director",
    Way.NON_VOTING: "Director without a vote, or attendee",
    Way.SYSTEM_ROLE: "Ordinary member, partner members included",
}
NOT_LIMITED = "The law's numbers are of voting directors; who else attends is for the board to say."


@dataclass(frozen=True, slots=True)
class FreeSeats:
    """Seats of one sort that are free.

    There are `at_least` and `at_most` so many, which differ where a vote or registration is not
    told; None is no known limit. `open_to` are professions, or "any" for any registered clinician.
    `is_own`: the organisation's own order or constitution gives the number.
    """

    way: Way
    what: str
    title: str
    at_least: int | None
    at_most: int | None
    open_to: tuple[str, ...]
    because: str
    citation: Citation | None
    is_own: bool
    notes: tuple[Note, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the seats as plain JSON."""
        return {
            "way": self.way.value,
            "what": self.what,
            "title": self.title,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "open_to": list(self.open_to),
            "because": self.because,
            "citation": None if self.citation is None else str(self.citation),
            "own": self.is_own,
            "notes": [one.to_dict() for one in self.notes],
        }


@dataclass(frozen=True, slots=True)
class Filling:
    """What becomes of an empty seat; `said` are the reasons why anyone may not fill it.

    `cap` is what limits it and `needed` the seats kept for a profession that take it up, if any.
    """

    fates: Fates
    said: tuple[str, ...] = ()
    cap: Cap | None = None
    needed: tuple[Reserved, ...] = ()


def free_seats(board: Board, day: date) -> tuple[FreeSeats, ...]:
    """Give the free seats of a day: empty ones in the register's order, then what could be made.

    Of the empty ones no more count than the numbers allow beyond the seats that are held, and those
    that the law asks for come first. What could be made is what the numbers allow beyond the seats
    that there are, held or empty, less one for each seat that is kept for a profession, is filled
    by nobody and has no empty seat; what that lacks is taken from the empty seats open to any.
    Each way to the table is looked at by itself.
    """
    places = places_at(board, day)
    caps = caps_of(board, day)
    reserved = reserved_seats(board, day)
    fillings = dict(_fillings(places, caps, reserved))
    notes = {way: notes_on(way, board, day) for way in Way}
    empty = (
        _empty(place, notes, fillings.get(number, Filling(FREE)))
        for number, place in enumerate(places)
        if not place.held
    )
    kept = still_kept(places, reserved)
    executive = less_kept(room_for(SeatKind.EXECUTIVE, places, caps, kept), kept)
    beyond = without_a_seat(places, kept)
    outside = room_for(SeatKind.NON_EXECUTIVE, places, caps, beyond)
    made = [
        _made(Way.EXECUTIVE, executive, notes[Way.EXECUTIVE]),
        _made(Way.NON_EXECUTIVE, outside, notes[Way.NON_EXECUTIVE]),
        _made(Way.NON_VOTING, Room(None, NOT_LIMITED, Cap(None, "")), notes[Way.NON_VOTING]),
    ]
    if BodyKind.ICB in bodies_of(board.bodies):
        ordinary = Room(None, caps.total.because, caps.total)
        made.append(_made(Way.SYSTEM_ROLE, ordinary, notes[Way.SYSTEM_ROLE]))
    return (*empty, *made)


def _fillings(
    places: Sequence[Place], caps: Caps, reserved: Sequence[Reserved]
) -> Iterator[tuple[int, Filling]]:
    """Give what becomes of the empty seats that the numbers are of, by their positions."""
    unfilled = [one for one in reserved if not one.is_filled]
    lacking = still_kept(places, reserved)
    for kind in IN_ALL:
        counted = counted_with(kind, caps)
        at = [
            number
            for number, place in enumerate(places)
            if place.kind in counted and place.is_director and not place.held
        ]
        room = room_for(kind, places, caps, unfilled, HELD)
        more = room_for(kind, places, caps, without_a_seat(places, lacking))
        kept = unfilled if kind is SeatKind.EXECUTIVE else ()
        fates = fates_of([places[number] for number in at], room, more, kept)
        is_last = not any(
            one.has(Fate.FREE) and ANY in places[number].open_to
            for number, one in zip(at, fates, strict=True)
        )
        for number, one in zip(at, fates, strict=True):
            yield number, _filling(one, room, lacking, is_last=is_last)


def _filling(fates: Fates, room: Room, kept: tuple[Reserved, ...], *, is_last: bool) -> Filling:
    said = []
    if fates.most is Fate.NEEDED:
        kept = tuple(one for one in kept if one.is_filled is False)
    if fates.has(Fate.SHUT):
        said.append(f"{room.because} {_left(room.free)}")
    if fates.has(Fate.NEEDED):
        said.append(f"{_needed(fates, is_last=is_last)}: {kept[0].because}")
    return Filling(
        fates,
        tuple(said),
        room.cap if fates.has(Fate.SHUT) else None,
        kept if fates.has(Fate.NEEDED) else (),
    )


def _left(free: Bounds | None) -> str:
    if free == Bounds(0, 0):
        return "That leaves no room for an empty one."
    return f"That leaves room for {free}; what the law asks for comes first."


def _needed(fates: Fates, *, is_last: bool) -> str:
    if fates.most is not Fate.NEEDED:
        return "It may be needed for what must be filled"
    if is_last:
        return "No other seat is left for what must be filled"
    return "This one, or another that is empty, is needed for what must be filled"


def _empty(place: Place, notes: Mapping[Way, tuple[Note, ...]], filling: Filling) -> FreeSeats:
    way = WAYS[place.kind] if place.is_director else Way.NON_VOTING
    is_needed = filling.fates.most is Fate.NEEDED
    professions = tuple(p for one in filling.needed for p in one.professions)
    cited = (filling.cap or filling.needed[0]) if filling.said else None
    return FreeSeats(
        way=way,
        what=EMPTY,
        title=place.title,
        at_least=filling.fates.count.low,
        at_most=filling.fates.count.high,
        open_to=professions if is_needed else place.open_to,
        because=" ".join((f"The register shows {place.title} as empty.", *filling.said)),
        citation=cited.citation if cited else None,
        is_own=filling.cap is not None and filling.cap.is_own,
        notes=notes[way],
    )


def _made(way: Way, room: Room, notes: tuple[Note, ...]) -> FreeSeats:
    return FreeSeats(
        way=way,
        what=COULD_BE_MADE,
        title=TITLES[way],
        at_least=room.free.low if room.free else None,
        at_most=room.free.high if room.free else None,
        open_to=(ANY,),
        because=room.because,
        citation=room.cap.citation,
        is_own=room.cap.is_own,
        notes=notes,
    )
