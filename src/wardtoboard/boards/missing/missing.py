"""Who is missing from the table: professions of the board beside those of the workforce.

It says who is there, what is not known, and what chance alone would give. Whether a board is fair
cannot be told from one board, and nothing here says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wardtoboard.boards.facts import Board, SeatKind
from wardtoboard.boards.headroom.reserved import Reserved, reserved_seats
from wardtoboard.boards.missing.fair_boards import Chance, chance_of
from wardtoboard.boards.missing.missing_words import (
    SeatCounts,
    chance_sentences,
    seats_sentence,
    summary_of,
)
from wardtoboard.boards.missing.pools import Pool, within
from wardtoboard.boards.places import Place, places_at
from wardtoboard.professions import Profession, Professions, load_professions


@dataclass(frozen=True, slots=True)
class AtTheTable:
    """One profession at the table of a day.

    `present` are the places surely held by someone of the profession, `present_at_most` what they
    could be once every background is told, and `seats` the same by kind. Shares (0 to 1) are of
    the clinicians of the workforce and of the senior clinicians, None where not given or withheld;
    where other figures of that pool are withheld, a share is the most it can be.
    `among_executives` is what chance would give over the executive seats open to any profession,
    `round_the_table` over all of them.
    """

    profession: str
    label: str
    family: str | None
    seats: SeatCounts
    present: int
    present_at_most: int
    workforce_share: float | None
    senior_share: float | None
    among_executives: Chance | None
    round_the_table: Chance | None
    sentences: tuple[str, ...]

    @property
    def has_a_vote(self) -> bool | None:
        """Answer whether the profession has a vote; None where what is not told could change it."""
        return _answer(self.seats.voting, self.seats.voting_at_most)

    @property
    def is_present(self) -> bool | None:
        """Answer whether it is at the table in any way, with a vote or without."""
        return _answer(self.present, self.present_at_most)

    def to_dict(self) -> dict[str, Any]:
        """Give the profession as plain JSON; null where it cannot be told."""
        return {
            "profession": self.profession,
            "label": self.label,
            "family": self.family,
            **asdict(self.seats),
            "present": self.present,
            "present_at_most": self.present_at_most,
            "has_a_vote": self.has_a_vote,
            "is_present": self.is_present,
            "workforce_share": self.workforce_share,
            "senior_share": self.senior_share,
            "among_executives": self.among_executives and self.among_executives.to_dict(),
            "round_the_table": self.round_the_table and self.round_the_table.to_dict(),
            "sentences": list(self.sentences),
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """Who is at the table on a day, and who is not.

    `pool` says whose shares the chances are of: "senior clinicians", "clinicians of the workforce"
    or "" for none. `voting_seats` are held or empty; `unknown_backgrounds` are voting seats held by
    people whose professions are not told.
    """

    board: str
    day: date
    voting_seats: int
    open_executive_seats: int
    open_seats: int
    unknown_backgrounds: int
    reserved: tuple[Reserved, ...]
    pool: str
    professions: tuple[AtTheTable, ...]
    sentences: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give it all as plain JSON."""
        return {
            "board": self.board,
            "on": self.day.isoformat(),
            "voting_seats": self.voting_seats,
            "open_executive_seats": self.open_executive_seats,
            "open_seats": self.open_seats,
            "unknown_backgrounds": self.unknown_backgrounds,
            "reserved": [one.to_dict() for one in self.reserved],
            "pool": self.pool,
            "professions": [one.to_dict() for one in self.professions],
            "sentences": list(self.sentences),
        }


@dataclass(frozen=True, slots=True)
class _Question:
    """What every profession is asked against."""

    known: Professions
    places: tuple[Place, ...]
    reserved: tuple[Reserved, ...]
    executive_seats: int
    open_seats: int
    workforce: Pool
    seniors: Pool

    @property
    def pool(self) -> Pool:
        """Give the pool that a fair draw is from: senior clinicians where they are known."""
        return self.seniors if self.seniors.total else self.workforce


