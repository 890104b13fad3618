"""How many people stand where: a staff table added up for each organisation, and for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.professions import Professions, load_ladder, load_professions
from wardtoboard.staff import Post, StaffTable, as_people, check_headcounts

Cells = Mapping[tuple[str, str], int]
"""People by (profession, level)."""
Key = TypeVar("Key")
TOGETHER = "all organisations"


@dataclass(frozen=True, slots=True)
class People:
    """Whole people of one organisation on one date.

    `finest` counts by the finest profession known and level, grades of doctors included;
    `pooled` the same with families added up. With full-time equivalents both are rounded half up
    after summing, so `pooled` need not be the sum of `finest`. `unknown` counts managers of
    unknown background by level.
    """

    code: str
    date: date
    finest: Cells
    pooled: Cells
    unknown: Mapping[str, int]
    posts: tuple[Post, ...] = ()

    def with_finest(self, finest: Cells, professions: Professions) -> People:
        """Give the same people with other finest counts, families following along."""
        drift = _added(self.pooled, _pool(self.finest, professions), sign=-1)
        pooled = _added(_pool(finest, professions), drift, sign=1)
        return replace(self, finest=finest, pooled=pooled)


def _added(one: Cells, other: Cells, *, sign: int) -> dict[tuple[str, str], int]:
    keys = dict.fromkeys([*one, *other])
    return {key: one.get(key, 0) + sign * other.get(key, 0) for key in keys}


def _pool(finest: Cells, professions: Professions) -> dict[tuple[str, str], int]:
    pooled: dict[tuple[str, str], int] = defaultdict(int)
    for (profession, level), count in finest.items():
        pooled[professions.get(profession).family or profession, level] += count
    return dict(pooled)


def gather_people(
    table: StaffTable, *, fte_as_headcount: bool, posts: Sequence[Post] = ()
) -> list[People]:
    """Add up a staff table by organisation, in order of code.

    When there are several, all of them together (code `TOGETHER`) come last. Only the latest
    date of each organisation is used. Where some are known only to be at a pooled level such as
    "Band 8b+", everyone it covers is counted there. Raises CannotTellError for a table of full-time
    equivalents without `fte_as_headcount`, and where nobody at all could be placed.
    """
    check_headcounts(table, fte_as_headcount=fte_as_headcount)
    if not table.rows:
        raise CannotTellError([_nobody_placed(table)])
    codes = sorted({row.organisation for row in table.rows})
    return _Sums(table, posts).people([*codes, TOGETHER] if len(codes) > 1 else codes)


def _nobody_placed(table: StaffTable) -> Fault:
    reasons = "; ".join(dict.fromkeys(one.why for one in table.unplaced))
    return Fault(
        what="nobody in these tables could be placed in a profession",
        found=reasons,
        do="See who was not placed with wardtoboard counts.",
    )


class _Sums:
    """Amounts (people or full-time equivalents) added up once for every organisation wanted."""

    def __init__(self, table: StaffTable, posts: Sequence[Post]) -> None:
        self.posts = posts
        self.latest = _latest_dates(table)
        self.professions = load_professions(max(self.latest.values()))
        self.ladder = load_ladder("scope", max(self.latest.values()))
        self.finest: dict[str, dict[tuple[str, str], list[float]]] = defaultdict(_lists)
        self.pooled: dict[str, dict[tuple[str, str], list[float]]] = defaultdict(_lists)
        self.unknown: dict[str, dict[str, list[float]]] = defaultdict(_lists)
        self._add_up(table)

    def _add_up(self, table: StaffTable) -> None:
        family = {p.id: p.family or p.id for p in self.professions}
        for row in table.rows:
            if row.date != self.latest[row.organisation]:
                continue
            amount = float((row.fte if table.holds_fte_only else row.headcount) or 0)
            for code in (row.organisation, TOGETHER):
                self.finest[code][row.profession, row.level].append(amount)
                self.pooled[code][family[row.profession], row.level].append(amount)
        for one in table.unplaced:
            is_manager = one.reason == "background_unknown" and one.level is not None
            if is_manager and one.date == self.latest.get(one.organisation):
                amount = float((one.fte if table.holds_fte_only else one.headcount) or 0)
                for code in (one.organisation, TOGETHER):
                    self.unknown[code][one.level or ""].append(amount)

    def people(self, wanted: Iterable[str]) -> list[People]:
        return [self._people(code) for code in wanted]

    def _people(self, code: str) -> People:
        names = self.ladder.common_names(level for _, level in self.finest[code])
        return People(
            code=code,
            date=max(self.latest.values()) if code == TOGETHER else self.latest[code],
            finest=_whole(self.finest[code], lambda key: (key[0], names.get(key[1], key[1]))),
            pooled=_whole(self.pooled[code], lambda key: (key[0], names.get(key[1], key[1]))),
            unknown=_whole(self.unknown[code], lambda level: names.get(level, level)),
            posts=tuple(p for p in self.posts if p.organisation == code),
        )


def _lists() -> dict[Any, list[float]]:
    return defaultdict(list)


def _whole(amounts: Mapping[Key, list[float]], counted_as: Callable[[Key], Key]) -> dict[Key, int]:
    together: dict[Key, list[float]] = defaultdict(list)
    for key, parts in amounts.items():
        together[counted_as(key)].extend(parts)
    return {key: as_people(parts) for key, parts in together.items()}


def _latest_dates(table: StaffTable) -> dict[str, date]:
    """Give each organisation's latest date on which anyone could be placed."""
    latest: dict[str, date] = {}
    for row in table.rows:
        latest[row.organisation] = max(row.date, latest.get(row.organisation, row.date))
    return latest


def dates_left_out(table: StaffTable) -> list[date]:
    """Name the dates that are not the latest of their organisation, oldest first."""
    latest = _latest_dates(table)
    return sorted({row.date for row in table.rows if row.date != latest[row.organisation]})
