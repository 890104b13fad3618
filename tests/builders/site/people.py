"""Organisations, people and roles for tests of the site."""

from __future__ import annotations

from itertools import count

from django.test import Client

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.access import Visitor, find_visitor
from wardtoboard_web.organisations.models import Kind, Membership, Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

_NUMBERS = count(1)


def organisation(code: str = "X1ZZ", **fields: object) -> Organisation:
    """Make an organisation, or give the one of that code."""
    found = Organisation.objects.filter(code=code).first()
    name = fields.pop("name", f"Organisation {code}")
    return found or Organisation.objects.create(
        code=code, name=name, **{"kind": Kind.TRUST, **fields}
    )


def person(email: str = "", password: str | None = None) -> Person:
    """Make a person, without a password unless the test signs in with one."""
    number = next(_NUMBERS)
    return Person.objects.create_user(
        email or f"person{number}@example.nhs.uk", password, name=f"Person {number}"
    )


def member(organisation: Organisation, *roles: Role, profession: str = "") -> Person:
    """Make a person with these roles; `profession` is that of a profession lead."""
    made = person()
    with in_organisation(organisation):
        for role in roles:
            led = profession if role == Role.PROFESSION_LEAD else ""
            Membership.objects.create(
                person=made, organisation=organisation, role=role, profession=led
            )
    return made


def visitor(organisation: Organisation, *roles: Role, profession: str = "") -> Visitor:
    """Make a person with these roles, as a visitor of the organisation."""
    found = find_visitor(member(organisation, *roles, profession=profession), organisation.code)
    assert found is not None
    return found


def signed_in(person: Person) -> Client:
    """Give a browser in which the person is signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
