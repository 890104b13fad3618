"""Tables of what careers over time show, which are also the files to take away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wardtoboard.ceilings import Ratio, Settings
from wardtoboard.charts import Rate
from wardtoboard.charts.words import chance_in_words
from wardtoboard.papers import BY_MONTHS, Beside, Followed, promotion_rate, rate_of
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.presenters.words import (
    LABELS,
    WITHHELD,
    interval,
    label_of,
    p_value,
    two,
)
from wardtoboard_web.layout.tables import Cell, DataTable
from wardtoboard_web.layout.words import how_many, mid

if TYPE_CHECKING:  # they load a compiler, which no page without careers needs
    from wardtoboard.ceilings.flows.background import Bounds
    from wardtoboard.ceilings.flows.findings import CareerFinding, Flows

OTHERS = "Other clinical professions"
NOT_KNOWN = "not known"
NOT_REACHED = "not reached"
PROMOTED, MOVED, LEFT = range(3)
ANSWERS = {"met": "yes", "not_met": "no", "cannot_tell": "cannot tell"}
WITHIN = ("Within 1 year", "Within 3 years", "Within 5 years")
CHANCES_NOTE = (
    "The chance of having been promoted by then, of everyone who comes to the level, leavers "
    "included; with its 95% interval. Half promoted: how long it takes until half of them are; "
    "not reached where that was not seen, or never happens."
)
RELEASED_NOTE = (
    "Of everyone who comes to the level, leavers included, to the nearest 5 percentage points. "
    "A level that is not here, and a chance that is withheld, could tell about individual people."
)


def released_chances_table(seen: Seen, profession: str) -> DataTable | None:
    """Lay out the chances that were released of a profession; None where none were."""
    flows = seen.release.flows
    shown = [one for one in flows.shown if one.profession == profession] if flows else []
    if not shown:
        return None
    return DataTable(
        name="chances",
        caption=f"{label_of(seen, profession)}: chance of promotion by time in the level",
        headers=("Level", *WITHIN),
        rows=tuple((one.level, *map(_about, one.chances)) for one in shown),
        note=RELEASED_NOTE,
    )


def every_released_chance_table(seen: Seen) -> DataTable | None:
    """Lay out all chances of a release; None where it has none."""
    flows = seen.release.flows
    if flows is None or not flows.shown:
        return None
    return DataTable(
        name="chances",
        caption="Chance of promotion by time in the level",
        headers=("Profession", "Level", *WITHIN),
        rows=tuple(
            (label_of(seen, one.profession), one.level, *map(_about, one.chances))
            for one in flows.shown
        ),
        note=RELEASED_NOTE,
    )


def _about(chance: int | None) -> Cell:
    if chance is None:
        return WITHHELD
    return {0: "under 5%", 100: "over 95%"}.get(chance, f"{chance}%")


def raw_tables(
    seen: Seen,
    at: Beside,
    findings: Sequence[CareerFinding],
    one: CareerFinding | None,
    settings: Settings,
) -> tuple[DataTable, ...]:
    """Give every table of a profession's careers at the level looked at; `one` is its finding.

    `findings` are those of the profession at every level.
    """
    name = label_of(seen, at.profession)
    where = f"{name} at {at.level}"
    tables = [chances_table(name, where, at, settings), leaving_table(name, where, at)]
    if one is not None and one.flows is not None:
        tables.append(cotter_table(where, one.flows))
        if one.flows.bounds is not None and one.flows.bounds.unknown:
            of, bounds = one.flows.hazard_ratio, one.flows.bounds
            tables.append(unknown_table(where, mid(name), of, bounds))
    return (*tables, trend_table(where, at), ratios_table(name, findings))


def chances_table(name: str, where: str, at: Beside, settings: Settings) -> DataTable:
    """Lay out the chances of promotion and the wait, the profession's beside the others'."""
    from wardtoboard.ceilings.flows.chances import chances_of

    def row(name: str, side: Followed) -> tuple[Cell, ...]:
        found = chances_of(side.at_risk_by_time, side.events_by_time, settings)
        chances = dict(found.by)
        within = (_chance(chances[months]) for months in BY_MONTHS)
        wait = NOT_REACHED if found.median_wait is None else how_long(found.median_wait)
        return (name, side.people, *within, wait)

    return DataTable(
        name="chances",
        caption=f"{where}: chance of promotion",
        headers=("Who", "People seen", *WITHIN, "Half promoted after"),
        rows=(row(name, at.focus), row(OTHERS, at.others)),
        note=CHANCES_NOTE,
    )


def leaving_table(name: str, where: str, at: Beside) -> DataTable:
    """Lay out who was promoted, moved and left, and how often, beside the others."""

    def row(name: str, side: Followed) -> tuple[Cell, ...]:
        promoted, moved, left = side.events[:3].tolist()
        rates = (_rate(rate_of(events, side.months)) for events in (promoted, left))
        return (name, _years(side.months), promoted, moved, left, *rates)

    return DataTable(
        name="leaving",
        caption=f"{where}: who is promoted and who leaves",
        headers=(
            "Who",
            "Person-years",
            "Promoted",
            "Moved",
            "Left",
            "Promoted per 100 person-years",
            "Left per 100 person-years",
        ),
        rows=(row(name, at.focus), row(OTHERS, at.others)),
        note="Moved: to another profession, a lower level or one that is not known. Rates have "
        "their 95% interval.",
    )


def ratios_table(name: str, findings: Sequence[CareerFinding]) -> DataTable:
    """Lay out how often people are promoted and leave as against others, level by level."""
    return DataTable(
        name="promotion-ratios",
        caption=f"{name}: promotion and leaving beside others, level by level",
        headers=(
            "Level",
            "Label",
            "Grade",
            "Promotion ratio",
            "Promotion ratio, like with like",
            "q",
            "Leaving ratio",
            "Leaving ratio, like with like",
        ),
        rows=tuple(
            (
                one.finding.level,
                LABELS[one.finding.label],
                one.finding.grade,
                _ratio(one.flows.hazard_ratio),
                _ratio(one.flows.adjusted),
                p_value(one.flows.q),
                _ratio(one.flows.leaving_ratio),
                _ratio(one.flows.adjusted_leaving),
            )
            for one in findings
            if one.flows is not None
        ),
        note="Below 1, less often than the other clinical professions at that level. Like with "
        "like: adjusted for time in the level, part-time work, site and year.",
    )


def cotter_table(where: str, flows: Flows) -> DataTable:
    """Answer the four criteria of a glass ceiling one by one."""
    return DataTable(
        name="glass-ceiling-criteria",
        caption=f"{where}: is it a glass ceiling?",
        headers=("Criterion", "Answer", "Why"),
        rows=tuple(
            (f"{one.number}. {one.name}", ANSWERS[one.status], one.because) for one in flows.cotter
        ),
        note="The four criteria of Cotter, Hermsen, Ovadia and Vanneman (2001).",
    )


def unknown_table(where: str, name: str, without: Ratio, bounds: Bounds) -> DataTable:
    """Lay out what people of unknown profession would change, at both ends."""
    return DataTable(
        name="unknown-background",
        caption=f"{where}: what {how_many(bounds.unknown, 'person', 'people')} of unknown "
        "profession would change",
        headers=("If they are", "Promotion ratio", "95% interval"),
        rows=(
            ("left out", two(without.value), interval(without)),
            (f"all {name}", two(bounds.all.value), interval(bounds.all)),
            ("all of other clinical professions", two(bounds.none.value), interval(bounds.none)),
        ),
        note="The truth lies between the last two.",
    )


def trend_table(where: str, at: Beside) -> DataTable:
    """Lay out the promotion rate of each calendar year."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for place, year in enumerate(at.years):
            months = int(at.focus.at_risk_by_year[place])
            promoted = int(at.focus.events_by_year[place, PROMOTED])
            rates = [promotion_rate(side, place) for side in (at.focus, at.others)]
            if any(rates):
                yield str(year), _years(months), promoted, *map(_rate, rates)

    return DataTable(
        name="promotion-by-year",
        caption=f"{where}: promotion year by year",
        headers=(
            "Year",
            "Person-years",
            "Promoted",
            "Promoted per 100 person-years",
            f"{OTHERS}, per 100 person-years",
        ),
        rows=tuple(rows()),
        note="The first and the last year may be parts of a year. Rates have their 95% interval.",
    )


def _years(months: int) -> str:
    return f"{months / 12:,.1f}"


def _chance(found: Ratio) -> str:
    if found.value is None or found.low is None or found.high is None:
        return NOT_KNOWN
    words = map(chance_in_words, (found.value, found.low, found.high))
    return "{} ({} to {})".format(*words)


def _rate(found: Rate | None) -> str:
    if found is None:
        return NOT_KNOWN
    return f"{found.value:.1f} ({found.low:.1f} to {found.high:.1f})"


def _ratio(found: Ratio | None) -> str:
    if found is None or found.value is None:
        return NOT_KNOWN
    return f"{two(found.value)} ({interval(found)})"


def how_long(months: int) -> str:
    """Say a length of time: "7 months", "2 years", "2 years 5 months"."""
    years, rest = divmod(months, 12)
    parts = [how_many(years, "year")] if years else []
    parts += [how_many(rest, "month")] if rest or not years else []
    return " ".join(parts)
