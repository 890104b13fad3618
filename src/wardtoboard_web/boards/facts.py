"""The board of an organisation as the library has it, and what was said and tried about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wardtoboard.boards.facts import Board, BodyKind, Governor, Instrument
from wardtoboard_web.boards.models import (
    BoardDetails,
    BoardGovernor,
    BoardInstrument,
    BoardSeat,
    Explanation,
    Scenario,
)
from wardtoboard_web.boards.seat_rows import seat_of
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.models import Kind, Organisation

BODY_OF = {
    Kind.TRUST: BodyKind.NHS_TRUST,
    Kind.FOUNDATION_TRUST: BodyKind.FOUNDATION_TRUST,
    Kind.INTEGRATED_CARE_BOARD: BodyKind.ICB,
}
"""What sort of body an organisation's board is of until somebody says more."""


def board_of(whose: Visitor | Organisation) -> Board | None:
    """Give the board of the organisation in scope, with all its seats of all times.

    None where the register has no seat yet. `bodies` is empty where nobody has said what sort of
    body it is and the organisation's own kind does not tell.
    """
    organisation = whose.organisation if isinstance(whose, Visitor) else whose
    board = register_of(organisation)
    return board if board.seats else None


def register_of(organisation: Organisation) -> Board:
    """Give the register of the organisation in scope as a board, even one without a seat."""
    details = BoardDetails.objects.first() or default_details(organisation)
    partners = details.partner_local_authorities
    return Board(
        name=organisation.name,
        bodies=frozenset(map(BodyKind, details.bodies)),
        seats=tuple(map(seat_of, BoardSeat.objects.all())),
        governors=tuple(map(_governor, BoardGovernor.objects.all())),
        instruments=tuple(map(instrument_of, BoardInstrument.objects.all())),
        partner_local_authorities=None if partners is None else tuple(partners),
        uses_competency_framework=details.uses_competency_framework,
    )


def default_details(organisation: Organisation) -> BoardDetails:
    """Give the details, not kept, that hold until somebody says more."""
    body = BODY_OF.get(Kind(organisation.kind))
    return BoardDetails(bodies=[body.value] if body else [])


def _governor(row: BoardGovernor) -> Governor:
    return Governor(row.person, row.constituency, row.start, row.end)


def instrument_of(row: BoardInstrument) -> Instrument:
    """Give the instrument of a row."""
    return Instrument(
        rule=row.rule,
        params=row.params,
        start=row.start,
        end=row.end,
        source=row.source,
        place=row.place,
    )


def explanations_of() -> Mapping[str, tuple[Explanation, ...]]:
    """Give every statement of the organisation in scope by rule, the newest first."""
    found: dict[str, tuple[Explanation, ...]] = {}
    for row in Explanation.objects.select_related("written_by"):
        found[row.rule] = (*found.get(row.rule, ()), row)
    return found


def reviews_due(day: date) -> tuple[Explanation, ...]:
    """Give the newest statements whose review is due by a day, the longest overdue first."""
    newest = [held[0] for held in explanations_of().values()]
    due = [one for one in newest if one.review_on is not None and one.review_on <= day]
    return tuple(sorted(due, key=lambda one: (one.review_on, one.rule)))


def scenarios_of() -> tuple[Scenario, ...]:
    """Give every scenario of the organisation in scope, the oldest first."""
    return tuple(Scenario.objects.select_related("made_by"))
