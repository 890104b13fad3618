"""The register of a board, its own numbers, and what was said and thought through about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from wardtoboard.boards.facts import Role, SeatKind
from wardtoboard.boards.register.titles import TITLES
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.scope import OrganisationOwned, ScopedManager

KINDS = [
    (SeatKind.CHAIR.value, "Chair"),
    (SeatKind.EXECUTIVE.value, "Executive director"),
    (SeatKind.NON_EXECUTIVE.value, "Non-executive director"),
    (SeatKind.MEMBER.value, "Other member of the board"),
    (SeatKind.ATTENDEE.value, "Attends, and is no director"),
]
"""What sort of seat it is, in words."""

ROLES = [
    *((role.value, words) for role, words in TITLES.items()),
    (Role.OTHER.value, "Another role"),
]
"""The roles that rules speak of, in words."""


class BoardDetails(OrganisationOwned):
    """What holds for a board as a whole; the library says what each means.

    `bodies` are kinds of body. `partner_local_authorities` and `uses_competency_framework` are
    None where nobody has told.
    """

    bodies = models.JSONField()
    partner_local_authorities = models.JSONField(null=True)
    uses_competency_framework = models.BooleanField(null=True)

    objects: ClassVar = ScopedManager["BoardDetails"]()

    class Meta(OrganisationOwned.Meta):
        """One an organisation."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation"], name="one_board_an_organisation")
        ]

    def __str__(self) -> str:
        """Name the kinds of body."""
        return ", ".join(self.bodies)


class BoardSeat(OrganisationOwned):
    """One person's time in one seat, or a seat that stands empty (`person` is "").

    `start` and `end` are the first and last day. `more` holds what else is known of the seat, by
    the names that a file of a board has for it. `number` is its place in the register.
    """

    number = models.PositiveIntegerField()
    person = models.TextField(blank=True)
    title = models.TextField(blank=True)
    role = models.CharField(max_length=40, choices=ROLES)
    kind = models.CharField(max_length=20, choices=KINDS)
    voting = models.BooleanField(null=True)
    independent = models.BooleanField(null=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    more = models.JSONField(default=dict)

    objects: ClassVar = ScopedManager["BoardSeat"]()

    class Meta(OrganisationOwned.Meta):
        """In the order in which they were written down."""

        abstract = False
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_seat_a_number")
        ]

    def __str__(self) -> str:
        """Say the title and who holds it."""
        return f"{self.title or self.get_role_display()}: {self.person or 'empty'}"


class BoardGovernor(OrganisationOwned):
    """A governor of a foundation trust, with the constituency or body behind them."""

    person = models.TextField()
    constituency = models.TextField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    objects: ClassVar = ScopedManager["BoardGovernor"]()

    class Meta(OrganisationOwned.Meta):
        """By constituency and name."""

        abstract = False
        ordering: ClassVar = ["constituency", "person", "id"]

    def __str__(self) -> str:
        """Say who and for whom."""
        return f"{self.person}, {self.constituency}"


class BoardInstrument(OrganisationOwned):
    """Numbers of the organisation's own that stand over a rule's, and where they are written."""

    rule = models.CharField(max_length=40)
    params = models.JSONField()
    start = models.DateField()
    end = models.DateField(null=True)
    source = models.TextField()
    place = models.TextField()

    objects: ClassVar = ScopedManager["BoardInstrument"]()

    class Meta(OrganisationOwned.Meta):
        """By rule and first day."""

        abstract = False
        ordering: ClassVar = ["rule", "start", "id"]

    def __str__(self) -> str:
        """Say which rule, and where it is written."""
        return f"{self.rule}: {self.source}, {self.place}"


class Explanation(OrganisationOwned):
    """What the organisation says about a rule: kept for good, a newer one follows it."""

    rule = models.CharField(max_length=40)
    text = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    review_on = models.DateField(null=True)

    objects: ClassVar = ScopedManager["Explanation"]()

    class Meta(OrganisationOwned.Meta):
        """Newest first."""

        abstract = False
        ordering: ClassVar = ["-written_at", "id"]

    def __str__(self) -> str:
        """Name the rule."""
        return f"Statement on {self.rule}"


class Scenario(OrganisationOwned):
    """Changes to the board thought through beside it; `changes` are the library's, as JSON."""

    name = models.CharField(max_length=120)
    changes = models.JSONField()
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ScopedManager["Scenario"]()

    class Meta(OrganisationOwned.Meta):
        """In the order in which they were made."""

        abstract = False
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_scenario_a_name")
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name
