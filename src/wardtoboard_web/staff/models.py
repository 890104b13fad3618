"""Files sent, imports of them, the organisation's own places, and what was kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import OrganisationOwned, ScopedManager
from wardtoboard_web.staff.bringing import STOPPED_AFTER, Bringing, State
from wardtoboard_web.staff.careers import CareerFile, CareerStore, HistoryFile, HistoryImport

__all__ = [
    "CareerFile",
    "CareerStore",
    "ColumnMatch",
    "Establishment",
    "HistoryFile",
    "HistoryImport",
    "Import",
    "ImportFile",
    "ImportKind",
    "OwnPlace",
    "STOPPED_AFTER",
    "Snapshot",
    "State",
    "Upload",
]


class ImportKind(models.TextChoices):
    """What is brought in."""

    STAFF = "staff", "Staff table"
    ESTABLISHMENT = "establishment", "Establishment"


class Upload(OrganisationOwned):
    """A file as it was sent, kept in the database so that any server can read it."""

    name = models.CharField(max_length=120)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = ScopedManager["Upload"]()

    class Meta(OrganisationOwned.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name


class Import(Bringing):
    """One bringing in of one or more files, from the first file to the snapshot.

    `codes` are the organisation codes in the files that are ours, empty for our own code.
    """

    OPEN_IN = (State.DRAFT, State.FAULTY)

    kind = models.CharField(max_length=20, choices=ImportKind.choices)
    codes = models.JSONField(default=list)
    is_placing_done = models.BooleanField(default=False)
    fte_as_headcount = models.BooleanField(default=False)

    objects: ClassVar = ScopedManager["Import"]()

    class Meta(Bringing.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Say what is brought in and when it was begun."""
        return f"{ImportKind(self.kind).label}, {self.made_at:%Y-%m-%d %H:%M}"


class ImportFile(OrganisationOwned):
    """A file of an import, with the heading that each of our columns has in it.

    `columns` is empty where our own names and aliases find everything.
    """

    import_of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField(default=dict)
    is_remembered = models.BooleanField(default=False)

    objects: ClassVar = ScopedManager["ImportFile"]()

    class Meta(OrganisationOwned.Meta):
        """In the order they were sent."""

        abstract = False
        ordering: ClassVar = ["upload__sent_at", "id"]

    def __str__(self) -> str:
        """Give the row's id."""
        return f"File {self.pk}"


class ColumnMatch(OrganisationOwned):
    """How the columns of a file were matched, remembered by the file's headings."""

    kind = models.CharField(max_length=20, choices=ImportKind.choices)
    headings = models.CharField(max_length=64)
    columns = models.JSONField()
    changed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ScopedManager["ColumnMatch"]()

    class Meta(OrganisationOwned.Meta):
        """One for the same headings."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "headings"], name="one_match_a_set_of_headings"
            )
        ]

    def __str__(self) -> str:
        """Give the row's id."""
        return f"Match {self.pk}"


class OwnPlace(OrganisationOwned):
    """A decision on where a label belongs; ended or withdrawn, never deleted.

    Withdrawn decisions have no day on which they hold.
    """

    kind = models.CharField(max_length=20)
    labels = models.JSONField()
    profession = models.CharField(max_length=40, null=True)
    level = models.CharField(max_length=40, null=True)
    is_not_clinical = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar = ScopedManager["OwnPlace"]()

    class Meta(OrganisationOwned.Meta):
        """Newest first."""

        abstract = False
        ordering: ClassVar = ["-valid_from", "-decided_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="a_place_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        """Give the labels."""
        return ", ".join(filter(None, self.labels))


class Kept(OrganisationOwned):
    """What an import left behind; written once and never changed."""

    source = models.OneToOneField(Import, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(OrganisationOwned.Meta):
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it the first time. Raises TypeError when it would be changed."""
        if not self._state.adding:
            raise TypeError("what an import has left behind is never changed")
        super().save(*args, **kwargs)


class Snapshot(Kept):
    """A staff table read and placed: the people of the organisation on one date.

    `table` is a `StaffTable` as JSON. The current snapshot is that of the last import done.
    """

    date = models.DateField()
    table = models.JSONField()
    holds_fte_only = models.BooleanField()

    objects: ClassVar = ScopedManager["Snapshot"]()

    class Meta(Kept.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Give the date."""
        return self.date.isoformat()


class Establishment(Kept):
    """The funded posts of the organisation; `posts` are `Post`s as JSON."""

    posts = models.JSONField()

    objects: ClassVar = ScopedManager["Establishment"]()

    class Meta(Kept.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Give the row's id."""
        return f"Establishment {self.pk}"
