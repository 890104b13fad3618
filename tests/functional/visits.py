"""A person's visit to a page, and the sentences that every journey shares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

DESKTOP, PHONE = 1200, 320


@dataclass
class Visit:
    """A person's visit to a page: what they see, and what the browser complains of or asks."""

    page: Page
    path: Path
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def a_visit(
    chromium: Browser, path: Path, width: int, *, javascript: bool = True
) -> Iterator[Visit]:
    """Open a page in a window of its own, listening from the start."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=javascript
    )
    with context:
        visit = Visit(context.new_page(), path)
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.goto(path.as_uri())
        yield visit


def when_i_press(visit: Visit, key: str) -> None:
    visit.page.keyboard.press(key)


def when_i_open_every_detail(visit: Visit) -> None:
    for detail in visit.page.locator("details").all():
        detail.evaluate("detail => { detail.open = true; }")


def then_nothing_else_was_asked_for(visit: Visit) -> None:
    asked = [url for url in visit.requests if not url.startswith("data:")]
    assert asked == [visit.path.as_uri()]


def then_the_browser_complains_of_nothing(visit: Visit) -> None:
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
