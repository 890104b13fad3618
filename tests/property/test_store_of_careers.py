"""After any months added and restated, in any order, is the store as if built at once?"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.careers import APRIL_2025, quiet, random_month, vocabulary
from wardtoboard.staff.histories import compare, follow
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.segments import Segments
from wardtoboard.staff.histories.store import Store, keep_months, open_store


def kept(folder: Path, months: list[tuple[int, Month]]) -> Store:
    return keep_months(folder, months, vocabulary=vocabulary(), key_check="", progress=quiet)


def same(one: Segments, other: Segments) -> bool:
    pairs = zip(one.columns(), other.columns(), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    places=st.lists(st.integers(0, 9), min_size=1, max_size=14),
    together=st.integers(1, 4),
)
def test_the_store_equals_a_full_rebuild(seed: int, places: list[int], together: int) -> None:
    rng = np.random.default_rng(seed)
    given_in_turn = [(APRIL_2025 + place, random_month(rng)) for place in places]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for start in range(0, len(given_in_turn), together):
            kept(folder / "in turn", list(dict(given_in_turn[start : start + together]).items()))
        in_turn = open_store(folder / "in turn")
        in_turn.check()
        at_once = kept(folder / "at once", sorted(dict(given_in_turn).items()))
        assert in_turn.months == at_once.months
        assert same(in_turn.segments(), at_once.segments())
        named = {path.name for path in (folder / "in turn").iterdir()}
        assert len(named) <= 4 + in_turn.version


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_every_month_of_everyone_is_in_one_segment(seed: int) -> None:
    rng = np.random.default_rng(seed)
    months = [(APRIL_2025 + place, random_month(rng)) for place in range(8)]
    with tempfile.TemporaryDirectory() as name:
        found = kept(Path(name) / "store", months).segments()
    lengths = found.end.astype(int) - found.start + 1
    assert lengths.sum() == sum(len(month) for _, month in months)
    assert np.all((found.entry == -1) | (found.entry >= 0))
    spells = found.spells()
    assert (spells.end.astype(int) - spells.start + 1).sum() == lengths.sum()
    assert np.array_equal(spells.start, spells.spell_start)


def test_the_compiled_walk_is_the_one_we_read(monkeypatch) -> None:
    """The same months through the Python that numba compiles, line by line."""
    rng = np.random.default_rng(7)
    months = [(APRIL_2025 + place, random_month(rng)) for place in range(20)]
    with tempfile.TemporaryDirectory() as name:
        compiled = kept(Path(name) / "compiled", months).segments()
        monkeypatch.setattr(compare, "_walk", compare.plain_walk)
        monkeypatch.setattr(follow, "_event", follow.plain_event)
        monkeypatch.setattr(follow, "end", follow.plain_end)
        monkeypatch.setattr(follow, "begin", follow.plain_begin)
        assert same(kept(Path(name) / "plain", months).segments(), compiled)
