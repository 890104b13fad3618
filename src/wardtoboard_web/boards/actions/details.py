"""Say what holds for a board as a whole."""

from __future__ import annotations

from collections.abc import Sequence, Set

from django.db import transaction

from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.register.board_checks import known_bodies
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.models import BoardDetails
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.permissions import Permission


@transaction.atomic
def change_details(
    *,
    by: Person,
    organisation: Organisation,
    bodies: Set[BodyKind],
    partner_local_authorities: Sequence[str] | None,
    uses_competency_framework: bool | None,
) -> None:
    """Say what sort of body the board is of, and what else holds for all of it.

    Raises FaultyTableError where one body cannot be all of these, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    write_details(
        organisation,
        bodies=known_bodies(bodies),
        partner_local_authorities=partner_local_authorities,
        uses_competency_framework=uses_competency_framework,
    )
    record(
        by=by,
        action="board.details_changed",
        organisation=organisation,
        detail={"bodies": sorted(bodies)},
    )


def write_details(
    organisation: Organisation,
    *,
    bodies: Set[BodyKind],
    partner_local_authorities: Sequence[str] | None,
    uses_competency_framework: bool | None,
) -> None:
    """Write the one row of details; part of an action, never one of its own."""
    partners = partner_local_authorities
    BoardDetails.objects.update_or_create(
        organisation=organisation,
        defaults={
            "bodies": sorted(body.value for body in bodies),
            "partner_local_authorities": None if partners is None else list(partners),
            "uses_competency_framework": uses_competency_framework,
        },
    )
