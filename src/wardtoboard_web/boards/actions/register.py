"""Write down who sits on the board, and put right what was written."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wardtoboard.boards.facts import Seat
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.actions.seen import changed, seat_digest
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
def change_seat(
    *, by: Person, organisation: Organisation, seat_id: UUID, seat: Seat, seen: str
) -> None:
    """Write a seat down anew; its last day ends it. `seen` is the digest of what was read.

    Raises ChangedSinceError where the seat has changed since, FaultyTableError where the register
    cannot be right with it, DoesNotExist where there is no such seat, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    row = _seat_seen(seat_id, seen, do="Look at what it says now, then save again.")
    for name, value in row_values(seat).items():
        setattr(row, name, value)
    row.save()
    check_seats(row.pk)
    _record(by, organisation, "board.seat_changed", row.pk)


@transaction.atomic
def remove_seat(*, by: Person, organisation: Organisation, seat_id: UUID, seen: str) -> None:
    """Take out a seat that was written down by mistake. `seen` is the digest of what was read.

    Raises ChangedSinceError where the seat has changed since, DoesNotExist where there is no such
    seat, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    _seat_seen(seat_id, seen, do="Look at what it says now, then take it out or go back.").delete()
    _record(by, organisation, "board.seat_removed", seat_id)


def _seat_seen(seat_id: UUID, seen: str, *, do: str) -> BoardSeat:
    """Give a seat that still says what was seen. Raises DoesNotExist and ChangedSinceError."""
    row: BoardSeat = BoardSeat.objects.get(pk=seat_id)
    if seen != seat_digest(row):
        raise changed("this seat since you opened it", do=do)
    return row


def _record(by: Person, organisation: Organisation, action: str, seat_id: UUID) -> None:
    record(by=by, action=action, organisation=organisation, subject=str(seat_id))
