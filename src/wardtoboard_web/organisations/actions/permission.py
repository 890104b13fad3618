"""The check that every action begins with: views may be wrong, actions may not."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.access import find_visitor
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.permissions import Permission


def check_may(by: Person, organisation: Organisation, permission: Permission) -> None:
    """See that a person may do something here. Raises PermissionDenied."""
    visitor = find_visitor(by, organisation.code)
    if visitor is None or not visitor.may(permission):
        raise PermissionDenied(f"You may not {permission.value}.")
