"""The careers of one organisation, or of all together, laid out on the ladders of its stocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from wardtoboard.ceilings.flows.adjusted import Adjusted, adjust
from wardtoboard.ceilings.flows.counts import FlowCounts, count_flows
from wardtoboard.ceilings.flows.pieces import Pieces, Whole, cut_at_level
from wardtoboard.ceilings.people import TOGETHER
from wardtoboard.ceilings.stock import Stock
from wardtoboard.professions import MEDICAL_PROFESSIONS, load_ladder, load_professions
from wardtoboard.staff.histories.segments import Segments
from wardtoboard.staff.histories.vocabulary import FIRST_PROFESSION, PER_PROFESSION, Vocabulary

NOWHERE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Careers:
    """Segments of one organisation (or of all) and their counts.

    `places` gives each place's number for comparing like with like: the sites of one
    organisation, or the organisations of all. `families` gives the family a profession is of,
    `compared` the level at which a grade of doctors is compared.
    """

    segments: Segments
    vocabulary: Vocabulary
    counts: FlowCounts
    places: Whole
    families: Mapping[str, str]
    compared: Mapping[tuple[str, str], str]

    def laid_out(self, stock: Stock, named: Mapping[str, str]) -> FlowCounts:
        """Give the counts by the professions and levels of a stock."""
        return self.counts.laid_out(stock.professions, stock.levels, named, self.compared)


def careers_of(segments: Segments, vocabulary: Vocabulary, code: str, on: date) -> Careers:
    """Give the careers of an organisation, or of all for TOGETHER; ladders are those of a day."""
    codes = [place.organisation for place in vocabulary.places]
    is_one = code != TOGETHER
    here = np.array([code in (TOGETHER, one) for one in codes], np.bool_)
    numbers = range(len(codes)) if is_one else [codes.index(one) for one in codes]
    return Careers(
        segments=segments.take(here[segments.place]) if is_one else segments,
        vocabulary=vocabulary,
        counts=count_flows(segments, vocabulary, organisation=code if is_one else None),
        places=np.array(list(numbers), np.int64),
        families={one.id: one.family for one in load_professions(on) if one.family},
        compared=_compared(vocabulary, on),
    )


def _compared(vocabulary: Vocabulary, on: date) -> dict[tuple[str, str], str]:
    ladder = load_ladder("scope", on)
    grades = [level for level in vocabulary.levels.values() if ladder.find(level) is None]
    at = {level: ladder.comparison_level(level) for level in grades}
    return {(p, level): to for level, to in at.items() if to for p in MEDICAL_PROFESSIONS}


@dataclass(slots=True, eq=False)
class LikeWithLike:
    """Adjusts the steps of one stock, cutting the careers at a level only once."""

    careers: Careers
    stock: Stock
    named: Mapping[str, str]
    _rows: Whole | None = None
    _columns: Whole | None = None
    _pieces: dict[int, Pieces] = field(default_factory=dict)

    def adjust(self, profession: str, level: int) -> Adjusted | str:
        """Compare a profession with all others for which the step is open, like with like.

        Gives a sentence saying why where it cannot be done.
        """
        row = self.stock.row(profession)
        others = np.flatnonzero(self.stock.opens[:, level]).tolist()
        reference = [one for one in others if one != row]
        return adjust(self._at(level), row, reference)

    def _at(self, level: int) -> Pieces:
        if level not in self._pieces:
            rows, columns = self._laid_out()
            some = (columns == level) & (rows != NOWHERE)
            segments = self.careers.segments.take(some)
            self._pieces[level] = cut_at_level(segments, rows[some], self.careers.places)
        return self._pieces[level]

    def _laid_out(self) -> tuple[Whole, Whole]:
        """Give each segment's row and column in the stock; NOWHERE where it has none."""
        if self._rows is None or self._columns is None:
            vocabulary, stock = self.careers.vocabulary, self.stock
            size = (FIRST_PROFESSION + len(vocabulary.professions)) * PER_PROFESSION
            rows, columns = np.full(size, NOWHERE, np.int64), np.full(size, NOWHERE, np.int64)
            for p in vocabulary.professions:
                name = self.named.get(p, p)
                for level in vocabulary.levels.values():
                    at = self.careers.compared.get((name, level), level)
                    if name in stock.professions and at in stock.levels:
                        state = vocabulary.state(p, level)
                        rows[state], columns[state] = stock.row(name), stock.levels.index(at)
            states = self.careers.segments.state
            self._rows, self._columns = rows[states], columns[states]
        return self._rows, self._columns
