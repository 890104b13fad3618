"""Who counts as a clinician, how records show it, and the ladder of levels."""

from wardtoboard.professions.esr import place_esr
from wardtoboard.professions.ladders import load_ladder, tier_of
from wardtoboard.professions.levels import Ladder, Level
from wardtoboard.professions.medical import MEDICAL_PROFESSIONS, place_published_grade
from wardtoboard.professions.occupation_codes import place_occupation_code
from wardtoboard.professions.placement import REASONS, Placement
from wardtoboard.professions.published import place_published_staff_group
from wardtoboard.professions.registered import Profession, Professions, load_professions

__all__ = [
    "MEDICAL_PROFESSIONS",
    "REASONS",
    "Placement",
    "Profession",
    "Professions",
    "load_professions",
    "Ladder",
    "Level",
    "load_ladder",
    "tier_of",
    "place_esr",
    "place_occupation_code",
    "place_published_grade",
    "place_published_staff_group",
]
