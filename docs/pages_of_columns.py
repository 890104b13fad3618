"""Reference page of the columns of each kind of file, from the forms that are read."""

from __future__ import annotations

from collections.abc import Mapping

from markup import code, page, table
from meanings_of_seats import MEANINGS_OF_SEATS
from wardtoboard.base.headers import Column, Form
from wardtoboard.boards.register.board_table import REGISTER
from wardtoboard.staff import forms
from wardtoboard.staff.histories.columns import HISTORIES

REGISTER_LEAD = (
    "One row for each time of a person in a seat of the board, and for each empty seat; a person "
    "who moves to another seat has another row. A table does not say what body the board is of, "
    "so that is asked for. TOML may hold the same under `[[seat]]`, with the body, governors and "
    "numbers of its own. An empty cell means that it is not known, and `none` an empty list."
)
WHOSE = {
    forms.HEADCOUNTS: (
        "Headcounts",
        "One row for each organisation, date, profession and level. The best table to bring.",
    ),
    forms.PUBLISHED_NON_MEDICAL: (
        "Published workforce table, non-medical",
        "As NHS England publishes it. It holds full-time equivalents and no people.",
    ),
    forms.PUBLISHED_MEDICAL: (
        "Published workforce table, medical",
        "Doctors and dentists by grade and specialty, as NHS England publishes it.",
    ),
    forms.ESTABLISHMENT: (
        "Establishment",
        "One row for each funded post, filled or not. For `--establishment`.",
    ),
    HISTORIES: (
        "Staff history",
        "One row an assignment, person and month; code and grade, or profession and level.",
    ),
    REGISTER: ("Register of directors", REGISTER_LEAD),
}

MEANINGS = {
    "organisation": "The organisation's code",
    "date": "The day the count was taken",
    "profession": "A profession's id or name; see [professions](professions.md)",
    "level": "A level's name; see [ladders](ladders.md)",
    "headcount": "People, a whole number from 0",
    "fte": "Full-time equivalents; shown beside people and never tested",
    "DATE": "The day the count was taken",
    "ORG_CODE": "The organisation's code",
    "MAIN_STAFF_GROUP_CODE": "The widest staff group; not needed",
    "STAFF_GROUP_1_CODE": "Staff group, with or without leading zeros",
    "STAFF_GROUP_2_CODE": "Staff group within it, with or without leading zeros",
    "AREA": "Area of work; tells some professions apart",
    "LEVEL": "Kind of role; tells some professions apart. It is not the band",
    "AFC_BAND": "The band",
    "FTE": "Full-time equivalents",
    "GRADE_SORT_ORDER": "The order of grades; not needed",
    "GRADE": "The doctor's or dentist's grade",
    "SPECIALITY_GROUP": "The widest specialty; not needed",
    "SPECIALTY": "The specialty; tells dentists from doctors",
    "post": "A name for the post, different for each",
    "open_to": "Ids of the professions that may hold it, `;` between, or `any`",
    "reserved_for": "The one profession it is kept for, if any",
    "filled": "`yes` or `no`",
    "person": "A pseudonym, as text or a whole number; the same in every month",
    "month": "`2025-04`, or any date in the month",
    "occupation_code": "The 3-character occupation code",
    "grade": "The grade, as a name or a code such as `XR07`; an unknown one is counted",
    "staff_group": "The ESR staff group; used where the code does not tell",
    "job_role": "The ESR job role; used where the code does not tell",
    "assignment_category": "Such as Permanent or Bank; bank, honorary and non-executive "
    "assignments are left out",
    "registration_body": "Such as GMC; tells the profession of some managers",
    "registration_number_present": "`yes` or `no`; with `no` the body is not used",
    "grade_start": "When the person came to the grade, a date or a month",
    "acting_up": "`yes` or `no`; such a post counts only where there is no other",
    "site": "A site of the organisation",
}


def columns_page() -> str:
    """Give the columns of each file that is read, and of tables that were released."""
    return page(
        "Columns",
        "Files may be CSV, XLSX or Parquet, with the same columns. Capitals, spaces and "
        "punctuation in headings do not matter, and other columns are left alone. Where a file "
        "has headings of its own, the site asks which is which and remembers.",
        *(_form(form) for form in file_forms()),
        "## Released table\n\nFor `attack`, as CSV. A table that `protect` writes has this form.",
        table(
            ("column", "needed", "what it holds"),
            [
                ("any others", "yes", "The dimensions; `total` stands for the margin over one"),
                (
                    code("value"),
                    "yes",
                    "A whole number of people, `*` (a count of 1 to 7) or `c` (withheld)",
                ),
                (
                    code("population"),
                    "no",
                    "Whose people these are, in every row. Left out: the same people",
                ),
            ],
        ),
    )


def file_forms() -> list[Form]:
    """Give every form of file that is read: those of the staff room, and the board's."""
    of_staff = [form for form in vars(forms).values() if isinstance(form, Form)]
    return [*of_staff, HISTORIES, REGISTER]


def meanings_of(form: Form) -> Mapping[str, str]:
    """Give what each column of a form holds; a name may mean another thing to a board."""
    return MEANINGS_OF_SEATS if form is REGISTER else MEANINGS


def _form(form: Form) -> str:
    title, lead = WHOSE[form]
    rows = [_column(column, meanings_of(form)[column.name]) for column in form.columns]
    columns = table(("column", "needed", "what it holds", "other headings"), rows)
    return f"## {title}\n\n{lead}\n\n{columns}"


def _column(column: Column, meaning: str) -> tuple[str, str, str, str]:
    needed = "yes" if column.is_required else "no"
    return code(column.name), needed, meaning, ", ".join(column.aliases)
