"""When a person last looked at an organisation's map, and what they had seen by then."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import OrganisationOwned, ScopedManager


class LastLook(OrganisationOwned):
    """One person's last look at the map; `seen` has a mark for each thing that was on it.

    A mark is a hash, so no figure is kept here.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    when = models.DateTimeField()
    seen = models.JSONField(default=list)

    objects: ClassVar = ScopedManager["LastLook"]()

    class Meta(OrganisationOwned.Meta):
        """One for each person and organisation."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_last_look")
        ]

    def __str__(self) -> str:
        """Name no one."""
        return f"Last look on {self.when:%d %B %Y}"
