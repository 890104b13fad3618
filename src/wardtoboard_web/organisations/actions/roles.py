"""Changing which roles a member has."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.errors import refused
from wardtoboard_web.organisations.models import Membership, Organisation, Role
from wardtoboard_web.organisations.permissions import Permission


@transaction.atomic
def change_roles(
    *,
    organisation: Organisation,
    person_id: UUID,
    roles: Collection[Role],
    profession: str,
    by: Person,
) -> None:
    """Give a member these roles in place of those they have.

    `profession` is the one that a profession lead leads. Raises RefusedError when nobody would be
    left to administer the organisation; PermissionDenied.
    """
    check_may(by, organisation, Permission.MANAGE_PEOPLE)
    check_roles(roles, profession)
    _roles_to_change(organisation, person_id).delete()
    give_roles(organisation, person_id, roles, profession)
    _check_administered()
    record(
        by=by,
        action="roles.changed",
        organisation=organisation,
        subject=str(person_id),
        detail={"roles": sorted(map(str, roles)), "profession": profession},
    )


@transaction.atomic
def remove_person(*, organisation: Organisation, person_id: UUID, by: Person) -> None:
    """Take every role of a member away.

    Raises RefusedError for the last administrator; PermissionDenied.
    """
    check_may(by, organisation, Permission.MANAGE_PEOPLE)
    _roles_to_change(organisation, person_id).delete()
    _check_administered()
    record(by=by, action="person.removed", organisation=organisation, subject=str(person_id))


def check_roles(roles: Collection[Role], profession: str) -> None:
    """See that there is a role, and a profession for a lead alone. Raises RefusedError."""
    if not roles:
        raise refused("no role is chosen", "Choose at least one.")
    if (Role.PROFESSION_LEAD in roles) != bool(profession):
        raise refused(
            "a profession goes with the role of profession lead",
            "Choose the profession that a profession lead leads, and none for other roles.",
        )


def give_roles(
    organisation: Organisation, person_id: UUID, roles: Collection[Role], profession: str
) -> None:
    """Add the roles that a person does not have yet; part of an action, never one of its own."""
    for role in roles:
        Membership.objects.get_or_create(
            person_id=person_id,
            organisation=organisation,
            role=role,
            profession=profession if role == Role.PROFESSION_LEAD else "",
        )


def _roles_to_change(organisation: Organisation, person_id: UUID) -> QuerySet[Membership]:
    """Give a member's roles; nobody else changes roles here until the transaction ends."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    rows: QuerySet[Membership] = Membership.objects.filter(person_id=person_id)
    if not rows.exists():
        raise refused("this person has no role here", "Go back to the list of people.")
    return rows


def _check_administered() -> None:
    if not Membership.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise refused(
            "nobody would be left to administer the organisation",
            "Make someone else an administrator first.",
        )
