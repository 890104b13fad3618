"""What the law's words are called where people are asked about them."""

from __future__ import annotations

from wardtoboard.boards.facts import BodyKind

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
    "max_total": "Most directors, the chair not counted",
    "max_ned": "Most non-executive directors, the chair not counted",
    "max_ed": "Most executive directors",
    "grows_while_suspended": "One more for each suspended director (1 for yes)",
    "per_partner_la": "Non-executive directors from each partner local authority",
    "min": "Fewest people",
    "max_years_per_term": "Most years in a term",
    "min_ordinary": "Fewest ordinary members",
    "min_ned": "Fewest non-executive members",
    "min_other_ned": "Fewest non-executive members, the chair not counted",
}
"""Numbers that an order or a constitution may set, by their names in the library."""
