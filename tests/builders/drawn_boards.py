"""Random boards of every body and day: from the spotless to the unknown, with days at the edges.

A board draws how much is told of it and how well it is run, so that every rule comes to every
status. Times lie on, a day before or a day after whole years, where a rule turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from builders.board_rules import RULES
from builders.drawn_seats import (
    COUNCILS,
    Draw,
    drawn_attendee,
    drawn_chair,
    drawn_executives,
    drawn_member,
    drawn_non_executive,
    years_from,
)
from wardtoboard.boards.facts import (
    Board,
    BodyKind,
    Instrument,
    Seat,
    SeatKind,
)

B = BodyKind
BODIES: tuple[tuple[B, ...], ...] = (
    (B.NHS_TRUST,),
    (B.NHS_TRUST,),
    (B.HIGH_SECURE,),
    (B.CARE_TRUST,),
    (B.CARE_TRUST,),
    (B.TEACHING,),
    (B.AMBULANCE,),
    (B.NO_DIRECT_SERVICES,),
    (B.DEAUTHORISED,),
    (B.NHS_TRUST, B.TEACHING, B.CARE_TRUST),
    (B.HIGH_SECURE, B.DEAUTHORISED),
    (B.AMBULANCE, B.TEACHING),
    (B.FOUNDATION_TRUST,),
    (B.FOUNDATION_TRUST,),
    (B.FOUNDATION_TRUST,),
    (B.FOUNDATION_TRUST,),
    (B.ICB,),
    (B.ICB,),
    (B.ICB,),
    (B.NHS_ENGLAND,),
)
EDGES = sorted({day for rule in RULES.values() for day in (rule.start, rule.end) if day})
NUMBERS: tuple[tuple[str, tuple[str, ...], int, int], ...] = (
    ("NHST-MAX-DIR", ("max_total",), 6, 16),
    ("NHST-MAX-NED", ("max_ned",), 2, 9),
    ("NHST-MAX-ED", ("max_ed",), 2, 9),
    ("NHST-HS-MH-MAX", ("max_total", "max_ned", "max_ed"), 5, 12),
    ("NHST-NED-TERM", ("max_years_per_term",), 2, 5),
    ("FT-NO-MAX", ("max_total",), 6, 16),
    ("FT-NO-MAX", ("max_ned", "max_ed"), 3, 9),
    ("ICB-ORD3", ("min_ordinary",), 1, 8),
    ("ICB-NED2", ("min_ned",), 1, 5),
)


def drawn_board(rng: np.random.Generator) -> tuple[Board, date]:
    """Draw a board and a day on which to look at it."""
    draw = Draw(rng)
    draw.day = _day(draw)
    draw.told = draw.one_of((1.0, 1.0, 0.98, 0.85, 0.5))
    draw.sound = draw.one_of((1.0, 0.97, 0.8, 0.4))
    bodies = draw.one_of(BODIES)
    seats = _seats(draw, bodies)
    council = draw.one_of(((), COUNCILS[:1], COUNCILS[:2], COUNCILS))
    return (
        Board(
            name="A board",
            bodies=frozenset(bodies),
            seats=tuple(seats),
            instruments=_instruments(draw),
            partner_local_authorities=council if draw.chance(max(0.7, draw.told)) else None,
            uses_competency_framework=draw.fact(True, False),
        ),
        draw.day,
    )


def _day(draw: Draw) -> date:
    where = draw.rng.random()
    if where < 0.2:
        return draw.one_of(EDGES) + timedelta(draw.between(-1, 1))
    if where < 0.25:
        return date(draw.between(2022, 2030), 3, 1) - timedelta(draw.between(0, 2))
    first = date(1989, 1, 1) if where < 0.45 else date(2014, 1, 1)
    return first + timedelta(draw.between(0, (date(2030, 12, 31) - first).days))


def _seats(draw: Draw, bodies: Sequence[B]) -> list[Seat]:
    seats = [drawn_chair(draw)] if draw.chance(max(0.9, draw.sound)) else []
    if draw.chance(0.03):
        seats = []
    elif B.ICB in bodies:
        seats += _of_system(draw)
    elif draw.chance(0.97):
        few = draw.between(0, 4) if B.NHS_ENGLAND in bodies else draw.between(1, 8)
        seats += drawn_executives(draw, few)
        seats += [drawn_non_executive(draw) for _ in range(draw.between(0, 10))]
        seats += [drawn_member(draw) for _ in range(draw.one_of((0, 0, 0, 0, 1, 2, 5)))]
    seats += [drawn_attendee(draw) for _ in range(draw.between(0, 2))]
    named = [
        replace(seat, person=f"Person {number}" if draw.chance(0.96) else "")
        for number, seat in enumerate(seats)
    ]
    return [*named, *_before_and_after(draw, named)]


def _of_system(draw: Draw) -> list[Seat]:
    seats = drawn_executives(draw, draw.between(0, 6))
    seats += [drawn_non_executive(draw) for _ in range(draw.between(0, 4))]
    return seats + [drawn_member(draw) for _ in range(draw.between(0, 5))]


def _before_and_after(draw: Draw, seats: Sequence[Seat]) -> list[Seat]:
    """Give some of them an earlier seat, or a later one, of the same board."""
    others = []
    for seat in seats:
        if seat.person and seat.start and draw.chance(0.1):
            kind = draw.one_of((SeatKind.NON_EXECUTIVE, SeatKind.EXECUTIVE, SeatKind.ATTENDEE))
            start = years_from(seat.start, -draw.between(1, 8)) if draw.chance(0.8) else None
            end = seat.start - timedelta(1)
            others.append(replace(seat, kind=kind, start=start, end=end, first_appointed=None))
        elif seat.person and seat.end and draw.chance(0.05):
            others.append(replace(seat, start=seat.end + timedelta(1), end=None))
    return others


def _instruments(draw: Draw) -> tuple[Instrument, ...]:
    """Draw the organisation's own numbers; most boards have none."""
    if not draw.chance(0.35):
        return ()
    found = {}
    for rule, names, least, most in NUMBERS:
        if draw.chance(0.5) and rule not in found:
            found[rule] = _instrument(draw, rule, {n: draw.between(least, most) for n in names})
    return tuple(found.values())


def _instrument(draw: Draw, rule: str, params: dict[str, float]) -> Instrument:
    if rule == "NHST-MAX-NED" and draw.chance(0.6):
        params["grows_while_suspended"] = draw.one_of((1, 1, 0))
    return Instrument(
        rule=rule,
        params=params,
        start=draw.one_of((date(1988, 1, 1), draw.day, draw.day, draw.day + timedelta(1))),
        source="The order of this board",
        place="article 4",
        end=draw.one_of((None, None, draw.day, draw.day - timedelta(1))),
    )


def drawn_boards(seed: int, count: int) -> list[tuple[Board, date]]:
    rng = np.random.default_rng(seed)
    return [drawn_board(rng) for _ in range(count)]
