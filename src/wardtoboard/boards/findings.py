"""What the law, policy or a code comes to for one board on one day, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from wardtoboard.base.citations import Citation


class Status(StrEnum):
    """What a rule comes to; CANNOT_TELL says which facts are missing."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """What binds: the law, NHS England's policy, a code (comply or explain), or good practice."""

    LAW = "law"
    POLICY = "policy"
    CODE = "code"
    GOOD_PRACTICE = "good_practice"


@dataclass(frozen=True, slots=True)
class Used:
    """A value that decided: of which rule, its name, what it was, from when and where from."""

    rule: str
    name: str
    value: Any
    start: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule for one board on one day.

    `statement` says what the rule asks, with the numbers that decided; `because` one sentence why
    it is met or not; `missing` the facts that would tell. `is_own` where the organisation's own
    order or constitution decided. `used` is the trace: every value that was read.
    """

    rule: str
    statement: str
    status: Status
    severity: Severity
    because: str
    citation: Citation
    missing: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()
    is_own: bool = False

    @property
    def is_unconfirmed(self) -> bool:
        """Answer whether a fact behind it has not been checked at its source."""
        return any(one.citation.status == "recalled" for one in self.used) or (
            self.citation.status == "recalled"
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the finding as plain JSON."""
        return {
            "rule": self.rule,
            "statement": self.statement,
            "status": self.status.value,
            "severity": self.severity.value,
            "because": self.because,
            "citation": str(self.citation),
            "unconfirmed": self.is_unconfirmed,
            "own": self.is_own,
            "missing": list(self.missing),
            "used": [
                {
                    "rule": one.rule,
                    "name": one.name,
                    "value": one.value,
                    "from": one.start.isoformat(),
                    "citation": str(one.citation),
                }
                for one in self.used
            ],
        }
