"""A board from TOML: the body, its seats, governors, and instruments of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from itertools import combinations
from math import inf
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from wardtoboard.base.cells import tidy
from wardtoboard.base.checks import LONGEST_FOUND
from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.base.files import cannot_open, unreadable
from wardtoboard.boards.facts import Board, BodyKind, Governor, Instrument, Seat
from wardtoboard.boards.law.values import load_rules
from wardtoboard.boards.register.board_checks import (
    MOST_SEATS,
    PUT_RIGHT,
    has_chair,
    known_bodies,
    no_chair,
    seat_problems,
)
from wardtoboard.boards.register.seat_cells import (
    NEEDED,
    SEAT_CELLS,
    Cell,
    day,
    field_of,
    needed_day,
    needed_text,
    texts,
    yes_or_no,
)
from wardtoboard.boards.register.titles import titled

MOST_BYTES = 5_000_000
TABLES = ("seat", "governor", "instrument")
BOARD_CELLS: Mapping[str, Cell] = {
    "name": needed_text("a name", "Fill it in, or take the key out."),
    "body": texts(),
    "partner_local_authorities": texts(),
    "uses_competency_framework": yes_or_no(),
}
GOVERNOR_CELLS: Mapping[str, Cell] = {
    "person": needed_text("a person"),
    "constituency": needed_text("a constituency"),
    "from": day(),
    "to": day(),
}
SAY_WHERE = "Say where the number is written, such as the establishment order."
INSTRUMENT_CELLS: Mapping[str, Cell] = {
    "rule": needed_text("a rule"),
    "from": needed_day(),
    "to": day(),
    "source": needed_text("a source", SAY_WHERE),
    "place": needed_text("a place", "Say where in the source, such as the article."),
}


@dataclass(slots=True)
class TomlChecks:
    """The faults found so far in one TOML file; each names the table and its number."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, place: str, key: str, what: str, do: str, found: str = "") -> None:
        """Add a fault in a key of a place ("seat 3"); either may be ""."""
        where = ", ".join(filter(None, (place, key)))
        found = tidy(found)
        shown = found if len(found) <= LONGEST_FOUND else f"{found[: LONGEST_FOUND - 1]}…"
        what = f"{where}: {what}" if where else what
        self.faults.append(Fault(what, do, file=self.file, found=shown))

    def keys(self, place: str, given: Iterable[str], known: Iterable[str]) -> None:
        """Refuse the keys that we do not know, naming the nearest that we do."""
        known = list(known)
        for key in given:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                do = f"Rename it to {near[0]}." if near else "Take it out."
                self.add(place, "", "we do not know this key", do, key)

    def read(
        self, place: str, entry: Mapping[str, Any], cells: Mapping[str, Cell], needed: Iterable[str]
    ) -> dict[str, Any]:
        """Read the values of a table by field; those that fail or are not there are left out."""
        values: dict[str, Any] = {}
        for key in cells:
            if key not in entry and key in needed:
                self.add(place, "", f"there is no {key}", "Add it.")
            if key not in entry:
                continue
            try:
                values[field_of(key)] = cells[key].of_toml(entry[key])
            except PydanticCustomError as problem:
                said = problem.context or {}
                self.add(place, key, said["what"], said["do"], _shown(entry[key]))
        return values

    def tables(self, document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        """Give the tables of a name, none if they are not written as [[name]]."""
        given = document.get(name, [])
        if isinstance(given, list) and all(isinstance(one, dict) for one in given):
            return given
        self.add("", name, "this must be a list of tables", f"Write [[{name}]] above each.")
        return []


def read_board_toml(path: Path, bodies: frozenset[BodyKind] | None, name: str) -> Board:
    """Read a board from TOML; `bodies` and `name`, where given, go before the file's own.

    Raises UnreadableFileError, and FaultyTableError with every fault, which names the seat,
    governor or instrument by its number.
    """
    return board_from_dict(read_document(path), path.name, bodies, name)


def board_from_dict(
    document: Mapping[str, Any],
    file: str = "",
    bodies: frozenset[BodyKind] | None = None,
    name: str = "",
) -> Board:
    """Give the board of a document as TOML or JSON holds it; `file` is named in faults.

    Raises FaultyTableError with every fault.
    """
    checks = TomlChecks(file)
    checks.keys("", document, [*BOARD_CELLS, *TABLES])
    own = checks.read("", document, BOARD_CELLS, ())
    kinds = frozenset[BodyKind]()
    if bodies is not None or "body" in own or "body" not in document:  # else it has its fault
        kinds = _bodies(checks, (own.get("body") or ()) if bodies is None else bodies)
    seats = _seats(checks, document)
    governors = _governors(checks, checks.tables(document, "governor"))
    instruments = _instruments(checks, checks.tables(document, "instrument"))
    if checks.faults:
        raise FaultyTableError(checks.faults)
    own.pop("body", None)
    own["name"] = name or own.get("name", "")
    return Board(bodies=kinds, seats=seats, governors=governors, instruments=instruments, **own)


def read_document(path: Path) -> dict[str, Any]:
    """Read a file of TOML; raises UnreadableFileError for one that is missing, large or broken."""
    if path.is_dir():
        raise unreadable(path, "this is a folder, not a file", "Name the file inside it.")
    if not path.exists():
        raise unreadable(path, "there is no such file", "Check the name and the folder.")
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise cannot_open(path) from error
    if len(content) > MOST_BYTES:
        raise unreadable(
            path, f"the file is larger than {MOST_BYTES / 1e6:.0f} MB", "Keep to one board a file."
        )
    if not content.strip():
        raise unreadable(path, "the file is empty", "Save the board again, then try again.")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # both of TOML and of UTF-8 are ValueErrors
        do = "Put that place right; the file must be TOML in UTF-8."
        raise unreadable(path, "the file cannot be read as TOML", do, found=str(error)) from error


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    return str(value)


def _bodies(checks: TomlChecks, names: Iterable[str]) -> frozenset[BodyKind]:
    try:
        return known_bodies(names, checks.file)
    except FaultyTableError as error:
        checks.faults += error.faults
        return frozenset()


def _seats(checks: TomlChecks, document: Mapping[str, Any]) -> tuple[Seat, ...]:
    all_before = len(checks.faults)
    entries = checks.tables(document, "seat")
    if len(entries) > MOST_SEATS:
        do = "Leave out those of long ago."
        checks.add("", "seat", f"there are more than {MOST_SEATS:,} seats", do, f"{len(entries):,}")
        return ()
    seats: dict[int, Seat] = {}
    for number, entry in enumerate(entries, start=1):
        before = len(checks.faults)
        checks.keys(f"seat {number}", entry, SEAT_CELLS)
        values = checks.read(f"seat {number}", entry, SEAT_CELLS, NEEDED)
        if len(checks.faults) == before:
            seats[number] = titled(Seat(**values))
    are_all_read = len(checks.faults) == all_before
    for one in seat_problems(seats, lambda number: f"seat {number}"):
        checks.add(f"seat {one.position}", one.key, one.what, one.do, one.found)
    if are_all_read and not has_chair(seats.values()):
        checks.faults.append(no_chair(checks.file))
    return tuple(seats.values())


def _governors(checks: TomlChecks, entries: list[Mapping[str, Any]]) -> tuple[Governor, ...]:
    governors = []
    for number, entry in enumerate(entries, start=1):
        place, before = f"governor {number}", len(checks.faults)
        checks.keys(place, entry, GOVERNOR_CELLS)
        values = checks.read(place, entry, GOVERNOR_CELLS, ("person", "constituency"))
        _end_before_start(checks, place, values)
        if len(checks.faults) == before:
            governors.append(Governor(**values))
    return tuple(governors)


def _end_before_start(checks: TomlChecks, place: str, values: Mapping[str, Any]) -> None:
    start, end = values.get("start"), values.get("end")
    if start and end and end < start:
        what = "the last day is before the first"
        checks.add(place, "to", what, PUT_RIGHT, end.isoformat())


def _instruments(checks: TomlChecks, entries: list[Mapping[str, Any]]) -> tuple[Instrument, ...]:
    instruments: dict[int, Instrument] = {}
    for number, entry in enumerate(entries, start=1):
        place, before = f"instrument {number}", len(checks.faults)
        checks.keys(place, entry, (*INSTRUMENT_CELLS, "params"))
        needed = ("rule", "from", "source", "place")
        values = checks.read(place, entry, INSTRUMENT_CELLS, needed)
        _end_before_start(checks, place, values)
        values["params"] = _params(checks, place, values.get("rule"), entry.get("params"))
        if len(checks.faults) == before:
            instruments[number] = Instrument(**values)
    for (one, first), (two, second) in combinations(instruments.items(), 2):
        _refuse_two_at_once(checks, f"instrument {two}", second, f"instrument {one}", first)
    return tuple(instruments.values())


def _params(checks: TomlChecks, place: str, rule_id: str | None, given: object) -> dict[str, Any]:
    """Check an instrument's numbers against the rule that they stand over."""
    if rule_id is not None and rule_id not in load_rules():
        do = "Use the id of a rule, such as NHST-MAX-NED."
        checks.add(place, "rule", "we do not know this rule", do, rule_id)
        rule_id = None
    known = sorted(load_rules()[rule_id].overridable) if rule_id else None
    if known == []:
        what = "this rule has no number that can be an organisation's own"
        checks.add(place, "rule", what, "Take the instrument out.", rule_id or "")
    elif not isinstance(given, dict) or not given:
        what, do = "this must be a table of numbers", "Write it as params = { max_ned = 8 }."
        checks.add(place, "params", what, do, "" if given is None else _shown(given))
    else:
        for key, value in given.items():
            _refuse_wrong_number(checks, place, key, value, known)
        return given
    return {}


def _refuse_wrong_number(
    checks: TomlChecks, place: str, key: str, value: object, known: list[str] | None
) -> None:
    if known is not None and key not in known:
        what, do = f"the rule has no number {key}", f"Use one of: {', '.join(known)}."
        checks.add(place, "params", what, do)
    elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < inf:
        what, do = f"{key} must be a number, 0 or more", "Write the number alone."
        checks.add(place, "params", what, do, _shown(value))


def _refuse_two_at_once(
    checks: TomlChecks, place: str, one: Instrument, other_place: str, other: Instrument
) -> None:
    both = sorted(one.params.keys() & other.params.keys())
    first, last = max(one.start, other.start), min(one.end or date.max, other.end or date.max)
    if one.rule == other.rule and both and first <= last:
        what = f"{other_place} gives {both[0]} for the same days"
        do = "Give the earlier of the two a last day before the later one's first."
        checks.add(place, "from", what, do, one.start.isoformat())
