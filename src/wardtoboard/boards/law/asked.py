"""One rule asked of one board on one day, and the trace of every value that was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wardtoboard.base.citations import Citation
from wardtoboard.boards.facts import Board, Instrument, Seat
from wardtoboard.boards.findings import Used
from wardtoboard.boards.law.sitting import Sitting
from wardtoboard.boards.law.values import Rule, Rules

APPLIES = "applies"
"""The name under which a waiver or definition without a value of its own is traced."""


@dataclass
class Asked:
    """What a provision may read; values come through here, so that none is read untraced."""

    rule: Rule
    rules: Rules
    board: Board
    whole: Sitting
    used: list[Used] = field(default_factory=list)
    own: Citation | None = None

    @property
    def day(self) -> date:
        """The day that is asked about."""
        return self.whole.day

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The directors one by one, where it does not matter how they are counted."""
        return self.whole.seats

    @property
    def sitting(self) -> Sitting:
        """The directors as the law counts them; the definitions that did so are traced."""
        for id_ in self.whole.definitions:
            self._trace_of_another(self.rules[id_])
        return self.whole

    def value(self, name: str) -> Any:
        """Read a value of the rule, or the organisation's own that stands over it.

        Raises KeyError where neither has it.
        """
        instrument = self.instrument_with(name)
        if instrument is None:
            self._trace(self.rule, name, self.rule.params[name])
            return self.rule.params[name]
        self.own = Citation(instrument.source, instrument.place, "verified")
        value = instrument.params[name]
        self._add(Used(self.rule.id, name, value, instrument.start, self.own))
        return value

    def instrument_with(self, name: str) -> Instrument | None:
        """Give the latest order or constitution in force that says this value of the rule."""
        return max(
            (
                one
                for one in self.board.instruments
                if one.rule == self.rule.id
                and name in one.params
                and one.start <= self.day
                and (one.end is None or self.day <= one.end)
            ),
            key=lambda one: one.start,
            default=None,
        )

    def applies(self, id_: str) -> bool:
        """Answer whether another rule, such as a waiver, is of this body and in force."""
        rule = self.rules[id_]
        if not rule.bodies & self.whole.bodies or not rule.holds_on(self.day):
            return False
        self._trace_of_another(rule)
        return True

    def value_of(self, id_: str, name: str) -> Any:
        """Read a value of another rule."""
        rule = self.rules[id_]
        self._trace(rule, name, rule.params[name])
        return rule.params[name]

    def trace_date(self, name: str, day: date) -> None:
        """Trace a first or last day that decided."""
        self._add(
            Used(self.rule.id, name, day.isoformat(), self.rule.start, self.rule.date_citation)
        )

    def _trace_of_another(self, rule: Rule) -> None:
        for name, value in (rule.params or {APPLIES: True}).items():
            self._trace(rule, name, value)

    def _trace(self, rule: Rule, name: str, value: Any) -> None:
        plain = list(value) if isinstance(value, tuple) else value
        self._add(Used(rule.id, name, plain, rule.start, rule.citation))

    def _add(self, used: Used) -> None:
        if used not in self.used:
            self.used.append(used)
