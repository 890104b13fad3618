"""A table in the published form with the dirt of the real ones, about organisations made up here.

Several organisations in one file, codes with leading zeros, labels with commas and sort numbers,
labels that no one could place, grades outside the bands, and full-time equivalents only.
"""

from __future__ import annotations

import csv
from pathlib import Path

HEADINGS = (
    "DATE",
    "ORG_CODE",
    "MAIN_STAFF_GROUP_CODE",
    "STAFF_GROUP_1_CODE",
    "STAFF_GROUP_2_CODE",
    "AREA",
    "LEVEL",
    "AFC_BAND",
    "FTE",
)
DAY = "2025-09-30"
OWN = "X1ZZ"
OTHERS = ("X2ZZ", "X3ZZ")

NURSES = ("001", "005", "006", "001_Acute, Elderly & General", "009_Other 1st Level Nurse")
MIDWIVES = ("001", "013", "014", "003_Maternity Services", "005_Qualified Midwives")
PHYSIOTHERAPISTS = ("001", "017", "018", "005_Physiotherapy", "003_Therapist")
RADIOGRAPHERS = ("001", "017", "018", "006_Radiography (diagnostic)", "003_Therapist")
PHARMACISTS = ("001", "017", "020", "014_Pharmacy", "004_Scientist")
SCIENTISTS = ("001", "017", "019", "001_Blood Sciences", "003_Specialist Healthcare Scientist")
OTHER_THERAPISTS = ("001", "017", "020", "020_Other ST&T staff", "003_Therapist")
MANAGERS = ("038", "041", "042", "001_Central functions", "004_Manager")
ASSISTANTS = ("021", "032", "033", "005_Physiotherapy", "001_Assistant Practitioner")
UNKNOWN = ("049", "058", "059", "099_Unknown", "060_Unknown")

# FTE at Bands 5, 6, 7, 8a, 8b, 8c, 8d, 9
BANDS = ("Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b", "Band 8c", "Band 8d", "Band 9")
LADDERS = {
    NURSES: (410.54653, 230.97668, 121.104, 46.8, 18.2, 9.6, 3.0, 2.0),
    MIDWIVES: (22.89333, 77.04206, 25.24667, 6.4, 2.0, 0, 0, 0),
    PHYSIOTHERAPISTS: (33.6, 47.55, 41.07334, 18.51867, 0.8, 0, 0, 0),
    RADIOGRAPHERS: (40.5, 60.01, 34.82667, 14.16, 1.0, 0, 0, 0),
    PHARMACISTS: (4.0, 19.0, 22.2, 17.68, 9.0, 4.42667, 1.8, 1.0),
    SCIENTISTS: (8.4, 31.2, 24.61333, 11.2, 6.0, 2.0, 1.6, 0),
    OTHER_THERAPISTS: (11.7448, 12.09333, 2.0, 0, 0, 0, 0, 0),
    MANAGERS: (0, 1.0, 0.6, 5.0, 12.93333, 10.0, 2.0, 0),
}
MORE = (
    (*RADIOGRAPHERS, "Non AfC Grade", "2.13333"),
    (*ASSISTANTS, "Band 4", "16.10001"),
    (*UNKNOWN, "Non AfC Grade", "11.3333"),
    (*UNKNOWN, "Band 4", "0.8"),
)


def dirty_table(path: Path) -> Path:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for share, code in enumerate((OWN, *OTHERS), start=1):
            for labels, ftes in LADDERS.items():
                for band, fte in zip(BANDS, ftes, strict=True):
                    if fte and (code == OWN or labels in (NURSES, MIDWIVES)):
                        writer.writerow([DAY, code, *labels, band, round(fte / share, 5)])
        for row in MORE:
            writer.writerow([DAY, OWN, *row])
    return path


def whole_country(path: Path, bodies: int) -> tuple[Path, list[str]]:
    """Write a table of many organisations, our own first; gives their codes too."""
    codes = [OWN, *(f"Q{number:03}" for number in range(1, bodies))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, code in enumerate(codes):
            for labels, ftes in LADDERS.items():
                for band, fte in zip(BANDS, ftes, strict=True):
                    if fte:
                        writer.writerow([DAY, code, *labels, band, round(fte + number % 7, 5)])
    return path, codes
