"""A board written as TOML or JSON reads back as the same board, whatever is known of it."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wardtoboard.base.cells import tidy
from wardtoboard.boards.facts import (
    NEVER,
    Board,
    BodyKind,
    Governor,
    Instrument,
    Role,
    Seat,
    SeatKind,
)
from wardtoboard.boards.law.values import load_rules
from wardtoboard.boards.register.board_toml import board_from_dict
from wardtoboard.boards.register.reading import read_board
from wardtoboard.boards.register.seat_cells import (
    CONSTITUENCIES,
    DUTIES,
    EXPERIENCE,
    NOMINATED_BY,
    REGISTRATIONS,
)
from wardtoboard.boards.register.written import board_to_dict, board_to_toml
from wardtoboard.professions import load_professions

PROFESSIONS = [one.id for one in load_professions(date.max)]
IN_LIVING_MEMORY = st.dates(date(1950, 1, 1), date(2090, 12, 31))
BODIES = [
    *(frozenset({kind}) for kind in BodyKind),
    frozenset({BodyKind.NHS_TRUST, BodyKind.AMBULANCE}),
    frozenset({BodyKind.TEACHING, BodyKind.CARE_TRUST, BodyKind.DEAUTHORISED}),
]
ROLES = [Role.MEDICAL_DIRECTOR, Role.DIRECTOR_OF_NURSING, Role.OTHER]
KINDS = [SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE, SeatKind.MEMBER, SeatKind.ATTENDEE]
OWN = [(rule.id, sorted(rule.overridable)) for rule in load_rules() if rule.overridable]

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12).map(tidy).map(tidy)
said = words.filter(bool)
known = st.none() | st.booleans()
days = st.none() | IN_LIVING_MEMORY
days_or_never = days | st.just(NEVER)


def lists(items: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...] | None]:
    return st.none() | st.lists(items, max_size=3, unique=True).map(tuple)


@st.composite
def seats(draw: st.DrawFn, role: Role, kind: SeatKind) -> Seat:
    start, end = sorted([draw(IN_LIVING_MEMORY), draw(IN_LIVING_MEMORY)])
    seat = Seat(
        person=draw(words),
        title=draw(said),
        role=role,
        kind=kind,
        voting=draw(st.sampled_from([None, False]) if kind is SeatKind.ATTENDEE else known),
        independent=draw(known),
        professions=draw(lists(st.sampled_from(PROFESSIONS))),
        start=draw(st.sampled_from([None, start])),
        end=draw(st.sampled_from([None, end])),
        background=draw(words),
        post=draw(words),
        open_to=draw(lists(st.sampled_from(["any", *PROFESSIONS]))),
        speaks_for=draw(lists(st.sampled_from(PROFESSIONS))),
        skills=draw(lists(said)),
        employed_until=draw(days_or_never),
        business_until=draw(days_or_never),
        other_pay=draw(known),
        family_ties=draw(known),
        cross_directorship=draw(known),
        works_for_trust=draw(known),
        employee=draw(known),
        constituency=draw(st.none() | st.sampled_from(CONSTITUENCIES)),
        local_authority=draw(st.none() | said),
        nominated_by=draw(lists(st.sampled_from(NOMINATED_BY))),
        experience=draw(lists(st.sampled_from(EXPERIENCE))),
        duties=draw(lists(st.sampled_from(DUTIES))),
        private_interest=draw(known),
        disqualified=draw(known),
        extension_reviewed=draw(days_or_never),
        extension_agreed_until=draw(days_or_never),
        fit_and_proper=draw(days_or_never),
        self_attested=draw(days_or_never),
    )
    if seat.professions is None:
        seat = replace(seat, registrations=draw(lists(st.sampled_from(REGISTRATIONS))))
    if draw(st.booleans()):
        days_in = st.integers(0, (end - start).days).map(lambda n: start + timedelta(days=n))
        first = draw(days_in)
        last = draw(st.none() | st.dates(first, date(2090, 12, 31)))
        earlier = start - timedelta(days=draw(st.integers(0, 300)))
        seat = replace(seat, suspended_from=first, suspended_to=last, first_appointed=earlier)
    return seat


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Draw a board without a fault: each person once, one chair, one chief executive."""
    others = st.tuples(st.sampled_from(ROLES), st.sampled_from(KINDS)).flatmap(
        lambda one: seats(*one)
    )
    drawn = [
        draw(seats(Role.CHAIR, SeatKind.CHAIR)),
        draw(seats(Role.CHIEF_EXECUTIVE, SeatKind.EXECUTIVE)),
        *draw(st.lists(others, max_size=4)),
    ]
    named = [
        replace(seat, person=f"{number} {seat.person}".strip() if seat.person else "")
        for number, seat in enumerate(drawn)
    ]
    return Board(
        name=draw(words),
        bodies=draw(st.sampled_from(BODIES)),
        seats=tuple(named),
        governors=draw(st.lists(governors(), max_size=2).map(tuple)),
        instruments=draw(st.lists(instruments(), max_size=1).map(tuple)),
        partner_local_authorities=draw(lists(said)),
        uses_competency_framework=draw(known),
    )


@st.composite
def governors(draw: st.DrawFn) -> Governor:
    start, end = sorted([draw(IN_LIVING_MEMORY), draw(IN_LIVING_MEMORY)])
    first, last = draw(st.sampled_from([None, start])), draw(st.sampled_from([None, end]))
    return Governor(draw(said), draw(said), first, last)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    rule, names = draw(st.sampled_from(OWN))
    numbers = st.integers(0, 99) | st.floats(0, 1e9, allow_nan=False)
    params = draw(st.dictionaries(st.sampled_from(names), numbers, min_size=1))
    start, end = sorted([draw(IN_LIVING_MEMORY), draw(IN_LIVING_MEMORY)])
    return Instrument(
        rule, params, start, draw(said), draw(said), draw(st.sampled_from([None, end]))
    )


@settings(deadline=None)
@given(boards())
def test_a_board_comes_back(board: Board) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "board.toml")
        path.write_text(board_to_toml(board), encoding="utf-8", newline="")
        assert read_board(path) == board
    assert board_from_dict(json.loads(json.dumps(board_to_dict(board)))) == board
