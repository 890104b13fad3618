"""What may be shown: the rules of disclosure control by example."""

from __future__ import annotations

from math import exp, lgamma

import numpy as np
import pytest

from wardtoboard.base.errors import CannotTellError, DisclosureError
from wardtoboard.disclosure import (
    STAR,
    WITHHELD,
    CountTable,
    ReleasedTable,
    Rule,
    attack,
    only_what_cannot_tell,
    protect,
    protection,
    ratio_may_be_shown,
    star_and_round,
)
from wardtoboard.disclosure.cover import Witnesses

PROFESSIONS = ("nurse", "physiotherapist", "dietitian", "ahp_other", "doctor")
AHP = {"profession": {"ahp": ("physiotherapist", "dietitian", "ahp_other")}}


def board_ladder() -> CountTable:
    """Count a made-up trust at three levels; few allied health professionals are senior."""
    rows = {
        "Band 7": (60, 20, 12, 3, 30),
        "Band 8a": (25, 6, 0, 0, 22),
        "Board": (2, 0, 0, 0, 2),
    }
    counts = {
        (profession, level): count
        for level, row in rows.items()
        for profession, count in zip(PROFESSIONS, row, strict=True)
    }
    return CountTable("R0A at 2026-03-31", ("profession", "level"), counts, AHP)


def one_way(**values: int | str) -> ReleasedTable:
    return ReleasedTable("X", ("cell",), {(key,): value for key, value in values.items()})


class TestWhatASmallCountIs:
    @pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (7, True), (8, False)])
    def test_one_to_seven_people_are_few(self, count: int, small: bool) -> None:
        assert Rule().is_small(count) is small

    def test_the_room_asked_is_three_people_each_way_but_never_below_nobody(self) -> None:
        assert Rule().spread(1) == (1, 3)
        assert Rule().spread(5) == (3, 3)


class TestTheStar:
    def test_seven_stars_under_a_star_are_all_exactly_one(self) -> None:
        found = attack([one_way(**dict.fromkeys("abcdefg", STAR), total=STAR)])
        assert {one.key[0]: one.low for one in found.recovered} == {
            **dict.fromkeys("abcdefg", 1),
            "total": 7,
        }
        assert found.narrowest == 0

    def test_six_stars_under_a_star_are_not(self) -> None:
        found = attack([one_way(**dict.fromkeys("abcdef", STAR), total=STAR)])
        assert found.recovered == ()
        assert (found.cells, found.protected, found.narrowest) == (7, 7, 1)

    def test_star_and_round_rounds_to_the_nearest_five_and_shows_zeros(self) -> None:
        released = star_and_round(CountTable("X", ("cell",), {("a",): 0, ("b",): 7, ("c",): 8}))
        assert dict(released.values) == {("a",): 0, ("b",): STAR, ("c",): 10, ("total",): 15}
        assert released.rounded_to == 5

    def test_star_and_round_can_give_everything_away(self) -> None:
        """Two stars in a row that rounds to 10, in columns that are stars with four stars each."""
        counts = {("r1", "x"): 4, ("r1", "y"): 4}
        counts |= {(row, column): 1 for row in ("r2", "r3", "r4") for column in ("x", "y")}
        table = CountTable("X", ("row", "column"), counts)
        found = attack([star_and_round(table)], truth=table)
        assert found.recovered_exactly == found.protected == 13
        assert len(found.violated) == 13

    def test_a_rounded_number_hides_two_people_each_way_but_never_seven_or_fewer(self) -> None:
        table = ReleasedTable("X", ("cell",), {("a",): 10, ("b",): STAR, ("total",): 20}, {}, 5)
        (star,) = attack([table]).intervals
        assert (star.low, star.high) == (6, 7)  # 18 at least, and a is 12 at most


