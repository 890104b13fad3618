"""What the law and the codes ask of the seats of NHS trusts and foundation trusts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from wardtoboard.boards.facts import Role, Seat, SeatKind
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions.facts_of_a_seat import (
    has_experience_of,
    is_registered_with,
)
from wardtoboard.boards.law.sitting import Fact, years_after
from wardtoboard.boards.plan.options import Option
from wardtoboard.boards.plan.requirements import (
    Demand,
    Fits,
    Need,
    Row,
    at_least,
    at_most,
    together,
    weights,
)
from wardtoboard.boards.plan.shapes import (
    CHAIR,
    EXECUTIVE,
    MEMBER,
    NON_EXECUTIVE,
    Maker,
    Options,
    any_of,
    nobody,
    nobody_who,
    role_of,
    someone,
    sure,
    three_caps,
)

DOCTOR = "a registered doctor or dentist"
NURSE = "a registered nurse or midwife"
NEAR = 1e-9
"""Allows for shares that a binary fraction does not hold exactly."""

CAPPED = {
    "max_total": "directors without the chair",
    "max_ned": "non-executive directors without the chair",
    "max_ed": "executive directors",
}
MEMBERS = ("public", "patients", "university")


def _cap(name: str, *kinds: SeatKind) -> Maker:
    """Cap directors of these kinds, unless this trust has other maxima."""
    unknown = (
        f"The board has no more {CAPPED[name]} than the care trust's own order allows, "
        "which nobody entered."
    )

    def make(asked: Asked, options: Options) -> Demand:
        if asked.applies("NHST-HS-MH-MAX") or asked.applies("NHST-DEAUTH"):
            return Demand()
        if asked.instrument_with(name) is None and asked.applies("NHST-CARE-ED"):
            return Demand(is_to_check=True, to_check=unknown)
        row = at_most(options, asked.value(name), any_of(*kinds))
        grows = asked.instrument_with("grows_while_suspended") is not None
        if not grows or not asked.value("grows_while_suspended"):
            return Demand((row,))
        net = dict(row.weights)
        for column, option in enumerate(options):
            net[column] = net.get(column, 0) - option.suspended
        return Demand((Row(net, high=row.high),))

    return make


def _unless_waived(maker: Maker) -> Maker:
    def make(asked: Asked, options: Options) -> Demand:
        waived = [asked.applies(one) for one in ("NHST-EXC-AMB", "NHST-EXC-NODIRECT")]
        return Demand() if any(waived) else maker(asked, options)

    return make


def _doctor(asked: Asked, options: Options) -> Demand:
    is_doctor = _executive_on(asked.value("regulators"))
    is_nurse = _executive_on(asked.rules[_twin(asked, "NURSE")].params["regulators"])
    need = Need(DOCTOR, is_doctor, rather=lambda option: not is_nurse(option))
    return Demand((Row(weights(options, is_doctor), low=1),), (need,))


def _another_nurse(asked: Asked, options: Options) -> Demand:
    """Ask for a nurse, and where one person is nurse and doctor for one more who is either."""
    is_nurse = _executive_on(asked.value("regulators"))
    is_doctor = _executive_on(asked.rules[_twin(asked, "DOC")].params["regulators"])
    either = {c: 1.0 for c, one in enumerate(options) if is_nurse(one) or is_doctor(one)}
    both = [c for c, one in enumerate(options) if is_nurse(one) and is_doctor(one)]
    rows = [Row({c: 1.0 for c, one in enumerate(options) if is_nurse(one)}, low=1)]
    rows += [Row({**either, column: -1.0}, low=0) for column in both]
    need = Need(NURSE, is_nurse, rather=lambda option: not is_doctor(option), apart=DOCTOR)
    return Demand(tuple(rows), (need,))


def _twin(asked: Asked, ending: str) -> str:
    return f"{asked.rule.id.rpartition('-')[0]}-{ending}"


def _executive_on(registers: Sequence[str]) -> Fits:
    return sure(EXECUTIVE, fact=is_registered_with(registers))


def _from_each_partner(asked: Asked, options: Options) -> Demand:
    partners = asked.board.partner_local_authorities
    if partners is None:
        return Demand(is_to_check=True)
    each = asked.value("per_partner_la")
    return together(
        at_least(options, each, sure(NON_EXECUTIVE, fact=_is_from(one)), f"a member of {one}")
        for one in dict.fromkeys(partners)
    )


def _is_from(authority: str) -> Fact:
    return lambda seat: seat.local_authority == authority


def _term_is_too_long(asked: Asked, options: Options) -> Demand:
    years = asked.value("max_years_per_term")

    def is_wrong(seat: Seat) -> bool:
        known = seat.start is not None and seat.end is not None
        return bool(known and seat.end > years_after(seat.start, years))  # type: ignore[operator, arg-type]

    return nobody(options, (CHAIR, NON_EXECUTIVE), is_wrong)


def _only_members(asked: Asked, options: Options) -> Demand:
    """Refuse non-executives known to be none of these, and candidates not known to be one.

    Of those who stay and of whom nobody told, it is to check.
    """
    kinds = (CHAIR, NON_EXECUTIVE)

    def is_eligible(option: Option) -> bool:
        known = [seat.constituency for seat in option.director.seats]
        return all(one in MEMBERS or (one is None and option.stays) for one in known)

    def fits(option: Option) -> bool:
        return option.kind in kinds and is_eligible(option)

    barred = {
        column: 1.0
        for column, one in enumerate(options)
        if one.kind in kinds and not is_eligible(one)
    }
    words = "a member of the public or patients' constituency, or of the university"
    staying = [seat for o in options if o.stays and o.kind in kinds for seat in o.director.seats]
    return Demand(
        (Row(barred, high=0),),
        (Need(words, fits, lambda _: math.inf),),
        is_to_check=any(seat.constituency is None for seat in staying),
    )


def _independent_half(asked: Asked, options: Options) -> Demand:
    share = float(asked.value("min_fraction"))
    is_independent = sure(NON_EXECUTIVE, fact=lambda seat: seat.independent)
    is_counted = any_of(EXECUTIVE, NON_EXECUTIVE, MEMBER)
    row = {column: -share * size for column, size in weights(options, is_counted).items()}
    for column, size in weights(options, is_independent).items():
        row[column] += size

    def number(board: Options) -> float:
        return math.ceil(share * sum(weights(board, is_counted).values()) - NEAR)

    return Demand((Row(row, low=-NEAR),), (Need("independent", is_independent, number),))


TRUSTS: Mapping[str, Maker] = {
    "NHST-MAX-DIR": _cap("max_total", EXECUTIVE, NON_EXECUTIVE, MEMBER),
    "NHST-MAX-NED": _cap("max_ned", NON_EXECUTIVE),
    "NHST-MAX-ED": _cap("max_ed", EXECUTIVE),
    "NHST-HS-MH-MAX": three_caps((EXECUTIVE, NON_EXECUTIVE, MEMBER), (NON_EXECUTIVE,)),
    "NHST-HS-MH-CO": role_of(Role.CHIEF_OFFICER_HIGH_SECURE, EXECUTIVE),
    "NHST-CARE-ED": someone(
        "experience of a local authority's health functions",
        (EXECUTIVE,),
        has_experience_of("local_authority_health"),
    ),
    "NHST-CARE-NED": _from_each_partner,
    "NHST-ED-CEO": role_of(Role.CHIEF_EXECUTIVE, EXECUTIVE),
    "NHST-ED-CFO": role_of(Role.CHIEF_FINANCE_OFFICER, EXECUTIVE),
    "NHST-ED-DOC": _unless_waived(_doctor),
    "NHST-ED-NURSE": _unless_waived(_another_nurse),
    "NHST-TEACH-NED": someone(
        "from the university",
        (NON_EXECUTIVE,),
        lambda seat: seat.constituency == "university",
        "min",
    ),
    "NHST-NED-TERM": _term_is_too_long,
    "FT-ED-CEO": role_of(Role.CHIEF_EXECUTIVE, EXECUTIVE),
    "FT-ED-CFO": role_of(Role.CHIEF_FINANCE_OFFICER, EXECUTIVE),
    "FT-CHAIR-NED": role_of(Role.CHAIR, CHAIR),
    "FT-ED-DOC": _doctor,
    "FT-ED-NURSE": _another_nurse,
    "FT-ED-DISQ": nobody_who(lambda seat: seat.disqualified, EXECUTIVE),
    "FT-NED-ELIG": _only_members,
    "FT-NO-MAX": three_caps((CHAIR, EXECUTIVE, NON_EXECUTIVE, MEMBER), (CHAIR, NON_EXECUTIVE)),
    "CODE14-HALF": _independent_half,
    "CODE23-HALF": _independent_half,
}
"""What each rule asks of the seats of a trust."""
