"""Integrated care boards and NHS England, for the plain twin."""

from __future__ import annotations

from collections.abc import Callable

from reference.plain_board_people import (
    CANNOT_TELL,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    Case,
    Unit,
    all_of,
    at_least,
    has_one,
)
from wardtoboard.boards.facts import Seat

PARTNERS = ("trusts", "primary_medical", "local_authority")
EXECUTIVES = ("chief_finance_officer", "medical_director", "director_of_nursing")


def _ordinary(case: Case) -> list[Unit]:
    found = []
    for unit in case.units("executive", "non_executive", "member"):
        if unit.seats[0].role != "chief_executive":
            found.append(unit)
    return found


def _chief_executive(case: Case) -> str:
    return has_one(
        case.units("chair", "executive", "non_executive", "member"),
        lambda seat: seat.employee if seat.role == "chief_executive" else False,
    )


def _enough_ordinary(case: Case) -> str:
    return at_least(_ordinary(case), case.params["min_ordinary"])


def _nominated(case: Case) -> str:
    statuses = []
    for group in PARTNERS:
        status = NOT_MET
        for unit in _ordinary(case):
            (seat,) = unit.seats
            if seat.nominated_by is None:
                status = CANNOT_TELL if status == NOT_MET else status
            elif group in seat.nominated_by:
                if seat.voting is True:
                    status = MET
                elif status == NOT_MET:
                    status = CANNOT_TELL
        statuses.append(status)
    return all_of(statuses)


def _mental_health(case: Case) -> str:
    return has_one(
        _ordinary(case),
        lambda seat: (
            None if seat.experience is None else ("mental_illness_services" in seat.experience)
        ),
    )


def _no_private_interest(case: Case) -> str:
    answers = [
        seat.private_interest
        for seat in case.directors("chair", "executive", "non_executive", "member")
    ]
    if not answers:
        return NOT_APPLICABLE
    if True in answers:
        return NOT_MET
    return CANNOT_TELL if None in answers else MET


def _three_executives(case: Case) -> str:
    statuses = []
    for role in EXECUTIVES:
        statuses.append(has_one(case.units("executive"), lambda seat, r=role: seat.role == r))
    return all_of(statuses)


def _two_non_executives(case: Case) -> str:
    return at_least(case.units("non_executive"), case.params["min_ned"])


def _deputises(seat: Seat) -> bool | None:
    if seat.duties is None:
        return None
    return "deputy_chair" in seat.duties and "audit_chair" not in seat.duties


def _senior(seat: Seat) -> bool | None:
    return None if seat.duties is None else "senior_non_executive" in seat.duties


def _deputy_and_senior(case: Case) -> str:
    people = case.units("non_executive")
    return all_of([has_one(people, _deputises), has_one(people, _senior)])


def _fewer_executives(case: Case) -> str:
    executives, others = case.units("executive"), case.units("non_executive")
    chairs = case.units("chair")
    floor = case.params["min_other_ned"]
    least = sum(1 for unit in others if unit.votes is True)
    least_chairs = sum(1 for unit in chairs if unit.votes is True)
    fewest = sum(1 for unit in executives if unit.votes is True)
    if len(executives) < least + least_chairs and least >= floor:
        return MET
    if fewest < len(others) + len(chairs) and len(others) >= floor:
        return CANNOT_TELL
    return NOT_MET


SYSTEMS: dict[str, Callable[[Case], str]] = {
    "ICB-CEO": _chief_executive,
    "ICB-ORD3": _enough_ordinary,
    "ICB-PARTNERS": _nominated,
    "ICB-MH": _mental_health,
    "ICB-PRIVATE": _no_private_interest,
    "ICB-EXEC3": _three_executives,
    "ICB-NED2": _two_non_executives,
    "ICB-SNEM": _deputy_and_senior,
    "NHSE-ED-LT-NED": _fewer_executives,
}
