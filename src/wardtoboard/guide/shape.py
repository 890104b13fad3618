"""Faults of shape: what pydantic found wrong, said in a sentence a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from wardtoboard.base.errors import Fault
from wardtoboard.guide.entries import Content, Entry, Place, near_miss

SHOULD_BE = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "string_pattern_mismatch": "an address that starts with https://",
}
HOW_TO_CITE = 'Add source, place and status ("verified" or "recalled").'
ABSENT = ("missing", "string_too_short", "too_short")
UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")


def shape_faults(error: ValidationError, content: Content, known: Iterable[str]) -> list[Fault]:
    """Turn each of pydantic's errors into a fault that names the file and the entry.

    `known` are the keys that files may hold, from which a near miss is guessed.
    """
    keys = sorted(known)
    details: list[dict[str, Any]] = [dict(detail) for detail in error.errors(include_url=False)]
    return [_fault(detail, content, keys) for detail in details if not _is_echo(detail)]


def _is_echo(detail: Mapping[str, Any]) -> bool:
    """Answer whether an error only repeats others: pydantic counts no entry that is faulty."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _fault(detail: Mapping[str, Any], content: Content, known: list[str]) -> Fault:
    """Say one error, naming the entry it is in."""
    place = detail["loc"]
    entry, rest = _entry_at(content, place)
    key = next(step for step in reversed(rest) if isinstance(step, str))
    what, do, found = _in_words(detail, key, known, cited="citation" in rest)
    return content.fault(entry, what, do, found, place)


def _in_words(
    detail: Mapping[str, Any], key: str, known: list[str], *, cited: bool
) -> tuple[str, str, str]:
    """Say what is wrong with a key, what to do and what was found.

    It is absent, unknown, not among the choices, or of the wrong type.
    """
    kind, found = detail["type"], repr(detail["input"])
    if kind in ABSENT:
        return f"has no {key}", _how_to_add(key, cited=cited), ""
    if kind in UNKNOWN:
        elsewhere = () if key in known else known
        return "has a key we do not know", near_miss(key, elsewhere, "Take it out."), key
    if kind == "literal_error":
        return f"has a {key} we do not know", f"Use {detail['ctx']['expected']}.", found
    return f"should have {SHOULD_BE.get(kind, 'a table')} as {key}", "Change it.", found


def _entry_at(content: Content, place: Place) -> tuple[Entry, Place]:
    """Find the innermost entry above a place, and the steps from there to the place.

    A table inside an entry that is not one of a list, such as its citation, is part of the entry.
    """
    entry, rest = Entry(content.whole, (), content.tables), place
    here: Any = content.tables
    for depth, step in enumerate(place[:-1]):
        here = here[step]
        if isinstance(here, dict) and (isinstance(step, int) or depth == 0):
            kind = str(place[depth - 1] if isinstance(step, int) else step)
            entry, rest = Entry(kind, place[: depth + 1], here), place[depth + 1 :]
    return entry, rest


def _how_to_add(key: str, *, cited: bool) -> str:
    """Say how to supply what is absent."""
    if cited:
        return HOW_TO_CITE
    return "Name at least one barrier." if key == "barriers" else f"Add {key}."
