"""Levels, the names they go by, and where a doctor's grade is compared."""

from __future__ import annotations

from datetime import date

import pytest

from wardtoboard.base.errors import CannotTellError, LibraryContentError, NotInTableError
from wardtoboard.professions import load_ladder, tier_of
from wardtoboard.professions.ladders import check_ties, comparisons_by_pay
from wardtoboard.professions.levels import check_names, levels_of
from wardtoboard.professions.library_files import holding_on, read_library
from wardtoboard.professions.medical import medical_document

TODAY = date(2026, 3, 31)


def test_the_levels_are_in_order_from_band_1_to_the_board():
    ladder = load_ladder("scope", TODAY)
    assert [level.id for level in ladder.levels] == [
        *(f"Band {number}" for number in range(1, 8)),
        "Band 8a",
        "Band 8b",
        "Band 8c",
        "Band 8d",
        "Band 9",
        "VSM",
        "Board",
    ]
    assert [level.rank for level in ladder.levels] == list(range(1, 15))


@pytest.mark.parametrize(
    ("level", "group"),
    [
        ("Band 4", "support"),
        ("Band 5", "mid"),
        ("Band 7", "mid"),
        ("Band 8b", "senior"),
        ("Band 8c", "very_senior"),
        ("VSM", "very_senior"),
        ("Board", "board"),
    ],
)
def test_each_level_is_in_a_group(level, group):
    found = load_ladder("afc", TODAY).find(level)
    assert found is not None
    assert found.group == group


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Band 8a", "Band 8a"),
        ("band 8A", "Band 8a"),
        (" Band  8 a ", "Band 8a"),
        ("8a", "Band 8a"),
        ("AfC 8a", "Band 8a"),
        ("B8a", "Band 8a"),
        ("XR08", "Band 8a"),
        ("XN09", "Band 8b"),
        ("XR05", "Band 5"),
        ("XR12", "Band 9"),
        ("NHS|XR08|Review Body Band 8 - Range A", "Band 8a"),
        ("Band 8 - Range D", "Band 8d"),
        ("Review Body Band 6", "Band 6"),
        ("5", "Band 5"),
        ("VSM", "VSM"),
        ("Very Senior Manager", "VSM"),
        ("Board", "Board"),
        ("8b+", "Band 8b+"),
        ("Band 8b and above", "Band 8b+"),
        ("Band 8 and above", "Band 8a+"),
        ("Band 8", "Band 8"),
    ],
)
def test_a_level_is_found_however_it_is_written(text, level):
    found = load_ladder("scope", TODAY).find(text)
    assert found is not None
    assert found.id == level


@pytest.mark.parametrize("text", ["Non AfC Grade", "Band 10", "", "local|pay"])
def test_a_grade_without_an_agreed_order_is_not_found(text):
    assert load_ladder("scope", TODAY).find(text) is None


def test_a_pooled_level_lists_what_it_covers_and_never_the_board():
    pooled = load_ladder("scope", TODAY).find("8b+")
    assert pooled is not None
    assert pooled.pools == ("Band 8b", "Band 8c", "Band 8d", "Band 9", "VSM")
    assert (pooled.rank, pooled.group) == (9, "senior")


class TestTheMedicalLadder:
    def test_grades_are_in_order_with_leadership_posts_above(self):
        assert [level.id for level in load_ladder("medical", TODAY).levels] == [
            "FY1",
            "FY2",
            "Core training",
            "ST3-5",
            "ST6-8",
            "Staff grade",
            "Specialty doctor",
            "Associate specialist",
            "Specialist",
            "Consultant",
            "Clinical lead",
            "Clinical director",
            "Deputy medical director",
            "Medical director",
        ]

    def test_the_specialist_grade_began_in_april_2021(self):
        assert load_ladder("medical", date(2021, 3, 31)).find("Specialist") is None
        assert load_ladder("medical", date(2021, 4, 1)).find("Specialist") is not None

    def test_the_published_registrar_grade_covers_the_years_it_does_not_split(self):
        found = load_ladder("medical", TODAY).find("Specialty Registrar")
        assert found is not None
        assert found.pools == ("ST3-5", "ST6-8")

    def test_it_compares_nobody_with_itself(self):
        assert load_ladder("medical", TODAY).comparison_level("Consultant") is None


