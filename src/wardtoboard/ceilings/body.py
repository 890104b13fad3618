"""A body: one organisation, or several together, ready to be asked where its ladders stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from wardtoboard.ceilings.people import Cells, People
from wardtoboard.ceilings.posts import closed_steps, less_seats, reserved_seats
from wardtoboard.ceilings.stock import Stock, build_stock
from wardtoboard.professions import (
    MEDICAL_PROFESSIONS,
    Ladder,
    Professions,
    load_ladder,
    load_professions,
)

VIEWS = ("scope", "pay", "afc")
MEDICAL = "medical"


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The stocks of one organisation, or of several added together (code `TOGETHER`).

    `guide` has the professions of the guide, allied health professions pooled; `allied` the
    same with the 14 apart, or None when the table does not tell them apart. `unknown` counts
    managers of unknown background by level. `doctors_by_view` counts doctors and dentists by
    (profession, comparison level) under each view of the ladder, reserved seats left out;
    `off_ladder` those whose grade is not compared, by (profession, grade), with the number in
    higher grades. `reserved` counts filled reserved seats that were left out, by profession and
    level.
    `ladder` names every level from the bottom up, as people of unknown background, doctors and
    reserved seats may stand where none of those compared does; `pooled_levels` are the pooled
    ones that anyone is counted at, such as "Band 8b+".
    """

    code: str
    date: str
    guide: Stock
    allied: Stock | None
    unknown: Mapping[str, int] = field(default_factory=dict)
    doctors_by_view: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    off_ladder: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    reserved: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    has_establishment: bool = False
    ladder: tuple[str, ...] = ()
    pooled_levels: frozenset[str] = frozenset()

    @property
    def stocks(self) -> tuple[Stock, ...]:
        """The stocks that are tested, each a family of its own."""
        return (self.guide,) if self.allied is None else (self.guide, self.allied)


@cache
def _ladders_on(day: date) -> Mapping[str, Ladder]:
    """Load the views of the ladder once a day, as every organisation asks for them."""
    return {view: load_ladder(view, day) for view in (*VIEWS, MEDICAL)}


def build_body(people: People) -> Body:
    """Lay one organisation's people out on the ladder, doctors where each view puts them."""
    professions, ladders = load_professions(people.date), _ladders_on(people.date)
    scope = ladders["scope"]
    reserved = reserved_seats(people.posts, scope)
    closed = closed_steps(people.posts, professions, scope)

    def stock_of(cells: Cells, reported: frozenset[str] | None = None) -> Stock:
        compared = _on_the_ladder(cells, scope)
        return build_stock(
            people.code,
            people.date.isoformat(),
            less_seats(compared, reserved),
            list(scope.ranks),
            _entry_levels(compared, professions, scope),
            reported=reported,
            closed=closed,
        )

    held = {level for _, level in people.finest}
    split = {p.id for p in professions.allied_health} & {p for p, _ in people.finest}
    return Body(
        code=people.code,
        date=people.date.isoformat(),
        guide=stock_of(people.pooled),
        allied=stock_of(people.finest, frozenset(split)) if split else None,
        unknown=people.unknown,
        doctors_by_view={
            view: less_seats(_doctors(people.pooled, ladders[view]), reserved) for view in VIEWS
        },
        off_ladder=_off_ladder(people.pooled, scope, ladders[MEDICAL]),
        reserved=reserved,
        has_establishment=bool(people.posts),
        ladder=tuple(scope.ranks),
        pooled_levels=frozenset(level.id for level in scope.pooled) & held,
    )


def _comparison_level(profession: str, level: str, ladder: Ladder) -> str | None:
    if ladder.find(level) is not None:
        return level
    return ladder.comparison_level(level) if profession in MEDICAL_PROFESSIONS else None


def _on_the_ladder(cells: Cells, ladder: Ladder) -> dict[tuple[str, str], int]:
    placed: dict[tuple[str, str], int] = defaultdict(int)
    names = ladder.common_names(level for _, level in cells)
    for (profession, level), count in cells.items():
        at = _comparison_level(profession, level, ladder)
        if at is not None:
            placed[profession, names.get(at, at)] += count
    return dict(placed)


def _doctors(cells: Cells, ladder: Ladder) -> dict[tuple[str, str], int]:
    doctors = {key: count for key, count in cells.items() if key[0] in MEDICAL_PROFESSIONS}
    return _on_the_ladder(doctors, ladder)


def _off_ladder(
    cells: Cells, ladder: Ladder, medical: Ladder
) -> dict[tuple[str, str], tuple[int, int]]:
    """Count doctors in grades that are not compared, and those in higher such grades."""
    order = medical.ranks
    off = {
        (profession, level): count
        for (profession, level), count in cells.items()
        if count and _comparison_level(profession, level, ladder) is None
    }
    ranked = sorted(off, key=lambda key: (key[0], order.get(key[1], 0)))
    return {
        key: (
            off[key],
            sum(off[k] for k in ranked if k[0] == key[0] and order[k[1]] > order[key[1]]),
        )
        for key in ranked
    }


def _entry_levels(cells: Cells, professions: Professions, ladder: Ladder) -> dict[str, str]:
    """Give each profession's entry level; doctors join where the lowest of them is compared."""
    order = list(ladder.ranks)
    entry = {}
    for profession in {p for p, _ in cells}:
        own = professions.get(profession).entry_level
        if own not in order:
            own = min((level for p, level in cells if p == profession), key=order.index)
        entry[profession] = own
    return entry
