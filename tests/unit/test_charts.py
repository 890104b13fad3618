"""Charts: what is drawn, what is said, and that nothing withheld or unsafe is in either."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from builders import pictures
from wardtoboard.charts import (
    BELOW_ENTRY,
    Chart,
    ContributionsPicture,
    ContributionStep,
    HeatMapCell,
    HeatMapMark,
    HeatMapPicture,
    LadderMark,
    LadderPicture,
    LadderStep,
    chances_chart,
    contributions_chart,
    heat_map,
    ladder_chart,
    trend_chart,
)
from wardtoboard.charts.colours import DEPTHS, INK, PAPER, QUIET, READABLE, contrast, depth, ink_on
from wardtoboard.charts.contributions import costliest
from wardtoboard.charts.drawing import SVG, specification
from wardtoboard.charts.heat_map_key import key_marks
from wardtoboard.charts.stops import stop_line, stop_tag
from wardtoboard.charts.words import (
    count_in_words,
    in_a_list,
    in_lines,
    odds_in_words,
    share_in_words,
)

EVERY_CHART: tuple[tuple[str, Callable[[], Chart]], ...] = (
    ("ladder", lambda: ladder_chart(pictures.ladder())),
    ("ladder for sharing", lambda: ladder_chart(pictures.ladder_for_sharing())),
    ("ladder partly withheld", lambda: ladder_chart(pictures.ladder_partly_withheld())),
    ("headcounts", lambda: heat_map(pictures.headcounts())),
    ("shares", lambda: heat_map(pictures.shares())),
    ("contributions", lambda: contributions_chart(pictures.contributions())),
    ("contributions withheld", lambda: contributions_chart(pictures.contributions_for_sharing())),
    ("chances", lambda: chances_chart(pictures.chances())),
    ("chances close", lambda: chances_chart(pictures.chances_close())),
    ("chances alone", lambda: chances_chart(pictures.chances_alone())),
    ("trend", lambda: trend_chart(pictures.trend())),
    ("trend alone", lambda: trend_chart(pictures.trend_alone())),
)


@pytest.fixture(scope="module", params=EVERY_CHART, ids=[name for name, _ in EVERY_CHART])
def chart(request: pytest.FixtureRequest) -> Chart:
    _, make = request.param
    return make()


def parts(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)  # noqa: S314 - our own drawing


def drawn_words(chart: Chart) -> list[str]:
    return ["".join(text.itertext()) for text in parts(chart).iter(f"{{{SVG}}}text")]


def places(chart: Chart) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """Give each text with its distance from the left and the top."""

    def walk(
        element: ElementTree.Element, x: float, y: float
    ) -> Iterator[tuple[ElementTree.Element, float, float]]:
        moved = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        if element.tag == f"{{{SVG}}}text":
            yield element, x, y
        for child in element:
            yield from walk(child, x, y)

    yield from walk(parts(chart), 0, 0)


def lines_of(text: ElementTree.Element) -> list[str]:
    return [span.text or "" for span in text.iter(f"{{{SVG}}}tspan")] or [text.text or ""]


def box(text: ElementTree.Element, x: float, y: float) -> tuple[float, float, float, float]:
    """Give the least room a text takes: Arial's letters are on average half as wide as high."""
    size = float(text.get("font-size", "").removesuffix("px"))
    lines = lines_of(text)
    width = size * 0.5 * max(len(line) for line in lines)
    start = {"middle": x - width / 2, "end": x - width}.get(text.get("text-anchor", ""), x)
    return start, y - size * 0.75, start + width, y + 17 * (len(lines) - 1) + size * 0.2


