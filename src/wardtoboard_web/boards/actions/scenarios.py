"""Keep changes to think through beside the board as it is, and drop them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.models import Scenario
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
from wardtoboard_web.organisations.permissions import Permission

MOST_LETTERS = 120
"""The length of a scenario's name."""
NAME_TAKEN = Fault("another scenario has this name", "Enter a name of its own.", column="name")


@transaction.atomic
def keep_scenario(
    *, by: Person, organisation: Organisation, name: str, changes: Sequence[Mapping[str, Any]]
) -> Scenario:
    """Keep a scenario; `changes` are the library's, as JSON.

    Raises FaultyTableError where another scenario has the name, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    if Scenario.objects.filter(name=name).exists():
        raise FaultyTableError([NAME_TAKEN])
    made = Scenario.objects.create(
        organisation=organisation, name=name, changes=[dict(one) for one in changes], made_by=by
    )
    record(
        by=by,
        action="board.scenario_kept",
        organisation=organisation,
        subject=str(made.pk),
        detail={"changes": len(made.changes)},
    )
    return made


@transaction.atomic
def drop_scenario(*, by: Person, organisation: Organisation, scenario_id: UUID) -> None:
    """Delete a scenario. Raises PermissionDenied, and DoesNotExist where there is none."""
    check_may(by, organisation, Permission.CHANGE_BOARD)
    Scenario.objects.get(pk=scenario_id).delete()
    record(
        by=by,
        action="board.scenario_dropped",
        organisation=organisation,
        subject=str(scenario_id),
    )
