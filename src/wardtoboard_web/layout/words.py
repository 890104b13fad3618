"""Small words that pages of every room share: days, moments, names inside a sentence."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from wardtoboard.base.days import in_words


def day_words(when: date | datetime) -> str:
    """Say a day, as "3 May 2026"; of a moment, the day it is here and not in UTC."""
    return in_words(timezone.localtime(when).date() if isinstance(when, datetime) else when)


def moment_words(when: datetime) -> str:
    """Say a day and the time here, as "3 May 2026, 14:05"."""
    return f"{day_words(when)}, {timezone.localtime(when):%H:%M}"


def how_many(number: int, one: str, several: str = "") -> str:
    """Say how many of something: "1 row", "2,040 rows"; `several` where it is not one and an s."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def mid(text: str) -> str:
    """Put words in the middle of a sentence: no capital, unless they start with capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
