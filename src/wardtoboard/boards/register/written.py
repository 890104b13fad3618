"""A board as TOML that reads back as the same board."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from wardtoboard.boards.facts import NEVER, Board, BodyKind, Governor, Instrument, Seat

KEYS = {"start": "from", "end": "to"}
ALWAYS = frozenset({"person", "title"})
"""What is written even where it is blank: an empty seat has no person."""


def board_to_toml(board: Board) -> str:
    """Give a board as TOML for `read_board`; what is not known is left out."""
    lines = [
        *_line("name", board.name),
        *_line("body", [kind for kind in BodyKind if kind in board.bodies]),
        *_line("partner_local_authorities", board.partner_local_authorities),
        *_line("uses_competency_framework", board.uses_competency_framework),
    ]
    for name, entries in (
        ("seat", board.seats),
        ("governor", board.governors),
        ("instrument", board.instruments),
    ):
        for entry in entries:
            lines += ["", f"[[{name}]]", *_lines(entry)]
    return "\n".join(lines) + "\n"


def board_to_dict(board: Board) -> dict[str, Any]:
    """Give a board as plain JSON with the keys of its TOML, for `board_from_dict`."""
    document: dict[str, Any] = json.loads(
        json.dumps(tomllib.loads(board_to_toml(board)), default=date.isoformat)
    )
    return document


def _lines(entry: Seat | Governor | Instrument) -> Iterator[str]:
    for one in fields(entry):
        value = getattr(entry, one.name)
        yield from _line(KEYS.get(one.name, one.name), value)


def _line(key: str, value: object) -> Iterable[str]:
    if value is None or (value == "" and key not in ALWAYS):
        return []
    return [f"{key} = {_value(value)}"]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return '"never"' if value == NEVER else value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return f"{{ {', '.join(f'{_text(key)} = {_value(one)}' for key, one in value.items())} }}"


def _text(text: str) -> str:
    """Write a text: a JSON string without escapes above ASCII, save DEL, is one of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
