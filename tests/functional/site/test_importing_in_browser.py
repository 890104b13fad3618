"""Can an analyst bring in a table, read the ceiling in it, and let others see what they may?"""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.site.dirty_table import OWN, dirty_table
from builders.worked_table import worked_table
from functional.site.bringing_in import (
    then_the_ceiling_is_that_of_the_worked_table,
    when_i_bring_it_in,
    when_i_choose_a_file,
    when_i_go_to_the_next_step,
    when_i_place,
    when_i_say_that_the_code_is_ours,
)
from functional.site.places import Place
from functional.site.signing_in import given_i_am_signed_in
from functional.site.visits_of_a_site import (
    Visit,
    then_i_read,
    then_the_heading_is,
    when_i_follow,
    when_i_press,
    when_i_tick,
)

pytestmark = pytest.mark.browser


def test_an_analyst_brings_in_the_worked_table_and_reads_the_ceiling(
    visitor: Visit, place: Place, tmp_path: Path
) -> None:
    given_i_am_signed_in(visitor, place, "analyst")
    when_i_choose_a_file(visitor, worked_table(tmp_path / "worked.csv", code=place.code))
    then_i_read(visitor, "Every column is found")
    when_i_go_to_the_next_step(visitor, "Check and go")
    when_i_bring_it_in(visitor)
    when_i_follow(visitor, "See where careers stop")
    when_i_follow(visitor, "Allied health professionals", within="main")
    then_the_ceiling_is_that_of_the_worked_table(visitor)


def test_an_analyst_brings_in_a_dirty_published_table_and_places_the_unplaced(
    visitor: Visit, place: Place, tmp_path: Path
) -> None:
    given_i_am_signed_in(visitor, place, "analyst")
    when_i_choose_a_file(visitor, dirty_table(tmp_path / "published.csv"))
    when_i_go_to_the_next_step(visitor, "Which codes are yours?")
    when_i_say_that_the_code_is_ours(visitor, OWN)
    when_i_go_to_the_next_step(visitor, "Place what is unknown")
    when_i_place(visitor, "Other ST&T staff, Therapist", "Occupational therapists")
    when_i_press(visitor, "Save and continue")
    when_i_go_to_the_next_step(visitor, "Check and go")
    when_i_tick(visitor, "Read full-time equivalents as people")
    when_i_bring_it_in(visitor)
    when_i_follow(visitor, "See where careers stop")
    then_i_read(visitor, "grade D")
    when_i_follow(visitor, "Physiotherapists", within="main")
    then_the_heading_is(visitor, "Physiotherapists stop at Band 8a")
