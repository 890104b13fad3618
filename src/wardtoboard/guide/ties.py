"""Faults between entries: ids used twice, ties to things that do not exist, barriers unreached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardtoboard.base.errors import Fault
from wardtoboard.guide.elements import ANY
from wardtoboard.guide.entries import Content, Entry, near_miss

# (kind of entry, its key): the kind of entry whose ids the key may name.
TIES = {
    ("questions", "barriers"): "barriers",
    ("enablers", "barriers"): "barriers",
    ("cases", "barriers"): "barriers",
    ("cases", "theme"): "themes",
    ("cases", "profession"): "professions",
    ("cases", "route_kinds"): "route_kinds",
    ("cases", "role_kind"): "role_kinds",
    ("resources", "professions"): "professions",
    ("resources", "barriers"): "barriers",
    ("pointers", "barrier"): "barriers",
    ("professions", "family"): "professions",
}
ONE_OF = {
    "barriers": "barrier",
    "themes": "theme",
    "professions": "profession",
    "route_kinds": "kind of route",
    "role_kinds": "kind of role",
}


def tie_faults(content: Content) -> list[Fault]:
    """Check the ids of all files against one another; works on content of faulty shape too."""
    entries = list(content.entries())
    ids = {kind: {one.name for one in entries if one.kind == kind} for kind in ONE_OF}
    return [
        *repeated_ids(content, entries),
        *_unknown_ties(content, entries, ids),
        *_unreached_barriers(content, entries),
    ]


def repeated_ids(content: Content, entries: list[Entry]) -> Iterator[Fault]:
    """Give a fault for each entry whose id an earlier entry has."""
    first: dict[str, Entry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.name, entry)
        if earlier is not entry and "id" in entry.keys:
            found = f"the same id in {content.file_of(earlier.place) or 'an earlier entry'}"
            yield content.fault(entry, "is not the only one", "Give each entry its own id.", found)


def _unknown_ties(
    content: Content, entries: list[Entry], ids: Mapping[str, set[str]]
) -> Iterator[Fault]:
    """Give a fault for each tie to an id that no file declares."""
    for entry in entries:
        for (kind, key), target in TIES.items():
            words = entry.words(key) if entry.kind == kind else ()
            for word in words:
                if word in ids[target] or (kind, word) == ("resources", ANY):
                    continue
                one = ONE_OF[target]
                do = near_miss(word, ids[target], f"Use the id of a {one} of this framework.")
                yield content.fault(entry, f"names a {one} we do not know", do, word)


def _unreached_barriers(content: Content, entries: list[Entry]) -> Iterator[Fault]:
    """Give a fault for each barrier that no question, or no enabler, speaks to."""
    for kind, one in (("questions", "question"), ("enablers", "enabler")):
        reached = {word for e in entries if e.kind == kind for word in e.words("barriers")}
        for barrier in entries:
            if barrier.kind == "barriers" and barrier.name not in reached:
                yield content.fault(
                    barrier, f"has no {one} that speaks to it", f"Tie at least one {one} to it."
                )
