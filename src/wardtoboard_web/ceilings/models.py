"""Releases to others, what is proposed for one, the labels of each snapshot, and drawings kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import OrganisationOwned, ScopedManager
from wardtoboard_web.staff.models import Snapshot


class Audience(models.TextChoices):
    """Who may see a release."""

    ORGANISATION = "organisation", "This organisation"
    SYSTEM = "system", "This organisation and its system"


class Release(OrganisationOwned):
    """Protected figures let out; never changed, since what was seen was seen.

    `content` is the library's release as JSON, `unplaced` the sentences on who was not placed.
    """

    number = models.PositiveIntegerField()
    when = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    content = models.JSONField()
    unplaced = models.JSONField()

    objects: ClassVar = ScopedManager["Release"]()

    class Meta(OrganisationOwned.Meta):
        """Numbered from 1 in each organisation, newest first."""

        abstract = False
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_release_a_number")
        ]

    def __str__(self) -> str:
        """Give the number."""
        return f"Release {self.number}"


class ProposalState(models.TextChoices):
    """How far a proposal has come."""

    WEIGHING = "weighing", "Being weighed"
    READY = "ready", "Ready to look at"
    RELEASING = "releasing", "Being released"
    RELEASED = "released", "Released"
    REFUSED = "refused", "Refused"


class Proposal(OrganisationOwned):
    """A release as others would see it, for an analyst to look at before it is let out.

    `attack` says what the attack found; `reasons` why it was refused; `release` is what became
    of it.
    """

    state = models.CharField(
        max_length=20, choices=ProposalState.choices, default=ProposalState.WEIGHING
    )
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    content = models.JSONField(default=dict)
    unplaced = models.JSONField(default=list)
    attack = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    release = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = ScopedManager["Proposal"]()

    class Meta(OrganisationOwned.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Say how far it has come."""
        return f"Proposal, {ProposalState(self.state).label.lower()}"

    @property
    def is_on_its_way(self) -> bool:
        """Answer whether a job has it, or will."""
        return self.state in (ProposalState.WEIGHING, ProposalState.RELEASING)


class Label(OrganisationOwned):
    """What was found of a profession at a level in one snapshot: raw, for analysts."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    profession = models.CharField(max_length=40)
    level = models.CharField(max_length=40)
    label = models.CharField(max_length=20)
    grade = models.CharField(max_length=1)

    objects: ClassVar = ScopedManager["Label"]()

    class Meta(OrganisationOwned.Meta):
        """One for each profession and level of a snapshot."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["snapshot", "profession", "level"], name="one_label_a_level"
            )
        ]

    def __str__(self) -> str:
        """Say where and what."""
        return f"{self.profession}, {self.level}: {self.label}"


class Drawing(OrganisationOwned):
    """A chart drawn once and kept, found again by a hash of what it shows."""

    key = models.CharField(max_length=64)
    chart = models.JSONField()

    objects: ClassVar = ScopedManager["Drawing"]()

    class Meta(OrganisationOwned.Meta):
        """One for each picture."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_drawing_a_picture")
        ]

    def __str__(self) -> str:
        """Give the key."""
        return self.key