class TestTheAttack:
    def test_a_cell_alone_in_its_row_is_found_by_subtraction(self) -> None:
        found = attack([one_way(a=WITHHELD, b=10, total=13)])
        assert [(one.key, one.low, one.high) for one in found.recovered] == [(("a",), 3, 3)]

    def test_a_withheld_cell_is_any_number_from_nobody(self) -> None:
        found = attack([one_way(a=WITHHELD, b=WITHHELD, total=9)])
        assert [(one.low, one.high, one.width) for one in found.intervals] == [(0, 9, 9)] * 2

    def test_a_cell_that_nothing_limits_has_no_greatest_count(self) -> None:
        found = attack([one_way(a=WITHHELD, b=3)])
        assert [(one.high, one.width) for one in found.intervals] == [(None, None)]
        assert found.narrowest is None

    def test_an_insider_who_is_alone_in_a_cell_learns_the_other(self) -> None:
        released = one_way(a=WITHHELD, b=WITHHELD, total=9)
        knows = one_way(a=1)
        found = attack([released, knows])
        assert {one.key[0]: one.low for one in found.recovered} == {"a": 1, "b": 8}

    def test_tables_with_other_breakdowns_of_the_same_people_are_used_together(self) -> None:
        by_level = ReleasedTable(
            "X", ("profession", "level"), {("nurse", "7"): 20, ("nurse", "8a"): WITHHELD}
        )
        by_site = ReleasedTable(
            "X", ("profession", "site"), {("nurse", "north"): 9, ("nurse", "south"): 14}
        )
        (found,) = attack([by_level, by_site]).recovered
        assert (found.key, found.low) == (("nurse", "8a"), 3)

    def test_other_people_tell_nothing(self) -> None:
        elsewhere = ReleasedTable("Y", ("cell",), {("total",): 13})
        found = attack([one_way(a=WITHHELD, b=10), elsewhere])
        assert found.recovered == ()
        assert found.cells == 3

    def test_a_subtotal_is_the_sum_of_its_members(self) -> None:
        values = {("ahp",): 12, ("physiotherapist",): 9, ("dietitian",): WITHHELD}
        groups = {"profession": {"ahp": ("physiotherapist", "dietitian")}}
        (found,) = attack([ReleasedTable("X", ("profession",), values, groups)]).recovered
        assert found.low == 3

    def test_a_group_that_another_table_splits_is_still_the_sum(self) -> None:
        coarse = ReleasedTable("X", ("profession",), {("nurse",): 30, ("ahp",): 12})
        groups = {"profession": {"ahp": ("physiotherapist", "dietitian")}}
        split = {("nurse",): 30, ("physiotherapist",): 9, ("dietitian",): WITHHELD}
        (found,) = attack([coarse, ReleasedTable("X", ("profession",), split, groups)]).recovered
        assert found.low == 3

    def test_a_combination_that_no_row_lists_holds_nobody(self) -> None:
        values = {("nurse", "7"): 9, ("doctor", "8a"): WITHHELD, ("total", "8a"): 4}
        (found,) = attack([ReleasedTable("X", ("profession", "level"), values)]).recovered
        assert found.low == 4

    @pytest.mark.parametrize(
        "values",
        [
            {"a": 9, "b": 10, "total": 18},
            {"a": WITHHELD, "b": 10, "total": 9},
            {"a": STAR, "b": STAR, "total": 1},
        ],
    )
    def test_tables_that_contradict_are_not_attacked(self, values: dict[str, int | str]) -> None:
        with pytest.raises(CannotTellError, match="cannot all be true of the same people"):
            attack([one_way(**values)])

    def test_the_linear_bounds_alone_can_be_asked_for(self) -> None:
        found = attack([one_way(a=WITHHELD, b=10, total=13)], integer=False)
        assert found.recovered_exactly == 1

    def test_a_small_count_that_is_shown_breaks_the_rule(self) -> None:
        table = board_ladder()
        found = attack([table.published_whole()], truth=table)
        assert ("nurse", "Board") in {one.key for one in found.violated}


