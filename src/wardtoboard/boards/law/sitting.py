"""Who sits on a day: directors counted as the law counts them, each sure or only possible."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import groupby

from wardtoboard.boards.facts import Board, BodyKind, Seat, SeatKind, name_key
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.values import Rules

JOINT = "NHST-JOINT"
DEEMED = "NHST-DEEMED-ED"

Fact = Callable[[Seat], bool | None]
"""What is asked of one seat: true, false, or None where nobody told."""


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Give true where one is true, else None where one is unknown, else false."""
    given = set(answers)
    return True if True in given else None if None in given else False


@dataclass(frozen=True, slots=True)
class Director:
    """One director as the law counts: a person, or those who share one executive post.

    `is_sure` is false where nobody told whether they vote. `counts_as` is how many directors the
    holders of the post are counted as.
    """

    seats: tuple[Seat, ...]
    kind: SeatKind
    is_sure: bool
    counts_as: int = 1

    @property
    def name(self) -> str:
        """The person, or the people who share the post."""
        return " and ".join(seat.person for seat in self.seats)

    def answers(self, fact: Fact) -> bool | None:
        """Give what is known of the director: true if it is so of any holder of the post."""
        return any_of(fact(seat) for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Count:
    """How many directors there are: at least `low` and at most `high`, and who is in doubt."""

    low: int
    high: int
    unsure: tuple[Director, ...] = ()

    def at_most(self, most: float) -> Status:
        """Compare with a maximum."""
        if self.low > most:
            return Status.NOT_MET
        return Status.MET if self.high <= most else Status.CANNOT_TELL

    def at_least(self, least: float) -> Status:
        """Compare with a minimum."""
        if self.low >= least:
            return Status.MET
        return Status.NOT_MET if self.high < least else Status.CANNOT_TELL


def count(directors: Iterable[Director]) -> Count:
    """Count directors, who are in doubt where nobody told whether they vote."""
    return count_such(directors, lambda _: True)


def count_such(directors: Iterable[Director], fact: Fact) -> Count:
    """Count the directors of whom something is true, or may be."""
    low = high = 0
    unsure = []
    for director in directors:
        answer = director.answers(fact)
        if answer is False:
            continue
        high += director.counts_as
        if answer and director.is_sure:
            low += director.counts_as
        else:
            unsure.append(director)
    return Count(low, high, tuple(unsure))


@dataclass(frozen=True, slots=True)
class Sitting:
    """The directors of a board on a day; attendees and those without a vote are none.

    `seats` are theirs one by one, with the kind each seat is given; `directors` as the law counts
    them. `everyone` are those and the directors without a vote, for what is asked of each person
    on the board. `definitions` are the rules that changed the kind or the count.
    """

    day: date
    bodies: frozenset[BodyKind]
    everyone: tuple[Seat, ...]
    seats: tuple[Seat, ...]
    directors: tuple[Director, ...]
    definitions: tuple[str, ...] = ()

    def of(self, *kinds: SeatKind) -> tuple[Director, ...]:
        """Give the directors of these kinds."""
        return tuple(one for one in self.directors if one.kind in kinds)

    @property
    def chairs(self) -> tuple[Director, ...]:
        """The chair."""
        return self.of(SeatKind.CHAIR)

    @property
    def executives(self) -> tuple[Director, ...]:
        """Executive directors."""
        return self.of(SeatKind.EXECUTIVE)

    @property
    def non_executives(self) -> tuple[Director, ...]:
        """Non-executive directors without the chair."""
        return self.of(SeatKind.NON_EXECUTIVE)

    @property
    def chair_and_non_executives(self) -> tuple[Director, ...]:
        """The chair and the non-executive directors."""
        return self.of(SeatKind.CHAIR, SeatKind.NON_EXECUTIVE)

    @property
    def seats_of_chair_and_non_executives(self) -> tuple[Seat, ...]:
        """The same one by one, for what is asked of each person."""
        return tuple(seat for one in self.chair_and_non_executives for seat in one.seats)

    @property
    def besides_chair(self) -> tuple[Director, ...]:
        """All directors but the chair."""
        return self.of(SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE, SeatKind.MEMBER)


def sitting_of(board: Board, day: date, bodies: frozenset[BodyKind], rules: Rules) -> Sitting:
    """Give who sits on a day; `bodies` are all that the body is, implied ones too."""
    held = (seat for seat in board.on(day) if seat.person)
    everyone = tuple(seat for seat in held if seat.kind != SeatKind.ATTENDEE)
    seats = tuple(seat for seat in everyone if seat.voting is not False)
    if BodyKind.NHS_TRUST not in bodies:
        return Sitting(day, bodies, everyone, seats, tuple(map(_alone, seats)))
    directors, definitions = _of_a_trust(seats, day, rules)
    return Sitting(day, bodies, everyone, seats, directors, definitions)


def _alone(seat: Seat) -> Director:
    return Director((seat,), seat.kind, bool(seat.voting))


def _of_a_trust(
    seats: tuple[Seat, ...], day: date, rules: Rules
) -> tuple[tuple[Director, ...], tuple[str, ...]]:
    """Count as an NHS trust does: joint holders as one, who works for the trust as executive."""
    deems, joins = (rules[one].holds_on(day) for one in (DEEMED, JOINT))
    used = set()
    alone, posts = [], []
    for seat in seats:
        kind = seat.kind
        if deems and kind == SeatKind.NON_EXECUTIVE and seat.works_for_trust:
            kind = SeatKind.EXECUTIVE
            used.add(DEEMED)
        if joins and kind == SeatKind.EXECUTIVE and seat.post:
            posts.append(seat)
        else:
            alone.append(Director((seat,), kind, bool(seat.voting)))
    as_one = int(rules[JOINT].params["joint_counts_as"])
    for _, holders in groupby(sorted(posts, key=_post), key=_post):
        shared = tuple(holders)
        if len(shared) > 1:
            used.add(JOINT)
        counts_as = min(len(shared), as_one)
        is_sure = any(seat.voting for seat in shared)
        alone.append(Director(shared, SeatKind.EXECUTIVE, is_sure, counts_as))
    return tuple(alone), tuple(sorted(used))


def _post(seat: Seat) -> str:
    return name_key(seat.post)


def years_after(day: date, years: float) -> date:
    """Give the same day of the year some years later or earlier; 29 February becomes the 28th."""
    months = day.year * 12 + day.month - 1 + round(years * 12)
    year, month = min(months // 12, MAXYEAR), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def done_by(day: date, when: date | None) -> date | None:
    """Give when something was last done, or None where that was after a day.

    Only the latest time is held, so that a later one does not tell whether it was done before.
    """
    return None if when is None or when > day else when
