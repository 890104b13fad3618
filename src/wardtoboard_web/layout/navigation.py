"""The doors of an organisation that its visitor may open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import resolve, reverse

from wardtoboard_web.layout.links import Link


class Organisation(Protocol):
    """The part of an organisation that the doors need."""

    @property
    def code(self) -> str:
        """Give its code, which is part of every address."""
        ...


class Visitor(Protocol):
    """The part of a visitor that the doors need."""

    @property
    def organisation(self) -> Organisation:
        """Give where the visitor is."""
        ...

    @property
    def may(self) -> Callable[[Any], bool]:
        """Answer whether a permission is given."""
        ...


@dataclass(frozen=True, slots=True)
class Door:
    """A link of the navigation: its words and the name of the page behind it."""

    words: str
    page: str


DOORS = (
    Door("Map", "barriers:map"),
    Door("Find", "ceilings:organisation"),
    Door("Board", "boards:board"),
    Door("Case studies and resources", "barriers:library"),
    Door("Imports", "staff:imports"),
    Door("Releases", "ceilings:releases"),
    Door("People", "organisations:people"),
    Door("Settings", "organisations:settings"),
    Door("Audit", "organisations:audit"),
    Door("Tokens", "api:tokens"),
)


def account_links(name: str, here: str) -> list[Link]:
    """Give the links about the person who is signed in."""
    links = []
    for words, page in (
        (name or "Your account", "accounts:account"),
        ("Organisations", "organisations:choose"),
        ("Sign out", "account_logout"),
    ):
        address = reverse(page)
        links.append(Link(words, address, here == address))
    return links


def navigation(visitor: Visitor | None, here: str) -> list[Link]:
    """Give the links to doors whose page the visitor may see; `here` is the page's address.

    What a page demands is written on its view, so a link never promises what the page refuses.
    """
    open_doors = list(_open_doors(visitor)) if visitor else []
    within = [address for _, address in open_doors if here.startswith(address)]
    nearest = max(within, key=len, default=None)
    return [Link(words, address, address == nearest) for words, address in open_doors]


def _open_doors(visitor: Visitor) -> Iterator[tuple[str, str]]:
    for door in DOORS:
        address = reverse(door.page, kwargs={"code": visitor.organisation.code})
        if visitor.may(resolve(address).func.permission):  # type: ignore[attr-defined]
            yield door.words, address
