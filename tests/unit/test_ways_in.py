"""The content on ways to the table that no rule says: known words, plain dates, one id each."""

from __future__ import annotations

from datetime import date

from wardtoboard.base.citations import read_citation
from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.headroom.ways import EITHER_ROLE, FILE, RULES, Way
from wardtoboard.boards.law.values import load_rules, read_library

CONTENT = read_library(FILE)
ENTRIES = [*CONTENT["note"], *CONTENT["role"]]


def test_there_is_nothing_but_notes_and_roles():
    assert set(CONTENT) == {"note", "role"}


def test_every_entry_is_cited_dated_and_of_known_bodies():
    for number, entry in enumerate(ENTRIES, start=1):
        assert read_citation(entry, f"entry {number}")
        assert type(entry["effective_from"]) is date
        assert entry["effective_from"] <= entry.get("effective_to", date.max)
        assert set(entry["bodies"]) <= set(BodyKind)
        assert entry["text"].endswith(".")


def test_words_are_known_and_ids_given_once():
    assert {entry["way"] for entry in CONTENT["note"]} == set(Way)
    known = {"system", "region", "national", "below_board"}
    assert {entry["where"] for entry in CONTENT["role"]} == known
    ids = [entry["id"] for entry in CONTENT["role"]]
    assert len(ids) == len(set(ids))


def test_every_rule_that_is_quoted_is_held():
    quoted = {one for ids in RULES.values() for one in ids} | set(EITHER_ROLE)
    assert quoted <= {rule.id for rule in load_rules()}
