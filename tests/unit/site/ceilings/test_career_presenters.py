"""Words and tables of careers: lengths of time, rounded chances, addresses of levels."""

from __future__ import annotations

from datetime import date

import pytest

from wardtoboard.disclosure import ReleasedTable
from wardtoboard.papers import ProtectedFlows, Release, ShownChances
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.presenters.career_tables import (
    every_released_chance_table,
    how_long,
    released_chances_table,
)
from wardtoboard_web.ceilings.presenters.careers import career_tables, careers_part
from wardtoboard_web.ceilings.presenters.words import Addresses

LAST = 12 * 2026 + 2
CHANCES = (
    ShownChances("nurse", "Band 5", (0, 35, 100)),
    ShownChances("nurse", "Band 6", (None, 30, 45)),
    ShownChances("ahp", "Band 6", (10, 20, 30)),
)


def seen(flows: ProtectedFlows | None) -> Seen:
    table = ReleasedTable("X at 2026-03-31", ("profession", "level"), {("nurse", "Band 5"): 9})
    release = Release("X", date(2026, 3, 31), (), table, (), is_raw=False, flows=flows)
    return Seen(release, ())


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "1 month"), (7, "7 months"), (12, "1 year"), (24, "2 years"), (29, "2 years 5 months")],
)
def test_lengths_of_time(months, words):
    assert how_long(months) == words


def test_released_chances_say_what_is_withheld_and_never_nought_or_all():
    table = released_chances_table(seen(ProtectedFlows(LAST, CHANCES)), "nurse")
    assert table is not None
    assert table.rows == (
        ("Band 5", "under 5%", "35%", "over 95%"),
        ("Band 6", "withheld", "30%", "45%"),
    )


def test_all_chances_of_a_release_name_their_profession():
    table = every_released_chance_table(seen(ProtectedFlows(LAST, CHANCES)))
    assert table is not None
    assert [row[0] for row in table.rows] == ["Nurses", "Nurses", "Allied health professionals"]


@pytest.mark.parametrize("flows", [None, ProtectedFlows(LAST, ())])
def test_a_release_without_chances_has_no_table(flows):
    assert every_released_chance_table(seen(flows)) is None
    assert career_tables(seen(flows), "nurse", None) == ()


def test_a_release_says_up_to_when_careers_were_followed():
    part = careers_part(
        seen(ProtectedFlows(LAST, CHANCES)), "nurse", None, None, Addresses("X1ZZ"), ()
    )
    assert part.about == "Careers up to March 2026."
    assert (part.charts, part.levels, part.bring_in) == ((), (), "")


def test_a_level_is_asked_for_in_the_address():
    addresses = Addresses("X1ZZ", as_others=True).at("Band 8b+")
    assert addresses.profession("ahp", "nurse").endswith(
        "/ahp/?as=others&against=nurse&level=band-8b-plus"
    )
