"""Scenarios in words: what happens, what it mends and breaks, and all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from wardtoboard.base.errors import UserError
from wardtoboard.boards.facts import Board
from wardtoboard.boards.findings import Severity, Status
from wardtoboard.boards.headroom.headroom import OpenSeats
from wardtoboard.boards.headroom.ways import Way
from wardtoboard.boards.missing.missing import AtTheTable
from wardtoboard.boards.scenarios.changes import Change
from wardtoboard.boards.scenarios.changes_read import change_from_dict
from wardtoboard.boards.scenarios.scenarios import Beside, Comparison, Outlook, apply, compare
from wardtoboard_web.boards.models import Scenario
from wardtoboard_web.boards.presenters.explanations import NOBODY
from wardtoboard_web.boards.presenters.findings import GROUPS, STATUSES
from wardtoboard_web.layout.tables import Cell, DataTable
from wardtoboard_web.layout.words import day_words, how_many, mid

OPEN = {Status.NOT_MET, Status.CANNOT_TELL}
NOT_CONCERNED = "Not for this body"


@dataclass(frozen=True, slots=True)
class ScenarioSaid:
    """A scenario in words: what happens, and which rules come to something else by it.

    `dropped` are breaches of rules that then ask nothing of the body. `faults` say why it cannot
    happen on the day; then nothing else is said.
    """

    id: UUID
    name: str
    made: str
    happens: tuple[str, ...]
    lead: str
    mended: tuple[str, ...]
    broken: tuple[str, ...]
    unsure: tuple[str, ...]
    dropped: tuple[str, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenariosPage:
    """What the page shows; `fault` says why nothing can be put side by side on the day.

    `changed` has every rule that comes to something else, `tables` what needs an eye.
    """

    lead: str
    scenarios: tuple[ScenarioSaid, ...]
    tables: tuple[DataTable, ...]
    changed: DataTable | None
    fault: str = ""


def scenarios_page(board: Board, day: date, rows: Sequence[Scenario]) -> ScenariosPage:
    """Put what each scenario would make of a board beside the board as it is."""
    possible, faulty = _sorted_out(board, day, rows)
    try:
        found = _compared(board, day, possible)
    except UserError as error:
        return ScenariosPage("", (), (), None, error.sentence())
    outlooks = dict(zip(possible, found.outlooks[1:], strict=True))
    said = {row.pk: _said(row, one, number, found) for number, (row, one) in _numbered(outlooks)}
    return ScenariosPage(
        lead=_lead(found, len(faulty)),
        scenarios=tuple(said.get(row.pk) or _faulty(row, faulty[row.pk]) for row in rows),
        tables=(sums_table(found), open_table(found)) if possible else (),
        changed=changed_table(found) if possible and found.changed else None,
    )


Possible = dict[Scenario, tuple[Change, ...]]


def _compared(board: Board, day: date, possible: Possible) -> Comparison:
    """Put scenarios beside the board, each under its name even where two have one name."""
    found = compare(board, day, {str(row.pk): changes for row, changes in possible.items()})
    as_it_is, *others = found.outlooks
    named = (replace(one, name=row.name) for row, one in zip(possible, others, strict=True))
    return replace(found, outlooks=(as_it_is, *named))


def _sorted_out(
    board: Board, day: date, rows: Sequence[Scenario]
) -> tuple[Possible, Mapping[UUID, UserError]]:
    """Sort scenarios that can happen on the day from those that cannot."""
    possible: Possible = {}
    faulty: dict[UUID, UserError] = {}
    for row in rows:
        try:
            changes = tuple(change_from_dict(one) for one in row.changes)
            apply(board, changes, day)
        except UserError as error:
            faulty[row.pk] = error
        else:
            possible[row] = changes
    return possible, faulty


def _numbered(
    outlooks: Mapping[Scenario, Outlook],
) -> Iterator[tuple[int, tuple[Scenario, Outlook]]]:
    yield from enumerate(outlooks.items(), start=1)


def _said(row: Scenario, outlook: Outlook, number: int, found: Comparison) -> ScenarioSaid:
    moved = [
        (rule, rule.statuses[0], rule.statuses[number])
        for rule in found.changed
        if rule.statuses[0] is not rule.statuses[number]
    ]
    was_broken = [(rule, now) for rule, was, now in moved if was is Status.NOT_MET]
    mended = tuple(_rule(rule) for rule, now in was_broken if now is Status.MET)
    broken = tuple(_rule(rule) for rule, _, now in moved if now is Status.NOT_MET)
    return ScenarioSaid(
        id=row.pk,
        name=row.name,
        made=f"Made by {row.made_by.name if row.made_by else NOBODY} on {day_words(row.made_at)}.",
        happens=tuple(change.words() for change in outlook.changes),
        lead=_scenario_lead(outlook, len(mended), len(broken)),
        mended=mended,
        broken=broken,
        unsure=tuple(_rule(rule) for rule, _, now in moved if now is Status.CANNOT_TELL),
        dropped=tuple(
            _rule(rule) for rule, now in was_broken if now in (None, Status.NOT_APPLICABLE)
        ),
    )


def _rule(rule: Beside) -> str:
    return f"{rule.statement} ({GROUPS[rule.severity].partition(':')[0]}; {rule.rule})"


def _faulty(row: Scenario, error: UserError) -> ScenarioSaid:
    faults = tuple(fault.sentence() for fault in error.faults)
    return ScenarioSaid(row.pk, row.name, "", (), "", (), (), (), (), faults)


def _scenario_lead(outlook: Outlook, mended: int, broken: int) -> str:
    left, open_ones = _count(outlook, Status.NOT_MET), _count(outlook, Status.CANNOT_TELL)
    rules = how_many(open_ones, "other", "others")
    unsure = f" We could not tell of {rules} until more is known." if open_ones else ""
    breaches = how_many(mended, "breach", "breaches") if mended else "nothing"
    more = f" and makes {how_many(broken, 'new one')}" if broken else ""
    then = (
        "No rule of law would be broken."
        if not left
        else (f"{how_many(left, 'rule of law', 'rules of law')} would not be met.")
    )
    return f"It mends {breaches}{more}. {then}{unsure}"


def _lead(found: Comparison, faulty: int) -> str:
    today, *others = found.outlooks
    now = _count(today, Status.NOT_MET)
    when = day_words(found.day)
    state = (
        f"{how_many(now, 'rule of law is', 'rules of law are')} not met"
        if now
        else "we found no breach of the law"
    )
    if not others:
        return f"On {when}, {state}. No scenario stands beside the board yet."
    clean = sum(not _count(one, Status.NOT_MET) for one in others)
    beside = how_many(len(others), "scenario stands", "scenarios stand")
    able = f" {how_many(faulty, 'more')} cannot happen on that day." if faulty else ""
    of_them = (
        f"{clean} of them would leave no known breach."
        if len(others) > 1
        else ("It would leave no known breach." if clean else "It would leave a breach.")
    )
    return f"On {when}, {state}. {beside} beside the board as it is. {of_them}{able}"


def _count(outlook: Outlook, status: Status, severity: Severity = Severity.LAW) -> int:
    return sum(one.status is status and one.severity is severity for one in outlook.findings)


def sums_table(found: Comparison) -> DataTable:
    """Lay out each outlook in numbers, and who would have a vote."""
    return DataTable(
        name="side-by-side",
        caption=f"The board as it is and as it might be, on {day_words(found.day)}",
        headers=(
            "Scenario",
            "Law not met",
            "Law we cannot tell",
            "Codes and policy not met",
            "Free seats open to any clinician",
            "Professions with a vote",
        ),
        rows=tuple(_sums(one) for one in found.outlooks),
    )


def _sums(outlook: Outlook) -> tuple[Cell, ...]:
    return (
        outlook.name,
        _count(outlook, Status.NOT_MET),
        _count(outlook, Status.CANNOT_TELL),
        sum(
            _count(outlook, Status.NOT_MET, severity)
            for severity in (Severity.POLICY, Severity.CODE, Severity.GOOD_PRACTICE)
        ),
        _free(outlook),
        ", ".join(mid(one.label) for one in outlook.professions if _votes(one)) or "none known",
    )


def _votes(one: AtTheTable) -> bool:
    return one.has_a_vote is True and one.family is None


def _free(outlook: Outlook) -> str:
    """Say how many executive and non-executive seats any registered clinician may fill."""
    found = outlook.headroom
    kinds = ((Way.EXECUTIVE, "executive"), (Way.NON_EXECUTIVE, "non-executive"))
    said = [f"{_range(found.number_open(way))} {word}" for way, word in kinds]
    in_all = [f"{_range(found.voting_open())} in all"] if found.shares_a_limit else []
    return "; ".join([*said, *in_all])


def _range(seats: OpenSeats) -> str:
    least, most = seats.at_least, seats.at_most
    if most is None:
        return f"{least} or more"
    return str(least) if least == most else f"{least} to {most}"


def open_table(found: Comparison) -> DataTable:
    """Lay out the rules that are not met, or cannot be told, in any of the outlooks."""
    open_ones = [one for one in found.rules if OPEN & set(one.statuses)]
    return _rules_table(
        found, "open-rules", "Rules that are not met, or that we cannot tell", open_ones
    )


def changed_table(found: Comparison) -> DataTable:
    """Lay out the rules that come to something else in one of the outlooks."""
    words = "Every rule that comes to something else"
    return _rules_table(found, "rules-that-change", words, found.changed)


def _rules_table(found: Comparison, name: str, caption: str, rules: Sequence[Beside]) -> DataTable:
    return DataTable(
        name=name,
        caption=caption,
        headers=("Rule", *(one.name for one in found.outlooks)),
        rows=tuple(
            (
                f"{rule.statement} ({rule.rule})",
                *(STATUSES[one] if one else NOT_CONCERNED for one in rule.statuses),
            )
            for rule in rules
        ),
        note="" if rules else "There is none.",
    )
