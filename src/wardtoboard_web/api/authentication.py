"""Who a program comes for: the token of a request, and what it may do now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from wardtoboard_web.accounts.second_factor import has_second_factor
from wardtoboard_web.api.actions import note_use
from wardtoboard_web.api.models import Token
from wardtoboard_web.api.scopes import DEMANDS, Scope
from wardtoboard_web.api.token_text import code_in, hash_of
from wardtoboard_web.organisations.access import Visitor, find_visitor
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.organisations.scope import in_organisation

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a token: its person as a visitor of its organisation, and the token's scopes."""

    token_id: UUID
    visitor: Visitor
    scopes: frozenset[Scope]

    def __str__(self) -> str:
        """Name the token, by which requests are counted."""
        return str(self.token_id)


class ApiRequest(HttpRequest):
    """A request that a token came with."""

    auth: Bearer


class TokenAuth(HttpBearer):
    """Lets in who sends `Authorization: Bearer wtb_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """Give who bears the token; None when it opens nothing, whatever the reason."""
        return find_bearer(token)


def find_bearer(text: str) -> Bearer | None:
    """Find who bears a token.

    None when it is unknown, revoked or too old, and when its person could not make it today: has
    left, has lost their role, or lacks the second factor that the organisation demands.
    """
    organisation = Organisation.objects.filter(code=code_in(text) or "").first()
    if organisation is None:
        return None
    today = timezone.localdate()
    with in_organisation(organisation):
        token = Token.objects.filter(secret_hash=hash_of(text)).select_related("person").first()
        if token is None or not token.is_open(today):
            return None
        visitor = find_visitor(token.person, organisation.code)
        if visitor is None or not _could_make_it(visitor):
            return None
        if token.last_used_on != today:
            note_use(by=visitor.person, token=token, today=today)
    return Bearer(token.pk, visitor, frozenset(Scope(scope) for scope in token.scopes))


def needs(
    *scopes: Scope,
) -> Callable[[Callable[Concatenate[ApiRequest, P], R]], Callable[Concatenate[ApiRequest, P], R]]:
    """Make an operation for tokens with all these scopes whose person has the permissions for them.

    Without a scope it asks for no more than a token that opens. The operation runs in the
    organisation's scope and gives everything read: nothing is left to fetch when it returns.
    """

    def door(
        operation: Callable[Concatenate[ApiRequest, P], R],
    ) -> Callable[Concatenate[ApiRequest, P], R]:
        @wraps(operation)
        def guarded(request: ApiRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            for scope in scopes:
                _check_may(request.auth, scope)
            with in_organisation(request.auth.visitor.organisation):
                return operation(request, *args, **kwargs)

        # its types are named in the operation's own file, where the API would not look for them
        guarded.__signature__ = signature(operation, eval_str=True)  # type: ignore[attr-defined]
        return guarded

    return door


def _check_may(bearer: Bearer, scope: Scope) -> None:
    if scope not in bearer.scopes:
        raise PermissionDenied(f"This token lacks the scope {scope.value}.")
    demanded = DEMANDS[scope]
    if not bearer.visitor.may(demanded):
        raise PermissionDenied(f"The token's person may no longer {demanded.value}.")


def _could_make_it(visitor: Visitor) -> bool:
    is_proven = has_second_factor(visitor.person) or not visitor.organisation.demands_second_factor
    return visitor.person.is_active and visitor.may(Permission.USE_API) and is_proven
