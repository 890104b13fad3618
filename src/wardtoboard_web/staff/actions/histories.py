"""Bring staff histories in, keep the careers they lead to, and undo it.

One import of histories is open at a time, so that each follows on from the careers that are
current. However it ends, the files sent go with it: they hold pseudonyms as they were given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wardtoboard.base.errors import Fault
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.actions.attempts import (
    NotNowError,
    SupersededError,
    hand_over,
    locked,
    of_attempt,
    record_import,
    silent,
    still_open,
)
from wardtoboard_web.staff.bringing import State
from wardtoboard_web.staff.career_files import MadeStore, kept_files
from wardtoboard_web.staff.careers import CareerFile, CareerStore, HistoryFile, HistoryImport
from wardtoboard_web.staff.facts import current_store, histories_under_way

LEFT_AFTER = timedelta(days=1)
"""An import that nobody has started for so long is given up."""
BUSY = "Staff histories are being brought in already. Wait until that has ended, or discard it."


@dataclass(frozen=True, slots=True)
class SentHistory:
    """A file of histories as it was sent, and what was understood of it."""

    name: str
    content: bytes
    understood: Mapping[str, Any]


@transaction.atomic
def add_histories(
    *, organisation: Organisation, by: Person, files: Sequence[SentHistory]
) -> HistoryImport:
    """Add files to the import that is being prepared, beginning one where there is none.

    Raises NotNowError while another is being read.
    """
    one_at_a_time(organisation)
    found = histories_under_way()
    if found is not None and not found.is_open:
        raise NotNowError(BUSY)
    if found is None:
        found = HistoryImport.objects.create(organisation=organisation, made_by=by)
        record_import(found, by, "history.import_begun", {})
    for file in files:
        kept = HistoryFile.objects.create(
            organisation=organisation,
            import_of=found,
            name=file.name,
            content=file.content,
            size=len(file.content),
            sha256=sha256(file.content).hexdigest(),
            understood=dict(file.understood),
            sent_by=by,
        )
        detail = {"size": kept.size, "sha256": kept.sha256}
        record_import(found, by, "history.file_added", detail)
    return found


@transaction.atomic
def remove_history(*, import_id: UUID, by: Person, file_id: UUID) -> None:
    """Take a file out of an import that is being prepared."""
    found = still_open(HistoryImport, import_id)
    file = found.files.defer("content").get(pk=file_id)
    file.delete()
    record_import(found, by, "history.file_removed", {"sha256": file.sha256})


@transaction.atomic
def name_history_codes(*, import_id: UUID, by: Person, codes: Sequence[str]) -> None:
    """Say which of the organisation codes in the files are ours."""
    found = still_open(HistoryImport, import_id)
    found.codes = list(codes)
    found.save(update_fields=["codes"])
    record_import(found, by, "history.codes_named", {"codes": list(codes)})


@transaction.atomic
def discard_histories(*, import_id: UUID, by: Person) -> None:
    """Give up an import that is being prepared, or whose job has gone silent."""
    found = locked(HistoryImport, import_id)
    if not found.may_be_discarded:
        raise NotNowError("This import can no longer be discarded.")
    _end(found, State.DISCARDED)
    record_import(found, by, "history.import_discarded", {})


def forget_left_histories() -> int:
    """Discard imports that nobody has started for a day, in every organisation; says how many.

    Their files hold pseudonyms as they were given. To be called outside every scope.
    """
    forgotten = 0
    for organisation in Organisation.objects.all():
        with in_organisation(organisation):
            forgotten += _forget_left()
    return forgotten


def _forget_left() -> int:
    drafts = HistoryImport.objects.select_for_update().filter(state=State.DRAFT)
    left = list(drafts.filter(made_at__lt=timezone.now() - LEFT_AFTER))
    for found in left:
        _end(found, State.DISCARDED)
        record_import(
            found, None, "history.import_discarded", {"left_for_hours": LEFT_AFTER.days * 24}
        )
    return len(left)


@transaction.atomic
def start_histories(*, import_id: UUID, by: Person) -> HistoryImport:
    """Hand an import to a job."""
    found = still_open(HistoryImport, import_id)
    return _queued(found, by, "history.import_started", {"files": found.files.count()})


@transaction.atomic
def restart_histories(*, import_id: UUID, by: Person) -> HistoryImport:
    """Hand an import whose job has gone silent to another job."""
    found = silent(HistoryImport, import_id)
    return _queued(found, by, "history.import_started_again", {"attempt": found.attempt + 1})


@transaction.atomic
def refuse_histories(*, import_id: UUID, attempt: int, faults: Sequence[Fault]) -> None:
    """End an import that has faults; they are kept, its files are not."""
    found = of_attempt(HistoryImport, import_id, attempt)
    found.faults = [asdict(fault) for fault in faults]
    _end(found, State.FAULTY)
    record_import(found, None, "history.import_refused", {"faults": len(faults)})


@transaction.atomic
def keep_careers(*, import_id: UUID, attempt: int, made: MadeStore) -> None:
    """Keep the careers that an import leads to and make them current, all or nothing.

    Raises SupersededError where another attempt has begun, or where the careers that it began
    with are no longer current.
    """
    found = of_attempt(HistoryImport, import_id, attempt)
    before = current_store()
    if made.before != (before.pk if before else None):
        raise SupersededError
    kept = set(CareerFile.objects.values_list("digest", flat=True))
    for digest, path in made.files.items():
        if digest not in kept:
            CareerFile.objects.create(
                organisation=found.organisation, digest=digest, content=path.read_bytes()
            )
    last = CareerStore.objects.order_by("-version").values_list("version", flat=True).first()
    CareerStore.objects.create(
        organisation=found.organisation,
        source=found,
        version=(last or 0) + 1,
        manifest=made.manifest,
        report=made.report,
        first_month=made.months[0],
        last_month=made.months[-1],
    )
    found.step, found.percent, found.heard_at = "Done", 100, timezone.now()
    _end(found, State.DONE)
    record_import(found, None, "history.import_finished", made.counts)


@transaction.atomic
def undo_histories(*, import_id: UUID, by: Person) -> None:
    """Go back to the careers that were current before; files that only this import needs go.

    Raises NotNowError unless it is the last one done and none is under way.
    """
    one_at_a_time(locked(HistoryImport, import_id).organisation)
    current, under_way = current_store(), histories_under_way()
    if current is None or current.source_id != import_id:
        raise NotNowError("Only the last import can be undone.")
    if under_way is not None and not under_way.is_open:
        raise NotNowError(BUSY)
    found = current.source
    found.state = State.UNDONE
    found.save(update_fields=["state"])
    stores = CareerStore.objects.filter(source__state=State.DONE)
    needed = {digest for store in stores for digest in kept_files(store.manifest).values()}
    CareerFile.objects.exclude(digest__in=needed).delete()
    detail = {"months": current.last_month - current.first_month + 1}
    record_import(found, by, "history.import_undone", detail)


def _queued(found: HistoryImport, by: Person, action: str, detail: dict[str, Any]) -> HistoryImport:
    # the job calls the actions above, so it cannot be imported at the top
    from wardtoboard_web.staff.history_tasks import bring_histories_in

    return hand_over(found, bring_histories_in, by=by, action=action, detail=detail)


def _end(found: HistoryImport, state: State) -> None:
    """End an import, whatever came of it, and forget the files that were sent."""
    found.state, found.finished_at = state, timezone.now()
    found.save()
    found.files.update(content=None)
