"""Candidates by hand and at random, for plans of a board."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from builders.boards import TODAY, Table
from wardtoboard.boards.facts import Board, BodyKind, Role, Seat, SeatKind
from wardtoboard.boards.plan import Candidate, Target

EXECUTIVE, NON_EXECUTIVE, MEMBER = SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE, SeatKind.MEMBER
REGISTERS = {"nurse": "NMC-nurse", "midwife": "NMC-midwife", "doctor": "GMC", "pharmacist": "GPhC"}
PROFESSIONS = ("nurse", "doctor", "pharmacist", "physiotherapist", "ahp")
SKILLS = ("finance", "digital", "estates")


def executive(name: str, *professions: str, **facts: Any) -> Candidate:
    """Give someone eligible for an executive seat, registered in their professions."""
    return _candidate(name, (EXECUTIVE,), professions, facts)


def non_executive(name: str, *professions: str, **facts: Any) -> Candidate:
    """Give someone independent of the public constituency, eligible for a non-executive seat."""
    outside = {"independent": True, "constituency": "public"}
    return _candidate(name, (NON_EXECUTIVE,), professions, outside | facts)


def _candidate(
    name: str, kinds: tuple[SeatKind, ...], professions: tuple[str, ...], facts: dict[str, Any]
) -> Candidate:
    registers = tuple(REGISTERS[one] for one in professions if one in REGISTERS)
    known: dict[str, Any] = {
        "professions": professions,
        "registrations": registers,
        "skills": (),
        "eligible_for": kinds,
    }
    return Candidate(candidate=name, **known | facts)


def drawn_candidate(draw: Random, name: str, *, of_icb: bool) -> Candidate:
    """Draw someone of whom everything is known."""
    kinds = [EXECUTIVE, NON_EXECUTIVE, MEMBER] if of_icb else [EXECUTIVE, NON_EXECUTIVE]
    eligible = tuple(kind for kind in kinds if draw.random() < 0.5) or (draw.choice(kinds),)
    roles = [Role.CHIEF_EXECUTIVE, Role.CHIEF_FINANCE_OFFICER] if EXECUTIVE in eligible else []
    roles += [Role.MEDICAL_DIRECTOR, Role.DIRECTOR_OF_NURSING] if of_icb and roles else []
    roles += [Role.CHAIR] if NON_EXECUTIVE in eligible else []
    professions = tuple(draw.sample(PROFESSIONS, draw.choice([0, 1, 1, 1, 2])))
    return Candidate(
        candidate=name,
        eligible_for=eligible,
        professions=professions,
        registrations=tuple(REGISTERS[one] for one in professions if one in REGISTERS),
        skills=tuple(draw.sample(SKILLS, draw.randint(0, 2))),
        roles=tuple(role for role in roles if draw.random() < 0.4),
        independent=draw.random() < 0.8,
        constituency=draw.choice(["public", "patients", "university", "staff"]),
        nominated_by=tuple(draw.sample(["trusts", "primary_medical", "local_authority"], 1)),
        experience=("mental_illness_services",) if draw.random() < 0.5 else (),
    )


def drawn_target(draw: Random, keep: tuple[str, ...]) -> Target:
    """Draw a target that can often, and not always, be met by those who stay and four more."""
    size = len(keep) + draw.randint(0, 3)
    return Target(
        size_min=size,
        size_max=size + draw.randint(0, 2),
        executives=draw.choice([None, None, None, 4]),
        professions=tuple(draw.sample(PROFESSIONS, draw.choice([0, 0, 0, 1]))),
        skills=draw.choice([(), ("finance", "digital")]),
        keep=keep,
    )


def drawn_board(draw: Random, body: BodyKind) -> Board:
    """Draw a sound board of a body whose seats bring different professions and skills."""
    table = Table(TODAY)
    sound = table.icb() if body is BodyKind.ICB else table.trust()
    seats = (_drawn_seat(draw, seat) for seat in sound.seats)
    return Board("A board", frozenset({body}), tuple(seats))


def _drawn_seat(draw: Random, seat: Seat) -> Seat:
    professions = tuple(draw.sample(PROFESSIONS[2:], draw.choice([0, 0, 1])))
    return replace(
        seat, professions=professions, skills=tuple(draw.sample(SKILLS, draw.choice([0, 0, 1])))
    )
