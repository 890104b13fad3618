"""Two people at the register at once: neither undoes what the other did without seeing it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from builders.site.people import member, signed_in
from builders.site.registers import INSTRUMENT, full_board, put_in, seat
from builders.site.releases import words_of
from wardtoboard.boards.facts import Board, BodyKind
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.actions.imports import replace_register_seen
from wardtoboard_web.boards.actions.seen import ChangedSinceError, register_digest
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.models import Role as Member
from wardtoboard_web.organisations.scope import in_organisation

TABLE = """person,title,role,kind,voting,from,to,registrations
Ann Lee,Chair,chair,chair,yes,2024-04-01,,none
Bo Ray,Chief nurse,director of nursing,executive,yes,2024-04-01,2027-03-31,NMC-nurse
"""
MOST_EXECUTIVES = replace(INSTRUMENT, rule="NHST-MAX-ED", params={"max_ed": 6.0})
REGISTER_CHANGED = (
    "Somebody changed the register since you opened it. "
    "Look at what would go now, then keep this or go back."
)


def address(page: str, **parts: Any) -> str:
    return reverse(f"boards:{page}", kwargs={"code": "X1ZZ", **parts})


def hidden(page: str) -> dict[str, str]:
    """Give what a page sends back unseen, save the token of the form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def sent_back(page: str) -> dict[str, list[str]]:
    """Give what a browser sends when a form is sent as it came."""
    found: dict[str, list[str]] = {}

    class Inputs(HTMLParser):
        select = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            name = given.get("name") or ""
            kind = given.get("type")
            if (
                tag == "input"
                and name
                and (kind not in ("radio", "checkbox") or "checked" in given)
            ):
                found.setdefault(name, []).append(given.get("value") or "")
            if tag == "select":
                self.select = name
            if tag == "option" and "selected" in given:
                found.setdefault(self.select, []).append(given.get("value") or "")

    Inputs().feed(page)
    return found


def board_now(trust: Organisation) -> Board:
    with in_organisation(trust):
        return register_of(trust)


def entries(trust: Organisation, action: str) -> int:
    with in_organisation(trust):
        return Entry.objects.filter(action=action).count()


# Two people at one seat

SEAT_CHANGED = (
    "Somebody changed this seat since you opened it. Look at what it says now, then save again."
)
LAST_DAY = {"end_day": "31", "end_month": "3", "end_year": "2027"}


@pytest.fixture
def seat_page(trust: Organisation, secretary: Person) -> str:
    with in_organisation(trust):
        told = seat(professions=("nurse", "midwife"), skills=("finance",))
        row = actions.add_seat(by=secretary, organisation=trust, seat=told)
    return address("board_seat", seat_id=row.pk)


def opened(client: Client, where: str) -> dict[str, list[str]]:
    """Give what a browser sends when the page is sent back as it came."""
    return sent_back(client.get(where).content.decode())


def shown_again(client: Client, where: str, told: Any, said: str) -> str:
    answer = client.post(where, told)
    assert answer.status_code == 200
    page: str = answer.content.decode()
    assert "<title>Error: " in page
    assert "There is a problem" in page
    assert said in words_of(page)
    return page


def test_a_correction_does_not_undo_a_last_day_that_was_set_meanwhile(
    client: Client, trust: Organisation, seat_page: str
) -> None:
    other = signed_in(member(trust, Member.ADMINISTRATOR))
    mine, theirs = opened(client, seat_page), opened(other, seat_page)
    assert other.post(seat_page, {**theirs, **LAST_DAY}).status_code == 302
    before, had = board_now(trust), entries(trust, "board.seat_changed")
    page = shown_again(client, seat_page, {**mine, "skills": "digital"}, SEAT_CHANGED)
    assert board_now(trust) == before
    assert entries(trust, "board.seat_changed") == had
    said = words_of(page).split("What this seat says now")[1].split("The seat and who")[0]
    assert "Last day 31 March 2027 Skills finance" in said
    assert "Professions" not in said

    typed = sent_back(page)
    assert typed["skills"] == ["digital"]
    assert typed["end_year"] == [""]
    assert client.post(seat_page, {**typed, **LAST_DAY}).status_code == 302
    [now] = board_now(trust).seats
    assert (now.end, now.skills) == (date(2027, 3, 31), ("digital",))


