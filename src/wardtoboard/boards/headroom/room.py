"""How many more directors there is room for, at least and at most, and what takes it up first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardtoboard.boards.facts import SeatKind
from wardtoboard.boards.headroom.caps import Cap, Caps
from wardtoboard.boards.headroom.reserved import Reserved
from wardtoboard.boards.places import ANY, Place

IN_ALL = (SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE, SeatKind.MEMBER)


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least `low` and at most `high`, which differ where a fact is not told."""

    low: int
    high: int

    def less(self, other: Bounds) -> Bounds:
        """Give what is left once another number is taken away, never below nothing."""
        return Bounds(max(0, self.low - other.high), max(0, self.high - other.low))

    def __str__(self) -> str:
        """Say one number, or both."""
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class Room:
    """Room for more of one sort of director: how many, or None without a limit, and why."""

    free: Bounds | None
    because: str
    cap: Cap


def room_for(kind: SeatKind, places: Sequence[Place], caps: Caps) -> Room:
    """Give the room for executives or non-executives beyond the seats there are, held or empty."""
    cap = caps.executive if kind is SeatKind.EXECUTIVE else caps.non_executive
    chair = (SeatKind.CHAIR,) if caps.counts_chair else ()
    own = (kind, *chair) if kind is SeatKind.NON_EXECUTIVE else (kind,)
    what = f"{kind.value.replace('_', '-')} seats"
    rooms = [
        _room(cap, _there(places, own), what),
        _room(caps.total, _there(places, (*IN_ALL, *chair)), "directors in all"),
    ]
    known = [(room, room.free) for room in rooms if room.free is not None]
    if not known:
        return Room(None, cap.because, cap)
    tightest, _ = min(known, key=lambda one: one[1].high)
    low = min(free.low for _, free in known)
    return Room(Bounds(low, min(free.high for _, free in known)), tightest.because, tightest.cap)


def _room(cap: Cap, there: Bounds, what: str) -> Room:
    if cap.most is None:
        return Room(None, cap.because, cap)
    free = Bounds(cap.most, cap.most).less(there)
    return Room(free, f"{cap.because} {what}, and there are {there}, held or empty.", cap)


def _there(places: Sequence[Place], kinds: Sequence[SeatKind]) -> Bounds:
    asked = [place for place in places if place.kind in kinds and place.is_director]
    return Bounds(sum(1 for place in asked if place.votes), len(asked))


def still_kept(places: Sequence[Place], reserved: Sequence[Reserved]) -> tuple[Reserved, ...]:
    """Give the seats kept for a profession that may be unfilled and have no empty seat waiting."""
    waiting = [
        set(place.open_to)
        for place in places
        if place.kind is SeatKind.EXECUTIVE and place.is_director and not place.held
    ]
    return tuple(
        one
        for one in reserved
        if not one.is_filled and not any(open_to <= set(one.professions) for open_to in waiting)
    )


def bounds_of(kept: Sequence[Reserved]) -> Bounds:
    """Count seats still kept: surely, and possibly where it is not told whether one is filled."""
    return Bounds(sum(1 for one in kept if one.is_filled is False), len(kept))


def is_needed(place: Place, places: Sequence[Place], room: Room, kept: Sequence[Reserved]) -> bool:
    """Answer whether an empty executive seat must go to a profession that a seat is kept for.

    It must where the seats still kept use up all that could be made and all that are empty.
    """
    if room.free is None or ANY not in place.open_to or place.kind is not SeatKind.EXECUTIVE:
        return False
    empty = [
        one
        for one in places
        if one.kind is SeatKind.EXECUTIVE
        and not one.held
        and one.is_director
        and ANY in one.open_to
    ]
    return place in empty and bounds_of(kept).low >= room.free.high + len(empty)
