"""Put a board that was read from a file in the place of the register."""

from __future__ import annotations

from django.db import transaction

from wardtoboard.boards.facts import Board
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.actions.details import write_details
from wardtoboard_web.boards.actions.instruments import write_instruments
from wardtoboard_web.boards.actions.seen import changed, register_digest
from wardtoboard_web.boards.checking import check_seats
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.boards.models import BoardGovernor, BoardSeat
from wardtoboard_web.boards.seat_rows import row_values
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
from wardtoboard_web.organisations.permissions import Permission


@transaction.atomic
def replace_register(*, by: Person, organisation: Organisation, board: Board) -> None:
    """Put a whole board in the place of the register; its name stays the organisation's.

    Raises FaultyTableError where it cannot be right, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    before = BoardSeat.objects.count()
    _write_seats(organisation, board)
    _write_governors(organisation, board)
    write_instruments(organisation, board.instruments)
    write_details(
        organisation,
        bodies=board.bodies,
        partner_local_authorities=board.partner_local_authorities,
        uses_competency_framework=board.uses_competency_framework,
    )
    check_seats()
    record(
        by=by,
        action="board.register_replaced",
        organisation=organisation,
        detail={"seats_before": before, "seats": len(board.seats)},
    )


@transaction.atomic
def replace_register_seen(
    *, by: Person, organisation: Organisation, board: Board, seen: str
) -> None:
    """Put a whole board in the place of the register that the person has seen.

    `seen` is the digest of that register. Raises ChangedSinceError where it has changed since,
    FaultyTableError where the new one cannot be right, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    if seen != register_digest(register_of(organisation)):
        raise changed(
            "the register since you opened it",
            do="Look at what would go now, then keep this or go back.",
        )
    replace_register(by=by, organisation=organisation, board=board)


def _write_seats(organisation: Organisation, board: Board) -> None:
    BoardSeat.objects.all().delete()
    BoardSeat.objects.bulk_create(
        BoardSeat(organisation=organisation, number=number, **row_values(seat))
        for number, seat in enumerate(board.seats, start=1)
    )


def _write_governors(organisation: Organisation, board: Board) -> None:
    BoardGovernor.objects.all().delete()
    BoardGovernor.objects.bulk_create(
        BoardGovernor(
            organisation=organisation,
            person=one.person,
            constituency=one.constituency,
            start=one.start,
            end=one.end,
        )
        for one in board.governors
    )
