"""A whole site in processes of its own: from outside, as its people and its operator have it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[3]
COMMAND = str(Path(sys.executable).with_name("wardtoboard"))
PATIENCE = 180.0
"""Seconds after which a process that does not answer or end counts as broken, not slow."""


class ProcessError(RuntimeError):
    """A process of the site did not do what it was started for; holds what it wrote."""


@dataclass(frozen=True)
class Site:
    """A site's own folder, and the environment that every process of it runs in."""

    folder: Path
    environment: dict[str, str]

    @property
    def log(self) -> Path:
        """Where its server and worker write."""
        return self.folder / "log"

    def run(self, *words: str) -> str:
        """Run a command of `wardtoboard` to its end, and give what it printed."""
        return self._run([COMMAND, *words])

    def inside(self, what: str, **asked: Any) -> Any:
        """Do something of `builders.site.inside` in a process of this site."""
        return json.loads(
            self._run([sys.executable, "-m", "builders.site.inside", what, json.dumps(asked)])
        )

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command of `wardtoboard` that goes on until it is stopped."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [COMMAND, *words], env=self.environment, cwd=self.folder, stdout=log, stderr=log
            )

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=5 * PATIENCE,
        )
        if done.returncode:
            raise ProcessError(f"{command} ended with {done.returncode}\n{done.stderr}")
        return done.stdout


def new_site(folder: Path, database: str = "", **settings: str) -> Site:
    """Make an empty site: embedded, or in a new database of the server at the address given."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("WARD_TO_BOARD_", "DATABASE_", "DJANGO_", "PYTEST_"))
    }
    own = {
        "WARD_TO_BOARD_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "wardtoboard_web.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
        **settings,
    }
    if database:
        own["DATABASE_URL"] = _new_database(database)
        own["WARD_TO_BOARD_SECRET_KEY"] = "a key for one test, long enough to be taken " * 2
    site = Site(folder, kept | own)
    site.run("prepare")
    return site


@contextmanager
def served(site: Site, *more: str) -> Iterator[str]:
    """Serve a site until the block ends, then stop it gracefully; gives its address."""
    port = free_port()
    server = site.start("serve", "--port", str(port), *more)
    try:
        # passkeys are for names, not for numbers
        address = f"http://localhost:{port}"
        _wait_until_ready(f"{address}/health/ready", server, site.log)
        yield address
    finally:
        stop(server, site.log)


def free_port() -> int:
    """Give a port of this machine that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def stop(process: subprocess.Popen[bytes], log: Path) -> None:
    """Ask a process to end, as an operator would, and wait until it has."""
    process.terminate()
    try:
        ended = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise ProcessError(f"a process did not stop when asked\n{_end_of(log)}") from None
    if ended not in (0, -15):
        raise ProcessError(f"a process ended with {ended}\n{_end_of(log)}")


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise ProcessError(f"the server did not start\n{_end_of(log)}")


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-6000:] if log.exists() else ""


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL server of our own until the block ends; gives its address."""
    command = [str(ROOT / ".ci" / "with-postgresql"), "sh", "-c", 'echo "$DATABASE_URL"; read _']
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        if not address:
            raise ProcessError("PostgreSQL did not start")
        yield address
        server.stdin.write("\n")
        server.stdin.flush()


def _new_database(server: str) -> str:
    """Make a database of its own on a server; gives its address."""
    import psycopg
    from psycopg import sql

    name = f"site_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(server)._replace(path=f"/{name}").geturl()
