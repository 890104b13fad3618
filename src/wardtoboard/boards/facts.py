"""The board as facts: seats, who holds them and since when, and what is known of each person.

What is not known is None and never guessed: an empty tuple means that there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NEVER = date.min
"""Stands in a date for what has never happened, where None would say that nobody told."""


class SeatKind(StrEnum):
    """What sort of seat it is; an attendee sits at the table and is no director."""

    CHAIR = "chair"
    EXECUTIVE = "executive"
    NON_EXECUTIVE = "non_executive"
    MEMBER = "member"
    ATTENDEE = "attendee"


class Role(StrEnum):
    """The roles that law, policy or a code speaks of; any other is OTHER, with its title."""

    CHAIR = "chair"
    CHIEF_EXECUTIVE = "chief_executive"
    CHIEF_FINANCE_OFFICER = "chief_finance_officer"
    MEDICAL_DIRECTOR = "medical_director"
    DIRECTOR_OF_NURSING = "director_of_nursing"
    CHIEF_OFFICER_HIGH_SECURE = "chief_officer_high_secure"
    OTHER = "other"


class BodyKind(StrEnum):
    """What sort of body the board is of, as the law has it; a board may be of several."""

    NHS_TRUST = "nhs_trust"
    HIGH_SECURE = "nhs_trust_high_secure"
    CARE_TRUST = "nhs_care_trust"
    NO_DIRECT_SERVICES = "nhs_trust_no_direct_patient_services"
    AMBULANCE = "nhs_trust_ambulance"
    TEACHING = "nhs_trust_teaching"
    DEAUTHORISED = "nhs_trust_deauthorised"
    FOUNDATION_TRUST = "foundation_trust"
    ICB = "icb"
    NHS_ENGLAND = "nhs_england"


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's time in one seat, or an empty seat (`person` is "").

    `start` and `end` are the first and last day, None where not told (`end`: none is set).
    `post` is the same for people who share one executive post. `constituency` is "public",
    "patients", "staff" or "university"; `nominated_by` holds "trusts", "primary_medical" and
    "local_authority"; `experience` "mental_illness_services" and "local_authority_health";
    `duties` "deputy_chair", "senior_independent", "audit_chair" and "senior_non_executive".
    `open_to` are professions ("any" for any registered clinician) that may fill the seat.
    Dates that may hold NEVER: `employed_until` (last employed by this body), `business_until`,
    `extension_reviewed`, `extension_agreed_until`, `fit_and_proper` (last full test) and
    `self_attested`. `works_for_trust`: a secondee, or a university's post holder who works here.
    """

    person: str
    title: str
    role: Role
    kind: SeatKind
    voting: bool | None = None
    independent: bool | None = None
    professions: tuple[str, ...] | None = None
    registrations: tuple[str, ...] | None = None
    start: date | None = None
    end: date | None = None
    background: str = ""
    post: str = ""
    open_to: tuple[str, ...] | None = None
    speaks_for: tuple[str, ...] | None = None
    skills: tuple[str, ...] | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    first_appointed: date | None = None
    employed_until: date | None = None
    business_until: date | None = None
    other_pay: bool | None = None
    family_ties: bool | None = None
    cross_directorship: bool | None = None
    works_for_trust: bool | None = None
    employee: bool | None = None
    constituency: str | None = None
    local_authority: str | None = None
    nominated_by: tuple[str, ...] | None = None
    experience: tuple[str, ...] | None = None
    duties: tuple[str, ...] | None = None
    private_interest: bool | None = None
    disqualified: bool | None = None
    extension_reviewed: date | None = None
    extension_agreed_until: date | None = None
    fit_and_proper: date | None = None
    self_attested: date | None = None


@dataclass(frozen=True, slots=True)
class Governor:
    """A governor of a foundation trust, elected by a constituency or appointed by a body."""

    person: str
    constituency: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A number of an organisation's own that stands over the law's, from its order or constitution.

    `params` are those of the rule, `source` and `place` where it is written.
    """

    rule: str
    params: Mapping[str, float]
    start: date
    source: str
    place: str
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A board with all its seats of all times.

    `partner_local_authorities` are those of a care trust and `uses_competency_framework` whether
    the leadership competency framework is in role descriptions and appraisal; None: not told.
    """

    name: str
    bodies: frozenset[BodyKind]
    seats: tuple[Seat, ...]
    governors: tuple[Governor, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    partner_local_authorities: tuple[str, ...] | None = None
    uses_competency_framework: bool | None = None

    def on(self, day: date) -> tuple[Seat, ...]:
        """Give the seats of a day, held or empty; a seat without dates is always there."""
        return tuple(seat for seat in self.seats if is_held_on(seat, day))


def is_held_on(seat: Seat, day: date) -> bool:
    """Answer whether a day lies in the time of a seat, whose last day belongs to it."""
    return (seat.start is None or seat.start <= day) and (seat.end is None or day <= seat.end)


def is_suspended_on(seat: Seat, day: date) -> bool:
    """Answer whether a day lies in a suspension, whose last day belongs to it."""
    if seat.suspended_from is None or day < seat.suspended_from:
        return False
    return seat.suspended_to is None or day <= seat.suspended_to


def name_key(name: str) -> str:
    """Give what a person or a post is known by: names that differ in capitals only are one."""
    return name.casefold()


def first_day_on(board: Board, seat: Seat) -> date | None:
    """Give when a seat's holder first joined the board, None where not all starts are known."""
    if seat.first_appointed is not None:
        return seat.first_appointed
    person = name_key(seat.person)
    starts = [
        one.start
        for one in board.seats
        if name_key(one.person) == person and one.kind is not SeatKind.ATTENDEE
    ]
    known = [start for start in starts if start is not None]
    return min(known) if len(known) == len(starts) else None


IMPLIED: Mapping[BodyKind, frozenset[BodyKind]] = {
    kind: frozenset({kind, BodyKind.NHS_TRUST})
    if kind
    in (
        BodyKind.HIGH_SECURE,
        BodyKind.CARE_TRUST,
        BodyKind.NO_DIRECT_SERVICES,
        BodyKind.AMBULANCE,
        BodyKind.TEACHING,
        BodyKind.DEAUTHORISED,
    )
    else frozenset({kind})
    for kind in BodyKind
}
"""What a body also is: every particular NHS trust is an NHS trust."""


def bodies_of(kinds: frozenset[BodyKind]) -> frozenset[BodyKind]:
    """Give all that a body is that is said to be these."""
    return frozenset().union(*(IMPLIED[kind] for kind in kinds))
