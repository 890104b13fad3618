"""Who could sit where: the seats that stay, and each candidate in each seat they may be given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardtoboard.boards.facts import (
    Board,
    BodyKind,
    Role,
    SeatKind,
    bodies_of,
    is_suspended_on,
    name_key,
)
from wardtoboard.boards.law.sitting import Director, Fact, sitting_of
from wardtoboard.boards.law.values import Rules
from wardtoboard.boards.missing.pools import FAMILY
from wardtoboard.boards.places import Place
from wardtoboard.boards.plan.candidates import Candidate
from wardtoboard.professions import load_professions


@dataclass(frozen=True, slots=True)
class Option:
    """One director there could be: of the present board if it `stays`, otherwise a candidate.

    `kind` is what the seat counts as. `people` are who would sit, several where a post is shared;
    `suspended` says how many of them are. `professions` are those known, a register's own among
    them. Texts are in small letters.
    """

    director: Director
    kind: SeatKind
    role: Role
    stays: bool
    people: frozenset[str]
    professions: frozenset[str]
    skills: frozenset[str]
    portfolios: frozenset[str] = frozenset()
    suspended: int = 0

    @property
    def is_suspended(self) -> bool:
        """Answer whether everyone in the seat is suspended."""
        return self.suspended == len(self.director.seats)

    def has(self, fact: Fact) -> bool:
        """Answer whether something is surely so of someone who surely votes."""
        return self.director.is_sure and self.director.answers(fact) is True


def staying_options(
    board: Board, day: date, keep: Collection[str], rules: Rules
) -> tuple[Option, ...]:
    """Give the present directors among the people to keep, as the law counts them."""
    names = set(map(name_key, keep))
    kept = tuple(seat for seat in board.seats if name_key(seat.person) in names)
    sitting = sitting_of(replace(board, seats=kept), day, bodies_of(board.bodies), rules)
    return tuple(_staying(director, day) for director in sitting.directors)


def _staying(director: Director, day: date) -> Option:
    known = director.seats if director.is_sure else ()
    return Option(
        director=director,
        kind=director.kind,
        role=director.seats[0].role,
        stays=True,
        people=frozenset(name_key(seat.person) for seat in director.seats),
        professions=Place(director.kind, known).professions,
        skills=_keys(skill for seat in known for skill in seat.skills or ()),
        suspended=sum(is_suspended_on(seat, day) for seat in director.seats),
    )


def candidate_options(
    board: Board, day: date, candidates: Sequence[Candidate], roles: Collection[Role]
) -> tuple[Option, ...]:
    """Give every seat of this kind of body that each candidate may be given.

    `roles` are those that rules in force ask for; nobody is put in another.
    """
    kinds = {SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE}
    if BodyKind.ICB in board.bodies:
        kinds.add(SeatKind.MEMBER)
    return tuple(
        _candidate(one, kind, role, day)
        for one in candidates
        for kind, role in _seats_for(one, kinds, roles)
    )


def _seats_for(
    candidate: Candidate, kinds: Collection[SeatKind], roles: Collection[Role]
) -> Iterable[tuple[SeatKind, Role]]:
    for role in candidate.roles:
        if role in roles:
            yield (SeatKind.CHAIR if role is Role.CHAIR else SeatKind.EXECUTIVE), role
    for kind in candidate.eligible_for:
        if kind in kinds:
            yield kind, Role.OTHER


def _candidate(candidate: Candidate, kind: SeatKind, role: Role, day: date) -> Option:
    seat = candidate.in_seat(kind, role, day)
    return Option(
        director=Director((seat,), kind, is_sure=True),
        kind=kind,
        role=role,
        stays=False,
        people=frozenset({name_key(seat.person)}),
        professions=Place(kind, (seat,)).professions,
        skills=_keys(candidate.skills or ()),
        portfolios=_keys(candidate.portfolios or ()),
    )


def professions_on(options: Iterable[Option]) -> frozenset[str]:
    """Give the professions of a board.

    "Allied health professional" alone counts as one only where none of the 14 sits: it may be any.
    """
    found: frozenset[str] = frozenset().union(*(option.professions for option in options))
    return found - {FAMILY} if found & particular_allied() else found


def skills_on(options: Iterable[Option]) -> frozenset[str]:
    """Give the skills of a board, in small letters."""
    return frozenset().union(*(option.skills for option in options))


def particular_allied() -> frozenset[str]:
    """Give the 14 allied health professions."""
    return frozenset(one.id for one in load_professions(date.max).allied_health)


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.casefold() for text in texts)
