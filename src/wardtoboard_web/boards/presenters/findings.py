"""What the law, policy and codes say of a board, in words: grouped by what binds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wardtoboard.boards.findings import Finding, Severity, Status, Used
from wardtoboard_web.layout.words import day_words, how_many

NOT_ADVICE = (
    "This is not legal advice. Each finding names the place where its rule is written: read it "
    "there before you act. “Not checked” means that nobody has compared the wording with its "
    "source yet."
)
GROUPS: Mapping[Severity, str] = {
    Severity.LAW: "The law",
    Severity.POLICY: "NHS England’s policy",
    Severity.CODE: "Codes of governance: comply or explain",
    Severity.GOOD_PRACTICE: "Good practice",
}
STATUSES: Mapping[Status, str] = {
    Status.NOT_MET: "Not met",
    Status.CANNOT_TELL: "Cannot tell",
    Status.MET: "Met",
    Status.NOT_APPLICABLE: "Does not apply",
}
OWN = "Your own order or constitution decides this, in place of the general number."
UNCONFIRMED = "Not checked: a value behind this was not compared with its source."
EXPLAINED = (Severity.CODE, Severity.POLICY, Severity.GOOD_PRACTICE)
"""What may be departed from with a reason; the law may not."""


@dataclass(frozen=True, slots=True)
class ValueUsed:
    """One value that decided a finding, in words."""

    rule: str
    name: str
    value: str
    since: str
    citation: str


@dataclass(frozen=True, slots=True)
class FindingSaid:
    """A finding in words. `notes` say what to know of it; `statement_kept` what was explained."""

    rule: str
    statement: str
    status: str
    because: str
    missing: tuple[str, ...]
    citation: str
    notes: tuple[str, ...]
    used: tuple[ValueUsed, ...]
    may_explain: bool
    is_explained: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity: what needs a look, and what is met or does not apply."""

    name: str
    summary: str
    not_met: tuple[FindingSaid, ...]
    cannot_tell: tuple[FindingSaid, ...]
    met: tuple[FindingSaid, ...]
    not_applicable: tuple[FindingSaid, ...]


def groups(findings: Iterable[Finding], explained: frozenset[str]) -> tuple[Group, ...]:
    """Group findings by what binds; `explained` are the rules with a statement."""
    found = tuple(findings)
    return tuple(
        _group(name, [one for one in found if one.severity == severity], explained)
        for severity, name in GROUPS.items()
        if any(one.severity == severity for one in found)
    )


def _group(name: str, found: list[Finding], explained: frozenset[str]) -> Group:
    by_status = {
        status: tuple(said(one, explained) for one in found if one.status == status)
        for status in STATUSES
    }
    return Group(
        name=name,
        summary=_summary(by_status),
        not_met=by_status[Status.NOT_MET],
        cannot_tell=by_status[Status.CANNOT_TELL],
        met=by_status[Status.MET],
        not_applicable=by_status[Status.NOT_APPLICABLE],
    )


def _summary(by_status: Mapping[Status, tuple[FindingSaid, ...]]) -> str:
    counts = {status: len(some) for status, some in by_status.items()}
    applying = counts[Status.NOT_MET] + counts[Status.CANNOT_TELL] + counts[Status.MET]
    if not applying:
        return "None of these rules applies to this board on this day."
    parts = [
        f"{counts[status]} {words}"
        for status, words in (
            (Status.NOT_MET, "not met"),
            (Status.CANNOT_TELL, "that we cannot tell"),
            (Status.MET, "met"),
        )
        if counts[status]
    ]
    return f"{how_many(applying, 'rule applies', 'rules apply')}: {', '.join(parts)}."


def said(finding: Finding, explained: frozenset[str] = frozenset()) -> FindingSaid:
    """Say a finding in words."""
    is_open = finding.status in (Status.NOT_MET, Status.CANNOT_TELL)
    return FindingSaid(
        rule=finding.rule,
        statement=finding.statement,
        status=STATUSES[finding.status],
        because=finding.because,
        missing=finding.missing,
        citation=str(finding.citation),
        notes=_notes(finding),
        used=tuple(_used(one) for one in finding.used),
        may_explain=finding.severity in EXPLAINED and is_open,
        is_explained=finding.rule in explained,
    )


def _notes(finding: Finding) -> tuple[str, ...]:
    """Say what to know of a finding; a citation that was not checked says so itself."""
    notes = (OWN,) if finding.is_own else ()
    is_silent = finding.is_unconfirmed and finding.citation.status == "verified"
    return (*notes, UNCONFIRMED) if is_silent else notes


def _used(one: Used) -> ValueUsed:
    return ValueUsed(
        rule=one.rule,
        name=one.name.replace("_", " "),
        value=_value_words(one.value),
        since=day_words(one.start),
        citation=str(one.citation),
    )


def _value_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(sorted(_value_words(one) for one in value))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).replace("_", " ")
