"""The seats that a plan proposes: what each must bring, and which candidates bring it.

A seat asks for no more than the board needs of it. Any different people who meet what their seats
ask for make a board that is as lawful and at least as broad: who they are is for people to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardtoboard.boards.facts import Role, SeatKind
from wardtoboard.boards.plan.candidates import TITLES, TITLES_OF_KINDS
from wardtoboard.boards.plan.options import Option
from wardtoboard.boards.plan.programme import Chosen
from wardtoboard.boards.plan.requirements import Fits, Need, Requirement

ORDER_OF_KINDS = (
    SeatKind.CHAIR,
    SeatKind.EXECUTIVE,
    SeatKind.NON_EXECUTIVE,
    SeatKind.MEMBER,
)


@dataclass(frozen=True, slots=True)
class ProposedSeat:
    """One voting seat: held by who `stays`, or open to any one of those who `could_fill` it.

    `professions` and `skills` are what the board has from this seat; `needs` what rules and the
    target ask of it, in words. `could_fill` is in the order of the alphabet and ranks nobody.
    """

    kind: SeatKind
    role: Role
    title: str
    professions: tuple[str, ...]
    skills: tuple[str, ...]
    needs: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    could_fill: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the seat as plain JSON."""
        return {
            "kind": self.kind.value,
            "role": self.role.value,
            "title": self.title,
            "professions": list(self.professions),
            "skills": list(self.skills),
            "needs": list(self.needs),
            "stays": list(self.stays),
            "could_fill": list(self.could_fill),
        }


def proposed_seats(
    board: Chosen,
    requirements: Sequence[Requirement],
    options: Sequence[Option],
    spellings: Mapping[str, str],
) -> tuple[ProposedSeat, ...]:
    """Give the seats of a board: the chair's, then executive, non-executive and other members.

    `options` are all there are; `spellings` give the skills as they were written.
    """
    seated = sorted(board.options, key=lambda one: (ORDER_OF_KINDS.index(one.kind), one.role.value))
    asked = [need for one in requirements for need in one.demand.needs]
    of_law = _shared_out(asked, seated)
    professions = _shared_out(map(_profession, sorted(board.professions)), seated)
    skills = _shared_out(map(_skill, sorted(board.skills)), seated)
    seats = []
    for place, option in enumerate(seated):
        needs = [*of_law[place], *professions[place], *skills[place]]
        if option.stays:
            seats.append(_kept(option, spellings))
            continue
        seats.append(
            ProposedSeat(
                kind=option.kind,
                role=option.role,
                title=TITLES.get(option.role) or TITLES_OF_KINDS[option.kind],
                professions=tuple(need.words for need in professions[place]),
                skills=tuple(spellings[need.words] for need in skills[place]),
                needs=tuple(need.words for need in of_law[place]),
                could_fill=_could_fill(option, needs, board, options),
            )
        )
    return tuple(seats)


def _kept(option: Option, spellings: Mapping[str, str]) -> ProposedSeat:
    return ProposedSeat(
        kind=option.kind,
        role=option.role,
        title=option.director.seats[0].title,
        professions=tuple(sorted(option.professions)),
        skills=tuple(spellings[skill] for skill in sorted(option.skills)),
        stays=tuple(seat.person for seat in option.director.seats),
    )


def _profession(name: str) -> Need:
    return Need(name, lambda option: name in option.professions)


def _skill(name: str) -> Need:
    return Need(name, lambda option: name in option.skills)


def _shared_out(needs: Iterable[Need], seated: Sequence[Option]) -> list[list[Need]]:
    """Give to each place the needs that it meets: those who stay meet what they can first."""
    given: list[list[Need]] = [[] for _ in seated]
    places_of: dict[str, list[int]] = {}
    for need in needs:
        taken = set(places_of.get(need.apart, ()))
        places = [p for p, one in enumerate(seated) if p not in taken and need.fits(one)]
        places.sort(key=lambda p: (not need.rather(seated[p]), not seated[p].stays))
        places_of[need.words] = list(_enough(places, need.number(seated), seated))
        for place in places_of[need.words]:
            given[place].append(need)
    return given


def _enough(places: Iterable[int], number: float, seated: Sequence[Option]) -> Iterator[int]:
    """Give places until they hold a number of directors."""
    held = 0
    for place in places:
        if held >= number:
            return
        held += seated[place].director.counts_as
        yield place


def _could_fill(
    option: Option, needs: Sequence[Need], board: Chosen, options: Sequence[Option]
) -> tuple[str, ...]:
    staying: frozenset[str] = frozenset().union(*(o.people for o in board.options if o.stays))
    asked: list[Fits] = [need.fits for need in needs]
    return tuple(
        sorted(
            one.director.name
            for one in options
            if one.kind is option.kind
            and one.role is option.role
            and not one.stays
            and not one.people & staying
            and all(fits(one) for fits in asked)
        )
    )
