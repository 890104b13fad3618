"""What the codes of governance ask: comply, or explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wardtoboard.boards.facts import NEVER, Seat, SeatKind, first_day_on
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.answers import (
    Answer,
    Check,
    Provision,
    each_of,
    nobody,
    not_applicable,
    votes,
)
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions.nhs_trusts import CHAIR_OR_NON_EXECUTIVE
from wardtoboard.boards.law.sitting import (
    Count,
    Director,
    Fact,
    any_of,
    count,
    count_such,
    done_by,
    years_after,
)

FIRST_DAY = "the day {} first joined the board"


def is_half_independent(asked: Asked) -> Answer:
    """Independent non-executives are at least half of the board without the chair."""
    pool = asked.sitting.besides_chair
    if not pool:
        return not_applicable("Nobody sits besides the chair.")
    fraction = asked.value("min_fraction")
    status = _share(pool, fraction)
    independent = _independent(pool)
    because = (
        f"{_between(independent)} of {_between(count(pool))} directors without the chair "
        f"are independent non-executives; the code asks for {fraction:.0%}"
        f"{_looser_reading(asked.sitting.non_executives, fraction, status)}."
    )
    missing = _what_would_tell(pool) if status == Status.CANNOT_TELL else ()
    return Answer(status, because, missing)


def _independent(pool: Sequence[Director]) -> Count:
    return count_such(_non_executives(pool), _is_independent)


def _non_executives(pool: Sequence[Director]) -> list[Director]:
    return [one for one in pool if one.kind == SeatKind.NON_EXECUTIVE]


def _is_independent(seat: Seat) -> bool | None:
    return seat.independent


def _share(pool: Sequence[Director], fraction: float) -> Status:
    """Say whether the independent are such a share of a pool, at its worst and at its best."""
    everyone, independent = count(pool), _independent(pool)
    if independent.low >= fraction * everyone.high:
        return Status.MET
    at_best = everyone.low + sum(not one.is_sure for one in independent.unsure)
    return Status.NOT_MET if independent.high < fraction * at_best else Status.CANNOT_TELL


def _looser_reading(non_executives: Sequence[Director], fraction: float, status: Status) -> str:
    """Say what half of the non-executives alone, as the 2019 guide words it, would come to."""
    looser = _share(non_executives, fraction)
    if looser == status:
        return ""
    come_to = {
        Status.MET: "be met",
        Status.NOT_MET: "not be met",
        Status.CANNOT_TELL: "leave it open",
    }
    return (
        " (the 2019 guide speaks of half of the non-executive directors only, "
        f"which would {come_to[looser]})"
    )


def _between(found: Count) -> str:
    return f"{found.low}" if found.low == found.high else f"{found.low} to {found.high}"


def _what_would_tell(pool: Sequence[Director]) -> tuple[str, ...]:
    unknown = [one.name for one in _non_executives(pool) if one.answers(_is_independent) is None]
    return (*(f"whether {name} is independent" for name in unknown), *votes(count(pool)))


def has_a_clinician_among_the_non_executives(asked: Asked) -> Answer:
    """The chair or a non-executive has a clinical profession; governors weigh its value."""
    pool = asked.sitting.chair_and_non_executives
    clinicians = [one for one in pool if one.is_sure and one.answers(_is_clinician)]
    if clinicians:
        names = each_of(one.name for one in clinicians)
        return Answer(Status.MET, f"{names} has a clinical profession.")
    return Answer(
        Status.CANNOT_TELL,
        "No chair or non-executive director surely has a clinical profession, "
        "and nobody told whether the governors weighed the value of one.",
        ("whether the council of governors weighed the value of a clinician",),
    )


def _is_clinician(seat: Seat) -> bool:
    return bool(seat.professions)


def counts_as_independent_only_who_is(asked: Asked) -> Answer:
    """Nobody counted as independent was lately employed, in business here or long on the board."""
    return _independence(asked, ())


OF_2023 = (
    Check(lambda s: s.other_pay, "has other pay from the trust", "whether {} has other pay"),
    Check(lambda s: s.family_ties, "has close family ties", "whether {} has close family ties"),
    Check(
        lambda s: s.cross_directorship,
        "shares other directorships with a director",
        "whether {} shares other directorships with a director",
    ),
    Check(
        lambda s: None if s.constituency is None else s.constituency == "university",
        "was appointed from the university",
        "where the appointment of {} comes from",
    ),
)
"""What impairs independence in the code of 2023 beside what did so in that of 2014."""


def counts_as_independent_only_who_is_by_the_code_of_2023(asked: Asked) -> Answer:
    """Nobody counted as independent has pay, ties or a past that may impair it."""
    return _independence(asked, OF_2023)


def _independence(asked: Asked, more: Sequence[Check]) -> Answer:
    pool = asked.sitting.seats_of_chair_and_non_executives
    seats = [seat for seat in pool if seat.independent is not False]
    employee, business = asked.value("employee_years"), asked.value("business_years")
    tenure = asked.value("tenure_years")
    grounds = (
        Check(
            _is_lately("employed_until", employee, asked),
            f"was employed here within {employee:g} years",
            "when {} was last employed here",
        ),
        Check(
            _is_lately("business_until", business, asked),
            f"had a business relationship within {business:g} years",
            "when {} last had a business relationship with the trust",
        ),
        Check(
            lambda s: _is_over(asked, s, tenure),
            f"joined the board more than {tenure:g} years ago",
            FIRST_DAY,
        ),
        *more,
    )
    who = f"{CHAIR_OR_NON_EXECUTIVE} counted as independent"
    checks = _of_those_counted(seats, grounds)
    return nobody(seats, who, checks, "Nothing impairs those counted as independent")


def _of_those_counted(seats: Sequence[Seat], grounds: Sequence[Check]) -> list[Check]:
    """Give the checks for people who are counted as independent, or may be as nobody told.

    Of those who may be, it matters where a ground is or may be against them, or where nobody is
    surely counted, as there may be nobody to ask about.
    """
    is_somebody_counted = any(seat.independent for seat in seats)

    def is_untold(seat: Seat) -> bool | None:
        if seat.independent or (is_somebody_counted and _impaired(seat, grounds) is False):
            return False
        return None

    def if_counted(ground: Check) -> Fact:
        """Ask for a ground, but of who may be counted only while no ground is surely there."""
        return lambda s: (
            False if s.independent is None and _impaired(s, grounds) else ground.fact(s)
        )

    return [
        Check(is_untold, "", "whether {} is independent"),
        *(replace(ground, fact=if_counted(ground)) for ground in grounds),
    ]


def _impaired(seat: Seat, grounds: Sequence[Check]) -> bool | None:
    return any_of(ground.fact(seat) for ground in grounds)


def _is_lately(name: str, years: float, asked: Asked) -> Fact:
    """Ask whether the last day of something is less than so many years ago."""

    def ask(seat: Seat) -> bool | None:
        last = getattr(seat, name)
        if last is None:
            return None
        return bool(last != NEVER and years_after(last, years) > asked.day)

    return ask


def _is_over(asked: Asked, seat: Seat, years: float) -> bool | None:
    """Answer whether the person joined the board more than so many years ago."""
    first = first_day_on(asked.board, seat)
    return None if first is None else years_after(first, years) < asked.day


def reviews_long_service(asked: Asked) -> Answer:
    """Service of the chair or a non-executive beyond six years was rigorously reviewed."""
    years = asked.value("review_years")

    def is_unreviewed(seat: Seat) -> bool | None:
        if not _is_over(asked, seat, years):
            return False
        reviewed = done_by(asked.day, seat.extension_reviewed)
        return None if reviewed is None else reviewed == NEVER

    checks = (
        Check(
            is_unreviewed,
            f"serves for more than {years:g} years without a review",
            "when the longer service of {} was reviewed",
        ),
        _first_day_is_known(asked),
    )
    holds = f"Nobody serves for more than {years:g} years without a review"
    seats = asked.sitting.seats_of_chair_and_non_executives
    return nobody(seats, CHAIR_OR_NON_EXECUTIVE, checks, holds)


def ends_service_at_the_limit(asked: Asked) -> Answer:
    """The chair and non-executives serve nine years at most, but for an agreed extension."""
    years = asked.value("max_years")

    def is_too_long(seat: Seat) -> bool | None:
        if not _is_over(asked, seat, years):
            return False
        agreed = seat.extension_agreed_until
        return None if agreed is None else agreed == NEVER or agreed < asked.day

    checks = (
        Check(
            is_too_long,
            f"serves for more than {years:g} years without an agreed extension",
            "until when an extension for {} is agreed",
        ),
        _first_day_is_known(asked),
    )
    holds = f"Nobody serves for more than {years:g} years without an agreed extension"
    seats = asked.sitting.seats_of_chair_and_non_executives
    return nobody(seats, CHAIR_OR_NON_EXECUTIVE, checks, holds)


def _first_day_is_known(asked: Asked) -> Check:
    return Check(
        lambda seat: None if first_day_on(asked.board, seat) is None else False, "", FIRST_DAY
    )


PROVISIONS: Mapping[str, Provision] = {
    "CODE14-HALF": is_half_independent,
    "CODE14-CLIN-NED": has_a_clinician_among_the_non_executives,
    "CODE14-INDEP": counts_as_independent_only_who_is,
    "CODE23-HALF": is_half_independent,
    "CODE23-INDEP": counts_as_independent_only_who_is_by_the_code_of_2023,
    "CODE23-TENURE6": reviews_long_service,
    "CODE23-TENURE9": ends_service_at_the_limit,
}
