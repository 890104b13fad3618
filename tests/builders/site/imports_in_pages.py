"""Bring a staff table in through the pages, as a browser would."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from builders.site.imports import sent
from builders.site.people import member, organisation, signed_in
from wardtoboard_web.organisations.models import Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.models import Import

HOME = "/o/X1ZZ/imports/"
OWN_HEADINGS = ("Site", "Day", "Job family", "Scale", "Bodies")


def analyst() -> Client:
    return signed_in(member(organisation(), Role.ANALYST))


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send(client: Client, content: bytes, name: str = "staff.csv", kind: str = "staff") -> str:
    """Send a first file; gives the address of the import's page."""
    response = client.post(f"{HOME}new/{kind}/", {"file": sent(content, name)})
    assert response.status_code == 302, words(response)
    return str(response["Location"])


def the_import() -> Import:
    with in_organisation(organisation()):
        return Import.objects.get()


def mark_of(page: str, end: str) -> str:
    """Find the name of the first select that asks for a profession or a level."""
    return re.findall(f'name="(p[0-9a-f]+{end})"', page)[0]
