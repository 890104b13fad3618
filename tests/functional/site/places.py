"""Organisations of a served site, and who may sign in to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from builders.site.served import Site

PASSWORD = "harbour lantern thicket 314"  # noqa: S105 - of people made up here
ROLES = ("analyst", "board_member", "clinician")


@dataclass(frozen=True)
class Place:
    """An organisation: its code, and the address that each role signs in with."""

    code: str
    emails: dict[str, str]


@dataclass(frozen=True)
class ServedSite:
    """A running site: its processes' folder, its address, and numbers for new organisations."""

    site: Site
    address: str
    numbers: Iterator[int]

    def new_place(self) -> Place:
        """Open an organisation with a person for each role."""
        code = f"T{next(self.numbers)}ZZ"
        asked: dict[str, Any] = {"code": code, "roles": list(ROLES), "password": PASSWORD}
        return Place(code, self.site.inside("organisation", **asked))
