"""What pyproject.toml promises, and the rule on imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import wardtoboard
from repository.tracked import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text()
PROJECT = tomllib.loads(PYPROJECT)


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["version"] == wardtoboard.__version__
    assert f"## [{wardtoboard.__version__}]" in (ROOT / "CHANGELOG.md").read_text()


def test_every_dependency_says_why_it_is_there() -> None:
    listed = [*PROJECT["project"]["dependencies"]]
    for group in PROJECT["dependency-groups"].values():
        listed += [entry for entry in group if isinstance(entry, str)]
    without = [
        name
        for name in listed
        if not re.search(rf'^ +"{re.escape(name)}", *# \w+', PYPROJECT, re.MULTILINE)
    ]
    assert not without


def test_every_dependency_is_locked() -> None:
    for lock, groups in (("requirements.lock", ["build"]), ("requirements-dev.lock", ["dev"])):
        text = (ROOT / lock).read_text()
        listed = [*PROJECT["project"]["dependencies"]]
        for group in groups:
            listed += [one for one in PROJECT["dependency-groups"][group] if isinstance(one, str)]
        names = [re.split(r"[^\w.-]", one)[0] for one in listed]
        assert not [name for name in names if not re.search(rf"^{name}==", text, re.MULTILINE)]


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_architecture_says_the_rule_that_is_held() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    rule = " → ".join(layer.replace("wardtoboard.", "") for layer in layers)
    assert rule in (ROOT / "ARCHITECTURE.md").read_text()


def test_every_room_is_under_the_rule() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    held = {name.strip() for layer in layers for name in layer.split("|")}
    package = ROOT / "src" / "wardtoboard"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert {f"wardtoboard.{room}" for room in rooms} == held


# What comes with a dependency and is part of its documented face.
COMES_WITH = {"markupsafe": "jinja2", "pydantic-core": "pydantic"}


def _imported_by_the_library() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add((node.module or "").partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"wardtoboard"}


def test_the_library_imports_what_it_declares_and_declares_what_it_imports() -> None:
    listed = [re.split(r"[^\w.-]", one)[0] for one in PROJECT["project"]["dependencies"]]
    declared = {canonical(name) for name in listed}
    distributions = packages_distributions()
    imported = {
        canonical(name) for module in _imported_by_the_library() for name in distributions[module]
    }
    assert {COMES_WITH.get(name, name) for name in imported} == declared


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
