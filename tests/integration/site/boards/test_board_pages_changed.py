"""What is written from the pages of the board: statements and scenarios; and what is taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from builders.site.people import member, signed_in
from builders.site.registers import put_in
from builders.site.releases import words_of
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, BodyKind
from wardtoboard.boards.findings import Severity, Status
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard.boards.synthetic import synthetic_board
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.boards import actions, facts
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

NURSE, HALF = "NHST-ED-NURSE", "CODE23-HALF"
STATEMENT = "We have one vacancy.\nIt is filled in May."


@pytest.fixture
def board(trust: Organisation, secretary: Person) -> Board:
    """The fictional board of today in the register: its one breach is that no nurse sits."""
    return put_in(trust, secretary, synthetic_board(BodyKind.NHS_TRUST, localdate()))


def address(page: str, **parts: object) -> str:
    return reverse(f"boards:{page}", kwargs={"code": "X1ZZ", **parts})


def page(client: Client, name: str, query: str = "", **parts: object) -> str:
    response = client.get(address(name, **parts) + query)
    assert response.status_code == 200, name
    return words_of(response.content.decode())


def entries(trust: Organisation) -> int:
    with in_organisation(trust):
        return int(Entry.objects.count())


# Comply or explain


@pytest.mark.usefixtures("board")
def test_a_statement_is_kept_with_author_and_day_and_a_newer_one_follows(
    trust: Organisation, secretary: Person
) -> None:
    client = signed_in(secretary)
    where = address("board_explain", rule=HALF)
    before = entries(trust)
    for text in (STATEMENT, "It is filled."):
        response = client.post(where, {"text": text})
        assert response.status_code == 302
        assert response["Location"] == where
    assert entries(trust) == before + 2
    shown = page(client, "board_explain", rule=HALF)
    assert f"Written by {secretary.name} on" in shown
    assert "Earlier statements" in shown
    assert shown.index("It is filled.") < shown.index("We have one vacancy.")
    assert "Read our statement" in page(client, "board")


@pytest.mark.usefixtures("board")
def test_a_review_that_is_due_is_on_the_front(trust: Organisation, secretary: Person) -> None:
    client = signed_in(secretary)
    today = localdate()
    sent = {"text": STATEMENT, "review_on_day": today.day, "review_on_month": today.month}
    client.post(address("board_explain", rule=HALF), {**sent, "review_on_year": today.year})
    assert "Reviews due" in page(client, "board")
    client.post(address("board_explain", rule=HALF), {"text": "Looked at again."})
    assert "Reviews due" not in page(client, "board")


@pytest.mark.usefixtures("board")
def test_an_empty_statement_is_asked_for(secretary: Person) -> None:
    response = signed_in(secretary).post(address("board_explain", rule=HALF), {"text": " "})
    assert response.status_code == 200
    assert "Enter your statement" in response.content.decode()


@pytest.mark.usefixtures("board")
def test_the_law_cannot_be_explained_away(trust: Organisation, secretary: Person) -> None:
    client = signed_in(secretary)
    assert "This is law: it cannot be explained away." in page(client, "board_explain", rule=NURSE)
    where = address("board_explain", rule=NURSE)
    assert client.post(where, {"text": STATEMENT}).status_code == 404
    with in_organisation(trust):
        assert not facts.explanations_of()


@pytest.mark.usefixtures("board")
def test_a_rule_that_is_not_ours_is_not_found(secretary: Person) -> None:
    client = signed_in(secretary)
    for rule in ("FT-ED-DOC", "NO-SUCH-RULE"):
        assert client.get(address("board_explain", rule=rule)).status_code == 404


@pytest.mark.usefixtures("board")
def test_an_analyst_reads_and_does_not_write(trust: Organisation) -> None:
    client = signed_in(member(trust, Role.ANALYST))
    where = address("board_explain", rule=HALF)
    assert "An administrator or a board member writes it." in page(
        client, "board_explain", rule=HALF
    )
    assert client.post(where, {"text": STATEMENT}).status_code == 403
    assert client.get(address("board_scenario_add")).status_code == 403
    assert "Make a scenario" not in page(client, "board_scenarios")


# Scenarios


def seat_number(board: Board, title: str) -> str:
    titles = [seat.title for seat in board.on(localdate())]
    return str(titles.index(title))


def keep(client: Client, **sent: object) -> str:
    response = client.post(address("board_scenario_add"), {"name": "A try", **sent})
    if response.status_code == 302:
        return page(client, "board_scenarios")
    return words_of(response.content.decode())


def test_a_scenario_that_mends_the_breach_says_so(secretary: Person, board: Board) -> None:
    client = signed_in(secretary)
    assert "1 rule of law is not met. No scenario stands beside" in page(client, "board_scenarios")
    chief_nurse = seat_number(board, "Chief nurse")
    shown = keep(client, name="A nurse comes", filled=chief_nurse, profession="nurse")
    assert "It would leave no known breach." in shown
    assert "It mends 1 breach" in shown
    assert "Mended" in shown
    assert NURSE in shown
    assert "A nurse comes" in shown


def test_what_the_pages_say_of_a_scenario_is_the_librarys(
    trust: Organisation, secretary: Person, board: Board
) -> None:
    client = signed_in(secretary)
    finance = next(one for one in board.seats if one.title == "Chief finance officer")
    shown = keep(client, leaves=finance.person, opened=seat_number(board, finance.title))
    assert f"{finance.person} leaves the board" in shown
    assert "Newly broken" in shown
    assert "NHST-ED-CFO" in shown
    with in_organisation(trust):
        [kept] = facts.scenarios_of()
    assert [one["change"] for one in kept.changes] == ["open", "retire"]
    assert kept.made_by == secretary


@pytest.mark.parametrize("kind", ["executive", "non_executive", "attendee"])
def test_a_new_seat_can_be_tried(secretary: Person, board: Board, kind: str) -> None:
    shown = keep(signed_in(secretary), filled=kind, profession="physiotherapist")
    assert "A newcomer (physiotherapist)" in shown


def test_someone_who_leaves_can_be_followed_by_a_profession(
    secretary: Person, board: Board
) -> None:
    doctor = next(one for one in board.seats if one.title == "Chief medical officer")
    seat = seat_number(board, doctor.title)
    shown = keep(signed_in(secretary), leaves=doctor.person, filled=seat, profession="dentist")
    assert "A newcomer (dentist)" in shown
    assert "NHST-ED-DOC" not in shown  # law takes a dentist for a doctor
    none = keep(signed_in(secretary), name="None", filled=seat, profession="none")
    assert "NHST-ED-DOC" in none


def test_becoming_a_foundation_trust_and_merging_can_be_tried(
    secretary: Person, board: Board
) -> None:
    client = signed_in(secretary)
    shown = keep(client, foundation="on")
    assert "becomes a foundation trust" in shown
    assert "FT-ED-NURSE" in shown
    assert "Not for this body" in shown
    other = synthetic_board(BodyKind.FOUNDATION_TRUST, localdate())
    seats = [replace(one, person=f"{one.person} of the other") for one in other.seats if one.person]
    text = board_to_toml(replace(other, seats=tuple(seats)))
    file = SimpleUploadedFile("other.toml", text.encode())
    assert other.name in keep(client, name="Merger", other=file)


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"name": ""}, "Enter a name for the scenario"),
        ({}, "Say at least one thing that happens"),
        ({"filled": "0"}, "Select who fills the seat"),
        ({"profession": "nurse"}, "Select the seat"),
        ({"leaves": "Nobody We Know"}, "Select one of the choices on the page"),
        ({"other": SimpleUploadedFile("o.toml", b"not toml [")}, "other.toml"),
        ({"other": SimpleUploadedFile("o.toml", b" " * 1_000_001)}, "must be smaller than 1 MB"),
    ],
)
def test_what_is_wrong_with_a_scenario_is_said(
    trust: Organisation, secretary: Person, sent: dict[str, object], says: str
) -> None:
    assert says in keep(signed_in(secretary), **sent)
    with in_organisation(trust):
        assert not facts.scenarios_of()


def test_two_scenarios_have_two_names(secretary: Person, board: Board) -> None:
    client = signed_in(secretary)
    keep(client, leaves=board.seats[0].person)
    assert "Another scenario has this name" in keep(client, leaves=board.seats[1].person)


def test_a_scenario_that_can_no_longer_happen_says_why(
    trust: Organisation, secretary: Person, board: Board
) -> None:
    client = signed_in(secretary)
    keep(client, leaves=board.seats[1].person)
    later = localdate() + timedelta(days=20 * 365)
    other = synthetic_board(BodyKind.ICB, localdate())
    put_in(trust, secretary, other)
    with in_organisation(trust):
        actions.keep_scenario(
            by=secretary,
            organisation=trust,
            name="Strange",
            changes=[{"change": "retire", "person": "Nobody We Know"}],
        )
    shown = page(client, "board_scenarios", f"?on={later.isoformat()}")
    assert "This cannot happen on" in shown
    assert "Nobody We Know" in shown
    assert "cannot happen on that day." in shown


def test_a_scenario_can_be_deleted(trust: Organisation, secretary: Person, board: Board) -> None:
    client = signed_in(secretary)
    keep(client, leaves=board.seats[1].person)
    with in_organisation(trust):
        [kept] = facts.scenarios_of()
    where = address("board_scenario_drop", scenario_id=kept.pk)
    assert client.get(where).status_code == 405
    assert client.post(where).status_code == 302
    assert client.post(where).status_code == 404
    assert client.post(address("board_scenario_drop", scenario_id=uuid4())).status_code == 404
    assert "A try" not in page(client, "board_scenarios")


def test_without_a_board_there_is_nothing_to_try(secretary: Person) -> None:
    response = signed_in(secretary).get(address("board_scenario_add"))
    assert response.status_code == 302
    assert response["Location"] == address("board")


# The schedule


def test_the_schedule_holds_every_finding_value_statement_and_seat(
    trust: Organisation, secretary: Person, board: Board
) -> None:
    with in_organisation(trust):
        for text in ("=1+1 is no formula", STATEMENT):
            actions.explain(
                by=secretary,
                organisation=trust,
                rule=HALF,
                text=text,
                review_on=date(2027, 4, 1),
            )
    response = signed_in(secretary).get(address("board_schedule"))
    name = f"board-x1zz-{localdate().isoformat()}.xlsx"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.sheet_names == ["Findings", "Values", "Statements", "Register", "Coverage"]
    sheets = {one: book.get_sheet_by_name(one).to_python() for one in book.sheet_names}
    found = evaluate(board, localdate())
    rows = {row[0]: row for row in sheets["Findings"][3:]}
    for finding in found:
        assert rows[finding.rule][4] == finding.because
        assert rows[finding.rule][6] == str(finding.citation)
    assert rows[HALF][9] == STATEMENT
    assert "not legal advice" in " ".join(str(row[0]) for row in sheets["Findings"])
    assert len(sheets["Values"]) - 3 == sum(len(one.used) for one in found)
    assert [row[2] for row in sheets["Statements"][3:]] == [STATEMENT, "=1+1 is no formula"]
    held = {row[1] for row in sheets["Register"][3:]}
    assert {one.person for one in board.on(localdate()) if one.person} <= held


@pytest.mark.usefixtures("board")
def test_the_schedule_can_be_of_another_day(secretary: Person) -> None:
    response = signed_in(secretary).get(address("board_schedule"), {"on": "2021-01-01"})
    assert 'filename="board-x1zz-2021-01-01.xlsx"' in response["Content-Disposition"]


def test_the_breach_is_the_one_that_was_put_in(board: Board) -> None:
    law = [one for one in evaluate(board, localdate()) if one.severity is Severity.LAW]
    assert [one.rule for one in law if one.status is Status.NOT_MET] == [NURSE]
