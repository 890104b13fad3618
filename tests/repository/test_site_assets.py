"""The site asks nothing of strangers, and no page has what a strict policy would stop."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import shutil
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

from repository.tracked import ROOT

WEB = ROOT / "src" / "wardtoboard_web"
BUILT = WEB / "layout" / "static" / "vendor" / "nhsuk"
TEMPLATES = sorted(
    path for path in WEB.glob("*/jinja2/**/*.jinja") if not path.name.endswith("_mail.jinja")
)
PLAIN_VARIABLE = r'"html":\s*[a-z_.]+\s*[,}]'
FORBIDDEN = {
    "an inline style": r"\sstyle\s*=|<style",
    "an inline handler": r"\son[a-z]+\s*=",
    "an inline script": r"<script(?![^>]*\b(?:src=|type=\"application/json\"))",
    "another site": r"(?:src|href|action)=\"(?:https?:)?//",
    "unescaped text": r"\|\s*safe\b|autoescape",
    "a variable as HTML": PLAIN_VARIABLE,
}


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _sheet() -> str:
    return (BUILT / "nhsuk-frontend.min.css").read_text()


def test_the_style_sheet_asks_nothing_of_strangers() -> None:
    assert "http" not in _sheet()
    assert "@font-face" not in _sheet()
    assert "sourceMappingURL" not in _sheet()


def test_every_picture_of_the_style_sheet_is_there() -> None:
    named = set(re.findall(r"url\(([^)]*)\)", _sheet()))
    assert len(named) >= 4
    assert not [name for name in named if not (BUILT / name).is_file()]


def test_our_own_style_sheet_names_nothing_elsewhere() -> None:
    assert "url(" not in (WEB / "layout" / "static" / "layout" / "site.css").read_text()


@pytest.mark.parametrize("name", ["nhsuk-frontend.min.css", "nhsuk-frontend.min.js"])
def test_a_compressed_file_is_the_same_file(name: str) -> None:
    squeezed = gzip.decompress((BUILT / f"{name}.gz").read_bytes())
    assert squeezed == (BUILT / name).read_bytes()


def test_whose_work_it_is_and_on_what_terms_is_said_beside_it() -> None:
    notice = (BUILT / "NOTICE.txt").read_text()
    assert notice.startswith("nhsuk-frontend ")
    assert "Copyright (c) 2019 NHS.UK" in notice
    assert "The above copyright notice and this permission notice shall be included" in notice


def test_files_built_in_are_not_kept_in_the_repository() -> None:
    assert "src/wardtoboard_web/layout/static/vendor/" in (ROOT / ".gitignore").read_text()


def test_the_assets_fit_the_templates() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assets = lock["packages"]["node_modules/nhsuk-frontend"]["version"]
    assert (assets, version("nhsuk-frontend-jinja")) == ("10.6.1", "0.10.2")


def test_the_lock_of_the_assets_holds_what_each_package_must_be_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())


def test_the_files_came_from_what_is_here_now(hook: ModuleType) -> None:
    assert hook.is_made(ROOT), "run make again: package-lock.json or hatch_build.py has changed"


def test_what_is_made_is_not_made_again(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("npm was asked")

    monkeypatch.setattr(hook, "fetch", refuse)
    hook.bring_assets(ROOT)


def test_a_machine_without_npm_is_told_what_to_do(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(hook.AssetsError, match=r"Install Node\.js, or run: pip install"):
        hook.npm_command()


def test_a_failing_npm_is_told_what_to_do(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error network down' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr(hook, "npm_command", lambda: [str(npm)])
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(hook.AssetsError, match=r"reaches the network.*npm error network down"):
        hook.fetch(ROOT, folder)


@pytest.mark.parametrize(
    "left", ["a{background:url(https://x.test/a.svg)}", "a{background:url('/fonts/a.svg')}"]
)
def test_a_style_sheet_that_asks_something_new_of_strangers_stops_the_build(
    hook: ModuleType, left: str
) -> None:
    with pytest.raises(hook.AssetsError, match=r"Teach hatch_build\.py"):
        hook.own_sheet(left)


def test_a_changed_licence_stops_the_build(hook: ModuleType) -> None:
    about = {"name": "x", "version": "1", "homepage": "here", "license": "GPL-3.0"}
    with pytest.raises(hook.AssetsError, match="not MIT"):
        hook.notice(about, "Permission is hereby granted")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has_what_a_strict_policy_stops(what: str) -> None:
    found = {
        path.relative_to(WEB).as_posix(): again
        for path in TEMPLATES
        if (again := re.findall(FORBIDDEN[what], path.read_text(), re.IGNORECASE))
    }
    assert not found


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an inline style", '<p style="color: red">'),
        ("an inline handler", '<body onload="x()">'),
        ("an inline script", "<script>x()</script>"),
        ("another site", '<img src="https://x.test/a.png">'),
        ("another site", '<img src="//x.test/a.png">'),
        ("unescaped text", "{{ name|safe }}"),
        ("a variable as HTML", '{"html": name}'),
    ],
)
def test_what_a_strict_policy_stops_would_be_found(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text, re.IGNORECASE)


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 10
