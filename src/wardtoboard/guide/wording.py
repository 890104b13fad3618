"""Put an organisation's own wording over a framework's; ids, ties and citations stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wardtoboard.base.errors import Fault, LibraryContentError
from wardtoboard.guide.entries import Content, Entry, near_miss
from wardtoboard.guide.framework import Framework
from wardtoboard.guide.loader import read_toml_files
from wardtoboard.guide.shape import shape_faults
from wardtoboard.guide.ties import repeated_ids

# Cases, resources and references are facts about people and works, so nobody rewords them.
REWORDABLE = ("themes", "barriers", "questions", "enablers", "next_steps", "definitions")
SPOKEN = "themes, barriers, questions, enablers, next steps and definitions"
WORDS = ("name", "text", "helps")


class Rewording(BaseModel):
    """New words for the element with this id; what is absent keeps its words."""

    model_config = ConfigDict(extra="forbid", str_min_length=1, str_strip_whitespace=True)

    id: str
    name: str | None = None
    text: str | None = None
    helps: str | None = None


class WordingFile(BaseModel):
    """A wording file: whose words these are, and the elements they are for."""

    model_config = ConfigDict(extra="forbid", str_min_length=1, str_strip_whitespace=True)

    source: str
    wording: Annotated[tuple[Rewording, ...], Field(min_length=1)]


def with_wording(framework: Framework, path: Path) -> Framework:
    """Give the framework with the words of a TOML file: `source`, then `[[wording]]` tables.

    Each table holds the `id` of a theme, barrier, question, enabler, next step or definition,
    and its new `name`, `text` or (for a barrier) `helps`. The source joins `edition.wordings`.
    Raises LibraryContentError naming the file and id of everything that cannot be applied.
    """
    sheet = Content(read_toml_files([path])[path.name], {(): path.name}, whole="the file")
    tables = framework.to_dict()
    elements = {one.name: one for one in Content(tables, {}).entries() if one.kind in REWORDABLE}
    file = _checked_file(sheet, elements)
    words = {one.id: one.model_dump(exclude_none=True) for one in file.wording}
    tables = _reworded(tables, words)
    tables["edition"]["wordings"].append(file.source)
    return Framework.from_dict(tables)


def _checked_file(sheet: Content, elements: Mapping[str, Entry]) -> WordingFile:
    """Read a wording file. Raises LibraryContentError with every fault found."""
    entries = list(sheet.entries())
    faults = [*repeated_ids(sheet, entries)]
    for entry in entries:
        faults += _misfits(sheet, entry, elements)
    try:
        file = WordingFile.model_validate(sheet.tables)
    except ValidationError as error:
        known = {*WordingFile.model_fields, *Rewording.model_fields}
        raise LibraryContentError([*shape_faults(error, sheet, known), *faults]) from error
    if faults:
        raise LibraryContentError(faults)
    return file


def _misfits(sheet: Content, entry: Entry, elements: Mapping[str, Entry]) -> Iterator[Fault]:
    """Give a fault for an id that nothing has, words its element lacks, or no words at all."""
    if "id" not in entry.keys:
        return
    if entry.name not in elements:
        do = near_miss(entry.name, elements, f"Only {SPOKEN} can be reworded.")
        yield sheet.fault(entry, "is not the id of anything that can be reworded", do)
        return
    words = [key for key in WORDS if key in entry.keys]
    if not words:
        yield sheet.fault(entry, "has no new words", "Add a name or a text.")
    for key in words:
        if key not in elements[entry.name].keys:
            yield sheet.fault(entry, f"has no {key} to reword", f"Take {key} out.")


def _reworded(value: Any, words: Mapping[str, Mapping[str, str]]) -> Any:
    """Give the tables again, with the new words over those of each element they are for."""
    if isinstance(value, list):
        return [_reworded(one, words) for one in value]
    if not isinstance(value, dict):
        return value
    again = {key: _reworded(one, words) for key, one in value.items()}
    return {**again, **words.get(again.get("id", ""), {})}
