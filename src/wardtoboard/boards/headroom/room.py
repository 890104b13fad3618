"""How many more directors there is room for, at least and at most, and what takes it up first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from wardtoboard.boards.facts import SeatKind
from wardtoboard.boards.headroom.caps import Cap, Caps
from wardtoboard.boards.headroom.reserved import Reserved
from wardtoboard.boards.places import ANY, Place

IN_ALL = (SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE, SeatKind.MEMBER)
HELD_OR_EMPTY, HELD = ", held or empty", " held"


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


class Fate(Enum):
    """What becomes of an empty seat: it may be filled, is needed for a kept seat, or stays empty.

    It stays empty where those held, and those to be filled first, use up what the law allows.
    """

    FREE = "free"
    NEEDED = "needed"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class Fates:
    """What becomes of an empty seat at the least and at the most, where a fact is not told."""

    least: Fate
    most: Fate

    @property
    def count(self) -> Bounds:
        """Count the seat: surely where it comes to the same either way."""
        is_sure = self.least is self.most is not Fate.SHUT
        return Bounds(int(is_sure), int({self.least, self.most} != {Fate.SHUT}))

    def has(self, fate: Fate) -> bool:
        """Answer whether the seat comes to this, at the least or at the most."""
        return fate in (self.least, self.most)


FREE = Fates(Fate.FREE, Fate.FREE)


def room_for(
    kind: SeatKind,
    places: Sequence[Place],
    caps: Caps,
    kept: Sequence[Reserved],
    which: str = HELD_OR_EMPTY,
) -> Room:
    """Give the room for directors of a kind beyond the seats there are, held or empty.

    With `which` HELD it is the room beyond the seats that are held, for the empty ones among
    others. Each kind is looked at by itself: two kinds may share what is left of a total. But of
    that others than executives leave as much as executives need for seats still `kept`.
    """
    cap = _own(kind, caps)
    what = f"{kind.value.replace('_', '-')} seats"
    asked = [place for place in places if place.held or which is HELD_OR_EMPTY]
    rooms = [
        _room(cap, _there(asked, counted_with(kind, caps)), what, which),
        _room(caps.total, _in_all(asked, caps), "directors in all", which),
    ]
    if kind is not SeatKind.EXECUTIVE:
        rooms[1] = less_kept(rooms[1], kept)
    known = [(room, room.free) for room in rooms if room.free is not None]
    if not known:
        return Room(None, cap.because, cap)
    tightest, _ = min(known, key=lambda one: one[1].high)
    low = min(free.low for _, free in known)
    return Room(Bounds(low, min(free.high for _, free in known)), tightest.because, tightest.cap)


def room_in_all(places: Sequence[Place], caps: Caps, reserved: Sequence[Reserved]) -> Bounds | None:
    """Give the room for all kinds of directors together beyond those held, or None without a limit.

    What the unfilled seats kept for a profession will take is set apart.
    """
    held = _in_all([place for place in places if place.held], caps)
    unfilled = [one for one in reserved if not one.is_filled]
    return less_kept(_room(caps.total, held, "directors in all", HELD), unfilled).free


def counted_with(kind: SeatKind, caps: Caps) -> tuple[SeatKind, ...]:
    """Give the kinds that the number of a kind counts: a chair may be among non-executives."""
    is_with_chair = kind is SeatKind.NON_EXECUTIVE and caps.counts_chair
    return (kind, SeatKind.CHAIR) if is_with_chair else (kind,)


def _room(cap: Cap, there: Bounds, what: str, which: str) -> Room:
    if cap.most is None:
        return Room(None, cap.because, cap)
    free = Bounds(cap.most, cap.most).less(there)
    return Room(free, f"{cap.because} {what}, and there are {there}{which}.", cap)


def _there(places: Sequence[Place], kinds: Sequence[SeatKind]) -> Bounds:
    """Count places; an empty one whose vote is not told is kept for who will vote."""
    asked = [place for place in places if place.kind in kinds and place.is_director]
    return Bounds(sum(1 for place in asked if place.votes or not place.held), len(asked))


def _own(kind: SeatKind, caps: Caps) -> Cap:
    """Give the limit of a kind by itself."""
    own = {SeatKind.EXECUTIVE: caps.executive, SeatKind.NON_EXECUTIVE: caps.non_executive}
    return own.get(kind, Cap(None, ""))


def _in_all(places: Sequence[Place], caps: Caps) -> Bounds:
    """Count places of every kind; of the empty ones no more than the number of the kind allows."""
    low = high = 0
    for kind in IN_ALL:
        kinds = counted_with(kind, caps)
        there = _there(places, kinds)
        held = _there([place for place in places if place.held], kinds)
        most = _own(kind, caps).most
        low += there.low if most is None else min(there.low, max(most, held.low))
        high += there.high if most is None else min(there.high, max(most, held.high))
    return Bounds(low, high)


def less_kept(room: Room, kept: Sequence[Reserved]) -> Room:
    """Give the room that is left once seats kept for a profession are set apart, and say so."""
    if room.free is None or not kept:
        return room
    taken = Bounds(sum(1 for one in kept if one.is_filled is False), len(kept))
    because = " ".join((room.because, *(one.because for one in kept)))
    return Room(room.free.less(taken), because, room.cap)


def still_kept(places: Sequence[Place], reserved: Sequence[Reserved]) -> tuple[Reserved, ...]:
    """Give the seats kept for a profession that may be unfilled and have no empty seat waiting."""
    empty = [
        place
        for place in places
        if place.kind is SeatKind.EXECUTIVE and place.is_director and not place.held
    ]
    return tuple(
        one
        for one in reserved
        if not one.is_filled and not any(_waits_for(one, place) for place in empty)
    )


def without_a_seat(places: Sequence[Place], kept: Sequence[Reserved]) -> list[Reserved]:
    """Give the seats still kept for which there is no empty executive seat open to any either."""
    to_any = sum(
        1
        for place in places
        if place.kind is SeatKind.EXECUTIVE
        and place.is_director
        and not place.held
        and ANY in place.open_to
    )
    return sorted(kept, key=lambda one: one.is_filled is None)[to_any:]


def _waits_for(one: Reserved, place: Place) -> bool:
    """Answer whether an empty seat is open to the professions of a kept one, and to nobody else."""
    return bool(place.open_to) and set(place.open_to) <= set(one.professions)


def fates_of(
    empty: Sequence[Place], room: Room, more: Room, unfilled: Sequence[Reserved]
) -> list[Fates]:
    """Give what becomes of the empty seats of one kind, in their order.

    `room` is for them all beyond the seats held, `more` what could be made beyond held and empty,
    and `unfilled` the seats of the kind kept for a profession that may be unfilled. At the least
    they all are; at the most, only those that surely are.
    """
    if room.free is None or more.free is None:
        return [FREE for _ in empty]
    surely = [one for one in unfilled if one.is_filled is False]
    least = _fates(empty, room.free.low, more.free.low, unfilled)
    most = _fates(empty, room.free.high, more.free.high, surely)
    return [Fates(*both) for both in zip(least, most, strict=True)]


def _fates(
    empty: Sequence[Place], room: int, more: int, unfilled: Sequence[Reserved]
) -> list[Fate]:
    """Give each seat's fate where all is told: what the law asks for takes the room first.

    Of the seats open to any, the first are needed for kept seats that none waits for and that
    could not be made. A chair comes first where the chair is counted, then seats open to any.
    """
    first = {at for at, place in enumerate(empty) if place.kind is SeatKind.CHAIR}
    lacking = 0
    for one in unfilled:
        waiting = [at for at, place in enumerate(empty) if _waits_for(one, place)]
        first.update(waiting[:1])
        lacking += not waiting
    to_any = [at for at, place in enumerate(empty) if ANY in place.open_to]
    needed = to_any[: max(0, lacking - more)]
    order = sorted(
        range(len(empty)), key=lambda at: (at not in first, at not in needed, at not in to_any, at)
    )
    fates = [Fate.NEEDED if at in needed else Fate.FREE for at in range(len(empty))]
    for at in order[room:]:
        fates[at] = Fate.SHUT
    return fates
