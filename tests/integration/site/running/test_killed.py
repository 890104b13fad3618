"""Is everything whole after the power goes in the middle of an import, ten times, at any moment?

On the embedded database the server itself is killed, with the job inside; on PostgreSQL, which
`.ci/with-postgresql` brings, a worker.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from builders.site.dirty_table import whole_country
from builders.site.served import Site, free_port, new_site, stop
from builders.worked_table import worked_table
from integration.site.running.conftest import fetch

SERVER = os.environ.get("DATABASE_URL", "")
TIMES = 10
SEED = 20260331
CODE = "X1ZZ"
BODIES = 250
PASSWORD = "hedge river lantern 27"  # noqa: S105 - of people made up here
STARTED = ('"event": "started"', '"event": "worker started"')


@dataclass
class Power:
    """A site, the process that is killed again and again, and what is brought in meanwhile."""

    site: Site
    address: str
    command: tuple[str, ...]
    cookie: str
    asked: dict[str, Any]
    process: subprocess.Popen[bytes] | None = field(default=None)

    def switch_on(self) -> int:
        """Start the process, and give its number once it does its work."""
        before = _starts(self.site)
        self.process = self.site.start(*self.command)
        while _starts(self.site) == before:
            assert self.process.poll() is None, self.site.log.read_text()
            time.sleep(0.1)
        return self.process.pid


@pytest.fixture
def power(tmp_path: Path) -> Iterator[Power]:
    with ExitStack() as stack:
        is_embedded = not SERVER
        site = new_site(tmp_path, SERVER)
        emails = site.inside("organisation", code=CODE, roles=["analyst"], password=PASSWORD)
        cookie = site.inside("session", email=emails["analyst"])
        port = free_port()
        serve = ("serve", "--port", str(port))
        path, codes = whole_country(tmp_path / "country.csv", BODIES)
        asked = {"code": CODE, "email": emails["analyst"], "path": str(path), "codes": codes}
        asked["fte"] = True
        address = f"http://localhost:{port}"
        power = Power(site, address, serve if is_embedded else ("worker",), cookie, asked)
        if not is_embedded:
            stack.enter_context(_running(site, serve))
        yield power
        if power.process is not None:
            stop(power.process, site.log)


def test_an_import_killed_ten_times_loses_nothing_and_is_done_in_the_end(
    power: Power, tmp_path: Path
) -> None:
    given_a_good_staff_table(power, tmp_path)
    process = power.switch_on()
    # a process's first job also loads what later ones find there
    _, length = (
        power.site.inside("length_of_import", **power.asked, process=process) for _ in range(2)
    )
    chance = random.Random(SEED)  # noqa: S311 - when to kill, not a secret
    for number in range(TIMES):
        before = power.site.inside("standing", code=CODE)
        moment = length * (number + chance.random()) / TIMES
        killed = when_the_process_is_killed(power, moment)
        print(f"killed after {moment:.2f} of {length:.2f} s: {killed['state']}, {killed['step']}")
        then_nothing_is_lost(before, killed)
        if number % 2 and killed["state"] != "done":
            when_the_analyst_runs_it_again(power, killed)
        power.switch_on()
        then_it_is_done_after_all(power, killed)
        then_its_people_can_read_on(power)
    power.site.run("audit", "verify")


def given_a_good_staff_table(power: Power, folder: Path) -> None:
    good = worked_table(folder / "good.csv", code=CODE)
    power.site.inside("bring_in", **power.asked | {"path": str(good), "codes": [], "fte": False})


def when_the_process_is_killed(power: Power, moment: float) -> dict[str, Any]:
    """Start another import and kill the process so many seconds later; minutes pass."""
    assert power.process is not None
    killed = power.site.inside(
        "start_and_kill", **power.asked, process=power.process.pid, after=moment
    )
    assert power.process.wait() == -9
    power.process = None
    power.site.inside("two_minutes_pass", code=CODE)
    return dict(killed)


def when_the_analyst_runs_it_again(power: Power, killed: dict[str, Any]) -> None:
    asked = {"code": CODE, "email": power.asked["email"], "import_id": killed["last"]}
    power.site.inside("run_again", **asked)


def then_nothing_is_lost(before: dict[str, Any], killed: dict[str, Any]) -> None:
    """See that the last good staff are current, or the new ones whole, and the ledger too."""
    assert killed["wrong"] == []
    assert killed["entries"] > before["entries"]
    assert killed["current"] == (killed["last"] if killed["state"] == "done" else before["current"])
    if killed["state"] != "done":
        assert killed["people"] == before["people"]


def then_it_is_done_after_all(power: Power, killed: dict[str, Any]) -> None:
    done = power.site.inside("wait_until_done", code=CODE)
    assert done["wrong"] == []
    assert done["current"] == done["last"] == killed["last"]


def then_its_people_can_read_on(power: Power) -> None:
    status, page = fetch(f"{power.address}/o/{CODE}/ceilings/", Cookie=f"sessionid={power.cookie}")
    assert status == 200
    assert "Where our clinicians’ careers stop" in page


@contextmanager
def _running(site: Site, command: tuple[str, ...]) -> Iterator[None]:
    process = site.start(*command)
    try:
        yield
    finally:
        stop(process, site.log)


def _starts(site: Site) -> int:
    log = site.log.read_text(encoding="utf-8") if site.log.exists() else ""
    return sum(log.count(words) for words in STARTED)
