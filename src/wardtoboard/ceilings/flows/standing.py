"""Who stands where in the last month of the careers: the headcount table behind the flows."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.ceilings.people import TOGETHER, People
from wardtoboard.professions import load_professions
from wardtoboard.staff import Post, Unplaced
from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard.staff.histories.vocabulary import (
    NOT_CLINICAL,
    PER_PROFESSION,
    Vocabulary,
)

NO_PROFESSION = "A manager, or a code that could not be placed: the profession is not known."
NO_LEVEL = "The level is not known, or is a local one outside the order of bands."


@dataclass(frozen=True, slots=True)
class Standing:
    """The people of each organisation in the last month, and those who could not be placed.

    With several organisations, all of them together (code `TOGETHER`) come last.
    """

    everyone: tuple[People, ...]
    unplaced: tuple[Unplaced, ...]


def last_day(month: int) -> date:
    """Give the last day of a month, by its number."""
    year, place = divmod(month, 12)
    return date(year, place + 1, monthrange(year, place + 1)[1])


def stand_in_last_month(
    segments: Segments, vocabulary: Vocabulary, posts: Sequence[Post] = ()
) -> Standing:
    """Count the people whose segment is open in the last month of the segments.

    Raises CannotTellError where nobody at all could be placed then.
    """
    if not len(segments):
        raise CannotTellError([_nobody()])
    last = int(segments.end.max())
    is_open = (segments.event == Event.CENSORED) & (segments.end == last)
    codes = [place.organisation for place in vocabulary.places]
    pairs = np.column_stack([segments.place[is_open], segments.state[is_open]])
    keys, headcounts = np.unique(pairs, axis=0, return_counts=True)
    sums = _Sums(vocabulary, last_day(last))
    for (place, state), headcount in zip(keys.tolist(), headcounts.tolist(), strict=True):
        sums.add(codes[place], state, headcount)
    if not sums.finest:
        raise CannotTellError([_nobody()])
    return sums.standing(posts)


def _nobody() -> Fault:
    return Fault(
        what="nobody in the last month of this store could be placed in a profession",
        do="See who was not placed with wardtoboard staff import.",
    )


class _Sums:
    """People added up for every organisation, and for all of them together."""

    def __init__(self, vocabulary: Vocabulary, day: date) -> None:
        self.vocabulary, self.day = vocabulary, day
        self.professions = load_professions(day)
        self.finest: dict[str, dict[tuple[str, str], int]] = {}
        self.unknown: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.unplaced: dict[tuple[str, str, str | None], int] = defaultdict(int)

    def add(self, code: str, state: int, headcount: int) -> None:
        profession, level = self.vocabulary.profession_of(state), self.vocabulary.level_of(state)
        if state // PER_PROFESSION == NOT_CLINICAL:
            return
        if profession is None or level is None:
            self.unplaced[code, profession or "", level] += headcount
        for one in (code, TOGETHER):
            if profession is None and level is not None:
                self.unknown[one][level] += headcount
            elif profession is not None and level is not None:
                cells = self.finest.setdefault(one, {})
                cells[profession, level] = cells.get((profession, level), 0) + headcount

    def standing(self, posts: Sequence[Post]) -> Standing:
        codes = sorted(set(self.finest) - {TOGETHER})
        wanted = [*codes, TOGETHER] if len(codes) > 1 else codes
        return Standing(
            everyone=tuple(self._people(code, posts) for code in wanted),
            unplaced=tuple(
                self._unplaced(*key, n)
                for key, n in sorted(
                    self.unplaced.items(), key=lambda item: tuple(map(str, item[0]))
                )
            ),
        )

    def _people(self, code: str, posts: Sequence[Post]) -> People:
        empty = People(
            code=code,
            date=self.day,
            finest={},
            pooled={},
            unknown=dict(self.unknown[code]),
            posts=tuple(post for post in posts if post.organisation == code),
        )
        return empty.with_finest(self.finest[code], self.professions)

    def _unplaced(self, code: str, profession: str, level: str | None, count: int) -> Unplaced:
        name = self.professions.get(profession).label if profession else ""
        return Unplaced(
            organisation=code,
            date=self.day,
            reason="level_unknown" if profession else "background_unknown",
            why=NO_LEVEL if profession else NO_PROFESSION,
            what=", ".join(filter(None, [name, level])),
            level=level,
            headcount=count,
            fte=None,
            rows=count,
        )
