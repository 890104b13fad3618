"""What a bad file is: how to make it, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BadFile:
    """A file with a fault: what it is about, how to write it to a folder, the exact sentence."""

    about: str
    build: Callable[[Path], Path]
    sentence: str
