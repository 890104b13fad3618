"""A mark on the data folder while a process uses it, so that a restore cannot pull it away."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wardtoboard.base.errors import Fault
from wardtoboard_web.running.errors import InUseError

LOCK = "in-use"


@contextmanager
def using(data: Path) -> Iterator[None]:
    """Mark the folder as used, with others who use it. Raises InUseError during a restore."""
    with _locked(data, alone=False):
        yield


@contextmanager
def alone_in(data: Path) -> Iterator[None]:
    """Have the folder to oneself. Raises InUseError while a server or worker uses it."""
    with _locked(data, alone=True):
        yield


@contextmanager
def _locked(data: Path, *, alone: bool) -> Iterator[None]:
    if sys.platform == "win32":  # has no such locks; the guide says to stop the site first
        yield
        return
    import fcntl

    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / LOCK).open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            fault = Fault(
                what="the folder of the site's data is in use",
                found=str(data),
                do="Stop the site and its workers first, or wait for the restore to end.",
            )
            raise InUseError([fault]) from error
        yield
