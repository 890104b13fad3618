"""Files that cannot be opened."""

from __future__ import annotations

from pathlib import Path

from builders.tables import (
    HEADINGS,
    NURSES,
    OLD_OFFICE_FILE,
    archive,
    bytes_file,
    parquet,
    text_file,
    workbook,
)
from spec.bad_files.kind import BadFile

GOOD = ",".join(NURSES)
HEADER = ",".join(HEADINGS)
SHEET = [HEADINGS, NURSES]
SAVE_AS_XLSX = "Open it in Excel, save it as an Excel workbook (.xlsx), then try again."
SAVE_AS_UTF8 = "Save it from Excel as CSV UTF-8, then try again."


def truncated(path: Path, *, keep: int) -> Path:
    return bytes_file(path, path.read_bytes()[:keep])


def spoilt(path: Path) -> Path:
    """Write a workbook with one byte of its middle changed."""
    content = bytearray(workbook(path, {"Staff": [HEADINGS, *[NURSES] * 200]}).read_bytes())
    place = content.index(b"xl/worksheets/sheet1.xml") + 80
    content[place] ^= 0xFF
    return bytes_file(path, bytes(content))


UNREADABLE = [
    BadFile(
        "a file that is not there",
        lambda d: d / "staff.csv",
        "staff.csv: there is no such file. Check the name and the folder.",
    ),
    BadFile(
        "a folder",
        lambda d: d,
        "folder.csv: this is a folder, not a file. Name the file inside it.",
    ),
    BadFile(
        "a file of no bytes",
        lambda d: bytes_file(d / "staff.csv", b""),
        "staff.csv: the file is empty. Save the table again, then try again.",
    ),
    BadFile(
        "a file of blank lines",
        lambda d: text_file(d / "staff.csv", "", " , ", ""),
        "staff.csv: the file holds no table. Save the table again, then try again.",
    ),
    BadFile(
        "an ending we do not read",
        lambda d: text_file(d / "staff.dat", HEADER, GOOD),
        "staff.dat: we cannot read a file with this ending. Found: .dat. "
        "Save the table as .csv, .xlsx or .parquet.",
    ),
    BadFile(
        "no ending",
        lambda d: text_file(d / "staff", HEADER, GOOD),
        "staff: we cannot read a file with this ending. Found: no ending. "
        "Save the table as .csv, .xlsx or .parquet.",
    ),
    BadFile(
        "a workbook named as CSV",
        lambda d: workbook(d / "staff.xlsx", {"Staff": SHEET}).rename(d / "staff.csv"),
        "staff.csv: the name ends in .csv but the file is an Excel workbook. "
        "Change the ending to .xlsx, then try again.",
    ),
    BadFile(
        "CSV named as a workbook",
        lambda d: text_file(d / "staff.xlsx", HEADER, GOOD),
        "staff.xlsx: the name ends in .xlsx but the file is plain text. "
        "Change the ending to .csv, then try again.",
    ),
    BadFile(
        "Parquet named as CSV",
        lambda d: parquet(d / "staff.csv", "SELECT 1 AS headcount"),
        "staff.csv: the name ends in .csv but the file is a Parquet file. "
        "Change the ending to .parquet, then try again.",
    ),
    BadFile(
        "a web page named as an old workbook",
        lambda d: bytes_file(d / "staff.xls", b"\xef\xbb\xbf\r\n<HTML><table></table></HTML>"),
        f"staff.xls: this is a web page, not a table file. {SAVE_AS_XLSX}",
    ),
    BadFile(
        "an old workbook",
        lambda d: bytes_file(d / "staff.xls", OLD_OFFICE_FILE),
        f"staff.xls: this is an old Excel file (.xls). {SAVE_AS_XLSX}",
    ),
    BadFile(
        "a workbook with a password",
        lambda d: bytes_file(
            d / "staff.xlsx", OLD_OFFICE_FILE + "EncryptedPackage".encode("utf-16-le")
        ),
        "staff.xlsx: the workbook is protected by a password. "
        "Open it in Excel, remove the password, save it, then try again.",
    ),
    BadFile(
        "a binary workbook",
        lambda d: archive(d / "staff.xlsb", {"xl/workbook.bin": b""}),
        f"staff.xlsb: this is an Excel binary workbook (.xlsb). {SAVE_AS_XLSX}",
    ),
    BadFile(
        "an OpenDocument file",
        lambda d: archive(d / "staff.ods", {"mimetype": b"", "content.xml": b""}),
        f"staff.ods: this is an OpenDocument file. {SAVE_AS_XLSX}",
    ),
    BadFile(
        "a ZIP archive",
        lambda d: archive(d / "staff.zip", {"staff.csv": b""}),
        "staff.zip: this is a compressed file. Unpack it, then use the table that is inside.",
    ),
    BadFile(
        "a gzip file",
        lambda d: bytes_file(d / "staff.csv.gz", b"\x1f\x8b\x08"),
        "staff.csv.gz: this is a compressed file. Unpack it, then use the table that is inside.",
    ),
    BadFile(
        "a PDF",
        lambda d: bytes_file(d / "staff.pdf", b"%PDF-1.7"),
        "staff.pdf: this is a PDF. Ask for the table as .csv or .xlsx and use that instead.",
    ),
    BadFile(
        "a workbook cut short",
        lambda d: truncated(workbook(d / "half.xlsx", {"Staff": SHEET}), keep=900),
        "half.xlsx: the file is damaged, or part of it is missing. "
        "Copy or download it again, then try again.",
    ),
    BadFile(
        "a workbook with a spoilt part",
        lambda d: spoilt(d / "spoilt.xlsx"),
        "spoilt.xlsx: the file is damaged, or part of it is missing. "
        "Copy or download it again, then try again.",
    ),
    BadFile(
        "a workbook whose parts are not Excel's",
        lambda d: archive(d / "odd.xlsx", {"xl/workbook.xml": b"<oops>"}),
        "odd.xlsx: the file is damaged, or part of it is missing. "
        "Copy or download it again, then try again.",
    ),
    BadFile(
        "Parquet cut short",
        lambda d: truncated(parquet(d / "half.parquet", "SELECT 1 AS headcount"), keep=100),
        "half.parquet: the file is damaged, or part of it is missing. "
        "Copy or download it again, then try again.",
    ),
    BadFile(
        "a workbook that unpacks to far too much",
        lambda d: archive(
            d / "bomb.xlsx", {"xl/workbook.xml": b"", "xl/styles.xml": bytes(60_000_000)}
        ),
        "bomb.xlsx: the workbook unpacks to far more than its size. Found: 60 MB. "
        "Copy the table into a new workbook, then try again.",
    ),
    BadFile(
        "a workbook with a stray cell in the far corner",
        lambda d: workbook(d / "wide.xlsx", {"Staff": [*SHEET, [None] * 16_383 + ["x"]]}),
        "wide.xlsx: a sheet is in use far below or to the right of its table. "
        "Found: 3 rows and 16,384 columns. "
        "Delete the empty rows and columns around the table, save, then try again.",
    ),
    BadFile(
        "text with NUL bytes",
        lambda d: bytes_file(d / "nul.csv", HEADER.encode() + b"\n\x00\x00"),
        f"nul.csv: the file holds characters that are not text. {SAVE_AS_UTF8}",
    ),
    BadFile(
        "UTF-16 without its mark",
        lambda d: bytes_file(d / "wide.csv", HEADER.encode("utf-16-le")),
        f"wide.csv: the file holds characters that are not text. {SAVE_AS_UTF8}",
    ),
    BadFile(
        "bytes of no encoding",
        lambda d: bytes_file(d / "bytes.csv", HEADER.encode() + b"\n\x81\x8d"),
        f"bytes.csv: the file holds characters that are not text. {SAVE_AS_UTF8}",
    ),
    BadFile(
        "a quotation mark that never closes",
        lambda d: text_file(d / "staff.csv", HEADER, GOOD, 'R0A,2026-03-31,"nurse,Band 6,3'),
        "staff.csv, row 3: a quotation mark is out of place or is never closed. "
        'Put one " before and one " after each text that needs them.',
    ),
]
