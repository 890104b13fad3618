"""A date as three numbers to type, which is quicker and surer than a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
YEAR_LETTERS = 4


class DatePartsWidget(forms.Widget):
    """Reads day, month and year from three inputs; its value is the three texts."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> tuple[str, ...]:
        """Give the three texts as they were typed, "" for one left out."""
        return tuple(str(data.get(f"{name}_{part}") or "").strip() for part in PARTS)

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        """Answer whether none of the three inputs was sent."""
        return not any(f"{name}_{part}" in data for part in PARTS)


def date_texts(value: object) -> tuple[str, ...]:
    """Give the three texts to show for a date, for texts typed before, or for nothing."""
    match value:
        case date():
            return (str(value.day), str(value.month), str(value.year))
        case tuple() if len(value) == len(PARTS):
            return tuple(str(part) for part in value)
        case _:
            return ("",) * len(PARTS)


def read_date(texts: tuple[str, ...], label: str) -> date:
    """Read a date from three texts. Raises ValidationError, which says what is wrong with it."""
    missing = [part for part, text in zip(PARTS, texts, strict=True) if not text]
    if missing:
        raise ValidationError(f"{label} must include a {' and a '.join(missing)}", "incomplete")
    if not all(text.isascii() and text.isdecimal() for text in texts):
        raise ValidationError(f"{label} must be in numbers, such as 27 3 2026", "invalid")
    if len(texts[2]) != YEAR_LETTERS:
        raise ValidationError(f"{label} must have a year of 4 numbers", "invalid")
    day, month, year = map(int, texts)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(f"{label} must be a real date", "invalid") from None
