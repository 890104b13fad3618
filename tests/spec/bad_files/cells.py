"""Headcount tables with one cell that cannot be right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builders.tables import HEADINGS, NURSES, headcounts, nurses, text_file, workbook
from spec.bad_files.kind import BadFile

GOOD = ",".join(NURSES)
HEADER = ",".join(HEADINGS)
WRITE_DATES = "Write it as day/month/year (31/03/2026) or year-month-day (2026-03-31)."
ENTER_PEOPLE = "Enter the number of people, 0 or more."
LEVELS = (
    "Band 1, Band 2, Band 3, Band 4, Band 5, Band 6, Band 7, Band 8a, Band 8b, Band 8c, Band 8d, "
    "Band 9, VSM, Board"
)


def a_headcount_of(text: str) -> Callable[[Path], Path]:
    return lambda d: headcounts(d / "staff.csv", NURSES, nurses(level="Band 6", headcount=text))


def a_date_of(text: str) -> Callable[[Path], Path]:
    return lambda d: headcounts(d / "staff.csv", nurses(date=text))


CELLS = [
    BadFile(
        "a negative headcount",
        a_headcount_of("-3"),
        "staff.csv, row 3, column headcount: a headcount cannot be negative. Found: -3. "
        f"{ENTER_PEOPLE}",
    ),
    BadFile(
        "a headcount that is not whole",
        a_headcount_of("2.5"),
        "staff.csv, row 3, column headcount: a headcount must be a whole number of people. "
        "Found: 2.5. If these are full-time equivalents, put them in a column called fte.",
    ),
    BadFile(
        "a headcount in words",
        a_headcount_of("twelve"),
        "staff.csv, row 3, column headcount: a headcount must be a number. Found: twelve. "
        f"{ENTER_PEOPLE}",
    ),
    BadFile(
        "full-time equivalents in the headcount column, with their unit",
        a_headcount_of("11.5 FTE"),
        "staff.csv, row 3, column headcount: a headcount must be a number. Found: 11.5 FTE. "
        f"{ENTER_PEOPLE}",
    ),
    BadFile(
        "no headcount",
        a_headcount_of(" "),
        "staff.csv, row 3, column headcount: a headcount is needed. Found: an empty cell. "
        f"{ENTER_PEOPLE}",
    ),
    BadFile(
        "a hidden headcount",
        a_headcount_of("*"),
        "staff.csv, row 3, column headcount: a headcount is hidden here, and we need every one. "
        "Found: *. Use the table as it was before small numbers were hidden.",
    ),
    BadFile(
        "a headcount hidden as less than eight",
        a_headcount_of("<8"),
        "staff.csv, row 3, column headcount: a headcount is hidden here, and we need every one. "
        "Found: <8. Use the table as it was before small numbers were hidden.",
    ),
    BadFile(
        "a percentage",
        a_headcount_of("12%"),
        "staff.csv, row 3, column headcount: a headcount cannot be a percentage. Found: 12%. "
        f"{ENTER_PEOPLE}",
    ),
    BadFile(
        "not a number, in the computer's word",
        a_headcount_of("NaN"),
        "staff.csv, row 3, column headcount: a headcount must be an ordinary number. Found: NaN. "
        f"{ENTER_PEOPLE}",
    ),
    BadFile(
        "a spreadsheet's error",
        a_headcount_of("#REF!"),
        "staff.csv, row 3, column headcount: the cell holds a spreadsheet error. Found: #REF!. "
        "Put its formula right, or type the number.",
    ),
    BadFile(
        "more people than there are",
        a_headcount_of("12000000"),
        "staff.csv, row 3, column headcount: a headcount cannot be more than 10,000,000. "
        f"Found: 12000000. {ENTER_PEOPLE}",
    ),
    BadFile(
        "negative full-time equivalents",
        lambda d: text_file(d / "staff.csv", f"{HEADER},WTE", f"{GOOD},-0.5"),
        "staff.csv, row 2, column WTE: a number of full-time equivalents cannot be negative. "
        "Found: -0.5. Enter a number such as 0.8, 0 or more.",
    ),
    BadFile(
        "no date",
        a_date_of(""),
        f"staff.csv, row 2, column date: a date is needed. Found: an empty cell. {WRITE_DATES}",
    ),
    BadFile(
        "a month without a day",
        a_date_of("March 2026"),
        "staff.csv, row 2, column date: this is not a date we can read. Found: March 2026. "
        f"{WRITE_DATES}",
    ),
    BadFile(
        "a year of two digits",
        a_date_of("31/03/26"),
        "staff.csv, row 2, column date: the year has two digits, so we cannot tell the century. "
        f"Found: 31/03/26. {WRITE_DATES}",
    ),
    BadFile(
        "the month first",
        a_date_of("03/31/2026"),
        "staff.csv, row 2, column date: the date has its month first. Found: 03/31/2026. "
        f"{WRITE_DATES}",
    ),
    BadFile(
        "a day that does not exist",
        a_date_of("31/02/2026"),
        f"staff.csv, row 2, column date: there is no such day. Found: 31/02/2026. {WRITE_DATES}",
    ),
    BadFile(
        "a date before the NHS",
        a_date_of("1899-12-30"),
        "staff.csv, row 2, column date: the date is too early or too late to be right. "
        f"Found: 1899-12-30. {WRITE_DATES}",
    ),
    BadFile(
        "no organisation",
        lambda d: headcounts(d / "staff.csv", nurses(organisation="")),
        "staff.csv, row 2, column organisation: an organisation is needed. Found: an empty cell. "
        "Fill in the cell, or delete the row.",
    ),
    BadFile(
        "no level",
        lambda d: headcounts(d / "staff.csv", nurses(level="")),
        "staff.csv, row 2, column level: a level is needed. Found: an empty cell. "
        "Fill in the cell, or delete the row.",
    ),
    BadFile(
        "a level we do not know",
        lambda d: headcounts(d / "staff.csv", nurses(level="Band 12")),
        "staff.csv, row 2, column level: we do not know this level. Found: Band 12. "
        f"Use one of: {LEVELS}; or, for doctors and dentists, a grade such as Consultant.",
    ),
    BadFile(
        "a cell of a workbook, by its sheet",
        lambda d: workbook(d / "staff.xlsx", {"Staff in post": [HEADINGS, nurses(headcount="x9")]}),
        "staff.xlsx, sheet Staff in post, row 2, column headcount: a headcount must be a number. "
        f"Found: x9. {ENTER_PEOPLE}",
    ),
]
