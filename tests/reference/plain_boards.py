"""A slow plain twin of the evaluation of boards: every rule by loops over the people at the table.

`judge` gives the status of each rule that may concern a board. It is written from what the rules
say, with the facts of `board_rules`, and shares nothing with the library but the facts of a board.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from builders.board_rules import DEAUTHORISED_FROM, HIGH_SECURE_FROM, RULES
from reference.plain_board_codes import CODES
from reference.plain_board_people import (
    CANNOT_TELL,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    Case,
    Unit,
    all_of,
    at_most,
    has_one,
    years_after,
)
from reference.plain_board_systems import SYSTEMS
from wardtoboard.boards.facts import Board

DOCTORS = ("GMC", "GDC-dentist")
NURSES = ("NMC-nurse", "NMC-midwife")


def judge(board: Board, day: date) -> dict[str, str]:
    """Give the status of every rule of the bodies that this board is of, on this day."""
    statuses = {}
    for rule, facts in RULES.items():
        case = Case(board, day, rule)
        if not facts.bodies & case.bodies:
            continue
        if not facts.holds_on(day):
            statuses[rule] = NOT_APPLICABLE
        else:
            statuses[rule] = JUDGES[rule](case)
    return statuses


# How many directors


def _has_no_cap(case: Case) -> bool:
    if "nhs_trust_high_secure" in case.bodies and case.day >= HIGH_SECURE_FROM:
        return True
    return "nhs_trust_deauthorised" in case.bodies and case.day >= DEAUTHORISED_FROM


def _capped(case: Case, name: str, *kinds: str) -> str:
    if _has_no_cap(case):
        return NOT_APPLICABLE
    if "nhs_care_trust" in case.bodies and case.day >= date(2001, 12, 19) and not case.own:
        return CANNOT_TELL
    cap = case.params[name]
    if case.params.get("grows_while_suspended") == 1:
        for seat in case.directors("chair", "executive", "non_executive", "member"):
            began, ended = seat.suspended_from, seat.suspended_to
            if began is not None and began <= case.day and (ended is None or case.day <= ended):
                cap += 1
    return at_most(case.units(*kinds), cap)


def _most_directors(case: Case) -> str:
    return _capped(case, "max_total", "executive", "non_executive", "member")


def _most_non_executives(case: Case) -> str:
    return _capped(case, "max_ned", "non_executive")


def _most_executives(case: Case) -> str:
    return _capped(case, "max_ed", "executive")


def _high_secure_numbers(case: Case) -> str:
    return all_of(
        [
            at_most(case.units("executive", "non_executive", "member"), case.params["max_total"]),
            at_most(case.units("non_executive"), case.params["max_ned"]),
            at_most(case.units("executive"), case.params["max_ed"]),
        ]
    )


def _constitution_numbers(case: Case) -> str:
    if not case.own:
        return NOT_APPLICABLE
    counted = {
        "max_total": ("chair", "executive", "non_executive", "member"),
        "max_ned": ("chair", "non_executive"),
        "max_ed": ("executive",),
    }
    return all_of(
        [
            at_most(case.units(*kinds), case.params[name])
            for name, kinds in counted.items()
            if name in case.params
        ]
    )


# Who the executives must be


def _executive_with_role(role: str) -> Callable[[Case], str]:
    def judged(case: Case) -> str:
        return has_one(case.units("executive"), lambda seat: seat.role == role)

    return judged


def _needs_no_clinicians(case: Case) -> bool:
    return bool(case.bodies & {"nhs_trust_ambulance", "nhs_trust_no_direct_patient_services"})


def _holds_any(unit: Unit, registers: tuple[str, ...]) -> bool | None:
    """Answer whether one of a unit is on one of these registers; None where nobody told."""
    told = True
    for seat in unit.seats:
        if seat.registrations is None:
            told = False
            continue
        for registration in seat.registrations:
            if registration in registers:
                return True
    return False if told else None


def _doctor(case: Case) -> str:
    may_be = False
    for unit in case.units("executive"):
        answer = _holds_any(unit, DOCTORS)
        if answer is True and unit.votes is True:
            return MET
        if answer is not False:
            may_be = True
    return CANNOT_TELL if may_be else NOT_MET


def _another_nurse(case: Case) -> str:
    sure_doctors, sure_nurses, may_doctors, may_nurses = set(), set(), set(), set()
    for number, unit in enumerate(case.units("executive")):
        for registers, sure, may in (
            (DOCTORS, sure_doctors, may_doctors),
            (NURSES, sure_nurses, may_nurses),
        ):
            answer = _holds_any(unit, registers)
            if answer is True and unit.votes is True:
                sure.add(number)
            if answer is not False:
                may.add(number)
    if not sure_nurses:
        one_alone = len(may_nurses) == 1 and may_nurses == sure_doctors == may_doctors
        return CANNOT_TELL if may_nurses and not one_alone else NOT_MET
    if not sure_doctors:
        return MET
    for nurse in sure_nurses:
        for doctor in sure_doctors:
            if nurse != doctor:
                return MET
    return CANNOT_TELL if (may_doctors | may_nurses) - sure_nurses else NOT_MET


def _unless_waived(judged: Callable[[Case], str]) -> Callable[[Case], str]:
    return lambda case: NOT_APPLICABLE if _needs_no_clinicians(case) else judged(case)


def _executive_of_council(case: Case) -> str:
    return has_one(
        case.units("executive"),
        lambda seat: (
            None if seat.experience is None else ("local_authority_health" in seat.experience)
        ),
    )


# Who the non-executives must be


def _councillors(case: Case) -> str:
    partners = case.board.partner_local_authorities
    if partners is None:
        return CANNOT_TELL
    if partners == ():
        return NOT_APPLICABLE
    lacking, total, may_fill = {}, 0, 0
    for partner in partners:
        sure, possible = _from_one_authority(case, partner)
        lacking[partner] = max(0, case.params["per_partner_la"] - sure)
        if possible < lacking[partner]:
            return NOT_MET
        total += lacking[partner]
    if total == 0:
        return MET
    for seat in case.directors("non_executive"):
        theirs = seat.local_authority
        if theirs is None or (lacking.get(theirs, 0) > 0 and seat.voting is None):
            may_fill += 1
    return CANNOT_TELL if may_fill >= total else NOT_MET


def _from_one_authority(case: Case, partner: str) -> tuple[int, int]:
    """Count who surely comes from a partner, and who else may."""
    sure = possible = 0
    for seat in case.directors("non_executive"):
        if seat.local_authority == partner and seat.voting is True:
            sure += 1
        elif seat.local_authority in (partner, None):
            possible += 1
    return sure, possible


def _of_the_university(case: Case) -> str:
    return has_one(
        case.units("non_executive"),
        lambda seat: None if seat.constituency is None else seat.constituency == "university",
    )


def _terms(case: Case) -> str:
    people = case.directors("chair", "non_executive")
    if not people:
        return NOT_APPLICABLE
    unknown = False
    for seat in people:
        if seat.start is None or seat.end is None:
            unknown = True
        elif seat.end > years_after(seat.start, int(case.params["max_years_per_term"])):
            return NOT_MET
    return CANNOT_TELL if unknown else MET


def _chair_sits(case: Case) -> str:
    return has_one(case.units("chair"), lambda _: True)


def _not_disqualified(case: Case) -> str:
    answers = [seat.disqualified for seat in case.directors("executive")]
    if not answers:
        return NOT_APPLICABLE
    if True in answers:
        return NOT_MET
    return CANNOT_TELL if None in answers else MET


def _eligible(case: Case) -> str:
    answers = [seat.constituency for seat in case.directors("chair", "non_executive")]
    if not answers:
        return NOT_APPLICABLE
    if "staff" in answers or "none" in answers:
        return NOT_MET
    return CANNOT_TELL if None in answers else MET


JUDGES: dict[str, Callable[[Case], str]] = {
    "NHST-MAX-DIR": _most_directors,
    "NHST-MAX-NED": _most_non_executives,
    "NHST-MAX-ED": _most_executives,
    "NHST-HS-MH-MAX": _high_secure_numbers,
    "NHST-HS-MH-CO": _executive_with_role("chief_officer_high_secure"),
    "NHST-CARE-ED": _executive_of_council,
    "NHST-CARE-NED": _councillors,
    "NHST-ED-CEO": _executive_with_role("chief_executive"),
    "NHST-ED-CFO": _executive_with_role("chief_finance_officer"),
    "NHST-ED-DOC": _unless_waived(_doctor),
    "NHST-ED-NURSE": _unless_waived(_another_nurse),
    "NHST-TEACH-NED": _of_the_university,
    "NHST-NED-TERM": _terms,
    "FT-ED-CEO": _executive_with_role("chief_executive"),
    "FT-ED-CFO": _executive_with_role("chief_finance_officer"),
    "FT-CHAIR-NED": _chair_sits,
    "FT-ED-DOC": _doctor,
    "FT-ED-NURSE": _another_nurse,
    "FT-ED-DISQ": _not_disqualified,
    "FT-NED-ELIG": _eligible,
    "FT-NO-MAX": _constitution_numbers,
    "ICB-CHAIR": _chair_sits,
    **CODES,
    **SYSTEMS,
}
