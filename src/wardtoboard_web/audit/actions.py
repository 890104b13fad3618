"""Add to the audit ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from wardtoboard_web.audit.chain import SITE, START, hash_of
from wardtoboard_web.audit.models import Entry

if TYPE_CHECKING:
    from wardtoboard_web.accounts.models import Person
    from wardtoboard_web.organisations.models import Organisation


def record(
    *,
    by: Person | None,
    action: str,
    organisation: Organisation | None,
    subject: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one entry to the organisation's chain, or to the site's own when there is none.

    `action` is a thing and what happened to it, as `import.started`; `subject` names which one;
    `detail` is plain JSON without names, email addresses or small counts. It must run inside the
    transaction of what it records, so that both happen or neither; RuntimeError otherwise.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit entry is written in the transaction of what it records")
    chain = str(organisation.pk) if organisation else SITE
    _wait_for_turn(chain)
    last = Entry.objects.filter(chain=chain).order_by("-number").first()
    entry = Entry(
        organisation=organisation,
        chain=chain,
        number=last.number + 1 if last else 1,
        when=timezone.now(),
        actor=by.pk if by else None,
        action=action,
        subject=subject,
        detail=dict(detail or {}),
        previous=last.hash if last else START,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def _wait_for_turn(chain: str) -> None:
    """Let one writer at a time add to a chain; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"audit {chain}"])
