"""Random seats: what may be known of anybody at a table, drawn fact by fact.

Times lie on, a day before or a day after whole years, where a rule turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from wardtoboard.boards.facts import NEVER, Role, Seat, SeatKind

T = TypeVar("T")
ROLES = (
    Role.CHIEF_EXECUTIVE,
    Role.CHIEF_FINANCE_OFFICER,
    Role.MEDICAL_DIRECTOR,
    Role.DIRECTOR_OF_NURSING,
    Role.CHIEF_OFFICER_HIGH_SECURE,
)
REGISTERS = (
    (),
    (),
    ("GMC",),
    ("GDC-dentist",),
    ("NMC-nurse",),
    ("NMC-midwife",),
    ("NMC-nursing-associate",),
    ("GDC",),
    ("HCPC",),
    ("GMC", "NMC-nurse"),
)
COUNCILS = ("Ashby", "Brook", "Calder")


@dataclass
class Draw:
    """Where chance comes from, how much of a board is told, and how well it is run."""

    rng: np.random.Generator
    day: date = date(2024, 6, 3)
    told: float = 1.0
    sound: float = 1.0

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[int(self.rng.random() * len(choices))]

    def between(self, least: int, most: int) -> int:
        return least + int(self.rng.random() * (most - least + 1))

    def fact(self, good: T, *bad: T) -> T | None:
        """Draw a fact: unknown, as it should be, or as it should not."""
        if not self.chance(self.told):
            return None
        return good if self.chance(self.sound) else self.one_of((good, *bad))

    def any_fact(self, *values: T) -> T | None:
        return self.one_of(values) if self.chance(self.told) else None

    def years_ago(self, most: int, least: int = 0) -> date:
        """Draw a day that lies whole years back, or one day to either side of it."""
        return years_from(self.day, -self.between(least, most), self.between(-1, 1))

    def lately(self, most: int) -> date:
        return max(date(1980, 1, 1), self.day - timedelta(self.between(0, 365 * most)))


def years_from(day: date, years: int, days: int = 0) -> date:
    last = 28 if (day.month, day.day) == (2, 29) and (day.year + years) % 4 else day.day
    return date(day.year + years, day.month, last) + timedelta(days)


def _seat(draw: Draw, kind: SeatKind, role: Role = Role.OTHER) -> Seat:
    """Draw what may be known of anybody at the table."""
    start = draw.years_ago(5) if draw.chance(0.6) else draw.lately(10)
    term = draw.one_of((start, draw.day, years_from(start, 3), years_from(start, 4, -1)))
    if draw.chance(0.4):
        term = years_from(start, draw.one_of((2, 4, 4, 5)), draw.between(0, 1))
    is_held = draw.chance(0.9)
    suspended = draw.years_ago(1) if draw.chance(0.1) else None
    return Seat(
        person="",
        title="Director",
        role=role,
        kind=kind,
        voting=draw.fact(True, False),
        independent=None,
        professions=draw.any_fact((), (), ("physiotherapist",)),
        registrations=draw.any_fact(*REGISTERS),
        start=draw.fact(min(start, draw.day) if is_held else start),
        end=draw.fact(max(term, draw.day) if is_held else max(start, term)),
        suspended_from=suspended,
        suspended_to=draw.one_of((None, draw.years_ago(0))) if suspended else None,
        disqualified=draw.fact(False, False, False, False, True),
        private_interest=draw.fact(False, False, False, False, True),
        fit_and_proper=draw.fact(draw.years_ago(1), NEVER, draw.years_ago(3)),
        self_attested=draw.fact(draw.years_ago(1), NEVER, draw.years_ago(3)),
    )


def _outsider(draw: Draw, seat: Seat) -> Seat:
    """Add what matters of a chair or a non-executive director."""
    return replace(
        seat,
        independent=draw.fact(True, True, False),
        first_appointed=draw.years_ago(11) if draw.chance(0.3) else None,
        employed_until=draw.fact(_long_over(draw), draw.years_ago(6)),
        business_until=draw.fact(_long_over(draw), draw.years_ago(4)),
        other_pay=draw.fact(False, False, False, True),
        family_ties=draw.fact(False, False, False, True),
        cross_directorship=draw.fact(False, False, False, True),
        constituency=draw.fact("public", "patients", "staff", "none", "university"),
        extension_reviewed=draw.fact(draw.lately(2), NEVER),
        extension_agreed_until=draw.fact(
            draw.day + timedelta(draw.between(-1, 400)), NEVER, draw.day - timedelta(1)
        ),
    )


def _long_over(draw: Draw) -> date:
    return draw.years_ago(6, 2) if draw.chance(0.08) else NEVER


def drawn_chair(draw: Draw) -> Seat:
    return _outsider(draw, _seat(draw, SeatKind.CHAIR, Role.CHAIR))


def drawn_non_executive(draw: Draw) -> Seat:
    seat = _outsider(draw, _seat(draw, SeatKind.NON_EXECUTIVE))
    if draw.chance(0.2):
        seat = replace(seat, constituency="university")
    return replace(
        seat,
        works_for_trust=draw.fact(False, False, False, True),
        local_authority=draw.any_fact("", *COUNCILS, *COUNCILS),
        duties=draw.any_fact(
            (),
            ("deputy_chair",),
            ("audit_chair",),
            ("deputy_chair", "audit_chair"),
            ("senior_non_executive",),
            ("deputy_chair", "senior_non_executive"),
        ),
        nominated_by=draw.any_fact(()),
        experience=draw.any_fact((), ("local_authority_health",)),
    )


def drawn_executives(draw: Draw, count: int) -> list[Seat]:
    roles = [role for role in ROLES if draw.chance(max(0.5, draw.sound))]
    seats = [
        _executive(draw, roles[number] if number < len(roles) else Role.OTHER)
        for number in range(count)
    ]
    shared = draw.chance(0.3)
    return [
        replace(seat, post=draw.one_of(("", "", "Operations", "Nursing"))) if shared else seat
        for seat in seats
    ]


def _executive(draw: Draw, role: Role) -> Seat:
    seat = _seat(draw, SeatKind.EXECUTIVE, role)
    registrations = {
        Role.MEDICAL_DIRECTOR: draw.fact(("GMC",), ("GDC-dentist",), ("GDC",)),
        Role.DIRECTOR_OF_NURSING: draw.fact(
            ("NMC-nurse",), ("NMC-midwife",), ("NMC-nursing-associate",), ("GMC", "NMC-nurse")
        ),
        Role.OTHER: seat.registrations if draw.chance(0.4) else draw.fact(()),
    }.get(role, draw.fact((), ("GMC", "NMC-nurse")))
    return replace(
        seat,
        registrations=registrations,
        employee=draw.fact(True, False),
        experience=draw.any_fact((), (), (), ("local_authority_health",)),
        nominated_by=draw.any_fact(()),
        works_for_trust=draw.any_fact(True, False),
    )


def drawn_member(draw: Draw) -> Seat:
    role = Role.CHIEF_EXECUTIVE if draw.chance(0.05) else Role.OTHER
    return replace(
        _seat(draw, SeatKind.MEMBER, role),
        employee=draw.any_fact(True, False),
        nominated_by=draw.any_fact(
            (),
            ("trusts",),
            ("primary_medical",),
            ("local_authority",),
            ("trusts", "primary_medical"),
        ),
        experience=draw.any_fact((), ("mental_illness_services",)),
    )


def drawn_attendee(draw: Draw) -> Seat:
    role = draw.one_of((Role.OTHER, Role.DIRECTOR_OF_NURSING, Role.CHIEF_FINANCE_OFFICER))
    seat = replace(_seat(draw, SeatKind.ATTENDEE, role), registrations=("NMC-nurse",))
    return replace(seat, voting=draw.one_of((True, False, None)))
