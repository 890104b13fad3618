"""Sizes, names and places: what a newcomer sees in the file listing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from repository.tracked import ROOT, name_of, text_files, tracked_files

LONGEST = 500
HEAVIEST = 500_000
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "services", "misc"}
ROOM_NAMES = sorted(
    {path.parent.name for path in (ROOT / "src").glob("*/*/__init__.py")},
)
LOCKS = ("requirements-library.lock", "requirements.lock", "requirements-dev.lock")
SITE = ROOT / "src" / "wardtoboard_web"

# This file spells out what it forbids.
HERE = "tests/repository/test_files.py"
OF_A_MACHINE = re.compile(r"file://|(?<![\w.])/(?:root|work)/|/(?:home|Users)/\w+/|[A-Z]:\\Users")
OF_A_REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|files\.pythonhosted|anaconda\.org|"
    r"devpi|artifactory|index-url",
    re.IGNORECASE,
)
LINES_THAT_TURN_ADDRESSES_OFF = ("--no-emit-index-url",)


def test_python_files_are_short_enough_to_be_one_room() -> None:
    long = {
        name_of(path): text.count("\n")
        for path, text in text_files()
        if path.suffix == ".py" and text.count("\n") > LONGEST
    }
    assert not long


def test_no_file_is_heavy() -> None:
    heavy = {name_of(p): p.stat().st_size for p in tracked_files() if p.stat().st_size > HEAVIEST}
    assert not heavy


def test_every_name_says_what_is_inside() -> None:
    vague = [
        name_of(path)
        for path in tracked_files()
        if FORBIDDEN_NAMES & {part.partition(".")[0] for part in path.relative_to(ROOT).parts}
    ]
    assert not vague


def test_test_files_have_different_names() -> None:
    names = Counter(p.name for p in tracked_files() if name_of(p).startswith("tests/test_"))
    names += Counter(p.name for p in tracked_files() if re.match(r"tests/\w+/test_", name_of(p)))
    assert not [name for name, count in names.items() if count > 1]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{name_of(path)}: {line.strip()[:100]}"
        for path, text in text_files()
        if name_of(path) != HERE
        for line in text.splitlines()
        if (OF_A_MACHINE.search(line) or OF_A_REGISTRY.search(line))
        and not any(allowed in line for allowed in LINES_THAT_TURN_ADDRESSES_OFF)
    ]
    assert not found


@pytest.mark.parametrize("name", [*LOCKS, "requirements-node.lock"])
def test_locks_hold_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert " @ " not in text
    pins = re.findall(r"^([a-z0-9][\w.-]*)==\S+", text, re.MULTILINE)
    entries = re.findall(r"^\S.*(?:\n    .*)*", text, re.MULTILINE)
    assert len(pins) == len(entries)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_all_locks_come_from_one_resolution() -> None:
    library, runs, tests = (_pins(ROOT / name) for name in LOCKS)
    assert library <= runs <= tests


def _pins(lock: Path) -> set[str]:
    """Give each version and its hashes; where a package is wanted differs between locks."""
    entries = lock.read_text().replace("\\\n", "").splitlines()
    return {re.sub(r" ; .*?(?= +--hash)", "", entry) for entry in entries}


# What changes a row, by any of Django's ways.
WRITES = re.compile(
    r"\.(?:save|create|bulk_create|bulk_update|delete|get_or_create|update_or_create"
    r"|set_password)\(|(?:objects|\)|rows)\.update\("
)
MAY_WRITE = {"actions.py", "models.py", "scope.py"}


def test_every_write_of_the_site_is_an_action() -> None:
    elsewhere = [
        f"{name_of(path)}: {line.strip()}"
        for path in SITE.rglob("*.py")
        if path.name not in MAY_WRITE and "actions" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if WRITES.search(line)
    ]
    assert not elsewhere


def test_templates_trust_no_text() -> None:
    trusting = [
        name_of(path)
        for path in SITE.rglob("*.jinja")
        if not path.stem.endswith("_mail")  # plain text, where nothing is a tag
        and re.search(r"\|\s*safe\b|autoescape", path.read_text(encoding="utf-8"))
    ]
    assert not trusting


def test_the_machine_runs_what_a_person_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "make test"]


@pytest.mark.parametrize("room", ROOM_NAMES)
def test_architecture_shows_every_room(room: str) -> None:
    assert re.search(rf"^  {room}/ +\w", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)


def test_every_kind_of_test_is_described() -> None:
    described = set(re.findall(r"^\| `tests/(\w+)` ", (ROOT / "DEVELOPERS.md").read_text(), re.M))
    kinds = {
        p.relative_to(ROOT).parts[1] for p in tracked_files() if name_of(p).startswith("tests/")
    }
    assert {kind for kind in kinds if "." not in kind} <= described


def test_every_make_target_is_described() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert targets
    developers = (ROOT / "DEVELOPERS.md").read_text()
    assert not [name for name in targets[1].split() if f"| `make {name}` |" not in developers]
