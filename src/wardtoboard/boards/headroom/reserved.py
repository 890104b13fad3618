"""Which seats are kept for a profession, by law or by policy, and whether they are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.base.citations import Citation
from wardtoboard.boards.facts import Board, Role, SeatKind, bodies_of
from wardtoboard.boards.findings import Severity
from wardtoboard.boards.law.sitting import any_of
from wardtoboard.boards.law.values import Rule, Rules, load_rules
from wardtoboard.boards.places import (
    BY_ROLE,
    DOCTOR_OR_DENTIST,
    NURSE_OR_MIDWIFE,
    Place,
    places_at,
)

DOCTORS, NURSES = ("NHST-ED-DOC", "FT-ED-DOC"), ("NHST-ED-NURSE", "FT-ED-NURSE")
WAIVERS = ("NHST-EXC-NODIRECT", "NHST-EXC-AMB")
BY_POLICY = "ICB-EXEC3"
SEATS: Mapping[tuple[str, ...], str] = {
    DOCTOR_OR_DENTIST: "an executive who is a registered doctor or dentist",
    NURSE_OR_MIDWIFE: "another executive who is a registered nurse or midwife",
}
FILLED = {
    True: "It is filled.",
    False: "It is not filled.",
    None: "Whether it is filled cannot be told: a registration or a vote is not told.",
}


@dataclass(frozen=True, slots=True)
class Reserved:
    """One executive seat that only some professions may fill; `is_filled` is None if unknown."""

    rule: str
    professions: tuple[str, ...]
    severity: Severity
    is_filled: bool | None
    because: str
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        """Give the reserved seat as plain JSON."""
        return {
            "rule": self.rule,
            "professions": list(self.professions),
            "severity": self.severity.value,
            "is_filled": self.is_filled,
            "because": self.because,
            "citation": str(self.citation),
        }


def reserved_seats(board: Board, day: date) -> tuple[Reserved, ...]:
    """Give the seats kept for a profession on a day, the doctor's or dentist's first.

    Law keeps two on NHS trusts and foundation trusts, for two different people, but none on the NHS
    trusts it lets off. NHS England's policy asks an ICB for a medical director and a director of
    nursing, by their roles.
    """
    rules = load_rules()
    executives = [
        place
        for place in places_at(board, day)
        if place.kind is SeatKind.EXECUTIVE and place.is_director and place.held
    ]
    doctors = _in_force(DOCTORS, board, day, rules)
    nurses = _in_force(NURSES, board, day, rules)
    if doctors and nurses:
        answers = _two_people(executives, doctors, nurses)
        return (
            _kept(doctors, DOCTOR_OR_DENTIST, answers[0]),
            _kept(nurses, NURSE_OR_MIDWIFE, answers[1]),
        )
    policy = _in_force((BY_POLICY,), board, day, rules)
    return tuple(_by_policy(policy, executives, role) for role in BY_ROLE) if policy else ()


def waivers_of(board: Board, day: date) -> tuple[Rule, ...]:
    """Give the rules that let an NHS trust off the two reserved seats on a day."""
    bodies = bodies_of(board.bodies)
    rules = (load_rules()[one] for one in WAIVERS)
    return tuple(rule for rule in rules if rule.bodies & bodies and rule.holds_on(day))


def _in_force(ids: Iterable[str], board: Board, day: date, rules: Rules) -> Rule | None:
    bodies = bodies_of(board.bodies)
    is_waived = bool(waivers_of(board, day))
    for one in ids:
        rule = rules[one]
        if is_waived and one.startswith("NHST-"):
            continue
        if rule.bodies & bodies and rule.holds_on(day):
            return rule
    return None


def _two_people(
    executives: list[Place], doctors: Rule, nurses: Rule
) -> tuple[bool | None, bool | None]:
    """Answer for both seats; one person, or two in one post, cannot fill both."""
    medical = [_is_on(place, doctors) for place in executives]
    nursing = [_is_on(place, nurses) for place in executives]
    doctor, nurse = any_of(medical), any_of(nursing)
    both = [at for at, answer in enumerate(nursing) if answer and medical[at]]
    if not nurse or len(both) != 1 or nursing.count(True) > 1 or medical.count(True) > 1:
        return doctor, nurse
    others = [answer for answer in (*medical, *nursing) if answer is None]
    return doctor, None if others else False


def _is_on(place: Place, rule: Rule) -> bool | None:
    return _surely(place, place.is_registered(rule.params["regulators"]))


def _surely(place: Place, fact: bool | None) -> bool | None:
    """Give a fact of a director, which is in doubt where nobody told whether they vote."""
    return fact if place.votes or fact is False else None


def _kept(rule: Rule, professions: tuple[str, ...], is_filled: bool | None) -> Reserved:
    because = f"The law keeps a seat for {SEATS[professions]}. {FILLED[is_filled]}"
    return Reserved(rule.id, professions, Severity.LAW, is_filled, because, rule.citation)


def _by_policy(rule: Rule, executives: list[Place], role: Role) -> Reserved:
    name = role.value.replace("_", " ")
    is_filled = any_of(
        _surely(place, any(seat.role is role for seat in place.held)) for place in executives
    )
    because = (
        f"NHS England's policy asks for a {name}, taken here as a seat for a "
        f"{' or '.join(BY_ROLE[role])}. {FILLED[is_filled]}"
    )
    return Reserved(rule.id, BY_ROLE[role], Severity.POLICY, is_filled, because, rule.citation)
