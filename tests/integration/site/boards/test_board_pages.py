"""What the pages of the board show, and to whom; the findings are the library's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from builders.boards import TODAY, Table
from builders.site.people import member, organisation, signed_in
from builders.site.registers import INSTRUMENT, put_in
from builders.site.releases import bring_in_worked, released, words_of
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, BodyKind, Instrument
from wardtoboard.boards.findings import Status
from wardtoboard.boards.headroom.headroom import headroom
from wardtoboard.boards.missing.missing import who_is_missing
from wardtoboard.boards.synthetic import synthetic_board
from wardtoboard.cli.board_headroom import answer_of
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.presenters.seats import free_words, lead_words
from wardtoboard_web.organisations.models import Kind, Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

PAGES = (
    "board",
    "board_missing",
    "board_free_seats",
    "board_scenarios",
    "board_annual_report",
    "board_schedule",
)
READERS = (Role.ADMINISTRATOR, Role.ANALYST, Role.BOARD_MEMBER)
NURSE = "NHST-ED-NURSE"
HALF = "CODE23-HALF"


@pytest.fixture
def board(trust: Organisation, secretary: Person) -> Board:
    """The fictional board of today in the register: its one breach is that no nurse sits."""
    return replace(put_in(trust, secretary, synthetic_board(BodyKind.NHS_TRUST, localdate())))


def address(page: str, **parts: str) -> str:
    return reverse(f"boards:{page}", kwargs={"code": "X1ZZ", **parts})


def page(client: Client, name: str, query: str = "", **parts: str) -> str:
    response = client.get(address(name, **parts) + query)
    assert response.status_code == 200, name
    return words_of(response.content.decode()).replace("&#39;", "'")


def said(text: str) -> str:
    """Give a text of the library as a page has it."""
    return re.sub(r"\s+", " ", text)


# Who may


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PAGES)
def test_each_role_gets_what_it_may(trust: Organisation, role: Role, name: str) -> None:
    client = signed_in(member(trust, role, profession="nurse"))
    assert client.get(address(name)).status_code == (200 if role in READERS else 403)


@pytest.mark.usefixtures("board")
def test_a_stranger_learns_nothing() -> None:
    stranger = signed_in(member(organisation("X2ZZ"), *Role, profession="nurse"))
    for name in PAGES:
        assert stranger.get(address(name)).status_code == 404
        assert Client().get(address(name)).status_code == 302


@pytest.mark.usefixtures("board")
def test_the_navigation_leads_to_the_board_for_those_who_may_see_it(trust: Organisation) -> None:
    for role in (Role.BOARD_MEMBER, Role.CLINICIAN):
        html = signed_in(member(trust, role)).get("/o/X1ZZ/").content.decode()
        assert (f'href="{address("board")}"' in html) is (role in READERS)


# Before there is anything


def test_without_a_register_each_is_told_what_to_do(trust: Organisation) -> None:
    keeper = page(signed_in(member(trust, Role.ADMINISTRATOR)), "board")
    assert "No register of the board yet. Bring one in from a file" in keeper
    assert "Bring in a register" in keeper
    reader = page(signed_in(member(trust, Role.ANALYST)), "board_missing")
    assert "An administrator or a board member keeps the register." in reader
    assert "Bring in a register" not in reader
    assert signed_in(member(trust, Role.ANALYST)).get(address("board_schedule")).status_code == 404
    rule = address("board_explain", rule=NURSE)
    assert signed_in(member(trust, Role.ANALYST)).get(rule).status_code == 404


def test_without_a_sort_of_body_the_page_asks_for_it() -> None:
    other = organisation(kind=Kind.OTHER)
    by = member(other, Role.ADMINISTRATOR)
    put_in(other, by, replace(synthetic_board(BodyKind.ICB, localdate()), bodies=frozenset()))
    shown = page(signed_in(by), "board")
    assert "nobody has said what sort of body this is" in shown
    assert "Say what sort of body it is" in shown


# The front


def test_the_front_shows_each_finding_of_the_library(secretary: Person, board: Board) -> None:
    shown = page(signed_in(secretary), "board")
    assert "Is our board lawful, and who is missing from the table?" in shown
    for finding in evaluate(board, localdate()):
        assert said(finding.statement) in shown, finding.rule
        assert said(finding.because) in shown, finding.rule
        assert said(str(finding.citation)) in shown, finding.rule


@pytest.mark.usefixtures("board")
def test_the_front_answers_first(secretary: Person) -> None:
    shown = page(signed_in(secretary), "board")
    assert "No, as far as we check: on" in shown
    assert "1 rule of law is not met." in shown
    assert "Missing from the voting seats:" in shown
    assert "This is not legal advice." in shown
    assert shown.index("not met") < shown.index("The table") < shown.index("What we found")
    assert "Mend 1 breach of the law." in shown


@pytest.mark.usefixtures("board")
def test_the_table_is_drawn_with_professions_in_words(secretary: Person) -> None:
    shown = page(signed_in(secretary), "board")
    assert "Chief medical officer Doctor" in shown
    assert "Empty seat Chief nurse Reserved for nurses or midwives" in shown
    assert "Director of therapies Physiotherapist" in shown
    assert "Not a clinician" in shown
    assert "At the table, but no directors: 2 of 2 held" in shown


@pytest.mark.usefixtures("board")
def test_any_day_can_be_asked_about(secretary: Person) -> None:
    client = signed_in(secretary)
    early = page(client, "board", "?on=1990-11-21")
    assert "This holds from 22 November 1990." in early
    assert "As of 21 November 1990" in early
    typed = client.get(address("board"), {"on_day": "1", "on_month": "4", "on_year": "2027"})
    assert typed.status_code == 302
    assert typed["Location"] == f"{address('board')}?on=2027-04-01"
    assert "1 April 2027" in page(client, "board", "?on=2027-04-01")


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("on", ["yesterday", "2027-02-30", "1066-10-14", "9999-12-31"])
def test_an_address_with_no_day_is_not_found(secretary: Person, on: str) -> None:
    client = signed_in(secretary)
    for name in PAGES:
        assert client.get(address(name), {"on": on}).status_code == 404


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    ("year", "says"),
    [("1066", "Day must be from 1990 to 2099"), ("27", "Day must have a year of 4 numbers")],
)
def test_a_day_typed_wrong_is_said(secretary: Person, year: str, says: str) -> None:
    typed = {"on_day": "1", "on_month": "4", "on_year": year}
    response = signed_in(secretary).get(address("board"), typed)
    assert response.status_code == 200
    assert says in response.content.decode()


def test_the_organisations_own_numbers_are_said_to_be_its_own(
    trust: Organisation, secretary: Person
) -> None:
    board = synthetic_board(BodyKind.NHS_TRUST, localdate())
    put_in(trust, secretary, replace(board, instruments=(INSTRUMENT,)))
    shown = page(signed_in(secretary), "board")
    assert "Your own order or constitution decides this" in shown
    assert f"{INSTRUMENT.source}, {INSTRUMENT.place}" in shown


def test_what_nobody_checked_is_said_to_be_unchecked(secretary: Person, board: Board) -> None:
    unsure = [one for one in evaluate(board, localdate()) if one.is_unconfirmed]
    assert unsure
    shown = page(signed_in(secretary), "board")
    assert shown.count("(not checked). Rule") == len(unsure)


# Who is missing


def row_of(shown: str, label: str) -> str:
    """Give the words of a profession's row."""
    return shown.split(f"Profession {label} Voting seats", 1)[1].split(" Profession ", 1)[0]


