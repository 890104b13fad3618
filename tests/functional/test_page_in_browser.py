"""Can a person read and use the page in a real browser, by eye, ear, keyboard and phone?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from builders import pages
from functional.visits import (
    DESKTOP,
    PHONE,
    Visit,
    a_visit,
    then_a_table_is_hidden,
    then_a_table_is_shown,
    then_axe_finds_nothing,
    then_nothing_else_was_asked_for,
    then_the_browser_complains_of_nothing,
    then_the_page_fits_its_window,
    when_i_open_every_detail,
    when_i_press,
)
from wardtoboard.papers.page import render_page

pytestmark = pytest.mark.browser

PAPER = 680  # what A4 leaves between its margins

# Every pair of texts that overlap, and every text that leaves its drawing, as the browser sets it.
MISPLACED_WORDS = """svg => {
  const edge = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].map(text => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { words: text.textContent, left, right, top: top + 2, bottom: bottom - 2 };
  });
  const outside = texts.filter(one => one.left < edge.left || one.right > edge.right
    || one.top < edge.top || one.bottom > edge.bottom);
  const collided = texts.flatMap((one, at) => texts.slice(at + 1)
    .filter(two => one.left < two.right && two.left < one.right
      && one.top < two.bottom && two.top < one.bottom)
    .map(two => one.words + " / " + two.words));
  return [...outside.map(one => one.words), ...collided];
}"""


@pytest.fixture(scope="module")
def saved_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "ceilings.html"
    path.write_text(render_page(pages.ceilings_page()), encoding="utf-8")
    return path


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, chromium: Browser, saved_page: Path) -> Iterator[Visit]:
    with a_visit(chromium, saved_page, request.param) as visit:
        yield visit


@pytest.fixture
def phone_visit(chromium: Browser, saved_page: Path) -> Iterator[Visit]:
    with a_visit(chromium, saved_page, PHONE) as visit:
        yield visit


def test_the_page_opens_from_a_file_and_asks_for_nothing_else(visit: Visit) -> None:
    then_i_see_the_answer(visit)
    then_nothing_else_was_asked_for(visit)
    then_the_browser_complains_of_nothing(visit)


def test_axe_finds_no_violation(visit: Visit) -> None:
    then_axe_finds_nothing(visit)
    when_i_open_every_detail(visit)
    then_axe_finds_nothing(visit)


def test_the_page_never_scrolls_sideways(visit: Visit) -> None:
    when_i_open_every_detail(visit)
    then_the_page_fits_its_window(visit)


def test_the_words_of_each_chart_are_whole_apart_and_not_shrunk(visit: Visit) -> None:
    then_no_words_of_a_chart_are_misplaced(visit)
    then_each_chart_has_its_natural_size(visit)


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    when_i_press(visit, "Tab")
    then_the_focus_is_on(visit, "Skip to main content")
    when_i_press(visit, "Enter")
    then_the_main_content_has_the_focus(visit)


def test_the_keyboard_reaches_every_link_detail_and_scroll_region(visit: Visit) -> None:
    when_i_open_every_detail(visit)
    then_tabbing_reaches_everything(visit)


def test_the_keyboard_opens_the_figures_of_a_chart(visit: Visit) -> None:
    then_a_table_is_hidden(visit, "Figures: Which step costs most: for sharing")
    when_i_open_the_detail_with_the_keyboard(visit, "Which step costs most: for sharing")
    then_a_table_is_shown(visit, "Figures: Which step costs most: for sharing")


def test_the_keyboard_scrolls_a_chart_on_a_phone(phone_visit: Visit) -> None:
    when_i_press_the_right_arrow_in_a_chart(phone_visit)
    then_the_chart_has_moved(phone_visit)


def test_a_chart_says_its_name_and_description_to_a_screen_reader(visit: Visit) -> None:
    chart = visit.page.get_by_role("img", name="Which step costs most", exact=True)
    expect(chart).to_have_accessible_description(
        re.compile("lose most at the step up from Band 8a")
    )


def test_everything_reads_without_javascript(chromium: Browser, saved_page: Path) -> None:
    with a_visit(chromium, saved_page, PHONE, javascript=False) as visit:
        then_i_see_the_answer(visit)
        then_a_table_is_hidden(visit, "Figures: Which step costs most: for sharing")
        when_i_click_the_detail(visit, "Which step costs most: for sharing")
        then_a_table_is_shown(visit, "Figures: Which step costs most: for sharing")


def test_on_paper_the_tables_are_open_and_nothing_is_cut_off(visit: Visit) -> None:
    when_i_print(visit)
    then_the_page_fits_its_window(visit)
    then_no_table_or_chart_is_wider_than_its_place(visit)
    then_a_table_is_shown(visit, "Figures: Which step costs most: for sharing")


def when_i_click_the_detail(visit: Visit, title: str) -> None:
    the_detail(visit, title).click()


def when_i_open_the_detail_with_the_keyboard(visit: Visit, title: str) -> None:
    the_detail(visit, title).focus()
    when_i_press(visit, "Enter")


def when_i_press_the_right_arrow_in_a_chart(visit: Visit) -> None:
    first_chart(visit).focus()
    for _ in range(3):
        when_i_press(visit, "ArrowRight")


def when_i_print(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": PAPER, "height": 1000})


def then_i_see_the_answer(visit: Visit) -> None:
    expect(visit.page).to_have_title("Where our clinicians’ careers stop - Ward to Board")
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    expect(visit.page.get_by_text("appear to stop at Band 8a (grade C)")).to_be_visible()
    expect(visit.page.get_by_text("Raw figures: not for sharing")).to_be_visible()
    expect(visit.page.get_by_role("img")).to_have_count(6)


def then_no_table_or_chart_is_wider_than_its_place(visit: Visit) -> None:
    for place in visit.page.locator(".scroll").all():
        assert place.evaluate("place => place.scrollWidth <= place.clientWidth")


def then_no_words_of_a_chart_are_misplaced(visit: Visit) -> None:
    for chart in visit.page.locator(".chart svg").all():
        assert chart.evaluate(MISPLACED_WORDS) == []


def then_each_chart_has_its_natural_size(visit: Visit) -> None:
    for chart in visit.page.locator(".chart svg").all():
        box = chart.bounding_box()
        assert box is not None
        assert box["width"] == float(chart.get_attribute("width") or 0)


def then_the_focus_is_on(visit: Visit, text: str) -> None:
    focused = visit.page.locator(":focus")
    expect(focused).to_have_text(text)
    expect(focused).to_be_in_viewport()


def then_the_main_content_has_the_focus(visit: Visit) -> None:
    expect(visit.page.locator("main")).to_be_focused()


def then_tabbing_reaches_everything(visit: Visit) -> None:
    wanted = visit.page.locator("a, summary, .scroll").count()
    reached = []
    for _ in range(wanted):
        when_i_press(visit, "Tab")
        expect(visit.page.locator(":focus")).to_be_in_viewport()
        reached.append(visit.page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)"))
    assert len(set(reached)) == wanted


def then_the_chart_has_moved(visit: Visit) -> None:
    for _ in range(50):
        if first_chart(visit).evaluate("chart => chart.scrollLeft") > 0:
            return
        visit.page.wait_for_timeout(20)
    raise AssertionError("the arrow key did not scroll the chart")


def the_detail(visit: Visit, title: str) -> Locator:
    return visit.page.locator("summary", has_text=f"Show the figures as a table: {title}")


def first_chart(visit: Visit) -> Locator:
    return visit.page.locator(".chart").first
