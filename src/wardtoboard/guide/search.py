"""Find case studies and resources by whom they are of, what they speak to, and words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from wardtoboard.guide.elements import ANY, CaseStudy, Resource
from wardtoboard.guide.framework import Framework

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: ids and words, "" where anything will do.

    `words` must all be there, each as the start of a word; capitals and accents do not count.
    """

    profession: str = ""
    barrier: str = ""
    route: str = ""
    role: str = ""
    words: str = ""


def find_cases(framework: Framework, wanted: Wanted) -> tuple[CaseStudy, ...]:
    """Give the cases that fit all that is wanted, in the framework's order.

    A family's cases are those of every profession in it. Raises NotInTableError for an unknown
    barrier.
    """
    cases = framework.cases_for(wanted.barrier or None, wanted.profession or None)
    return tuple(
        case
        for case in cases
        if (not wanted.route or wanted.route in case.route_kinds)
        and (not wanted.role or wanted.role == case.role_kind)
        and has_words(_case_text(framework, case), wanted.words)
    )


def find_resources(framework: Framework, wanted: Wanted) -> tuple[Resource, ...]:
    """Give the resources for a profession, about a barrier, with the words, as far as wanted.

    Resources have no route and no role, so what is wanted of those is passed over. Raises
    NotInTableError for an unknown barrier.
    """
    found = framework.resources
    if wanted.profession:
        found = framework.resources_for(wanted.profession)
    if wanted.barrier:
        about = framework.resources_about(wanted.barrier)
        found = tuple(one for one in found if one in about)
    return tuple(one for one in found if has_words(_resource_text(framework, one), wanted.words))


def of_the_family(framework: Framework, wanted: Wanted) -> Wanted | None:
    """Widen what is wanted from a profession to its family; None when it belongs to none."""
    family = framework.lineage(wanted.profession) - {wanted.profession}
    return replace(wanted, profession=family.pop()) if family else None


def related_cases(framework: Framework, case: CaseStudy, most: int) -> tuple[CaseStudy, ...]:
    """Give the cases that share most with one: barriers, kinds of route, and profession or family.

    Among equals the framework's order holds; a case that shares nothing is left out.
    """

    def shared(other: CaseStudy) -> int:
        kin = framework.lineage(case.profession) & framework.lineage(other.profession)
        barriers = set(case.barriers) & set(other.barriers)
        routes = set(case.route_kinds) & set(other.route_kinds)
        return len(barriers) + len(routes) + bool(kin)

    others = [other for other in framework.cases if other.id != case.id and shared(other)]
    return tuple(sorted(others, key=shared, reverse=True)[:most])


def has_words(text: str, words: str) -> bool:
    """Answer whether every one of the words starts some word of a text."""
    there = _words_of(text)
    return all(any(one.startswith(word) for one in there) for word in _words_of(words))


def _words_of(text: str) -> list[str]:
    """Split a text into words, in small letters and without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _WORD.findall(plain)


def _case_text(framework: Framework, case: CaseStudy) -> str:
    """Give all that is said of a case, with the names of what it is filed under."""
    parts = (case.leader, case.role, case.organisation, case.background, case.route, case.lesson)
    kinds = {*case.route_kinds, *([case.role_kind] if case.role_kind else [])}
    ids = {*framework.lineage(case.profession), *case.barriers, *kinds}
    return " ".join((*parts, *_names(framework, ids)))


def _resource_text(framework: Framework, resource: Resource) -> str:
    ids = {*resource.professions, *resource.barriers} - {ANY}
    return " ".join((resource.name, resource.provider, resource.text, *_names(framework, ids)))


def _names(framework: Framework, ids: set[str]) -> list[str]:
    names = {one.id: one.name for one in framework.professions}
    names |= {one.id: one.name for one in framework.barriers}
    names |= {one.id: one.name for one in framework.route_kinds}
    names |= {one.id: one.name for one in framework.role_kinds}
    return [name for key, name in names.items() if key in ids]
