"""What is a spell, when does it end, and what is its event?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builders.careers import (
    APRIL_2025,
    Row,
    careers_of,
    manager,
    nurse,
    physiotherapist,
    quiet,
    vocabulary,
)
from wardtoboard.staff.histories.segments import UNKNOWN, Event, Segments
from wardtoboard.staff.histories.store import keep_months

ANN, BEN = 11, 22
FIVE, SIX, SEVEN = "Band 5", "Band 6", "Band 7"


@pytest.fixture
def segments(tmp_path: Path):
    def of(*months: Mapping[int, Row], missing: int | None = None) -> Segments:
        careers = [one for place, one in enumerate(careers_of(*months)) if place != missing]
        store = keep_months(
            tmp_path / "store",
            careers,
            vocabulary=vocabulary(),
            key_check="",
            progress=quiet,
        )
        return store.segments()

    return of


def events(found: Segments) -> list[tuple[int, int, str]]:
    """First and last month, from the first of the data, and the event."""
    return [
        (int(start) - APRIL_2025, int(end) - APRIL_2025, Event(event).name)
        for start, end, event in zip(found.start, found.end, found.event, strict=True)
    ]


def test_a_higher_level_in_the_same_profession_is_a_promotion(segments) -> None:
    found = segments({ANN: nurse(FIVE)}, {ANN: nurse(FIVE)}, {ANN: nurse(SIX)})
    assert events(found) == [(0, 1, "PROMOTED"), (2, 2, "CENSORED")]


def test_a_lower_level_or_another_profession_is_a_move(segments) -> None:
    found = segments(
        {ANN: nurse(SIX), BEN: nurse(SIX)}, {ANN: nurse(FIVE), BEN: physiotherapist(SEVEN)}
    )
    assert [event for _, _, event in events(found)] == ["MOVED", "CENSORED"] * 2


def test_no_row_in_the_next_month_is_leaving_and_a_return_is_a_new_spell(segments) -> None:
    found = segments({ANN: nurse(FIVE)}, {}, {ANN: nurse(FIVE)})
    assert events(found) == [(0, 0, "LEFT"), (2, 2, "CENSORED")]


def test_another_organisation_ends_a_segment_and_no_spell(segments) -> None:
    found = segments({ANN: (nurse(FIVE), 0)}, {ANN: (nurse(FIVE), 2)}, {ANN: (nurse(SIX), 2)})
    assert events(found) == [(0, 0, "ELSEWHERE"), (1, 1, "PROMOTED"), (2, 2, "CENSORED")]
    spells = found.spells()
    assert events(spells) == [(0, 1, "PROMOTED"), (2, 2, "CENSORED")]
    assert spells.place.tolist() == [2, 2]


def test_promotion_into_another_organisation_is_a_promotion(segments) -> None:
    found = segments({ANN: (nurse(FIVE), 0)}, {ANN: (nurse(SIX), 2)})
    assert events(found) == [(0, 0, "PROMOTED"), (1, 1, "CENSORED")]


def test_a_month_missing_from_the_data_ends_nothing(segments) -> None:
    found = segments({ANN: nurse(FIVE)}, {}, {ANN: nurse(FIVE)}, missing=1)
    assert events(found) == [(0, 2, "CENSORED")]


def test_a_level_that_cannot_be_placed_is_neither_up_nor_down(segments) -> None:
    none = vocabulary().state("nurse", None)
    found = segments({ANN: nurse(FIVE)}, {ANN: none}, {ANN: nurse(SIX)})
    assert [event for _, _, event in events(found)] == ["MOVED", "MOVED", "CENSORED"]


def test_grades_of_doctors_are_a_ladder_of_their_own(segments) -> None:
    words = vocabulary()
    grade = next(name for number, name in words.levels.items() if number > 64)
    found = segments({ANN: words.state("doctor", "Band 9")}, {ANN: words.state("doctor", grade)})
    assert events(found)[0][2] == "MOVED"


class TestBackground:
    """A clinician who becomes a manager stays counted."""

    def test_a_physiotherapist_who_becomes_a_manager_is_promoted(self, segments) -> None:
        found = segments({ANN: physiotherapist(SEVEN)}, {ANN: manager("Band 8a")})
        assert events(found) == [(0, 0, "PROMOTED"), (1, 1, "CENSORED")]
        assert vocabulary().profession_of(int(found.state[1])) == "physiotherapist"

    def test_and_stays_one_after_leaving_and_coming_back(self, segments) -> None:
        found = segments(
            {ANN: physiotherapist(SEVEN), BEN: nurse(FIVE)},
            {},
            {BEN: nurse(FIVE)},
            {ANN: manager("Band 8a"), BEN: nurse(FIVE)},
        )
        last = found.take(found.person == ANN)
        assert vocabulary().profession_of(int(last.state[-1])) == "physiotherapist"

    def test_the_last_of_several_professions_counts(self, segments) -> None:
        found = segments(
            {ANN: nurse(FIVE)}, {}, {ANN: physiotherapist(SIX)}, {}, {ANN: manager(SEVEN)}
        )
        assert vocabulary().profession_of(int(found.state[-1])) == "physiotherapist"

    def test_without_any_clinical_row_it_is_unknown(self, segments) -> None:
        found = segments({ANN: manager(SEVEN)}, {}, {ANN: manager(SEVEN), BEN: manager(SIX)})
        assert [vocabulary().profession_of(int(one)) for one in found.state] == [None] * 3

    def test_a_profession_found_later_is_a_move_and_not_a_promotion(self, segments) -> None:
        found = segments({ANN: manager(SEVEN)}, {ANN: nurse("Band 8a")})
        assert events(found)[0][2] == "MOVED"


class TestTimeInLevel:
    """How long someone had been in the level when we first see them there."""

    def test_it_is_unknown_in_the_first_month_unless_the_row_tells(self, segments) -> None:
        found = segments({ANN: nurse(FIVE), BEN: (nurse(FIVE), 0, 30)})
        assert found.entry.tolist() == [UNKNOWN, 30]

    def test_it_starts_again_with_a_promotion(self, segments) -> None:
        found = segments({ANN: nurse(FIVE)}, {ANN: nurse(SIX)})
        assert found.entry.tolist() == [UNKNOWN, 0]

    def test_it_starts_with_whoever_is_new_unless_the_row_tells(self, segments) -> None:
        found = segments({}, {ANN: nurse(FIVE), BEN: (nurse(FIVE), 0, 12)})
        assert found.entry.tolist() == [0, 12]

    def test_it_goes_on_in_another_organisation(self, segments) -> None:
        found = segments(
            {},
            {ANN: (nurse(FIVE), 0)},
            {ANN: (nurse(FIVE), 0)},
            {ANN: (nurse(FIVE), 2)},
        )
        assert found.entry.tolist() == [0, 2]
        assert found.spells().entry.tolist() == [0]

    def test_it_stays_unknown_in_another_organisation(self, segments) -> None:
        found = segments({ANN: (nurse(FIVE), 0)}, {ANN: (nurse(FIVE), 2)})
        assert found.entry.tolist() == [UNKNOWN, UNKNOWN]
