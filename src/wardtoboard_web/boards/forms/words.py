"""What the law's words are called where people are asked about them."""

from __future__ import annotations

from collections.abc import Mapping

from wardtoboard.boards.facts import BodyKind
from wardtoboard_web.layout.words import mid

REGISTERS = (
    ("GMC", "General Medical Council (doctors)"),
    ("GDC-dentist", "General Dental Council, as a dentist"),
    ("GDC-other", "General Dental Council, as another dental professional"),
    ("NMC-nurse", "Nursing and Midwifery Council, as a nurse"),
    ("NMC-midwife", "Nursing and Midwifery Council, as a midwife"),
    ("NMC-nursing-associate", "Nursing and Midwifery Council, as a nursing associate"),
    ("HCPC", "Health and Care Professions Council"),
    ("GPhC", "General Pharmaceutical Council"),
    ("GOsC", "General Osteopathic Council"),
    ("SWE", "Social Work England"),
)
CONSTITUENCIES = (
    ("public", "Public constituency of a foundation trust"),
    ("patients", "Patients’ constituency of a foundation trust"),
    ("staff", "Staff constituency of a foundation trust"),
    ("university", "Chosen from the university"),
    ("none", "None of these"),
)
NOMINATORS = (
    ("trusts", "NHS trusts and foundation trusts"),
    ("primary_medical", "Providers of primary medical services"),
    ("local_authority", "Local authorities"),
)
EXPERIENCE = (
    ("mental_illness_services", "Services for mental illness"),
    ("local_authority_health", "A local authority’s functions that bear on health"),
)
DUTIES = (
    ("deputy_chair", "Deputy chair"),
    ("senior_independent", "Senior independent director"),
    ("audit_chair", "Chair of the audit committee"),
    ("senior_non_executive", "Senior non-executive member"),
)
BODIES = (
    (BodyKind.NHS_TRUST.value, "NHS trust"),
    (BodyKind.FOUNDATION_TRUST.value, "NHS foundation trust"),
    (BodyKind.ICB.value, "Integrated care board"),
    (BodyKind.NHS_ENGLAND.value, "NHS England"),
    (BodyKind.HIGH_SECURE.value, "NHS trust with high secure psychiatric services"),
    (BodyKind.CARE_TRUST.value, "Care trust that is an NHS trust"),
    (BodyKind.AMBULANCE.value, "Ambulance service NHS trust"),
    (BodyKind.NO_DIRECT_SERVICES.value, "NHS trust without direct services to patients"),
    (BodyKind.TEACHING.value, "NHS trust with a significant teaching commitment"),
    (BodyKind.DEAUTHORISED.value, "NHS trust that was a foundation trust and lost that"),
)
"""Kinds of body, as the law has them."""
NUMBERS = {
    "max_total": "Most directors",
    "max_ned": "Most non-executive directors",
    "max_ed": "Most executive directors",
    "grows_while_suspended": "One more for each suspended director (1 for yes)",
    "per_partner_la": "Non-executive directors from each partner local authority",
    "min": "Fewest people",
    "max_years_per_term": "Most years in a term",
    "min_ordinary": "Fewest ordinary members",
    "min_ned": "Fewest non-executive members",
    "min_other_ned": "Fewest non-executive members",
}
"""Numbers that an order or a constitution may set, by their names in the library.

Rules count differently, so `number_words` has what one of them says more.
"""
_NOT_THE_CHAIR, _THE_CHAIR_TOO = "the chair not counted", "the chair counted"
_COUNTED = {
    ("NHST-MAX-DIR", "max_total"): _NOT_THE_CHAIR,
    ("NHST-MAX-NED", "max_ned"): _NOT_THE_CHAIR,
    ("NHST-HS-MH-MAX", "max_total"): _NOT_THE_CHAIR,
    ("NHST-HS-MH-MAX", "max_ned"): _NOT_THE_CHAIR,
    ("FT-NO-MAX", "max_total"): _THE_CHAIR_TOO,
    ("FT-NO-MAX", "max_ned"): _THE_CHAIR_TOO,
    ("ICB-ORD3", "min_ordinary"): "the chair and the chief executive not counted",
    ("ICB-NED2", "min_ned"): _NOT_THE_CHAIR,
    ("NHSE-ED-LT-NED", "min_other_ned"): _NOT_THE_CHAIR,
}
_OF_THE_RULE = {
    ("NHST-TEACH-NED", "min"): "Fewest non-executive directors from the university",
    ("ICB-MH", "min"): "Fewest ordinary members who know services for mental illness",
}


def number_words(rule: str, name: str) -> str:
    """Say what a number of a rule is, with who is counted; its name where no words are held."""
    words = _OF_THE_RULE.get((rule, name)) or NUMBERS.get(name, name)
    counted = _COUNTED.get((rule, name))
    return f"{words}, {counted}" if counted else words


def numbers_words(rule: str, params: Mapping[str, float]) -> str:
    """Say numbers of a rule with what they are."""
    return "; ".join(
        f"{mid(number_words(rule, name))}: {params[name]:g}" for name in sorted(params)
    )
