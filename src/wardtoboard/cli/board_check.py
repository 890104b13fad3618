"""What `wardtoboard board check` prints: the answer, then findings by what binds most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from wardtoboard.base.days import in_words
from wardtoboard.boards.facts import Board
from wardtoboard.boards.findings import Finding, Severity, Status
from wardtoboard.boards.headroom.headroom import NOT_ADVICE
from wardtoboard.cli.printing import print_text

HEADINGS = {
    Severity.LAW: "The law",
    Severity.POLICY: "NHS England's policy",
    Severity.CODE: "Codes: comply, or explain why not",
    Severity.GOOD_PRACTICE: "Good practice",
}
WORDS = {
    Status.NOT_MET: "NOT MET",
    Status.CANNOT_TELL: "CANNOT TELL",
    Status.MET: "Met",
    Status.NOT_APPLICABLE: "Does not apply",
}
"""What a status is called, in the order in which findings are printed."""

BINDS = {severity: severity.value.replace("_", " ") for severity in Severity}
UNCONFIRMED = "Unconfirmed, as nobody has checked it at its source:"
MOST_FACTS = 6
"""How many missing facts are named for a person; JSON has them all."""


def findings_to_dict(board: Board, day: date, findings: Sequence[Finding]) -> dict[str, Any]:
    """Give what was found as plain JSON."""
    return {
        "board": board.name,
        "bodies": sorted(board.bodies),
        "on": day.isoformat(),
        "findings": [finding.to_dict() for finding in findings],
        "not_legal_advice": NOT_ADVICE,
    }


def print_findings(board: Board, day: date, findings: Sequence[Finding]) -> None:
    """Print what was found for a person: the answer first, then each severity."""
    print_text(answer_of(board, day, findings))
    print_text(NOT_ADVICE)
    for severity, heading in HEADINGS.items():
        found = [one for one in findings if one.severity is severity]
        if found:
            print_text()
            print_text(heading)
            _print_group(found)


def answer_of(board: Board, day: date, findings: Sequence[Finding]) -> str:
    """Say in a sentence how many rules are not met and cannot be told."""
    law = count([one for one in findings if one.severity is Severity.LAW], Status.NOT_MET)
    broken, untold = count(findings, Status.NOT_MET), count(findings, Status.CANNOT_TELL)
    of_law = f" ({law} of the law)" if law else ""
    return (
        f"{board.name or 'The board'} on {in_words(day)}: {rules(broken)} not met{of_law}, "
        f"{rules(untold)} of which we cannot tell, {rules(count(findings, Status.MET))} met."
    )


def count(findings: Sequence[Finding], status: Status) -> int:
    """Count the findings of a status."""
    return sum(1 for one in findings if one.status is status)


def rules(number: int) -> str:
    """Say how many rules."""
    return f"{number} rule{'' if number == 1 else 's'}"


def _print_group(findings: Sequence[Finding]) -> None:
    for status, word in WORDS.items():
        for one in findings:
            if one.status is status:
                print_text(f"  {word}: {one.statement} ({one.rule})")
                for line in _lines(one):
                    print_text(f"    {line}")


def _lines(finding: Finding) -> Iterator[str]:
    yield finding.because
    if finding.status is Status.NOT_APPLICABLE:
        return
    if finding.missing:
        yield f"To tell, fill in: {some_of(finding.missing)}."
    own = " (your own instrument)" if finding.is_own else ""
    yield f"Source: {finding.citation}{own}."
    unchecked = dict.fromkeys(
        f"{one.name} = {_said(one.value)} ({one.rule})"
        for one in finding.used
        if one.citation.status == "recalled"
    )
    if unchecked:
        yield f"{UNCONFIRMED} {', '.join(unchecked)}."


def some_of(facts: Sequence[str]) -> str:
    """Name the first few facts, and say how many more there are."""
    more = len(facts) - MOST_FACTS
    return "; ".join(facts[:MOST_FACTS]) + (f"; and {more} more" if more > 0 else "")


def _said(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
