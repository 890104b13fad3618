"""What is asked about the register as a whole: files, the body, and numbers of its own."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from wardtoboard.base.errors import Fault, UserError
from wardtoboard.boards.facts import Board, BodyKind, Instrument
from wardtoboard.boards.law.values import Rule
from wardtoboard_web.boards.forms.answers import DayField, ListField, YesNoField
from wardtoboard_web.boards.forms.words import BODIES, number_words
from wardtoboard_web.nhsuk_forms import (
    FileField,
    Form,
    HiddenField,
    MultipleChoiceField,
    NumberField,
    TextField,
)

MOST_BYTES = 1_000_000
MOST_READ = 4_000_000
"""A workbook may hold more than its size: so many letters of it are sent back to be kept."""
MOST_OF_OWN = 999
ENDINGS = ".csv,.xlsx,.toml"


def said(fault: Fault) -> str:
    """Say a fault where there is no file, row or column to name."""
    return Fault(what=fault.what, do=fault.do, found=fault.found).sentence()


def refuse(form: Form, error: UserError, names: dict[str, str] | None = None) -> None:
    """Show every fault, at the question it is about where there is one.

    `names` are questions by the column that the library calls them, where that is another name.
    """
    for fault in error.faults:
        name = (names or {}).get(fault.column, fault.column)
        form.add_error(name if name in form.fields else None, said(fault))


class RegisterFileForm(Form):
    """Asks for a file with a board in it."""

    file = FileField(
        label="Choose a file",
        missing="Choose a file",
        hint="CSV or Excel (.xlsx) with one row for each seat, or TOML. Up to 1 MB.",
        accept=ENDINGS,
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file that is too large, or of a kind that we do not read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError("The file must be smaller than 1 MB. Keep to one board.")
        if PurePath(str(file.name)).suffix.lower() not in ENDINGS.split(","):
            raise ValidationError("The file must be CSV, Excel (.xlsx) or TOML")
        return file

    @property
    def name(self) -> str:
        """Give a name of our own for the file, with its ending."""
        return f"register{PurePath(str(self.cleaned_data['file'].name)).suffix.lower()}"


class ReadForm(Form):
    """Sends back what was read from a file, once a person has looked at it."""

    register = HiddenField(max_length=MOST_READ)


class DetailsForm(Form):
    """Asks what holds for the board as a whole."""

    bodies = MultipleChoiceField(
        label="What sort of body is it?",
        hint="Tick all that it is. Each has rules of its own.",
        missing="Select at least one sort of body",
        choices=BODIES,
    )
    partner_local_authorities = ListField(
        label="Partner local authorities",
        hint="Of a care trust alone: those whose functions it has.",
    )
    uses_competency_framework = YesNoField(
        label="Do role descriptions and appraisals of directors use the leadership competency "
        "framework?"
    )

    def __init__(self, data: Any = None, board: Board | None = None) -> None:
        """Ask; `board` is what was known before."""
        super().__init__(data, initial=None if board is None else _known(board))

    @property
    def kinds(self) -> frozenset[BodyKind]:
        """Give the kinds of body that were ticked."""
        return frozenset(map(BodyKind, self.cleaned_data["bodies"]))


def _known(board: Board) -> dict[str, Any]:
    """Give what is known of a board as its questions show it."""
    return {
        "bodies": [body.value for body in board.bodies],
        "partner_local_authorities": board.partner_local_authorities,
        "uses_competency_framework": board.uses_competency_framework,
    }


class InstrumentForm(Form):
    """Asks for the organisation's own numbers in the place of a rule's."""

    def __init__(self, rule: Rule, data: Any = None) -> None:
        """Ask one question for each number that may be the organisation's own."""
        super().__init__(data)
        self.rule = rule
        for name in sorted(rule.overridable):
            self.fields[name] = NumberField(
                label=number_words(rule.id, name),
                required=False,
                width=3,
                min_value=0,
                max_value=MOST_OF_OWN,
            )
        self.fields["start"] = DayField(label="First day", hint="For example, 1 4 2026")
        self.fields["end"] = DayField(
            label="Last day", hint="Leave it empty if none is set.", required=False
        )
        self.fields["source"] = TextField(
            label="Where is it written?",
            hint="For example, the establishment order with its number, or the constitution.",
            missing="Enter where it is written",
            max_length=300,
        )
        self.fields["place"] = TextField(
            label="Which place in it?", hint="For example, article 3", max_length=200
        )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one number."""
        cleaned = super().clean() or {}
        if not self.errors and not self._numbers(cleaned):
            self.add_error(min(self.rule.overridable), "Enter at least one number")
        return cleaned

    def instrument(self) -> Instrument:
        """Give what was said."""
        told = self.cleaned_data
        return Instrument(
            rule=self.rule.id,
            params=self._numbers(told),
            start=told["start"],
            end=told["end"],
            source=told["source"],
            place=told["place"],
        )

    def _numbers(self, told: dict[str, Any]) -> dict[str, float]:
        names = sorted(self.rule.overridable)
        return {name: told[name] for name in names if told.get(name) is not None}


class LastDayForm(Form):
    """Asks for the last day of the organisation's own numbers."""

    last_day = DayField(label="Last day", hint="For example, 31 3 2026")
