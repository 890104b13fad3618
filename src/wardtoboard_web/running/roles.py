"""The two roles on PostgreSQL: one owns the tables, the other is the site's and may do less.

The walls between organisations are row-level security. They stand for a role that neither owns
the tables, nor is a superuser, nor may see past them; so the site's role must be none of these.
"""

from __future__ import annotations

from django.db import connection

from wardtoboard.base.errors import Fault
from wardtoboard_web.running.errors import NotPreparedError
from wardtoboard_web.running.tables import table_names

READ_ONLY = ("django_migrations",)
ADD_ONLY = ("audit_entry",)
_SEES_PAST_WALLS = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s"


def check_role(role: str) -> None:
    """Check, as the owner, that the site's role is there and that walls stand for it.

    Raises NotPreparedError.
    """
    if not role:
        do = "Write it as postgresql://role:password@server:5432/database."
        raise _not_prepared("DATABASE_URL names no role", do)
    is_above = _ask(_SEES_PAST_WALLS, role)
    if is_above is None:
        do = f"As a superuser, run: {_text('CREATE ROLE {} LOGIN', role)} Then give it a password."
        raise _not_prepared(f"there is no role {role} in the database", do)
    if is_above:
        raise _sees_past_walls(role)
    owner = str(_ask("SELECT current_user"))
    if role != owner and _ask("SELECT pg_has_role(%s, current_user, 'MEMBER')", role):
        do = f"As a superuser, run: {_text('REVOKE {} FROM {}', owner, role)}"
        raise _not_prepared(f"the site's role {role} is a member of the owner's, {owner}", do)


def check_walls() -> None:
    """Check that walls stand for the role that the site uses. Raises NotPreparedError."""
    role = str(_ask("SELECT current_user"))
    if _ask(_SEES_PAST_WALLS, role):
        raise _sees_past_walls(role)


def check_sees_everything() -> None:
    """Check that the owner's role may read every organisation's rows. Raises NotPreparedError."""
    role = str(_ask("SELECT current_user"))
    if not _ask(_SEES_PAST_WALLS, role):
        raise _not_prepared(
            f"the role {role} cannot see past row-level security, so it would miss rows",
            "Set DATABASE_OWNER_URL to the role that owns the tables and, as a superuser, run: "
            + _text("ALTER ROLE {} BYPASSRLS", role),
        )


def grant(role: str) -> int:
    """Give the site's role exactly what it needs; says to how many tables.

    It may read and write rows, but only read and add to the audit ledger; it may not make, change
    or drop anything. What it could do before is taken away first.
    """
    schema = str(_ask("SELECT current_schema()"))
    tables = table_names()
    with connection.cursor() as cursor:
        for statement, names in (
            ("REVOKE CREATE ON SCHEMA {} FROM PUBLIC", [schema]),
            ("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}", [schema, role]),
            ("REVOKE ALL ON SCHEMA {} FROM {}", [schema, role]),
            ("GRANT USAGE ON SCHEMA {} TO {}", [schema, role]),
            ("GRANT USAGE ON ALL SEQUENCES IN SCHEMA {} TO {}", [schema, role]),
            *((f"GRANT {_rights(table)} ON {{}} TO {{}}", [table, role]) for table in tables),
            *(("GRANT SELECT ON {} TO {}", [table, role]) for table in READ_ONLY),
        ):
            cursor.execute(_text(statement, *names))
    return len(tables)


def _rights(table: str) -> str:
    return "SELECT, INSERT" if table in ADD_ONLY else "SELECT, INSERT, UPDATE, DELETE"


def _ask(question: str, *values: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _text(statement: str, *names: str) -> str:
    """Write a statement with names in it, quoted."""
    quoted = ('"{}"'.format(name.replace('"', '""')) for name in names)
    return statement.format(*quoted) + ";"


def _sees_past_walls(role: str) -> NotPreparedError:
    return _not_prepared(
        f"the role {role} of DATABASE_URL can see past the walls between organisations",
        f"As a superuser, run: {_text('ALTER ROLE {} NOSUPERUSER NOBYPASSRLS', role)}",
    )


def _not_prepared(what: str, do: str) -> NotPreparedError:
    return NotPreparedError([Fault(what=what, do=do)])
