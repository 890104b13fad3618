"""How many directors a board may have on a day: the law's numbers, or its own that stand over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardtoboard.base.citations import Citation
from wardtoboard.boards.facts import Board, BodyKind, SeatKind, bodies_of, is_suspended_on
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.sitting import sitting_of
from wardtoboard.boards.law.values import load_rules
from wardtoboard.boards.places import Place, places_at

GROWS = "grows_while_suspended"
NAMES = ("max_ed", "max_ned", "max_total")
OF_TRUSTS = ("NHST-MAX-ED", "NHST-MAX-NED", "NHST-MAX-DIR")
OF_HIGH_SECURE, OF_FOUNDATION_TRUSTS = "NHST-HS-MH-MAX", "FT-NO-MAX"
DEAUTHORISED, CARE, OF_NHS_ENGLAND = "NHST-DEAUTH", "NHST-CARE-ED", "NHSE-ED-LT-NED"


@dataclass(frozen=True, slots=True)
class Cap:
    """The most there may be of one sort of director; `most` is None where none is known."""

    most: int | None
    because: str
    citation: Citation | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Caps:
    """What limits executives, non-executives and directors in all.

    `counts_chair`: the two last count the chair, who is a non-executive of a foundation trust and
    stands apart on an NHS trust.
    """

    executive: Cap
    non_executive: Cap
    total: Cap
    counts_chair: bool = False


def caps_of(board: Board, day: date) -> Caps:
    """Give the limits of a board on a day; its own order or constitution stands over the law.

    Where several bodies are named, those of an NHS trust come first.
    """
    bodies = bodies_of(board.bodies)
    if BodyKind.NHS_TRUST in bodies:
        return _of_a_trust(board, day)
    if BodyKind.FOUNDATION_TRUST in bodies:
        return _of_a_foundation_trust(board, day)
    if BodyKind.NHS_ENGLAND in bodies:
        return _of_nhs_england(board, day)
    return _all(Cap(None, "The law sets a least number of members and no most."))


def _of_a_trust(board: Board, day: date) -> Caps:
    if _asked(OF_HIGH_SECURE, board, day):
        return _caps([_cap(OF_HIGH_SECURE, name, board, day) for name in NAMES])
    lifted = _asked(DEAUTHORISED, board, day)
    if lifted:
        because = "The law's most does not hold for a trust that ceased to be a foundation trust."
        return _all(Cap(None, because, lifted.rule.citation))
    return _caps([_cap(*one, board, day) for one in zip(OF_TRUSTS, NAMES, strict=True)])


def _cap(rule: str, name: str, board: Board, day: date) -> Cap:
    asked = _asked(rule, board, day)
    if asked is None:
        return Cap(None, "The law of that day is not held here.")
    care = _asked(CARE, board, day)
    if care and rule in OF_TRUSTS and asked.instrument_with(name) is None:
        because = "A care trust has numbers of its own, which are not held here."
        return Cap(None, because, care.rule.citation)
    most = int(asked.value(name)) + (_grown(asked, board, day) if name == "max_ned" else 0)
    whose = "The trust's own order allows" if asked.own else "The law allows"
    return Cap(most, f"{whose} {most}", asked.own or asked.rule.citation, asked.own is not None)


def _grown(asked: Asked, board: Board, day: date) -> int:
    """Give how many more may sit for directors who are suspended, where the order says so."""
    if asked.instrument_with(GROWS) is None or not asked.value(GROWS):
        return 0
    return sum(1 for place in _directors(board, day) for s in place.held if is_suspended_on(s, day))


def _of_a_foundation_trust(board: Board, day: date) -> Caps:
    asked = _asked(OF_FOUNDATION_TRUSTS, board, day)
    unknown = Cap(
        None,
        "The law sets no most; the constitution does, and its numbers are not given.",
        asked.rule.citation if asked else None,
    )
    if asked is None:
        return _all(unknown)
    caps = []
    for name in NAMES:
        if asked.instrument_with(name) is None:
            caps.append(unknown)
            continue
        most = int(asked.value(name))
        caps.append(Cap(most, f"The constitution allows {most}", asked.own, is_own=True))
    return _caps(caps, counts_chair=True)


def _of_nhs_england(board: Board, day: date) -> Caps:
    asked = _asked(OF_NHS_ENGLAND, board, day)
    none = Cap(None, "The law sets no most.", asked.rule.citation if asked else None)
    if asked is None:
        return _all(none)
    outside = (SeatKind.CHAIR, SeatKind.NON_EXECUTIVE)
    others = sum(1 for p in _directors(board, day) if p.kind in outside and p.held and p.votes)
    most = max(0, others - 1)
    because = f"Executives must be fewer than the {others} others who sit, so the most is {most}"
    return Caps(Cap(most, because, asked.rule.citation), none, none)


def _asked(rule_id: str, board: Board, day: date) -> Asked | None:
    """Give a rule ready to be read, or None where it is not of this body or not in force."""
    rules, bodies = load_rules(), bodies_of(board.bodies)
    rule = rules[rule_id]
    if not rule.bodies & bodies or not rule.holds_on(day):
        return None
    return Asked(rule, rules, board, sitting_of(board, day, bodies, rules))


def _all(cap: Cap) -> Caps:
    return Caps(cap, cap, cap)


def _caps(caps: Sequence[Cap], *, counts_chair: bool = False) -> Caps:
    executive, non_executive, total = caps
    return Caps(executive, non_executive, total, counts_chair)


def _directors(board: Board, day: date) -> list[Place]:
    return [place for place in places_at(board, day) if place.is_director]
