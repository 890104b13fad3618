"""Questions that may be left open: what is not known is never taken for a no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from wardtoboard.base.dates_in_cells import EARLIEST, LATEST
from wardtoboard.base.days import in_words
from wardtoboard.boards.facts import NEVER
from wardtoboard_web.nhsuk_forms import ChoiceField, DateField, MultipleChoiceField, TextField

NOT_KNOWN = "Not known"
NEVER_WORD = "never"
NONE = "none"
NOTHING_IS_UNKNOWN = "Tick nothing if it is not known."
Choices = Sequence[tuple[str, str]]


class YesNoField(ChoiceField):
    """Yes, no or not known; gives True, False or None."""

    def __init__(self, **others: Any) -> None:
        """Offer the three."""
        choices = [("yes", "Yes"), ("no", "No"), ("", NOT_KNOWN)]
        super().__init__(choices=choices, required=False, **others)

    def prepare_value(self, value: Any) -> Any:
        """Give the choice to show for an answer."""
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        """Give the answer. Raises ValidationError."""
        return {"yes": True, "no": False}.get(super().clean(value))


class OneField(ChoiceField):
    """One of several or not known; gives None for that."""

    def __init__(self, *, choices: Choices, **others: Any) -> None:
        """Offer the choices, and not to know."""
        super().__init__(
            choices=[("", NOT_KNOWN), *choices], required=False, shown_as="select", **others
        )

    def clean(self, value: Any) -> str | None:
        """Give the choice. Raises ValidationError."""
        return super().clean(value) or None


class SeveralField(MultipleChoiceField):
    """Any number of several, none of them, or nothing ticked; gives a tuple or, for that, None."""

    def __init__(
        self, *, choices: Choices, none: str, hint: str = NOTHING_IS_UNKNOWN, **others: Any
    ) -> None:
        """Offer the choices and, as `none`, that there are none.

        `hint` must say what it means to tick nothing, where that is not that it is not known.
        """
        super().__init__(choices=[*choices, (NONE, none)], required=False, hint=hint, **others)

    def prepare_value(self, value: Any) -> Any:
        """Give the boxes that are ticked for an answer."""
        return [NONE] if value == () else value

    def clean(self, value: Any) -> tuple[str, ...] | None:
        """Give the answer. Raises ValidationError."""
        chosen = super().clean(value)
        if NONE in chosen and len(chosen) > 1:
            raise ValidationError(f"{self.label}: tick either none or some of them")
        return () if chosen == [NONE] else tuple(chosen) or None


class ListField(TextField):
    """Several things with semicolons between, none, or not known; gives a tuple or None."""

    def __init__(self, *, hint: str = "", **others: Any) -> None:
        """Say how to write it."""
        told = "Put semicolons between. Write none if there are none."
        super().__init__(required=False, hint=f"{hint} {told}".strip(), **others)

    def prepare_value(self, value: Any) -> Any:
        """Give the text to show for an answer."""
        return ("; ".join(value) or NONE) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[str, ...] | None:
        """Give the answer. Raises ValidationError."""
        said = super().clean(value)
        if said.casefold() == NONE:
            return ()
        return tuple(part.strip() for part in said.split(";") if part.strip()) or None


class LastTimeField(TextField):
    """When something last happened, never, or not known; gives a date, NEVER or None."""

    def __init__(self, **others: Any) -> None:
        """Say how to write it."""
        told = "A date such as 2026-03-31, or never. Leave it empty if it is not known."
        super().__init__(required=False, hint=told, width=10, **others)

    def prepare_value(self, value: Any) -> Any:
        """Give the text to show for an answer."""
        if value == NEVER:
            return NEVER_WORD
        return value.isoformat() if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        """Give the answer. Raises ValidationError."""
        said = super().clean(value)
        if not said:
            return None
        if said.casefold() == NEVER_WORD:
            return NEVER
        try:
            day = date.fromisoformat(said)
        except ValueError:
            told = f"{self.label} must be a date such as 2026-03-31, or never"
            raise ValidationError(told) from None
        _refuse_too_far(day, str(self.label))
        return day


class DayField(DateField):
    """A date that a file of a board could have too."""

    def clean(self, value: Any) -> date | None:
        """Give the date. Raises ValidationError."""
        day: date | None = super().clean(value)
        if day is not None:
            _refuse_too_far(day, str(self.label))
        return day


def _refuse_too_far(day: date, label: str) -> None:
    if not EARLIEST <= day <= LATEST:
        told = f"{label} must be from {in_words(EARLIEST)} to {in_words(LATEST)}"
        raise ValidationError(told)
