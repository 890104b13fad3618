"""A real server, and organisations in it with a person for each role."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, expect

from builders.site.served import Site, new_site, served
from functional.site.places import Place, ServedSite
from functional.site.visits_of_a_site import PATIENCE_MS, How, Visit, a_visit_to

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def served_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """One server for every journey; at the end its log must hold no error."""
    site = new_site(tmp_path_factory.mktemp("site"))
    with served(site) as address:
        yield ServedSite(site, address, count(1))
    then_the_log_holds_no_error(site)


def then_the_log_holds_no_error(site: Site) -> None:
    log = site.log.read_text(encoding="utf-8")
    wrong = [line for line in log.splitlines() if '"level": "error"' in line]
    assert not wrong, "\n".join(wrong)
    assert "Traceback" not in log


@pytest.fixture(params=list(How), ids=lambda how: how.value)
def how(request: pytest.FixtureRequest) -> How:
    """Each way of using the site; a journey that asks for it is made in every way."""
    return How(request.param)


@pytest.fixture
def place(served_site: ServedSite) -> Place:
    """An organisation of this test's own: nobody else's journey disturbs it."""
    return served_site.new_place()


@pytest.fixture
def visitor(chromium: Browser, how: How, served_site: ServedSite) -> Iterator[Visit]:
    """A person who comes to the site, in each way of using it."""
    with a_visit_to(chromium, served_site.address, how) as visit:
        yield visit
