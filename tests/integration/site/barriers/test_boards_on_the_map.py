"""The board as a source of the barrier map: told to those who may see it, and no more than that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from builders.site.people import member, organisation, signed_in, visitor
from builders.site.registers import put_in
from builders.site.releases import words_of
from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.synthetic import synthetic_board
from wardtoboard_web.barriers import from_boards
from wardtoboard_web.barriers.from_boards import Boards
from wardtoboard_web.organisations.models import Kind, Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

BIAS, MODELS, TOP = (
    "levers.structural-bias",
    "perspectives.role-models",
    "culture.leading-from-top",
)


def put_board(trust: Organisation, **changes: object) -> None:
    board = synthetic_board(BodyKind.NHS_TRUST, localdate())
    put_in(trust, member(trust, Role.ADMINISTRATOR), replace(board, **changes))  # type: ignore[arg-type]


def barrier_of(trust: Organisation, role: Role, barrier: str) -> str:
    client = signed_in(member(trust, role))
    return words_of(client.get(f"/o/X1ZZ/barriers/{barrier}/").content.decode())


def test_without_a_board_nothing_is_known(trust: Organisation) -> None:
    one = visitor(trust, Role.BOARD_MEMBER)
    with in_organisation(trust):
        assert Boards().known(one) is None
    assert "A register of the board would tell (Find)." in barrier_of(trust, Role.ANALYST, BIAS)


def test_without_a_sort_of_body_nothing_is_known() -> None:
    other = organisation(kind=Kind.OTHER)
    put_board(other, bodies=frozenset())
    with in_organisation(other):
        assert Boards().known(visitor(other, Role.ANALYST)) is None


def test_who_is_missing_and_free_seats_stand_under_their_barriers(trust: Organisation) -> None:
    put_board(trust)
    for barrier in (BIAS, MODELS):
        page = barrier_of(trust, Role.BOARD_MEMBER, barrier)
        assert "Missing from the voting seats: " in page
        assert "Who is missing from the table" in page
    page = barrier_of(trust, Role.BOARD_MEMBER, TOP)
    assert "for any registered clinician: " in page
    assert "The register says who sits where, not why" in page


def test_each_thing_known_is_said_by_the_page_it_leads_to(trust: Organisation) -> None:
    put_board(trust)
    one = visitor(trust, Role.BOARD_MEMBER)
    with in_organisation(trust):
        known = Boards().known(one)
    assert known is not None
    assert set(known) == {BIAS, MODELS, TOP}
    client = signed_in(one.person)
    for listed in known.values():
        for item in listed:
            assert item.sentence in words_of(client.get(item.address).content.decode())


def test_a_role_that_does_not_see_the_board_is_told_nothing(trust: Organisation) -> None:
    put_board(trust)
    page = barrier_of(trust, Role.FACILITATOR, MODELS)
    assert "Missing from the voting seats" not in page
    assert "Your role does not show this" in page


def test_a_full_board_of_every_profession_points_nowhere(trust: Organisation) -> None:
    board = synthetic_board(BodyKind.NHS_TRUST, localdate())
    every = (
        *("doctor", "nurse", "midwife", "pharmacist", "psychologist", "social_worker"),
        *("healthcare_scientist", "physiotherapist"),
    )
    known = tuple(replace(seat, professions=every) if seat.person else seat for seat in board.seats)
    more = [seat for seat in known if seat.title.startswith("Non-executive")][:1]
    outside = [replace(more[0], person=f"Outside {number}") for number in (1, 2)]
    put_board(trust, seats=(*known, *outside))
    with in_organisation(trust):
        assert Boards().known(visitor(trust, Role.ANALYST)) == {}


def test_on_a_day_before_our_list_of_professions_nobody_is_missing(
    trust: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_board(trust)
    early = localdate() - timedelta(days=20 * 365)
    monkeypatch.setattr(from_boards, "localdate", lambda: early)
    with in_organisation(trust):
        known = Boards().known(visitor(trust, Role.ANALYST))
    assert known is not None
    assert BIAS not in known


def test_the_map_has_a_line_for_the_board(trust: Organisation) -> None:
    put_board(trust)
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    page = words_of(client.get(reverse("barriers:map", args=["X1ZZ"])).content.decode())
    assert "Board 6 professions without a vote" in page
