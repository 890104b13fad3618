"""The forms of staff table we read: their columns and the headings these go by."""

from __future__ import annotations

from wardtoboard.base.headers import Column, Form

ORGANISATION = (
    "org",
    "org code",
    "organisation code",
    "organization",
    "organization code",
    "trust",
    "trust code",
    "provider",
    "provider code",
    "ODS code",
    "employer",
)
LEVEL = ("band", "AfC band", "pay band", "grade", "pay grade")
FTE = ("WTE", "full time equivalent", "full time equivalents", "whole time equivalent")

HEADCOUNTS = Form(
    "headcounts",
    (
        Column("organisation", ORGANISATION),
        Column("date", ("snapshot date", "as at", "as at date", "census date", "effective date")),
        Column("profession", ("professions", "profession name", "professional group")),
        Column("level", LEVEL),
        Column(
            "headcount",
            ("heads", "people", "number of people", "staff in post", "number of staff"),
            is_amount=True,
        ),
        Column("fte", FTE, is_required=False, is_amount=True),
    ),
)
PUBLISHED_NON_MEDICAL = Form(
    "published non-medical staff",
    (
        Column("DATE"),
        Column("ORG_CODE"),
        Column("MAIN_STAFF_GROUP_CODE", is_required=False),
        Column("STAFF_GROUP_1_CODE"),
        Column("STAFF_GROUP_2_CODE"),
        Column("AREA"),
        Column("LEVEL"),
        Column("AFC_BAND"),
        Column("FTE", is_amount=True),
    ),
)
PUBLISHED_MEDICAL = Form(
    "published medical staff",
    (
        Column("DATE"),
        Column("ORG_CODE"),
        Column("GRADE_SORT_ORDER", is_required=False),
        Column("GRADE"),
        Column("SPECIALITY_GROUP", ("SPECIALTY_GROUP",), is_required=False),
        Column("SPECIALTY", ("SPECIALITY",)),
        Column("FTE", is_amount=True),
    ),
)
ESTABLISHMENT = Form(
    "establishment",
    (
        Column("organisation", ORGANISATION),
        Column("post", ("post title", "position", "position title", "job title")),
        Column("level", LEVEL),
        Column("open_to", ("open to professions", "professions")),
        Column("reserved_for", ("reserved",), is_required=False),
        Column("filled", ("is filled", "in post")),
    ),
)
FORMS = (HEADCOUNTS, PUBLISHED_NON_MEDICAL, PUBLISHED_MEDICAL)
"""The forms that count staff."""
