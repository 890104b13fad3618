"""What is asked of every director as a person."""

from __future__ import annotations

from collections.abc import Mapping

from wardtoboard.boards.facts import NEVER, Seat
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.answers import Answer, Check, Provision, nobody
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.sitting import Fact, years_after


def was_never(name: str) -> Fact:
    """Ask whether something that has a date has never happened."""

    def ask(seat: Seat) -> bool | None:
        day = getattr(seat, name)
        return None if day is None else day == NEVER

    return ask


NEVER_TESTED = Check(
    was_never("fit_and_proper"),
    "never had the full test of being fit and proper",
    "the day of the full fit and proper test of {}",
)


def has_only_fit_and_proper_directors(asked: Asked) -> Answer:
    """Every director was found fit and proper, and none is disqualified."""
    checks = (
        Check(lambda s: s.disqualified, "is disqualified", "whether {} is disqualified"),
        NEVER_TESTED,
    )
    return nobody(asked.seats, "director", checks, "Every director was found fit and proper")


def has_everyone_attested_within_the_year(asked: Asked) -> Answer:
    """Every director had the full test, and it or a later statement is of the last year.

    A full test holds a statement of one's own, so a director tested lately needs no other.
    """
    oldest = years_after(asked.day, -1)

    def is_out_of_date(seat: Seat) -> bool | None:
        if seat.fit_and_proper is None or seat.fit_and_proper >= oldest:
            return False
        return None if seat.self_attested is None else seat.self_attested < oldest

    checks = (
        NEVER_TESTED,
        Check(
            is_out_of_date,
            "neither had the full test nor made a statement within the last year",
            "the last statement of {}",
        ),
    )
    holds = "Every director was tested or made a statement within the last year"
    return nobody(asked.seats, "director", checks, holds)


def uses_the_leadership_competency_framework(asked: Asked) -> Answer:
    """Role descriptions and appraisals of the board use the framework."""
    uses = asked.board.uses_competency_framework
    if uses is None:
        what = "whether the leadership competency framework is used"
        return Answer(Status.CANNOT_TELL, f"Nobody told {what}.", (what,))
    domains = f"the {asked.value('domains')} areas of the leadership competency framework"
    if uses:
        return Answer(Status.MET, f"Role descriptions and appraisals use {domains}.")
    return Answer(Status.NOT_MET, f"Role descriptions and appraisals do not use {domains}.")


PROVISIONS: Mapping[str, Provision] = {
    "FPPR": has_only_fit_and_proper_directors,
    "FPPT-ANNUAL": has_everyone_attested_within_the_year,
    "LCF": uses_the_leadership_competency_framework,
}
