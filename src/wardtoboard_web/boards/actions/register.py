"""Write down who sits on the board, and put right what was written."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wardtoboard.boards.facts import Seat
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.checking import check_seats
from wardtoboard_web.boards.models import BoardSeat
from wardtoboard_web.boards.seat_rows import row_values
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
from wardtoboard_web.organisations.permissions import Permission


@transaction.atomic
def add_seat(*, by: Person, organisation: Organisation, seat: Seat) -> BoardSeat:
    """Write down a seat.

    Raises FaultyTableError where the register cannot be right with it, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    last = BoardSeat.objects.aggregate(last=Max("number"))["last"] or 0
    made: BoardSeat = BoardSeat.objects.create(
        organisation=organisation, number=last + 1, **row_values(seat)
    )
    check_seats(made.pk)
    _record(by, organisation, "board.seat_added", made.pk)
    return made


@transaction.atomic
def change_seat(*, by: Person, organisation: Organisation, seat_id: UUID, seat: Seat) -> None:
    """Write a seat down anew; its last day ends it.

    Raises FaultyTableError where the register cannot be right with it, DoesNotExist where there is
    no such seat, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    row = BoardSeat.objects.get(pk=seat_id)
    for name, value in row_values(seat).items():
        setattr(row, name, value)
    row.save()
    check_seats(row.pk)
    _record(by, organisation, "board.seat_changed", row.pk)


@transaction.atomic
def remove_seat(*, by: Person, organisation: Organisation, seat_id: UUID) -> None:
    """Take out a seat that was written down by mistake.

    Raises DoesNotExist where there is no such seat, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    BoardSeat.objects.get(pk=seat_id).delete()
    _record(by, organisation, "board.seat_removed", seat_id)


def _record(by: Person, organisation: Organisation, action: str, seat_id: UUID) -> None:
    record(by=by, action=action, organisation=organisation, subject=str(seat_id))
