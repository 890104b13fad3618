"""What an organisation says about a rule, with who said it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wardtoboard.boards.findings import Finding, Status
from wardtoboard_web.boards.models import Explanation
from wardtoboard_web.boards.presenters.findings import EXPLAINED, GROUPS, FindingSaid, said
from wardtoboard_web.layout.words import day_words

NOBODY = "someone who is no longer here"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its author, its day and the day to look at it again, in words."""

    rule: str
    text: str
    written: str
    review: str


@dataclass(frozen=True, slots=True)
class ExplainPage:
    """What the page of a rule shows; `may_explain` where the rule leaves room to explain."""

    finding: FindingSaid
    severity: str
    standing: Statement | None
    earlier: tuple[Statement, ...]
    may_explain: bool
    asks_for_it: bool


def explain_page(finding: Finding, statements: Sequence[Explanation]) -> ExplainPage:
    """Lay out a rule and what was said about it; `statements` are newest first."""
    held = tuple(statement(one) for one in statements)
    may_explain = finding.severity in EXPLAINED
    return ExplainPage(
        finding=said(finding),
        severity=GROUPS[finding.severity],
        standing=held[0] if held else None,
        earlier=held[1:],
        may_explain=may_explain,
        asks_for_it=may_explain and finding.status is Status.NOT_MET and not held,
    )


def statement(row: Explanation) -> Statement:
    """Say a statement."""
    author = row.written_by.name if row.written_by else NOBODY
    review = f"To be looked at again by {day_words(row.review_on)}." if row.review_on else ""
    return Statement(
        rule=row.rule,
        text=row.text,
        written=f"Written by {author} on {day_words(row.written_at)}.",
        review=review,
    )


def standing_statements(
    explanations: Mapping[str, Sequence[Explanation]],
) -> dict[str, Statement]:
    """Give the statement that stands for each rule."""
    return {rule: statement(held[0]) for rule, held in explanations.items() if held}


def departures(
    findings: Sequence[Finding], explanations: Mapping[str, Sequence[Explanation]]
) -> Iterator[tuple[FindingSaid, Statement | None]]:
    """Give each provision that is not met though it may be explained, with what was said of it."""
    held = standing_statements(explanations)
    for finding in findings:
        if finding.severity in EXPLAINED and finding.status is Status.NOT_MET:
            yield said(finding), held.get(finding.rule)
