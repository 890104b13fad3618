"""Triggers by which the database itself refuses to change or delete an entry."""

from __future__ import annotations

from typing import Any

REFUSAL = "the audit ledger is append-only"


def refuse_changes(apps: Any, schema_editor: Any) -> None:
    """Add the triggers."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in _POSTGRESQL:
            schema_editor.execute(statement)
    else:
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER audit_refuses_{event.lower()} BEFORE {event} ON audit_entry "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def allow_changes(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away, when the table goes."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_refuses_changes ON audit_entry")
        schema_editor.execute("DROP TRIGGER audit_refuses_truncate ON audit_entry")
        schema_editor.execute("DROP FUNCTION audit_refuse()")
    else:
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER audit_refuses_{event.lower()}")


_POSTGRESQL = (
    (
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    ),
    (
        "CREATE TRIGGER audit_refuses_changes BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
    ),
    (
        "CREATE TRIGGER audit_refuses_truncate BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    ),
)
