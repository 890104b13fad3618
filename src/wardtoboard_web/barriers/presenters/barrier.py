"""A barrier's page: what we see, what the guide asks and suggests, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardtoboard.guide import (
    Barrier,
    CaseStudy,
    Enabler,
    Framework,
    Question,
    Resource,
    Theme,
    Wanted,
)
from wardtoboard_web.barriers.facts import Standing, Told
from wardtoboard_web.barriers.presenters.words import (
    Row,
    barrier_link,
    case_link,
    library_address,
    row,
    start,
)
from wardtoboard_web.barriers.sources import Known
from wardtoboard_web.layout.links import Link
from wardtoboard_web.layout.words import day_words


@dataclass(frozen=True, slots=True)
class Seen:
    """What one kind of evidence tells, and why it stands under this barrier.

    With each finding goes its grade and day in words.
    """

    name: str
    why: str
    known: tuple[tuple[Known, str], ...]


@dataclass(frozen=True, slots=True)
class BarrierPage:
    """What a barrier's page shows; `unseen` has a row for each kind of evidence that is silent."""

    barrier: Barrier
    theme: Theme
    seen: tuple[Seen, ...]
    unseen: tuple[Row, ...]
    questions: tuple[Question, ...]
    enablers: tuple[Enabler, ...]
    cases: tuple[tuple[CaseStudy, Link], ...]
    resources: tuple[Resource, ...]
    library: Link
    before: Link | None
    after: Link | None


def barrier_page(
    code: str, barrier: Barrier, told: Sequence[Told], guide: Framework
) -> BarrierPage:
    """Lay out what the visitor may know of a barrier, and what the guide says of it."""
    order = guide.barriers
    place = order.index(barrier)
    may_tell = [one for one in told if one.kind.may_tell_of(barrier.id, guide)]
    cases = guide.cases_for(barrier.id)
    return BarrierPage(
        barrier=barrier,
        theme=next(theme for theme in guide.themes if barrier in theme.barriers),
        seen=tuple(_seen(one, barrier, guide) for one in may_tell if one.of(barrier.id)),
        unseen=tuple(
            row(one.kind.name, _what_would_tell(one)) for one in may_tell if not one.of(barrier.id)
        ),
        questions=guide.questions_for(barrier.id),
        enablers=guide.enablers_for(barrier.id),
        cases=tuple((case, case_link(code, case)) for case in cases),
        resources=guide.resources_about(barrier.id),
        library=_library(code, barrier) if cases else _whole_library(code),
        before=barrier_link(code, order[place - 1]) if place else None,
        after=barrier_link(code, order[place + 1]) if place + 1 < len(order) else None,
    )


def _library(code: str, barrier: Barrier) -> Link:
    address = library_address(code, Wanted(barrier=barrier.id))
    return Link("Case studies and resources about this barrier, in the library", address)


def _whole_library(code: str) -> Link:
    return Link("All case studies and resources, in the library", library_address(code))


def _seen(told: Told, barrier: Barrier, guide: Framework) -> Seen:
    known = told.of(barrier.id)
    items = tuple((one, _how_sure(one)) for one in known)
    return Seen(told.kind.name, _why(told, barrier, guide), items)


def _how_sure(known: Known) -> str:
    grade = f"Evidence grade {known.grade}. " if known.grade else ""
    return f"{grade}As of {day_words(known.when)}."


def _why(told: Told, barrier: Barrier, guide: Framework) -> str:
    """Say why the evidence stands under this barrier, and that it is no proof."""
    kind = told.kind
    if kind.evidence is None:
        return ""
    pointers = guide.pointers_from(kind.evidence)
    reason = next(pointer.reason for pointer in pointers if pointer.barrier == barrier.id)
    return f"{kind.opening} {reason} {kind.caution}".strip()


def _what_would_tell(told: Told) -> str:
    kind = told.kind
    match told.standing:
        case Standing.TOLD:
            return "Nothing of this kind points here. That does not rule this barrier out."
        case Standing.NOT_FOR_ROLE:
            return "Your role does not show this. Ask someone whose role does."
        case Standing.NOTHING_YET:
            return f"Nothing yet. {start(kind.would_tell)} would tell ({kind.door})."
        case Standing.NO_DOOR:
            return (
                f"Nothing yet. {start(kind.would_tell)} would tell. This site cannot take that in "
                f"yet; it will be part of {kind.door}."
            )
