"""Tokens for tests of the API, and programs that send them."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from builders.site.people import member
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.api.actions import make_token
from wardtoboard_web.api.scopes import Scope, scopes_for
from wardtoboard_web.organisations.access import find_visitor
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation


def token_of(person: Person, organisation: Organisation, *scopes: Scope) -> str:
    """Make a token of a person, with every scope they may have unless some are named."""
    visitor = find_visitor(person, organisation.code)
    assert visitor is not None
    with in_organisation(organisation):
        made = make_token(
            by=visitor,
            name="Test",
            scopes=scopes or scopes_for(visitor),
            lasts=timedelta(days=30),
        )
    return made.secret


def program(secret: str) -> Client:
    """Give a program that sends this token and keeps no cookies."""
    return Client(headers={"Authorization": f"Bearer {secret}"})


def program_of(organisation: Organisation, role: Role, *scopes: Scope) -> Client:
    """Give a program with a token of somebody with this role."""
    return program(token_of(member(organisation, role), organisation, *scopes))
