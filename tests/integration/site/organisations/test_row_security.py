"""PostgreSQL's own wall between organisations, tried by SQL that knows nothing of the first."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from builders.site.people import member, organisation, person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.models import Invitation, Organisation, Role
from wardtoboard_web.organisations.scope import (
    OrganisationOwned,
    as_invited,
    as_person,
    in_organisation,
)

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="row-level security is PostgreSQL's"
)


@pytest.fixture
def ours() -> Organisation:
    return organisation("X1ZZ")


@pytest.fixture
def theirs() -> Organisation:
    return organisation("X2ZZ")


def an_invitation(place: Organisation, email: str = "ada@nhs.uk") -> Invitation:
    with in_organisation(place):
        return Invitation.objects.create(email=email, roles=["analyst"], token_hash=uuid4().hex)


def tables_with_forced_security() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        return {row[0] for row in cursor.fetchall()}


def rows_by_sql(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return cursor.fetchall()


def test_every_owned_table_has_the_second_wall() -> None:
    owned = {
        model._meta.db_table for model in apps.get_models() if issubclass(model, OrganisationOwned)
    } | {"audit_entry"}
    assert owned <= tables_with_forced_security()


def test_the_role_of_the_tests_is_not_above_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_sql_under_the_wrong_organisation_gives_nothing(
    ours: Organisation, theirs: Organisation
) -> None:
    an_invitation(theirs)
    member(theirs, Role.ANALYST)
    for table in ("organisations_invitation", "organisations_membership"):
        assert rows_by_sql(table) == []
        with in_organisation(ours):
            assert rows_by_sql(table) == []
        with in_organisation(theirs):
            assert len(rows_by_sql(table)) == 1


def test_sql_cannot_write_for_another_organisation(
    ours: Organisation, theirs: Organisation
) -> None:
    someone = person()
    insert = (
        "INSERT INTO organisations_membership (id, organisation_id, person_id, role, profession) "
        "VALUES (%s, %s, %s, 'administrator', '')"
    )
    values = [str(uuid4()), str(theirs.pk), str(someone.pk)]
    with (
        in_organisation(ours),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, values)


def test_sql_cannot_change_or_delete_anothers_rows(
    ours: Organisation, theirs: Organisation
) -> None:
    an_invitation(theirs)
    with in_organisation(ours), connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_invitation SET email = 'eve@nhs.uk'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM organisations_invitation")
        assert cursor.rowcount == 0


def test_a_person_sees_their_own_roles_and_no_one_elses(
    ours: Organisation, theirs: Organisation
) -> None:
    someone = member(ours, Role.ANALYST)
    member(theirs, Role.ANALYST)
    with as_person(someone.pk):
        assert len(rows_by_sql("organisations_membership")) == 1
    assert rows_by_sql("organisations_membership") == []


def test_a_scope_ends_in_the_database_too(ours: Organisation, theirs: Organisation) -> None:
    an_invitation(ours)
    with in_organisation(ours):
        with pytest.raises(ZeroDivisionError), in_organisation(theirs):
            raise ZeroDivisionError
        assert len(rows_by_sql("organisations_invitation")) == 1
    assert rows_by_sql("organisations_invitation") == []


def test_an_address_sees_its_own_invitations_and_no_others(
    ours: Organisation, theirs: Organisation
) -> None:
    an_invitation(ours)
    an_invitation(theirs)
    an_invitation(theirs, "eve@nhs.uk")
    with as_invited("Ada@NHS.uk"):
        assert len(rows_by_sql("organisations_invitation")) == 2
        with connection.cursor() as cursor:
            cursor.execute("UPDATE organisations_invitation SET accepted_at = now()")
            assert cursor.rowcount == 0
    assert rows_by_sql("organisations_invitation") == []


def test_entries_of_the_ledger_are_behind_the_wall_too(
    ours: Organisation, theirs: Organisation
) -> None:
    with in_organisation(theirs), transaction.atomic():
        record(by=None, action="thing.done", organisation=theirs)
    with in_organisation(ours):
        assert rows_by_sql("audit_entry") == []
    with in_organisation(theirs):
        assert len(rows_by_sql("audit_entry")) == 1
