"""The tokens by which programs come in."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import OrganisationOwned, ScopedManager


class Token(OrganisationOwned):
    """A program's way in, for one person in one organisation; only its hash is kept.

    `scopes` are the most it may do; what it may do now also hangs on the person's roles.
    `last_used_on` is a day and no time, so that it does not show how someone works.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    scopes = models.JSONField()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar = ScopedManager["Token"]()

    class Meta(OrganisationOwned.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Give the name."""
        return self.name

    def is_open(self, today: date) -> bool:
        """Answer whether the token was neither revoked nor outlived; its last day counts."""
        return self.revoked_at is None and today <= self.expires_on
