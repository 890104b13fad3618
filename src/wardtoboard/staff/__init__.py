"""Staff tables: headcounts, published workforce tables and establishments, read and checked."""

from wardtoboard.staff.counts import as_people, check_headcounts
from wardtoboard.staff.establishment import read_establishment
from wardtoboard.staff.local_places import LabelKind, LocalPlace, LocalPlaces
from wardtoboard.staff.organisations import organisations_in
from wardtoboard.staff.previews import preview_establishment, preview_staff_table
from wardtoboard.staff.reading import read_staff_tables
from wardtoboard.staff.rows import Post, StaffRow, StaffTable, Unplaced
from wardtoboard.staff.synthetic import PlantedCeiling, SyntheticTrust, null_trust, synthetic_trust

__all__ = [
    "LabelKind",
    "LocalPlace",
    "LocalPlaces",
    "PlantedCeiling",
    "Post",
    "StaffRow",
    "StaffTable",
    "SyntheticTrust",
    "Unplaced",
    "as_people",
    "check_headcounts",
    "null_trust",
    "organisations_in",
    "preview_establishment",
    "preview_staff_table",
    "read_establishment",
    "read_staff_tables",
    "synthetic_trust",
]
