"""Charts of chances and of trends: what they say, where the words stand, what they refuse."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builders import pictures
from wardtoboard.charts import (
    ChanceCurve,
    ChanceStep,
    Chart,
    Rate,
    TrendYear,
    chances_chart,
    trend_chart,
)
from wardtoboard.charts.axes import Plot, apart, round_ticks
from wardtoboard.charts.chances import _edges
from wardtoboard.charts.colours import BAND, BOTH_BANDS, FOCUS, INK, OTHER_BAND, PAPER, contrast
from wardtoboard.charts.marks import Words
from wardtoboard.charts.words import chance_in_words, years_in_words

PLOT = Plot(left=50, right=400, top=50, bottom=250, ticks=(0.0, 0.5, 1.0))


def drawn(chart: Chart) -> list[str]:
    return re.findall(r">([^<>]+)</(?:text|tspan)>", chart.svg)


class TestChances:
    def test_says_each_chance_that_is_named(self) -> None:
        assert chances_chart(pictures.chances()).description == (
            "Of allied health professionals in Band 7, 5% are promoted within 1 year (5% to 6%) "
            "and 12% within 3 years (11% to 13%). Of other clinical professions there, 6% are "
            "promoted within 1 year (5% to 7%), 30% within 3 years (27% to 33%) and 48% within "
            "5 years (43% to 53%)."
        )

    def test_puts_the_same_in_a_table(self) -> None:
        chart = chances_chart(pictures.chances())
        assert chart.headers == (
            "Time in the level",
            "Chance: allied health professionals",
            "95% interval: allied health professionals",
            "Chance: other clinical professions",
            "95% interval: other clinical professions",
        )
        assert chart.rows[0] == ("1 year", "5%", "5% to 6%", "6%", "5% to 7%")
        assert chart.rows[2] == ("5 years", "not known", "not known", "48%", "43% to 53%")

    def test_names_each_curve_where_it_ends(self) -> None:
        words = drawn(chances_chart(pictures.chances()))
        assert "12% by 3 years" in words
        assert "48% by 5 years" in words
        assert {"allied health", "professionals", "other clinical", "professions"} <= set(words)

    def test_says_what_is_shaded_and_the_ends_of_the_axis(self) -> None:
        words = drawn(chances_chart(pictures.chances()))
        assert "Shaded: 95% interval" in words
        assert {"0%", "60%"} <= set(words)
        assert [one for one in words if one.isdigit()] == ["0", "1", "2", "3", "4", "5"]

    def test_shades_each_interval_and_where_they_overlap(self) -> None:
        svg = chances_chart(pictures.chances()).svg
        for fill in (BAND, OTHER_BAND, BOTH_BANDS):
            assert fill in svg
        assert BOTH_BANDS not in chances_chart(pictures.chances_alone()).svg

    def test_with_nobody_else_says_nothing_of_them(self) -> None:
        chart = chances_chart(pictures.chances_alone())
        assert "other clinical" not in chart.description
        assert chart.rows[0][3:] == ("not known", "not known")

    def test_says_that_nobody_was_followed_so_long(self) -> None:
        picture = replace(pictures.chances_close(), by=(12, 60))
        assert chances_chart(picture).description.startswith(
            "Of operating department practitioners and surgical practitioners in Band 8b and "
            "above, nobody was followed as long as 1 year."
        )

    def test_has_no_step_in_force_before_the_first(self) -> None:
        curve = ChanceCurve("nurses", (ChanceStep(6, 0.1, 0.0, 0.2), ChanceStep(9, 0.2, 0.1, 0.3)))
        found = [curve.by(month) for month in (5, 6, 8, 9, 10)]
        first, last = curve.steps
        assert found == [None, first, first, last, None]

    def test_a_band_begins_again_only_where_its_interval_changes(self) -> None:
        steps = tuple(ChanceStep(month, 0.1, 0.05, 0.2) for month in (1, 7, 13, 19))
        assert list(_edges(ChanceCurve("nurses", steps))) == [1, 19]

    def test_refuses_what_is_no_chance(self) -> None:
        for step in ((0, 0.1, 0.0, 0.2), (1, 0.1, 0.2, 0.3), (1, 0.9, 0.8, 1.1), (1, 0.2, -0.1, 1)):
            with pytest.raises(ValueError, match="lies in its interval"):
                ChanceStep(*step)

    def test_refuses_a_chance_that_falls_months_out_of_order_and_nobody(self) -> None:
        high, low = ChanceStep(6, 0.2, 0.1, 0.3), ChanceStep(9, 0.1, 0.1, 0.3)
        for steps in ((high, low), (replace(low, chance=0.3), high)):
            with pytest.raises(ValueError, match="never falls"):
                ChanceCurve("nurses", steps)
        with pytest.raises(ValueError, match="at least one month"):
            replace(pictures.chances(), focus=ChanceCurve("nurses", ()))
        with pytest.raises(ValueError, match="at least one month"):
            replace(pictures.chances(), by=())


class TestTrend:
    def test_says_every_year_that_is_known(self) -> None:
        description = trend_chart(pictures.trend()).description
        assert description.startswith(
            "Promotions of allied health professionals from Band 7: 3.0 in 2016, 4.0 in 2017, "
        )
        assert "2019" not in description.split("person-years.")[0]
        assert "8.2 in 2019" in description

    def test_puts_the_same_in_a_table(self) -> None:
        chart = trend_chart(pictures.trend())
        assert chart.headers[:3] == (
            "Year",
            "Rate: allied health professionals",
            "95% interval: allied health professionals",
        )
        assert chart.rows[0] == ("2016", "3.0", "1.0 to 9.5", "8.2", "7.4 to 10.1")
        assert chart.rows[3] == ("2019", "not known", "not known", "8.2", "7.4 to 10.1")

    def test_names_the_last_year_and_no_more_years_than_fit(self) -> None:
        words = drawn(trend_chart(pictures.trend()))
        assert [one for one in words if re.fullmatch(r"20\d\d", one)] == [
            "2017", "2019", "2021", "2023", "2025",
        ]  # fmt: skip
        assert "3.0 in 2025" in words

    def test_draws_a_year_with_nobody_promoted(self) -> None:
        chart = trend_chart(pictures.trend_alone())
        assert "nan" not in chart.svg.lower()
        assert chart.rows == (("2025", "0.0", "0.0 to 0.0", "not known", "not known"),)
        assert "other clinical" not in chart.description

    def test_refuses_no_rate_years_out_of_order_and_no_interval(self) -> None:
        with pytest.raises(ValueError, match="a rate in one year"):
            replace(pictures.trend(), years=(TrendYear(2025, None, Rate(1.0, 0.5, 2.0)),))
        rate = Rate(1.0, 0.5, 2.0)
        years = (TrendYear(2025, rate, None), TrendYear(2024, rate, None))
        with pytest.raises(ValueError, match="ascend"):
            replace(pictures.trend(), years=years)
        for bad in ((1.0, 2.0, 3.0), (1.0, 0.5, float("inf")), (-1.0, -2.0, 3.0)):
            with pytest.raises(ValueError, match="finite interval"):
                Rate(*bad)


class TestAxes:
    @pytest.mark.parametrize(
        ("most", "ticks"),
        [
            (0.0, [0, 1]),
            (0.06, [0, 0.02, 0.04, 0.06]),
            (0.45, [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
            (0.97, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (1.0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (10.1, [0, 5, 10, 15]),
            (83.0, [0, 20, 40, 60, 80, 100]),
        ],
    )
    def test_ticks_are_round_and_hold_everything(self, most, ticks) -> None:
        assert round_ticks(most) == pytest.approx(ticks)

    @pytest.mark.parametrize(
        ("one", "other"), [(60, 62), (62, 60), (248, 249), (50, 250), (150, 150)]
    )
    def test_words_stand_apart_inside_the_plot(self, one, other) -> None:
        first, second = Words(0, one, ("a", "b", "c")), Words(0, other, ("d", "e"))
        moved = apart(first, second, PLOT)
        upper, lower = sorted(moved, key=lambda words: words.y)
        assert lower.y - upper.y >= 17 * 2.5
        assert upper.y >= PLOT.top
        assert lower.y <= PLOT.bottom
        assert [words.lines for words in moved] == [first.lines, second.lines]

    def test_lines_are_told_from_the_bands_they_cross(self) -> None:
        """Parts of a chart need a contrast of 3 (WCAG 2.2, success criterion 1.4.11)."""
        for line in (FOCUS, INK):
            for fill in (PAPER, BAND, OTHER_BAND, BOTH_BANDS):
                assert contrast(line, fill) >= 3


def test_words() -> None:
    assert [chance_in_words(one) for one in (None, 0.0, 0.004, 0.126, 1.0)] == [
        "not known", "0%", "under 1%", "13%", "100%",
    ]  # fmt: skip
    assert [years_in_words(one) for one in (1, 12, 18, 36)] == [
        "1 month", "1 year", "18 months", "3 years",
    ]  # fmt: skip
