"""Can a person read and use the real page of a trust, protected and raw, in a real browser?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from builders.releases import release, request_of, trust_people
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

pytestmark = pytest.mark.browser

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


@pytest.fixture(scope="module", params=["protected", "raw"])
def kind(request: pytest.FixtureRequest) -> str:
    """How the page may be used; each test runs for both."""
    return str(request.param)


@pytest.fixture(scope="module")
def saved_page(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic trust, released once in each way."""
    people, unplaced = trust_people()
    wanted = request_of(people, raw=kind == "raw", unplaced=unplaced)
    return release(wanted, tmp_path_factory.mktemp(kind) / "out") / "index.html"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, chromium: Browser, saved_page: Path) -> Iterator[Visit]:
    with a_visit(chromium, saved_page, request.param) as visit:
        yield visit


def test_the_answer_comes_first_and_the_page_says_how_it_may_be_used(
    visit: Visit, kind: str
) -> None:
    then_the_banner_says_how_it_may_be_used(visit, kind)
    then_the_headings_answer_in_order(visit)
    then_i_see_where_careers_stop(visit, kind)
    then_nothing_else_was_asked_for(visit)
    then_the_browser_complains_of_nothing(visit)


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


def test_only_a_protected_page_withholds(visit: Visit, kind: str) -> None:
    midwives = visit.page.get_by_role("row", name="Midwives").first
    when_i_open_every_detail(visit)
    if kind == "protected":
        expect(midwives).to_contain_text("withheld")
    else:
        expect(midwives).to_be_visible()
        expect(midwives).not_to_contain_text("withheld")


def when_i_open_with_the_keyboard(visit: Visit, summary: Locator) -> None:
    for _ in range(100):
        if summary.evaluate("summary => summary === document.activeElement"):
            break
        when_i_press(visit, "Tab")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    when_i_press(visit, "Enter")


def then_the_banner_says_how_it_may_be_used(visit: Visit, kind: str) -> None:
    expect(visit.page.get_by_text(BANNERS[kind])).to_be_visible()
    for one, words in BANNERS.items():
        expect(visit.page.get_by_text(words)).to_have_count(int(one == kind))


def then_the_headings_answer_in_order(visit: Visit) -> None:
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(
        "Where clinicians’ careers stop: X1ZZ"
    )
    assert visit.page.get_by_role("heading", level=2).all_inner_texts() == HEADINGS


def then_i_see_where_careers_stop(visit: Visit, kind: str) -> None:
    expect(visit.page.get_by_text("careers stop short for 3.")).to_be_visible()
    verb = "stop" if kind == "raw" else "appear to stop"
    said = visit.page.get_by_role("listitem").filter(
        has_text=f"Allied health professionals {verb} at Band 8a"
    )
    expect(said.first).to_be_visible()


def the_findings(visit: Visit) -> Locator:
    return visit.page.locator("summary", has_text="Show all")
