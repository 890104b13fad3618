"""What any import goes through, of tables or of histories: held, handed to a job, heard of.

A job may be killed at any point and started again. Each of its writes names the attempt it
belongs to, and is refused once a later attempt has begun.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypedDict, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.bringing import Bringing, State

Found = TypeVar("Found", bound=Bringing)


class NotNowError(RuntimeError):
    """The import has moved on, so what was asked can no longer be done; a sentence says why."""


class SupersededError(RuntimeError):
    """Another attempt has taken the import over, or it has ended; this job stops."""


class Named(TypedDict):
    """An attempt as the actions of a job are told of it."""

    import_id: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class Attempt(Generic[Found]):
    """One attempt of a job at an import of a kind; it is outside the organisation's scope."""

    kind: type[Found]
    organisation: UUID
    import_id: UUID
    number: int

    @property
    def named(self) -> Named:
        """Give the attempt as the actions are told of it."""
        return Named(import_id=self.import_id, attempt=self.number)

    def say(self, step: str, percent: int) -> None:
        """Say how far the job is. Raises SupersededError where it should stop."""
        with in_organisation(self.organisation):
            note_progress(self.kind, step=step, percent=percent, **self.named)


def locked(kind: type[Found], import_id: UUID) -> Found:
    """Give an import that nobody else changes until the transaction ends."""
    found: Found = kind.objects.select_for_update().get(pk=import_id)
    return found


def still_open(kind: type[Found], import_id: UUID) -> Found:
    """Give an import that is being prepared, held. Raises NotNowError for any other."""
    found = locked(kind, import_id)
    if not found.is_open:
        raise NotNowError("This import can no longer be changed. Begin another one.")
    return found


def silent(kind: type[Found], import_id: UUID) -> Found:
    """Give an import whose job has gone silent, held. Raises NotNowError for any other."""
    found = locked(kind, import_id)
    if not found.has_stopped:
        raise NotNowError("This import is still being read, or has ended.")
    return found


def of_attempt(kind: type[Found], import_id: UUID, attempt: int) -> Found:
    """Give an import that this attempt may write to, held. Raises SupersededError for others."""
    found = locked(kind, import_id)
    if found.attempt != attempt or not found.is_on_its_way:
        raise SupersededError
    return found


def hand_over(
    found: Found, job: Any, *, by: Person, action: str, detail: Mapping[str, Any]
) -> Found:
    """Hand an import that is held to a new attempt of its job."""
    found.state, found.attempt = State.WAITING, found.attempt + 1
    found.step, found.percent, found.heard_at = "Waiting for its turn", 0, timezone.now()
    found.save()
    record_import(found, by, action, detail)
    job.enqueue(str(found.organisation_id), str(found.pk), found.attempt)
    return found


@transaction.atomic
def note_progress(
    kind: type[Found], *, import_id: UUID, attempt: int, step: str, percent: int
) -> None:
    """Say how far a job is. Raises SupersededError where it should stop.

    Without an audit entry: it tells nothing that anyone did.
    """
    found = of_attempt(kind, import_id, attempt)
    found.state, found.step, found.percent = State.RUNNING, step, percent
    found.heard_at = timezone.now()
    found.save(update_fields=["state", "step", "percent", "heard_at"])


def record_import(
    found: Bringing, by: Person | None, action: str, detail: Mapping[str, object]
) -> None:
    """Write the audit entry of something done to an import, of tables or of histories."""
    record(
        by=by,
        action=action,
        subject=str(found.pk),
        detail=detail,
        organisation=found.organisation,
    )
