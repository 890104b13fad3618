"""A person at the site in a real browser: what they do, in whichever way, and what they see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from functional.site.by_keyboard import tab_to
from functional.visits import DESKTOP, PHONE

HEIGHT = 900
PATIENCE_MS = 60_000
"""How long to wait for what does not come; a busy machine is slow, and slow is not wrong."""
A_JOB_MS = 180_000
LOOKS = 50
HTML = "text/html; charset=utf-8"
AXE = Axe()
LOOKED_AT: set[tuple[How, str]] = set()
"""Pages that axe and the window have accepted in this run, by how they were used."""


class How(Enum):
    """A way of using the site."""

    MOUSE = "with a mouse"
    KEYBOARD = "by keyboard alone"
    NO_SCRIPTS = "without JavaScript"


@dataclass
class Visit:
    """A person at the site: their window, how they use it, and what the browser complains of."""

    page: Page
    address: str
    how: How
    complaints: list[str] = field(default_factory=list)


@contextmanager
def a_visit_to(chromium: Browser, address: str, how: How = How.MOUSE) -> Iterator[Visit]:
    """Open a window of a person's own; when they leave, the browser must have had no complaint."""
    context = chromium.new_context(
        viewport={"width": DESKTOP, "height": HEIGHT},
        java_script_enabled=how is not How.NO_SCRIPTS,
        accept_downloads=True,
        locale="en-GB",
    )
    with context:
        context.set_default_timeout(PATIENCE_MS)
        visit = Visit(context.new_page(), address, how)
        visit.page.on("console", lambda message: _heard(visit, message.type, message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("request", lambda request: _asked(visit, request.url))
        # from the start, or a key might open a chooser before the browser knows that we listen
        visit.page.on("filechooser", lambda _: None)
        yield visit
        assert visit.complaints == []


def _heard(visit: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        visit.complaints.append(f"{visit.page.url}: {text}")


def _asked(visit: Visit, url: str) -> None:
    if not url.startswith((visit.address, "data:", "blob:")):
        visit.complaints.append(f"{visit.page.url}: asked elsewhere for {url}")


# What a person does


def when_i_open(visit: Visit, address: str) -> None:
    """Open an address of the site, or a whole one."""
    whole = address if address.startswith("http") else visit.address + address
    visit.page.goto(whole)
    then_the_page_is_sound(visit)


def when_i_follow(visit: Visit, words: str | re.Pattern[str], *, within: str = "body") -> None:
    """Follow a link by its words."""
    _use(visit, _named(visit.page.locator(within), "link", words), "Enter")
    then_the_page_is_sound(visit)


def when_i_go_to(visit: Visit, door: str) -> None:
    """Go through a door of the navigation, opening its menu where the window has no room."""
    menu = visit.page.get_by_role("navigation", name="Menu")
    link = menu.get_by_role("link", name=door, exact=True)
    more = menu.get_by_role("button", name="Browse More")
    if not link.is_visible() and more.is_visible():
        if visit.how is How.KEYBOARD:
            tab_to(visit.page, more)
            visit.page.keyboard.press("Enter")
        else:
            more.click()
    _use(visit, link, "Enter")
    then_the_page_is_sound(visit)


def when_i_press(visit: Visit, words: str | re.Pattern[str], *, within: str = "body") -> None:
    """Press a button by its words."""
    _use(visit, _named(visit.page.locator(within), "button", words), "Enter")
    then_the_page_is_sound(visit)


def when_i_fill_in(visit: Visit, label: str | re.Pattern[str], text: str) -> None:
    """Type into the field of a label, in place of what it holds."""
    box = visit.page.get_by_label(label, exact=isinstance(label, str)).first
    if visit.how is How.KEYBOARD:
        tab_to(visit.page, box)
        visit.page.keyboard.press("Control+A")
        visit.page.keyboard.type(text)
    else:
        box.fill(text)


def when_i_tick(visit: Visit, label: str | re.Pattern[str], *, within: str = "body") -> None:
    """Tick a box or choose a radio button by its label."""
    place = visit.page.locator(within)
    box = place.get_by_label(label, exact=isinstance(label, str)).first
    if visit.how is not How.KEYBOARD:
        box.check()
        return
    tab_to(visit.page, box)
    if not box.is_checked():
        visit.page.keyboard.press("Space")
    expect(box).to_be_checked()


def when_i_choose(visit: Visit, label: str | re.Pattern[str], option: str) -> None:
    """Choose an option of a drop-down list by its words."""
    box = visit.page.get_by_label(label, exact=isinstance(label, str)).first
    if visit.how is How.KEYBOARD:
        tab_to(visit.page, box)
        visit.page.keyboard.type(option)
    else:
        box.select_option(label=option)
    assert box.locator("option:checked").inner_text().strip() == option


def when_i_attach(visit: Visit, label: str | re.Pattern[str], path: Path) -> None:
    """Choose a file for the field of a label: through its button, or as browsers have it."""
    if visit.how is How.NO_SCRIPTS:
        box = visit.page.locator("input[type=file]")
        expect(box).to_have_accessible_name(label)
        box.set_input_files(path)
        return
    button = _named(visit.page.locator("main"), "button", label)
    if visit.how is How.KEYBOARD:
        tab_to(visit.page, button)
    with visit.page.expect_file_chooser() as chooser:
        if visit.how is How.KEYBOARD:
            visit.page.keyboard.press("Enter")
        else:
            button.click()
    chooser.value.set_files(path)


def when_i_open_every_detail(visit: Visit) -> None:
    """Open whatever the page keeps folded."""
    visit.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")


# What a person sees


def then_the_heading_is(visit: Visit, words: str | re.Pattern[str]) -> None:
    """See the one main heading."""
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(words)


def then_a_job_ends_with(visit: Visit, heading: str | re.Pattern[str]) -> None:
    """See the page change by itself when a job is done; without scripts, look again and again."""
    place = visit.page.get_by_role("heading", level=1)
    while visit.how is How.NO_SCRIPTS and not re.fullmatch(heading, place.inner_text().strip()):
        visit.page.wait_for_timeout(500)
        when_i_follow(visit, "Check again")
    expect(place).to_have_text(heading, timeout=A_JOB_MS)
    then_the_page_is_sound(visit)


def then_i_read(visit: Visit, words: str | re.Pattern[str]) -> None:
    """See words somewhere in the main part of the page."""
    expect(visit.page.locator("main")).to_contain_text(words, use_inner_text=True)


def then_i_do_not_read(visit: Visit, words: str | re.Pattern[str]) -> None:
    """See no such words in the main part of the page."""
    expect(visit.page.locator("main")).not_to_contain_text(words)


def then_the_page_is_sound(visit: Visit) -> None:
    """See a page that axe accepts, and that fits a desk and a phone, each build once."""
    visit.page.wait_for_load_state()
    assert visit.complaints == []
    key = (visit.how, _shape(visit.page))
    if visit.how is How.KEYBOARD or key in LOOKED_AT:
        return
    LOOKED_AT.add(key)
    if visit.how is How.NO_SCRIPTS:
        with _as_it_stands(visit) as page:
            _then_axe_and_the_window_accept(page)
    else:
        _then_axe_and_the_window_accept(visit.page)


def _shape(page: Page) -> str:
    """Give a page's address and build without its words: what axe and the layout depend on."""
    path = re.sub(r"/o/\w+/|[0-9a-f-]{36}|\d+", "·", urlsplit(page.url).path)
    build = re.sub(
        r">[^<]*<|(href|id|for|name|value|content|aria-\w+)=\"[^\"]*\"", "", page.content()
    )
    return f"{path} {build}"


def _then_axe_and_the_window_accept(page: Page) -> None:
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        _then_it_fits(page, width)
        found = AXE.run(page)
        report = f"{page.url} at {width}\n{found.generate_report()}"
        assert found.violations_count == 0, report


def _then_it_fits(page: Page, width: int) -> None:
    """See no scrolling sideways, once the page has laid itself out again."""
    for _ in range(LOOKS):
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        if wide <= width:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} is {wide} wide in a window of {width}")


@contextmanager
def _as_it_stands(visit: Visit) -> Iterator[Page]:
    """Show the page, as it is without scripts, in a window where axe can run; it is a script."""
    content = re.sub(
        r"<script\b.*?</script>|</?noscript>", "", visit.page.content(), flags=re.DOTALL
    )
    browser = visit.page.context.browser
    assert browser is not None
    with browser.new_context() as context:
        page = context.new_page()
        page.route(visit.page.url, lambda route: route.fulfill(body=content, content_type=HTML))
        page.goto(visit.page.url)
        yield page


# How it is done


def _named(place: Locator, role: str, words: str | re.Pattern[str]) -> Locator:
    found = place.get_by_role(role, name=words, exact=isinstance(words, str))  # type: ignore[arg-type]
    expect(found.first).to_be_visible()
    return found.first


def _use(visit: Visit, target: Locator, key: str) -> None:
    if visit.how is How.KEYBOARD:
        tab_to(visit.page, target)
    # a page that is leaving answers nothing, so wait for where it leads
    with visit.page.expect_event("framenavigated"):
        if visit.how is How.KEYBOARD:
            visit.page.keyboard.press(key)
        else:
            target.click()
