"""Links lead somewhere, words are in the glossary, and lists in documents are whole."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from consoles import FENCE
from generate import REFERENCE, ROOT, documents
from wardtoboard.ceilings.classify import Label
from wardtoboard.ceilings.findings import GRADES
from wardtoboard.disclosure.tables import Marker
from wardtoboard.professions import REASONS
from wardtoboard.staff.placed import REASONS_HERE

ALL = [*documents(), *sorted(REFERENCE.glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")


def _prose(path: Path) -> str:
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in LINK.findall(_prose(path)):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_headings_go_down_one_step_at_a_time(path: Path) -> None:
    depths = [len(marks) for marks in re.findall(r"^(#+) ", _prose(path), re.MULTILINE)]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(depths))


def test_every_document_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    inside = [path for path in documents() if path.parent.parent == ROOT / "docs"]
    assert inside
    for path in inside:
        assert f"({path.relative_to(ROOT / 'docs').as_posix()})" in index


def test_the_glossary_is_in_order_and_says_each_word_once() -> None:
    sections = GLOSSARY.split("\n## ")[1:]
    terms = [re.findall(r"^\* \*\*(.+?)\*\*: \S", section, re.MULTILINE) for section in sections]
    assert [section.count("\n* ") for section in sections] == [len(each) for each in terms]
    for each in terms:
        words = [term.lower().replace("-", " ") for term in each if term[0] != "`"]
        keys = [re.sub(r"[^a-z ]", "", word) for word in words]
        assert keys == sorted(keys)
    every = [term for each in terms for term in each]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("marker", get_args(Marker))
def test_every_marker_is_in_the_glossary(marker: str) -> None:
    assert f"* **`{marker}`**: " in GLOSSARY


@pytest.mark.parametrize("label", get_args(Label))
def test_every_label_is_explained(label: str) -> None:
    how_to = (ROOT / "docs/how-to/read-a-finding.md").read_text(encoding="utf-8")
    assert f"| `{label}` | " in how_to
    assert f"* **{label.replace('_', ' ')}**: " in GLOSSARY


@pytest.mark.parametrize("grade", GRADES)
def test_every_grade_is_explained(grade: str) -> None:
    page = (ROOT / "docs/explanation/how-sure-we-are.md").read_text(encoding="utf-8")
    assert f"| {grade} | " in page


@pytest.mark.parametrize("reason", [*REASONS, *REASONS_HERE])
def test_every_reason_for_not_placing_is_explained(reason: str) -> None:
    page = (ROOT / "docs/explanation/what-could-not-be-placed.md").read_text(encoding="utf-8")
    assert f"| {reason.replace('_', ' ')} | " in page


def test_decisions_are_numbered_in_order() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_examples_use_only_fictional_organisations() -> None:
    codes = set()
    for path in documents():
        for block in FENCE.finditer(path.read_text(encoding="utf-8")):
            if block["info"].startswith("csv"):
                codes |= set(re.findall(r"\d,(R\w\w|X\dZZ),|^(R\w\w|X\dZZ),", block["body"], re.M))
    found = {code for pair in codes for code in pair if code}
    assert found
    assert all(re.fullmatch(r"X\dZZ", code) for code in found)
