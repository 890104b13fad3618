"""Tables whose sheets, columns or rows do not line up."""

from __future__ import annotations

from builders.tables import HEADINGS, NURSES, text_file, workbook
from spec.bad_files.kind import BadFile

GOOD = ",".join(NURSES)
HEADER = ",".join(HEADINGS)
SHEET = [HEADINGS, NURSES]


MISALIGNED = [
    BadFile(
        "a table about something else",
        lambda d: text_file(d / "staff.csv", "colour,size", "red,4"),
        "staff.csv: we cannot find the row with the column names. Put these in one row above the "
        "figures: organisation, date, profession, level, headcount; or DATE, ORG_CODE, "
        "STAFF_GROUP_1_CODE, STAFF_GROUP_2_CODE, AREA, LEVEL, AFC_BAND, FTE; or DATE, ORG_CODE, "
        "GRADE, SPECIALTY, FTE.",
    ),
    BadFile(
        "a column missing",
        lambda d: text_file(d / "staff.csv", "organisation,date,level,headcount", "R0A,x,x,1"),
        "staff.csv, row 1: there is no column profession. Add the column.",
    ),
    BadFile(
        "a column's name misspelt, under a title",
        lambda d: text_file(
            d / "staff.csv",
            "Our staff",
            "",
            "Organisation,Date,Proffesion,Level,Headcount",
            GOOD,
        ),
        "staff.csv, row 3: there is no column profession. Found: a column Proffesion. "
        "Rename it to profession.",
    ),
    BadFile(
        "two columns of one kind",
        lambda d: text_file(d / "staff.csv", f"{HEADER},Headcount", f"{GOOD},12"),
        "staff.csv, row 1: more than one column could be headcount. Found: headcount, Headcount. "
        "Delete or rename the ones you do not want.",
    ),
    BadFile(
        "two sheets that could be the table",
        lambda d: workbook(d / "staff.xlsx", {"March": SHEET, "April": SHEET}),
        "staff.xlsx: more than one sheet has the columns we need. Found: March, April. "
        "Save the sheet you want as a file of its own.",
    ),
    BadFile(
        "no sheet that could be the table",
        lambda d: workbook(d / "staff.xlsx", {"About": [["Hello"]], "Staff": [HEADINGS[:3]]}),
        "staff.xlsx: no sheet has all the columns we need. Found: sheets About, Staff. Give one "
        "sheet these columns: organisation, date, profession, level, headcount; or DATE, "
        "ORG_CODE, STAFF_GROUP_1_CODE, STAFF_GROUP_2_CODE, AREA, LEVEL, AFC_BAND, FTE; or DATE, "
        "ORG_CODE, GRADE, SPECIALTY, FTE.",
    ),
    BadFile(
        "column names and nothing below",
        lambda d: text_file(d / "staff.csv", HEADER),
        "staff.csv, row 1: there are no rows below the column names. Add the rows, then try again.",
    ),
    BadFile(
        "a comma that splits a cell",
        lambda d: text_file(d / "staff.csv", HEADER, "Moor, North,2026-03-31,nurse,Band 5,12"),
        "staff.csv, row 2: the row has more cells than there are column names. Found: 12. "
        "Put quotation marks around text that holds commas, or delete the extra cells.",
    ),
]
