"""Seats that are free on a day: empty ones, and those that could be made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.base.citations import Citation
from wardtoboard.boards.facts import Board, BodyKind, SeatKind, bodies_of
from wardtoboard.boards.headroom.caps import Cap, caps_of
from wardtoboard.boards.headroom.reserved import Reserved, reserved_seats
from wardtoboard.boards.headroom.room import Room, bounds_of, is_needed, room_for, still_kept
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


def free_seats(board: Board, day: date) -> tuple[FreeSeats, ...]:
    """Give the free seats of a day: empty ones in the register's order, then what could be made.

    What could be made is what the numbers allow beyond the seats that there are, held or empty,
    less one for each seat that is kept for a profession, is filled by nobody and has no empty seat.
    """
    places = places_at(board, day)
    caps = caps_of(board, day)
    kept = still_kept(places, reserved_seats(board, day))
    executive = room_for(SeatKind.EXECUTIVE, places, caps)
    notes = {way: notes_on(way, board, day) for way in Way}
    empty = (
        _empty(place, notes, kept if is_needed(place, places, executive, kept) else ())
        for place in places
        if not place.held
    )
    made = [
        _executive(executive, kept, notes[Way.EXECUTIVE]),
        _made(
            Way.NON_EXECUTIVE,
            room_for(SeatKind.NON_EXECUTIVE, places, caps),
            notes[Way.NON_EXECUTIVE],
        ),
        _made(Way.NON_VOTING, Room(None, NOT_LIMITED, Cap(None, "")), notes[Way.NON_VOTING]),
    ]
    if BodyKind.ICB in bodies_of(board.bodies):
        ordinary = Room(None, caps.total.because, caps.total)
        made.append(_made(Way.SYSTEM_ROLE, ordinary, notes[Way.SYSTEM_ROLE]))
    return (*empty, *made)


def _empty(
    place: Place, notes: Mapping[Way, tuple[Note, ...]], needed: Sequence[Reserved]
) -> FreeSeats:
    way = WAYS[place.kind] if place.is_director else Way.NON_VOTING
    open_to = tuple(p for one in needed for p in one.professions) or place.open_to
    because = f"The register shows {place.title} as empty."
    if needed:
        because += f" No other seat is left for what must be filled: {needed[0].because}"
    return FreeSeats(
        way=way,
        what=EMPTY,
        title=place.title,
        at_least=1,
        at_most=1,
        open_to=open_to,
        because=because,
        citation=needed[0].citation if needed else None,
        is_own=False,
        notes=notes[way],
    )


def _executive(room: Room, kept: Sequence[Reserved], notes: tuple[Note, ...]) -> FreeSeats:
    """Give the executive seats that could be made for anyone, once those kept are set apart."""
    if room.free is None or not kept:
        return _made(Way.EXECUTIVE, room, notes)
    said = " ".join(one.because for one in kept)
    left = room.free.less(bounds_of(kept))
    return _made(Way.EXECUTIVE, Room(left, f"{room.because} {said}", room.cap), notes)


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
