"""Free seats: what a registered clinician could fill today, and what opens in the next years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardtoboard.base.citations import Citation
from wardtoboard.boards.headroom.free_seats import FreeSeats
from wardtoboard.boards.headroom.headroom import Headroom, OpenSeats
from wardtoboard.boards.headroom.terms import Terms
from wardtoboard.boards.headroom.ways import WHERE, RoleElsewhere, Way
from wardtoboard.professions import load_professions
from wardtoboard_web.boards.presenters.table import who_may_fill
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words, how_many

WAYS: Mapping[Way, str] = {
    Way.EXECUTIVE: "As an executive director",
    Way.NON_EXECUTIVE: "As a non-executive director",
    Way.NON_VOTING: "At the table without a vote",
    Way.SYSTEM_ROLE: "As a member of an integrated care board",
}
VOTING: Mapping[Way, str] = {
    Way.EXECUTIVE: "an executive director",
    Way.NON_EXECUTIVE: "a non-executive director",
    Way.SYSTEM_ROLE: "an ordinary member",
}
NO_CITATION = "The register"


@dataclass(frozen=True, slots=True)
class FreeSaid:
    """Free seats of one sort in words; `who` is "" where there is none to fill."""

    heading: str
    who: str
    because: str
    citation: str


@dataclass(frozen=True, slots=True)
class WaySaid:
    """One way to the table: its free seats, and who appoints and is eligible."""

    name: str
    seats: tuple[FreeSaid, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatsPage:
    """What the page shows."""

    lead: str
    ways: tuple[WaySaid, ...]
    reserved: tuple[str, ...]
    leaders: tuple[str, ...]
    terms: DataTable | None
    no_terms: str
    not_told: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]


def seats_page(found: Headroom) -> SeatsPage:
    """Lay out the seats that are free, the terms that end, and the roles elsewhere."""
    kept = [*(cited(one.because, one.citation) for one in found.reserved)]
    waived = [cited(one.text, one.citation) for one in found.waived]
    return SeatsPage(
        lead=lead_words(found),
        ways=tuple(_way(way, found.seats) for way in WAYS if _of(way, found.seats)),
        reserved=(*kept, *waived),
        leaders=tuple(cited(one.text, one.citation) for one in found.leaders),
        terms=terms_table(found.terms) if found.terms.dates else None,
        no_terms=_no_terms(found.terms),
        not_told=_not_told(found.terms),
        roles=tuple(_roles(found.roles)),
    )


def lead_words(found: Headroom) -> str:
    """Answer in a sentence how many seats any registered clinician could take."""
    free = [(found.number_open(way), words) for way, words in VOTING.items()]
    said = [f"{_amount(some)} as {words}" for some, words in free if some.at_most != 0]
    when = day_words(found.day)
    if not said or found.voting_open().at_most == 0:
        return f"On {when}, no voting seat is free that any registered clinician could take."
    if found.shares_a_limit:
        said.append(f"but {_amount(found.voting_open())} in all, as these share a limit")
    return f"Free on {when} for any registered clinician: {'; '.join(said)}."


def _may_be(one: FreeSeats) -> bool:
    return one.at_most is None or one.at_most > 0


def free_words(found: Headroom) -> tuple[str, str] | None:
    """Say in a phrase and a sentence that voting seats are free; None where surely none is."""
    sure = found.voting_open().at_least
    if not sure:
        return None
    return f"{how_many(sure, 'voting seat')} free for any clinician", lead_words(found)


def _of(way: Way, seats: Iterable[FreeSeats]) -> list[FreeSeats]:
    return [one for one in seats if one.way is way]


def _way(way: Way, seats: Sequence[FreeSeats]) -> WaySaid:
    here = _of(way, seats)
    notes = dict.fromkeys(cited(note.text, note.citation) for one in here for note in one.notes)
    return WaySaid(WAYS[way], tuple(map(_said, here)), tuple(notes))


def _said(one: FreeSeats) -> FreeSaid:
    own = " Your own order or constitution gives the number." if one.is_own else ""
    return FreeSaid(
        heading=f"{one.title}: {_number(one.at_least, one.at_most)} ({one.what})",
        who=f"{who_may_fill(one.open_to, load_professions(date.max))}." if _may_be(one) else "",
        because=f"{_stopped(one.because)}{own}",
        citation=str(one.citation) if one.citation else NO_CITATION,
    )


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _amount(some: OpenSeats) -> str:
    if some.at_most is None:
        return f"{some.at_least} or more" if some.at_least else "some, as we know of no limit,"
    return _number(some.at_least, some.at_most)


def _number(least: int | None, most: int | None) -> str:
    if most is None:
        return "no known limit" if not least else f"at least {least}"
    if least == most:
        return str(most) if most else "none"
    return f"{least or 0} to {most}"


def terms_table(terms: Terms) -> DataTable:
    """Lay out the terms that end and the reviews that come."""
    known = load_professions(date.max)
    return DataTable(
        name="terms",
        caption=f"Terms and reviews from {day_words(terms.day)} to {day_words(terms.until)}",
        headers=("When", "What", "Who", "Seat", "Who may follow"),
        rows=tuple(
            (
                day_words(one.on),
                f"{one.what[:1].upper()}{one.what[1:]}",
                one.person,
                one.title,
                who_may_fill(one.open_to, known) if one.open_to else str(one.citation or "–"),
            )
            for one in terms.dates
        ),
    )


def _no_terms(terms: Terms) -> str:
    if terms.dates:
        return ""
    return f"No term that we know of ends by {day_words(terms.until)}."


def _not_told(terms: Terms) -> str:
    if not terms.not_told:
        return ""
    return (
        "More may end than is listed: the register does not give every first and last day of "
        f"{', '.join(terms.not_told)}."
    )


def _roles(roles: Sequence[RoleElsewhere]) -> list[tuple[str, tuple[str, ...]]]:
    places = dict.fromkeys(one.where for one in roles)
    return [
        (
            WHERE[where],
            tuple(
                f"{one.title}: {cited(one.text, one.citation)}"
                for one in roles
                if one.where == where
            ),
        )
        for where in places
    ]


def cited(text: str, citation: Citation | None) -> str:
    """Put the source of a text after it."""
    return f"{text} Source: {citation}." if citation else text
