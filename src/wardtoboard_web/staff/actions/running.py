"""Read an import in the background, make what it left behind current, and undo it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wardtoboard.base.errors import Fault
from wardtoboard.staff import Post, StaffTable
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.staff.actions.attempts import (
    NotNowError,
    hand_over,
    locked,
    of_attempt,
    record_import,
    silent,
)
from wardtoboard_web.staff.models import (
    Establishment,
    Import,
    ImportKind,
    Snapshot,
    State,
)
from wardtoboard_web.staff.signals import snapshot_made


@transaction.atomic
def start_import(*, import_id: UUID, by: Person, fte_as_headcount: bool) -> Import:
    """Hand an import to a job; `fte_as_headcount` is whether FTE may be read as people."""
    found = locked(Import, import_id)
    if not found.is_open:
        raise NotNowError("This import has already been started.")
    found.fte_as_headcount = fte_as_headcount
    detail = {"fte_as_headcount": fte_as_headcount, "files": found.files.count()}
    return _queued(found, by, "import.started", detail)


@transaction.atomic
def restart_import(*, import_id: UUID, by: Person) -> Import:
    """Hand an import whose job has gone silent to another job."""
    found = silent(Import, import_id)
    return _queued(found, by, "import.started_again", {"attempt": found.attempt + 1})


def _queued(found: Import, by: Person, action: str, detail: dict[str, Any]) -> Import:
    # the job calls the actions below, so it cannot be imported at the top
    from wardtoboard_web.staff.tasks import bring_in

    return hand_over(found, bring_in, by=by, action=action, detail=detail)


@transaction.atomic
def refuse_import(*, import_id: UUID, attempt: int, faults: Sequence[Fault]) -> None:
    """Give an import with faults back to whoever prepared it; nothing becomes current."""
    found = of_attempt(Import, import_id, attempt)
    found.state, found.is_placing_done = State.FAULTY, False
    found.save(update_fields=["state", "is_placing_done"])
    record_import(found, None, "import.refused", {"faults": len(faults)})


@transaction.atomic
def keep_snapshot(*, import_id: UUID, attempt: int, table: StaffTable) -> None:
    """Keep the table an import gave, once; an earlier attempt may have kept it."""
    found = of_attempt(Import, import_id, attempt)
    if Snapshot.objects.filter(source=found).exists():
        return
    dates = [row.date for row in table.rows] or table.dates
    Snapshot.objects.create(
        organisation=found.organisation,
        source=found,
        date=max(dates),
        table=table.to_dict(),
        holds_fte_only=table.holds_fte_only,
    )
    record_import(found, None, "snapshot.kept", {"date": max(dates).isoformat()})


@transaction.atomic
def keep_establishment(*, import_id: UUID, attempt: int, posts: Sequence[Post]) -> None:
    """Keep the posts an import gave, once."""
    found = of_attempt(Import, import_id, attempt)
    if Establishment.objects.filter(source=found).exists():
        return
    Establishment.objects.create(
        organisation=found.organisation, source=found, posts=[post.to_dict() for post in posts]
    )
    record_import(found, None, "establishment.kept", {})


@transaction.atomic
def make_current(*, import_id: UUID, attempt: int) -> None:
    """Make what an import left behind the current one, and tell the other rooms."""
    found = of_attempt(Import, import_id, attempt)
    found.state, found.step, found.percent = State.DONE, "Done", 100
    found.finished_at = found.heard_at = timezone.now()
    found.save()
    record_import(found, None, "import.finished", {"kind": found.kind})
    if found.kind == ImportKind.STAFF:
        snapshot = Snapshot.objects.get(source=found)
        snapshot_made.send(
            sender=Snapshot,
            organisation_id=str(found.organisation_id),
            snapshot_id=str(snapshot.pk),
        )


@transaction.atomic
def undo_import(*, import_id: UUID, by: Person) -> None:
    """Go back to what was current before; the snapshot undone is kept in the history.

    Raises NotNowError unless the import is the last one done.
    """
    found = locked(Import, import_id)
    last = Import.objects.filter(kind=found.kind, state=State.DONE).order_by("-finished_at").first()
    if last is None or last.pk != found.pk:
        raise NotNowError("Only the last import can be undone.")
    found.state = State.UNDONE
    found.save(update_fields=["state"])
    record_import(found, by, "import.undone", {"kind": found.kind})
