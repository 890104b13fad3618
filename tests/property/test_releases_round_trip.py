"""A protected release kept as JSON and read back is the same, and holds nothing that is raw."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.stocks import findings_of, worked_stock
from wardtoboard.ceilings import Label, Ratio
from wardtoboard.disclosure import CountTable, Protected, ReleasedTable
from wardtoboard.papers import Figures, ProtectedFlows, Release, Shown, ShownChances

AT_LEISURE = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.text(min_size=1, max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PERCENT = st.none() | st.integers(0, 20).map((5).__mul__)
COUNTS = st.integers(0, 10**7)
RATIOS = st.builds(Ratio, st.none() | NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS)
FIGURES = st.builds(
    Figures, COUNTS, COUNTS, COUNTS, COUNTS, RATIOS, st.none() | NUMBERS, st.none() | NUMBERS
)
SHOWN = st.builds(
    Shown,
    profession=NAMES,
    family=st.sampled_from(["guide", "allied"]),
    level=NAMES,
    label=st.none() | st.sampled_from(get_args(Label)),
    grade=st.sampled_from("ABCD"),
    sentence=st.text(),
    caveats=st.lists(st.text(), max_size=3).map(tuple),
    figures=st.none() | FIGURES,
    finding=st.none(),
)
TABLES = st.builds(
    ReleasedTable,
    population=NAMES,
    dimensions=st.just(("profession", "level")),
    values=st.dictionaries(st.tuples(NAMES, NAMES), COUNTS | st.sampled_from("*cr")),
    groups=st.just({}) | st.just({"profession": {"ahp": ("podiatrist", "ahp_other")}}),
    rounded_to=st.none() | st.just(5),
)
RELEASES = st.builds(
    Release,
    code=NAMES,
    date=st.dates(),
    ladder=st.lists(NAMES, max_size=4).map(tuple),
    table=TABLES,
    shown=st.lists(SHOWN, max_size=4).map(tuple),
    is_raw=st.just(False),
    said=st.dictionaries(st.tuples(NAMES, NAMES) | st.tuples(NAMES, NAMES, NAMES), st.text()),
    flows=st.none()
    | st.builds(
        ProtectedFlows,
        last_month=st.integers(24_000, 25_000),
        shown=st.lists(
            st.builds(ShownChances, NAMES, NAMES, st.tuples(PERCENT, PERCENT, PERCENT))
        ).map(tuple),
    ),
    proof=st.none(),
)


@AT_LEISURE
@given(TABLES)
def test_a_table(table: ReleasedTable) -> None:
    assert ReleasedTable.from_dict(json.loads(json.dumps(table.to_dict()))) == table


@AT_LEISURE
@given(SHOWN)
def test_what_may_be_shown(shown: Shown) -> None:
    assert Shown.from_dict(json.loads(json.dumps(shown.to_dict()))) == shown


@AT_LEISURE
@given(RELEASES)
def test_a_release(release: Release) -> None:
    assert Release.from_dict(json.loads(json.dumps(release.to_dict()))) == release


@AT_LEISURE
@given(RELEASES)
def test_the_proof_is_not_kept(release: Release) -> None:
    counts = CountTable("X", ("cell",), {("a",): 3})
    nothing: frozenset[tuple[str, ...]] = frozenset()
    proof = Protected(counts, release.table, nothing, nothing, nothing, ())
    proven = replace(release, proof=proof)
    assert proven.to_dict() == release.to_dict()


def test_what_is_raw_is_not_kept() -> None:
    finding = next(iter(findings_of(worked_stock()).values()))
    raw = Shown("ahp", "guide", "Band 8a", "ceiling", "C", "They stop.", finding=finding)
    with pytest.raises(ValueError, match="a raw finding"):
        raw.to_dict()
    table = ReleasedTable("X", ("cell",), {})
    with pytest.raises(ValueError, match="a raw release"):
        Release("X", date(2026, 3, 31), (), table, (raw,), is_raw=True).to_dict()


def test_a_table_with_a_cell_that_is_none_is_refused() -> None:
    table = ReleasedTable("X at 2026-03-31", ("cell",), {("a",): 9}).to_dict()
    for values in ([["a", "b", 9]], [["a", "?"]], [["a", True]], [["a", None]]):
        with pytest.raises(ValueError, match="is not a cell"):
            ReleasedTable.from_dict({**table, "values": values})


def test_a_release_of_another_day_is_read_back_on_that_day() -> None:
    table = ReleasedTable("X", ("cell",), {})
    release = Release("X", date(2026, 3, 31), (), table, (), is_raw=False)
    assert Release.from_dict(release.to_dict()).date == date(2026, 3, 31)
