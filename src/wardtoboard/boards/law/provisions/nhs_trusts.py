"""What the law asks of the boards of NHS trusts."""

from __future__ import annotations

from collections.abc import Mapping

from wardtoboard.boards.facts import Role, is_suspended_on
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.answers import (
    Answer,
    Check,
    Provision,
    at_most,
    each_of,
    listed,
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
from wardtoboard.boards.law.provisions.facts_of_a_seat import has_experience_of, has_role
from wardtoboard.boards.law.sitting import Director, Fact, count_such, years_after

EXECUTIVE = "executive director"
CHAIR_OR_NON_EXECUTIVE = "chair or non-executive director"

HIGH_SECURE = "NHST-HS-MH-MAX"
CARE = "NHST-CARE-ED"


def has_at_most_so_many_directors(asked: Asked) -> Answer:
    """Directors without the chair are no more than the maximum."""
    return _other_maxima(asked, "max_total") or at_most(
        asked.sitting.besides_chair, asked.value("max_total"), "directors without the chair"
    )


def has_at_most_so_many_non_executives(asked: Asked) -> Answer:
    """Non-executive directors without the chair are no more than the maximum."""
    other = _other_maxima(asked, "max_ned")
    if other:
        return other
    most = asked.value("max_ned") + _places_of_the_suspended(asked)
    return at_most(asked.sitting.non_executives, most, "non-executive directors without the chair")


def has_at_most_so_many_executives(asked: Asked) -> Answer:
    """Executive directors are no more than the maximum."""
    return _other_maxima(asked, "max_ed") or at_most(
        asked.sitting.executives, asked.value("max_ed"), "executive directors"
    )


def _other_maxima(asked: Asked, name: str) -> Answer | None:
    """Answer where the general maximum is not this trust's."""
    if asked.applies(HIGH_SECURE):
        return not_applicable("A trust with high security services has maxima of its own.")
    if asked.applies("NHST-DEAUTH"):
        return not_applicable(
            "The maxima do not hold for a trust that has ceased to be a foundation trust."
        )
    if asked.instrument_with(name) is None and asked.applies(CARE):
        return Answer(
            Status.CANNOT_TELL,
            "A care trust has maxima of its own, and nobody entered its order.",
            ("the number in the trust's own order",),
        )
    return None


def _places_of_the_suspended(asked: Asked) -> int:
    """Give how many places an order adds while directors are suspended."""
    if asked.instrument_with("grows_while_suspended") is None:
        return 0
    if not asked.value("grows_while_suspended"):
        return 0
    return sum(is_suspended_on(seat, asked.day) for seat in asked.seats)


def keeps_the_maxima_of_high_security(asked: Asked) -> Answer:
    """Directors, non-executives and executives are each no more than their maximum."""
    sitting = asked.sitting
    return together(
        [
            at_most(sitting.besides_chair, asked.value("max_total"), "directors without the chair"),
            at_most(
                sitting.non_executives,
                asked.value("max_ned"),
                "non-executive directors without the chair",
            ),
            at_most(sitting.executives, asked.value("max_ed"), "executive directors"),
        ]
    )


def has_a_chief_officer_of_high_security(asked: Asked) -> Answer:
    """An executive director is the chief officer for the high security services."""
    return someone(
        asked.sitting.executives,
        EXECUTIVE,
        has_role(Role.CHIEF_OFFICER_HIGH_SECURE),
        "is the chief officer for high security services",
        "the role",
    )


def has_an_executive_from_local_authority_health(asked: Asked) -> Answer:
    """An executive director knows local authorities' health functions from experience."""
    return someone(
        asked.sitting.executives,
        EXECUTIVE,
        has_experience_of("local_authority_health"),
        "has experience of health functions of a local authority",
        "the experience",
    )


def has_a_non_executive_from_each_partner_authority(asked: Asked) -> Answer:
    """Each local authority that is a partner has a member among the non-executives."""
    partners = asked.board.partner_local_authorities
    if partners is None:
        because = "Nobody told which local authorities are partners of the trust."
        return Answer(Status.CANNOT_TELL, because, ("the partner local authorities",))
    if not partners:
        return not_applicable("The trust has no partner local authority.")
    pool, each = asked.sitting.non_executives, int(asked.value("per_partner_la"))
    found = {one: count_such(pool, _is_from(one)) for one in dict.fromkeys(partners)}
    lacking = {one: each - count.low for one, count in found.items() if count.low < each}
    if not lacking:
        return Answer(
            Status.MET, f"{each_of(found)} has a member among the non-executive directors."
        )
    may = {partner: [one for one in pool if _may_fill(one, partner)] for partner in lacking}
    fillers = [one for one in pool if any(one in each_may for each_may in may.values())]
    is_short = any(len(may[partner]) < number for partner, number in lacking.items())
    if is_short or len(fillers) < sum(lacking.values()):
        said = f"Too few non-executive directors come from {listed(lacking)}."
        return Answer(Status.NOT_MET, said)
    return Answer(
        Status.CANNOT_TELL,
        f"No non-executive director surely comes from {listed(lacking, 'or')}, "
        f"but it may be so of {listed((one.name for one in fillers), 'or')}.",
        tuple(f"the local authority or the vote of {one.name}" for one in fillers),
    )


def _is_from(partner: str) -> Fact:
    return lambda s: None if s.local_authority is None else s.local_authority == partner


def _may_fill(director: Director, partner: str) -> bool:
    """Answer whether a director who does not surely come from a partner may do so."""
    answer = director.answers(_is_from(partner))
    return answer is None or (answer and not director.is_sure)


def has_a_chief_executive(asked: Asked) -> Answer:
    """An executive director is the chief executive."""
    return someone(
        asked.sitting.executives,
        EXECUTIVE,
        has_role(Role.CHIEF_EXECUTIVE),
        "is the chief executive",
        "the role",
    )


def has_a_chief_finance_officer(asked: Asked) -> Answer:
    """An executive director is the chief finance officer."""
    return someone(
        asked.sitting.executives,
        EXECUTIVE,
        has_role(Role.CHIEF_FINANCE_OFFICER),
        "is the chief finance officer",
        "the role",
    )


def has_a_registered_doctor_or_dentist_executive(asked: Asked) -> Answer:
    """An executive director is a registered doctor or dentist, unless waived."""
    return _waived(asked) or doctor_or_dentist_sits(asked)


def has_a_registered_nurse_or_midwife_executive(asked: Asked) -> Answer:
    """Another executive director is a registered nurse or midwife, unless waived."""
    return _waived(asked) or another_is_a_nurse_or_midwife(asked, "NHST-ED-DOC")


def _waived(asked: Asked) -> Answer | None:
    if asked.applies("NHST-EXC-AMB"):
        return not_applicable("The law does not ask this of an ambulance trust.")
    if asked.applies("NHST-EXC-NODIRECT"):
        said = "The law does not ask this of a trust without services direct to patients."
        return not_applicable(said)
    return None


def has_a_non_executive_of_the_university(asked: Asked) -> Answer:
    """A non-executive director comes from the university with the medical or dental school."""
    return someone(
        asked.sitting.non_executives,
        "non-executive director",
        lambda seat: None if seat.constituency is None else seat.constituency == "university",
        "comes from the university",
        "where the appointment comes from",
        asked.value("min"),
    )


def appoints_nobody_for_longer_than_the_term(asked: Asked) -> Answer:
    """The chair and non-executive directors are appointed for no longer than the maximum."""
    years = asked.value("max_years_per_term")
    checks = (
        Check(lambda s: None if s.start is None else False, "", "the first day of {}"),
        Check(
            lambda s: (
                None
                if s.end is None
                else s.start is not None and s.end > years_after(s.start, years)
            ),
            f"is appointed for more than {years:g} years",
            "the last day of {}",
        ),
    )
    return nobody(
        asked.sitting.seats_of_chair_and_non_executives,
        CHAIR_OR_NON_EXECUTIVE,
        checks,
        f"No chair or non-executive director is appointed for more than {years:g} years",
    )


PROVISIONS: Mapping[str, Provision] = {
    "NHST-MAX-DIR": has_at_most_so_many_directors,
    "NHST-MAX-NED": has_at_most_so_many_non_executives,
    "NHST-MAX-ED": has_at_most_so_many_executives,
    "NHST-HS-MH-MAX": keeps_the_maxima_of_high_security,
    "NHST-HS-MH-CO": has_a_chief_officer_of_high_security,
    "NHST-CARE-ED": has_an_executive_from_local_authority_health,
    "NHST-CARE-NED": has_a_non_executive_from_each_partner_authority,
    "NHST-ED-CEO": has_a_chief_executive,
    "NHST-ED-CFO": has_a_chief_finance_officer,
    "NHST-ED-DOC": has_a_registered_doctor_or_dentist_executive,
    "NHST-ED-NURSE": has_a_registered_nurse_or_midwife_executive,
    "NHST-TEACH-NED": has_a_non_executive_of_the_university,
    "NHST-NED-TERM": appoints_nobody_for_longer_than_the_term,
}
