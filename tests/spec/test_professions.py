"""Who counts as a clinician, in the guide's order, and what changed when."""

from __future__ import annotations

from datetime import date

import pytest

from wardtoboard.base.errors import CannotTellError, LibraryContentError, NotInTableError
from wardtoboard.professions import load_ladder, load_professions
from wardtoboard.professions.library_files import read_library
from wardtoboard.professions.registered import check_professions, professions_of

TODAY = date(2026, 3, 31)


def test_the_guides_eight_professions_come_in_its_order_with_dentists_after_doctors():
    assert [one.id for one in load_professions(TODAY).guide_professions] == [
        "ahp",
        "doctor",
        "dentist",
        "healthcare_scientist",
        "midwife",
        "nurse",
        "pharmacist",
        "psychologist",
        "social_worker",
    ]


def test_there_are_fourteen_allied_health_professions_and_each_is_in_the_family():
    professions = load_professions(TODAY)
    assert [one.id for one in professions.allied_health] == [
        "art_therapist",
        "drama_therapist",
        "music_therapist",
        "podiatrist",
        "dietitian",
        "occupational_therapist",
        "operating_department_practitioner",
        "orthoptist",
        "osteopath",
        "paramedic",
        "physiotherapist",
        "prosthetist_orthotist",
        "radiographer",
        "speech_language_therapist",
    ]
    assert all(professions.is_in(one.id, "ahp") for one in professions.allied_health)


@pytest.mark.parametrize(
    ("profession", "family", "answer"),
    [
        ("physiotherapist", "ahp", True),
        ("nurse", "nurse", True),
        ("ahp", "ahp", True),
        ("nurse", "ahp", False),
        ("ahp", "physiotherapist", False),
    ],
)
def test_a_profession_is_in_itself_and_in_its_family(profession, family, answer):
    assert load_professions(TODAY).is_in(profession, family) is answer


@pytest.mark.parametrize(
    ("profession", "regulator"),
    [
        ("nurse", "NMC"),
        ("midwife", "NMC"),
        ("doctor", "GMC"),
        ("dentist", "GDC"),
        ("pharmacist", "GPhC"),
        ("psychologist", "HCPC"),
        ("physiotherapist", "HCPC"),
        ("osteopath", "GOsC"),
        ("social_worker", "Social Work England"),
    ],
)
def test_each_profession_has_its_regulator(profession, regulator):
    assert load_professions(TODAY).get(profession).regulator == regulator


@pytest.mark.parametrize(
    ("profession", "on", "regulator"),
    [
        ("social_worker", date(2012, 7, 31), "GSCC"),
        ("social_worker", date(2012, 8, 1), "HCPC"),
        ("social_worker", date(2019, 6, 1), "HCPC"),
        ("social_worker", date(2019, 12, 1), "HCPC"),
        ("social_worker", date(2019, 12, 2), "Social Work England"),
        ("pharmacist", date(2010, 9, 26), "RPSGB"),
        ("pharmacist", date(2010, 9, 27), "GPhC"),
    ],
)
def test_a_register_that_moved_is_read_on_the_day_asked_about(profession, on, regulator):
    assert load_professions(on).get(profession).regulator == regulator


def test_healthcare_scientists_are_not_all_on_a_statutory_register():
    assert load_professions(TODAY).get("healthcare_scientist").statutory is False
    assert load_professions(TODAY).get("nurse").statutory is True


@pytest.mark.parametrize(
    ("profession", "level"),
    [
        ("nurse", "Band 5"),
        ("ahp", "Band 5"),
        ("pharmacist", "Band 5"),
        ("healthcare_scientist", "Band 5"),
        ("psychologist", "Band 6"),
        ("music_therapist", "Band 6"),
        ("doctor", "FY1"),
    ],
)
def test_each_profession_has_an_entry_level(profession, level):
    assert load_professions(TODAY).get(profession).entry_level == level


def test_every_entry_level_is_a_rung_of_a_ladder():
    ladders = [load_ladder("scope", TODAY), load_ladder("medical", TODAY)]
    rungs = {level.id for ladder in ladders for level in ladder.levels}
    assert {one.entry_level for one in load_professions(TODAY)} <= rungs


def test_an_entry_level_nobody_has_checked_says_so():
    assert "not checked" in str(load_professions(TODAY).get("paramedic").entry_citation)


@pytest.mark.parametrize(
    ("text", "profession"),
    [
        ("physiotherapist", "physiotherapist"),
        ("  Speech and  Language THERAPISTS ", "speech_language_therapist"),
        ("ODP", "operating_department_practitioner"),
        ("chiropodists/podiatrists", "podiatrist"),
        ("AHPs", "ahp"),
        ("Arts therapists", "ahp"),
        ("Health visitors", "nurse"),
        ("speech_language_therapist", "speech_language_therapist"),
    ],
)
def test_a_profession_is_found_however_it_is_written(text, profession):
    found = load_professions(TODAY).find(text)
    assert found is not None
    assert found.id == profession


def test_a_name_that_is_nobodys_finds_nothing():
    assert load_professions(TODAY).find("plumber") is None


def test_an_id_that_does_not_exist_lists_those_that_do():
    professions = load_professions(TODAY)
    assert "nurse" in professions
    assert "plumber" not in professions
    with pytest.raises(NotInTableError, match=r"Found: plumber\. Use one of: ahp, doctor"):
        professions.get("plumber")


def test_a_day_before_the_content_starts_is_refused_in_a_sentence():
    with pytest.raises(CannotTellError, match="starts on 2009-07-01"):
        load_professions(date(2009, 6, 30))


def test_a_profession_without_a_register_on_the_day_is_refused():
    document = read_library("professions.toml")
    document["profession"][0]["registration"][0]["effective_from"] = date(2020, 1, 1)
    with pytest.raises(CannotTellError, match="allied health professionals starts on 2020-01-01"):
        professions_of(document, date(2019, 1, 1))


def test_a_profession_that_begins_later_is_not_there_before():
    document = read_library("professions.toml")
    document["profession"][1]["effective_from"] = date(2020, 1, 1)
    earlier = professions_of(document, date(2019, 1, 1))
    assert "doctor" not in earlier
    assert earlier.find("doctor") is None


class TestTheLoaderListsEveryFault:
    def refused(self, document):
        with pytest.raises(LibraryContentError) as caught:
            check_professions(document)
        return caught.value.sentence().lower()

    def test_uncited_undated_unknown_and_duplicate(self):
        document = read_library("professions.toml")
        first, second, third, fourth = document["profession"][:4]
        del first["source"]
        del first["registration"][0]["place"]
        first["colour"] = "blue"
        second["id"] = third["id"]
        third["effective_from"] = "2009"
        del fourth["entry"]
        said = self.refused(document)
        assert "profession 1 has no citation. found: no source" in said
        assert "profession 1, registration 1 has no citation. found: no place" in said
        assert "profession 1 has a key we do not know. found: colour" in said
        assert "profession 3 repeats another entry. found: dentist" in said
        assert "profession 3 has no plain date. found: 2009" in said
        assert "profession 4 lacks a key. found: no entry" in said

    def test_two_professions_with_one_name(self):
        document = read_library("professions.toml")
        document["profession"][1]["aliases"].append("NURSES")
        assert "professions.toml, nurse repeats another entry. found: nurses" in self.refused(
            document
        )

    def test_a_table_that_is_unknown_and_one_that_is_missing(self):
        said = self.refused({"people": []})
        assert "professions.toml has a table we do not know. found: people" in said
        assert "professions.toml lacks a table. found: no profession" in said
