"""The columns of a staff history: their names, and the headings they go by."""

from __future__ import annotations

from collections.abc import Collection

from wardtoboard.base.headers import Column, Form
from wardtoboard.staff.forms import FTE, ORGANISATION

HISTORIES = Form(
    "staff histories",
    (
        Column("person", ("person id", "pseudonym", "employee", "employee number", "staff id")),
        Column("month", ("snapshot month", "month end", "date", "snapshot date", "as at")),
        Column("organisation", ORGANISATION),
        Column("fte", FTE, is_amount=True),
        Column("occupation_code", ("occ code", "NHS occupation code"), is_required=False),
        Column(
            "grade", ("pay grade", "pay scale", "grade code", "pay scale grade"), is_required=False
        ),
        Column("staff_group", is_required=False),
        Column("job_role", ("role",), is_required=False),
        Column("profession", ("profession name",), is_required=False),
        Column("level", ("band", "AfC band", "pay band"), is_required=False),
        Column("assignment_category", ("employee category",), is_required=False),
        Column(
            "registration_body",
            ("professional registration body", "regulator"),
            is_required=False,
        ),
        Column("registration_number_present", ("has registration number",), is_required=False),
        Column("grade_start", ("start date in grade", "grade start date"), is_required=False),
        Column("acting_up", ("is acting up",), is_required=False),
        Column("site", ("site code",), is_required=False),
    ),
)
"""One row for an assignment of a person in a month: who, where, and in which kind of post."""

PAIRS = (("profession", "level"), ("occupation_code", "grade"))
"""A history needs both columns of one of these pairs, to tell the profession and the level."""


def lacking(columns: Collection[str]) -> tuple[str, ...]:
    """Give the columns that would make up the pair nearest to whole; none where one is whole."""
    missing = [tuple(name for name in pair if name not in columns) for pair in PAIRS]
    return min(missing, key=len)
