"""What the law asks of the boards of foundation trusts, whose chair is a non-executive."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wardtoboard.boards.facts import SeatKind
from wardtoboard.boards.law.answers import (
    Answer,
    Check,
    Provision,
    at_most,
    nobody,
    not_applicable,
    someone,
    together,
)
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions.clinicians import (
    another_is_a_nurse_or_midwife,
    doctor_or_dentist_sits,
)
from wardtoboard.boards.law.provisions.nhs_trusts import (
    CHAIR_OR_NON_EXECUTIVE,
    EXECUTIVE,
    has_a_chief_executive,
    has_a_chief_finance_officer,
)
from wardtoboard.boards.law.sitting import Director, Sitting


def has_a_chair(asked: Asked) -> Answer:
    """A chair sits."""
    chairs = asked.sitting.chairs
    return someone(chairs, "director", lambda _: True, "is the chair", "the seat")


def has_another_registered_nurse_or_midwife_executive(asked: Asked) -> Answer:
    """Another executive director than the doctor or dentist is a registered nurse or midwife."""
    return another_is_a_nurse_or_midwife(asked, "FT-ED-DOC")


def has_no_disqualified_executive(asked: Asked) -> Answer:
    """No executive director is disqualified, such as by bankruptcy."""
    seats = tuple(seat for seat in asked.seats if seat.kind == SeatKind.EXECUTIVE)
    check = Check(lambda s: s.disqualified, "is disqualified", "whether {} is disqualified")
    return nobody(seats, EXECUTIVE, (check,), "No executive director is disqualified")


def has_only_eligible_non_executives(asked: Asked) -> Answer:
    """The chair and non-executives are members of the public or patients, or of the university."""
    check = Check(
        lambda s: None if s.constituency is None else s.constituency in ("staff", "none"),
        "is no member of the public or patients' constituency and not from the university",
        "the constituency of {}",
    )
    seats = asked.sitting.seats_of_chair_and_non_executives
    holds = "The chair and each non-executive director may be appointed"
    return nobody(seats, CHAIR_OR_NON_EXECUTIVE, (check,), holds)


MAXIMA: Mapping[str, tuple[str, Callable[[Sitting], tuple[Director, ...]]]] = {
    "max_total": ("directors with the chair", lambda sitting: sitting.directors),
    "max_ned": (
        "non-executive directors with the chair",
        lambda sitting: sitting.chair_and_non_executives,
    ),
    "max_ed": ("executive directors", lambda sitting: sitting.executives),
}


def keeps_the_size_of_its_constitution(asked: Asked) -> Answer:
    """The board keeps the maxima of its own constitution; the law sets none."""
    own = [name for name in MAXIMA if asked.instrument_with(name)]
    if not own:
        return not_applicable("The law sets no maximum, and no constitution was entered.")
    return together(
        [
            at_most(directors(asked.sitting), asked.value(name), who)
            for name, (who, directors) in MAXIMA.items()
            if name in own
        ]
    )


PROVISIONS: Mapping[str, Provision] = {
    "FT-ED-CEO": has_a_chief_executive,
    "FT-ED-CFO": has_a_chief_finance_officer,
    "FT-CHAIR-NED": has_a_chair,
    "FT-ED-DOC": doctor_or_dentist_sits,
    "FT-ED-NURSE": has_another_registered_nurse_or_midwife_executive,
    "FT-ED-DISQ": has_no_disqualified_executive,
    "FT-NED-ELIG": has_only_eligible_non_executives,
    "FT-NO-MAX": keeps_the_size_of_its_constitution,
}
