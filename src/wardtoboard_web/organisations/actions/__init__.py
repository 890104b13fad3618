"""Every write to an organisation, to who has which role in it, and to invitations.

Each checks that `by` may do it, and leaves one entry in the audit ledger.
"""

from wardtoboard_web.organisations.actions.invitations import (
    Invited,
    accept,
    accept_as_new_person,
    accept_by_single_sign_on,
    invite,
    withdraw,
)
from wardtoboard_web.organisations.actions.organisations import change_settings, open_organisation
from wardtoboard_web.organisations.actions.roles import change_roles, remove_person

__all__ = [
    "open_organisation",
    "change_settings",
    "change_roles",
    "remove_person",
    "Invited",
    "invite",
    "withdraw",
    "accept",
    "accept_as_new_person",
    "accept_by_single_sign_on",
]
