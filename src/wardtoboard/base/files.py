"""Whether a file may be opened, and what kind it is, told from its first bytes."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wardtoboard.base.errors import Fault, UnreadableFileError

Kind = Literal["text", "workbook", "parquet"]

KIND_BY_ENDING: dict[str, Kind] = {
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".parquet": "parquet",
}
CALLED: dict[Kind, str] = {
    "text": "plain text",
    "workbook": "an Excel workbook",
    "parquet": "a Parquet file",
}
ENDING: dict[Kind, str] = {"text": ".csv", "workbook": ".xlsx", "parquet": ".parquet"}
SAVE_AS_XLSX = "Open it in Excel, save it as an Excel workbook (.xlsx), then try again."
WEB_PAGE_STARTS = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most we open: sizes in bytes, the rest in numbers of rows, columns and cells.

    `packing_ratio` is how many times its packed size a workbook may unpack to.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 1_000_000_000
    packing_ratio: int = 250
    rows: int = 2_000_000
    columns: int = 1_000
    cells: int = 20_000_000
    line_length: int = 1_000_000


LIMITS = Limits()


def unreadable(path: Path, what: str, do: str, *, found: str = "") -> UnreadableFileError:
    """Make the error for a file that cannot be read, naming the file."""
    return UnreadableFileError([Fault(what=what, do=do, file=path.name, found=found)])


def kind_of_file(path: Path, limits: Limits) -> Kind:
    """Check that a file may be opened and tell its kind by what it holds.

    Raises UnreadableFileError when it is missing, empty, too large, of a kind we do not read,
    or named as another kind than it is.
    """
    _check_place_and_size(path, limits)
    try:
        with path.open("rb") as stream:
            start = stream.read(512)
    except OSError as error:
        raise cannot_open(path) from error
    kind = _kind_by_content(path, start)
    ending = path.suffix.lower()
    if ending not in KIND_BY_ENDING:
        raise unreadable(
            path,
            "we cannot read a file with this ending",
            "Save the table as .csv, .xlsx or .parquet.",
            found=path.suffix or "no ending",
        )
    if KIND_BY_ENDING[ending] != kind:
        raise unreadable(
            path,
            f"the name ends in {ending} but the file is {CALLED[kind]}",
            f"Change the ending to {ENDING[kind]}, then try again.",
        )
    return kind


def cannot_open(path: Path) -> UnreadableFileError:
    """Make the error for a file that the computer refuses to open."""
    return unreadable(
        path,
        "we are not allowed to open the file",
        "Close it in other programs, check that you have permission to read it, then try again.",
    )


def _check_place_and_size(path: Path, limits: Limits) -> None:
    if path.is_dir():
        raise unreadable(path, "this is a folder, not a file", "Name the file inside it.")
    if not path.exists():
        raise unreadable(path, "there is no such file", "Check the name and the folder.")
    if not path.is_file():
        raise unreadable(path, "this is not an ordinary file", "Save the table as a file.")
    size = path.stat().st_size
    if size == 0:
        raise unreadable(path, "the file is empty", "Save the table again, then try again.")
    if size > limits.file_bytes:
        raise unreadable(
            path,
            f"the file is larger than {limits.file_bytes / 1e6:,.0f} MB",
            "Split it into smaller files, for example one for each organisation.",
            found=f"{size / 1e6:,.0f} MB",
        )


def _kind_by_content(path: Path, start: bytes) -> Kind:
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK\x03\x04"):
        return _check_is_workbook(path)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _old_or_locked(path)
    if start.startswith(b"%PDF"):
        raise unreadable(
            path, "this is a PDF", "Ask for the table as .csv or .xlsx and use that instead."
        )
    if start.startswith(b"\x1f\x8b"):
        raise _packed(path)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(WEB_PAGE_STARTS):
        raise unreadable(path, "this is a web page, not a table file", SAVE_AS_XLSX)
    return "text"


def _check_is_workbook(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
    except zipfile.BadZipFile as error:
        raise damaged(path) from error
    if "xl/workbook.xml" in names:
        return "workbook"
    if "xl/workbook.bin" in names:
        raise unreadable(path, "this is an Excel binary workbook (.xlsb)", SAVE_AS_XLSX)
    if "mimetype" in names and "content.xml" in names:
        raise unreadable(path, "this is an OpenDocument file", SAVE_AS_XLSX)
    raise _packed(path)


def damaged(path: Path) -> UnreadableFileError:
    """Make the error for a file that is cut short or spoilt."""
    return unreadable(
        path,
        "the file is damaged, or part of it is missing",
        "Copy or download it again, then try again.",
    )


def _packed(path: Path) -> UnreadableFileError:
    return unreadable(
        path, "this is a compressed file", "Unpack it, then use the table that is inside."
    )


def _old_or_locked(path: Path) -> UnreadableFileError:
    try:
        is_locked = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
    except OSError as error:
        raise cannot_open(path) from error
    if is_locked:
        return unreadable(
            path,
            "the workbook is protected by a password",
            "Open it in Excel, remove the password, save it, then try again.",
        )
    return unreadable(path, "this is an old Excel file (.xls)", SAVE_AS_XLSX)
