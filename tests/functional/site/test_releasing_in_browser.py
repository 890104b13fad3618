"""Can an analyst let others see figures, and does a board member then see less?"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builders.worked_table import worked_table
from functional.site.bringing_in import (
    then_the_ceiling_is_that_of_the_worked_table,
    when_i_propose_a_release,
    when_i_release_it,
)
from functional.site.places import Place, ServedSite
from functional.site.signing_in import given_i_am_signed_in
from functional.site.visits_of_a_site import (
    Visit,
    a_visit_to,
    then_i_do_not_read,
    then_i_read,
    then_the_heading_is,
    when_i_follow,
    when_i_go_to,
    when_i_open,
)

pytestmark = pytest.mark.browser

NOT_FOR_OTHERS = ("4 of the 44", "63 of 209", "0.07 to 0.63")


def given_the_worked_table_is_in(served_site: ServedSite, place: Place, folder: Path) -> None:
    path = worked_table(folder / "worked.csv", code=place.code)
    asked = {"code": place.code, "email": place.emails["analyst"], "path": str(path)}
    served_site.site.inside("bring_in", **asked, codes=[], fte=False)


def test_an_analyst_releases_figures_and_a_board_member_sees_less(
    chromium: Browser, visitor: Visit, served_site: ServedSite, place: Place, tmp_path: Path
) -> None:
    given_the_worked_table_is_in(served_site, place, tmp_path)
    with a_visit_to(chromium, visitor.address, visitor.how) as analyst:
        given_i_am_signed_in(analyst, place, "analyst")
        when_i_propose_a_release(analyst, "This organisation")
        then_i_read(analyst, "None of them can be worked out.")
        when_i_release_it(analyst)
        when_i_open(analyst, f"/o/{place.code}/ceilings/ahp/")
        then_the_ceiling_is_that_of_the_worked_table(analyst)
    given_i_am_signed_in(visitor, place, "board_member")
    when_i_go_to(visitor, "Find")
    then_i_read(visitor, "protected for sharing: release 1")
    when_i_follow(visitor, "Allied health professionals", within="main")
    then_the_heading_is(visitor, "Allied health professionals appear to stop at Band 8a")
    then_i_read(visitor, "withheld")
    for words in NOT_FOR_OTHERS:
        then_i_do_not_read(visitor, words)


def test_before_a_release_a_board_member_is_told_whom_to_ask(
    chromium: Browser, visitor: Visit, place: Place
) -> None:
    given_i_am_signed_in(visitor, place, "board_member")
    when_i_go_to(visitor, "Find")
    then_i_read(visitor, "Nothing has been released to you yet.")
    then_i_read(visitor, "Ask a people analyst")
