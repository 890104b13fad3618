"""What a cell may hold: how its text is read, and the words for what cannot be right.

Import this module where a table is read, not at start-up: pydantic is slow to load.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, NoReturn, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from wardtoboard.base.dates_in_cells import UnclearDateError, date_of

T = TypeVar("T")

THOUSANDS = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]*)?")
PLAIN_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
SUPPRESSED = frozenset(
    {"*", "c", "[c]", "-", "–", "..", ":", "x", "[x]", "z", "[z]", "low", "[low]"}
)
NOT_A_NUMBER = frozenset({"nan", "inf", "infinity", "-inf", "-infinity", "+inf", "-nan"})
MOST_PEOPLE = 10_000_000


@dataclass(frozen=True, slots=True)
class CellKind(Generic[T]):
    """A kind of cell: what reads a list of them, and the value a cell that fails stands for."""

    adapter: TypeAdapter[list[T]]
    stand_in: T


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell and what to do, ready for a fault."""

    what: str
    do: str


def read_cells(
    texts: Iterable[str], kind: CellKind[T]
) -> tuple[dict[str, T], dict[str, CellProblem]]:
    """Read distinct texts in one pass; give what each means, and the problems of those that fail.

    A text that fails means the kind's stand-in.
    """
    distinct = list(texts)
    try:
        return dict(zip(distinct, kind.adapter.validate_python(distinct), strict=True)), {}
    except ValidationError as error:
        problems = {
            distinct[int(one["loc"][0])]: CellProblem(one["ctx"]["what"], one["ctx"]["do"])
            for one in error.errors(include_url=False, include_input=False)
        }
    good = [text for text in distinct if text not in problems]
    values = dict(zip(good, kind.adapter.validate_python(good), strict=True))
    return values | dict.fromkeys(problems, kind.stand_in), problems


def refuse(what: str, do: str) -> NoReturn:
    """Refuse the cell being read."""
    raise PydanticCustomError("cell", "{what}", {"what": what, "do": do})


def kind_of_cells(value_type: Any, read: Callable[[str], T], stand_in: T) -> CellKind[T]:
    """Make a kind from its type and the function that reads one text, or calls `refuse`."""
    return CellKind(TypeAdapter(list[Annotated[value_type, BeforeValidator(read)]]), stand_in)


def names(noun: str) -> CellKind[str]:
    """Make a kind for names that must be there ("an organisation")."""

    def read(text: str) -> str:
        return tidy(text) or refuse(f"{noun} is needed", "Fill in the cell, or delete the row.")

    return kind_of_cells(str, read, "")


def labels() -> CellKind[str]:
    """Make a kind for text that may be blank."""
    return kind_of_cells(str, tidy, "")


def codes() -> CellKind[str]:
    """Make a kind for published codes, padded to three digits where they are numbers."""
    return kind_of_cells(str, lambda text: _padded(tidy(text)), "")


def dates() -> CellKind[date]:
    """Make a kind for dates."""

    def read(text: str) -> date:
        try:
            return date_of(tidy(text))
        except UnclearDateError as problem:
            refuse(problem.what, problem.do)

    return kind_of_cells(date, read, date.min)


def headcounts() -> CellKind[int]:
    """Make a kind for whole numbers of people."""
    return kind_of_cells(int, _headcount, 0)


def full_time_equivalents() -> CellKind[float]:
    """Make a kind for full-time equivalents, in which a part-time person counts as a fraction."""
    return kind_of_cells(float, _fte, 0.0)


def optional_full_time_equivalents() -> CellKind[float | None]:
    """Make a kind for full-time equivalents where a blank cell means not known."""
    return kind_of_cells(float | None, lambda text: _fte(text) if tidy(text) else None, None)


def tidy(text: str) -> str:
    """Take off spaces at the ends, double ones inside, and characters that do not show.

    Non-breaking spaces become spaces; zero-width and control characters go, so that two cells
    that look the same are the same, and a terminal shown one does nothing else.
    """
    spaced = " ".join(text.split())
    return spaced if spaced.isprintable() else "".join(filter(str.isprintable, spaced))


def _padded(code: str) -> str:
    return code.removesuffix(".0").zfill(3) if code.removesuffix(".0").isdecimal() else code


def _headcount(text: str) -> int:
    number = _number(text, "a headcount", "Enter the number of people, 0 or more.")
    if not number.is_integer():
        refuse(
            "a headcount must be a whole number of people",
            "If these are full-time equivalents, put them in a column called fte.",
        )
    return int(number)


def _fte(text: str) -> float:
    return _number(
        text, "a number of full-time equivalents", "Enter a number such as 0.8, 0 or more."
    )


def _number(text: str, noun: str, enter: str) -> float:
    tidied = tidy(text)
    if PLAIN_NUMBER.fullmatch(tidied):
        number = float(tidied)
    elif THOUSANDS.fullmatch(tidied):
        number = float(tidied.replace(",", "").replace(" ", ""))
    else:
        _refuse_number(tidied, noun, enter)
    if number > MOST_PEOPLE:
        refuse(f"{noun} cannot be more than {MOST_PEOPLE:,}", enter)
    return number


def _refuse_number(text: str, noun: str, enter: str) -> NoReturn:
    if not text:
        refuse(f"{noun} is needed", enter)
    if text.casefold() in SUPPRESSED or text.startswith("<"):
        refuse(
            f"{noun} is hidden here, and we need every one",
            "Use the table as it was before small numbers were hidden.",
        )
    if text.endswith("%"):
        refuse(f"{noun} cannot be a percentage", enter)
    if text.startswith("#"):
        refuse("the cell holds a spreadsheet error", "Put its formula right, or type the number.")
    if text.casefold() in NOT_A_NUMBER:
        refuse(f"{noun} must be an ordinary number", enter)
    if text[0] in "-−" and math.isfinite(_or_infinite(text[1:])):
        refuse(f"{noun} cannot be negative", enter)
    refuse(f"{noun} must be a number", enter)


def _or_infinite(text: str) -> float:
    return float(text) if PLAIN_NUMBER.fullmatch(text) else math.inf
