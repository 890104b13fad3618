"""Can a board's secretary find a breach, see what would mend it, explain, and hand the proof on?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download
from python_calamine import CalamineWorkbook

from functional.site.by_keyboard import tab_to
from functional.site.places import Place, ServedSite
from functional.site.signing_in import given_i_am_signed_in
from functional.site.visits_of_a_site import (
    How,
    Visit,
    a_visit_to,
    then_i_do_not_read,
    then_i_read,
    then_the_heading_is,
    when_i_attach,
    when_i_choose,
    when_i_fill_in,
    when_i_follow,
    when_i_go_to,
    when_i_open,
    when_i_press,
)
from wardtoboard.boards.facts import BodyKind, SeatKind
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard.boards.synthetic import synthetic_board

pytestmark = pytest.mark.browser

FRONT = "Is our board lawful, and who is missing from the table?"
BREACH = "Another executive director is a registered nurse or midwife."
EXPLAINED = "One of us worked here last year. From May on, half of us are independent."
STATEMENT_OF_HALF = re.compile("^Explain why we depart from this ?: CODE23-HALF$")
PAGES = ("", "missing/", "free-seats/", "scenarios/", "annual-report/", "schedule.xlsx")
DOWNLOAD = "Download the compliance schedule (XLSX)"


def a_board_with_a_breach(folder: Path) -> Path:
    """A trust's board where no nurse sits, and one independent director too few."""
    board = synthetic_board(BodyKind.NHS_TRUST, datetime.now(UTC).date())
    outside = [one for one in board.seats if one.kind is SeatKind.NON_EXECUTIVE]
    seats = tuple(
        replace(one, independent=False) if one is outside[-1] else one for one in board.seats
    )
    path = folder / "board.toml"
    path.write_text(board_to_toml(replace(board, seats=seats)), encoding="utf-8")
    return path


def test_a_board_member_finds_a_breach_mends_it_explains_and_exports(
    chromium: Browser, visitor: Visit, served_site: ServedSite, place: Place, tmp_path: Path
) -> None:
    given_i_am_signed_in(visitor, place, "board_member")
    when_i_go_to(visitor, "Board")
    then_i_read(visitor, "No register of the board yet.")
    when_i_enter_the_board(visitor, a_board_with_a_breach(tmp_path))
    then_i_find_the_breach(visitor)
    when_i_run_a_scenario_in_which_a_nurse_comes(visitor)
    then_the_scenario_mends_the_breach(visitor)
    when_i_explain_why_too_few_are_independent(visitor)
    then_the_annual_report_carries_my_words(visitor)
    then_the_schedule_holds_the_breach_and_my_words(when_i_export_the_schedule(visitor))
    then_a_stranger_sees_nothing(chromium, visitor, served_site, place)


def test_an_analyst_sees_who_is_missing_and_which_seats_are_free(
    chromium: Browser, served_site: ServedSite, place: Place, tmp_path: Path
) -> None:
    with a_visit_to(chromium, served_site.address) as secretary:
        given_i_am_signed_in(secretary, place, "board_member")
        when_i_go_to(secretary, "Board")
        when_i_enter_the_board(secretary, a_board_with_a_breach(tmp_path))
    with a_visit_to(chromium, served_site.address) as analyst:
        given_i_am_signed_in(analyst, place, "analyst")
        when_i_go_to(analyst, "Board")
        then_i_do_not_read(analyst, "Explain why we depart from this")
        when_i_follow(analyst, "Who is missing, and what chance alone would give")
        then_the_heading_is(analyst, "Who is missing from the table?")
        then_i_read(analyst, "Missing from the voting seats: ")
        when_i_follow(analyst, "Seats that a registered clinician could fill")
        then_the_heading_is(analyst, "Which seats could a registered clinician take?")
        then_i_read(analyst, "2 as a non-executive director")
        when_i_ask_about_another_day(analyst, 2005)
        then_i_read(analyst, "Free on 1 April 2005 for any registered clinician")


# What a secretary does


def when_i_enter_the_board(visit: Visit, path: Path) -> None:
    when_i_press(visit, "Bring in a register")
    then_the_heading_is(visit, "Bring in a register")
    when_i_attach(visit, re.compile("^Choose a file"), path)
    when_i_press(visit, "Read the file")
    then_the_heading_is(visit, "Is this the board?")
    when_i_press(visit, "Keep this as the register")
    when_i_go_to(visit, "Board")


