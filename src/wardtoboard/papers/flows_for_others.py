"""What others may see of careers over time: rounded chances of promotion, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.disclosure import Rule
from wardtoboard.inference.incidence import cumulative_chances
from wardtoboard.papers.families import family_groups, finest_name
from wardtoboard.professions import Professions

if TYPE_CHECKING:
    from wardtoboard.ceilings.flows.counts import FlowCounts

BY_MONTHS = (12, 36, 60)
"""Months in the level by which a chance is told."""
POINTS = 5
"""Percentage points that a chance is rounded to."""
LEAST_SEEN = 50
"""People at risk in a level, at least, before anything is told of them."""
MONTHS_BETWEEN = 12
"""Months that have to be new before flows are made anew."""
PROMOTED, LEFT = 0, 2
"""Where an event of a spell stands among its causes: promoted, moved, left."""
CAUSES = 3

Counts = NDArray[np.int64]
Chances = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class ShownChances:
    """Chances of promotion from a level, in per cent, by each of BY_MONTHS; None where withheld."""

    profession: str
    level: str
    chances: Chances


@dataclass(frozen=True, slots=True)
class ProtectedFlows:
    """What a release says of careers over time.

    `last_month` is the last month of the history, counted from year 0. A profession and level of
    which nothing may be told is not among `shown`: neither is one where nobody stands.
    """

    last_month: int
    shown: tuple[ShownChances, ...]

    def of(self, professions: set[str]) -> ProtectedFlows:
        """Give the part about some professions."""
        return replace(self, shown=tuple(o for o in self.shown if o.profession in professions))

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain JSON holds it."""
        shown = [[one.profession, one.level, *one.chances] for one in self.shown]
        return {"last_month": self.last_month, "shown": shown}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> ProtectedFlows:
        """Read what `to_dict` gave."""
        shown = (ShownChances(one[0], one[1], tuple(one[2:])) for one in content["shown"])
        return cls(content["last_month"], tuple(shown))


def protected_flows(
    counts: FlowCounts, professions: Professions, *, last_month: int, rule: Rule | None = None
) -> ProtectedFlows:
    """Give the chances of promotion that may be told of a whole history, by profession and level.

    A chance is the cumulative incidence of promotion by 1, 3 and 5 years in the level, as people
    leave too, rounded to the nearest 5 percentage points. It is told only where more people than
    the rule's small number were promoted by then, more left, more were still there, at least 50
    were ever at risk, and the end is known of at least 50. Of a family and its members only the
    family is told, unless everyone in it whose profession is not told passes the same tests
    together, and so do the others of the family beside each member.

    Why nothing exact follows. No count is told, no rate, no interval, no year and no total, so
    nothing adds up, and nothing can be taken from anything but a member from its family. A step
    of 5 points of 50 people is 2 people wide and of more is wider, and how many were at risk is
    not told, so each chance leaves open several numbers promoted, all above the small number.
    What is left of a family when its members are taken away is itself many people, or the family
    is told alone. A row that is missing may be large in promotions and small in leavers, or the
    other way round, or hold nobody.
    """
    rule = rule or Rule()
    told: dict[tuple[str, str], list[int | None]] = {}
    for place, months in enumerate(BY_MONTHS):
        for column, level in enumerate(counts.levels):
            for name, chance in _told(counts, professions, column, months, rule):
                told.setdefault((name, level), [None] * len(BY_MONTHS))[place] = chance
    order = {name: place for place, name in enumerate([one.id for one in professions])}
    levels = {level: place for place, level in enumerate(counts.levels)}
    keys = sorted(told, key=lambda key: (order[key[0]], levels[key[1]]))
    return ProtectedFlows(last_month, tuple(ShownChances(*key, tuple(told[key])) for key in keys))


def flows_to_release(
    new: ProtectedFlows | None, earlier: ProtectedFlows | None
) -> ProtectedFlows | None:
    """Give the flows of a release: new ones a year after those released before, else the same.

    Two sets of flows a few months apart would tell of the few people who moved between them.
    Without a history there are none.
    """
    if new is None or earlier is None or new.last_month >= earlier.last_month + MONTHS_BETWEEN:
        return new
    return earlier


def _told(
    counts: FlowCounts, professions: Professions, column: int, months: int, rule: Rule
) -> Iterator[tuple[str, int]]:
    """Give what may be told of one level by one time: families, their members, and all others."""
    rows = {name: place for place, name in enumerate(counts.professions) if name in professions}
    names = {finest_name(name, rows, professions): place for name, place in rows.items()}
    (families,) = family_groups(("profession",), names, professions).values() or ({},)
    inside = {name for members in families.values() for name in members}

    def group(some: Sequence[str]) -> _Group:
        return _Group.of(counts, [names[one] for one in some], column, months)

    for name in names:
        if name not in inside and group([name]).passes(rule):
            yield name, group([name]).chance()
    for family, members in families.items():
        whole = group(members)
        if not whole.passes(rule):
            continue
        yield family, whole.chance()
        passing = [one for one in members if one in professions and group([one]).passes(rule)]
        rest = group([one for one in members if one not in passing])
        is_large = rest.passes(rule) or (rest.people == 0 and len(passing) > 1)
        for one in passing if is_large else ():
            yield one, group([one]).chance()


@dataclass(frozen=True, slots=True)
class _Group:
    """Some professions together at one level, up to some months in it.

    `at_risk` (months) and `events` (months, 4) are of spells whose beginning is known.
    """

    people: int
    at_risk: Counts
    events: Counts

    @classmethod
    def of(cls, counts: FlowCounts, rows: Sequence[int], column: int, months: int) -> _Group:
        """Add up some rows of a level."""
        return cls(
            people=int(counts.people[rows, column].sum()),
            at_risk=counts.at_risk_by_time[rows, column, :months].sum(axis=0),
            events=counts.events_by_time[rows, column, :months].sum(axis=0),
        )

    def passes(self, rule: Rule) -> bool:
        """Answer whether a chance may be told of these people."""
        ended = self.events.sum(axis=0)
        still = int(self.at_risk[-1] - self.events[-1].sum())
        least = min(int(ended[PROMOTED]), int(ended[LEFT]), still, int(self.at_risk.min()))
        known = int(ended[:CAUSES].sum()) + still
        return least > rule.small and min(self.people, known) >= LEAST_SEEN

    def chance(self) -> int:
        """Give the chance of promotion in per cent, to the nearest 5 points."""
        chances = cumulative_chances(self.at_risk, self.events[:, :CAUSES].T)
        return POINTS * round(100 * float(chances[PROMOTED, -1]) / POINTS)
