"""A slow plain twin of the plans of a board: every way of seating everyone, one after another.

Whether a board is lawful is asked of the plain judge of boards. What a plan is worth is counted
here again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from reference.plain_boards import judge
from wardtoboard.boards.facts import Board, Role, Seat, SeatKind
from wardtoboard.boards.plan import Candidate, Target
from wardtoboard.professions import load_professions

# Rules on seats, which a plan must surely meet; of those on people nothing may be surely wrong.
ON_SEATS = frozenset(
    {
        *("NHST-MAX-DIR", "NHST-MAX-NED", "NHST-MAX-ED"),
        *("NHST-ED-CEO", "NHST-ED-CFO", "NHST-ED-DOC", "NHST-ED-NURSE"),
        *("NHST-HS-MH-MAX", "NHST-HS-MH-CO", "NHST-CARE-ED", "NHST-CARE-NED", "NHST-TEACH-NED"),
        *("FT-ED-CEO", "FT-ED-CFO", "FT-CHAIR-NED", "FT-ED-DOC", "FT-ED-NURSE", "FT-NO-MAX"),
        *("FT-NED-ELIG", "CODE14-HALF", "CODE23-HALF", "NHSE-ED-LT-NED"),
        *("ICB-CHAIR", "ICB-CEO", "ICB-ORD3", "ICB-PARTNERS", "ICB-MH", "ICB-EXEC3", "ICB-NED2"),
    }
)
ON_PEOPLE = frozenset({"NHST-NED-TERM", "FT-ED-DISQ", "ICB-PRIVATE", "FPPR"})
ASKED = {
    "icb": ("chief_executive", "chief_finance_officer", "medical_director", "director_of_nursing"),
    "nhs_england": (),
}
TRUSTS_ASK = ("chief_executive", "chief_finance_officer")


@dataclass(frozen=True)
class PlainBoard:
    """One way of seating people, with everything that is wrong with it by name."""

    professions: frozenset[str]
    skills: frozenset[str]
    size: int
    kinds: tuple[int, ...]
    wrong: frozenset[str]

    @property
    def worth(self) -> tuple[int, int, int]:
        return (-len(self.professions), -len(self.skills), self.size)


def every_board(
    board: Board,
    day: date,
    candidates: Sequence[Candidate],
    target: Target,
    *,
    may_leave: bool = False,
) -> Iterator[PlainBoard]:
    """Give every way of seating the candidates beside those who stay, who `may_leave`."""
    kept = [seat for seat in board.on(day) if seat.person in target.keep]
    ways = [[seat, None] if may_leave else [seat] for seat in kept]
    ways += [[*_seats(board, day, one), None] for one in candidates]
    counted = _counted(kept, candidates, target)
    for way in product(*ways):
        seats = tuple(seat for seat in way if seat is not None)
        if _makes_sense(seats):
            yield _plain(replace(board, seats=seats), day, target, counted)


def _seats(board: Board, day: date, one: Candidate) -> Iterator[Seat]:
    (body,) = board.bodies
    for role in one.roles:
        if role == "chair":
            yield one.in_seat(SeatKind.CHAIR, role, day)
        elif role in ASKED.get(body, TRUSTS_ASK):
            yield one.in_seat(SeatKind.EXECUTIVE, role, day)
    for kind in one.eligible_for:
        if kind != "member" or body == "icb":
            yield one.in_seat(kind, Role.OTHER, day)


def _makes_sense(seats: Sequence[Seat]) -> bool:
    roles = [seat.role for seat in seats if seat.role != "other"]
    return len(roles) == len(set(roles))


def _counted(kept: Sequence[Seat], candidates: Sequence[Candidate], target: Target) -> set[str]:
    if target.skills:
        return set(target.skills)
    return {skill for one in (*kept, *candidates) for skill in one.skills or ()}


def _plain(board: Board, day: date, target: Target, counted: set[str]) -> PlainBoard:
    professions = {one for seat in board.seats for one in _professions(seat)}
    allied = {one.id for one in load_professions(day).allied_health}
    statuses = judge(board, day)
    wrong = {rule for rule in ON_SEATS if statuses.get(rule) in ("not_met", "cannot_tell")}
    wrong |= {rule for rule in ON_PEOPLE if statuses.get(rule) == "not_met"}
    return PlainBoard(
        professions=frozenset(professions - {"ahp"} if professions & allied else professions),
        skills=frozenset(s for seat in board.seats for s in seat.skills or ()) & counted,
        size=len(board.seats),
        kinds=tuple(
            sum(seat.kind == kind for seat in board.seats)
            for kind in ("chair", "executive", "non_executive", "member")
        ),
        wrong=frozenset(wrong | set(_misses(board, target, professions, allied))),
    )


def _professions(seat: Seat) -> set[str]:
    told = {"GMC": "doctor", "NMC-nurse": "nurse", "NMC-midwife": "midwife"}
    return set(seat.professions or ()) | {
        told[one] for one in seat.registrations or () if one in told
    }


def _misses(board: Board, target: Target, professions: set[str], allied: set[str]) -> Iterator[str]:
    kinds = [seat.kind for seat in board.seats]
    if kinds.count("chair") != 1:
        yield "ONE-CHAIR"
    if len(kinds) < target.size_min:
        yield "TARGET-SIZE-MIN"
    if len(kinds) > target.size_max:
        yield "TARGET-SIZE-MAX"
    if target.executives is not None and kinds.count("executive") != target.executives:
        yield "TARGET-EXECUTIVES"
    for name in target.professions:
        if not professions & ({name} | (allied if name == "ahp" else set())):
            yield f"TARGET-PROFESSION-{name}"
    for person in target.keep:
        if person not in [seat.person for seat in board.seats]:
            yield f"TARGET-KEEP-{person}"
