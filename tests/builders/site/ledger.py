"""Tampering with the audit ledger, as someone with every right to the database could."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from wardtoboard_web.audit.append_only import allow_changes, refuse_changes


class _Editor:
    """As much of a schema editor as the triggers need."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def without_triggers() -> Iterator[None]:
    """Take the triggers away, and put them back."""
    allow_changes(apps, _Editor())
    yield
    refuse_changes(apps, _Editor())
