"""Sentences of bringing in a staff table and releasing figures to others."""

from __future__ import annotations

import re
from pathlib import Path

from functional.site.visits_of_a_site import (
    Visit,
    then_a_job_ends_with,
    then_i_read,
    then_the_heading_is,
    when_i_attach,
    when_i_choose,
    when_i_fill_in,
    when_i_follow,
    when_i_go_to,
    when_i_press,
    when_i_tick,
)


def when_i_choose_a_file(visit: Visit, path: Path) -> None:
    """Begin an import and send its file, to see the steps."""
    when_i_go_to(visit, "Imports")
    when_i_follow(visit, "Bring in a staff table")
    then_the_heading_is(visit, "Choose a staff table")
    when_i_attach(visit, re.compile("^Choose a file"), path)
    when_i_press(visit, "Send the file")
    then_the_heading_is(visit, "Bring in a staff table")


def when_i_go_to_the_next_step(visit: Visit, heading: str) -> None:
    when_i_press(visit, "Go to the next step")
    then_the_heading_is(visit, heading)


def when_i_say_that_the_code_is_ours(visit: Visit, code: str) -> None:
    when_i_fill_in(visit, "Which codes are yours?", code)
    when_i_press(visit, "Save and continue")


def when_i_place(visit: Visit, label: str, profession: str) -> None:
    when_i_choose(visit, f"Profession of {label}", profession)


def when_i_bring_it_in(visit: Visit) -> None:
    """Let the job go, and wait until the page says that it is done."""
    when_i_press(visit, "Bring it in")
    then_a_job_ends_with(visit, "Your first staff table")
    then_i_read(visit, "It is in.")


def when_i_propose_a_release(visit: Visit, audience: str) -> None:
    """Ask to see what others would see, and wait until the page shows it."""
    when_i_go_to(visit, "Releases")
    when_i_press(visit, "Release figures to others")
    when_i_tick(visit, audience)
    when_i_press(visit, "Show me what they would see")
    then_a_job_ends_with(visit, "What others would see")


def when_i_release_it(visit: Visit) -> None:
    when_i_press(visit, "Release these figures")
    then_a_job_ends_with(visit, "Released")


def then_the_ceiling_is_that_of_the_worked_table(visit: Visit) -> None:
    """Read the published answer of the worked table: where, how many, and how sure."""
    then_the_heading_is(visit, "Allied health professionals stop at Band 8a")
    then_i_read(visit, "4 of the 44")
    then_i_read(visit, "63 of 209")
    then_i_read(visit, "0.23")
    then_i_read(visit, "0.07 to 0.63")
