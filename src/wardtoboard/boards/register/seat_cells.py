"""What each fact of a board may be, as the text of a cell and as a value in TOML.

Import this module where a board is read, not at start-up: pydantic is slow to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar

from wardtoboard.base.cells import refuse, tidy
from wardtoboard.base.dates_in_cells import UnclearDateError, date_of
from wardtoboard.base.headers import heading_key
from wardtoboard.boards.facts import NEVER, Role, SeatKind
from wardtoboard.professions import load_professions

T = TypeVar("T")

YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})
ANY = "any"
NONE = "none"
DAY = "2026-03-31"
REGISTRATIONS = (
    "GMC",
    "GDC-dentist",
    "GDC-other",
    "NMC-nurse",
    "NMC-midwife",
    "NMC-nursing-associate",
    "HCPC",
    "GPhC",
    "SWE",
    "GOsC",
)
SEVERAL_REGISTERS = {
    "nmc": "Say NMC-nurse, NMC-midwife or NMC-nursing-associate.",
    "gdc": "Say GDC-dentist or GDC-other.",
}
"""Bodies whose name alone does not tell which of their registers is meant, and what to say."""

CONSTITUENCIES = ("public", "patients", "staff", "university", NONE)
NOMINATED_BY = ("trusts", "primary_medical", "local_authority")
EXPERIENCE = ("mental_illness_services", "local_authority_health")
DUTIES = ("deputy_chair", "senior_independent", "audit_chair", "senior_non_executive")


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of fact: how its text is read, and what else TOML may hold for it.

    `item` reads one text of a list, and is None where the fact is no list. Both refuse with what
    is wrong and what to do. `noun` and `example` are what a person is told to write in TOML.
    """

    read: Callable[[str], Any]
    toml: type = str
    noun: str = "text"
    example: str = '"Chief Nurse"'
    item: Callable[[str], str] | None = None

    def of_toml(self, value: object) -> Any:
        """Read a value of TOML: a text as a cell is read, or what TOML has for this kind."""
        if isinstance(value, str):
            return self.read(value)
        if isinstance(value, bool) and self.toml is bool:
            return value
        if isinstance(value, date) and self.toml is date:
            return self.read(value.isoformat())
        if isinstance(value, list) and self.item and all(isinstance(one, str) for one in value):
            return _items(value, self.item) if value else ()
        return refuse(f"this must be {self.noun}", f"Write it as {self.example}.")


def needed_text(noun: str, do: str = "Fill it in.") -> Cell:
    """Make a cell for text that must be there ("a source")."""
    return Cell(lambda text: tidy(text) or refuse(f"{noun} is needed", do))


def texts() -> Cell:
    """Make a cell for a list of any texts."""
    return _list(lambda text: text)


def yes_or_no() -> Cell:
    """Make a cell for yes or no; blank is not known."""
    return Cell(_yes_or_no, bool, "yes or no", "true or false")


def day() -> Cell:
    """Make a cell for a date; blank is not known."""
    return Cell(lambda text: _date(text) if tidy(text) else None, date, "a date", DAY)


def needed_day() -> Cell:
    """Make a cell for a date that must be there."""
    return Cell(_date, date, "a date", DAY)


def _day_or_never() -> Cell:
    def read(text: str) -> date | None:
        return NEVER if tidy(text).casefold() == "never" else day().read(text)

    return Cell(read, date, "a date or never", f'{DAY} or "never"')


def _yes_or_no(text: str) -> bool | None:
    answer = tidy(text).casefold()
    if answer not in YES | NO | {""}:
        refuse("this must be yes or no", "Write yes or no, or leave it empty.")
    return answer in YES if answer else None


def _date(text: str) -> date:
    try:
        return date_of(tidy(text))
    except UnclearDateError as problem:
        refuse(problem.what, problem.do)


def _list(item: Callable[[str], str]) -> Cell:
    def read(text: str) -> tuple[str, ...] | None:
        if not tidy(text):
            return None
        return () if tidy(text).casefold() == NONE else _items(text.split(";"), item)

    return Cell(read, list, "a list of texts", '["one", "another"]', item)


