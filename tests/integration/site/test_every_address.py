"""Everyone at every address: what each gets, and no address without a line in the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from builders.site.addresses import Address, every_address
from builders.site.who_gets_what import TABLE, Line, written
from builders.site.whole_site import (  # noqa: F401 - fixtures
    ASKERS,
    VOCABULARY,
    WholeSite,
    _kept_site,
    db,
    site,
    undone,
)
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.models import Role

ADDRESSES = {address.name: address for address in every_address()}
CASES = [pytest.param(ADDRESSES[name], id=name) for name in TABLE if name in ADDRESSES]


def test_every_address_has_a_line() -> None:
    assert not sorted(set(ADDRESSES) - set(TABLE))


def test_every_line_has_an_address() -> None:
    assert not sorted(set(TABLE) - set(ADDRESSES))


def _ask(client: Client, method: str, where: str, line: Line) -> int:
    """Ask, and undo whatever that changed; what only shows may write nothing down."""
    with undone():
        if method == "POST":
            return int(client.post(where, line.send()).status_code)
        before = Entry.objects.count()
        status = int(client.get(where).status_code)
        assert Entry.objects.count() == before
        return status


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("address", CASES)
def test_everyone_gets_what_they_should(
    address: Address,
    method: str,
    site: WholeSite,  # noqa: F811
) -> None:
    line = TABLE[address.name]
    where = line.where(address, site.things)
    got = {asker: _ask(site.ways[asker].client(where), method, where, line) for asker in ASKERS}
    assert got == dict(line.get if method == "GET" else line.post)


BY_LINK = {"organisations:invitation"}
"""Addresses that hold a secret: whoever has it may read what it opens."""


def _swaps() -> Iterator[Any]:
    for name, line in TABLE.items():
        for part, value in line.parts.items() if name not in BY_LINK and name in ADDRESSES else ():
            if value.startswith("@") and value[1:] not in VOCABULARY:
                yield pytest.param(ADDRESSES[name], part, id=f"{name}-{part}")


@pytest.mark.parametrize(("address", "part"), list(_swaps()))
def test_a_thing_of_another_organisation_is_not_there(
    address: Address,
    part: str,
    site: WholeSite,  # noqa: F811
) -> None:
    line = TABLE[address.name]
    parts = line.named(address, site.things) | {part: site.others[line.parts[part][1:]]}
    where = written(address, parts)
    for method, answers in (("GET", line.get), ("POST", line.post)):
        for asker in ASKERS:
            if answers[asker] in (200, 302) and asker not in ("signed out", "stranger"):
                got = _ask(site.ways[asker].client(where), method, where, line)
                assert got == 404, (asker, method)


WITHIN = [
    case
    for case in CASES
    if case.values[0].route.startswith("o/") and case.values[0].name not in BY_LINK
]


@pytest.mark.parametrize("address", WITHIN)
def test_a_stranger_learns_nothing(address: Address, site: WholeSite) -> None:  # noqa: F811
    """An organisation that exists answers a stranger as one that does not."""
    line = TABLE[address.name]
    parts = line.named(address, site.things)
    way = site.ways["stranger"]
    for method in ("GET", "POST"):
        there, nowhere = (
            _ask(way.client("/"), method, written(address, {**parts, "code": code}), line)
            for code in (parts["code"], "X9ZZ")
        )
        assert there == nowhere, method


@pytest.mark.parametrize("address", WITHIN)
def test_someone_signed_out_is_asked_to_sign_in_and_led_on(
    address: Address,
    site: WholeSite,  # noqa: F811
) -> None:
    line = TABLE[address.name]
    where = line.where(address, site.things)
    answer = site.ways["signed out"].client(where).get(where)
    if line.get["signed out"] == 302:
        assert answer.headers["Location"] == f"/account/login/?next={where}"


OF_A_PROFESSION = [
    case
    for case in WITHIN
    if case.values[0].name.startswith("ceilings:") and "profession" in case.values[0].parts
]


NOT_LED = "ahp"
"""A family of the table that the lead of nurses does not lead."""


@pytest.mark.parametrize("address", OF_A_PROFESSION)
def test_a_profession_lead_sees_no_other_profession(
    address: Address,
    site: WholeSite,  # noqa: F811
) -> None:
    line = TABLE[address.name]
    where = written(address, line.named(address, site.things) | {"profession": NOT_LED})
    got = {
        role: _ask(site.ways[role].client(where), "GET", where, line)
        for role in (Role.BOARD_MEMBER, Role.PROFESSION_LEAD)
    }
    assert got == {Role.BOARD_MEMBER: 200, Role.PROFESSION_LEAD: 404}
