"""Placing occupation codes, published rows and ESR records; nothing is guessed."""

from __future__ import annotations

import itertools
import string

import pytest

from wardtoboard.base.errors import LibraryContentError
from wardtoboard.professions import (
    REASONS,
    Placement,
    place_esr,
    place_occupation_code,
    place_published_grade,
    place_published_staff_group,
)
from wardtoboard.professions.esr import read_esr_roles
from wardtoboard.professions.library_files import read_library
from wardtoboard.professions.medical import medical_grades_of
from wardtoboard.professions.occupation_codes import codes_matched, read_occupation_codes
from wardtoboard.professions.published import read_published_groups
from wardtoboard.professions.registered import profession_ids

CODES = [
    "".join(code) for code in itertools.product(string.digits + string.ascii_uppercase, repeat=3)
]


def said(placement: Placement) -> str | None:
    return placement.profession or placement.reason


class TestOccupationCodes:
    @pytest.mark.parametrize(
        ("code", "what"),
        [
            ("N6A", "nurse"),
            ("N0C", "nurse"),
            ("NAC", "nurse"),
            ("N2C", "midwife"),
            ("N3H", "nurse"),
            ("N9A", "not_clinical"),
            ("ABE", "paramedic"),
            ("AEA", "not_clinical"),
            ("S1E", "physiotherapist"),
            (" s1e ", "physiotherapist"),
            ("S0F", "radiographer"),
            ("SAG", "radiographer"),
            ("S1H", "ahp"),
            ("S1K", "profession_unclear"),
            ("S2L", "psychologist"),
            ("S1M", "profession_unclear"),
            ("S2P", "pharmacist"),
            ("S3P", "profession_unclear"),
            ("S4P", "profession_not_in_guide"),
            ("S4T", "operating_department_practitioner"),
            ("S1U", "social_worker"),
            ("S1V", "osteopath"),
            ("S2D", "orthoptist"),
            ("S2W", "profession_not_in_guide"),
            ("S1R", "profession_not_in_guide"),
            ("S5E", "not_clinical"),
            ("S3Q", "profession_unclear"),
            ("UAH", "healthcare_scientist"),
            ("UCB", "healthcare_scientist"),
            ("T2A", "healthcare_scientist"),
            ("U9A", "not_clinical"),
            ("001", "doctor"),
            ("921", "doctor"),
            ("045", "dentist"),
            ("070", "dentist"),
            ("G0A", "background_unknown"),
            ("G1C", "background_unknown"),
            ("G2A", "not_clinical"),
            ("H1A", "not_clinical"),
            ("Z2E", "profession_unclear"),
            ("XXX", "unknown_code"),
            ("", "unknown_code"),
            ("N6", "unknown_code"),
        ],
    )
    def test_a_code_is_placed_or_says_why_not(self, code, what):
        assert said(place_occupation_code(code)) == what

    def test_no_code_is_matched_by_two_patterns(self):
        patterns = [
            pattern
            for entry in read_library("occupation_codes.toml")["code"]
            for pattern in entry["codes"]
        ]
        matched = [code for pattern in patterns for code in codes_matched(pattern)]
        assert len(matched) == len(set(matched))
        assert set(matched) <= set(CODES)

    def test_every_three_character_code_has_a_profession_or_a_reason(self):
        known = profession_ids() | REASONS.keys()
        assert {said(place_occupation_code(code)) for code in CODES} <= known

    def test_every_three_digit_code_is_a_doctors_or_a_dentists(self):
        digits = [code for code in CODES if code.isdigit()]
        assert {said(place_occupation_code(code)) for code in digits} == {"doctor", "dentist"}

    def test_a_pattern_stands_for_ranges_and_single_characters(self):
        assert codes_matched("S[0-2A]E") == ("S0E", "S1E", "S2E", "SAE")

    def test_the_loader_lists_patterns_it_cannot_read(self):
        document = read_library("occupation_codes.toml")
        document["code"][0]["codes"] = ["N0", "n0[A-L]"]
        with pytest.raises(LibraryContentError) as caught:
            read_occupation_codes(document)
        assert [fault.found for fault in caught.value.faults] == ["N0", "n0[A-L]"]

    def test_the_loader_refuses_overlap_and_unknown_professions_together(self):
        document = read_library("occupation_codes.toml")
        document["code"][2]["profession"] = "wizard"
        document["code"][3]["reason"] = "not_clinical"
        document["code"][5]["codes"] = ["N2C"]
        del document["code"][6]["profession"]
        with pytest.raises(LibraryContentError) as caught:
            read_occupation_codes(document)
        assert sorted(fault.found for fault in caught.value.faults) == [
            "N2C",
            "neither",
            "profession nurse, reason not_clinical",
            "profession wizard",
        ]