def test_who_has_seen_the_change_may_save_over_it(
    client: Client, trust: Organisation, seat_page: str
) -> None:
    told = opened(client, seat_page)
    for changes in (LAST_DAY, {"voting": "", "professions": "none", "kind": "member"}):
        assert client.post(seat_page, {**opened(client, seat_page), **changes}).status_code == 302
    page = shown_again(client, seat_page, told, SEAT_CHANGED)
    for said in (
        "What sort of seat is it? Other member of the board",
        "Does it have a vote? Not known",
        "Professions Not a clinician",
    ):
        assert said in words_of(page)
    assert client.post(seat_page, sent_back(page)).status_code == 302
    assert board_now(trust).seats[0].end is None


def test_two_who_write_the_same_are_told_so(
    client: Client, trust: Organisation, seat_page: str
) -> None:
    told = {**opened(client, seat_page), **LAST_DAY}
    assert client.post(seat_page, told).status_code == 302
    page = shown_again(client, seat_page, told, SEAT_CHANGED)
    assert "The same as you typed." in words_of(page)


def test_a_fault_in_what_was_typed_does_not_hide_the_change(
    client: Client, trust: Organisation, seat_page: str
) -> None:
    told = opened(client, seat_page)
    assert client.post(seat_page, {**told, **LAST_DAY}).status_code == 302
    wrong = client.post(seat_page, {**told, "kind": ""}).content.decode()
    assert "Select a sort" in wrong
    shown_again(client, seat_page, {**sent_back(wrong), "kind": "executive"}, SEAT_CHANGED)


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "0" * 16}])
def test_a_seat_sent_without_what_was_seen_is_refused(
    client: Client, trust: Organisation, seat_page: str, sent: dict[str, str]
) -> None:
    before = board_now(trust)
    told = {key: value for key, value in opened(client, seat_page).items() if key != "seen"}
    shown_again(client, seat_page, {**told, **LAST_DAY, **sent}, SEAT_CHANGED)
    assert board_now(trust) == before


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_seat_that_somebody_changed_is_not_taken_out_unseen(
    client: Client, trust: Organisation, seat_page: str, is_sent: bool
) -> None:
    where = f"{seat_page}remove/"
    told = opened(client, where) if is_sent else {}
    assert client.post(seat_page, {**opened(client, seat_page), **LAST_DAY}).status_code == 302
    said = "Look at what it says now, then take it out or go back."
    page = shown_again(client, where, told, said)
    assert "Last day: 31 March 2027." in words_of(page)
    assert len(board_now(trust).seats) == 1
    assert client.post(where, sent_back(page)).status_code == 302
    assert board_now(trust).seats == ()


# Two people at the details


DETAILS_CHANGED = (
    "Somebody changed the details since you opened them. "
    "Look at what they say now, then save again."
)


@pytest.mark.parametrize("is_sent", [True, False])
def test_details_that_somebody_changed_are_not_undone_unseen(
    client: Client, trust: Organisation, is_sent: bool
) -> None:
    where = address("board_details")
    told = opened(client, where)
    changed = {**told, "bodies": ["nhs_care_trust"], "partner_local_authorities": "Northmoor"}
    assert client.post(where, changed).status_code == 302
    before = board_now(trust)
    mine = {**told, "uses_competency_framework": "yes"}
    if not is_sent:
        del mine["seen"]
    page = shown_again(client, where, mine, DETAILS_CHANGED)
    assert board_now(trust) == before
    said = words_of(page).split("What the details say now")[1]
    assert "Partner local authorities Northmoor" in said
    assert client.post(where, sent_back(page)).status_code == 302
    assert board_now(trust).uses_competency_framework is True
    assert board_now(trust).partner_local_authorities is None


