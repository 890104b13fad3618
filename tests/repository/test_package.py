"""What pyproject.toml promises, and the rule on imports."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
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
