"""Can a person use every component: by eye, ear, keyboard and phone, and without scripts?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from builders.site.gallery_server import gallery_server

pytestmark = pytest.mark.browser

GALLERY = "/o/X1ZZ/ceilings/gallery/"
WIDTHS = [1200, 320]


@dataclass
class Visit:
    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.note(request.url))

    def note(self, address: str) -> None:
        if not address.startswith((self.site, "data:")):
            self.strangers.append(address)


@pytest.fixture(scope="module")
def site(chromium: Browser) -> Iterator[str]:
    with gallery_server() as address:
        yield address


@contextmanager
def a_visit(
    chromium: Browser, site: str, address: str, width: int, *, javascript: bool = True
) -> Iterator[Visit]:
    window = {"width": width, "height": 800}
    with chromium.new_context(viewport=window, java_script_enabled=javascript) as context:
        visit = Visit(context.new_page(), site)
        visit.listen()
        visit.page.goto(site + address)
        yield visit


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "address", [f"{GALLERY}?told=1", f"{GALLERY}?logo=1"], ids=["told", "logo"]
)
def test_every_component_can_be_used_by_everyone(
    chromium: Browser, site: str, address: str, width: int
) -> None:
    with a_visit(chromium, site, address, width) as visit:
        then_axe_finds_nothing(visit)
        when_i_open_every_detail(visit)
        then_axe_finds_nothing(visit)
        then_the_page_fits_its_window(visit)
        then_nothing_went_wrong(visit)


@pytest.mark.parametrize("width", WIDTHS)
def test_errors_can_be_found_and_mended_by_keyboard(
    chromium: Browser, site: str, width: int
) -> None:
    with a_visit(chromium, site, GALLERY, width) as visit:
        when_i_send_the_form(visit)
        then_axe_finds_nothing(visit)
        then_the_page_fits_its_window(visit)
        then_the_summary_of_errors_has_the_focus(visit)
        for link, label in (
            ("Enter the name of the committee", "Name of the committee"),
            ("Enter date of review", "Day"),
            ("Select the profession of the chair", "Nursing"),
            ("Select evidence held", "Minutes"),
        ):
            when_i_follow(visit, link)
            then_the_focus_is_on(visit, label)
        then_nothing_went_wrong(visit)


def test_a_choice_reveals_what_it_asks_for(chromium: Browser, site: str) -> None:
    with a_visit(chromium, site, GALLERY, 1200) as visit:
        then_it_is_hidden(visit, "What else is held")
        visit.page.get_by_label("Something else").check()
        expect(visit.page.get_by_label("What else is held")).to_be_visible()
        then_axe_finds_nothing(visit)


def test_a_password_can_be_shown(chromium: Browser, site: str) -> None:
    with a_visit(chromium, site, GALLERY, 1200) as visit:
        visit.page.get_by_role("button", name="Show password").click()
        expect(visit.page.locator("#id_password")).to_have_attribute("type", "text")


def test_doors_that_do_not_fit_are_behind_one_button(chromium: Browser, site: str) -> None:
    with a_visit(chromium, site, GALLERY, 320) as visit:
        then_it_is_hidden_link(visit, "Settings")
        visit.page.get_by_role("button", name="Browse More").click()
        expect(visit.page.get_by_role("link", name="Settings")).to_be_visible()
        then_axe_finds_nothing(visit)


def test_progress_brings_itself_up_to_date(chromium: Browser, site: str) -> None:
    with a_visit(chromium, site, GALLERY, 1200) as visit:
        expect(visit.page.get_by_role("status")).to_contain_text("Placing row 1,200 of 12,431")
        expect(visit.page.get_by_role("status")).to_contain_text("Counting", timeout=20_000)
        then_nothing_went_wrong(visit)


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_is_there_without_scripts(chromium: Browser, site: str, width: int) -> None:
    with a_visit(chromium, site, GALLERY, width, javascript=False) as visit:
        expect(visit.page.get_by_label("What else is held")).to_be_visible()
        expect(visit.page.get_by_role("link", name="Settings")).to_be_visible()
        expect(visit.page.get_by_role("link", name="Check again")).to_be_visible()
        when_i_send_the_form(visit)
        summary = visit.page.locator(".nhsuk-error-summary")
        expect(summary.get_by_role("link")).not_to_have_count(0)
        then_nothing_went_wrong(visit)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("how", ["400", "403", "404", "429", "500"])
def test_an_error_page_can_be_read_by_everyone(
    chromium: Browser, site: str, how: str, width: int
) -> None:
    with a_visit(chromium, site, f"/fail/{how}/", width) as visit:
        then_axe_finds_nothing(visit)
        then_the_page_fits_its_window(visit)
        # the browser itself writes down that the answer was an error
        assert [words for words in visit.complaints if how not in words] == []


def when_i_open_every_detail(visit: Visit) -> None:
    for detail in visit.page.locator("details").all():
        detail.locator("summary").click()


def when_i_send_the_form(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Save and continue").click()
    expect(visit.page).to_have_title("Error: Everything – Ward to Board")


def when_i_follow(visit: Visit, link: str) -> None:
    visit.page.get_by_role("link", name=link).focus()
    visit.page.keyboard.press("Enter")


def then_the_focus_is_on(visit: Visit, label: str) -> None:
    expect(visit.page.get_by_label(label, exact=True)).to_be_focused()


def then_the_summary_of_errors_has_the_focus(visit: Visit) -> None:
    expect(visit.page.locator(".nhsuk-error-summary")).to_be_focused()


def then_it_is_hidden(visit: Visit, label: str) -> None:
    expect(visit.page.get_by_label(label)).to_be_hidden()


def then_it_is_hidden_link(visit: Visit, name: str) -> None:
    expect(visit.page.get_by_role("link", name=name)).to_be_hidden()


def then_axe_finds_nothing(visit: Visit) -> None:
    results = Axe().run(visit.page)
    assert results.violations_count == 0, results.generate_report()


def then_the_page_fits_its_window(visit: Visit) -> None:
    widths = "() => [document.documentElement.scrollWidth, window.innerWidth]"
    page_width, window_width = visit.page.evaluate(widths)
    assert page_width <= window_width


def then_nothing_went_wrong(visit: Visit) -> None:
    assert visit.complaints == []
    assert visit.strangers == []
