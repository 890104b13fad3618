"""Write files whole or not at all, and tables that no spreadsheet will run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from wardtoboard.base.errors import Fault, OutputError

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_safe(cell: str) -> str:
    """Put a ' before a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table as CSV, each cell safe to open in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([spreadsheet_safe(cell) for cell in row] for row in (headers, *rows))
    return text.getvalue()


def check_folder(folder: Path) -> None:
    """Refuse, before any work is done, a folder whose place is taken by a file. OutputError."""
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not nearest.is_dir():
        raise _cannot_write(folder, f"{nearest.name} is a file")


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error.strerror or str(error)) from error


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts by their path inside a folder, making it if need be.

    Everything is written beside the folder first and then moved in, so that a full disk leaves
    what was there. Raises OutputError.
    """
    make_folder(folder)
    try:
        with TemporaryDirectory(dir=folder, prefix=".writing-") as beside:
            for name, text in texts.items():
                path = Path(beside, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            for name in texts:
                folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
                Path(beside, name).replace(folder / name)
    except OSError as error:
        raise _cannot_write(folder, error.strerror or str(error)) from error


def _cannot_write(folder: Path, why: str) -> OutputError:
    fault = Fault(
        what="the output cannot be written",
        file=str(folder),
        found=why,
        do="Choose a folder that you may write in, and check that there is room.",
    )
    return OutputError([fault])
