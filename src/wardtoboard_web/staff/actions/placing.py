"""Decide where labels of the organisation's own belong; decisions end, they are not deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wardtoboard.staff import LocalPlace
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
from wardtoboard_web.staff.facts import local_place, own_places
from wardtoboard_web.staff.models import OwnPlace

DAY = timedelta(days=1)


@transaction.atomic
def decide_places(
    *, organisation: Organisation, by: Person, decisions: Sequence[LocalPlace]
) -> list[OwnPlace]:
    """Keep decisions, each from its first day on, until the next one about the same label.

    A decision in force on that day ends the day before; one that began that very day is
    withdrawn. Raises FaultyTableError for decisions that cannot be followed.
    """
    one_at_a_time(organisation)
    made = [_decide(organisation, by, decision) for decision in decisions]
    own_places()  # all together, checked
    record(
        by=by,
        action="places.decided",
        detail={"places": [str(row.pk) for row in made]},
        organisation=organisation,
    )
    return made


@transaction.atomic
def end_place(*, organisation: Organisation, by: Person, place_id: UUID, last_day: date) -> None:
    """End a decision after a day; one that began later is withdrawn."""
    row = OwnPlace.objects.select_for_update().get(pk=place_id, withdrawn_at=None)
    _end(row, last_day)
    record(
        by=by,
        action="place.ended",
        subject=str(row.pk),
        detail={"last_day": last_day.isoformat()},
        organisation=organisation,
    )


def _decide(organisation: Organisation, by: Person, decision: LocalPlace) -> OwnPlace:
    open_ended = replace(decision, valid_until=None)
    until = None
    for row in OwnPlace.objects.select_for_update().filter(withdrawn_at=None, kind=decision.kind):
        if not local_place(row).overlaps(open_ended):
            continue
        if row.valid_from > decision.valid_from:
            until = min(until or date.max, row.valid_from - DAY)
        else:
            _end(row, decision.valid_from - DAY)
    return OwnPlace.objects.create(
        organisation=organisation,
        kind=decision.kind,
        labels=list(decision.labels),
        profession=decision.profession,
        level=decision.level,
        is_not_clinical=decision.is_not_clinical,
        valid_from=decision.valid_from,
        valid_until=until,
        decided_by=by,
    )


def _end(row: OwnPlace, last_day: date) -> None:
    if last_day < row.valid_from:
        row.withdrawn_at = timezone.now()
    else:
        row.valid_until = last_day
    row.save(update_fields=["withdrawn_at", "valid_until"])
