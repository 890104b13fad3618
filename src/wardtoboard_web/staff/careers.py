"""Imports of staff histories, and the store of careers that they lead to, kept as files.

What the library keeps as a folder is kept here as rows, so that servers share nothing on disk and
a backup has it all.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import OrganisationOwned, ScopedManager
from wardtoboard_web.staff.bringing import Bringing


class HistoryImport(Bringing):
    """One bringing in of staff histories.

    `codes` are the organisation codes in the files that are ours, empty for our own code. `faults`
    are those it was refused for: its files are gone by then, so they cannot be read again.
    """

    codes = models.JSONField(default=list)
    faults = models.JSONField(default=list)

    objects: ClassVar = ScopedManager["HistoryImport"]()

    class Meta(Bringing.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Say when it was begun."""
        return f"Staff histories, {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def may_be_discarded(self) -> bool:
        """Answer whether it may be given up: nothing has come of it, and no job is at it."""
        return self.is_open or self.has_stopped


class HistoryFile(OrganisationOwned):
    """A file of histories as it was sent; what it is called and its digest stay when it goes.

    `content` holds pseudonyms as they were given, so it is None as soon as the import has ended
    in whatever way. `understood` is what was seen of it when it was sent, without its rows.
    """

    import_of = models.ForeignKey(HistoryImport, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    understood = models.JSONField()
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = ScopedManager["HistoryFile"]()

    class Meta(OrganisationOwned.Meta):
        """In the order they were sent."""

        abstract = False
        ordering: ClassVar = ["sent_at", "id"]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name


class CareerStore(OrganisationOwned):
    """A store of careers as an import left it.

    `manifest` is the library's `store.json`; the files it names are CareerFiles of the same digest.
    `version` is never used twice in an organisation, not even after an undo. Months are counted
    from year 0. `report` says what became of the rows that were brought in.
    """

    source = models.OneToOneField(HistoryImport, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    manifest = models.JSONField()
    report = models.JSONField()
    first_month = models.PositiveIntegerField()
    last_month = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ScopedManager["CareerStore"]()

    class Meta(OrganisationOwned.Meta):
        """One of each version."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="one_store_of_careers_a_version"
            )
        ]

    def __str__(self) -> str:
        """Give the version."""
        return f"Careers, version {self.version}"


class CareerFile(OrganisationOwned):
    """A file of stores of careers, kept once however many stores name it."""

    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    objects: ClassVar = ScopedManager["CareerFile"]()

    class Meta(OrganisationOwned.Meta):
        """One of each digest."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "digest"], name="one_career_file_a_digest"
            )
        ]

    def __str__(self) -> str:
        """Give the digest."""
        return self.digest