class TestWhereADoctorIsCompared:
    @pytest.mark.parametrize(
        ("grade", "level"),
        [
            ("Consultant", None),
            ("FY1", None),
            ("Clinical lead", None),
            ("clinical director", "Band 8d"),
            ("Associate medical director", "Band 9"),
            ("Medical director", "Board"),
            ("Chief Medical Officer", "Board"),
        ],
    )
    def test_by_scope_only_leadership_posts(self, grade, level):
        assert load_ladder("scope", TODAY).comparison_level(grade) == level

    @pytest.mark.parametrize(
        ("on", "grade", "level"),
        [
            (date(2009, 9, 30), "Consultant", "Band 8d"),
            (date(2017, 9, 30), "Consultant", "Band 8d"),
            (date(2017, 9, 30), "Specialty registrar", "Band 8a"),
            (date(2024, 3, 31), "Consultant", "Band 8d"),
            (date(2024, 4, 1), "Consultant", "Band 9"),
            (date(2024, 4, 1), "FY1", "Band 5"),
            (date(2025, 4, 1), "FY1", "Band 6"),
            (date(2025, 4, 1), "CT1-2", "Band 7"),
            (date(2025, 4, 1), "ST3-5", "Band 8b"),
            (date(2025, 4, 1), "Specialty doctor", "Band 8a"),
            (date(2025, 4, 1), "Specialist", "Band 8d"),
            (date(2025, 4, 1), "Medical director", "Board"),
            (date(2025, 4, 1), "Staff grade", None),
        ],
    )
    def test_by_pay_each_grade_at_the_highest_band_that_starts_no_higher(self, on, grade, level):
        assert load_ladder("pay", on).comparison_level(grade) == level

    @pytest.mark.parametrize("grade", ["Consultant", "Medical director"])
    def test_under_agenda_for_change_alone_nobody(self, grade):
        assert load_ladder("afc", TODAY).comparison_level(grade) is None

    def test_a_pooled_grade_whose_lowest_year_has_no_pay_is_not_compared(self):
        years = [
            {"effective_from": TODAY, "afc": {"Band 5": 1, "Band 6": 3}, "medical": {"FY1": 2}}
        ]
        medical = load_ladder("medical", TODAY)
        assert comparisons_by_pay(years, medical, TODAY) == {"FY1": "Band 5"}

    def test_without_pay_for_the_day_it_cannot_tell(self):
        years = [{"effective_from": TODAY, "afc": {}, "medical": {}}]
        with pytest.raises(CannotTellError, match="Pay starts on 2026-03-31"):
            comparisons_by_pay(years, load_ladder("medical", TODAY), date(2026, 3, 30))


@pytest.mark.parametrize(
    ("ladder", "on", "start"),
    [
        ("scope", date(2009, 6, 30), "2009-07-01"),
        ("afc", date(2009, 6, 30), "2009-07-01"),
        ("medical", date(2009, 6, 30), "2009-07-01"),
        ("pay", date(2009, 6, 30), "2009-07-01"),
    ],
)
def test_a_day_before_the_content_starts_is_refused_in_a_sentence(ladder, on, start):
    with pytest.raises(CannotTellError, match=f"starts on {start}"):
        load_ladder(ladder, on)


def test_a_ladder_that_does_not_exist_lists_those_that_do():
    with pytest.raises(NotInTableError, match="Use one of: scope, pay, afc, medical"):
        load_ladder("snakes", TODAY)


def test_levels_that_begin_later_are_not_there_before():
    entries = read_library("ladders.toml")["level"]
    for entry in entries:
        entry["effective_from"] = date(2020, 1, 1)
    with pytest.raises(CannotTellError, match="starts on 2020-01-01"):
        levels_of(entries, date(2019, 1, 1))


@pytest.mark.parametrize(
    ("level", "tier"),
    [
        ("Band 1", "lower"),
        ("Band 5", "lower"),
        ("Band 6", "middle"),
        ("Band 7", "middle"),
        ("Band 8a", "upper"),
        ("Board", "upper"),
        ("Consultant", None),
        ("Band 8b+", "upper"),
    ],
)
def test_the_disparity_ratio_has_three_tiers(level, tier):
    assert tier_of(level) == tier


def test_every_level_of_the_ladder_has_a_tier():
    assert all(tier_of(level.id) for level in load_ladder("afc", TODAY).levels)


class TestTheLoaderListsEveryFault:
    def test_a_name_two_levels_share_and_a_pool_over_nothing(self):
        document = read_library("ladders.toml")
        document["level"][4]["names"].append("Band 6")
        document["pool"][0]["pools"].append("Band 10")
        with pytest.raises(LibraryContentError) as caught:
            check_names(document, "ladders.toml")
        assert [fault.found for fault in caught.value.faults] == ["band6", "Band 10"]

    def test_a_view_pay_year_or_tier_that_names_an_unknown_level(self):
        document = read_library("ladders.toml")
        document["view"][0]["comparisons"] = {"Wizard": "Band 10"}
        document["pay_year"][0]["medical"]["Witch"] = 1
        document["pay_year"][0]["afc"]["Band 11"] = 1
        document["tier"][0]["levels"].append("Band 0")
        with pytest.raises(LibraryContentError) as caught:
            check_ties(document, medical_document())
        assert [fault.found for fault in caught.value.faults] == [
            "Wizard",
            "Band 10",
            "Witch",
            "Band 11",
            "Band 0",
        ]


def test_the_latest_entry_that_has_begun_holds():
    entries = [{"effective_from": date(2020, 1, 1)}, {"effective_from": date(2021, 1, 1)}]
    assert holding_on(entries, date(2020, 12, 31)) is entries[0]
    assert holding_on(entries, date(2021, 1, 1)) is entries[1]
    assert holding_on(entries, date(2019, 12, 31)) is None


def test_levels_are_counted_under_the_widest_pooled_level_held():
    ladder = load_ladder("scope", TODAY)
    assert ladder.common_names(["Band 5", "Band 8b"]) == {}
    names = ladder.common_names(["Band 5", "Band 8b+", "Band 8c"])
    assert (names["Band 8b"], names["Band 8c"], names["Band 9"]) == ("Band 8b+",) * 3
    assert names["Band 8c+"] == "Band 8b+"
    assert "Band 8a" not in names
    both = ladder.common_names(["Band 8a+", "Band 8b+"])
    assert (both["Band 8a"], both["Band 8b+"], both["Band 8c"]) == ("Band 8a+",) * 3
