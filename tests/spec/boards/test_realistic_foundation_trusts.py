"""Boards of foundation trusts as one meets them, and what the law and the codes make of each.

What is expected was written down by hand before anything was run. A sound board meets every rule;
each test says in what its board differs, and every other rule must stay as it was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders.board_findings import (
    CANNOT_TELL,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    SOUND_FOUNDATION,
    statuses,
)
from builders.boards import TODAY, Table, but, without
from wardtoboard.boards.facts import NEVER, Instrument, Role

TABLE = Table()
IN_2015 = Table(date(2015, 6, 3))
OLD_CODE = SOUND_FOUNDATION | {
    "CODE14-HALF": MET,
    "CODE14-CLIN-NED": CANNOT_TELL,
    "CODE14-INDEP": MET,
    "CODE23-HALF": NOT_APPLICABLE,
    "CODE23-INDEP": NOT_APPLICABLE,
    "CODE23-TENURE6": NOT_APPLICABLE,
    "CODE23-TENURE9": NOT_APPLICABLE,
    "FPPT-ANNUAL": NOT_APPLICABLE,
    "LCF": NOT_APPLICABLE,
}


def test_a_sound_board_meets_every_rule():
    assert statuses(TABLE.foundation()) == SOUND_FOUNDATION


# How many: the constitution says, and who is counted


def test_no_law_caps_its_size():
    """Seven executives and nine others: an NHS trust could not, a foundation trust may."""
    more = [TABLE.executive("People"), TABLE.executive("Estates")]
    board = TABLE.foundation(*more, *(TABLE.non_executive(f"Lay {n}") for n in (7, 8, 9)))
    assert statuses(board) == SOUND_FOUNDATION


def test_its_constitution_may_cap_it_and_there_the_chair_is_counted():
    """Twelve directors with the chair, of whom seven are non-executive with the chair."""
    rule = Instrument(
        "FT-NO-MAX", {"max_total": 12, "max_ned": 7}, date(2019, 4, 1), "Constitution", "24"
    )
    board = TABLE.foundation(instruments=(rule,))
    assert statuses(board) == SOUND_FOUNDATION | {"FT-NO-MAX": MET}
    tighter = replace(rule, params={"max_total": 12, "max_ned": 6})
    assert statuses(replace(board, instruments=(tighter,))) == SOUND_FOUNDATION | {
        "FT-NO-MAX": NOT_MET
    }
    assert statuses(replace(board, instruments=(replace(rule, start=date(2024, 6, 4)),))) == (
        SOUND_FOUNDATION
    )


def test_the_chair_does_not_help_to_reach_half():
    """Six executives and five independent others: with the chair it would be six of twelve."""
    board = without(TABLE.foundation(TABLE.executive("People")), "Lay 6")
    assert statuses(board) == SOUND_FOUNDATION | {"CODE23-HALF": NOT_MET}
    assert statuses(without(board, "People")) == SOUND_FOUNDATION


def test_half_of_the_lay_members_independent_is_not_half_of_the_board():
    """Three of six: enough as the guide words it, and not as the code does."""
    board = TABLE.foundation()
    for person in ("Lay 4", "Lay 5", "Lay 6"):
        board = but(board, person, independent=False)
    assert statuses(board) == SOUND_FOUNDATION | {"CODE23-HALF": NOT_MET}


def test_one_lay_member_whose_independence_is_not_told_leaves_half_open():
    board = but(without(TABLE.foundation(), "Lay 6"), "Lay 5", independent=None)
    assert statuses(board) == SOUND_FOUNDATION | {"CODE23-HALF": CANNOT_TELL}


# Who may sit


def test_a_member_of_the_staff_constituency_cannot_be_a_lay_director():
    board = but(TABLE.foundation(), "Lay 3", constituency="staff", professions=("podiatrist",))
    assert statuses(board) == SOUND_FOUNDATION | {"FT-NED-ELIG": NOT_MET}


def test_a_professor_may_sit_but_the_code_doubts_independence():
    board = but(TABLE.foundation(), "Lay 3", constituency="university")
    assert statuses(board) == SOUND_FOUNDATION | {"CODE23-INDEP": NOT_MET}
    candid = but(board, "Lay 3", independent=False)
    assert statuses(candid) == SOUND_FOUNDATION | {"CODE23-HALF": NOT_MET}


def test_an_ambulance_foundation_trust_needs_a_doctor_and_a_nurse():
    """The waiver is in the rules for NHS trusts alone."""
    board = but(TABLE.foundation(), "Doctor", registrations=("HCPC",))
    board = but(board, "Nurse", registrations=("HCPC",))
    assert statuses(board) == SOUND_FOUNDATION | {"FT-ED-DOC": NOT_MET, "FT-ED-NURSE": NOT_MET}


def test_a_dentist_and_a_midwife_will_do():
    board = but(TABLE.foundation(), "Doctor", registrations=("GDC-dentist",))
    board = but(board, "Nurse", registrations=("NMC-midwife",))
    assert statuses(board) == SOUND_FOUNDATION


def test_one_person_is_not_both():
    board = but(TABLE.foundation(), "Nurse", registrations=("GMC", "NMC-nurse"))
    assert statuses(without(board, "Doctor")) == SOUND_FOUNDATION | {"FT-ED-NURSE": NOT_MET}
    assert statuses(board) == SOUND_FOUNDATION


def test_two_who_share_a_post_are_two_people_here():
    """That joint holders count as one is in the rules for NHS trusts alone."""
    board = but(TABLE.foundation(), "Doctor", post="Clinical")
    assert statuses(but(board, "Nurse", post="Clinical")) == SOUND_FOUNDATION


def test_an_empty_chair_and_a_finance_director_who_only_attends():
    acting = TABLE.attendee("Acting finance", role=Role.CHIEF_FINANCE_OFFICER)
    board = without(TABLE.foundation(acting), "Finance")
    board = but(board, "Chair", end=date(2024, 6, 2))
    assert statuses(board) == SOUND_FOUNDATION | {"FT-CHAIR-NED": NOT_MET, "FT-ED-CFO": NOT_MET}


def test_a_bankrupt_executive_breaks_two_rules():
    board = but(TABLE.foundation(), "Operations", disqualified=True)
    assert statuses(board) == SOUND_FOUNDATION | {"FT-ED-DISQ": NOT_MET, "FPPR": NOT_MET}


def test_tests_of_fitness_that_nobody_told_of():
    board = but(TABLE.foundation(), "Lay 1", fit_and_proper=None, disqualified=None)
    expected = {"FPPR": CANNOT_TELL, "FPPT-ANNUAL": CANNOT_TELL}
    assert statuses(board) == SOUND_FOUNDATION | expected


# How long


def test_more_than_six_years_need_a_review():
    """Six years to the day are none too many; five of ten are independent without this one."""
    board = but(without(TABLE.foundation(), "Operations"), "Lay 2", independent=False)
    board = but(board, "Lay 2", first_appointed=date(2018, 6, 2))
    assert statuses(board, date(2024, 6, 2)) == SOUND_FOUNDATION
    assert statuses(board, date(2024, 6, 3)) == SOUND_FOUNDATION | {"CODE23-TENURE6": NOT_MET}
    reviewed = but(board, "Lay 2", extension_reviewed=date(2024, 5, 1))
    assert statuses(reviewed) == SOUND_FOUNDATION
    unknown = but(board, "Lay 2", extension_reviewed=None)
    assert statuses(unknown) == SOUND_FOUNDATION | {"CODE23-TENURE6": CANNOT_TELL}


def test_eleven_years_since_first_an_executive_of_the_same_board():
    """The review was held; the extension agreed with NHS England ended yesterday."""
    earlier = TABLE.executive("Lay 2", start=date(2013, 1, 1), end=date(2022, 6, 2))
    board = but(
        without(TABLE.foundation(earlier), "Operations"),
        "Lay 2",
        independent=False,
        extension_reviewed=date(2022, 3, 1),
        extension_agreed_until=date(2024, 6, 2),
    )
    assert statuses(board, date(2024, 6, 2)) == SOUND_FOUNDATION
    assert statuses(board, date(2024, 6, 3)) == SOUND_FOUNDATION | {"CODE23-TENURE9": NOT_MET}


# The code of 2014 and the code of 2023


def test_the_code_of_2014_on_a_sound_board_of_its_time():
    assert statuses(IN_2015.foundation(), IN_2015.day) == OLD_CODE


def test_four_years_after_employment_one_code_doubts_and_the_other_does_not():
    then = but(IN_2015.foundation(), "Lay 1", employed_until=date(2011, 6, 3))
    assert statuses(then, IN_2015.day) == OLD_CODE | {"CODE14-INDEP": NOT_MET}
    now = but(TABLE.foundation(), "Lay 1", employed_until=date(2020, 6, 3))
    assert statuses(now) == SOUND_FOUNDATION


def test_five_years_to_the_day_are_enough():
    board = but(IN_2015.foundation(), "Lay 1", employed_until=date(2010, 6, 3))
    assert statuses(board, IN_2015.day) == OLD_CODE
    board = but(board, "Lay 1", employed_until=NEVER, business_until=date(2012, 6, 4))
    assert statuses(board, IN_2015.day) == OLD_CODE | {"CODE14-INDEP": NOT_MET}


def test_the_code_of_2014_valued_a_clinical_lay_director():
    board = but(IN_2015.foundation(), "Lay 5", professions=("physiotherapist",))
    assert statuses(board, IN_2015.day) == OLD_CODE | {"CODE14-CLIN-NED": MET}


def test_the_day_the_codes_change():
    """Four executives, three independent others of four: less than half."""
    last, first = date(2023, 3, 31), date(2023, 4, 1)
    board = without(Table(first).foundation(), "Operations", "Lay 5", "Lay 6")
    board = but(board, "Lay 4", independent=False)
    assert statuses(board, last) == OLD_CODE | {"CODE14-HALF": NOT_MET}
    not_yet = {"FPPT-ANNUAL": NOT_APPLICABLE, "LCF": NOT_APPLICABLE}
    assert statuses(board, first) == SOUND_FOUNDATION | not_yet | {"CODE23-HALF": NOT_MET}


def test_the_yearly_test_and_the_framework_begin():
    board = but(TABLE.foundation(), "Doctor", self_attested=NEVER)
    board = replace(board, uses_competency_framework=False)
    no_framework = {"LCF": NOT_APPLICABLE, "FPPT-ANNUAL": NOT_APPLICABLE}
    assert statuses(board, date(2023, 9, 29)) == SOUND_FOUNDATION | no_framework
    only_test = {"LCF": NOT_APPLICABLE, "FPPT-ANNUAL": NOT_MET}
    assert statuses(board, date(2023, 9, 30)) == SOUND_FOUNDATION | only_test
    assert statuses(board, date(2024, 3, 31)) == SOUND_FOUNDATION | only_test
    both = {"LCF": NOT_MET, "FPPT-ANNUAL": NOT_MET}
    assert statuses(board, date(2024, 4, 1)) == SOUND_FOUNDATION | both


def test_a_full_test_within_the_year_counts_as_attested():
    newcomer = {"fit_and_proper": date(2024, 3, 1), "self_attested": NEVER}
    assert statuses(but(TABLE.foundation(), "Doctor", **newcomer), TODAY) == SOUND_FOUNDATION
