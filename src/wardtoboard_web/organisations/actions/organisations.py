"""Opening an organisation and changing its settings."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from wardtoboard.base.errors import Fault
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.accounts.second_factor import has_second_factor
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.actions.invitations import make_invitation
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.errors import RefusedError, refused
from wardtoboard_web.organisations.models import Kind, Organisation, Role
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.organisations.scope import in_organisation

LONGEST_CHAIN = 10
"""No system of systems is deeper; a longer chain of parents is a circle."""


@transaction.atomic
def open_organisation(
    *, code: str, name: str, kind: Kind, administrator_email: str, by: Person | None = None
) -> str:
    """Open an organisation and invite its first administrator; `by` is None for a command.

    Gives the invitation's link without the site's address. Raises RefusedError when the code is
    taken or a value cannot be right.
    """
    organisation = Organisation(code=code.strip().upper(), name=" ".join(name.split()), kind=kind)
    try:
        organisation.full_clean()
    except ValidationError as error:
        raise RefusedError(_faults(error)) from error
    organisation.save()
    with in_organisation(organisation):
        record(
            by=by,
            action="organisation.opened",
            organisation=organisation,
            detail={"code": organisation.code},
        )
        return make_invitation(organisation, administrator_email, [Role.ADMINISTRATOR], "", by).link


@transaction.atomic
def change_settings(
    *,
    organisation: Organisation,
    name: str,
    kind: Kind,
    parent_code: str,
    shows_nhs_logo: bool,
    demands_second_factor: bool,
    by: Person,
) -> None:
    """Change how an organisation appears and what it asks of its people.

    Raises RefusedError when the system is unknown or would make a circle, or when whoever demands
    a second factor has none; PermissionDenied.
    """
    check_may(by, organisation, Permission.MANAGE_ORGANISATION)
    if demands_second_factor and not has_second_factor(by):
        raise refused("you have no second factor yourself", "Set one up in your account first.")
    new: dict[str, Any] = {
        "name": " ".join(name.split()),
        "kind": str(kind),
        "parent": _parent(organisation, parent_code),
        "shows_nhs_logo": shows_nhs_logo,
        "demands_second_factor": demands_second_factor,
    }
    changed = sorted(field for field in new if getattr(organisation, field) != new[field])
    if not changed:
        return
    for field in changed:
        setattr(organisation, field, new[field])
    organisation.save(update_fields=changed)
    detail = {"changed": changed}
    record(by=by, action="settings.changed", organisation=organisation, detail=detail)


def _parent(organisation: Organisation, code: str) -> Organisation | None:
    wanted = code.strip().upper()
    if not wanted:
        return None
    parent = Organisation.objects.filter(code=wanted).first()
    if parent is None:
        do = "Check the code, or leave it empty until the system uses this site."
        raise refused("no organisation here has this code", do, found=wanted)
    if organisation in _chain(parent):
        do = "Enter the code of the system above it."
        raise refused("an organisation cannot be part of itself", do, found=wanted)
    return parent


def _chain(organisation: Organisation) -> list[Organisation]:
    """Give an organisation, the system it is part of, and so on."""
    found = [organisation]
    while (above := found[-1].parent) is not None and len(found) < LONGEST_CHAIN:
        found.append(above)
    return found


def _faults(error: ValidationError) -> list[Fault]:
    return [
        Fault(what=f"the organisation's {field} cannot be used", do=" ".join(messages))
        for field, messages in error.message_dict.items()
    ]
