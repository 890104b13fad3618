"""The rules on boards and their coverage as files: what is refused, and what a rule says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from wardtoboard.base.errors import LibraryContentError
from wardtoboard.boards import BodyKind, Severity, load_coverage, load_rules
from wardtoboard.boards.evaluate import PROVISIONS
from wardtoboard.boards.law.coverage import read_coverage
from wardtoboard.boards.law.sitting import years_after
from wardtoboard.boards.law.values import read_rules

CITED = {"source": "An Act", "place": "section 1", "status": "verified"}
RULE: dict[str, Any] = {
    "id": "A-RULE",
    "kind": "finding",
    "bodies": ["icb"],
    "severity": "law",
    "statement": "Somebody sits.",
    "effective_from": date(2020, 1, 1),
    **CITED,
}
NUMBERED = RULE | {"params": {"most": 3, "roles": ["chair"]}, "also_overridable": ["least"]}
COVERED: dict[str, Any] = {
    "id": "A-RULE",
    "coded": "partly",
    "why": "Because.",
    "checked_to": date(2020, 1, 1),
    **CITED,
}


def _without(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in names}


def _faults(*entries: dict[str, Any]) -> list[str]:
    with pytest.raises(LibraryContentError) as caught:
        read_rules({"some.toml": {"rule": list(entries)}})
    return [fault.sentence() for fault in caught.value.faults]


def test_a_rule_is_read_with_what_its_file_says_once():
    shared = {"source": "An Act", "status": "recalled"}
    params = {"least": 2, "roles": ["chair"], "name": "x"}
    entry = _without(RULE, "source", "status") | {
        "params": params,
        "also_overridable": ["most"],
        "effective_to": date(2021, 1, 1),
    }
    rules = read_rules({"some.toml": {**shared, "rule": [entry]}})
    rule = rules["A-RULE"]
    assert "A-RULE" in rules
    assert str(rule.citation) == "An Act, section 1 (not checked)"
    assert rule.params["roles"] == ("chair",)
    assert rule.overridable == {"least", "most"}
    assert [rule.holds_on(date(year, 1, 1)) for year in (2019, 2020, 2021, 2022)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (_without(RULE, "statement"), "lacks a key. Found: no statement. Add statement."),
        (RULE | {"colour": "blue"}, "a key we do not know. Found: colour."),
        (RULE | {"kind": "wish"}, "a kind we do not know. Found: wish. Use one of: finding,"),
        (RULE | {"bodies": ["club"]}, "a body we do not know. Found: club. Use one of: nhs_trust"),
        (RULE | {"severity": "hope"}, "a severity we do not know. Found: hope."),
        (RULE | {"kind": "waiver"}, "does not fit its kind. Found: waiver."),
        (_without(RULE, "severity"), "does not fit its kind. Found: finding."),
        (RULE | {"effective_from": "2020"}, "no plain date. Found: 2020."),
        (RULE | {"effective_from": datetime(2020, 1, 1)}, "no plain date."),  # noqa: DTZ001
        (RULE | {"effective_to": date(2019, 1, 1)}, "ends before it begins. Found: 2019-01-01."),
        (_without(RULE, "place"), "has no citation. Found: no place."),
        (RULE | {"date_status": "guessed"}, "a status we do not know. Found: guessed."),
        (
            RULE | {"statement": "At most {most:g} sit."},
            "cannot fill. Found: At most {most:g} sit.",
        ),
        (NUMBERED | {"statement": "At most {least:g}."}, "Use numbers of its params: most, roles."),
        (NUMBERED | {"statement": "At most {}."}, "a statement that its values cannot fill."),
        (NUMBERED | {"statement": "At most {most:g."}, "a statement that its values cannot fill."),
        (NUMBERED | {"statement": "{roles:g} sit."}, "a statement that its values cannot fill."),
        (NUMBERED | {"statement": "{most.size} sit."}, "a statement that its values cannot fill."),
    ],
)
def test_a_rule_that_cannot_be_right_is_refused(entry, said):
    faults = _faults(entry)
    assert faults[0].startswith("Some.toml, rule 1 ")
    assert said in faults[0]


def test_a_statement_is_filled_with_the_values_of_the_rule():
    entry = NUMBERED | {"statement": "At most {most:g} sit."}
    assert read_rules({"some.toml": {"rule": [entry]}})["A-RULE"].statement == "At most 3 sit."


def test_every_fault_is_said_at_once_and_no_id_twice():
    faults = _faults(RULE, RULE, RULE | {"id": "B", "kind": "wish", "effective_from": "2020"})
    assert faults[0] == "Some.toml, rule 2 repeats another rule. Found: A-RULE. Keep one."
    assert len(faults) == 4


def test_the_packaged_rules_make_a_finding_each_by_one_provision():
    assert set(PROVISIONS) == {rule.id for rule in load_rules() if rule.severity}


def test_what_binds_most_comes_first():
    of_all = load_rules().of(frozenset(BodyKind))
    order = [severity for _, severity in of_all]
    assert order == sorted(order, key=list(Severity).index)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (_without(COVERED, "why"), "lacks a key. Found: no why. Add why."),
        (COVERED | {"coded": "maybe"}, "a word we do not know. Found: maybe. Use one of: coded,"),
        (COVERED | {"checked_to": "2020"}, "no plain date. Found: 2020."),
        (_without(COVERED, "source"), "has no citation. Found: no source."),
    ],
)
def test_coverage_that_cannot_be_right_is_refused(entry, said):
    with pytest.raises(LibraryContentError, match=r"Coverage\.toml, provision 1") as caught:
        read_coverage({"provision": [entry]})
    assert said in caught.value.sentence()


def test_no_provision_is_covered_twice():
    with pytest.raises(LibraryContentError, match=r"provision 2 repeats another\. Found: A-RULE"):
        read_coverage({"provision": [COVERED, COVERED]})


def test_the_packaged_coverage_names_wales_as_not_coded():
    covered = {one.id: one for one in load_coverage()}
    assert set(covered) == {rule.id for rule in load_rules()} | {"NHST-WALES-MAX"}
    assert covered["NHST-WALES-MAX"].coded == "not coded"


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), -4, date(2020, 2, 29)),
        (date(2023, 12, 31), 0.5, date(2024, 6, 30)),
        (date.max, 6, date.max),
    ],
)
def test_years_are_of_the_calendar(day, years, then):
    assert years_after(day, years) == then
