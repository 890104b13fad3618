"""The register as a file: read, looked at, kept; and taken away as one that reads back."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from builders.site.people import member, organisation, signed_in
from builders.site.registers import full_board, put_in, seat
from builders.site.releases import words_of
from wardtoboard.boards.facts import Board, BodyKind
from wardtoboard.boards.register.reading import read_board
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.boards.forms.register import MOST_BYTES
from wardtoboard_web.boards.models import BoardSeat
from wardtoboard_web.boards.presenters.register import OTHER_PARTS, register_csv
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.models import Role as Member
from wardtoboard_web.organisations.scope import in_organisation

WHERE = "/o/X1ZZ/board/register/import/"
TABLE = """person,title,role,kind,voting,from,to,registrations
Ann Lee,Chair,chair,chair,yes,2024-04-01,,none
Bo Ray,Chief nurse,director of nursing,executive,yes,2024-04-01,2027-03-31,NMC-nurse
"""


@pytest.fixture
def secretary(trust: Organisation) -> Person:
    return member(trust, Member.ADMINISTRATOR)


def send(client: Client, text: str | bytes, name: str = "board.csv") -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post(WHERE, {"file": SimpleUploadedFile(name, content)})


def read_back(response: Any) -> dict[str, str]:
    """Give what the page of the preview sends when its button is pressed."""
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response))
    assert {"register", "seen"} <= set(found)
    # a browser ends lines so
    return {name: unescape(value).replace("\n", "\r\n") for name, value in found.items()}


def seats(trust: Organisation) -> int:
    with in_organisation(trust):
        return BoardSeat.objects.count()


def test_a_table_is_looked_at_then_kept(client: Client, trust: Organisation) -> None:
    page = send(client, TABLE).content.decode()
    assert "This is what we understood: 2 seats." in words_of(page)
    assert "Bo Ray" in page
    assert seats(trust) == 0
    answer = client.post(WHERE, read_back(page))
    assert answer["Location"] == reverse("boards:board_register", args=["X1ZZ"])
    assert seats(trust) == 2
    assert "The register has 2 seats now." in client.get(answer["Location"]).content.decode()


def test_a_table_leaves_everything_but_the_seats(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    before = put_in(trust, secretary)
    page = send(client, TABLE).content.decode()
    assert "2 seats, 1 governor, 1 instrument" in page
    assert "It takes the place of every seat of the register." in page
    _, lost = words_of(page).split("What the register would lose")
    assert f"The register has {len(before.seats)} seats, 1 governor, 1 instrument now." in lost
    assert all(seat.person in lost for seat in before.seats if seat.person)
    assert "Ann Lee" not in lost
    client.post(WHERE, read_back(page))
    with in_organisation(trust):
        board = register_of(trust)
    assert len(board.seats) == 2
    assert (board.governors, board.instruments) == (before.governors, before.instruments)


def test_toml_replaces_everything(client: Client, trust: Organisation, secretary: Person) -> None:
    put_in(trust, secretary)
    board = replace(full_board(), bodies=frozenset({BodyKind.AMBULANCE}), instruments=())
    page = send(client, board_to_toml(board), "board.TOML").content.decode()
    client.post(WHERE, read_back(page))
    with in_organisation(trust):
        assert register_of(trust) == replace(board, name=trust.name)


def test_only_what_differs_is_said_to_go(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    board = full_board()
    put_in(trust, secretary)
    same = words_of(send(client, board_to_toml(board), "board.toml").content.decode())
    assert "It takes the place of the whole register." in same
    assert "Every seat of the register is in the file as it is." in same
    assert "The file says something else" not in same
    first, *others = board.seats
    other = replace(board, seats=(replace(first, end=date(2030, 1, 1)), *others))
    page = words_of(send(client, board_to_toml(other), "board.toml").content.decode())
    lost = page.split("What the register would lose")[1]
    assert first.person in lost
    assert not any(seat.person in lost for seat in others if seat.person)


def test_every_part_of_a_board_has_its_words() -> None:
    assert {one.name for one in fields(Board)} == {"name", "seats", *OTHER_PARTS}


def test_all_else_that_would_go_is_named(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    put_in(trust, secretary)
    board = replace(full_board(), governors=(), instruments=(), bodies=frozenset({BodyKind.ICB}))
    page = words_of(send(client, board_to_toml(board), "board.toml").content.decode())
    lost = page.split("The file says something else, or nothing, of these:")[1]
    assert "governors numbers of your own order or constitution what sort of body it is" in lost
    assert "leadership competency framework" not in lost
    told = replace(full_board(), uses_competency_framework=False)
    put_in(trust, secretary, told)
    other = replace(told, uses_competency_framework=True)
    page = words_of(send(client, board_to_toml(other), "board.toml").content.decode())
    assert "whether the leadership competency framework is used Every seat of the register" in page
    table = words_of(send(client, TABLE).content.decode())
    assert "The file says something else" not in table


def test_every_fault_of_a_file_is_said_at_once(client: Client, trust: Organisation) -> None:
    wrong = TABLE.replace("director of nursing", "wizard").replace("NMC-nurse", "NMC")
    page = words_of(send(client, wrong).content.decode())
    assert "There is a problem" in page
    assert "we do not know the role wizard" in page
    assert "Say NMC-nurse, NMC-midwife or NMC-nursing-associate." in page
    assert "row 3" in page
    assert seats(trust) == 0


def test_of_very_many_faults_the_first_are_said(client: Client) -> None:
    rows = "".join(f"P{number},Chair,wizard,chair,,,,\n" for number in range(130))
    page = words_of(send(client, TABLE.splitlines()[0] + "\n" + rows).content.decode())
    assert "And 30 more. Put these right first, then try again." in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("board.pdf", b"x", "The file must be CSV, Excel (.xlsx) or TOML"),
        ("board.csv", b"", "The file is empty"),
        ("board.csv", b"x" * (MOST_BYTES + 1), "The file must be smaller than 1 MB"),
        ("board.xlsx", b"no workbook", "register.xlsx"),
        ("board.toml", b"seat = ", "cannot be read as TOML"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    client: Client, name: str, content: bytes, said: str
) -> None:
    assert said in words_of(send(client, content, name).content.decode())


def test_what_is_sent_back_is_checked_again(client: Client, trust: Organisation) -> None:
    page = send(client, TABLE).content.decode()
    told = read_back(page)
    told["register"] = told["register"].replace('"chair"', '"executive"')
    answer = client.post(WHERE, told)
    assert "chair" in words_of(answer.content.decode())
    for broken in ("", "x" * 3_000_000):
        assert client.post(WHERE, {"register": broken}).status_code in (200, 400)
    assert seats(trust) == 0


def test_a_stranger_and_an_analyst_bring_nothing_in(trust: Organisation) -> None:
    stranger = signed_in(member(organisation("X2ZZ"), Member.ADMINISTRATOR))
    analyst = signed_in(member(trust, Member.ANALYST))
    for someone, status in ((stranger, 404), (analyst, 403)):
        assert someone.post(WHERE, {"register": board_to_toml(full_board())}).status_code == status
    assert seats(trust) == 0


def test_bringing_in_leaves_one_entry(client: Client, trust: Organisation) -> None:
    page = send(client, board_to_toml(full_board()), "board.toml").content.decode()
    client.post(WHERE, read_back(page))
    with in_organisation(trust):
        entry = Entry.objects.get(action="board.register_replaced")
    assert entry.detail == {"seats_before": 0, "seats": len(full_board().seats)}


@pytest.mark.parametrize("kind", ["csv", "toml"])
def test_what_is_taken_away_reads_back_as_it_was(
    client: Client, trust: Organisation, secretary: Person, tmp_path: Path, kind: str
) -> None:
    board = put_in(trust, secretary)
    where = reverse("boards:board_register_download", kwargs={"code": "X1ZZ", "kind": kind})
    answer = client.get(where)
    assert answer["Content-Disposition"] == f'attachment; filename="board-x1zz.{kind}"'
    path = tmp_path / f"board.{kind}"
    path.write_bytes(answer.content)
    if kind == "csv":
        assert read_board(path, bodies=board.bodies).seats == board.seats
    else:
        assert read_board(path) == replace(board, name=trust.name)


def test_an_empty_register_can_be_taken_away_too(client: Client) -> None:
    for kind in ("csv", "toml"):
        where = reverse("boards:board_register_download", kwargs={"code": "X1ZZ", "kind": kind})
        assert client.get(where).status_code == 200


def test_no_cell_of_the_file_runs_as_a_formula() -> None:
    board = replace(full_board(), seats=(seat("=1+1", "+Boss"),))
    assert "'=1+1,'+Boss" in register_csv(board)


def test_a_name_may_be_as_long_as_its_file_has_it(client: Client, trust: Organisation) -> None:
    name = "Ann " * 200
    board = replace(full_board(), seats=(*full_board().seats, seat(name.strip(), name.strip())))
    page = send(client, board_to_toml(board), "board.toml").content.decode()
    assert client.post(WHERE, read_back(page)).status_code == 302
    assert seats(trust) == len(board.seats)
