"""An organisation's own decisions: checked, and used only where our tables do not place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders.tables import MEDICAL, NON_MEDICAL, headcounts, nurses, text_file
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.staff import LocalPlace, LocalPlaces, StaffTable, Unplaced, read_staff_tables

START = date(2015, 1, 1)
WARD = LocalPlace("profession", ("Ward nurse",), START, START, profession="nurse")
LOCAL_7 = LocalPlace("level", ("Local 7",), START, START, level="Band 7")
ODDLY = nurses(profession="Ward nurse", level="Local 7")


def read(path: Path, *places: LocalPlace) -> StaffTable:
    return read_staff_tables([path], places=LocalPlaces(places))


def placed(table: StaffTable) -> list[tuple[str, str, int | None, float | None]]:
    return [(row.profession, row.level, row.headcount, row.fte) for row in table.rows]


def asked(table: StaffTable) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    return [(one.reason, one.kind, one.labels, one.level) for one in table.unplaced]


class TestHeadcounts:
    def test_a_label_of_ones_own_is_placed(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", ODDLY)
        assert placed(read(path, WARD, LOCAL_7)) == [("nurse", "Band 7", 12, None)]

    def test_labels_placed_alike_are_added_up(self, tmp_path: Path) -> None:
        rows = [nurses(), nurses(profession="Ward  NURSE"), nurses(profession="Nurse, ward")]
        path = headcounts(tmp_path / "a.csv", *rows[:2], nurses(profession="Bank nurse"))
        bank = replace(WARD, labels=("bank nurse",))
        assert placed(read(path, WARD, bank)) == [("nurse", "Band 5", 36, None)]

    def test_the_same_label_twice_is_still_a_fault(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", ODDLY, ODDLY)
        with pytest.raises(FaultyTableError, match="row 2 is for the same organisation"):
            read(path, WARD, LOCAL_7)

    def test_what_is_not_placed_says_what_would_place_it(self, tmp_path: Path) -> None:
        rows = [ODDLY, nurses(level="Local 7"), nurses(profession=""), nurses(level="Non AfC")]
        table = read(headcounts(tmp_path / "a.csv", *rows, nurses(profession="Senior manager")))
        assert asked(table) == [
            ("background_unknown", "profession", ("Senior manager",), "Band 5"),
            ("level_not_known", "level", ("Local 7",), None),
            ("level_unknown", "level", ("Non AfC",), None),
            ("profession_blank", "", (), "Band 5"),
            ("profession_unknown", "profession", ("Ward nurse",), None),
        ]
        assert table.unplaced[1].why == "The level is not one we know"

    def test_without_places_a_level_nobody_knows_is_a_fault(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", nurses(level="Local 7"))
        with pytest.raises(FaultyTableError, match="we do not know this level"):
            read_staff_tables([path])

    def test_a_placed_profession_may_still_lack_a_level(self, tmp_path: Path) -> None:
        table = read(headcounts(tmp_path / "a.csv", ODDLY), WARD)
        assert asked(table) == [("level_not_known", "level", ("Local 7",), None)]

    def test_managers_can_be_placed(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", nurses(profession="Manager", level="Band 9"))
        table = read(path, replace(WARD, labels=("manager",)))
        assert placed(table) == [("nurse", "Band 9", 12, None)]
        assert table.warnings == ()

    def test_a_role_can_be_said_not_to_be_clinical(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", ODDLY)
        table = read(path, replace(WARD, profession=None, is_not_clinical=True), LOCAL_7)
        assert asked(table) == [("not_clinical_here", "profession", ("Ward nurse",), None)]
        assert table.unplaced[0].why == "This organisation decided that the role is not clinical"

    def test_placing_a_role_that_our_tables_call_not_clinical_is_said(self, tmp_path: Path) -> None:
        path = headcounts(tmp_path / "a.csv", nurses(profession="Not clinical"))
        table = read(path, replace(WARD, labels=("Not clinical",)))
        assert table.warnings == (
            (
                "a.csv: our tables say that “Not clinical, Band 5” is not a clinical role. "
                "It is counted under nurse, as this organisation decided."
            ),
        )

    def test_what_our_tables_place_stays_there(self, tmp_path: Path) -> None:
        midwife = LocalPlace("profession", ("nurse",), START, START, profession="midwife")
        band = replace(LOCAL_7, labels=("Band 5",))
        path = headcounts(tmp_path / "a.csv", nurses())
        assert placed(read(path, midwife, band)) == [("nurse", "Band 5", 12, None)]

    def test_a_level_off_the_ladder_of_a_profession_places_nobody(self, tmp_path: Path) -> None:
        consultant = replace(LOCAL_7, level="Consultant")
        table = read(headcounts(tmp_path / "a.csv", nurses(level="Local 7")), consultant)
        assert asked(table) == [("level_not_known", "level", ("Local 7",), None)]

    def test_a_decision_holds_from_its_first_day_to_its_last(self, tmp_path: Path) -> None:
        days = ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")
        path = headcounts(
            tmp_path / "a.csv", *(nurses(profession="Ward nurse", date=d) for d in days)
        )
        march = replace(WARD, valid_from=date(2026, 3, 1), valid_until=date(2026, 3, 31))
        assert [row.date.isoformat() for row in read(path, march).rows] == list(days[1:3])


NURSE = "2017-09-30,RGQ,001,005,006,001_Acute,004_Nurse,{},2"
MANAGER = "2017-09-30,RGQ,038,039,{},{},{},Band 9,1.5"


class TestPublishedTables:
    def test_managers_are_placed_by_their_level_in_any_area(self, tmp_path: Path) -> None:
        path = text_file(
            tmp_path / "a.csv",
            NON_MEDICAL,
            NURSE.format("Band 9"),
            MANAGER.format("040", "001_Acute", "001_Senior Manager"),
            MANAGER.format("040", "002_Community", "001_Senior Manager"),
        )
        [managers] = read(path).unplaced
        assert (managers.kind, managers.labels) == ("staff_group", ("", "Senior Manager"))
        place = LocalPlace("staff_group", managers.labels, START, START, profession="nurse")
        table = read(path, place)
        assert placed(table) == [("nurse", "Band 9", None, 5.0)]
        assert table.unplaced == ()

    def test_an_area_comes_before_any_area(self, tmp_path: Path) -> None:
        path = text_file(
            tmp_path / "a.csv",
            NON_MEDICAL,
            MANAGER.format("040", "001_Acute", "001_Senior Manager"),
            MANAGER.format("040", "002_Community", "001_Senior Manager"),
        )
        everywhere = LocalPlace(
            "staff_group", ("", "Senior manager"), START, START, is_not_clinical=True
        )
        acute = replace(
            everywhere,
            labels=("Acute", "Senior manager"),
            profession="nurse",
            is_not_clinical=False,
        )
        table = read(path, everywhere, acute)
        assert placed(table) == [("nurse", "Band 9", None, 1.5)]
        assert [one.reason for one in table.unplaced] == ["not_clinical_here"]

    def test_a_band_outside_the_order_can_be_given_a_level(self, tmp_path: Path) -> None:
        path = text_file(tmp_path / "a.csv", NON_MEDICAL, NURSE.format("Non AfC Grade"))
        [nobody] = read(path).unplaced
        assert (nobody.kind, nobody.labels) == ("level", ("Non AfC Grade",))
        place = LocalPlace("level", ("non afc grade",), START, START, level="VSM")
        assert placed(read(path, place)) == [("nurse", "VSM", None, 2.0)]
        off_its_ladder = replace(place, level="Consultant")
        assert read(path, off_its_ladder).unplaced == (nobody,)

    def test_a_row_without_labels_has_none_to_place_it_by(self, tmp_path: Path) -> None:
        path = text_file(
            tmp_path / "a.csv",
            NON_MEDICAL,
            "2017-09-30,RGQ,001,999,999,,,Band 9,1.5",
            NURSE.format(""),
        )
        assert asked(read(path)) == [
            ("level_unknown", "", (), None),
            ("unknown_code", "", (), "Band 9"),
        ]

    def test_a_placed_support_role_is_said(self, tmp_path: Path) -> None:
        support = "2017-09-30,RGQ,021,022,023,001_Acute,020_Support,{},2"
        path = text_file(tmp_path / "a.csv", NON_MEDICAL, support.format("Band 4"))
        [found] = read(path).unplaced
        assert found.reason == "not_clinical"
        place = LocalPlace("staff_group", found.labels, START, START, profession="nurse")
        assert placed(read(path, place)) == [("nurse", "Band 4", None, 2.0)]
        assert "is not a clinical role" in read(path, place).warnings[0]


GRADE = "2017-09-30,RGQ,1,{},{},{},3"


class TestMedicalTables:
    def medical(self, folder: Path, grade: str, specialty: str) -> Path:
        return text_file(folder / "a.csv", MEDICAL, GRADE.format(grade, specialty, specialty))

    def test_a_grade_without_a_place_is_given_one_in_any_specialty(self, tmp_path: Path) -> None:
        path = self.medical(tmp_path, "Hospital Practitioner / Clinical Assistant", "Cardiology")
        [nobody] = read(path).unplaced
        assert (nobody.reason, nobody.kind, nobody.labels[1]) == ("level_unknown", "grade", "")
        place = LocalPlace("grade", nobody.labels, START, START, level="Consultant")
        assert placed(read(path, place)) == [("doctor", "Consultant", None, 3.0)]

    def test_an_unknown_grade_needs_a_profession_and_a_level(self, tmp_path: Path) -> None:
        path = self.medical(tmp_path, "Fellow", "Cardiology")
        [nobody] = read(path).unplaced
        assert nobody.labels == ("Fellow", "Cardiology")
        level = LocalPlace("grade", nobody.labels, START, START, level="Consultant")
        assert [(one.reason, one.level) for one in read(path, level).unplaced] == [
            ("unknown_code", "Consultant")
        ]
        profession = replace(level, level=None, profession="doctor")
        assert read(path, profession).unplaced == (nobody,)
        both = replace(level, profession="doctor")
        assert placed(read(path, both)) == [("doctor", "Consultant", None, 3.0)]

    def test_a_grade_can_be_said_not_to_be_clinical(self, tmp_path: Path) -> None:
        path = self.medical(tmp_path, "Fellow", "Cardiology")
        place = LocalPlace("grade", ("Fellow", ""), START, START, is_not_clinical=True)
        assert [one.reason for one in read(path, place).unplaced] == ["not_clinical_here"]

    def test_a_row_without_labels_has_none_to_place_it_by(self, tmp_path: Path) -> None:
        assert asked(read(self.medical(tmp_path, "", ""))) == [("unknown_code", "", (), None)]


class TestChecks:
    @pytest.mark.parametrize(
        ("changes", "what"),
        [
            ({"profession": "wizard"}, "we do not know the profession"),
            ({"profession": None}, "says nothing, or two things at once"),
            ({"is_not_clinical": True}, "says nothing, or two things at once"),
            ({"labels": (" ",)}, "there is no label"),
            ({"labels": ("a", "b")}, "the kind and its labels do not fit"),
            ({"kind": "mood"}, "the kind and its labels do not fit"),
            ({"level": "Band 5"}, "does not tell a level"),
            ({"kind": "level"}, "does not tell a profession"),
            ({"valid_until": date(2014, 12, 31)}, "it ends before it starts"),
            (
                {"kind": "level", "profession": None, "level": "Band 99"},
                "we do not know the level",
            ),
            (
                {"kind": "grade", "labels": ("Fellow", ""), "level": "Consultant"},
                "this profession does not climb to that level",
            ),
        ],
    )
    def test_a_decision_that_cannot_be_followed_is_refused(
        self, changes: dict[str, object], what: str
    ) -> None:
        with pytest.raises(FaultyTableError, match=what):
            LocalPlaces((LOCAL_7, replace(WARD, **changes)))

    def test_two_decisions_on_one_day_are_refused(self) -> None:
        until = replace(WARD, valid_until=date(2026, 3, 31))
        later = replace(WARD, labels=("WARD nurse",), valid_from=date(2026, 4, 1))
        assert LocalPlaces((later, until)).find("profession", ("ward nurse",), START) == until
        with pytest.raises(FaultyTableError, match="same label on the same day"):
            LocalPlaces((replace(later, valid_from=date(2026, 3, 31)), until))
        with pytest.raises(FaultyTableError, match="same label on the same day"):
            LocalPlaces((WARD, later))


def test_what_was_unplaced_has_no_label_unless_it_is_said() -> None:
    one = Unplaced("R0A", START, "background_unknown", "why", "what", None, 1, None, 1)
    assert (one.kind, one.labels) == ("", ())