def test_who_is_missing_says_what_the_library_says(secretary: Person, board: Board) -> None:
    shown = page(signed_in(secretary), "board_missing")
    found = who_is_missing(board, localdate(), None, None)
    for sentence in found.sentences:
        assert said(sentence) in shown
    for one in found.reserved:
        assert said(one.because) in shown
    assert "There are no figures of the workforce for you to see yet" in shown
    assert "no figures" in shown


@pytest.mark.usefixtures("board")
def test_before_our_list_of_professions_the_page_says_so(secretary: Person) -> None:
    client = signed_in(secretary)
    for name in ("board", "board_missing", "board_scenarios"):
        assert "Our list of professions starts on 1 July 2009" in page(
            client, name, "?on=2001-01-01"
        ).replace("2009-07-01", "1 July 2009")


def test_figures_withheld_from_a_release_stay_withheld(
    trust: Organisation, secretary: Person, board: Board, tmp_path: Path
) -> None:
    analyst = member(trust, Role.ANALYST)
    bring_in_worked(trust, analyst, tmp_path)
    client = signed_in(secretary)
    assert "There are no figures of the workforce" in page(client, "board_missing")
    assert "Raw figures of 31 March 2026" in page(signed_in(analyst), "board_missing")
    content = released(trust, analyst).content
    raw, protected = page(signed_in(analyst), "board_missing"), page(client, "board_missing")
    assert "release 1" in protected
    assert "withheld" in protected
    withheld = {row[0] for row in content["table"]["values"] if not isinstance(row[-1], int)}
    assert withheld
    told = who_is_missing(board, localdate(), None, None).professions
    labels = [one.label for one in told if one.profession in withheld]
    assert labels
    for label in labels:
        assert "withheld" not in row_of(raw, label)
        assert "withheld" in row_of(protected, label)
        assert re.search(r"Fair boards without them (at least )?\d+%", row_of(raw, label))


