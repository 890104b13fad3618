"""Say what holds for a board as a whole."""

from __future__ import annotations

from collections.abc import Sequence, Set

from django.db import transaction

from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.register.board_checks import known_bodies
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.actions.seen import changed, details_digest
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.boards.models import BoardDetails
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
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
    one_at_a_time(organisation)
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


@transaction.atomic
def change_details_seen(
    *,
    by: Person,
    organisation: Organisation,
    bodies: Set[BodyKind],
    partner_local_authorities: Sequence[str] | None,
    uses_competency_framework: bool | None,
    seen: str,
) -> None:
    """Say what holds for the whole board in the place of what the person has seen.

    `seen` is the digest of those details. Raises ChangedSinceError where they have changed since,
    FaultyTableError where one body cannot be all of these, and PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    one_at_a_time(organisation)
    if seen != details_digest(register_of(organisation)):
        raise changed(
            "the details since you opened them", do="Look at what they say now, then save again."
        )
    change_details(
        by=by,
        organisation=organisation,
        bodies=bodies,
        partner_local_authorities=partner_local_authorities,
        uses_competency_framework=uses_competency_framework,
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
