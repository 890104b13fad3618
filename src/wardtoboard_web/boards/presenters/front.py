"""The front page of the board: is it lawful, who is missing, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardtoboard.base.errors import UserError
from wardtoboard.boards.facts import Board
from wardtoboard.boards.findings import Finding, Severity, Status
from wardtoboard.boards.missing.missing import AtTheTable, Missing
from wardtoboard_web.boards.models import Explanation
from wardtoboard_web.boards.presenters.findings import Group, groups
from wardtoboard_web.boards.presenters.table import SideDrawn, drawn_table
from wardtoboard_web.layout.words import day_words, how_many, mid

DENTISTS = "dentist"
"""No profession of the guide's list; law takes one where it takes a doctor."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A statement whose review is due: its rule, what the rule asks, and since when."""

    rule: str
    statement: str
    due: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the front page shows; `absent` says who is missing, `to_do` what to do next."""

    day: str
    lawful: str
    absent: str
    groups: tuple[Group, ...]
    sides: tuple[SideDrawn, ...]
    to_do: tuple[str, ...]
    reviews: tuple[ReviewDue, ...]
    has_open: bool


def front_page(
    board: Board,
    day: date,
    findings: Sequence[Finding],
    absent: str,
    statements: frozenset[str],
    due: Sequence[Explanation],
) -> FrontPage:
    """Lay out what is found of a board; `statements` are the rules that were explained."""
    return FrontPage(
        day=day_words(day),
        lawful=lawful_words(findings, day),
        absent=absent,
        groups=groups(findings, statements),
        sides=drawn_table(board, day),
        to_do=tuple(_to_do(findings, statements)),
        reviews=tuple(_due(due, findings)),
        has_open=any(one.status in (Status.NOT_MET, Status.CANNOT_TELL) for one in findings),
    )


def lawful_words(findings: Sequence[Finding], day: date) -> str:
    """Answer in a sentence or two whether the board keeps to the law on a day."""
    law = [one for one in findings if one.severity is Severity.LAW]
    broken = sum(one.status is Status.NOT_MET for one in law)
    open_ones = sum(one.status is Status.CANNOT_TELL for one in law)
    met = sum(one.status is Status.MET for one in law)
    when = day_words(day)
    if not broken + open_ones + met:
        return f"No rule of law that we check applies to this board on {when}."
    rules = how_many(open_ones, "rule", "rules")
    unsure = f" We cannot tell for {rules}, because facts are missing." if open_ones else ""
    if broken:
        breaches = how_many(broken, "rule of law is", "rules of law are")
        return f"No, as far as we check: on {when}, {breaches} not met.{unsure}"
    if open_ones:
        return f"We found no breach of the law on {when}, but we are not sure.{unsure}"
    return f"Yes, as far as we check: on {when} the board meets {_all(met)} that applies to it."


def _all(met: int) -> str:
    return "the one rule of law" if met == 1 else f"each of the {met} rules of law"


def absent_words(missing: Missing) -> str:
    """Say in a sentence which of the guide's professions have no vote on the board."""
    none = professions_without_a_vote(missing)
    unsure = [one for one in _listed(missing) if one.has_a_vote is None]
    if unsure:
        known = f" Surely without a vote: {_names(none)}." if none else ""
        return f"We cannot tell whether {_names(unsure)} have a vote: facts are missing.{known}"
    if not none:
        return "Every profession of the guide has a vote on the board."
    return f"Missing from the voting seats: {_names(none)}."


def professions_without_a_vote(missing: Missing) -> tuple[AtTheTable, ...]:
    """Give the guide's professions that surely have no vote."""
    return tuple(one for one in _listed(missing) if one.has_a_vote is False)


def _listed(missing: Missing) -> list[AtTheTable]:
    return [one for one in missing.professions if one.family is None and one.profession != DENTISTS]


def absent_or_why(missing: Missing | UserError) -> str:
    """Say who is missing, or why that cannot be told."""
    if isinstance(missing, UserError):
        return " ".join(fault.sentence() for fault in missing.faults)
    return absent_words(missing)


def _names(some: Sequence[AtTheTable]) -> str:
    *most, last = [mid(one.label) for one in some]
    return f"{', '.join(most)} and {last}" if most else last


def _to_do(findings: Sequence[Finding], statements: frozenset[str]) -> Iterator[str]:
    """Say what to do next, what binds most first."""
    broken = [one for one in findings if one.status is Status.NOT_MET]
    law = sum(one.severity is Severity.LAW for one in broken)
    if law:
        breaches = how_many(law, "breach", "breaches")
        yield f"Mend {breaches} of the law. Try out changes in scenarios."
    code = [one for one in broken if one.severity is not Severity.LAW]
    silent = sum(one.rule not in statements for one in code)
    if silent:
        yield (
            f"Comply or explain: {how_many(silent, 'provision that is', 'provisions that are')} "
            "not met and not explained yet."
        )
    gaps = {gap for one in findings if one.status is Status.CANNOT_TELL for gap in one.missing}
    if gaps:
        yield (
            f"Add {how_many(len(gaps), 'missing fact', 'missing facts')} to the register. Each "
            "finding below that we cannot tell names its own."
        )


def _due(due: Sequence[Explanation], findings: Sequence[Finding]) -> Iterator[ReviewDue]:
    by_rule = {one.rule: one.statement for one in findings}
    for one in due:
        if one.review_on is not None:
            words = by_rule.get(one.rule, "A rule that does not concern this board now.")
            yield ReviewDue(one.rule, words, day_words(one.review_on))
