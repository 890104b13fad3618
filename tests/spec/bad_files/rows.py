"""Tables whose rows cannot be right together."""

from __future__ import annotations

from builders.tables import HEADINGS, MEDICAL, NON_MEDICAL, NURSES, headcounts, nurses, text_file
from spec.bad_files.kind import BadFile

GOOD = ",".join(NURSES)
HEADER = ",".join(HEADINGS)


ROWS = [
    BadFile(
        "a row of totals",
        lambda d: text_file(d / "staff.csv", HEADER, GOOD, "Grand total,,,,12"),
        "staff.csv, row 3, column organisation: a row of totals counts people twice. "
        "Found: Grand total. Delete the row: we add up for you.",
    ),
    BadFile(
        "a profession's subtotal",
        lambda d: headcounts(d / "staff.csv", NURSES, nurses(level="All bands")),
        "staff.csv, row 3, column level: a row of totals counts people twice. "
        "Found: All bands. Delete the row: we add up for you.",
    ),
    BadFile(
        "the same people twice, under other names",
        lambda d: headcounts(d / "staff.csv", NURSES, nurses(profession="Nurses", level="b5")),
        "staff.csv, row 3: row 2 is for the same organisation, date, profession and level. "
        "Found: R0A, 2026-03-31, nurse, Band 5. "
        "Add the two together in one row, or delete one.",
    ),
    BadFile(
        "a pooled level beside one of its parts",
        lambda d: headcounts(d / "staff.csv", nurses(level="8b+"), nurses(level="Band 8c")),
        "staff.csv, row 2, column level: Band 8b+ counts the people of Band 8c in row 3 again. "
        "Found: Band 8b+. Keep the pooled row or its parts, not both.",
    ),
    BadFile(
        "a published row twice, its codes padded once",
        lambda d: text_file(
            d / "published.csv",
            NON_MEDICAL,
            "2017-09-30,R0A,001,005,006,001_Acute,009_Nurse,Band 5,1.0",
            "30/09/2017,R0A ,1,5,6,001_Acute,009_Nurse,Band 5,2.0",
        ),
        "published.csv, row 3: the row has the same labels as row 2. Found: R0A, 2017-09-30, "
        "005, 006, 001_Acute, 009_Nurse, Band 5, 001. "
        "Delete one of the two, or add their FTE together in one row.",
    ),
    BadFile(
        "a hidden number in a published table",
        lambda d: text_file(d / "doctors.csv", MEDICAL, "2017-09-30,R0A,1,Consultant,x,x,c"),
        "doctors.csv, row 2, column FTE: a number of full-time equivalents is hidden here, and "
        "we need every one. Found: c. Use the table as it was before small numbers were hidden.",
    ),
]
