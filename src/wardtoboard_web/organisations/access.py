"""Who is asking, and whether they may: the one door to every page of an organisation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.accounts.second_factor import has_second_factor
from wardtoboard_web.organisations.models import Membership, Organisation, Role
from wardtoboard_web.organisations.permissions import MAY, Permission, may
from wardtoboard_web.organisations.scope import in_organisation

P = ParamSpec("P")
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person in an organisation, with the roles they hold there.

    `professions` are those a profession lead leads.
    """

    person: Person
    organisation: Organisation
    roles: frozenset[Role]
    professions: frozenset[str] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Answer whether any of the person's roles allows it."""
        return may(self.roles, permission)


def find_visitor(person: Person, code: str) -> Visitor | None:
    """Find a person's roles in the organisation of a code; None for a stranger."""
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        return None
    with in_organisation(organisation):
        rows = list(Membership.objects.filter(person=person))
    if not rows:
        return None
    return Visitor(
        person=person,
        organisation=organisation,
        roles=frozenset(Role(row.role) for row in rows),
        professions=frozenset(row.profession for row in rows if row.profession),
    )


def member_page(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, Visitor, P], HttpResponse]], View]:
    """Make a view of an organisation's page, for those whose role allows it.

    The address has the organisation's `code`; the view gets the visitor in its place and runs in
    the organisation's scope. Someone not signed in is asked to; a stranger gets 404, whether or
    not the organisation exists; a member without the permission gets 403.
    """

    def door(view: Callable[Concatenate[HttpRequest, Visitor, P], HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, code: str, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, Person):
                return redirect_to_login(request.get_full_path())
            visitor = find_visitor(request.user, code)
            if visitor is None:
                raise Http404
            if visitor.organisation.demands_second_factor and not has_second_factor(visitor.person):
                return redirect("accounts:second_factor_needed")
            request.visitor = visitor  # type: ignore[attr-defined]
            if not visitor.may(permission):
                raise PermissionDenied(_who_may(permission))
            with in_organisation(visitor.organisation):
                return view(request, visitor, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return door


def _who_may(permission: Permission) -> str:
    roles = [role.label.lower() for role in Role if role in MAY[permission]]
    return f"To {permission.value}, you need one of these roles: {', '.join(roles)}."
