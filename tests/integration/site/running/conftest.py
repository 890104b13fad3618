"""Commands as a person runs them: each in a process of its own, on data of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("wardtoboard")
PATIENCE = 120
"""Seconds to wait for a server that starts or stops on a busy machine."""


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    out: str
    err: str


@dataclass
class Site:
    """A site of its own: its settings, and its commands."""

    settings: dict[str, str]
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return Path(self.settings["WARD_TO_BOARD_DATA"])

    def __call__(self, *arguments: object, **settings: str) -> Outcome:
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            capture_output=True,
            text=True,
            env=self.environment(**settings),
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)

    def environment(self, **settings: str) -> dict[str, str]:
        ours = ("WARD_TO_BOARD_", "DATABASE_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**kept, **self.settings, **settings}

    def start(self, *arguments: object, **settings: str) -> subprocess.Popen[str]:
        """Start a command that runs until it is stopped."""
        process = subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment(**settings),
        )
        self.running.append(process)
        return process

    def serve(self, *arguments: object, **settings: str) -> tuple[subprocess.Popen[str], str]:
        """Start a server; gives it and its address once it answers."""
        port = free_port()
        process = self.start("serve", "--port", port, *arguments, **settings)
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{address}/health/live") or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        return process, address


def stop(process: subprocess.Popen[str], by: int = signal.SIGTERM) -> Outcome:
    process.send_signal(by)
    out, err = process.communicate(timeout=PATIENCE)
    return Outcome(process.returncode, out, err)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(address: str, host: str = "localhost") -> bool:
    try:
        return fetch(address, Host=host)[0] == 200
    except OSError:
        return False


def fetch(address: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": "localhost", **headers})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; fails when it never is."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site on the embedded database, in a folder that is not there yet."""
    made = Site({"WARD_TO_BOARD_DATA": str(tmp_path / "data")})
    yield made
    for process in made.running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def prepared(site: Site) -> Site:
    assert site("prepare").code == 0
    return site
