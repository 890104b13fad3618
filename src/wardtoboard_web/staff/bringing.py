"""What every bringing in of files has: where it has got to, and what its job said last."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import OrganisationOwned

STOPPED_AFTER = timedelta(seconds=90)
"""A job that has said nothing for so long is taken to have been killed."""


class State(models.TextChoices):
    """Where an import has got to."""

    DRAFT = "draft", "Being prepared"
    WAITING = "waiting", "Waiting to be read"
    RUNNING = "running", "Being read"
    DONE = "done", "Brought in"
    FAULTY = "faulty", "Refused because of faults"
    DISCARDED = "discarded", "Discarded"
    UNDONE = "undone", "Undone"


class Bringing(OrganisationOwned):
    """Files being brought in, from the first file to what they left behind.

    `attempt` counts how often a job was started: a job whose attempt is not the last may write
    nothing more. `heard_at` is when the job last said how far it was.
    """

    OPEN_IN: ClassVar[tuple[State, ...]] = (State.DRAFT,)
    """The states in which what is brought in may still be changed."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    attempt = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta(OrganisationOwned.Meta):
        """No table of its own; newest first."""

        abstract = True
        ordering: ClassVar = ["-made_at"]

    @property
    def is_open(self) -> bool:
        """Answer whether what is brought in may still be changed."""
        return self.state in self.OPEN_IN

    @property
    def is_on_its_way(self) -> bool:
        """Answer whether a job has it, or will."""
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def has_stopped(self) -> bool:
        """Answer whether its job has gone silent."""
        heard = self.heard_at
        is_silent = heard is not None and timezone.now() - heard > STOPPED_AFTER
        return self.is_on_its_way and is_silent
