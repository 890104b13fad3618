"""Changes to a board, and scenarios made of them, read from plain JSON and from TOML.

Import this module where changes are read, not at start-up: pydantic is slow to load.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from wardtoboard.base.errors import FaultyTableError, UserError
from wardtoboard.boards.register.board_toml import TomlChecks, board_from_dict, read_document
from wardtoboard.boards.register.reading import read_board
from wardtoboard.boards.register.seat_cells import SEAT_CELLS, Cell, day, needed_text, yes_or_no
from wardtoboard.boards.scenarios.changes import (
    Appoint,
    BecomeFoundationTrust,
    Change,
    Merge,
    Open,
    Retire,
)

Entry = Mapping[str, Any]

NOT_FACTS = frozenset({"person", "title", "from"})
"""Keys of a seat that an appointment gives under another name, or as its own."""

CELLS: Mapping[str, Mapping[str, Cell]] = {
    "retire": {"person": needed_text("a person"), "last_day": day()},
    "open": {
        "seat": needed_text("a seat"),
        "open_to": SEAT_CELLS["open_to"],
        "is_vacant": yes_or_no(),
        "day": day(),
    },
    "appoint": {
        "person": needed_text("a person"),
        "seat": needed_text("a seat"),
        "day": day(),
        **{key: cell for key, cell in SEAT_CELLS.items() if key not in NOT_FACTS},
    },
    "merge": {"lead": needed_text("the name of the board that leads"), "day": day()},
    "become_foundation_trust": {"day": day()},
}
"""What each change says, by the name it goes by."""

NEEDED = frozenset({"person", "seat", "lead"})
MADE_OF: Mapping[str, Callable[..., Change]] = {
    "retire": Retire,
    "open": Open,
    "merge": Merge,
    "become_foundation_trust": BecomeFoundationTrust,
}


def change_from_dict(document: Entry) -> Change:
    """Give the change that `to_dict` gave, or raise FaultyTableError with every fault."""
    checks = TomlChecks("")
    change = _change(checks, "", document, None)
    if change is None:
        raise FaultyTableError(checks.faults)
    return change


def read_scenarios(path: Path) -> dict[str, tuple[Change, ...]]:
    """Read scenarios by their names, in the order of a TOML file.

    Each `[[scenario]]` has a name and a `[[scenario.change]]` for each change; `other`, the board
    to merge with, is a file beside this one. Raises UnreadableFileError, and FaultyTableError
    with every fault.
    """
    document = read_document(path)
    checks = TomlChecks(path.name)
    checks.keys("", document, ["scenario"])
    scenarios: dict[str, tuple[Change, ...]] = {}
    for number, entry in enumerate(checks.tables(document, "scenario"), start=1):
        _scenario(checks, f"scenario {number}", entry, path.parent, scenarios)
    if not scenarios and not checks.faults:
        checks.add("", "", "the file holds no scenario", "Write [[scenario]] above each.")
    if checks.faults:
        raise FaultyTableError(checks.faults)
    return scenarios


def _scenario(
    checks: TomlChecks,
    place: str,
    entry: Entry,
    folder: Path,
    scenarios: dict[str, tuple[Change, ...]],
) -> None:
    """Add one scenario to those read so far, or its faults to the checks."""
    checks.keys(place, entry, ["name", "change"])
    named = checks.read(place, entry, {"name": needed_text("a name")}, ["name"])
    name = named.get("name", place)
    if name in scenarios:
        checks.add(place, "name", "another scenario has this name", "Give it its own.", name)
    changes = checks.tables(entry, "change")
    if not changes and isinstance(entry.get("change", []), list):
        checks.add(place, "", "there is no change", "Write [[scenario.change]] above each.")
    read = [
        _change(checks, f"{place}, change {number}", one, folder)
        for number, one in enumerate(changes, start=1)
    ]
    scenarios[name] = tuple(one for one in read if one is not None)


def _change(checks: TomlChecks, place: str, entry: Entry, folder: Path | None) -> Change | None:
    """Read one change; None where it has faults."""
    before = len(checks.faults)
    kind = entry.get("change")
    cells = CELLS.get(kind) if isinstance(kind, str) else None
    if cells is None:
        what = "we do not know this kind of change" if kind else "there is no kind of change"
        do = f"Write change as one of: {', '.join(CELLS)}."
        checks.add(place, "change", what, do, str(kind or ""))
        return None
    more = ["other"] if kind == "merge" else []
    checks.keys(place, entry, ["change", *cells, *more])
    values = checks.read(place, entry, cells, NEEDED)
    if more:
        values["other"] = _other_board(checks, place, entry.get("other"), folder)
    if len(checks.faults) > before:
        return None
    known = {key: value for key, value in values.items() if value is not None}
    return _appoint(known) if kind == "appoint" else MADE_OF[str(kind)](**known)


def _appoint(values: dict[str, Any]) -> Appoint:
    own = {key: values.pop(key) for key in ("person", "seat", "day") if key in values}
    return Appoint(**own, facts=values)


def _other_board(checks: TomlChecks, place: str, given: object, folder: Path | None) -> Any:
    """Give the board to merge with: a document, or the name of a file in the folder."""
    try:
        if isinstance(given, dict):
            return board_from_dict(given)
        if isinstance(given, str) and given and folder is not None:
            return read_board(folder / given)
    except UserError as error:
        checks.faults.extend(error.faults)
        return None
    what, do = "the board to merge with is not given", "Name its TOML file."
    checks.add(place, "other", what, do, "" if given is None else str(given))
    return None
