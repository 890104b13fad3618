"""Terms that end soon, and when chair and non-executives reach six and nine years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.base.citations import Citation
from wardtoboard.base.days import in_words
from wardtoboard.boards.facts import Board, Seat, SeatKind, bodies_of, first_day_on
from wardtoboard.boards.law.sitting import years_after
from wardtoboard.boards.law.values import load_rules
from wardtoboard.boards.places import kind_in_law, open_to

TERM_ENDS = "term ends"
REVIEWS = {
    "CODE23-TENURE6": ("review_years", "six-year review"),
    "CODE23-TENURE9": ("max_years", "nine-year limit"),
}
ASKS = {
    "CODE23-TENURE6": "to stay longer, the code asks for a rigorous review",
    "CODE23-TENURE9": (
        "the code asks that nobody stays longer, but for a short time agreed with NHS England"
    ),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One date to plan for: a term that ends, a review at six years, or the limit of nine.

    `on` is the last day of the term, or the day the years are reached. `open_to` are the
    professions that may follow ("any" for any registered clinician) where a term ends.
    """

    what: str
    on: date
    person: str
    title: str
    kind: SeatKind
    open_to: tuple[str, ...]
    because: str
    citation: Citation | None

    def to_dict(self) -> dict[str, Any]:
        """Give the term as plain JSON."""
        return {
            "what": self.what,
            "on": self.on.isoformat(),
            "person": self.person,
            "title": self.title,
            "kind": self.kind.value,
            "open_to": list(self.open_to),
            "because": self.because,
            "citation": None if self.citation is None else str(self.citation),
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """The dates from a day on, soonest first.

    `not_told` are people in post as chair or non-executive whose last or first day nobody told, so
    that more may end than is listed.
    """

    day: date
    until: date
    dates: tuple[Term, ...]
    not_told: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the terms as plain JSON."""
        return {
            "on": self.day.isoformat(),
            "until": self.until.isoformat(),
            "dates": [one.to_dict() for one in self.dates],
            "not_told": list(self.not_told),
        }


def terms_of(board: Board, day: date, years: int = 3) -> Terms:
    """Give the terms of those in post on a day that end within some years, and their reviews.

    Attendees are left out, as they hold no seat of the board. Reviews are of the provider code, on
    its own dates; they are listed where the person's term has no end before them.
    Source: code of governance for NHS provider trusts, section C 4.3.
    """
    until = years_after(day, years)
    held = [seat for seat in board.on(day) if seat.person and seat.kind is not SeatKind.ATTENDEE]
    dates = [_end(seat, seat.end) for seat in held if seat.end and seat.end <= until]
    not_told: dict[str, None] = {}
    for seat in held:
        if kind_in_law(seat, board) not in (SeatKind.CHAIR, SeatKind.NON_EXECUTIVE):
            continue
        first = first_day_on(board, seat)
        dates += [] if first is None else _reviews(board, seat, first, day, until)
        if first is None or seat.end is None:
            not_told[seat.person] = None
    ordered = tuple(sorted(dates, key=lambda one: (one.on, one.what, one.person)))
    return Terms(day, until, ordered, tuple(not_told))


def _end(seat: Seat, end: date) -> Term:
    return Term(
        what=TERM_ENDS,
        on=end,
        person=seat.person,
        title=seat.title,
        kind=seat.kind,
        open_to=open_to(seat),
        because=f"The term of {seat.person} as {seat.title} ends on {in_words(end)}.",
        citation=None,
    )


def _reviews(board: Board, seat: Seat, first: date, day: date, until: date) -> list[Term]:
    rules = load_rules()
    found = []
    for rule in (rules[one] for one in REVIEWS):
        name, what = REVIEWS[rule.id]
        on = years_after(first, rule.params[name])
        is_asked = rule.bodies & bodies_of(board.bodies) and rule.holds_on(on)
        if not is_asked or not day <= on <= until or (seat.end is not None and seat.end < on):
            continue
        because = (
            f"{seat.person} will have been on the board for {rule.params[name]:g} years on "
            f"{in_words(on)}; {ASKS[rule.id]}."
        )
        found.append(Term(what, on, seat.person, seat.title, seat.kind, (), because, rule.citation))
    return found