class TestProtection:
    def test_small_counts_and_their_cover_are_withheld_and_nothing_is_recovered(self) -> None:
        table = board_ladder()
        protected = protect(table)
        found = attack([protected.released], truth=table)
        assert {("nurse", "Board"), ("ahp_other", "total")} <= protected.primary
        assert protected.secondary
        assert protected.released.withheld() == protected.primary | protected.secondary
        assert (found.recovered, found.violated) == ((), ())

    def test_what_is_shown_is_true(self) -> None:
        table = board_ladder()
        cells = table.cells()
        assert all(cells[key] == count for key, count in protect(table).released.shown().items())

    def test_a_table_without_small_counts_is_shown_whole(self) -> None:
        table = CountTable("X", ("cell",), {("a",): 8, ("b",): 0})
        assert protect(table).released == table.published_whole()

    def test_a_fixed_zero_hides_nothing(self) -> None:
        """Nobody is on the board below Band 5, so 0 there is shown and is no cover."""
        counts = {("a", "x"): 3, ("a", "y"): 0, ("b", "x"): 20, ("b", "y"): 15}
        fixed = CountTable("X", ("row", "column"), counts, {}, frozenset({("a", "y")}))
        free = CountTable("X", ("row", "column"), counts)
        assert protect(fixed).released.values["a", "y"] == 0
        assert ("a", "total") in protect(fixed).primary
        found = attack([protect(fixed).released], truth=fixed)
        assert (found.recovered, found.violated) == ((), ())
        assert attack([protect(free).released], truth=free).violated == ()

    def test_a_number_shown_before_cannot_be_hidden_now(self) -> None:
        table = CountTable("X", ("cell",), {("a",): 3, ("b",): 20})
        with pytest.raises(DisclosureError, match="too little room to hide a"):
            protect(table, earlier=[table.published_whole()])

    def test_releases_about_other_people_do_not_matter(self) -> None:
        table = CountTable("X", ("cell",), {("a",): 3, ("b",): 20, ("c",): 9})
        other = CountTable("Y", ("cell",), {("a",): 3, ("b",): 20})
        assert protect(table, earlier=[other.published_whole()]) == protect(table)

    def test_nothing_leaves_when_the_cover_is_missing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The attack at the end is a check that can fail: leave out the secondary step."""

        def no_cover(plan: protection._Plan) -> tuple[set[int], Witnesses]:
            return set(plan.small()), Witnesses(plan.moves)

        monkeypatch.setattr(protection, "_withhold", no_cover)
        with pytest.raises(DisclosureError, match="would give away profession"):
            protect(board_ladder())


class TestSuccessiveReleases:
    def test_a_cell_withheld_before_stays_withheld(self) -> None:
        counts = {("a",): 3, ("b",): 20, ("c",): 9}
        first = protect(CountTable("X", ("cell",), counts))
        assert first.secondary == {("c",)}
        again = protect(CountTable("X", ("cell",), {**counts, ("a",): 8}), earlier=[first.released])
        assert again.primary == frozenset()
        assert again.kept_back == {("a",), ("c",)}
        assert again.released.withheld() == {("a",), ("c",)}

    def test_a_correction_gives_nothing_away(self) -> None:
        """The attacker who takes all else as unchanged sees b, and the total, revised."""
        counts = {("a",): 3, ("b",): 20, ("c",): 9, ("d",): 40}
        first = protect(CountTable("X", ("cell",), counts)).released
        table = CountTable("X", ("cell",), {**counts, ("b",): 21})
        second = protect(table, earlier=[first])
        assert second.released.values[("b",)] == 21
        assert second.released.values[("total",)] == 73
        assert second.released.withheld() == first.withheld()

    def test_another_breakdown_of_the_same_people_is_protected_beside_the_first(self) -> None:
        """By level the doctors' total is shown; by site it would give the hidden site away."""
        levels = {("nurse", "7"): 40, ("nurse", "8a"): 5, ("doctor", "7"): 30, ("doctor", "8a"): 12}
        sites = {("nurse", "n"): 41, ("nurse", "s"): 4, ("doctor", "n"): 20, ("doctor", "s"): 22}
        by_level = CountTable("X", ("profession", "level"), levels)
        by_site = CountTable("X", ("profession", "site"), sites)
        first = protect(by_level).released
        second = protect(by_site, earlier=[first])
        for truth in (by_level, by_site):
            found = attack([first, second.released], truth=truth)
            assert (found.recovered, found.violated) == ((), ())
        shared = {("nurse", "total"), ("doctor", "total"), ("total", "total")}
        assert all(second.released.values[key] == by_level.cells()[key] for key in shared)

    def test_what_earlier_releases_gave_away_alone_does_not_stop_a_new_one(self) -> None:
        careless = one_way(a=WITHHELD, b=10, total=13)
        by_site = CountTable("X", ("site",), {("n",): 13, ("s",): 0})
        assert protect(by_site, earlier=[careless]).released.withheld() == frozenset()

    def test_a_cell_withheld_before_stays_withheld_even_when_it_must_be_empty(self) -> None:
        first = one_way(a=WITHHELD, b=WITHHELD, c=20, total=33)
        counts = {("a",): 0, ("b",): 13, ("c",): 20}
        table = CountTable("X", ("cell",), counts, {}, frozenset({("a",)}))
        assert protect(table, earlier=[first]).kept_back == {("a",), ("b",)}

    def test_a_star_that_is_since_revised_stays_withheld(self) -> None:
        stars = one_way(a=STAR, b=10, total=13)
        table = CountTable("X", ("cell",), {("a",): 8, ("b",): 10})
        assert ("a",) in protect(table, earlier=[stars]).kept_back


