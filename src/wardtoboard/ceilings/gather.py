"""From a staff table to the bodies that are asked where their ladders stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.ceilings.body import DOCTORS, TOGETHER, Body
from wardtoboard.ceilings.stock import build_stock
from wardtoboard.professions import Ladder, Professions, load_ladder, load_professions
from wardtoboard.staff import Post, StaffTable, as_people, check_headcounts

Cells = Mapping[tuple[str, str], int]
Key = TypeVar("Key")
VIEWS = ("scope", "pay", "afc")
MEDICAL = "medical"


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
    date of each organisation is used. Raises CannotTellError for a table of full-time
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
        return [
            People(
                code=code,
                date=max(self.latest.values()) if code == TOGETHER else self.latest[code],
                finest=_whole(self.finest[code]),
                pooled=_whole(self.pooled[code]),
                unknown=_whole(self.unknown[code]),
                posts=tuple(p for p in self.posts if p.organisation == code),
            )
            for code in wanted
        ]


def _lists() -> dict[Any, list[float]]:
    return defaultdict(list)


def _whole(amounts: Mapping[Key, list[float]]) -> dict[Key, int]:
    return {key: as_people(parts) for key, parts in amounts.items()}


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


@cache
def _ladders_on(day: date) -> Mapping[str, Ladder]:
    """Load the views of the ladder once a day, as every organisation asks for them."""
    return {view: load_ladder(view, day) for view in (*VIEWS, MEDICAL)}


def _in_order(ladder: Ladder) -> dict[str, int]:
    """Give every level's rank, pooled names such as "Band 8b+" among them, lowest first."""
    ranked = [*ladder.levels, *ladder.pooled]
    return {level.id: level.rank for level in sorted(ranked, key=lambda level: level.rank)}


def build_body(people: People) -> Body:
    """Lay one organisation's people out on the ladder, doctors where each view puts them."""
    professions = load_professions(people.date)
    ladders = _ladders_on(people.date)
    compared = _on_the_ladder(people.pooled, ladders["scope"])
    reserved = _reserved_seats(people.posts)
    closed = _closed_steps(people.posts, professions, ladders["scope"])
    levels = list(_in_order(ladders["scope"]))
    entry = _entry_levels(compared, professions, ladders["scope"])
    guide = build_stock(
        people.code,
        people.date.isoformat(),
        _less_seats(compared, reserved),
        levels,
        entry,
        closed=closed,
    )
    split = {p.id for p in professions.allied_health} & {p for p, _ in people.finest}
    allied = None
    if split:
        finest = _on_the_ladder(people.finest, ladders["scope"])
        allied = build_stock(
            people.code,
            people.date.isoformat(),
            _less_seats(finest, reserved),
            levels,
            _entry_levels(finest, professions, ladders["scope"]),
            reported=frozenset(split),
            closed=closed,
        )
    return Body(
        code=people.code,
        date=people.date.isoformat(),
        guide=guide,
        allied=allied,
        unknown=people.unknown,
        doctors_by_view={
            view: _less_seats(_doctors(people.pooled, ladders[view]), reserved) for view in VIEWS
        },
        off_ladder=_off_ladder(people.pooled, ladders["scope"], ladders[MEDICAL]),
        reserved=reserved,
        has_establishment=bool(people.posts),
        ladder=tuple(levels),
    )


def _comparison_level(profession: str, level: str, ladder: Ladder) -> str | None:
    if ladder.find(level) is not None:
        return level
    return ladder.comparison_level(level) if profession in DOCTORS else None


def _on_the_ladder(cells: Cells, ladder: Ladder) -> dict[tuple[str, str], int]:
    placed: dict[tuple[str, str], int] = defaultdict(int)
    for (profession, level), count in cells.items():
        at = _comparison_level(profession, level, ladder)
        if at is not None:
            placed[profession, at] += count
    return dict(placed)


def _doctors(cells: Cells, ladder: Ladder) -> dict[tuple[str, str], int]:
    doctors = {key: count for key, count in cells.items() if key[0] in DOCTORS}
    return _on_the_ladder(doctors, ladder)


def _off_ladder(
    cells: Cells, ladder: Ladder, medical: Ladder
) -> dict[tuple[str, str], tuple[int, int]]:
    """Count doctors in grades that are not compared, and those in higher such grades."""
    order = _in_order(medical)
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
    order = list(_in_order(ladder))
    entry = {}
    for profession in {p for p, _ in cells}:
        own = professions.get(profession).entry_level
        if own not in order:
            own = min((level for p, level in cells if p == profession), key=order.index)
        entry[profession] = own
    return entry


def _reserved_seats(posts: Iterable[Post]) -> dict[str, dict[str, int]]:
    seats: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for post in posts:
        if post.reserved_for is not None and post.filled:
            seats[post.reserved_for][post.level] += 1
    return {profession: dict(levels) for profession, levels in seats.items()}


def _less_seats(
    cells: Cells, reserved: Mapping[str, Mapping[str, int]]
) -> dict[tuple[str, str], int]:
    return {
        (profession, level): max(0, count - reserved.get(profession, {}).get(level, 0))
        for (profession, level), count in cells.items()
    }


def _closed_steps(
    posts: Sequence[Post], professions: Professions, ladder: Ladder
) -> frozenset[tuple[str, str]]:
    """Name the (profession, level) above which the establishment holds no post open to it."""
    if not posts:
        return frozenset()
    rank = _in_order(ladder)
    ranked = [(rank[post.level], post) for post in posts if post.level in rank]
    top = max(place for place, _ in ranked)
    closed = set()
    for profession in professions:
        highest = max(
            (place for place, post in ranked if _is_open_to(post, profession.id, professions)),
            default=0,
        )
        closed |= {
            (profession.id, level) for level, place in rank.items() if highest <= place < top
        }
    return frozenset(closed)


def _is_open_to(post: Post, profession: str, professions: Professions) -> bool:
    if post.reserved_for is not None:
        return professions.is_in(profession, post.reserved_for)
    return "any" in post.open_to or any(
        one in professions
        and (professions.is_in(profession, one) or professions.is_in(one, profession))
        for one in post.open_to
    )