def who_is_missing(
    board: Board,
    day: date,
    workforce: Mapping[str, int | None] | None,
    seniors: Mapping[str, int | None] | None,
) -> Missing:
    """Put the professions of the board on a day beside those of the workforce.

    `workforce` and `seniors` are headcounts by profession id, each person once, under the finest
    profession known ("ahp" holds only those not told apart); None for a figure that is withheld, no
    entry for none. Seats open to any profession are the board's voting seats, held or empty, less
    those that law keeps for others; on an ICB, less those that policy does. Raises NotInTableError
    for an id that is no profession's, CannotTellError for a day before our list of them begins.
    Source: the guide of 2019, section 5, Culture, and section 4 for the seats.
    """
    known = load_professions(day)
    asked = _question(board, day, known, workforce, seniors)
    rows = tuple(_at_the_table(asked, one) for one in _asked_about(asked))
    voting = [place for place in asked.places if place.is_director]
    return Missing(
        board=board.name,
        day=day,
        voting_seats=len(voting),
        open_executive_seats=asked.executive_seats,
        open_seats=asked.open_seats,
        unknown_backgrounds=sum(1 for place in voting if _is_untold(place)),
        reserved=asked.reserved,
        pool=asked.pool.name,
        professions=rows,
        sentences=summary_of(
            [row.has_a_vote for row in rows if row.family is None],
            asked.executive_seats,
            asked.open_seats,
            asked.reserved,
        ),
    )


def _question(
    board: Board,
    day: date,
    known: Professions,
    workforce: Mapping[str, int | None] | None,
    seniors: Mapping[str, int | None] | None,
) -> _Question:
    places, reserved = places_at(board, day), reserved_seats(board, day)
    directors = [place for place in places if place.is_director]
    executives = [place for place in directors if place.kind is SeatKind.EXECUTIVE]
    return _Question(
        known=known,
        places=places,
        reserved=reserved,
        executive_seats=max(0, len(executives) - len(reserved)),
        open_seats=max(0, len(directors) - len(reserved)),
        workforce=Pool.of("clinicians of the workforce", workforce, known),
        seniors=Pool.of("senior clinicians", seniors, known),
    )


def _asked_about(asked: _Question) -> list[Profession]:
    """Give the guide's professions, dentists, and the AHPs that a fact names."""
    named = frozenset().union(
        asked.workforce.counts, asked.seniors.counts, *(p.professions for p in asked.places)
    )
    return [
        *asked.known.guide_professions,
        *(a for a in asked.known.allied_health if a.id in named),
    ]


def _at_the_table(asked: _Question, profession: Profession) -> AtTheTable:
    ids = within(profession, asked.known)
    seated = [(place, place.has_any(ids)) for place in asked.places if place.held]
    surely = [place for place, answer in seated if answer]
    maybe = [place for place, answer in seated if answer is not False]
    seats = SeatCounts(
        voting=sum(1 for place in surely if place.votes),
        voting_at_most=sum(1 for place in maybe if place.is_director),
        non_voting=sum(1 for place in surely if _is_non_voting(place)),
        attending=sum(1 for place in surely if place.kind is SeatKind.ATTENDEE),
    )
    among, table = (_chance(asked, ids, n) for n in (asked.executive_seats, asked.open_seats))
    return AtTheTable(
        profession=profession.id,
        label=profession.label,
        family=profession.family,
        seats=seats,
        present=len(surely),
        present_at_most=len(maybe),
        workforce_share=asked.workforce.share(ids),
        senior_share=asked.seniors.share(ids),
        among_executives=among,
        round_the_table=table,
        sentences=(
            seats_sentence(seats, profession),
            *chance_sentences(asked.pool, ids, profession, among, table),
        ),
    )


def _chance(asked: _Question, ids: tuple[str, ...], seats: int) -> Chance | None:
    """Give what chance would give, or None where a figure that it needs is withheld."""
    share = asked.pool.share(ids)
    kept = [one.professions for one in asked.reserved if set(ids) & set(one.professions)]
    shares = [asked.pool.share(ids, among=professions) for professions in kept]
    told = [one for one in shares if one is not None]
    if share is None or len(told) < len(shares):
        return None
    return chance_of(share, seats, told, is_bound=asked.pool.is_bound)


def _is_non_voting(place: Place) -> bool:
    return place.kind is not SeatKind.ATTENDEE and place.votes is False


def _is_untold(place: Place) -> bool:
    return any(seat.professions is None for seat in place.held)


def _answer(at_least: int, at_most: int) -> bool | None:
    return True if at_least else (None if at_most else False)
