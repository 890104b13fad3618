"""Is every page that a person can reach sound: for axe, on a desk and a phone, in the console?"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from builders.worked_table import worked_table
from functional.site.crawl import Document, crawl
from functional.site.places import Place, ServedSite
from functional.site.signing_in import given_i_am_signed_in
from functional.site.visits_of_a_site import (
    a_visit_to,
    then_the_page_is_sound,
    when_i_open,
    when_i_open_every_detail,
)

pytestmark = pytest.mark.browser

ONE_OF_MANY = re.compile(
    r"(?<=/ceilings/)[a-z_]+(?=/)|(?<=/barriers/)[\w.-]+|(?<=/cases/)[\w.-]+|band-[\w-]+|board(?=/)"
    r"|[0-9a-f-]{36}"
)


@pytest.fixture(scope="module")
def place(served_site: ServedSite, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An organisation with staff, a release and a place of its own."""
    place = served_site.new_place()
    path = worked_table(tmp_path_factory.mktemp("worked") / "worked.csv", code=place.code)
    asked = {"code": place.code, "email": place.emails["analyst"]}
    served_site.site.inside("bring_in", **asked, path=str(path), codes=[], fte=False)
    served_site.site.inside("release", **asked)
    return place


@pytest.mark.parametrize("role", ["administrator", "analyst", "board_member", "clinician"])
def test_every_page_a_person_can_reach_is_sound(
    chromium: Browser, served_site: ServedSite, place: Place, role: str
) -> None:
    cookie = served_site.site.inside("session", email=place.emails[role])
    pages = one_of_each(crawl(served_site.address, cookie))
    assert len(pages) > 5
    with a_visit_to(chromium, served_site.address) as visit:
        given_i_am_signed_in(visit, place, role)
        for page in pages:
            when_i_open(visit, page)
            when_i_open_every_detail(visit)
            then_the_page_is_sound(visit)


def one_of_each(documents: dict[str, Document]) -> list[str]:
    """Give the address of one page of each kind: one profession, one level, one barrier."""
    kinds = {}
    for address, document in documents.items():
        parts = urlsplit(address)
        kind = (ONE_OF_MANY.sub("·", parts.path), *sorted(parse_qs(parts.query)))
        if document.kind == "text/html":
            kinds.setdefault(kind, address)
    return sorted(kinds.values())
