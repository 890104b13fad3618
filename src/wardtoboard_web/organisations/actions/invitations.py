"""Inviting people: making, withdrawing and taking up invitations.

Only the hash of a link is kept, so the link is shown once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wardtoboard_web.accounts.actions import open_account
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.actions.roles import check_roles, give_roles
from wardtoboard_web.organisations.errors import refused
from wardtoboard_web.organisations.invitation_tokens import hash_of_token, new_token
from wardtoboard_web.organisations.models import Invitation, Membership, Organisation, Role
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.organisations.scope import as_invited, in_organisation

NO_NAME = "No name yet"
"""Whom single sign-on does not name; a part of the address would tell it to others."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation and its link, without the site's address: the only time it is known."""

    invitation: Invitation
    link: str


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, roles: Collection[Role], profession: str, by: Person
) -> Invited:
    """Invite someone to take up roles.

    Raises RefusedError when they are a member or have an open invitation; PermissionDenied.
    """
    check_may(by, organisation, Permission.MANAGE_PEOPLE)
    check_roles(roles, profession)
    address = email.strip().lower()
    if Membership.objects.filter(person__email=address).exists():
        raise refused("this person is a member", "Change their roles on the list of people.")
    if any(one.is_open for one in Invitation.objects.filter(email=address)):
        raise refused(
            "this address has an open invitation",
            "Withdraw it on the list of people, then invite them again.",
        )
    return make_invitation(organisation, address, roles, profession, by)


@transaction.atomic
def withdraw(*, organisation: Organisation, invitation_id: UUID, by: Person) -> None:
    """Make an open invitation's link useless. Raises RefusedError; PermissionDenied."""
    check_may(by, organisation, Permission.MANAGE_PEOPLE)
    found = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if found is None or not found.is_open:
        raise refused("this invitation is not open", "Go back to the list of people.")
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    _record(organisation, found, "invitation.withdrawn", by)


def make_invitation(
    organisation: Organisation,
    email: str,
    roles: Collection[Role],
    profession: str,
    by: Person | None,
) -> Invited:
    """Make an invitation and its entry; part of an action, never one of its own."""
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.strip().lower(),
        roles=sorted(map(str, roles)),
        profession=profession,
        token_hash=hash_of_token(token),
        invited_by=by,
    )
    _record(organisation, invitation, "invitation.made", by)
    where = {"code": organisation.code, "token": token}
    return Invited(invitation, reverse("organisations:invitation", kwargs=where))


@transaction.atomic
def accept_as_new_person(
    *, organisation: Organisation, token: str, name: str, password: str
) -> Person | None:
    """Open an account for whom the link was made and give it the roles.

    Gives None when the link does not work, or when the address has an account, whose owner must
    sign in first. To be called outside every scope, as an account belongs to no organisation.
    """
    with in_organisation(organisation):
        invitation = _open_invitation(token)
    if invitation is None or Person.objects.filter(email=invitation.email).exists():
        return None
    person = open_account(email=invitation.email, name=name, password=password)
    with in_organisation(organisation):
        _take_up(organisation, invitation, person)
    return person


@transaction.atomic
def accept(*, organisation: Organisation, token: str, by: Person) -> bool:
    """Give a person the roles they were invited to; False when the link is not for them."""
    with in_organisation(organisation):
        invitation = _open_invitation(token)
        if invitation is None or invitation.email != by.email:
            return False
        _take_up(organisation, invitation, by)
    return True


@transaction.atomic
def accept_by_single_sign_on(*, email: str, name: str) -> Person | None:
    """Open an account for someone whom single sign-on has proved to own an invited address.

    They take up every open invitation to it. Gives None when there is none.
    """
    with as_invited(email):
        invitations = [one for one in Invitation.everywhere.to(email) if one.is_open]
    if not invitations:
        return None
    person = open_account(email=email, name=name or NO_NAME, password=None)
    for invitation in invitations:
        with in_organisation(invitation.organisation):
            _take_up(invitation.organisation, invitation, person)
    return person


def _open_invitation(token: str) -> Invitation | None:
    """Find the open invitation of a link; nobody else takes it up until the transaction ends."""
    kept = hash_of_token(token)
    found: Invitation | None = (
        Invitation.objects.select_for_update().filter(token_hash=kept).first()
    )
    return found if found and found.is_open else None


def _take_up(organisation: Organisation, invitation: Invitation, person: Person) -> None:
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    roles = [Role(role) for role in invitation.roles]
    give_roles(organisation, person.pk, roles, invitation.profession)
    _record(organisation, invitation, "invitation.accepted", person)


def _record(
    organisation: Organisation, invitation: Invitation, action: str, by: Person | None
) -> None:
    detail = {"roles": invitation.roles, "profession": invitation.profession}
    record(
        by=by, action=action, organisation=organisation, subject=str(invitation.pk), detail=detail
    )