# Free seats


def test_seats_that_share_a_limit_are_not_promised_twice() -> None:
    own = Instrument("FT-NO-MAX", {"max_total": 13}, date(2012, 1, 1), "Constitution", "annex 1")
    found = headroom(replace(Table().foundation(), instruments=(own,)), TODAY)
    assert lead_words(found).endswith(
        "1 as an executive director; 1 as a non-executive director; "
        "but 1 in all, as these share a limit."
    )
    assert free_words(found) == ("1 voting seat free for any clinician", lead_words(found))
    assert answer_of(found).endswith(
        "1 as an executive, 1 as a non-executive, but 1 in all, as these share a limit."
    )


def test_free_seats_are_those_of_the_library(secretary: Person, board: Board) -> None:
    shown = page(signed_in(secretary), "board_free_seats")
    found = headroom(board, localdate())
    for seats in found.seats:
        assert said(seats.because) in shown
    for term in found.terms.dates:
        assert term.person in shown
    for role in found.roles:
        assert said(role.text) in shown
    assert found.terms.dates
    assert "Which seats could a registered clinician take?" in shown


@pytest.mark.usefixtures("board")
def test_an_icb_and_a_foundation_trust_have_pages_too(tmp_path: Path) -> None:
    for code, kind, body in (
        ("QX1", Kind.INTEGRATED_CARE_BOARD, BodyKind.ICB),
        ("X5ZZ", Kind.FOUNDATION_TRUST, BodyKind.FOUNDATION_TRUST),
    ):
        other = organisation(code, kind=kind)
        by = member(other, Role.BOARD_MEMBER)
        put_in(other, by, synthetic_board(body, localdate()))
        for name in PAGES:
            where = reverse(f"boards:{name}", kwargs={"code": code})
            assert signed_in(by).get(where).status_code == 200


# The annual report


def test_the_report_carries_each_statement_of_what_is_departed_from(
    trust: Organisation, secretary: Person, board: Board
) -> None:
    day = localdate() + timedelta(days=20 * 365)
    broken = [
        one
        for one in evaluate(board, day)
        if one.status is Status.NOT_MET and one.rule.startswith("CODE23")
    ]
    assert broken
    with in_organisation(trust):
        actions.explain(
            by=secretary,
            organisation=trust,
            rule=broken[0].rule,
            text="We are appointing in May.",
            review_on=date(2030, 5, 1),
        )
    shown = page(signed_in(secretary), "board_annual_report", f"?on={day.isoformat()}")
    assert "We are appointing in May." in shown
    assert f"Written by {secretary.name} on" in shown
    assert "To be looked at again by 1 May 2030." in shown
    assert "Law that is not met" in shown
    assert said(broken[0].statement) in shown


def test_the_report_lists_who_served_within_the_year(
    trust: Organisation, secretary: Person
) -> None:
    today = localdate()
    board = synthetic_board(BodyKind.NHS_TRUST, today)
    chair, *others = board.seats
    gone = replace(others[0], person="Gone Long Since", end=today - timedelta(days=400))
    left = replace(others[1], person="Left This Year", end=today - timedelta(days=30))
    put_in(trust, secretary, replace(board, seats=(chair, gone, left, *others[2:])))
    shown = page(signed_in(secretary), "board_annual_report")
    assert "Left This Year" in shown
    assert "Gone Long Since" not in shown
    assert "Maud Silverbeck" not in shown  # attends, and is no director
