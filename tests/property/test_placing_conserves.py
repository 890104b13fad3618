"""Whatever the records hold, everyone is either placed or counted under one reason."""

from __future__ import annotations

import math
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from wardtoboard.professions import (
    REASONS,
    Placement,
    load_ladder,
    load_professions,
    place_esr,
    place_occupation_code,
    place_published_grade,
    place_published_staff_group,
)
from wardtoboard.professions.library_files import read_library

PROFESSIONS = load_professions(date(2026, 3, 31))
RULES = read_library("published_groups.toml")["rule"]
LADDER = load_ladder("scope", date(2026, 3, 31))

groups = st.sampled_from([group for rule in RULES for group in rule["groups"]])
areas = st.sampled_from(["", *(area for rule in RULES for area in rule.get("areas", []))])
levels = st.sampled_from(["", *(level for rule in RULES for level in rule.get("levels", []))])
published = st.builds(
    lambda group, area, level: place_published_staff_group(
        *group.split("/"), f"001_{area}", level.upper()
    ),
    groups,
    areas,
    levels,
)
anything = st.one_of(
    published,
    st.builds(place_published_staff_group, *[st.text(max_size=8)] * 4),
    st.builds(place_occupation_code, st.text(max_size=4)),
    st.builds(place_esr, st.text(max_size=12), st.text(max_size=12)),
    st.builds(place_published_grade, st.text(max_size=8), st.text(max_size=8)).map(
        lambda placed: placed[0]
    ),
)


def is_known(placement: Placement) -> bool:
    if placement.profession is None:
        return placement.reason in REASONS
    return placement.reason is None and placement.profession in PROFESSIONS


@settings(deadline=None)
@given(st.lists(st.tuples(anything, st.floats(0, 1000)), max_size=40))
def test_placed_and_unplaced_add_up_to_everyone(records):
    placed = [fte for placement, fte in records if placement.profession is not None]
    unplaced = [fte for placement, fte in records if placement.reason is not None]
    assert all(is_known(placement) for placement, _ in records)
    assert len(placed) + len(unplaced) == len(records)
    everyone = math.fsum(fte for _, fte in records)
    assert math.isclose(math.fsum(placed + unplaced), everyone, abs_tol=1e-9)


@settings(deadline=None)
@given(st.integers(0, 999), st.integers(0, 999), areas, levels)
def test_zero_padding_of_staff_groups_does_not_matter(first, second, area, level):
    bare = place_published_staff_group(str(first), str(second), area, level)
    assert bare == place_published_staff_group(f"{first:03}", f"{second:03}", area, level)


@settings(deadline=None)
@given(
    st.sampled_from([*LADDER.levels, *LADDER.pooled]).flatmap(
        lambda level: st.tuples(st.just(level), st.sampled_from([level.id, *level.aliases]))
    ),
    st.sampled_from([str.upper, str.lower, str.title, lambda text: f"  {text} "]),
)
def test_a_level_is_found_by_every_name_however_it_is_cased(named, written):
    level, name = named
    assert LADDER.find(written(name)) == level