def mid_p_interval(above: int, at: int, above_ref: int, at_ref: int) -> tuple[float, float]:
    """Solve the mid-P equations of the conditional distribution by bisection."""
    focus, ref, steps = above + at, above_ref + at_ref, above + above_ref
    ks = np.arange(max(0, steps - ref), min(focus, steps) + 1)
    logs = np.array(
        [
            -lgamma(k + 1) - lgamma(focus - k + 1) - lgamma(steps - k + 1)
            - lgamma(ref - steps + k + 1)
            for k in ks
        ]
    )  # fmt: skip

    def upper(log_ratio: float) -> float:
        weights = np.exp(logs + ks * log_ratio - (logs + ks * log_ratio).max())
        weights /= weights.sum()
        return float(weights[ks > above].sum() + weights[ks == above].sum() / 2)

    def solve(tail: float) -> float:
        low, high = -30.0, 30.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if upper(middle) < tail else (low, middle)
        return exp(low)

    return solve(0.025), solve(0.975)


def counts_behind(decimals: int) -> list[tuple[int, int]]:
    """Try every (above, at) that gives the published ratio and interval of (4, 40)."""

    def published(above: int, at: int) -> tuple[float, ...]:
        return tuple(round(one, decimals) for one in mid_p_interval(above, at, 63, 146))

    def ratio(above: int, at: int) -> float:
        return round(above * 146 / (at * 63), decimals)

    want = ratio(4, 40), published(4, 40)
    return [
        (above, at)
        for above in range(1, 12)
        for at in range(1, 200)
        if ratio(above, at) == want[0] and published(above, at) == want[1]
    ]


class TestFiguresWorkedOutFromCounts:
    def test_a_ratio_with_its_interval_gives_its_counts_away(self) -> None:
        """0.23 (0.07 to 0.63) against 63 and 146 leaves 4 above and 40 at, and nothing else."""
        assert counts_behind(decimals=2) == [(4, 40)]

    def test_one_decimal_leaves_eighteen_pairs(self) -> None:
        assert len(counts_behind(decimals=1)) == 18

    @pytest.mark.parametrize(
        ("four", "shown"), [((8, 8, 8, 8), True), ((4, 40, 63, 146), False), ((0, 9, 9, 9), False)]
    )
    def test_a_ratio_needs_eight_people_in_each_of_its_four_cells(
        self, four: tuple[int, ...], shown: bool
    ) -> None:
        assert ratio_may_be_shown(four) is shown

    def test_a_figure_that_hangs_on_a_withheld_count_is_not_given(self) -> None:
        protected = protect(board_ladder())
        board = only_what_cannot_tell(lambda counts: counts["nurse", "Board"], protected)
        assert board is None

    def test_a_label_that_is_the_same_either_way_is_given(self) -> None:
        protected = protect(board_ladder())

        def most_are_nurses(counts: object) -> str:
            assert isinstance(counts, dict)
            nurses = sum(v for k, v in counts.items() if k[0] == "nurse")
            return "nurses lead" if 3 * nurses > sum(counts.values()) else "no"

        assert only_what_cannot_tell(most_are_nurses, protected) == "nurses lead"

    def test_a_figure_that_is_given_leaves_the_required_room(self) -> None:
        """Every witness gives the figure too, so an attacker can rule none of them out."""
        table = board_ladder()
        protected = protect(table)
        nurses = {k for k in table.counts if k[0] == "nurse"}
        nurses_in_all = only_what_cannot_tell(
            lambda counts: sum(counts[key] for key in nurses), protected
        )
        assert nurses_in_all == 87
        beside = ReleasedTable(
            table.population, table.dimensions, {("nurse", "total"): nurses_in_all}
        )
        assert attack([protected.released, beside], truth=table).violated == ()
