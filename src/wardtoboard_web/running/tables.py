"""The tables of the database: whether they are those of this version, and making them so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from wardtoboard.base.errors import Fault
from wardtoboard_web.running.errors import NotPreparedError

_PREPARED: set[str] = set()


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Work in another database of the same server, or in another file, for a while."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def check_reachable() -> None:
    """Raise NotPreparedError when there is no database to talk to."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        fault = Fault(
            what="the database cannot be reached",
            found=str(error).partition("\n")[0],
            do="Check that it runs, that its address is right and that the role may come in.",
        )
        raise NotPreparedError([fault]) from error


def are_prepared() -> bool:
    """Answer whether the tables are those of this version.

    Once they are, they stay so while the process lives, and the question costs nothing.
    """
    name = str(connection.settings_dict["NAME"])
    if name not in _PREPARED and not steps_to_take():
        _PREPARED.add(name)
    return name in _PREPARED


def steps_to_take() -> list[str]:
    """Name the migrations that the database still needs, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def steps_taken() -> list[str]:
    """Name every migration that the database has had."""
    applied = MigrationExecutor(connection).loader.applied_migrations
    return sorted(f"{app}.{name}" for app, name in applied)


def steps_known() -> set[str]:
    """Name every migration that this version has; asks nothing of the database."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}


def prepare_tables() -> list[str]:
    """Make the tables those of this version; give the migrations that were needed."""
    check_reachable()
    needed = steps_to_take()
    if needed:
        call_command("migrate", interactive=False, verbosity=0)
    return needed


def check_prepared() -> None:
    """Raise NotPreparedError when the database lacks tables of this version."""
    check_reachable()
    missing = steps_to_take()
    if missing:
        fault = Fault(
            what=f"the database is not prepared for this version: {len(missing)} steps are missing",
            do="Run wardtoboard prepare first; on PostgreSQL, with DATABASE_OWNER_URL set.",
        )
        raise NotPreparedError([fault])


HOLD_SESSIONS = ("django_session", "usersessions_usersession")
"""Tables that no backup holds: who has a session's key is signed in as its person."""


def count_rows() -> dict[str, int]:
    """Count the rows of every table that is backed up, for a role that may see all of them."""
    found = {}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for name in sorted(there.intersection(table_names()).difference(HOLD_SESSIONS)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            found[name] = int(cursor.fetchone()[0])
    return found


def table_names() -> list[str]:
    """Name the tables that the site keeps things in."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed})
