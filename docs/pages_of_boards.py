"""The reference page of the rules on boards, made from the content in the package."""

from __future__ import annotations

from datetime import date
from typing import Any

from markup import code, page, table
from wardtoboard.boards import Rule, Severity, load_coverage, load_rules

BINDS = {
    Severity.LAW: "Law",
    Severity.POLICY: "NHS England's policy",
    Severity.CODE: "Codes: comply or explain",
    Severity.GOOD_PRACTICE: "Good practice",
}


def boards_page() -> str:
    """Give every rule with its days, numbers and source, and what is coded of it."""
    sections = [
        part
        for severity, heading in BINDS.items()
        for part in (f"## {heading}", _rules([r for r in load_rules() if r.severity == severity]))
    ]
    return page(
        "Rules on boards",
        "What a board is checked against, in England. Not legal advice: each rule says where it "
        "comes from, and whether anyone has checked it there. An organisation's own order or "
        "constitution may give other numbers, with its source.",
        *sections,
        "## Used by other rules, or told and not checked",
        _rules([rule for rule in load_rules() if rule.severity is None]),
        "## What is coded",
        "`seen to be so on` is the last day for which anyone has seen the provision, or its first "
        "day where it was only recalled.",
        table(
            ("rule", "coded", "why", "seen to be so on"),
            [(code(one.id), one.coded, one.why, one.checked_to) for one in load_coverage()],
        ),
    )


def _rules(rules: list[Rule]) -> str:
    return table(
        ("rule", "what it asks", "of", "from", "until", "values", "source"),
        [
            (
                code(rule.id),
                rule.statement,
                ", ".join(code(one) for one in sorted(rule.bodies)),
                _day(rule.start, rule.date_citation.status),
                rule.end,
                "; ".join(f"{code(name)} {_value(v)}" for name, v in rule.params.items()),
                rule.citation,
            )
            for rule in rules
        ],
    )


def _day(day: date, status: str) -> str:
    return f"{day}" if status == "verified" else f"{day} (not checked)"


def _value(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
