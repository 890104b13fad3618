"""The doctor or dentist and the nurse or midwife whom trusts of both kinds must have."""

from __future__ import annotations

from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.answers import Answer, each_of, listed, someone
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions.facts_of_a_seat import is_registered_with
from wardtoboard.boards.law.sitting import Director, Fact

REGISTERS = "regulators"
NURSE = "is a registered nurse or midwife"


def doctor_or_dentist_sits(asked: Asked) -> Answer:
    """An executive director is a registered doctor or dentist."""
    return someone(
        asked.sitting.executives,
        "executive director",
        is_registered_with(asked.value(REGISTERS)),
        "is a registered doctor or dentist",
        "the registrations",
    )


def another_is_a_nurse_or_midwife(asked: Asked, rule_of_the_doctor: str) -> Answer:
    """A nurse or midwife sits who is another person than the doctor or dentist."""
    pool = asked.sitting.executives
    is_nurse = is_registered_with(asked.value(REGISTERS))
    is_doctor = is_registered_with(asked.value_of(rule_of_the_doctor, REGISTERS))
    nurses = [one for one in pool if one.is_sure and one.answers(is_nurse)]
    doctors = [one for one in pool if one.is_sure and one.answers(is_doctor)]
    both = [one for one in nurses if doctors == [one]]
    if both == nurses and nurses:
        return _one_for_both(pool, both[0], is_nurse, is_doctor)
    others = [one for one in nurses if one not in both]
    if others:
        return Answer(Status.MET, f"{each_of(one.name for one in others)} {NURSE}.")
    may_be = [one for one in pool if one.answers(is_nurse) is not False]
    may_be_doctors = [one for one in pool if one.answers(is_doctor) is not False]
    if len(may_be) == 1 and may_be == doctors == may_be_doctors:
        said = f"Only {may_be[0].name} may be one, who is the doctor or dentist"
        return Answer(Status.NOT_MET, f"{said}; the law asks for two people.")
    return someone(pool, "executive director", is_nurse, NURSE, "the registrations")


def _one_for_both(
    pool: tuple[Director, ...], both: Director, is_nurse: Fact, is_doctor: Fact
) -> Answer:
    """Answer where one director alone is both; the law asks for two people."""
    said = f"{both.name} is both the doctor or dentist and the nurse or midwife"
    may = [
        one
        for one in pool
        if one != both
        and (one.answers(is_nurse) is not False or one.answers(is_doctor) is not False)
    ]
    if not may:
        return Answer(Status.NOT_MET, f"{said}, and the law asks for two people.")
    return Answer(
        Status.CANNOT_TELL,
        f"{said}; a second may be {listed((one.name for one in may), 'or')}.",
        tuple(f"the registrations and the vote of {one.name}" for one in may),
    )
