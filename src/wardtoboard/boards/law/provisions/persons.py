"""What is asked of every director as a person."""

from __future__ import annotations

from collections.abc import Mapping

from wardtoboard.boards.facts import NEVER, Seat
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.answers import Answer, Check, Provision, nobody
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.sitting import done_by, years_after


def _never_tested(asked: Asked) -> Check:
    def is_untested(seat: Seat) -> bool | None:
        tested = done_by(asked.day, seat.fit_and_proper)
        return None if tested is None else tested == NEVER

    return Check(
        is_untested,
        "never had the full test of being fit and proper",
        "the day of the full fit and proper test of {}",
    )


def has_only_fit_and_proper_directors(asked: Asked) -> Answer:
    """Every director, with a vote or without, was found fit and proper; none is disqualified."""
    checks = (
        Check(lambda s: s.disqualified, "is disqualified", "whether {} is disqualified"),
        _never_tested(asked),
    )
    return nobody(
        asked.whole.everyone, "director", checks, "Every director was found fit and proper"
    )


def has_everyone_attested_within_the_year(asked: Asked) -> Answer:
    """Every director had the full test, and it or a later statement is of the last year.

    Directors without a vote are asked as well. A full test holds a statement of one's own, so a
    director tested lately needs no other.
    """
    oldest = years_after(asked.day, -1)

    def is_out_of_date(seat: Seat) -> bool | None:
        tested = done_by(asked.day, seat.fit_and_proper)
        if tested is None or tested >= oldest:
            return False
        stated = done_by(asked.day, seat.self_attested)
        return None if stated is None else stated < oldest

    checks = (
        _never_tested(asked),
        Check(
            is_out_of_date,
            "neither had the full test nor made a statement within the last year",
            "the last statement of {}",
        ),
    )
    holds = "Every director was tested or made a statement within the last year"
    return nobody(asked.whole.everyone, "director", checks, holds)


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
