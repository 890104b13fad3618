"""Every write of this room.

What workers say of themselves and of jobs is no person's doing, so it leaves no audit entry.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.running.models import Worker

SILENT_AFTER = timedelta(seconds=60)
"""A worker that has said nothing for so long is taken to be dead."""
TRIES = 3


class LostJobError(Exception):
    """Every worker that took up a job died doing it."""


def say_alive(*, name: str) -> None:
    """Note that a worker lives, by the database's own clock."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": Now()})
    Worker.objects.filter(seen_at__lt=Now() - 10 * SILENT_AFTER).delete()


def say_gone(*, name: str) -> None:
    """Note that a worker has ended; a job it still had may be taken up by another."""
    Worker.objects.filter(name=name).delete()


@transaction.atomic
def call_fictional(*, organisation: Organisation, by: Person | None = None) -> None:
    """Mark an organisation as a demonstration's, so that every page of it says so."""
    organisation.is_demonstration = True
    organisation.save(update_fields=["is_demonstration"])
    record(by=by, action="organisation.called_fictional", organisation=organisation)


@transaction.atomic
def give_back_lost_jobs() -> int:
    """Let jobs whose worker died be done again, and give up those that lost several; says how many.

    A job must therefore be safe to do again after it was cut short anywhere.
    """
    lost = list(_lost_jobs())
    for job in lost:
        if len(job.worker_ids) < TRIES:
            job.status = TaskResultStatus.READY
            job.save(update_fields=["status"])
        else:
            job.set_failed(LostJobError())
    return len(lost)


def _lost_jobs() -> list[DBTaskResult[Any, Any]]:
    living = set(
        Worker.objects.filter(seen_at__gte=Now() - SILENT_AFTER).values_list("name", flat=True)
    )
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    return [job for job in running if living.isdisjoint(job.worker_ids[-1:])]