class TestPublishedStaffGroups:
    @pytest.mark.parametrize(
        ("groups", "area", "level", "what"),
        [
            (("005", "006"), "003_Maternity Services", "004_Nurse Manager", "nurse"),
            (("5", "6"), "003_Maternity Services", "004_Nurse Manager", "nurse"),
            (("005", "012"), "012_Other learners", "011_Post 1st Level", "nurse"),
            (("013", "014"), "003_Maternity Services", "005_Qualified Midwives", "midwife"),
            (("015", "015"), "001_Ambulance", "003_Ambulance Paramedic", "paramedic"),
            (("015", "015"), "001_Ambulance", "001_Manager", "background_unknown"),
            (
                ("015", "015"),
                "001_Ambulance",
                "004_Ambulance Technician",
                "profession_not_in_guide",
            ),
            (("015", "015"), "001_Ambulance", "009_Pilot", "profession_unclear"),
            (("017", "018"), "005_Physiotherapy", "003_Therapist", "physiotherapist"),
            (("017", "018"), "005_PHYSIOTHERAPY ", "007_Instructor / Teacher", "physiotherapist"),
            (("017", "018"), "008_Art / Music / Drama therapy", "003_Therapist", "ahp"),
            (("017", "018"), "031_Osteopathy", "003_Therapist", "ahp"),
            (
                ("017", "019"),
                "001_Blood Sciences",
                "004_Healthcare Scientist",
                "healthcare_scientist",
            ),
            (("017", "020"), "014_Pharmacy", "004_Scientist", "pharmacist"),
            (("017", "020"), "014_Pharmacy", "005_Scientific Officer", "pharmacist"),
            (("017", "020"), "014_Pharmacy", "006_Technician", "profession_not_in_guide"),
            (("017", "020"), "014_Pharmacy", "008_Tutor", "profession_unclear"),
            (("017", "020"), "011_Clinical psychology", "002_Other ST&T Manager", "psychologist"),
            (("017", "020"), "011_Clinical psychology", "006_Technician", "profession_unclear"),
            (("017", "020"), "012_Psychotherapy", "003_Therapist", "profession_unclear"),
            (
                ("017", "020"),
                "018_Operating theatres",
                "006_Technician",
                "operating_department_practitioner",
            ),
            (("017", "020"), "019_Social Services", "003_Therapist", "social_worker"),
            (("017", "020"), "019_Social Services", "008_Tutor", "profession_unclear"),
            (("017", "020"), "016_Dental", "003_Therapist", "profession_not_in_guide"),
            (("022", "024"), "001_Acute, Elderly & General", "006_Support Worker", "not_clinical"),
            (("032", "033"), "005_Physiotherapy", "003_Helper / Assistant", "not_clinical"),
            (("039", "040"), "001_Central functions", "003_Senior Manager", "background_unknown"),
            (("041", "042"), "004_Clinical support", "004_Manager", "background_unknown"),
            (("058", "059"), "099_Unknown", "060_Unknown", "profession_unclear"),
            (("005", "014"), "003_Maternity Services", "", "unknown_code"),
            (("777", "888"), "", "", "unknown_code"),
        ],
    )
    def test_a_row_is_placed_or_says_why_not(self, groups, area, level, what):
        assert said(place_published_staff_group(*groups, area, level)) == what

    def test_the_loader_refuses_a_rule_given_twice(self):
        document = read_library("published_groups.toml")
        document["rule"].append(document["rule"][0])
        with pytest.raises(LibraryContentError, match="rule 30 repeats another entry"):
            read_published_groups(document)

    def test_the_loader_refuses_rules_that_could_both_fit_a_row(self):
        document = read_library("published_groups.toml")
        by_level = {key: value for key, value in document["rule"][9].items() if key != "areas"} | {
            "levels": ["Therapist"],
            "groups": ["017/018"],
        }
        document["rule"].append(by_level)
        with pytest.raises(LibraryContentError, match="area alone and by level alone"):
            read_published_groups(document)


