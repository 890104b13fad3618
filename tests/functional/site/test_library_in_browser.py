"""Can a physiotherapist find leaders of their own profession, and what the guide says?"""

from __future__ import annotations

import re

import pytest

from functional.site.places import Place
from functional.site.signing_in import given_i_am_signed_in
from functional.site.visits_of_a_site import (
    Visit,
    then_i_do_not_read,
    then_i_read,
    then_the_heading_is,
    when_i_choose,
    when_i_follow,
    when_i_go_to,
    when_i_press,
)

pytestmark = pytest.mark.browser


def test_a_physiotherapist_browses_case_studies_and_a_barrier(visitor: Visit, place: Place) -> None:
    given_i_am_signed_in(visitor, place, "clinician")
    then_the_heading_is(visitor, "What stands between our clinicians and the board")
    when_i_go_to(visitor, "Case studies and resources")
    when_i_choose(visitor, "Profession", "Physiotherapists")
    when_i_press(visitor, "Show what fits")
    then_i_read(visitor, "physiotherapist")
    leader = visitor.page.locator("#results .nhsuk-card__link, #results a").first.inner_text()
    when_i_follow(visitor, leader, within="#results")
    then_the_heading_is(visitor, re.compile(f"^Case study as of 2019.*{re.escape(leader)}"))
    then_i_read(visitor, "The route")
    when_i_go_to(visitor, "Map")
    when_i_follow(visitor, re.compile("role models", re.IGNORECASE), within="main")
    then_i_read(visitor, "What others have tried")
    then_i_do_not_read(visitor, re.compile(r"\d+ of the \d+"))