def when_i_run_a_scenario_in_which_a_nurse_comes(visit: Visit) -> None:
    when_i_follow(visit, "Scenarios: what would change the answer")
    then_the_heading_is(visit, "What would change the answer?")
    when_i_press(visit, "Make a scenario")
    then_the_heading_is(visit, "What happens in this scenario?")
    when_i_fill_in(visit, "Name of the scenario", "A chief nurse comes")
    when_i_choose(visit, "A seat is filled", "Chief nurse (empty)")
    when_i_choose(visit, "Who fills it", "Nurse")
    when_i_press(visit, "Keep this scenario")
    then_the_heading_is(visit, "What would change the answer?")


def when_i_explain_why_too_few_are_independent(visit: Visit) -> None:
    when_i_go_to(visit, "Board")
    when_i_follow(visit, STATEMENT_OF_HALF)
    then_the_heading_is(visit, "What do we say about this rule?")
    when_i_fill_in(visit, "Our statement", EXPLAINED)
    when_i_press(visit, "Keep this statement")
    then_i_read(visit, EXPLAINED)
    then_i_read(visit, "Written by Test board member on ")


def when_i_export_the_schedule(visit: Visit) -> Download:
    when_i_go_to(visit, "Board")
    link = visit.page.get_by_role("link", name=DOWNLOAD)
    if visit.how is How.KEYBOARD:
        tab_to(visit.page, link)
    with visit.page.expect_download() as download:
        if visit.how is How.KEYBOARD:
            visit.page.keyboard.press("Enter")
        else:
            link.click()
    return download.value


def when_i_ask_about_another_day(visit: Visit, year: int) -> None:
    visit.page.locator("summary", has_text="ask about another day").click()
    for label, text in (("Day", "1"), ("Month", "4"), ("Year", str(year))):
        when_i_fill_in(visit, label, text)
    when_i_press(visit, "Show that day")


# What a secretary sees


def then_i_find_the_breach(visit: Visit) -> None:
    then_the_heading_is(visit, FRONT)
    then_i_read(visit, "1 rule of law is not met.")
    then_i_read(visit, BREACH)
    then_i_read(visit, "This is not legal advice.")
    then_i_read(visit, "Empty seat")


def then_the_scenario_mends_the_breach(visit: Visit) -> None:
    then_i_read(visit, "It would leave no known breach.")
    then_i_read(visit, "A newcomer (nurse) becomes Chief nurse")
    then_i_read(visit, "It mends 1 breach")


def then_the_annual_report_carries_my_words(visit: Visit) -> None:
    when_i_go_to(visit, "Board")
    when_i_follow(visit, "A page for the annual report")
    then_the_heading_is(visit, "Does our board follow the law and the codes?")
    then_i_read(visit, EXPLAINED)
    then_i_read(visit, BREACH)


def then_the_schedule_holds_the_breach_and_my_words(download: Download) -> None:
    assert download.suggested_filename.endswith(".xlsx")
    book = CalamineWorkbook.from_path(str(download.path()))
    rows = {row[0]: row for row in book.get_sheet_by_name("Findings").to_python()}
    assert rows["NHST-ED-NURSE"][2:4] == [BREACH, "Not met"]
    assert rows["CODE23-HALF"][9] == EXPLAINED


def then_a_stranger_sees_nothing(
    chromium: Browser, visit: Visit, served_site: ServedSite, place: Place
) -> None:
    elsewhere = served_site.new_place()
    with a_visit_to(chromium, visit.address, visit.how) as stranger:
        given_i_am_signed_in(stranger, elsewhere, "board_member")
        for page in PAGES:
            answer = stranger.page.goto(f"{visit.address}/o/{place.code}/board/{page}")
            assert answer is not None
            assert answer.status == 404
            then_the_heading_is(stranger, "Page not found")
        stranger.complaints.clear()  # the browser writes down that the answer was a 404
        when_i_open(stranger, f"/o/{elsewhere.code}/board/")
        then_i_do_not_read(stranger, BREACH)
