"""Whether a person proves who they are in a second way."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled

from wardtoboard_web.accounts.models import Person


def has_second_factor(person: Person) -> bool:
    """Answer whether the person has a one-time code or a passkey set up."""
    return bool(is_mfa_enabled(person))
