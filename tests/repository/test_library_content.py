"""Content is data: every TOML file in the package loads, is cited and dated."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from repository.tracked import ROOT, name_of, tracked_files

CITATION = {"source", "place", "status"}
FILES = [
    path for path in tracked_files() if path.suffix == ".toml" and ROOT / "src" in path.parents
]


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _tables(each)


def _uncited(value: dict[str, Any], inherited: dict[str, str], where: str) -> Iterator[str]:
    """Name each entry that lacks part of its citation.

    A file may give source and status once for its entries; an entry has its own place. A file
    without entries is one entry.
    """
    lists = {
        key: each
        for key, each in value.items()
        if isinstance(each, list) and each and all(isinstance(one, dict) for one in each)
    }
    own = inherited | {key: value[key] for key in CITATION & set(value)}
    is_entry = bool(where) or not lists
    if is_entry and (CITATION - set(own) or not all(str(own[key]).strip() for key in own)):
        yield where or "the file"
    handed_down = {key: own[key] for key in ("source", "status") if key in own}
    for key, entries in lists.items():
        for number, entry in enumerate(entries, start=1):
            yield from _uncited(entry, handed_down, f"{where} {key} {number}".strip())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_entry_of_a_file_is_cited(path: Path) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert not list(_uncited(content, {}, ""))
    stated = {table["status"] for table in _tables(content) if "status" in table}
    assert stated <= {"verified", "recalled"}


def test_an_uncited_entry_would_be_found() -> None:
    content = {"source": "A", "status": "verified", "theme": [{"place": "1"}, {"id": "x"}]}
    assert list(_uncited(content, {}, "")) == ["theme 2"]
    assert list(_uncited({"value": 1, "source": "A"}, {}, "")) == ["the file"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_dates_are_dates(path: Path) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    dated = [t[key] for t in _tables(content) for key in t if key.startswith("effective_")]
    assert all(isinstance(day, date) for day in dated)


def test_content_is_found() -> None:
    assert len(FILES) >= 3


def test_content_lives_in_library_folders() -> None:
    assert all("library" in path.parts for path in FILES)
