"""The site's commands join the command line, and are missed in a sentence where it is not there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wardtoboard.cli import main as command_line

OF_THE_SITE = {
    *("demo", "serve", "worker", "prepare", "organisation", "account", "audit"),
    *("backup", "restore"),
}


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "SITE_NEEDS", "no_such_package")


def test_the_commands_of_the_site_are_listed(wardtoboard):
    printed = wardtoboard("--help").out
    assert {name for name in OF_THE_SITE if f" {name} " in printed} == OF_THE_SITE


@pytest.mark.parametrize("family", ["audit", "organisation", "account"])
def test_a_family_of_commands_says_what_is_in_it(wardtoboard, family):
    printed = wardtoboard(family, "--help").out
    assert "Commands" in printed


@pytest.mark.parametrize("name", ["demo", "serve"])
@pytest.mark.usefixtures("_alone")
def test_without_the_site_its_first_commands_say_how_to_get_it(wardtoboard, name):
    outcome = wardtoboard(name)
    assert outcome.code == 16
    assert 'pip install "wardtoboard[site]"' in outcome.err


@pytest.mark.usefixtures("_alone")
def test_without_the_site_its_other_commands_are_absent(wardtoboard):
    printed = wardtoboard("--help").out
    assert not [name for name in OF_THE_SITE if f" {name} " in printed]
    assert wardtoboard("backup", "x").code == 2


def test_a_command_of_the_library_loads_nothing_of_the_site():
    script = (
        "import sys; from wardtoboard.cli.main import app\n"
        "try: app(['guide', '--format', 'json'])\n"
        "except SystemExit: pass\n"
        "sys.exit('django' in sys.modules or 'wardtoboard_web' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('{"')
