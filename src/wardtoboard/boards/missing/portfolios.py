"""The portfolio map: who at the table speaks for which profession."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wardtoboard.boards.facts import Board, Seat, SeatKind
from wardtoboard.boards.missing.pools import within
from wardtoboard.professions import Profession, Professions, load_professions


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone at the table who speaks for a profession, or for part of its family.

    `votes` is None where nobody told, `is_one_of_them` where their professions are not told.
    `speaks_for` are the ids that the register gives within the profession.
    """

    person: str
    title: str
    kind: SeatKind
    votes: bool | None
    is_one_of_them: bool | None
    speaks_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Who speaks for one profession; `is_spoken_for` is None where what is not told may tell."""

    profession: str
    label: str
    family: str | None
    speakers: tuple[Speaker, ...]
    is_spoken_for: bool | None
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        """Give the portfolio as plain JSON."""
        return {
            "profession": self.profession,
            "label": self.label,
            "family": self.family,
            "is_spoken_for": self.is_spoken_for,
            "speakers": [
                asdict(one) | {"speaks_for": list(one.speaks_for)} for one in self.speakers
            ],
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Portfolios:
    """The map of a day; `not_told` are titles of seats whose portfolios nobody told."""

    board: str
    day: date
    portfolios: tuple[Portfolio, ...]
    not_told: tuple[str, ...]

    @property
    def nobody_speaks_for(self) -> tuple[str, ...]:
        """Give the ids of the professions that surely nobody at the table speaks for."""
        return tuple(one.profession for one in self.portfolios if one.is_spoken_for is False)

    @property
    def cannot_tell(self) -> tuple[str, ...]:
        """Give the ids of the professions that only seats not told may speak for."""
        return tuple(one.profession for one in self.portfolios if one.is_spoken_for is None)

    def to_dict(self) -> dict[str, Any]:
        """Give the map as plain JSON."""
        return {
            "board": self.board,
            "on": self.day.isoformat(),
            "portfolios": [one.to_dict() for one in self.portfolios],
            "nobody_speaks_for": list(self.nobody_speaks_for),
            "cannot_tell": list(self.cannot_tell),
            "not_told": list(self.not_told),
        }


def portfolios(board: Board, day: date) -> Portfolios:
    """Map who speaks for each of the guide's professions, dentists, and the AHPs that are named.

    Attendees count: this is about being heard. Who speaks for AHPs speaks for each of the 14; who
    speaks for one of them speaks for part of the family. Raises CannotTellError for a day before
    our list of professions begins. The map is our own; the guide of 2019, section 5, asks boards to
    test who is missing from the table.
    """
    known = load_professions(day)
    seated = [seat for seat in board.on(day) if seat.person]
    not_told = tuple(seat.title for seat in seated if seat.speaks_for is None)
    named = frozenset().union(*(seat.speaks_for or () for seat in seated))
    asked = [*known.guide_professions, *(one for one in known.allied_health if one.id in named)]
    return Portfolios(
        board=board.name,
        day=day,
        portfolios=tuple(_portfolio(one, seated, known, bool(not_told)) for one in asked),
        not_told=not_told,
    )


def _portfolio(
    profession: Profession, seated: list[Seat], known: Professions, some_untold: bool
) -> Portfolio:
    family = () if profession.family is None else (profession.family,)
    ids = {*within(profession, known), *family}
    speakers = tuple(
        _speaker(seat, ids, within(profession, known))
        for seat in seated
        if ids & set(seat.speaks_for or ())
    )
    is_spoken_for = True if speakers else (None if some_untold else False)
    return Portfolio(
        profession=profession.id,
        label=profession.label,
        family=profession.family,
        speakers=speakers,
        is_spoken_for=is_spoken_for,
        sentence=_sentence(profession, speakers, is_spoken_for),
    )


def _speaker(seat: Seat, ids: set[str], of_them: tuple[str, ...]) -> Speaker:
    return Speaker(
        person=seat.person,
        title=seat.title,
        kind=seat.kind,
        votes=False if seat.kind is SeatKind.ATTENDEE else seat.voting,
        is_one_of_them=None
        if seat.professions is None
        else bool(set(of_them) & set(seat.professions)),
        speaks_for=tuple(one for one in seat.speaks_for or () if one in ids),
    )


def _sentence(
    profession: Profession, speakers: tuple[Speaker, ...], is_spoken_for: bool | None
) -> str:
    if is_spoken_for is None:
        return (
            f"{profession.label}: nobody at the table is known to speak for them; some portfolios "
            "are not told."
        )
    if not speakers:
        return f"{profession.label}: nobody at the table speaks for them."
    said = "; ".join(f"{one.title}{_how(one)}" for one in speakers)
    part = not any(profession.id in one.speaks_for for one in speakers) and not profession.family
    return f"{profession.label}: {'part of them by ' if part else ''}{said}."


def _how(speaker: Speaker) -> str:
    votes = {True: "votes", False: "has no vote", None: "vote not told"}[speaker.votes]
    member = {True: ", one of them", False: ", of another background", None: ""}
    return f" ({votes}{member[speaker.is_one_of_them]})"
