"""Can a person read and use the real page of a trust, protected and raw, in a real browser?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from builders.releases import release, request_of, trust_people

pytestmark = pytest.mark.browser

DESKTOP, PHONE = 1200, 320
HEADINGS = [
    "On this page",
    "What we found",
    "Professions by level",
    "Allied health professionals: ceiling at Band 8a",
    "Midwives: ceiling at Band 7",
    "Social workers: ladder ends at Band 7",
    "The allied health professions",
    "Who could not be placed",
    "How sure are we?",
    "Every finding",
]
BANNERS = {
    "protected": "Protected for sharing: small counts, and what would give them away, are "
    "withheld.",
    "raw": "Raw figures: not for sharing outside the people who may see them.",
}


@dataclass
class Visit:
    """A person's visit to the page, and what the browser complained of or asked for."""

    page: Page
    kind: str
    path: Path
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=["protected", "raw"])
def saved_page(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The synthetic trust, released once in each way."""
    people, unplaced = trust_people()
    wanted = request_of(people, raw=request.param == "raw", unplaced=unplaced)
    folder = release(wanted, tmp_path_factory.mktemp(request.param) / "out")
    return request.param, folder / "index.html"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(
    request: pytest.FixtureRequest, chromium: Browser, saved_page: tuple[str, Path]
) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    one = Visit(context.new_page(), *saved_page)
    one.page.on("console", lambda message: one.complaints.append(message.text))
    one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
    one.page.on("request", lambda asked: one.requests.append(asked.url))
    one.page.goto(one.path.as_uri())
    yield one
    context.close()


def test_the_answer_comes_first_and_the_page_says_how_it_may_be_used(visit: Visit) -> None:
    then_the_banner_says_how_it_may_be_used(visit)
    then_the_headings_answer_in_order(visit)
    then_i_see_where_careers_stop(visit)
    then_nothing_else_was_fetched_and_nothing_went_wrong(visit)


def test_axe_finds_no_violation_closed_or_open(visit: Visit) -> None:
    then_axe_finds_nothing(visit)
    when_i_open_every_detail(visit)
    then_axe_finds_nothing(visit)


def test_the_page_never_scrolls_sideways(visit: Visit) -> None:
    then_the_page_fits_its_window(visit)
    when_i_open_every_detail(visit)
    then_the_page_fits_its_window(visit)


def test_the_keyboard_reaches_everything_and_opens_the_findings(visit: Visit) -> None:
    when_i_press(visit, "Tab")
    expect(visit.page.locator(":focus")).to_have_text("Skip to main content")
    then_a_table_is_hidden(visit, "Findings by profession and level")
    when_i_open_with_the_keyboard(visit, the_findings(visit))
    then_a_table_is_shown(visit, "Findings by profession and level")


def test_a_link_of_the_contents_leads_to_its_part(visit: Visit) -> None:
    visit.page.get_by_role("link", name="Midwives: ceiling at Band 7").press("Enter")
    heading = visit.page.get_by_role("heading", name="Midwives: ceiling at Band 7")
    expect(heading).to_be_in_viewport()


def test_a_protected_page_has_no_figure_of_a_withheld_cell(visit: Visit) -> None:
    cell = visit.page.get_by_role("row", name="Midwives").first
    when_i_open_every_detail(visit)
    expect(cell).to_contain_text("withheld" if visit.kind == "protected" else "5")


def when_i_press(visit: Visit, key: str) -> None:
    visit.page.keyboard.press(key)


def when_i_open_every_detail(visit: Visit) -> None:
    for detail in visit.page.locator("details").all():
        detail.evaluate("detail => { detail.open = true; }")


def when_i_open_with_the_keyboard(visit: Visit, summary: Locator) -> None:
    for _ in range(100):
        if summary.evaluate("summary => summary === document.activeElement"):
            break
        when_i_press(visit, "Tab")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    when_i_press(visit, "Enter")


def then_the_banner_says_how_it_may_be_used(visit: Visit) -> None:
    expect(visit.page.get_by_text(BANNERS[visit.kind])).to_be_visible()
    for kind, words in BANNERS.items():
        expect(visit.page.get_by_text(words)).to_have_count(int(kind == visit.kind))


def then_the_headings_answer_in_order(visit: Visit) -> None:
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(
        "Where clinicians’ careers stop: X1ZZ"
    )
    assert visit.page.get_by_role("heading", level=2).all_inner_texts() == HEADINGS


def then_i_see_where_careers_stop(visit: Visit) -> None:
    expect(visit.page.get_by_text("careers stop short for 3.")).to_be_visible()
    verb = "stop" if visit.kind == "raw" else "appear to stop"
    said = visit.page.get_by_role("listitem").filter(
        has_text=f"Allied health professionals {verb} at Band 8a"
    )
    expect(said.first).to_be_visible()


def then_nothing_else_was_fetched_and_nothing_went_wrong(visit: Visit) -> None:
    asked = [url for url in visit.requests if not url.startswith("data:")]
    assert asked == [visit.path.as_uri()]
    assert visit.complaints == []


def then_axe_finds_nothing(visit: Visit) -> None:
    results = Axe().run(visit.page)
    assert results.violations_count == 0, results.generate_report()


def then_the_page_fits_its_window(visit: Visit) -> None:
    widths = "() => [document.documentElement.scrollWidth, window.innerWidth]"
    page_width, window_width = visit.page.evaluate(widths)
    assert page_width <= window_width


def then_a_table_is_hidden(visit: Visit, caption: str) -> None:
    expect(visit.page.get_by_text(caption, exact=True)).to_be_hidden()


def then_a_table_is_shown(visit: Visit, caption: str) -> None:
    expect(visit.page.get_by_text(caption, exact=True)).to_be_visible()


def the_findings(visit: Visit) -> Locator:
    return visit.page.locator("summary", has_text="Show all")
