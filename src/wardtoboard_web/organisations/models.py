"""Organisations, roles in them and invitations to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, NoReturn, TypeVar
from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import (
    OrganisationOwned,
    OutOfScopeError,
    ScopedManager,
)

INVITATION_LASTS = timedelta(days=14)
M = TypeVar("M", bound=models.Model)


class Kind(models.TextChoices):
    """What sort of body an organisation is."""

    TRUST = "trust", "NHS trust"
    FOUNDATION_TRUST = "foundation_trust", "NHS foundation trust"
    INTEGRATED_CARE_BOARD = "icb", "Integrated care board"
    OTHER = "other", "Another body"


class Role(models.TextChoices):
    """What a person may do in an organisation; `permissions` says exactly what."""

    ADMINISTRATOR = "administrator", "Organisation administrator"
    ANALYST = "analyst", "People analyst"
    BOARD_MEMBER = "board_member", "Board member"
    PROFESSION_LEAD = "profession_lead", "Profession lead"
    FACILITATOR = "facilitator", "Facilitator"
    LINE_MANAGER = "line_manager", "Line manager"
    CLINICIAN = "clinician", "Clinician"
    SYSTEM_VIEWER = "system_viewer", "System viewer"


class Organisation(models.Model):
    """An NHS organisation; its code and name are public, everything else of it is its own."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(
        max_length=12,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z0-9]{2,12}$", "Enter an ODS code: letters and digits, as RGQ.")
        ],
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)
    shows_nhs_logo = models.BooleanField(default=False)
    demands_second_factor = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Give the name and code."""
        return f"{self.name} ({self.code})"


def one_at_a_time(organisation: Organisation) -> None:
    """Wait until no other transaction holds the organisation; hold it until this one ends."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


class ReadOnly(models.QuerySet["models.Model"]):
    """Rows of several organisations: to be read, never changed from here."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutOfScopeError("rows are changed in their own organisation's scope")

    update = delete = create = bulk_create = bulk_update = get_or_create = _refuse
    update_or_create = raw = _raw_delete = _refuse


class ReadEverywhere(models.Manager[M]):
    """Reads one person's own rows in every organisation, and nothing else."""

    def of(self, person: Person) -> models.QuerySet[M]:
        """Give the roles the person holds; to be read inside `as_person`."""
        return self._rows().filter(person=person).select_related("organisation")

    def to(self, email: str) -> models.QuerySet[M]:
        """Give the invitations to an address; to be read inside `as_invited`."""
        return self._rows().filter(email=email.lower()).select_related("organisation")

    def get_queryset(self) -> models.QuerySet[M]:
        """Refuse to give everyone's rows."""
        raise OutOfScopeError("rows in every organisation are one person's own")

    def _rows(self) -> models.QuerySet[M]:
        rows: models.QuerySet[M] = ReadOnly(self.model, using=self._db)  # type: ignore[assignment]
        return rows


class Membership(OrganisationOwned):
    """One role of one person in one organisation; `profession` only for a profession lead."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    profession = models.CharField(max_length=40, blank=True)

    objects: ClassVar = ScopedManager["Membership"]()
    everywhere: ClassVar = ReadEverywhere["Membership"]()

    class Meta(OrganisationOwned.Meta):
        """A person holds a role once; a lead, once for each profession."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "profession"], name="one_row_a_role"
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.PROFESSION_LEAD) ^ models.Q(profession=""),
                name="only_a_lead_has_a_profession",
            ),
        ]

    def __str__(self) -> str:
        """Name the role."""
        return Role(self.role).label


class Invitation(OrganisationOwned):
    """A link by which one person takes up roles; only the link's hash is kept."""

    email = models.EmailField()
    roles = models.JSONField()
    profession = models.CharField(max_length=40, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar = ScopedManager["Invitation"]()
    everywhere: ClassVar = ReadEverywhere["Invitation"]()

    class Meta(OrganisationOwned.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """Name no one."""
        return f"Invitation {self.pk}"

    @property
    def closes_at(self) -> datetime:
        """Give when the link stops working by itself."""
        return self.made_at + INVITATION_LASTS

    @property
    def is_open(self) -> bool:
        """Answer whether the link still works."""
        is_old = timezone.now() > self.closes_at
        return not (is_old or self.accepted_at or self.withdrawn_at)
