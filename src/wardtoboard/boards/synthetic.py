"""A fictional board whose one breach is known, because we put it there.

The seat of the chief nurse of a trust stands empty and the deputy attends without being a
director; nobody on an integrated care board knows services for mental illness. Everything else
that a rule asks is told and met, and one non-executive director's term ends within a year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from wardtoboard.boards.facts import NEVER, Board, BodyKind, Governor, Role, Seat, SeatKind

NAMES = {
    BodyKind.NHS_TRUST: "Northmoor University Hospitals NHS Trust",
    BodyKind.FOUNDATION_TRUST: "Northmoor Mental Health NHS Foundation Trust",
    BodyKind.ICB: "Northmoor Integrated Care Board",
}
ENDS_IN = timedelta(days=120)
"""The ending term ends so long after the day."""
BEFORE = timedelta(days=500)
"""Everyone came so long before the day, and was tested a while after."""
TERM = timedelta(days=3 * 365)
TESTED = timedelta(days=100)


def synthetic_board(body: BodyKind, day: date) -> Board:
    """Give the fictional board of an NHS trust, a foundation trust or an ICB around a day.

    The same arguments always give the same board. Raises KeyError for another body.
    """
    seats = {
        BodyKind.NHS_TRUST: _trust,
        BodyKind.FOUNDATION_TRUST: _trust,
        BodyKind.ICB: _integrated_care_board,
    }[body]
    origin = "public" if body is BodyKind.FOUNDATION_TRUST else "none"
    return Board(
        name=NAMES[body],
        bodies=frozenset({body}),
        seats=tuple(replace(seat, constituency=origin) for seat in seats(day)),
        governors=_governors(day) if body is BodyKind.FOUNDATION_TRUST else (),
        uses_competency_framework=True,
    )


def _trust(day: date) -> Iterable[Seat]:
    yield _chair(day, "Rosalind Ashgrove")
    yield from _top_of_the_executive(day)
    yield _director(
        day, "Tobias Larkrise", "Chief operating officer", Role.OTHER, speaks_for=("ahp",)
    )
    yield Seat(
        "",
        "Chief nurse",
        Role.DIRECTOR_OF_NURSING,
        SeatKind.EXECUTIVE,
        voting=True,
        start=day - TESTED,
        open_to=("nurse", "midwife"),
    )
    yield from _non_executives(day, 5)
    yield _attending(day, "Maud Silverbeck", "Deputy chief nurse", "nurse", "NMC-nurse")
    yield _attending(day, "Callum Reedham", "Director of therapies", "physiotherapist", "HCPC")


def _integrated_care_board(day: date) -> Iterable[Seat]:
    yield _chair(day, "Rosalind Ashgrove")
    yield from _top_of_the_executive(day)
    yield _director(
        day,
        "Maud Silverbeck",
        "Chief nurse",
        Role.DIRECTOR_OF_NURSING,
        professions=("nurse",),
        registrations=("NMC-nurse",),
        speaks_for=("nurse", "midwife", "ahp"),
    )
    for person, group, title in (
        ("Winifred Hollowell", "trusts", "Partner member, trusts"),
        ("Jasper Thornbury", "primary_medical", "Partner member, primary care"),
        ("Edith Marlowe-Finch", "local_authority", "Partner member, local authorities"),
    ):
        partner = _director(day, person, title, Role.OTHER)
        yield replace(partner, kind=SeatKind.MEMBER, employee=False, nominated_by=(group,))
    yield from _non_executives(day, 3)


def _top_of_the_executive(day: date) -> Iterable[Seat]:
    yield _director(day, "Hugh Wetherby-Lane", "Chief executive", Role.CHIEF_EXECUTIVE)
    yield _director(day, "Priya Castlemere", "Chief finance officer", Role.CHIEF_FINANCE_OFFICER)
    yield _director(
        day,
        "Leo Brackenridge",
        "Chief medical officer",
        Role.MEDICAL_DIRECTOR,
        professions=("doctor",),
        registrations=("GMC",),
        speaks_for=("doctor", "dentist", "pharmacist"),
    )


def _chair(day: date, person: str) -> Seat:
    return _outsider(day, person, "Chair", Role.CHAIR, SeatKind.CHAIR)


def _non_executives(day: date, number: int) -> Iterable[Seat]:
    """Give so many; the first one's term ends soon, and one was a pharmacist."""
    people = ("Agnes Corriedale", "Dev Saltmarsh", "Isla Quenby", "Omar Fairweather", "June Tilney")
    duties = (("deputy_chair",), ("audit_chair",), ("senior_non_executive", "senior_independent"))
    for place, person in enumerate(people[:number]):
        seat = _outsider(day, person, "Non-executive director", Role.OTHER, SeatKind.NON_EXECUTIVE)
        held = duties[place] if place < len(duties) else ()
        seat = replace(seat, duties=held)
        if place == 0:
            seat = replace(seat, end=day + ENDS_IN)
        if place == 1:
            seat = replace(seat, professions=("pharmacist",), registrations=("GPhC",))
        yield seat


def _outsider(day: date, person: str, title: str, role: Role, kind: SeatKind) -> Seat:
    """Give a seat of the chair or a non-executive director, whom nothing ties to the body."""
    return replace(
        _director(day, person, title, role),
        kind=kind,
        end=day - BEFORE + TERM,
        independent=True,
        employed_until=NEVER,
        business_until=NEVER,
        other_pay=False,
        family_ties=False,
        cross_directorship=False,
        employee=False,
    )


def _director(day: date, person: str, title: str, role: Role, **told: Any) -> Seat:
    """Give an executive director with a vote, of whom all is told that rules ask."""
    known: dict[str, Any] = {
        "professions": (),
        "registrations": (),
        "speaks_for": (),
        "skills": (),
        "start": day - BEFORE,
        "first_appointed": day - BEFORE,
        "works_for_trust": False,
        "employee": True,
        "nominated_by": (),
        "experience": (),
        "duties": (),
        "private_interest": False,
        "disqualified": False,
        "fit_and_proper": day - TESTED,
        "self_attested": day - TESTED,
        "voting": True,
    }
    return Seat(person, title, role, SeatKind.EXECUTIVE, **{**known, **told})


def _attending(day: date, person: str, title: str, profession: str, register: str) -> Seat:
    return replace(
        _director(day, person, title, Role.OTHER),
        kind=SeatKind.ATTENDEE,
        voting=False,
        professions=(profession,),
        registrations=(register,),
    )


def _governors(day: date) -> tuple[Governor, ...]:
    elected = (("Martha Pennington-Dale", "Public: Northmoor"), ("Silas Underhay", "Staff"))
    return tuple(
        Governor(person, constituency, day - BEFORE, day - BEFORE + TERM)
        for person, constituency in elected
    )
