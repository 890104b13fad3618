"""What people are asked while they bring a table in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from wardtoboard.base.headers import Form as TableForm
from wardtoboard_web.config.largest_body import MOST_BYTES as MOST_TOGETHER
from wardtoboard_web.nhsuk_forms import (
    BooleanField,
    ChoiceField,
    DateField,
    FileField,
    FilesField,
    Form,
    TextField,
)
from wardtoboard_web.staff.models import OwnPlace
from wardtoboard_web.staff.placing import (
    NOT_CLINICAL,
    ToPlace,
    level_choices,
    profession_choices,
)

MOST_BYTES = 20_000_000
MOST_FILES = settings.DATA_UPLOAD_MAX_NUMBER_FILES
ENDINGS = ".csv,.tsv,.txt,.xlsx,.xlsm,.parquet"
LONGEST_NAME = 50
"""In letters. Of 4 bytes each, they and the ending still fit the 255 bytes of a file's name."""
NOT_THERE = "-"
CODES_SHOWN = 12


class FileForm(Form):
    """A file to send."""

    file = FileField(
        label="Choose a file",
        missing="Choose a file",
        hint=f"CSV, Excel (.xlsx) or Parquet, up to {MOST_BYTES // 1_000_000} MB.",
        accept=ENDINGS,
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file that is larger than we keep."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        _check_size(file, "The file")
        return file

    @property
    def name(self) -> str:
        """Give the file's name, short and printable, with its ending."""
        return name_kept(self.cleaned_data["file"])


class HistoriesForm(Form):
    """Files of staff histories to send."""

    histories = FilesField(
        label="Choose files",
        missing="Choose one file or more",
        hint=f"CSV, Excel (.xlsx) or Parquet, up to {MOST_BYTES // 1_000_000} MB each. Up to "
        f"{MOST_FILES} files, and {MOST_TOGETHER // 1_000_000} MB, at a time.",
        accept=ENDINGS,
    )

    def clean_histories(self) -> list[UploadedFile[bytes]]:
        """Refuse files that are larger than we keep."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["histories"]
        for file in files:
            _check_size(file, name_kept(file))
        return files


def name_kept(file: UploadedFile[bytes]) -> str:
    """Give a file's name, short and printable, with its ending."""
    path = PurePath(str(file.name))
    stem = "".join(filter(str.isprintable, path.stem))[:LONGEST_NAME]
    return f"{stem or 'table'}{path.suffix.lower()[:10]}"


def _check_size(file: UploadedFile[bytes], called: str) -> None:
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(
            f"{called} must be smaller than {MOST_BYTES // 1_000_000} MB. Keep only the rows "
            "of your organisation, or save it as Parquet."
        )


class ColumnsForm(Form):
    """Which heading of a file is which of our columns."""

    def __init__(
        self, table: TableForm, headings: Sequence[str], found: Mapping[str, str], data: Any = None
    ) -> None:
        """Ask one question a column; `found` are the answers we suggest."""
        super().__init__(data)
        self.table = table
        there = [(heading, heading) for heading in dict.fromkeys(filter(None, headings))]
        for column in table.columns:
            nothing = ("", "Choose a heading") if column.is_required else (NOT_THERE, "Not there")
            self.fields[column.name] = ChoiceField(
                label=column.name,
                shown_as="select",
                choices=[nothing, *there],
                initial=found.get(column.name, nothing[0]),
                missing=f"Select the heading of {column.name}",
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one heading for two columns."""
        cleaned = super().clean() or {}
        first: dict[str, str] = {}
        for name, heading in list(cleaned.items()):
            if heading == NOT_THERE:
                continue
            if first.setdefault(heading, name) != name:
                self.add_error(name, f"{heading} is already used for {first[heading]}")
        return cleaned

    @property
    def columns(self) -> dict[str, str]:
        """Give the heading of each column, "" where there is none."""
        chosen = self.cleaned_data
        return {
            column.name: "" if chosen[column.name] == NOT_THERE else chosen[column.name]
            for column in self.table.columns
        }


class CodesForm(Form):
    """Which organisation codes in the files are ours."""

    codes = TextField(
        label="Which codes are yours?",
        hint="Write one code, or several with commas between them.",
        label_is_heading=True,
    )

    def __init__(self, there: Sequence[str], data: Any = None, initial: Any = None) -> None:
        """Take the codes that are in the files."""
        super().__init__(data, initial=initial)
        self.there = {code.upper(): code for code in there if code}

    def clean_codes(self) -> list[str]:
        """Refuse codes that are not in the files."""
        wanted = [code for code in re.split(r"[\s,;]+", self.cleaned_data["codes"].upper()) if code]
        unknown = [code for code in wanted if code not in self.there]
        if unknown or not wanted:
            raise ValidationError(f"The files have no rows for {', '.join(unknown) or 'this'}")
        return [self.there[code] for code in dict.fromkeys(wanted)]


class PlacesForm(Form):
    """Where labels belong; one question, or two, for each."""

    def __init__(
        self,
        asked: Sequence[ToPlace],
        professions: Sequence[tuple[str, str]],
        levels: Mapping[str, Sequence[tuple[str, str]]],
        data: Any = None,
    ) -> None:
        """Take what is asked, the professions, and the levels by kind of label."""
        super().__init__(data)
        self.asked = asked
        unsure = ("", "We do not know")
        for one in asked:
            if one.asks_profession:
                self.fields[f"{one.mark}-profession"] = ChoiceField(
                    label=f"Profession of {one.shown}",
                    shown_as="select",
                    required=False,
                    choices=[unsure, (NOT_CLINICAL, "Not a clinical role"), *professions],
                )
            if one.asks_level:
                self.fields[f"{one.mark}-level"] = ChoiceField(
                    label=f"Level of {one.shown}",
                    shown_as="select",
                    required=False,
                    choices=[unsure, *levels[one.kind]],
                )

    def answers(self) -> list[tuple[ToPlace, str, str]]:
        """Give each label that something was said of, with the profession and level said."""
        chosen = self.cleaned_data
        said = [
            (one, chosen.get(f"{one.mark}-profession", ""), chosen.get(f"{one.mark}-level", ""))
            for one in self.asked
        ]
        return [answer for answer in said if answer[1] or answer[2]]


class ConfirmFteForm(Form):
    """Whether full-time equivalents may be read as people."""

    fte_as_headcount = BooleanField(
        label="Read full-time equivalents as people",
        missing="Tick the box to go on without a headcount table",
    )


class PlaceForm(Form):
    """A change to one decision."""

    def __init__(self, row: OwnPlace, data: Any = None) -> None:
        """Ask what labels of its kind tell: a profession, a level, or both."""
        super().__init__(data)
        if row.kind != "level":
            self.fields["profession"] = ChoiceField(
                label="Profession",
                shown_as="select",
                required=row.kind != "grade",
                choices=[
                    ("", "Choose a profession"),
                    (NOT_CLINICAL, "Not a clinical role"),
                    *profession_choices(),
                ],
                initial=NOT_CLINICAL if row.is_not_clinical else row.profession,
            )
        if row.kind in ("level", "grade"):
            self.fields["level"] = ChoiceField(
                label="Level",
                shown_as="select",
                required=row.kind == "level",
                choices=[("", "Choose a level"), *level_choices(row.kind)],
                initial=row.level,
            )
        self.fields["valid_from"] = DateField(
            label="First day",
            hint="Used for staff tables of this day and later. For example, 31 3 2026",
            initial=row.valid_from,
        )


class EndForm(Form):
    """The last day of a decision."""

    last_day = DateField(
        label="Last day",
        hint="For staff tables of later days we will ask again. For example, 31 3 2026",
    )
