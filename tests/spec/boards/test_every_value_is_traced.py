"""The trace of a finding holds every value that was read, of waivers and definitions too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from builders.drawn_boards import drawn_boards
from wardtoboard.boards import Rules, bodies_of, load_rules
from wardtoboard.boards.evaluate import PROVISIONS, evaluate_by
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.sitting import sitting_of

SEED = 11
BOARDS = 400


class Watched(Mapping[str, Any]):
    """The values of one rule, which writes down each that is read."""

    def __init__(self, rule: str, values: Mapping[str, Any], read: set[tuple[str, str]]) -> None:
        self.rule, self.values_read, self.read = rule, values, read

    def __getitem__(self, name: str) -> Any:
        self.read.add((self.rule, name))
        return self.values_read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_read)

    def __len__(self) -> int:
        return len(self.values_read)


def test_every_value_that_was_read_is_in_the_trace_of_its_finding():
    read: set[tuple[str, str]] = set()
    rules = Rules(
        {
            rule.id: replace(rule, params=Watched(rule.id, rule.params, read))
            for rule in load_rules()
        }
    )
    seen: set[tuple[str, str]] = set()
    for board, day in drawn_boards(SEED, BOARDS):
        bodies = bodies_of(board.bodies)
        sitting = sitting_of(board, day, bodies, rules)
        for rule, _ in rules.of(bodies):
            if rule.holds_on(day):
                read.clear()
                asked = Asked(rule, rules, board, sitting)
                PROVISIONS[rule.id](asked)
                assert read <= {(used.rule, used.name) for used in asked.used}
                seen |= read
    assert seen >= {
        (rule.id, name) for rule in load_rules() if rule.severity for name in rule.params
    }
    assert ("NHST-JOINT", "joint_counts_as") in seen


def test_every_value_traced_is_cited_and_says_from_when_it_holds():
    rules = load_rules()
    for board, day in drawn_boards(SEED, BOARDS):
        for finding in evaluate_by(rules, board, day):
            for used in finding.used:
                assert str(used.citation)
                is_of_the_rule = used.citation in (
                    rules[used.rule].citation,
                    rules[used.rule].date_citation,
                )
                assert is_of_the_rule or used.citation.source == "The order of this board"
                assert used.name in ("first day", "last day") or used.start <= day
