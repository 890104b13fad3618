"""Work on every core at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count


def on_every_core(work: Callable[[int], None], given: Iterable[int]) -> None:
    """Do the work for each number given, on every core at once; ends when all is done.

    Only what NumPy and compiled loops do outside Python goes on side by side. Raises what the work
    raises for the first of the numbers.
    """
    with ThreadPoolExecutor(cpu_count()) as threads:
        list(threads.map(work, given))
