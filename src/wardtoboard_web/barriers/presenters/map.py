"""The barrier map: five themes, a card for each barrier, and what is new to the visitor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from wardtoboard.guide import Barrier, Framework
from wardtoboard_web.barriers.facts import Look, Standing, Told, marks_of
from wardtoboard_web.barriers.presenters.words import (
    barrier_link,
    by_door,
    one_or_another,
    start,
)
from wardtoboard_web.barriers.sources import FIGURES, Known
from wardtoboard_web.layout.links import Link
from wardtoboard_web.layout.words import day_words, how_many
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission

DOORS = ("Find", "Ask", "Decide", "Act", "Share")
"""The doors of the site; Decide, Act and Share gather no evidence and have no rooms yet."""


@dataclass(frozen=True, slots=True)
class Card:
    """A barrier on the map: a link to its page, and lines of a label with its words."""

    barrier: Link
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ThemeOfMap:
    """A theme: its name, one line about it, and the cards of its barriers."""

    name: str
    text: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What is new since the visitor last looked, in words, with a mark for each thing."""

    text: str
    links: tuple[Link, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the map shows.

    `start` says how to get figures where there are none, `bring_in` leads there. `caution` stands
    above figures, and `doors` says which doors are still to come.
    """

    themes: tuple[ThemeOfMap, ...]
    news: News | None
    start: str
    bring_in: Link | None
    caution: str
    doors: str


def map_page(
    visitor: Visitor, told: Sequence[Told], look: Look | None, guide: Framework
) -> MapPage:
    """Lay out what the visitor may know."""
    code = visitor.organisation.code
    beginning = _start(visitor, told)
    return MapPage(
        themes=tuple(
            ThemeOfMap(
                theme.name,
                theme.text,
                tuple(
                    Card(barrier_link(code, one), tuple(_lines(one, told, guide)))
                    for one in theme.barriers
                ),
            )
            for theme in guide.themes
        ),
        news=_news(told, look),
        start=beginning,
        bring_in=_bring_in(visitor) if beginning else None,
        caution=_caution(told),
        doors=_doors(told),
    )


def _lines(barrier: Barrier, told: Sequence[Told], guide: Framework) -> Iterator[tuple[str, str]]:
    may_tell = [one for one in told if one.kind.may_tell_of(barrier.id, guide)]
    known = [(one.kind, one.of(barrier.id)) for one in may_tell if one.of(barrier.id)]
    for one in may_tell:
        words = _in_a_phrase(one, barrier.id)
        if words:
            yield one.kind.name, words
    more = [
        one.kind for one in may_tell if one.standing in (Standing.NOTHING_YET, Standing.NO_DOOR)
    ]
    if more:
        doors = start("; ".join(f"{one_or_another(w)} ({d})" for d, w in by_door(more).items()))
        if known:
            yield "Would tell more", doors
        else:
            yield "Known", "Nothing yet"
            yield "Would tell", doors
    yield "Being done", "Nothing recorded yet"
    days = {max(item.when for item in items): kind for kind, items in known}
    newest = max(days, default=None)
    words = f"{day_words(newest)}, in {days[newest].name.lower()}" if newest else "None yet"
    yield "Newest evidence", words


def _in_a_phrase(told: Told, barrier: str) -> str:
    """Say what one kind of evidence tells of a barrier; nothing where there is no evidence."""
    known = told.of(barrier)
    if known:
        rest = f", and {how_many(len(known) - 1, 'more finding', 'more findings')}"
        return known[0].phrase + (rest if len(known) > 1 else "")
    if told.standing is Standing.TOLD:
        return "Nothing points here, which rules nothing out"
    if told.standing is Standing.NOT_FOR_ROLE:
        return "Your role does not show this"
    return ""


def _news(told: Sequence[Told], look: Look | None) -> News | None:
    """Say what is new; None where nothing was ever known."""
    known = marks_of(tuple(told))
    if look is None and not known:
        return None
    new = {mark: one for mark, one in known.items() if look is None or mark not in look.seen}
    return News(
        text=_how_much_is_new(len(new), look),
        links=tuple(_link(one) for one in new.values()),
        marks=tuple(new),
    )


def _how_much_is_new(number: int, look: Look | None) -> str:
    findings = how_many(number, "finding is", "findings are")
    if look is None:
        return f"You have not marked this map as looked at before. {findings} new to you."
    since = f"since {day_words(look.when)}, when you last marked this map as looked at"
    return f"{findings} new {since}." if number else f"Nothing is new {since}."


def _link(known: Known) -> Link:
    return Link(known.phrase, known.address)


def _figures(told: Sequence[Told]) -> Told:
    return next(one for one in told if one.kind == FIGURES)


def _start(visitor: Visitor, told: Sequence[Told]) -> str:
    if _figures(told).standing is not Standing.NOTHING_YET:
        return ""
    if visitor.may(Permission.SEE_RAW):
        return "No staff table yet. Bring one in: it takes about five minutes."
    return (
        "No figures have been shared with you yet. A people analyst brings in a staff table and "
        "decides what is shared."
    )


def _bring_in(visitor: Visitor) -> Link | None:
    if not visitor.may(Permission.IMPORT):
        return None
    imports = reverse("staff:imports", kwargs={"code": visitor.organisation.code})
    return Link("Bring in a staff table", imports)


def _caution(told: Sequence[Told]) -> str:
    if not _figures(told).by_barrier:
        return ""
    return (
        "Figures say where careers stop, not why. They stand under the barriers most worth asking "
        "about."
    )


def _doors(told: Sequence[Told]) -> str:
    """Say which doors are still to come; a door is open when anything gathers evidence there."""
    is_open = {one.kind.door for one in told if one.standing is not Standing.NO_DOOR}
    *most, last = [door for door in DOORS if door not in is_open]
    named = f"{', '.join(most)} and {last} are" if most else f"{last} is"
    return f"{named} still to come on this site."
