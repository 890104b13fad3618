"""Say which numbers of the organisation's own stand over those of the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.boards.facts import Instrument
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.checking import check_instruments
from wardtoboard_web.boards.models import BoardInstrument
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
from wardtoboard_web.organisations.permissions import Permission


@transaction.atomic
def add_instrument(
    *, by: Person, organisation: Organisation, instrument: Instrument
) -> BoardInstrument:
    """Keep numbers of the organisation's own. Raises FaultyTableError where they cannot be used.

    Raises PermissionDenied too.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    row = _row(organisation, instrument)
    row.save()
    check_instruments()
    record(
        by=by,
        action="board.instrument_added",
        organisation=organisation,
        subject=str(row.pk),
        detail={"rule": row.rule, "source": row.source, "place": row.place},
    )
    return row


@transaction.atomic
def end_instrument(
    *, by: Person, organisation: Organisation, instrument_id: UUID, last_day: date
) -> None:
    """End an instrument after a day; one that began later is taken out.

    Raises FaultyTableError where it would then last into another's time, DoesNotExist where there
    is none, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    row = BoardInstrument.objects.get(pk=instrument_id)
    if last_day < row.start:
        row.delete()
    else:
        before = _faults()
        row.end = last_day
        row.save()
        # what was wrong before may take more than one ending to put right
        new = [fault for fault in _faults() if fault not in before]
        if new:
            raise FaultyTableError(new)
    record(
        by=by,
        action="board.instrument_ended",
        organisation=organisation,
        subject=str(instrument_id),
        detail={"rule": row.rule, "last_day": last_day.isoformat()},
    )


def _faults() -> list[Fault]:
    try:
        check_instruments()
    except FaultyTableError as error:
        return list(error.faults)
    return []


def write_instruments(organisation: Organisation, instruments: Iterable[Instrument]) -> None:
    """Put these in the place of all; part of an action, never one of its own."""
    BoardInstrument.objects.all().delete()
    BoardInstrument.objects.bulk_create(_row(organisation, one) for one in instruments)


def _row(organisation: Organisation, instrument: Instrument) -> BoardInstrument:
    return BoardInstrument(
        organisation=organisation,
        rule=instrument.rule,
        params=dict(instrument.params),
        start=instrument.start,
        end=instrument.end,
        source=instrument.source,
        place=instrument.place,
    )
