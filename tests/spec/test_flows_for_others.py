"""Which chances of promotion others may see, and when they are made anew."""

from __future__ import annotations

from datetime import date

import pytest

from builders.followed import ELSEWHERE, LEFT, MOVED, PROMOTED, STAYED, Spell, counts_of
from wardtoboard.disclosure import Rule
from wardtoboard.papers import ProtectedFlows, flows_to_release, protected_flows
from wardtoboard.papers.flows_for_others import Chances
from wardtoboard.professions import load_professions

PROFESSIONS = load_professions(date(2026, 3, 31))
LAST = 12 * 2026 + 2
LEVEL = "Band 6"
PLENTY: tuple[Spell, ...] = ((20, 6, PROMOTED), (20, 8, LEFT), (60, 72, STAYED))
FEW: tuple[Spell, ...] = ((3, 6, PROMOTED), (3, 8, LEFT), (9, 72, STAYED))


def shown(rule: Rule | None = None, /, **spells: tuple[Spell, ...]) -> dict[str, Chances]:
    counts = counts_of({(name, LEVEL): some for name, some in spells.items()})
    flows = protected_flows(counts, PROFESSIONS, last_month=LAST, rule=rule)
    assert flows.last_month == LAST
    assert all(one.level == LEVEL for one in flows.shown)
    return {one.profession: one.chances for one in flows.shown}


class TestAChance:
    def test_is_rounded_to_the_nearest_five_points(self) -> None:
        assert shown(nurse=PLENTY) == {"nurse": (20, 20, 20)}
        assert shown(nurse=((22, 6, PROMOTED), *PLENTY[1:])) == {"nurse": (20, 20, 20)}
        assert shown(nurse=((24, 6, PROMOTED), *PLENTY[1:])) == {"nurse": (25, 25, 25)}

    def test_grows_with_the_time_in_the_level(self) -> None:
        later = ((20, 30, PROMOTED), (20, 50, PROMOTED))
        assert shown(nurse=(*PLENTY, *later)) == {"nurse": (15, 30, 45)}

    def test_counts_those_who_leave_among_those_not_promoted(self) -> None:
        spells = ((50, 10, LEFT), (50, 12, PROMOTED), (50, 72, STAYED))
        assert shown(nurse=spells) == {"nurse": (35, 35, 35)}

    def test_follows_people_who_go_elsewhere_until_they_go(self) -> None:
        spells = (*PLENTY, (100, 1, ELSEWHERE))
        assert shown(nurse=spells) == {"nurse": (20, 20, 20)}

    @pytest.mark.parametrize(
        "spells",
        [
            pytest.param(((7, 6, PROMOTED), *PLENTY[1:]), id="few promoted"),
            pytest.param(((20, 6, PROMOTED), (7, 8, LEFT), (60, 72, STAYED)), id="few left"),
            pytest.param(((30, 6, PROMOTED), (30, 8, LEFT), (7, 72, STAYED)), id="few still there"),
            pytest.param(
                ((8, 6, PROMOTED), (8, 8, LEFT), (33, 72, STAYED)), id="49 people ever at risk"
            ),
            pytest.param(
                ((9, 6, PROMOTED), (9, 8, LEFT), (9, 72, STAYED), (90, 3, STAYED)),
                id="what became of 27 is known",
            ),
            pytest.param((), id="nobody"),
        ],
    )
    def test_is_withheld_where_few_people_are_on_any_side(self, spells) -> None:
        assert shown(nurse=spells) == {}

    def test_is_told_where_each_side_is_just_large_enough(self) -> None:
        spells = ((8, 6, PROMOTED), (8, 8, LEFT), (8, 72, STAYED), (26, 9, MOVED))
        assert shown(nurse=spells) == {"nurse": (15, 15, 15)}
        assert shown(Rule(small=8), nurse=spells) == {}

    def test_is_weighed_for_each_time_alone(self) -> None:
        """Seven were promoted within a year, and ten more in the next two."""
        spells = ((7, 6, PROMOTED), (10, 30, PROMOTED), *PLENTY[1:])
        assert shown(nurse=spells) == {"nurse": (None, 20, 20)}

    def test_ends_where_few_were_followed(self) -> None:
        spells = ((20, 6, PROMOTED), (20, 8, LEFT), (60, 40, STAYED))
        assert shown(nurse=spells) == {"nurse": (20, 20, None)}

    def test_is_that_of_people_whose_profession_and_beginning_are_known(self) -> None:
        assert shown(unknown=PLENTY) == {}


class TestAFamily:
    def test_is_told_with_all_its_members_and_those_known_by_it_alone(self) -> None:
        assert shown(ahp=FEW, physiotherapist=FEW, radiographer=PLENTY) == {"ahp": (20, 20, 20)}

    def test_is_told_alone_where_the_rest_of_it_is_small(self) -> None:
        """Physiotherapists are many, and one less the other would tell of radiographers."""
        assert shown(physiotherapist=PLENTY, radiographer=FEW) == {"ahp": (20, 20, 20)}

    def test_is_told_with_members_where_all_others_of_it_are_many_too(self) -> None:
        each = {"ahp", "physiotherapist", "radiographer"}
        assert set(shown(physiotherapist=PLENTY, radiographer=PLENTY)) == each

    def test_is_told_alone_where_it_is_one_member(self) -> None:
        assert set(shown(physiotherapist=PLENTY)) == {"ahp"}

    def test_is_told_with_one_member_where_the_others_together_are_many(self) -> None:
        half = ((5, 6, PROMOTED), (5, 8, LEFT), (30, 72, STAYED))
        told = shown(ahp=half, physiotherapist=PLENTY, radiographer=half)
        assert set(told) == {"ahp", "physiotherapist"}

    def test_tells_nothing_of_those_known_by_it_alone(self) -> None:
        told = shown(ahp=PLENTY, physiotherapist=PLENTY, radiographer=PLENTY)
        assert set(told) == {"ahp", "physiotherapist", "radiographer"}
        assert told["ahp"] == (20, 20, 20)

    def test_is_withheld_where_it_is_small(self) -> None:
        assert shown(ahp=FEW) == {}

    def test_leaves_other_professions_as_they_are(self) -> None:
        assert set(shown(nurse=PLENTY, physiotherapist=FEW)) == {"nurse"}


class TestMadeAnew:
    @pytest.mark.parametrize(("months", "is_anew"), [(0, False), (11, False), (12, True)])
    def test_after_a_year(self, months, is_anew) -> None:
        earlier, new = ProtectedFlows(LAST, ()), ProtectedFlows(LAST + months, ())
        assert flows_to_release(new, earlier) is (new if is_anew else earlier)

    def test_the_first_time(self) -> None:
        new = ProtectedFlows(LAST, ())
        assert flows_to_release(new, None) is new

    def test_not_without_a_history(self) -> None:
        assert flows_to_release(None, ProtectedFlows(LAST, ())) is None


def test_of_some_professions_only_theirs() -> None:
    counts = counts_of({("nurse", LEVEL): PLENTY, ("doctor", "Consultant"): PLENTY})
    flows = protected_flows(counts, PROFESSIONS, last_month=LAST)
    assert [one.profession for one in flows.shown] == ["doctor", "nurse"]
    assert [one.profession for one in flows.of({"nurse"}).shown] == ["nurse"]
