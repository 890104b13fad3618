"""PostgreSQL's row-level security, the second wall between organisations."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

OWN = (
    "coalesce(organisation_id::text, '') = coalesce(current_setting('app.organisation', true), '')"
)


class RowSecurity(Operation):
    """Let a table's rows be seen and written in their organisation's scope only.

    Rows without an organisation are those of the site itself, for use outside every scope. `also`
    is a further condition, in SQL, under which rows may be seen (not written). The wall stands for
    the table's owner too. Does nothing on SQLite.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, also: str = "") -> None:
        """Name the table."""
        self.table = table
        self.also = also

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing in what Django knows of its models."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Build the wall."""
        if schema_editor.connection.vendor != "postgresql":
            return
        table = schema_editor.quote_name(self.table)
        seen = f"({OWN}) OR ({self.also})" if self.also else OWN
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY own_organisation ON {table} USING ({OWN}) WITH CHECK ({OWN})",
            f"CREATE POLICY seen ON {table} FOR SELECT USING ({seen})",
        ):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Take the wall down."""
        if schema_editor.connection.vendor != "postgresql":
            return
        table = schema_editor.quote_name(self.table)
        for statement in (
            f"DROP POLICY seen ON {table}",
            f"DROP POLICY own_organisation ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ):
            schema_editor.execute(statement)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Row-level security on {self.table}"
