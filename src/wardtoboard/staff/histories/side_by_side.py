"""Two pieces of work at once: one in the thread that asks and one beside it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Mine = TypeVar("Mine")
Theirs = TypeVar("Theirs")


def side_by_side(mine: Callable[[], Mine], theirs: Callable[[], Theirs]) -> tuple[Mine, Theirs]:
    """Do `mine` in this thread and `theirs` in another; gives what both gave.

    Raises what either raises, once both have ended. Only work outside Python gains by it.
    """
    with ThreadPoolExecutor(1) as pool:
        beside = pool.submit(theirs)
        here = mine()
        return here, beside.result()
