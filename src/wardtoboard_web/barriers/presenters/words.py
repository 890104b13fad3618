"""Small words and links that every page of this room shares."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from wardtoboard.guide import Barrier, CaseStudy, Wanted
from wardtoboard_web.barriers.sources import Kind
from wardtoboard_web.layout.links import Link

Row = dict[str, dict[str, str]]
"""A row of the NHS summary list."""


def barrier_link(code: str, barrier: Barrier) -> Link:
    """Lead to a barrier's page."""
    return Link(
        barrier.name, reverse("barriers:barrier", kwargs={"code": code, "barrier": barrier.id})
    )


def case_link(code: str, case: CaseStudy) -> Link:
    """Lead to a case study's page."""
    return Link(case.leader, reverse("barriers:case", kwargs={"code": code, "case": case.id}))


def library_address(code: str, wanted: Wanted | None = None) -> str:
    """Give the address of the library, looking for what is wanted."""
    address = reverse("barriers:library", kwargs={"code": code})
    wanted = wanted or Wanted()
    asked = {name: value for name in Wanted.__slots__ if (value := getattr(wanted, name))}
    return f"{address}?{urlencode(asked)}" if asked else address


def start(text: str) -> str:
    """Put words at the start of a sentence."""
    return text[:1].upper() + text[1:]


def row(name: str, words: str) -> Row:
    """Give a row of the NHS summary list."""
    return {"key": {"text": name}, "value": {"text": words}}


def one_or_another(words: Iterable[str]) -> str:
    """Join words with commas and, before the last, "or"."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def by_door(kinds: Iterable[Kind]) -> dict[str, list[str]]:
    """Sort what would tell by the door that gathers it."""
    doors: dict[str, list[str]] = {}
    for kind in kinds:
        doors.setdefault(kind.door, []).append(kind.would_tell)
    return doors
