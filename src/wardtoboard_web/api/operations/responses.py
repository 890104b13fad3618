"""Which answers an operation documents."""

from __future__ import annotations

from typing import Any

from wardtoboard_web.api.problems import DOCUMENTED, Problem


def answers(shape: Any, *statuses: int, done: int = 200) -> dict[Any, Any]:
    """Give the shapes of an operation's answers: its own, and a problem for each other status."""
    return {done: shape, frozenset({*DOCUMENTED, *statuses}): Problem}