def test_details_are_apart_from_who_sits(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    told = opened(client, address("board_details"))
    with in_organisation(trust):
        actions.add_seat(by=secretary, organisation=trust, seat=seat())
    assert client.post(address("board_details"), told).status_code == 302


# A file brought in while somebody else writes


def preview(client: Client, text: str, name: str = "board.csv") -> dict[str, str]:
    file = SimpleUploadedFile(name, text.encode())
    return hidden(client.post(address("board_import"), {"file": file}).content.decode())


def meanwhile_numbers_are_added(trust: Organisation, by: Person) -> None:
    with in_organisation(trust):
        actions.add_instrument(by=by, organisation=trust, instrument=MOST_EXECUTIVES)


def refused(client: Client, told: dict[str, str]) -> str:
    answer = client.post(address("board_import"), told)
    assert answer.status_code == 200
    page: str = answer.content.decode()
    assert "<title>Error: " in page
    assert REGISTER_CHANGED in words_of(page)
    return page


def test_a_table_does_not_delete_what_was_added_since_it_was_looked_at(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    put_in(trust, secretary)
    told = preview(client, TABLE)
    meanwhile_numbers_are_added(trust, secretary)
    before = board_now(trust)
    page = refused(client, told)
    assert board_now(trust) == before
    words = words_of(page)
    assert "This is what we understood: 2 seats, 1 governor, 2 instruments." in words
    there, lost = words.split("What the register would lose")
    assert f"The register has {len(before.seats)} seats, 1 governor, 2 instruments now." in lost
    assert "Bo Ray" in there
    assert "Bo Ray" not in lost
    assert "Rosalind Ashgrove" in lost

    answer = client.post(address("board_import"), hidden(page))
    assert answer["Location"] == address("board_register")
    after = board_now(trust)
    assert [one.person for one in after.seats] == ["Ann Lee", "Bo Ray"]
    assert after == replace(before, seats=after.seats)
    assert MOST_EXECUTIVES in after.instruments


def test_a_table_does_not_undo_details_that_were_changed_since(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    put_in(trust, secretary)
    told = preview(client, TABLE)
    changed = replace(full_board(), bodies=frozenset({BodyKind.AMBULANCE}), governors=())
    put_in(trust, secretary, changed)
    page = refused(client, told)
    assert client.post(address("board_import"), hidden(page)).status_code == 302
    assert board_now(trust).bodies == changed.bodies
    assert board_now(trust).governors == ()


def test_a_seat_written_down_since_is_seen_before_a_file_takes_its_place(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    told = preview(client, TABLE)
    with in_organisation(trust):
        actions.add_seat(by=secretary, organisation=trust, seat=seat("Cy Poe"))
    page = refused(client, told)
    assert "Cy Poe" in words_of(page).split("What the register would lose")[1]
    assert [one.person for one in board_now(trust).seats] == ["Cy Poe"]


def test_toml_that_says_everything_still_does_once_the_change_was_seen(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    put_in(trust, secretary)
    board = replace(full_board(), governors=(), instruments=())
    told = preview(client, board_to_toml(board), "board.toml")
    meanwhile_numbers_are_added(trust, secretary)
    page = refused(client, told)
    assert len(board_now(trust).instruments) == 2
    assert client.post(address("board_import"), hidden(page)).status_code == 302
    assert board_now(trust) == replace(board, name=trust.name)


def test_a_register_that_is_empty_again_says_so(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    told = preview(client, TABLE)
    page = refused(client, {**told, "seen": "0" * 16})
    assert "The register is empty now, so nothing would go." in words_of(page)


@pytest.mark.parametrize("left_out", [("seen",), ("seen", "is_whole")])
@pytest.mark.parametrize("name", ["board.csv", "board.toml"])
def test_a_file_kept_without_saying_what_was_seen_is_refused(
    client: Client, trust: Organisation, secretary: Person, name: str, left_out: tuple[str, ...]
) -> None:
    put_in(trust, secretary)
    before = board_now(trust)
    text = TABLE if name == "board.csv" else board_to_toml(replace(before, governors=()))
    told = preview(client, text, name)
    page = refused(client, {key: told[key] for key in told if key not in left_out})
    assert board_now(trust) == before
    assert client.post(address("board_import"), hidden(page)).status_code == 302
    assert bool(board_now(trust).governors) == (name == "board.csv" or "is_whole" in left_out)


def test_a_change_elsewhere_is_told_even_of_a_file_that_was_seen_before(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    """The page that says what changed is itself looked at: a second change is told too."""
    put_in(trust, secretary)
    told = preview(client, TABLE)
    meanwhile_numbers_are_added(trust, secretary)
    again = hidden(refused(client, told))
    with in_organisation(trust):
        actions.add_seat(by=secretary, organisation=trust, seat=seat("Cy Poe", "Adviser"))
    page = refused(client, again)
    assert "Cy Poe" in words_of(page)


def test_the_register_is_compared_inside_the_action(trust: Organisation, secretary: Person) -> None:
    put_in(trust, secretary)
    with in_organisation(trust):
        seen = register_digest(register_of(trust))
    meanwhile_numbers_are_added(trust, secretary)
    before, had = board_now(trust), entries(trust, "board.register_replaced")
    with in_organisation(trust), pytest.raises(ChangedSinceError):
        replace_register_seen(by=secretary, organisation=trust, board=full_board(), seen=seen)
    assert board_now(trust) == before
    assert entries(trust, "board.register_replaced") == had
    analyst = member(trust, Member.ANALYST)
    with in_organisation(trust), pytest.raises(PermissionDenied):
        replace_register_seen(by=analyst, organisation=trust, board=full_board(), seen="")
