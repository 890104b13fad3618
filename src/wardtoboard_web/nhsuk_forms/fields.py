"""Fields that know how the NHS components ask: label, hint, what to say when nothing is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Literal

from django import forms

from wardtoboard_web.nhsuk_forms.dates import DatePartsWidget, date_texts, read_date


class Asks(forms.Field):
    """What every field of ours is told.

    `label` is required. `hint` stands below it. `missing` is said when a required field is left
    empty; without it the label is used ("Enter name of the committee"). `label_is_heading` makes
    the label the page's main heading: for a page that asks one thing. Anything else goes to
    Django's field.
    """

    verb = "Enter"
    label_is_heading = False

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        missing: str = "",
        label_is_heading: bool = False,
        **others: Any,
    ) -> None:
        """Take the words, and hand the rest to Django's field."""
        required = missing or f"{self.verb} {_mid_sentence(label)}"
        messages = {"required": required, **others.pop("error_messages", {})}
        super().__init__(label=label, help_text=hint, error_messages=messages, **others)
        self.label_is_heading = label_is_heading


class Typed(Asks):
    """A field that is typed.

    `width` is in letters: 2, 3, 4, 5, 10, 20 or 30. `autocomplete` is as HTML has it.
    """

    width = 0

    def __init__(self, *, width: int = 0, autocomplete: str = "", **others: Any) -> None:
        """Take how wide the box is and what the browser may fill in."""
        limits = _limits(str(others["label"]))
        super().__init__(error_messages={**limits, **others.pop("error_messages", {})}, **others)
        self.width = width
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete


class TextField(Typed, forms.CharField):
    """One line of text."""


class LongTextField(Typed, forms.CharField):
    """Several lines of text; `rows` of them are shown."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **others: Any) -> None:
        """Take the number of rows shown."""
        super().__init__(**others)
        self.widget.attrs["rows"] = rows


class EmailField(Typed, forms.EmailField):
    """An email address."""

    default_error_messages: ClassVar = {
        "invalid": "Enter an email address in the correct format, such as name@example.nhs.uk"
    }


class PasswordField(Typed, forms.CharField):
    """A password, with a button to show it."""

    widget = forms.PasswordInput

    def __init__(
        self, *, autocomplete: Literal["current-password", "new-password"], **others: Any
    ) -> None:
        """Keep spaces: they are part of a password."""
        super().__init__(autocomplete=autocomplete, strip=False, **others)


class NumberField(Typed, forms.IntegerField):
    """A whole number."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {"invalid": "Enter a whole number, such as 8"}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask a phone for its number keys.

        A box of type number would turn on scrolling and lose what it cannot read.
        """
        return {"inputmode": "numeric"}


class DateField(Asks):
    """A date in three boxes; gives a `date`, or None when it may be left empty and is."""

    widget = DatePartsWidget

    def to_python(self, value: Any) -> date | None:
        """Read the three texts. Raises ValidationError."""
        texts = date_texts(value)
        return read_date(texts, str(self.label)) if any(texts) else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Answer whether other texts were typed than were shown."""
        return date_texts(initial) != date_texts(data)


class Chosen(Asks):
    """A field that is chosen; `hints` has a hint for some choices, by value."""

    verb = "Select"

    def __init__(self, *, hints: Mapping[str, str] | None = None, **others: Any) -> None:
        """Take the hints."""
        super().__init__(**others)
        self.hints = hints or {}


class ChoiceField(Chosen, forms.ChoiceField):
    """One of several: radios, or a select where there are too many to read."""

    default_error_messages: ClassVar = {"invalid_choice": "Select one of the choices on the page"}

    def __init__(self, *, shown_as: Literal["radios", "select"] = "radios", **others: Any) -> None:
        """Take how the choices are shown."""
        widget = forms.RadioSelect if shown_as == "radios" else forms.Select
        super().__init__(widget=widget, **others)


class MultipleChoiceField(Chosen, forms.MultipleChoiceField):
    """Any number of several: checkboxes.

    `reveals` has the name of another field of the form for some choices, by value: it is asked
    below that choice, and the page does not render it a second time. (Radios reveal nothing: what
    the NHS component says of them to screen readers is not allowed for radios.)
    """

    widget = forms.CheckboxSelectMultiple
    default_error_messages: ClassVar = {"invalid_choice": "Select from the choices on the page"}

    def __init__(self, *, reveals: Mapping[str, str] | None = None, **others: Any) -> None:
        """Take what is revealed."""
        super().__init__(**others)
        self.reveals = reveals or {}


class BooleanField(Asks, forms.BooleanField):
    """One box to tick; the label says what ticking means."""

    def __init__(
        self, *, label: str, missing: str = "Tick the box to go on", **others: Any
    ) -> None:
        """Take what is said when it must be ticked and is not."""
        super().__init__(label=label, missing=missing, **others)


class FileField(Asks, forms.FileField):
    """A file to send; `accept` tells the browser which kinds to offer, such as ".csv,.xlsx"."""

    verb = "Choose"
    default_error_messages: ClassVar = {
        "empty": "The file is empty. Choose a file with something in it"
    }

    def __init__(self, *, accept: str = "", **others: Any) -> None:
        """Take the kinds of file."""
        super().__init__(**others)
        if accept:
            self.widget.attrs["accept"] = accept


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(FileField):
    """One or more files to send; gives all of them."""

    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file. Raises ValidationError."""
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


class HiddenField(forms.CharField):
    """A value that the page sends back unseen."""

    widget = forms.HiddenInput


def _limits(label: str) -> dict[str, str]:
    """Say what is too long, too small or too large; Django fills in the limit."""
    what = label.replace("%", "%%")
    return {
        "max_length": f"{what} must be %(limit_value)d characters or fewer",
        "min_length": f"{what} must be %(limit_value)d characters or more",
        "min_value": f"{what} must be %(limit_value)s or more",
        "max_value": f"{what} must be %(limit_value)s or less",
    }


def _mid_sentence(label: str) -> str:
    """Put a label in the middle of a sentence: no capital unless it is an abbreviation."""
    words = str(label).rstrip("?")
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
