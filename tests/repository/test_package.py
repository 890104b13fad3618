"""What pyproject.toml promises, and the rule on imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import wardtoboard
from repository.tracked import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text()
PROJECT = tomllib.loads(PYPROJECT)
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
LAYERS = [one["layers"] for one in CONTRACTS if one["type"] == "layers"]
PACKAGES = ("wardtoboard", "wardtoboard_web")
EXTRAS = PROJECT["project"]["optional-dependencies"]
OF_THE_LIBRARY = [*PROJECT["project"]["dependencies"], *EXTRAS["spark"]]
OF_THE_SITE = [*EXTRAS["site"], *EXTRAS["postgresql"]]


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["version"] == wardtoboard.__version__
    assert f"## [{wardtoboard.__version__}]" in (ROOT / "CHANGELOG.md").read_text()


def test_every_dependency_says_why_it_is_there() -> None:
    listed = [*OF_THE_LIBRARY, *OF_THE_SITE]
    for group in PROJECT["dependency-groups"].values():
        listed += [entry for entry in group if isinstance(entry, str)]
    without = [
        name
        for name in listed
        if not re.search(rf'^ +"{re.escape(name)}", *# \w+', PYPROJECT, re.MULTILINE)
    ]
    assert not without


def test_every_dependency_is_locked() -> None:
    for lock, more, group in (
        ("requirements-library.lock", [], "build"),
        ("requirements.lock", EXTRAS["site"], "build"),
        ("requirements-dev.lock", [*EXTRAS["spark"], *OF_THE_SITE], "dev"),
    ):
        text = (ROOT / lock).read_text()
        listed = [*PROJECT["project"]["dependencies"], *more]
        listed += [one for one in PROJECT["dependency-groups"][group] if isinstance(one, str)]
        names = [re.split(r"[^\w.-]", one)[0] for one in listed]
        assert not [name for name in names if not re.search(rf"^{name}==", text, re.MULTILINE)]


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("layers", LAYERS, ids=PACKAGES)
def test_architecture_says_the_rule_that_is_held(layers: list[str]) -> None:
    rule = " → ".join(re.sub(r"wardtoboard(_web)?\.", "", layer) for layer in layers)
    assert rule in (ROOT / "ARCHITECTURE.md").read_text()


@pytest.mark.parametrize(("package", "layers"), list(zip(PACKAGES, LAYERS, strict=True)))
def test_every_room_is_under_the_rule(package: str, layers: list[str]) -> None:
    held = {name.strip() for layer in layers for name in layer.split("|")}
    rooms = {path.parent.name for path in (ROOT / "src" / package).glob("*/__init__.py")}
    assert {f"{package}.{room}" for room in rooms - {"config"}} == held


# What comes with a dependency and is part of its documented face.
COMES_WITH = {"markupsafe": "jinja2", "pydantic-core": "pydantic", "asgiref": "django"}
# Named in settings or needed by what is imported, and imported nowhere.
NAMED_ONLY = {"django-htmx", "nhsuk-frontend-jinja", "psycopg", "whitenoise"}
IMPORTED_BY_IBIS = {"pyspark", "sqlglot"}


def _imported_by(package: str) -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "src" / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add((node.module or "").partition(".")[0])
    distributions = packages_distributions()
    modules = found - set(sys.stdlib_module_names) - set(PACKAGES)
    names = {canonical(name) for module in modules for name in distributions[module]}
    return {COMES_WITH.get(name, name) for name in names}


def _declared(listed: list[str]) -> set[str]:
    return {canonical(re.split(r"[^\w.-]", one)[0]) for one in listed}


def test_the_library_imports_what_it_declares_and_declares_what_it_imports() -> None:
    assert _imported_by("wardtoboard") == _declared(OF_THE_LIBRARY) - IMPORTED_BY_IBIS


def test_the_site_imports_what_it_declares_and_declares_what_it_imports() -> None:
    imported, declared = _imported_by("wardtoboard_web"), _declared(OF_THE_SITE)
    assert imported <= declared | _declared(PROJECT["project"]["dependencies"])
    assert declared - imported == NAMED_ONLY


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
