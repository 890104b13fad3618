"""Days as people read them."""

from __future__ import annotations

from datetime import date


def in_words(day: date) -> str:
    """Say a day as NHS pages do: 31 March 2026."""
    return f"{day.day} {day:%B} {day.year}"
