"""The ceiling finder for two headcounts and the starters and leavers between them (grade B)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.ceilings.body import build_body
from wardtoboard.ceilings.find import FAMILIES, find_ceilings
from wardtoboard.ceilings.findings import Finding
from wardtoboard.ceilings.flows.find import CareerAnswer
from wardtoboard.ceilings.flows.findings import CareerFinding, Seen, career_finding
from wardtoboard.ceilings.flows.labels import label_flows, weigh_flows
from wardtoboard.ceilings.flows.rates import Rates
from wardtoboard.ceilings.flows.snapshots import promotions_by_the_books
from wardtoboard.ceilings.flows.table import FlowRow
from wardtoboard.ceilings.people import TOGETHER, Cells, People, gather_people
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock
from wardtoboard.professions import MEDICAL_PROFESSIONS, Professions, load_ladder, load_professions
from wardtoboard.staff import Post, StaffTable

MONTHS_A_YEAR = 12
DAYS_A_YEAR = 365.25
Books = Mapping[tuple[str, str], FlowRow]
"""One row of flows for each (profession, level), all periods added up."""


def find_by_the_books(
    table: StaffTable,
    flows: Sequence[FlowRow],
    settings: Settings,
    *,
    choose: Callable[[Sequence[People]], Sequence[int]] = lambda everyone: range(len(everyone)),
    posts: Sequence[Post] = (),
) -> CareerAnswer:
    """Find ceilings from the promotions that two headcounts and the flows between them imply.

    The first and the last date of the headcounts are used, and every row of the flows. Doctors and
    dentists are left out, as their grades are not the levels of the others; so is a profession
    without a row in the flows. Raises CannotTellError for a single date and where the books do not
    add up, with every level; as `gather_people` besides.
    """
    first, last = _two_dates(table)
    before = {p.code: p for p in gather_people(_on(table, first), fte_as_headcount=False)}
    after = gather_people(_on(table, last), fte_as_headcount=False, posts=posts)
    chosen = [after[place] for place in choose(after)]
    bodies = [build_body(people) for people in chosen]
    tables = find_ceilings(bodies, settings, grade="C")
    years = (last - first).days / DAYS_A_YEAR
    findings: list[tuple[CareerFinding, ...]] = []
    faults: list[Fault] = []
    for people, body, found in zip(chosen, bodies, tables, strict=True):
        was = before.get(people.code, replace(people, finest={}, pooled={}))
        of_one = _OneBody(was, people, flows, years)
        labelled = [
            (family, *of_one.rates(stock, family, faults))
            for stock, family in zip(body.stocks, FAMILIES, strict=False)
        ]
        findings.append(tuple(_labelled(labelled, found, settings, body.has_establishment)))
    if faults:
        raise CannotTellError(dict.fromkeys(faults))
    return CareerAnswer(tuple(chosen), tuple(bodies), tuple(findings), table.unplaced)


def _two_dates(table: StaffTable) -> tuple[date, date]:
    dates = sorted({row.date for row in table.rows})
    if len(dates) < 2:
        fault = Fault(
            what="promotions cannot be worked out from the headcounts of one date",
            found=", ".join(day.isoformat() for day in dates) or "no date",
            do="Give the headcounts at the beginning and at the end of the flows.",
        )
        raise CannotTellError([fault])
    return dates[0], dates[-1]


def _on(table: StaffTable, day: date) -> StaffTable:
    return replace(
        table,
        rows=tuple(row for row in table.rows if row.date == day),
        unplaced=tuple(one for one in table.unplaced if one.date == day),
    )


def _labelled(
    families: Sequence[tuple[str, Stock, Rates]],
    table: Sequence[Finding],
    settings: Settings,
    has_establishment: bool,
) -> Iterator[CareerFinding]:
    of_family = {(one.family, one.profession, one.level): one for one in table}
    anew: dict[tuple[str, str, str], CareerFinding] = {}
    for family, stock, rates in families:
        known = load_professions(date.fromisoformat(stock.date))
        steps = weigh_flows(stock, rates, settings)
        for profession, ladder in label_flows(steps, settings).items():
            if not rates.people[stock.row(profession)].any():
                continue
            for item, plain in zip(ladder.labelled, steps[profession], strict=True):
                key = family, profession, plain.level
                seen = Seen(profession=known.get(profession).label, plain=plain)
                anew[key] = career_finding(
                    of_family[key], item, seen, settings, has_establishment=has_establishment
                )
    for key, one in of_family.items():
        yield anew.get(key, CareerFinding(one, None))


@dataclass(frozen=True, slots=True)
class _OneBody:
    """One organisation, or all, at two dates, with the flows between."""

    before: People
    after: People
    flows: Sequence[FlowRow]
    years: float

    def rates(self, stock: Stock, family: str, faults: list[Fault]) -> tuple[Stock, Rates]:
        """Lay the promotions out on a stock; what does not add up is added to the faults."""
        professions = load_professions(self.after.date)
        is_pooled = family == FAMILIES[0]
        books = _books(self.flows, self.after.code, professions, is_pooled=is_pooled)
        was = self.before.pooled if is_pooled else self.before.finest
        now = self.after.pooled if is_pooled else self.after.finest
        ladder = list(load_ladder("scope", self.after.date).ranks)
        shape = stock.counts.shape
        rates = Rates(*(np.zeros(shape) for _ in range(5)))
        for row, profession in enumerate(stock.professions):
            own = [level for level in ladder if (profession, level) in books]
            if not own or profession in MEDICAL_PROFESSIONS:
                continue
            held = {level for p, level in (*was, *now, *books) if p == profession}
            levels = [level for level in ladder if level in held]
            try:
                promoted, came = _promotions(profession, levels, was, now, books)
            except CannotTellError as error:
                faults.extend(error.faults)
                continue
            for place, level in enumerate(levels):
                if level not in stock.levels:
                    continue
                k, key = stock.levels.index(level), (profession, level)
                n0, n1 = was.get(key, 0), now.get(key, 0)
                flow = books.get(key)
                rates.months[row, k] = MONTHS_A_YEAR * self.years * (n0 + n1) / 2
                rates.people[row, k] = n0 + came[place] + (flow.starters if flow else 0)
                rates.left[row, k] = flow.leavers if flow else 0
                rates.promoted[row, k] = promoted[place]
        return stock, rates


def _promotions(
    profession: str, levels: Sequence[str], was: Cells, now: Cells, books: Books
) -> tuple[list[int], list[int]]:
    """Give how many were promoted out of each level, and into it."""
    rows = [books.get((profession, level)) for level in levels]
    out = [row.promoted_out if row else 0 for row in rows]
    into = [row.promoted_in if row else 0 for row in rows]
    known_out = [one for one in out if one is not None]
    known_into = [one for one in into if one is not None]
    if len(known_out) == len(known_into) == len(levels):
        return known_out, known_into
    came = promotions_by_the_books(
        [was.get((profession, level), 0) for level in levels],
        [now.get((profession, level), 0) for level in levels],
        [row.starters if row else 0 for row in rows],
        [row.leavers if row else 0 for row in rows],
        levels,
        whose=profession,
    )
    return [*came, 0], [0, *came]


def _books(
    flows: Sequence[FlowRow], code: str, professions: Professions, *, is_pooled: bool
) -> Books:
    """Add the flows of an organisation up over periods, and over families where these pool."""
    added: dict[tuple[str, str], FlowRow] = {}
    for row in flows:
        if code not in (TOGETHER, row.organisation):
            continue
        family = professions.get(row.profession).family if is_pooled else None
        key = (family or row.profession, row.level)
        added[key] = _sum(added[key], row) if key in added else replace(row, profession=key[0])
    return added


def _sum(one: FlowRow, other: FlowRow) -> FlowRow:
    return replace(
        one,
        starters=one.starters + other.starters,
        leavers=one.leavers + other.leavers,
        promoted_in=_both(one.promoted_in, other.promoted_in),
        promoted_out=_both(one.promoted_out, other.promoted_out),
    )


def _both(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
