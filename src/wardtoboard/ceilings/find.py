"""The ceiling finder: bodies in, findings out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wardtoboard.ceilings.body import Body
from wardtoboard.ceilings.caveats import OFF_LADDER, caveats_of
from wardtoboard.ceilings.classify import (
    SHORTFALLS,
    WORTH_COMPARING,
    Labelled,
    LabelledLadder,
    classify,
)
from wardtoboard.ceilings.comparisons import Comparator, compare_steps, nobody_elsewhere
from wardtoboard.ceilings.estimands import Measures, describe_steps
from wardtoboard.ceilings.evidence import Prior, Step, weigh_steps
from wardtoboard.ceilings.findings import (
    Comparison,
    Finding,
    Grade,
    Position,
    Sensitivity,
    finite,
    ratio,
)
from wardtoboard.ceilings.sensitivity import (
    downgrade_if_flipped,
    growth_sensitivity,
    ladder_sensitivity,
    seats_sensitivity,
    unknown_background_sensitivity,
)
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock

FAMILIES = ("guide", "allied")


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """One stock of a body with its classified ladders."""

    body: Body
    stock: Stock
    family: str
    ladders: Mapping[str, LabelledLadder[Step]]


def find_ceilings(
    bodies: Sequence[Body],
    settings: Settings,
    *,
    grade: Grade,
    elsewhere: Comparator = nobody_elsewhere,
    comparator: str = "nurse",
    priors: Mapping[tuple[str, str], Prior] | None = None,
) -> list[list[Finding]]:
    """Label every profession and level that holds anyone; one list of findings a body.

    `grade` is that of the evidence: "C" for one headcount table, "D" for full-time equivalents
    read as headcount. `elsewhere` gives, for (body code, profession, level), people at and above
    that level in the same profession in other organisations. `priors` holds, by (profession,
    level), how the log ratio varies among peers, in place of the first prior of the settings.
    Findings of the guide's professions come before those of the allied health professions, each
    from the bottom of its ladder up.
    """
    pairs = [
        (body, stock, family)
        for body in bodies
        for stock, family in zip(body.stocks, FAMILIES, strict=False)
    ]
    weighed = weigh_steps([stock for _, stock, _ in pairs], settings, priors or {})
    cases = [
        _Case(body, stock, family, classify(steps, settings))
        for (body, stock, family), steps in zip(pairs, weighed, strict=True)
    ]
    compared = _compare(cases, settings, elsewhere, comparator)
    findings: dict[int, list[Finding]] = {id(body): [] for body in bodies}
    for place, case in enumerate(cases):
        own = findings[id(case.body)]
        own.extend(_case_findings(place, case, compared, grade, settings))
        if case.family == "guide":
            own.extend(_off_ladder_findings(case.body, grade))
    return [findings[id(body)] for body in bodies]


def _compare(
    cases: Sequence[_Case], settings: Settings, elsewhere: Comparator, comparator: str
) -> Mapping[tuple[int, str, str], tuple[Comparison, ...]]:
    worth = [
        (place, case.body.code, case.stock, item.step)
        for place, case in enumerate(cases)
        for ladder in case.ladders.values()
        for item in ladder.labelled
        if item.label in WORTH_COMPARING
    ]
    return compare_steps(worth, settings, elsewhere, comparator)


def _case_findings(
    place: int,
    case: _Case,
    compared: Mapping[tuple[int, str, str], tuple[Comparison, ...]],
    grade: Grade,
    settings: Settings,
) -> Iterator[Finding]:
    described = describe_steps(case.stock)
    for profession, ladder in case.ladders.items():
        row = case.stock.row(profession)
        for item in ladder.labelled:
            measures = described[row, item.step.index]
            comparisons = compared.get((place, profession, item.step.level), ())
            yield _finding(case, item, measures, comparisons, grade, settings)


def _finding(
    case: _Case,
    item: Labelled[Step],
    measures: Measures,
    comparisons: tuple[Comparison, ...],
    grade: Grade,
    settings: Settings,
) -> Finding:
    step, body, stock = item.step, case.body, case.stock
    order = body.ladder or stock.levels
    sensitivities: tuple[Sensitivity, ...] = ()
    if item.label in SHORTFALLS:
        ladder = ladder_sensitivity(step, stock, order, body.doctors_by_view, settings)
        item = downgrade_if_flipped(item, ladder)
        others = (
            growth_sensitivity(step, settings),
            unknown_background_sensitivity(step, order, body.unknown, settings),
            seats_sensitivity(step, order, body.reserved),
        )
        sensitivities = tuple(s for s in (ladder, *others) if s is not None)
    tested = step.is_open and step.at_reference + step.above_reference > 0
    return Finding(
        organisation=body.code,
        date=body.date,
        profession=step.profession,
        level=step.level,
        label=item.label,
        grade=grade,
        at=step.at,
        above=step.above,
        reference_at=step.at_reference,
        reference_above=step.above_reference,
        cor=ratio(step.value, step.low, step.high),
        mle=finite(step.mle),
        p=step.p if tested else None,
        p_fisher=step.p_fisher if tested else None,
        q=step.q,
        position=_position(step, stock),
        family=case.family,
        measures=measures,
        chances=step.chances,
        comparisons=comparisons,
        sensitivities=sensitivities,
        caveats=caveats_of(item, grade, sensitivities, body.has_establishment),
    )


def _position(step: Step, stock: Stock) -> Position | None:
    """Say in which third of the profession's own ladder the step lies."""
    entry = int(stock.entry[stock.row(step.profession)])
    last = stock.top - 1
    if not entry <= step.index <= last or last == entry:
        return None
    third = (step.index - entry) / (last - entry)
    if third < 1 / 3:
        return "floor"
    return "mid-level bottleneck" if third < 2 / 3 else "ceiling"


def _off_ladder_findings(body: Body, grade: Grade) -> Iterator[Finding]:
    """Report the grades of doctors and dentists that are not compared: counted, not labelled."""
    for (profession, level), (at, above) in body.off_ladder.items():
        yield Finding(
            organisation=body.code,
            date=body.date,
            profession=profession,
            level=level,
            label="not_labelled",
            grade=grade,
            at=at,
            above=above,
            reference_at=0,
            reference_above=0,
            cor=ratio(float("nan"), float("nan"), float("nan")),
            mle=None,
            p=None,
            p_fisher=None,
            q=None,
            position=None,
            family="guide",
            measures=Measures(None, None, None),
            caveats=(OFF_LADDER,),
        )
