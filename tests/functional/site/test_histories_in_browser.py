"""Can an analyst bring in ten years of staff histories, read what they show, and go back?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.site.histories import synthetic_parquet
from builders.worked_table import worked_table
from functional.site.places import Place, ServedSite
from functional.site.signing_in import given_i_am_signed_in
from functional.site.visits_of_a_site import (
    Visit,
    then_a_job_ends_with,
    then_i_read,
    then_the_heading_is,
    when_i_attach,
    when_i_follow,
    when_i_go_to,
    when_i_open,
    when_i_press,
)

pytestmark = pytest.mark.browser

MONTHS = 120
HELD = "120 months, April 2016 to March 2026"


def test_an_analyst_brings_in_ten_years_reads_what_they_show_and_undoes_it(
    visitor: Visit, place: Place, served_site: ServedSite, tmp_path: Path
) -> None:
    given_a_staff_table(served_site, place, tmp_path)
    path = tmp_path / "ten-years.parquet"
    synthetic_parquet(path, place.code, people=1_500, months=MONTHS)
    given_i_am_signed_in(visitor, place, "analyst")
    when_i_send_histories(visitor, path)
    then_i_read(visitor, HELD)
    when_i_press(visitor, "Bring it in")
    then_a_job_ends_with(visitor, "What was kept of the histories")
    then_i_read(visitor, "It is in.")
    then_i_read(visitor, "Rows left out by rule")
    when_i_follow(visitor, "Back to staff histories")
    then_i_read(visitor, f"We follow careers over {HELD}.")
    histories = visitor.page.url
    when_i_open(visitor, f"/o/{place.code}/ceilings/ahp/")
    then_i_read(visitor, "What careers over time show")
    then_i_read(visitor, "Allied health professionals at Band 8a: chance of promotion")
    then_i_read(visitor, "Allied health professionals at Band 8a: is it a glass ceiling?")
    when_i_open(visitor, histories)
    when_i_follow(visitor, re.compile(r"^\d+ \w+ 20\d\d"), within="main")
    when_i_follow(visitor, "Undo this import")
    then_the_heading_is(visitor, "Undo this import?")
    when_i_press(visitor, "Undo this import")
    then_i_read(visitor, "No staff history yet.")


def test_an_analyst_is_told_every_fault_and_sends_the_files_again(
    visitor: Visit, place: Place, tmp_path: Path
) -> None:
    given_i_am_signed_in(visitor, place, "analyst")
    path = tmp_path / "history.csv"
    good = (
        f"person,month,organisation,fte,profession,level\na,2025-04,{place.code},1,nurse,Band 5\n"
    )
    path.write_text(f"{good}b,soon,{place.code},9,nurse,Band 5\n", encoding="utf-8")
    when_i_send_histories(visitor, path)
    when_i_press(visitor, "Bring it in")
    then_a_job_ends_with(visitor, "These histories were refused")
    then_i_read(visitor, "2 things to put right")
    path.write_text(good, encoding="utf-8")
    when_i_follow(visitor, "send the files again")
    when_i_choose_and_send(visitor, path)
    when_i_press(visitor, "Bring it in")
    then_a_job_ends_with(visitor, "What was kept of the histories")
    then_i_read(visitor, "1 month, April 2025")


def given_a_staff_table(served_site: ServedSite, place: Place, folder: Path) -> None:
    path = worked_table(folder / "worked.csv", code=place.code)
    asked = {"code": place.code, "email": place.emails["analyst"]}
    served_site.site.inside("bring_in", **asked, path=str(path), codes=[], fte=False)


def when_i_send_histories(visit: Visit, path: Path) -> None:
    """Go from the imports to the page of histories, and send a file of them."""
    when_i_go_to(visit, "Imports")
    when_i_follow(visit, "Bring in staff histories")
    then_the_heading_is(visit, "Staff histories brought in")
    when_i_follow(visit, "Bring in staff histories")
    when_i_choose_and_send(visit, path)


def when_i_choose_and_send(visit: Visit, path: Path) -> None:
    """Choose a file and send it, to see what was understood."""
    then_the_heading_is(visit, "Choose staff histories")
    when_i_attach(visit, re.compile("^Choose files"), path)
    when_i_press(visit, "Send the files")
    then_the_heading_is(visit, "Bring in staff histories")
