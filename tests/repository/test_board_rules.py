"""The table of rules on boards: every one is in the library as it was written down a second time,
and is tried by a test or named in the coverage file with its reason.
"""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from builders.board_rules import LEFT_OUT, OTHERS, RULES
from repository.tracked import ROOT
from wardtoboard.boards.law.values import load_rules

WRITTEN = {**RULES, **OTHERS}
COVERAGE = ROOT / "src" / "wardtoboard" / "boards" / "law" / "library" / "coverage.toml"
SPECS = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("spec/boards", "builders")
    for path in sorted((ROOT / "tests" / folder).glob("*.py"))
    if path.name != "board_rules.py"
)


def covered() -> dict[str, dict[str, object]]:
    entries = tomllib.loads(COVERAGE.read_text(encoding="utf-8"))["provision"]
    return {entry["id"]: entry for entry in entries}


def test_the_library_has_every_rule_of_the_table():
    assert {rule.id for rule in load_rules()} == set(WRITTEN)


@pytest.mark.parametrize("rule", WRITTEN)
def test_the_library_says_what_was_written_down_a_second_time(rule):
    written, held = WRITTEN[rule], load_rules()[rule]
    assert held.bodies == written.bodies
    assert (held.severity or "") == written.binds
    assert (held.start, held.end) == (written.start, written.end)
    numbers = {
        name: value
        for name, value in held.params.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    assert numbers == written.params


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_that_makes_a_finding_is_tried_by_example(rule):
    assert f'"{rule}"' in SPECS


def test_every_rule_is_in_the_coverage_file_with_a_reason_and_a_date():
    entries = covered()
    assert set(entries) == set(WRITTEN) | LEFT_OUT
    for entry in entries.values():
        assert str(entry["why"]).strip()
        assert isinstance(entry["checked_to"], date)


def test_what_makes_no_finding_is_said_not_to_be_fully_coded_or_by_whom_it_is_used():
    for rule in OTHERS:
        assert covered()[rule]["coded"] in ("coded", "partly", "not coded")
