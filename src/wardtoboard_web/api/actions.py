"""Every write to tokens, each with its line in the audit ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.api.models import Token
from wardtoboard_web.api.scopes import Scope, scopes_for
from wardtoboard_web.api.token_text import hash_of, new_secret
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.access import Visitor


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made, with its secret, which is shown once and kept nowhere."""

    token: Token
    secret: str


@transaction.atomic
def make_token(*, by: Visitor, name: str, scopes: Iterable[Scope], lasts: timedelta) -> NewToken:
    """Make a token for the visitor's own use. Raises PermissionDenied for a scope beyond them."""
    wanted = set(scopes)
    if not wanted <= set(scopes_for(by)):
        raise PermissionDenied("A token may do no more than the person who makes it.")
    secret = new_secret(by.organisation.code)
    token = Token.objects.create(
        organisation=by.organisation,
        person=by.person,
        name=name,
        scopes=[scope.value for scope in Scope if scope in wanted],
        secret_hash=hash_of(secret),
        expires_on=timezone.localdate() + lasts,
    )
    detail = {"scopes": token.scopes, "expires_on": token.expires_on.isoformat()}
    record(
        by=by.person,
        action="token.made",
        organisation=by.organisation,
        subject=str(token.pk),
        detail=detail,
    )
    return NewToken(token, secret)


@transaction.atomic
def revoke_token(*, by: Visitor, token: Token) -> None:
    """Close a token for good; revoking one twice changes nothing."""
    if token.revoked_at is not None:
        return
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(
        by=by.person, action="token.revoked", organisation=by.organisation, subject=str(token.pk)
    )


@transaction.atomic
def note_use(*, by: Person, token: Token, today: date) -> None:
    """Note that a token was used today: the day and no time."""
    token.last_used_on = today
    token.save(update_fields=["last_used_on"])
    record(by=by, action="token.used", organisation=token.organisation, subject=str(token.pk))
