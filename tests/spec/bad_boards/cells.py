"""Cells of a register that cannot be right."""

from __future__ import annotations

from spec.bad_boards.making import WRITE_DATE, YES_OR_NO, Bad, a_row

BAD_CELLS = [
    Bad(
        "an unknown role",
        a_row(role="wizard"),
        "board.csv, row 3, column role: we do not know the role wizard. Found: wizard. "
        "Use one of: chair, chief_executive, chief_finance_officer, medical_director, "
        "director_of_nursing, chief_officer_high_secure, other, with its title.",
    ),
    Bad(
        "no role",
        a_row(role=""),
        "board.csv, row 3, column role: a role is needed. Found: an empty cell. "
        "Write one of: chair, chief_executive, chief_finance_officer, medical_director, "
        "director_of_nursing, chief_officer_high_secure, other.",
    ),
    Bad(
        "an unknown kind",
        a_row(kind="throne"),
        "board.csv, row 3, column kind: we do not know the kind throne. Found: throne. "
        "Use one of: chair, executive, non_executive, member, attendee.",
    ),
    Bad(
        "a date that the year does not have",
        a_row(start="2023-02-30"),
        f"board.csv, row 3, column from: there is no such day. Found: 2023-02-30. {WRITE_DATE}",
    ),
    Bad(
        "a date in words",
        a_row(fit_and_proper="last spring"),
        "board.csv, row 3, column fit_and_proper: this is not a date we can read. "
        f"Found: last spring. {WRITE_DATE}",
    ),
    Bad(
        "voting, perhaps",
        a_row(voting="perhaps"),
        f"board.csv, row 3, column voting: this must be yes or no. Found: perhaps. {YES_OR_NO}",
    ),
    Bad(
        "a registration of an unknown body",
        a_row(registrations="GMC;FBI"),
        "board.csv, row 3, column registrations: we do not know the registration FBI. "
        "Found: GMC;FBI. Use one of: GMC, GDC-dentist, GDC-other, NMC-nurse, NMC-midwife, "
        "NMC-nursing-associate, HCPC, GPhC, SWE, GOsC.",
    ),
    Bad(
        "plain NMC, which may be a nurse or a midwife",
        a_row(registrations="NMC"),
        "board.csv, row 3, column registrations: NMC keeps more than one register. Found: NMC. "
        "Say NMC-nurse, NMC-midwife or NMC-nursing-associate.",
    ),
    Bad(
        "plain GDC, which may be a dentist or not",
        a_row(registrations="GDC"),
        "board.csv, row 3, column registrations: GDC keeps more than one register. Found: GDC. "
        "Say GDC-dentist or GDC-other.",
    ),
    Bad(
        "an unknown profession",
        a_row(professions="wizard"),
        "board.csv, row 3, column professions: we do not know the profession wizard. "
        "Found: wizard. Use one of: ahp, doctor, dentist, healthcare_scientist, midwife, nurse, "
        "pharmacist, psychologist, social_worker, art_therapist, drama_therapist, "
        "music_therapist, podiatrist, dietitian, occupational_therapist, "
        "operating_department_practitioner, orthoptist, osteopath, paramedic, physiotherapist, "
        "prosthetist_orthotist, radiographer, speech_language_therapist.",
    ),
    Bad(
        "professions that are none",
        a_row(professions=";"),
        "board.csv, row 3, column professions: the list names nothing. Found: ;. "
        "Name what belongs to it, or write none.",
    ),
    Bad(
        "an unknown constituency",
        a_row(constituency="Wessex"),
        "board.csv, row 3, column constituency: we do not know the constituency Wessex. "
        "Found: Wessex. Use one of: public, patients, staff, university, none.",
    ),
    Bad(
        "nominated by nobody we know",
        a_row(nominated_by="trusts;parish council"),
        "board.csv, row 3, column nominated_by: we do not know the group parish council. "
        "Found: trusts;parish council. Use one of: trusts, primary_medical, local_authority.",
    ),
    Bad(
        "an experience that no rule asks for",
        a_row(experience="sailing"),
        "board.csv, row 3, column experience: we do not know the experience sailing. "
        "Found: sailing. Use one of: mental_illness_services, local_authority_health.",
    ),
    Bad(
        "an unknown duty",
        a_row(duties="tea"),
        "board.csv, row 3, column duties: we do not know the duty tea. Found: tea. Use one of: "
        "deputy_chair, senior_independent, audit_chair, senior_non_executive.",
    ),
]