class TestEveryChart:
    def test_has_a_title_a_description_and_a_table_from_one_object(self, chart: Chart) -> None:
        assert chart.title
        assert chart.description.endswith(".")
        assert chart.rows
        assert {len(row) for row in chart.rows} == {len(chart.headers)}

    def test_tells_its_title_and_description_to_assistive_technology(self, chart: Chart) -> None:
        root = parts(chart)
        title, description = root[0], root[1]
        assert root.get("role") == "img"
        assert (title.tag, title.text) == (f"{{{SVG}}}title", chart.title)
        assert (description.tag, description.text) == (f"{{{SVG}}}desc", chart.description)
        assert root.get("aria-labelledby") == title.get("id")
        assert root.get("aria-describedby") == description.get("id")

    def test_holds_nothing_a_strict_content_security_policy_blocks(self, chart: Chart) -> None:
        for element in parts(chart).iter():
            assert element.tag.removeprefix(f"{{{SVG}}}") in {
                "svg", "title", "desc", "g", "rect", "path", "line", "text", "tspan",
            }  # fmt: skip
            for name in element.attrib:
                assert name != "style"
                assert not name.startswith("on")
                assert "href" not in name

    def test_is_the_same_each_time(self, chart: Chart, request: pytest.FixtureRequest) -> None:
        _, make = request.node.callspec.params["chart"]
        assert make() == chart

    def test_has_real_text_of_at_least_12_pixels(self, chart: Chart) -> None:
        sizes = {text.get("font-size", "") for text, _, _ in places(chart)}
        assert sizes
        assert all(float(size.removesuffix("px")) >= 12 for size in sizes)

    def test_keeps_its_words_inside_the_drawing(self, chart: Chart) -> None:
        width, height = (float(parts(chart).get(name, "")) for name in ("width", "height"))
        for text, x, y in places(chart):
            left, top, right, bottom = box(text, x, y)
            assert left >= 0, lines_of(text)
            assert top >= 0, lines_of(text)
            assert right <= width, lines_of(text)
            assert bottom <= height, lines_of(text)

    def test_keeps_its_words_apart(self, chart: Chart) -> None:
        boxes = [(box(text, x, y), lines_of(text)) for text, x, y in places(chart)]
        for number, (one, its_lines) in enumerate(boxes):
            for other, other_lines in boxes[:number]:
                beside = one[2] <= other[0] or other[2] <= one[0]
                below = one[3] <= other[1] or other[3] <= one[1]
                assert beside or below, (its_lines, other_lines)

    def test_has_ids_no_other_chart_has(self) -> None:
        ids = [
            element.get("id")
            for _, make in EVERY_CHART
            for element in parts(make()).iter()
            if element.get("id")
        ]
        assert len(ids) == 2 * len(EVERY_CHART)
        assert len(set(ids)) == len(ids)


def test_the_specification_keeps_to_the_vega_lite_schema() -> None:
    import altair as alt

    marks = [
        *stop_line("sticky_floor", (0, 0), (0, 20)),
        *stop_tag("possible", "Possible ceiling", 0, 10),
        *key_marks(pictures.headcounts(), 0, 0),
    ]
    alt.Chart.from_dict(specification(marks, width=100, height=100), validate=True)


