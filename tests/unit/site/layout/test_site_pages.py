"""Does every page have its header, doors and notices, and does an error say what to do?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import resolve, reverse

from builders.site.gallery import LONG_NAME, Organisation, Visitor
from builders.site.gallery_server import gallery_settings
from wardtoboard_web.layout.drawings import drawing
from wardtoboard_web.layout.navigation import DOORS, Door, navigation
from wardtoboard_web.layout.static_files import NoSuchFileError, address_of

GALLERY = "/o/X1ZZ/ceilings/gallery/"


@pytest.fixture
def gallery_client() -> Iterator[Client]:
    with gallery_settings():
        yield Client(raise_request_exception=False)


def _page(client: Client, address: str = GALLERY) -> str:
    return client.get(address).content.decode()


def test_the_doors_are_those_that_the_visitor_may_open(gallery_client: Client) -> None:
    page = _page(gallery_client)
    words = re.findall(r'navigation-link" href="([^"]*)"[^>]*>([^<]*)<', page)
    assert words == [
        ("/o/X1ZZ/", "Map"),
        ("/o/X1ZZ/ceilings/", "Find"),
        ("/o/X1ZZ/library/", "Case studies and resources"),
        ("/o/X1ZZ/imports/", "Imports"),
        ("/o/X1ZZ/people/", "People"),
        ("/o/X1ZZ/settings/", "Settings"),
        ("/o/X1ZZ/audit/", "Audit"),
    ]


@pytest.mark.parametrize(
    ("here", "marked"),
    [
        ("/o/X1ZZ/ceilings/nursing/", ["Find"]),
        ("/o/X1ZZ/", ["Map"]),
        ("/o/X1ZZ/barriers/1/", ["Map"]),
        ("/account/", []),
    ],
)
def test_the_door_that_we_came_through_is_marked(
    gallery_client: Client, here: str, marked: list[str]
) -> None:
    links = navigation(Visitor(), here)
    assert [link.words for link in links if link.is_here] == marked


def test_nobody_has_no_doors(gallery_client: Client) -> None:
    assert navigation(None, "/") == []


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.page)
def test_every_door_leads_to_a_page_that_says_who_may_see_it(door: Door) -> None:
    address = reverse(door.page, kwargs={"code": "X1ZZ"})
    assert resolve(address).func.permission


def test_the_logo_is_shown_only_when_the_organisation_says_so(gallery_client: Client) -> None:
    for address, is_shown in ((GALLERY, False), (f"{GALLERY}?logo=1", True)):
        page = _page(gallery_client, address)
        assert ("nhsuk-header__logo" in page) is is_shown
        assert LONG_NAME in page
        assert ">Ward to Board<" in page


def test_a_fictional_organisation_says_so(gallery_client: Client) -> None:
    assert Organisation().is_demonstration
    assert "This organisation is fictional." in _page(gallery_client)
    assert "fictional" not in _page(gallery_client, "/fail/404/")


def test_messages_are_said_once_and_escaped(gallery_client: Client) -> None:
    page = _page(gallery_client, f"{GALLERY}?told=1")
    assert "The committee &lt;b&gt;was&lt;/b&gt; saved" in page
    assert page.count("nhsuk-notification-banner--success") == 1
    assert "nhsuk-notification-banner" not in _page(gallery_client)


def test_a_page_with_errors_says_so_in_its_title(gallery_client: Client) -> None:
    wrong = gallery_client.post(GALLERY).content.decode()
    assert "<title>Error: Everything – Ward to Board</title>" in wrong
    assert "<title>Everything – Ward to Board</title>" in _page(gallery_client)


def test_htmx_is_loaded_only_where_it_is_asked_for(gallery_client: Client) -> None:
    assert "htmx-2.min.js" in _page(gallery_client)
    assert "htmx" not in _page(gallery_client, "/fail/404/")


def test_progress_can_be_fetched_alone(gallery_client: Client) -> None:
    page = _page(gallery_client, "/o/X1ZZ/progress")
    assert page.strip().startswith('<p id="progress-words">Counting</p>')
    assert 'value="60"' in page


ERRORS = [
    ("/fail/400/", 400, "There is a problem with what was sent"),
    ("/fail/403/", 403, "Your role does not open this page"),
    ("/fail/404/", 404, "Page not found"),
    ("/nowhere/", 404, "Page not found"),
    ("/fail/429/", 429, "Too many tries"),
    ("/fail/500/", 500, "Sorry, there is a problem with the site"),
]


@pytest.mark.parametrize(("address", "status", "heading"), ERRORS)
def test_an_error_has_its_page(
    gallery_client: Client, address: str, status: int, heading: str
) -> None:
    response = gallery_client.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert re.findall(r"<h1>(.*)</h1>", page) == [heading]
    assert "secret detail" not in page
    assert "Go to the start page" in page


def test_a_refusal_says_which_role_would_do(gallery_client: Client) -> None:
    assert "you need one of these roles: people analyst" in _page(gallery_client, "/fail/403/")


def test_a_form_without_its_secret_is_refused_in_words() -> None:
    with gallery_settings():
        client = Client(enforce_csrf_checks=True)
        response = client.post(GALLERY)
    assert response.status_code == 403
    assert "<h1>This page is out of date</h1>" in response.content.decode()


def test_a_static_file_has_a_mark_of_its_content() -> None:
    assert re.fullmatch(r"/static/layout/site\.css\?[0-9a-f]{12}", address_of("layout/site.css"))


def test_a_static_file_that_is_not_there_is_said() -> None:
    with pytest.raises(NoSuchFileError, match=r"layout/nowhere\.css"):
        address_of("layout/nowhere.css")


def test_only_a_chart_is_let_through_as_it_is() -> None:
    with pytest.raises(TypeError, match="str"):
        drawing("<svg onload='x'>")
