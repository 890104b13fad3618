"""Which organisation's data may be touched now, said to our own code and to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

if TYPE_CHECKING:
    from wardtoboard_web.organisations.models import Organisation

_CURRENT: ContextVar[UUID | None] = ContextVar("organisation", default=None)


class OutOfScopeError(RuntimeError):
    """Code touched an organisation's rows without saying which organisation; a fault of ours."""


def current_organisation_id() -> UUID | None:
    """Give the organisation whose scope this is, None outside every scope."""
    return _CURRENT.get()


def required_organisation_id(what: str) -> UUID:
    """Give the organisation whose scope this is. Raises OutOfScopeError outside every scope."""
    found = _CURRENT.get()
    if found is None:
        raise OutOfScopeError(f"{what} was touched outside in_organisation(...)")
    return found


@contextmanager
def in_organisation(organisation: Organisation | UUID) -> Iterator[None]:
    """Let rows of one organisation, and of no other, be read and written.

    On PostgreSQL the whole scope is one transaction, as its row-level security is told the
    organisation for a transaction at a time. Scopes nest; the outer one holds again afterwards.
    """
    found = organisation if isinstance(organisation, UUID) else organisation.pk
    token = _CURRENT.set(found)
    try:
        with _told_to_database("app.organisation", str(found)):
            yield
    finally:
        _CURRENT.reset(token)


@contextmanager
def as_person(person: UUID) -> Iterator[None]:
    """Let a person's own rows be read in every organisation: which roles they hold where."""
    with _told_to_database("app.person", str(person)):
        yield


@contextmanager
def as_invited(email: str) -> Iterator[None]:
    """Let the invitations to one address be read in every organisation.

    Only for an address that the person has just proved to be theirs.
    """
    with _told_to_database("app.invited", email.lower()):
        yield


@contextmanager
def _told_to_database(setting: str, value: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _swap(setting, value)
        yield
        _swap(setting, before)


def _swap(setting: str, value: str) -> str:
    """Give a setting of the database a value until the transaction ends; gives the old one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [setting])
        before = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
    return before