class TestPublishedGrades:
    @pytest.mark.parametrize(
        ("grade", "specialty", "what", "level"),
        [
            (
                "Consultant (including Directors of Public Health)",
                "Cardiology",
                "doctor",
                "Consultant",
            ),
            ("Foundation Doctor Year 1", "Anaesthetics", "doctor", "FY1"),
            ("Specialty Registrar", "Cardiology", "doctor", "Specialty registrar"),
            ("Core Training", "Orthodontics", "dentist", "Core training"),
            ("Specialty Doctor", "Community Health Service Dental", "dentist", "Specialty doctor"),
            (
                "Consultant (including Directors of Public Health)",
                "Oral and maxillo-facial surgery",
                "doctor",
                "Consultant",
            ),
            (
                "Core Training",
                "Oral and maxillo-facial surgery",
                "profession_unclear",
                "Core training",
            ),
            ("Hospital Practitioner / Clinical Assistant", "Cardiology", "doctor", None),
            ("Other and Local HCHS Doctor Grades", "Oral Surgery", "dentist", None),
            ("Wizard", "Cardiology", "unknown_code", None),
        ],
    )
    def test_a_row_has_a_profession_and_a_level(self, grade, specialty, what, level):
        placement, found = place_published_grade(grade, specialty)
        assert (said(placement), found) == (what, level)

    def test_a_mixed_specialty_may_only_name_grades_that_exist(self):
        document = read_library("medical_grades.toml")
        document["mixed_specialty"][0]["doctors_at"].append("Wizard")
        with pytest.raises(LibraryContentError, match="Found: Wizard"):
            medical_grades_of(document)


class TestElectronicStaffRecord:
    @pytest.mark.parametrize(
        ("staff_group", "job_role", "what"),
        [
            ("Allied Health Professionals", "Physiotherapist", "physiotherapist"),
            ("Allied Health Professionals", "Radiographer - Diagnostic", "radiographer"),
            ("Allied Health Professionals", "Paramedic", "paramedic"),
            ("Allied Health Professionals", "Art Therapist", "art_therapist"),
            ("Allied Health Professionals", "Orthotist Manager", "prosthetist_orthotist"),
            ("Allied Health Professionals", "Something New", "ahp"),
            ("Nursing and Midwifery Registered", "Staff Nurse", "nurse"),
            ("nursing and midwifery registered", " midwife ", "midwife"),
            ("Nursing and Midwifery Registered", "Advanced Practitioner", "profession_unclear"),
            ("Add Prof Scientific and Technic", "Clinical Psychologist", "psychologist"),
            ("Add Prof Scientific and Technic", "Pharmacist", "pharmacist"),
            ("Add Prof Scientific and Technic", "Social Worker", "social_worker"),
            ("Add Prof Scientific and Technic", "Pharmacy Technician", "profession_not_in_guide"),
            ("Add Prof Scientific and Technic", "Practitioner", "profession_unclear"),
            ("Healthcare Scientists", "Biomedical Scientist", "healthcare_scientist"),
            ("Medical and Dental", "Consultant", "doctor"),
            ("Medical and Dental", "General Dental Practitioner", "dentist"),
            ("Medical and Dental", "Other", "profession_unclear"),
            ("Administrative and Clerical", "Chief Executive", "background_unknown"),
            ("Administrative and Clerical", "Clerical Worker", "not_clinical"),
            ("Administrative and Clerical", "Wizard", "unknown_code"),
            ("Additional Clinical Services", "Healthcare Assistant", "not_clinical"),
            ("Students", "", "not_clinical"),
            ("Wizards", "Consultant", "unknown_code"),
        ],
    )
    def test_a_record_is_placed_or_says_why_not(self, staff_group, job_role, what):
        assert said(place_esr(staff_group, job_role)) == what

    def test_the_loader_refuses_a_job_role_placed_twice(self):
        document = read_library("esr.toml")
        document["role"][1]["job_roles"].append("Staff nurse")
        with pytest.raises(LibraryContentError, match="staffnurse"):
            read_esr_roles(document)


def test_a_placement_says_one_thing():
    with pytest.raises(ValueError, match="either a profession or a reason"):
        Placement(profession="nurse", reason="not_clinical")
    with pytest.raises(ValueError, match="either a profession or a reason"):
        Placement(profession=None, reason=None)


def test_every_reason_is_a_plain_sentence():
    assert REASONS["background_unknown"] == (
        "Manager codes do not say which profession a person trained in"
    )
    assert all(sentence[0].isupper() for sentence in REASONS.values())
