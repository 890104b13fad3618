"""Errors a person can act on: what is wrong, where, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

FAULTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place of a file.

    Rows are counted as a spreadsheet shows them: the header is row 1.
    """

    what: str
    do: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""

    def where(self) -> str:
        """Say the place: file, sheet, row, column, leaving out what is not known."""
        places = [
            self.file,
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column {self.column}" if self.column else "",
        ]
        return ", ".join(place for place in places if place)

    def sentence(self) -> str:
        """Say the fault in the order a person needs: where, what, found, do."""
        where = self.where()
        start = f"{where}: {self.what}." if where else f"{self.what[:1].upper()}{self.what[1:]}."
        found = f" Found: {self.found}." if self.found else ""
        return f"{start}{found} {self.do}"


class UserError(Exception):
    """Something the person can put right; shown as a sentence, never as a traceback.

    Each subclass has its own exit code (0 is done and 2 is wrong usage).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Hold every fault found; there is always at least one."""
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("a UserError needs at least one fault")
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Give the first faults, one a line, and how many more there are."""
        shown = [fault.sentence() for fault in self.faults[:FAULTS_SHOWN]]
        more = len(self.faults) - len(shown)
        if more:
            shown.append(f"And {more:,} more. Put these right first, then try again.")
        return "\n".join(shown)


class UnreadableFileError(UserError):
    """A file that cannot be opened: missing, too large, locked, or of another kind."""

    exit_code = 3


class FaultyTableError(UserError):
    """A table that opens but holds cells, columns or rows that cannot be right."""

    exit_code = 4


class NotInTableError(UserError):
    """Something asked for (an organisation, profession or level) that the table lacks."""

    exit_code = 5


class LibraryContentError(UserError):
    """Content (a framework, a ladder, a map) that is uncited, untied, duplicated or unknown."""

    exit_code = 6


class DisclosureError(UserError):
    """Output that would reveal people, so nothing was written."""

    exit_code = 7


class OutputError(UserError):
    """A place where output cannot be written."""

    exit_code = 8


class CannotTellError(UserError):
    """A question that these figures cannot answer, with what would answer it."""

    exit_code = 9


class NotInstalledError(UserError):
    """A part of Ward to Board, or a program it needs, that is not installed."""

    exit_code = 16
