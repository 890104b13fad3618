"""Each rule made wrong in turn: another number, another day, another answer.

Every such change must make the library and the judge disagree on some board, or be listed here
with the reason why it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from builders.board_rules import OTHERS, RULES
from builders.boards import Table, named
from builders.drawn_boards import drawn_boards
from reference.plain_boards import judge
from wardtoboard.boards.evaluate import PROVISIONS, evaluate_by
from wardtoboard.boards.facts import Board, BodyKind, Instrument, bodies_of
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.values import Rule, Rules, load_rules

SEED = 7
BOARDS = 2_000
HELP = ("NHST-EXC-NODIRECT", "NHST-EXC-AMB", "NHST-JOINT", "NHST-DEEMED-ED", "NHST-DEAUTH")
"""What makes no finding of its own, and changes what others come to."""

NO_TRUSTS = "no rule for trusts is in force a day before the first trusts"
DECIDES_NOTHING = {
    "LCF domains 5": "the facts say whether the framework is used, not how many domains it has",
    "LCF domains 7": "the facts say whether the framework is used, not how many domains it has",
    "NHST-EXC-NODIRECT start 1990-11-21": NO_TRUSTS,
    "NHST-EXC-AMB start 1990-11-21": NO_TRUSTS,
    "NHST-JOINT start 1990-11-21": NO_TRUSTS,
    "NHST-DEEMED-ED start 1990-11-21": NO_TRUSTS,
}


@dataclass(frozen=True)
class Mutant:
    """A rule of which the first or last day, or one of its numbers, is put otherwise."""

    rule: Rule
    name: str
    value: Any

    def __str__(self) -> str:
        return f"{self.rule.id} {self.name} {self.value}"

    def mutated(self) -> Rule:
        if self.name in ("start", "end"):
            return replace(self.rule, **{self.name: self.value})
        return replace(self.rule, params={**self.rule.params, self.name: self.value})


def mutants() -> Iterator[Mutant]:
    for rule in load_rules():
        if rule.id not in RULES and rule.id not in HELP:
            continue
        for name, value in rule.params.items():
            for other in _others(value):
                yield Mutant(rule, name, other)
        for name, day in (("start", rule.start), ("end", rule.end)):
            for days in (-1, 1) if day else ():
                yield Mutant(rule, name, day + timedelta(days))


def _others(value: Any) -> Sequence[Any]:
    if isinstance(value, tuple):
        return [tuple(one for one in value if one != left_out) for left_out in value]
    if isinstance(value, bool):
        return [not value]
    return [value - 0.1, value + 0.1] if isinstance(value, float) else [value - 1, value + 1]


MUTANTS = tuple(mutants())


@cache
def cases() -> tuple[tuple[Board, date, dict[str, str]], ...]:
    """Give sound boards at the edges of the rules, and random ones, with the judge's word."""
    boards = [*_at_the_edges(), *drawn_boards(SEED, BOARDS)]
    return tuple((board, day, judge(board, day)) for board, day in boards)


def _at_the_edges() -> Iterator[tuple[Board, date]]:
    written = (*RULES.values(), *OTHERS.values())
    edges = {day for rule in written for day in (rule.start, rule.end) if day}
    for day in sorted(edges):
        for days in (-1, 0, 1):
            table = Table(day + timedelta(days))
            nurse = table.executive("Second", post="Nursing", registrations=("NMC-nurse",))
            shared = table.trust(replace(nurse, person="Third"), nurse)
            professor = table.trust(table.non_executive("Professor", works_for_trust=True))
            own = Instrument("FT-NO-MAX", {"max_ed": 5}, date(1988, 1, 1), "Constitution", "24")
            yield table.foundation(instruments=(own,)), table.day
            for kind in BodyKind:
                yield named(table.icb() if kind == "icb" else table.trust(), kind), table.day
            yield shared, table.day
            yield professor, table.day


def is_caught(rule: Rule) -> bool:
    """Answer whether, with this rule among the others, the judge gainsays a status somewhere."""
    rules = Rules({each.id: rule if each.id == rule.id else each for each in load_rules()})
    for board, day, expected in cases():
        if not rule.bodies & bodies_of(board.bodies):
            continue
        for finding in evaluate_by(rules, board, day):
            if finding.status.value != expected[finding.rule]:
                return True
    return False


def test_no_rule_is_gainsaid_as_it_stands():
    """Every body is one of those that this rule speaks to."""
    assert not is_caught(load_rules()["LCF"])


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_another_number_or_day_is_caught(mutant):
    assert is_caught(mutant.mutated()) == (str(mutant) not in DECIDES_NOTHING)


def test_what_is_said_to_decide_nothing_is_one_of_the_mutants():
    assert set(DECIDES_NOTHING) <= {str(mutant) for mutant in MUTANTS}


@pytest.mark.parametrize("said", [Status.MET, Status.NOT_MET, Status.CANNOT_TELL])
@pytest.mark.parametrize("rule", RULES)
def test_another_answer_is_caught(rule, said, monkeypatch):
    """The provision answers one thing always; a rule that is never broken is still found out."""
    provision = PROVISIONS[rule]
    monkeypatch.setitem(PROVISIONS, rule, lambda asked: replace(provision(asked), status=said))
    assert is_caught(load_rules()[rule])


@pytest.mark.parametrize("rule", RULES)
def test_met_and_not_met_turned_about_is_caught(rule, monkeypatch):
    about = {Status.MET: Status.NOT_MET, Status.NOT_MET: Status.MET}
    provision = PROVISIONS[rule]

    def turned(asked):
        answer = provision(asked)
        return replace(answer, status=about.get(answer.status, answer.status))

    monkeypatch.setitem(PROVISIONS, rule, turned)
    assert is_caught(load_rules()[rule])