class TestLadder:
    def test_stands_with_the_lowest_level_at_the_bottom(self) -> None:
        heights = {lines_of(text)[0]: y for text, _, y in places(ladder_chart(pictures.ladder()))}
        levels = ["Board", "Band 8b+", "Band 8a", "Band 7", "Band 6", "Band 5"]
        assert sorted(levels, key=heights.__getitem__) == levels

    def test_draws_the_stop_between_its_level_and_the_one_above(self) -> None:
        heights = {lines_of(text)[0]: y for text, _, y in places(ladder_chart(pictures.ladder()))}
        assert heights["Band 8b+"] < heights["Ceiling"] < heights["Band 8a"]

    def test_says_the_stop_the_odds_and_the_people(self) -> None:
        assert ladder_chart(pictures.ladder()).description == (
            "Ceiling at Band 8a. The odds of being above Band 8a are 0.10 for allied health "
            "professionals and 0.43 for other clinicians. Allied health professionals from the "
            "lowest level up: 100 at Band 5, 120 at Band 6, 80 at Band 7, 40 at Band 8a, "
            "4 at Band 8b+ and none at Board."
        )

    def test_puts_the_same_in_a_table(self) -> None:
        chart = ladder_chart(pictures.ladder())
        assert chart.headers == (
            "Level",
            "People",
            "Odds of being above: allied health professionals",
            "Odds: other clinicians",
            "Where the ladder stops",
        )
        assert chart.rows[3] == ("Band 8a", "40", "0.10", "0.43", "Ceiling")
        assert chart.rows[4] == ("Band 8b+", "4", "0", "0.073", "not here")
        assert chart.rows[5] == ("Board", "none", "no step above", "no step above", "not here")

    def test_for_sharing_has_words_where_figures_are_withheld_and_no_odds(self) -> None:
        chart = ladder_chart(pictures.ladder_for_sharing())
        assert drawn_words(chart).count("withheld") == 2
        assert not any("Odds" in words for words in drawn_words(chart))
        assert chart.headers == ("Level", "People", "Where the ladder stops")
        assert chart.rows[-1] == ("Board", "withheld", "not here")
        assert "odds" not in chart.description

    def test_draws_a_withheld_bar_of_one_width(self) -> None:
        one, other = (
            LadderPicture(
                "A ladder", "midwives", (LadderStep("Band 5", most), LadderStep("B", None))
            )
            for most in (10, 10_000)
        )
        assert outlines(ladder_chart(one)) == outlines(ladder_chart(other))

    def test_says_which_odds_are_not_shown(self) -> None:
        chart = ladder_chart(pictures.ladder_partly_withheld())
        assert drawn_words(chart).count("not shown") == 2
        assert chart.rows[1][2:4] == ("not shown", "1.00")
        assert chart.rows[5][2:4] == ("not shown", "not shown")

    def test_without_a_mark_says_only_the_people(self) -> None:
        chart = ladder_chart(pictures.ladder(mark=None))
        assert chart.headers[-1] == "Odds: other clinicians"
        assert chart.description.startswith("Allied health professionals from the lowest level up")

    def test_leaves_the_odds_of_a_stop_unsaid_when_one_of_them_is_not_known(self) -> None:
        steps = (LadderStep("Band 5", 9, 0.5), LadderStep("Band 6", 0))
        mark = LadderMark("Band 5", "structural", "Ladder ends")
        chart = ladder_chart(LadderPicture("A ladder", "midwives", steps, mark))
        assert chart.description == (
            "Ladder ends at Band 5. Midwives from the lowest level up: 9 at Band 5 and none at "
            "Band 6."
        )

    def test_draws_a_ladder_where_no_one_is_and_all_odds_are_nought(self) -> None:
        steps = (LadderStep("Band 5", 0, 0.0, 0.0), LadderStep("Band 6", 0))
        assert "nan" not in ladder_chart(LadderPicture("A ladder", "midwives", steps)).svg.lower()

    @pytest.mark.parametrize("figure", [-1, math.inf, math.nan])
    def test_refuses_figures_that_cannot_be_drawn(self, figure: float) -> None:
        with pytest.raises(ValueError, match="not a count or finite odds"):
            LadderStep("Band 5", 4, figure)

    def test_refuses_no_steps_and_a_mark_that_is_nowhere(self) -> None:
        with pytest.raises(ValueError, match="at least one step"):
            LadderPicture("A ladder", "midwives", ())
        with pytest.raises(ValueError, match="not a step of the ladder"):
            replace(pictures.ladder(), mark=LadderMark("Band 9", "ceiling", "Ceiling"))


def outlines(chart: Chart) -> list[str | None]:
    """Give the shapes drawn with a broken outline."""
    broken = (each for each in parts(chart).iter() if each.get("stroke-dasharray"))
    return [each.get("d") for each in broken]


