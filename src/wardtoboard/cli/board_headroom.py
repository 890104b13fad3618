"""What `wardtoboard board headroom` prints: free seats, terms that end, and roles elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from wardtoboard.base.days import in_words
from wardtoboard.boards.headroom.free_seats import FreeSeats
from wardtoboard.boards.headroom.headroom import NOT_ADVICE, Headroom
from wardtoboard.boards.headroom.ways import WHERE, Note, Way
from wardtoboard.boards.places import ANY
from wardtoboard.cli.printing import print_table, print_text

WAYS = {
    Way.EXECUTIVE: "as an executive",
    Way.NON_EXECUTIVE: "as a non-executive",
    Way.NON_VOTING: "without a vote",
    Way.SYSTEM_ROLE: "as an ordinary member",
}
FREE = {way: WAYS[way] for way in (Way.EXECUTIVE, Way.NON_EXECUTIVE)}
"""The ways to a seat with a vote that the answer is about."""


def print_headroom(found: Headroom) -> None:
    """Print where a clinician could sit, for a person."""
    print_text(answer_of(found))
    print_text(NOT_ADVICE)
    print_text()
    print_text("Free seats")
    for seats in found.seats:
        _print_seats(seats)
    for way, notes in _notes_by_way(found).items():
        _print_notes(f"To know of seats {WAYS[way]}", _said(notes))
    _print_notes("Kept for a profession", [(one.because, "") for one in found.reserved])
    _print_notes("Not asked of this body", _said(found.waived))
    _print_notes("May be a clinician's", _said(found.leaders))
    _print_terms(found)
    _print_notes(
        "Roles that are no seat of this board",
        [
            (f"{WHERE[one.where]}. {one.title}: {one.text}", str(one.citation))
            for one in found.roles
        ],
    )


def answer_of(found: Headroom) -> str:
    """Say in a sentence how many seats any registered clinician could fill with a vote."""
    said = ", ".join(f"{said_free(found, way)} {words}" for way, words in FREE.items())
    shared = f", but {said_in_all(found)} in all, as these share a limit"
    return (
        f"{found.board or 'The board'} on {in_words(found.day)}: seats that any registered "
        f"clinician could fill: {said}{shared if found.shares_a_limit else ''}."
    )


def number_of(seats: FreeSeats) -> str:
    """Say how many seats there are."""
    return _number(seats.at_least, seats.at_most)


def said_open(professions: Sequence[str]) -> str:
    """Say who may fill a seat."""
    if not professions:
        return "nobody named"
    return "any registered clinician" if ANY in professions else " or ".join(professions)


def said_free(found: Headroom, way: Way) -> str:
    """Add up the seats of one way that are open to any: empty ones, and those to be made."""
    seats = found.number_open(way)
    return _number(seats.at_least, seats.at_most)


def said_in_all(found: Headroom) -> str:
    """Say how many seats with a vote are open to any, all ways together."""
    seats = found.voting_open()
    return _number(seats.at_least, seats.at_most)


def _number(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "no limit known"
    return str(low) if low == high else f"{low} to {high}"


def _print_seats(seats: FreeSeats) -> None:
    print_text(
        f"  {seats.title}, {WAYS[seats.way]}, {seats.what}: {number_of(seats)}; "
        f"may be filled by {said_open(seats.open_to)}."
    )
    own = " (your own instrument)" if seats.is_own else ""
    source = "" if seats.citation is None else f" Source: {seats.citation}{own}."
    print_text(f"    {seats.because}{source}")


def _notes_by_way(found: Headroom) -> dict[Way, list[Note]]:
    """Give what is to be known of each way to the table, once."""
    notes: dict[Way, list[Note]] = {}
    for seats in found.seats:
        notes.setdefault(seats.way, []).extend(seats.notes)
    return notes


def _said(notes: Sequence[Note]) -> list[tuple[str, str]]:
    return [(one.text, str(one.citation)) for one in notes]


def _print_notes(heading: str, notes: Sequence[tuple[str, str]]) -> None:
    if not notes:
        return
    print_text()
    print_text(heading)
    for text, source in dict.fromkeys(notes):
        print_text(f"  {text}{f' Source: {source}.' if source else ''}")


def _print_terms(found: Headroom) -> None:
    terms = found.terms
    until = in_words(terms.until)
    if terms.dates:
        print_table(
            f"Until {until}",
            ("On", "What", "Who", "Seat", "May be filled by"),
            [
                (t.on.isoformat(), t.what, t.person, t.title, said_open(t.open_to))
                for t in terms.dates
            ],
        )
    else:
        print_text(f"No term is known to end until {until}.")
    if terms.not_told:
        print_text(f"Dates not told, so more may end: {', '.join(terms.not_told)}.")
