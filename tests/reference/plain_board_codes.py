"""The codes of governance, and the rules for each person, for the plain twin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from reference.plain_board_people import (
    CANNOT_TELL,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    Case,
    years_after,
)
from wardtoboard.boards.facts import NEVER, Seat

ALL = ("chair", "executive", "non_executive", "member")


def half(case: Case) -> str:
    """Judge whether enough of the board, its chair apart, are independent non-executives."""
    worst_independent = best_independent = worst_table = best_table = 0
    for unit in case.units("executive", "non_executive", "member"):
        worst_table += 1
        non_executive = case.kind_of(unit.seats[0]) == "non_executive"
        independent = unit.seats[0].independent if non_executive else False
        if unit.votes is True and independent is True:
            worst_independent += 1
        if independent is not False:
            best_independent += 1
        if unit.votes is True or independent is not False:
            best_table += 1
    asked = case.params["min_fraction"]
    if worst_table == 0:
        return NOT_APPLICABLE
    if worst_independent >= asked * worst_table:
        return MET
    return NOT_MET if best_independent < asked * best_table else CANNOT_TELL


def clinical_non_executive(case: Case) -> str:
    for seat in case.directors("chair", "non_executive"):
        if seat.professions and seat.voting is True:
            return MET
    return CANNOT_TELL


def first_day(case: Case, seat: Seat) -> date | None:
    """Give the day a person first joined the board; None where that is not known."""
    if seat.first_appointed is not None:
        return seat.first_appointed
    earliest = None
    for other in case.board.seats:
        if other.person != seat.person or other.kind == "attendee":
            continue
        if other.start is None:
            return None
        if earliest is None or other.start < earliest:
            earliest = other.start
    return earliest


def _lasts(until: date | None, years: float, day: date) -> bool | None:
    if until is None:
        return None
    return until != NEVER and years_after(until, int(years)) > day


def _over(case: Case, seat: Seat, years: float) -> bool | None:
    first = first_day(case, seat)
    return None if first is None else years_after(first, int(years)) < case.day


def _doubts_of_2014(case: Case, seat: Seat) -> list[bool | None]:
    return [
        _lasts(seat.employed_until, case.params["employee_years"], case.day),
        _lasts(seat.business_until, case.params["business_years"], case.day),
        _over(case, seat, case.params["tenure_years"]),
    ]


def _doubts_of_2023(case: Case, seat: Seat) -> list[bool | None]:
    return [
        *_doubts_of_2014(case, seat),
        seat.other_pay,
        seat.family_ties,
        seat.cross_directorship,
        None if seat.constituency is None else seat.constituency == "university",
    ]


def _independent(doubts_of: Callable[[Case, Seat], list[bool | None]]) -> Callable[[Case], str]:
    """Judge by what the board could come to, whatever the facts that nobody told turn out to be."""

    def judged(case: Case) -> str:
        could_be = {NOT_APPLICABLE}
        for seat in case.directors("chair", "non_executive"):
            could_be = {
                _worse(so_far, alone)
                for so_far in could_be
                for alone in _alone_could_be(seat, doubts_of(case, seat))
            }
        return could_be.pop() if len(could_be) == 1 else CANNOT_TELL

    return judged


def _alone_could_be(seat: Seat, doubts: Sequence[bool | None]) -> set[str]:
    """Give what a board of one could come to: nothing is asked of who is not independent."""
    could_be = set()
    if seat.independent in (False, None):
        could_be.add(NOT_APPLICABLE)
    if seat.independent in (True, None):
        if all(doubt in (False, None) for doubt in doubts):
            could_be.add(MET)
        if any(doubt in (True, None) for doubt in doubts):
            could_be.add(NOT_MET)
    return could_be


def _worse(one: str, other: str) -> str:
    for status in (NOT_MET, MET):
        if status in (one, other):
            return status
    return NOT_APPLICABLE


def _nobody_or(people: Sequence[Seat], doubts: Sequence[bool | None]) -> str:
    """Judge by doubts about people: one that is true decides, one that is unknown leaves open."""
    if not people:
        return NOT_APPLICABLE
    if True in doubts:
        return NOT_MET
    return CANNOT_TELL if None in doubts else MET


def reviewed(case: Case) -> str:
    people = case.directors("chair", "non_executive")
    doubts: list[bool | None] = []
    for seat in people:
        over = _over(case, seat, case.params["review_years"])
        if over is None:
            doubts.append(None)
        elif over:
            doubts.append(_never_by(case.day, seat.extension_reviewed))
    return _nobody_or(people, doubts)


def agreed(case: Case) -> str:
    people = case.directors("chair", "non_executive")
    doubts: list[bool | None] = []
    for seat in people:
        over = _over(case, seat, case.params["max_years"])
        if over is None:
            doubts.append(None)
        elif over:
            until = seat.extension_agreed_until
            doubts.append(None if until is None else until < case.day)
    return _nobody_or(people, doubts)


def _never_by(day: date, last: date | None) -> bool | None:
    """Answer whether something had not been done by a day, of which only the last time is held."""
    if last == NEVER:
        return True
    if last is None or day < last:
        return None
    return False


def proper(case: Case) -> str:
    people = case.in_post(*ALL)
    doubts: list[bool | None] = []
    for seat in people:
        doubts.append(seat.disqualified)
        doubts.append(_never_by(case.day, seat.fit_and_proper))
    return _nobody_or(people, doubts)


def tested_each_year(case: Case) -> str:
    people = case.in_post(*ALL)
    return _nobody_or(people, [_is_untested(case, seat) for seat in people])


def _is_untested(case: Case, seat: Seat) -> bool | None:
    """Answer whether a test of this year is wanting; a full test of the year is enough by itself.

    Who has never been tested fully fails, whatever they attested.
    """
    year_ago = years_after(case.day, -1)
    tested, attested = seat.fit_and_proper, seat.self_attested
    never = _never_by(case.day, tested)
    if never is not False:
        return never
    if tested >= year_ago:
        return False
    if attested is None or attested > case.day:
        return None
    return attested < year_ago


def framework(case: Case) -> str:
    return {True: MET, False: NOT_MET, None: CANNOT_TELL}[case.board.uses_competency_framework]


CODES: dict[str, Callable[[Case], str]] = {
    "CODE14-HALF": half,
    "CODE14-CLIN-NED": clinical_non_executive,
    "CODE14-INDEP": _independent(_doubts_of_2014),
    "CODE23-HALF": half,
    "CODE23-INDEP": _independent(_doubts_of_2023),
    "CODE23-TENURE6": reviewed,
    "CODE23-TENURE9": agreed,
    "FPPR": proper,
    "FPPT-ANNUAL": tested_each_year,
    "LCF": framework,
}