def _items(parts: Iterable[str], item: Callable[[str], str]) -> tuple[str, ...]:
    named = [part for part in map(tidy, parts) if part]
    if not named:
        refuse("the list names nothing", "Name what belongs to it, or write none.")
    return tuple(dict.fromkeys(map(item, named)))


def _unknown(noun: str, text: str, known: Iterable[str], rest: str = "") -> NoReturn:
    refuse(f"we do not know the {noun} {text}", f"Use one of: {', '.join(known)}{rest}.")


def _one_of(noun: str, known: Iterable[str]) -> Callable[[str], str]:
    by_key = {heading_key(one): one for one in known}
    return lambda text: by_key.get(heading_key(text)) or _unknown(noun, text, by_key.values())


def _choice(noun: str, known: Iterable[str]) -> Cell:
    read = _one_of(noun, known)
    return Cell(lambda text: read(tidy(text)) if tidy(text) else None)


def _needed_choice(noun: str, kinds: Iterable[T], rest: str = "") -> Cell:
    by_key = {heading_key(str(one)): one for one in kinds}

    def read(text: str) -> T:
        if not tidy(text):
            refuse(f"a {noun} is needed", f"Write one of: {', '.join(map(str, by_key.values()))}.")
        found = by_key.get(heading_key(text))
        return found or _unknown(noun, tidy(text), map(str, by_key.values()), rest)

    return Cell(read)


def _registration(text: str) -> str:
    if heading_key(text) in SEVERAL_REGISTERS:
        refuse(f"{text} keeps more than one register", SEVERAL_REGISTERS[heading_key(text)])
    return _one_of("registration", REGISTRATIONS)(text)


def _profession(text: str) -> str:
    known = load_professions(date.max)
    found = known.find(text)
    return found.id if found else _unknown("profession", text, (one.id for one in known))


def _profession_or_any(text: str) -> str:
    return ANY if text.casefold() == ANY else _profession(text)


SEAT_CELLS: Mapping[str, Cell] = {
    "person": Cell(tidy),
    "title": Cell(tidy),
    "role": _needed_choice("role", Role, ", with its title"),
    "kind": _needed_choice("kind", SeatKind),
    "voting": yes_or_no(),
    "independent": yes_or_no(),
    "professions": _list(_profession),
    "registrations": _list(_registration),
    "from": day(),
    "to": day(),
    "background": Cell(tidy),
    "post": Cell(tidy),
    "open_to": _list(_profession_or_any),
    "speaks_for": _list(_profession),
    "skills": texts(),
    "suspended_from": day(),
    "suspended_to": day(),
    "first_appointed": day(),
    "employed_until": _day_or_never(),
    "business_until": _day_or_never(),
    "other_pay": yes_or_no(),
    "family_ties": yes_or_no(),
    "cross_directorship": yes_or_no(),
    "works_for_trust": yes_or_no(),
    "employee": yes_or_no(),
    "constituency": _choice("constituency", CONSTITUENCIES),
    "local_authority": Cell(lambda text: tidy(text) or None),
    "nominated_by": _list(_one_of("group", NOMINATED_BY)),
    "experience": _list(_one_of("experience", EXPERIENCE)),
    "duties": _list(_one_of("duty", DUTIES)),
    "private_interest": yes_or_no(),
    "disqualified": yes_or_no(),
    "extension_reviewed": _day_or_never(),
    "extension_agreed_until": _day_or_never(),
    "fit_and_proper": _day_or_never(),
    "self_attested": _day_or_never(),
}
"""Every fact of a seat, by its key in TOML, which is also its column in a table."""

NEEDED = frozenset({"person", "title", "role", "kind"})
"""The keys and columns that must be there; an empty seat has a blank person.

A blank title is filled from the role (`titles.titled`).
"""

FIELDS: Mapping[str, str] = {"from": "start", "to": "end"}
"""Keys that go by another name in the facts, since `from` is a word of Python."""


def field_of(key: str) -> str:
    """Give the field of the facts that a key stands for."""
    return FIELDS.get(key, key)