class TestStops:
    def test_each_kind_has_a_shape_of_its_own(self) -> None:
        kinds = ("ceiling", "possible", "sticky_floor", "drag", "structural")
        shapes = {str(stop_line(kind, (0, 5), (90, 5))) for kind in kinds}
        assert len(shapes) == 5

    def test_a_ladder_end_is_two_lines_side_by_side_whichever_way_it_runs(self) -> None:
        _, upper, lower = stop_line("structural", (0, 5), (90, 5))
        assert (upper.y, lower.y) == (2, 8)
        _, left, right = stop_line("structural", (5, 0), (5, 90))
        assert (left.x, right.x) == (2, 8)

    @pytest.mark.parametrize("kind", ["ceiling", "possible", "structural"])
    def test_the_word_can_be_read(self, kind: str) -> None:
        tag, words = stop_tag(kind, "Ceiling", 0, 0)  # type: ignore[arg-type]
        assert contrast(tag.fill, words.fill) >= READABLE


class TestHeatMap:
    def test_says_the_findings_first(self) -> None:
        description = heat_map(pictures.headcounts()).description
        assert description.startswith(
            "Allied health professionals: ceiling at Band 8a; Healthcare scientists: possible"
        )
        assert "6 professions at one of 8 levels, from Band 5 to Board. 5 cells are" in description

    def test_explains_only_the_signs_it_has(self) -> None:
        words = drawn_words(heat_map(pictures.headcounts()))
        for explained in (
            "Darker is more people",
            "Ceiling",
            "Possible ceiling",
            "Sticky floor",
            "Ladder ends",
            "Withheld, so that no one can be picked out",
            "Below the level where the profession starts",
        ):
            assert words.count(explained) == 1
        shares = drawn_words(heat_map(pictures.shares()))
        assert "Darker is a larger share" in shares
        assert not any("Withheld" in each or "Below" in each for each in shares)

    def test_puts_cells_and_stops_in_a_table(self) -> None:
        chart = heat_map(pictures.headcounts())
        assert chart.headers[:2] == ("Profession", "Band 5")
        assert chart.rows[2][4:7] == ("40; ceiling", "withheld", "none")
        assert chart.rows[5][1] == "below entry level"

    def test_says_shares_as_percentages(self) -> None:
        chart = heat_map(pictures.shares())
        assert chart.rows == (("Nurses", "62%", "100%"), ("Midwives", "under 1%", "none"))
        assert chart.description.startswith("No place is marked where a ladder stops.")

    def test_counts_one_withheld_cell_as_one(self) -> None:
        cells = (HeatMapCell(None), HeatMapCell(0), BELOW_ENTRY)
        picture = HeatMapPicture("A map", ("Band 5", "Band 6", "Band 7"), (("Midwives", cells),))
        assert heat_map(picture).description.endswith(
            "1 cell is withheld so that no one can be picked out."
        )

    def test_refuses_what_has_no_place(self) -> None:
        picture = pictures.shares()
        with pytest.raises(ValueError, match="at least one profession"):
            replace(picture, rows=())
        with pytest.raises(ValueError, match="needs 1 cells, not 2"):
            replace(picture, levels=("Band 7",))
        for profession, level in (("Doctors", "Band 7"), ("Nurses", "Board")):
            with pytest.raises(ValueError, match="no cell for the mark"):
                replace(picture, marks=(HeatMapMark(profession, level, "ceiling", "Ceiling"),))
        with pytest.raises(ValueError, match="not a count or a share"):
            HeatMapCell(-1)
        with pytest.raises(ValueError, match="holds no figure"):
            HeatMapCell(4, below_entry=True)


class TestContributions:
    def test_names_the_step_that_costs_most(self) -> None:
        chart = contributions_chart(pictures.contributions())
        assert chart.description == (
            "On the way to Band 8b or above, beside nurses, allied health professionals lose most "
            "at the step up from Band 8a. In people, from the lowest step up: gains 2.2 at Band 5, "
            "gains 1.1 at Band 6, loses 0.6 at Band 7 and loses 10.1 at Band 8a."
        )
        assert chart.rows[3] == ("Band 8a", "loses 10.1, the largest loss", "5.8 to 13.9")
        assert chart.rows[0] == ("Band 5", "gains 2.2", "−3.1 to −1.2")

    def test_withheld_has_words_alone(self) -> None:
        chart = contributions_chart(pictures.contributions_for_sharing())
        assert chart.headers == ("Step up from", "People, beside nurses")
        assert chart.rows[3] == ("Band 8a", "withheld, the largest loss")
        assert chart.description.endswith(
            "The figures are withheld so that no one can be picked out."
        )
        assert "the largest loss" in drawn_words(chart)
        assert not re.search(r"\d\.\d", " ".join(drawn_words(chart)))

    def test_names_no_step_when_figures_are_withheld_and_nothing_else_says_so(self) -> None:
        picture = pictures.contributions_for_sharing(costs_most=None)
        assert costliest(picture) is None
        assert "lose most" not in contributions_chart(picture).description

    def test_some_withheld_says_which(self) -> None:
        steps = (ContributionStep("Band 5", None), ContributionStep("Band 6", 3.0, 1.0, 4.0))
        chart = contributions_chart(replace(pictures.contributions(), steps=steps))
        assert chart.rows == (
            ("Band 5", "withheld", "not shown"),
            ("Band 6", "loses 3.0", "1.0 to 4.0"),
        )
        assert "Some figures are withheld" in chart.description
        assert "← gains people" not in drawn_words(chart)

    def test_names_no_step_when_none_costs_anything(self) -> None:
        steps = (ContributionStep("Band 5", -0.01), ContributionStep("Band 6", 0.04))
        chart = contributions_chart(replace(pictures.contributions(), steps=steps))
        assert [row[1] for row in chart.rows] == ["no difference", "no difference"]
        assert "lose most" not in chart.description

    def test_draws_steps_that_are_all_nought(self) -> None:
        steps = (ContributionStep("Band 5", 0.0),)
        chart = contributions_chart(replace(pictures.contributions(), steps=steps))
        assert "nan" not in chart.svg.lower()

    def test_refuses_no_steps_a_stranger_and_half_an_interval(self) -> None:
        with pytest.raises(ValueError, match="at least one step"):
            ContributionsPicture("A", "midwives", "nurses", "the board", ())
        with pytest.raises(ValueError, match="named as costliest"):
            replace(pictures.contributions(), costs_most="Board")
        for people, low, high in ((1.0, 0.5, None), (None, 0.5, 2.0)):
            with pytest.raises(ValueError, match="two ends and a figure"):
                ContributionStep("Band 5", people, low, high)
        with pytest.raises(ValueError, match="finite"):
            ContributionStep("Band 5", 1.0, 0.5, math.inf)


class TestColours:
    def test_contrast_is_that_of_wcag(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)

    @pytest.mark.parametrize("fill", [*DEPTHS, PAPER])
    def test_words_on_every_cell_can_be_read(self, fill: str) -> None:
        assert contrast(fill, ink_on(fill)) >= READABLE

    def test_quiet_words_can_be_read(self) -> None:
        assert contrast(PAPER, QUIET) >= READABLE
        assert contrast(PAPER, INK) >= READABLE

    def test_depth_runs_from_the_lightest_to_the_darkest(self) -> None:
        assert [depth(part) for part in (0.0, 0.19, 0.2, 0.99, 1.0)] == [
            DEPTHS[0], DEPTHS[0], DEPTHS[1], DEPTHS[4], DEPTHS[4],
        ]  # fmt: skip


class TestWords:
    def test_figures(self) -> None:
        assert [count_in_words(count) for count in (None, 0, 1324)] == ["withheld", "none", "1,324"]
        assert [share_in_words(share) for share in (None, 0, 0.004, 0.42)] == [
            "withheld", "none", "under 1%", "42%",
        ]  # fmt: skip
        assert [odds_in_words(odds) for odds in (None, 0, 0.0123, 0.0949, 0.0951, 1.5)] == [
            "not shown", "0", "0.012", "0.095", "0.10", "1.50",
        ]  # fmt: skip

    def test_lists_and_lines(self) -> None:
        assert [in_a_list(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
            "", "a", "a and b", "a, b and c",
        ]  # fmt: skip
        assert in_lines("Band 8c and above", 9) == ["Band 8c", "and above"]
