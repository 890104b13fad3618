"""The library: what was found, how much, and what to do when nothing was."""

from __future__ import annotations

from dataclasses import dataclass

from wardtoboard.guide import (
    CaseStudy,
    Framework,
    Resource,
    Wanted,
    find_cases,
    find_resources,
    of_the_family,
    related_cases,
)
from wardtoboard_web.barriers.presenters.words import (
    Row,
    barrier_link,
    case_link,
    library_address,
    row,
)
from wardtoboard_web.layout.links import Link
from wardtoboard_web.layout.words import how_many, mid

MOST_RELATED = 3
Case = tuple[CaseStudy, Link]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found.

    `note` says what to know of the case studies, or what to do when none fits; `more` leads to
    others of the same family. `resources_note` does the same for the resources; their heading is
    "" where nothing at all fits. `everything` leads back to all of it.
    """

    heading: str
    note: str
    cases: tuple[Case, ...]
    more: Link | None
    resources_heading: str
    resources_note: str
    resources: tuple[Resource, ...]
    everything: Link | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """What a case study's page shows: facts as rows, what it is filed under, and related ones."""

    case: CaseStudy
    rows: tuple[Row, ...]
    barriers: tuple[Link, ...]
    routes: tuple[Link, ...]
    related: tuple[Case, ...]


def results(code: str, wanted: Wanted, guide: Framework) -> Results:
    """Say what is found, widening a profession to its family when it has no case of its own."""
    cases = find_cases(guide, wanted)
    wider = of_the_family(guide, wanted)
    kin = find_cases(guide, wider) if wider else ()
    resources = find_resources(guide, wanted)
    others = len(kin) - len(cases)
    is_bare = not (kin or cases or resources)
    return Results(
        heading="Nothing fits" if is_bare else _heading(cases, wanted, guide),
        note="" if cases else _when_none(wanted, kin, guide),
        cases=tuple((case, case_link(code, case)) for case in cases or kin),
        more=_more(code, wider, others, guide) if cases and wider and others else None,
        resources_heading="" if is_bare else _resources_heading(resources, guide),
        resources_note=_resources_note(wanted, resources),
        resources=resources,
        everything=Link("Show everything", library_address(code)) if wanted != Wanted() else None,
    )


def _heading(cases: tuple[CaseStudy, ...], wanted: Wanted, guide: Framework) -> str:
    name = mid(_name(guide, wanted.profession))
    of = f" of {name}" if name else ""
    if not cases:
        return f"No case study{of} fits"
    return _of_all(len(cases), len(guide.cases), "case study", "case studies") + of


def _resources_heading(resources: tuple[Resource, ...], guide: Framework) -> str:
    if not resources:
        return "No resource fits"
    return _of_all(len(resources), len(guide.resources), "resource", "resources")


def _of_all(found: int, everything: int, one: str, several: str) -> str:
    return f"All {everything} {several}" if found == everything else how_many(found, one, several)


def _when_none(wanted: Wanted, kin: tuple[CaseStudy, ...], guide: Framework) -> str:
    if not kin:
        return "Choose less, or try other words or the start of a word."
    family = mid(_name(guide, _family(guide, wanted.profession)))
    these = "This one is" if len(kin) == 1 else f"These {len(kin)} are"
    return f"{these} of other {family}."


def _more(code: str, wider: Wanted, others: int, guide: Framework) -> Link:
    family = mid(_name(guide, wider.profession))
    return Link(f"See {others} more of other {family}", library_address(code, wider))


def _resources_note(wanted: Wanted, resources: tuple[Resource, ...]) -> str:
    if not resources:
        return "Choose less, or try other words or the start of a word."
    if wanted.route or wanted.role:
        return "Resources have no route and no role, so only your other choices count here."
    return ""


def _family(guide: Framework, profession: str) -> str:
    return (guide.lineage(profession) - {profession}).pop()


def _name(guide: Framework, profession: str) -> str:
    """Name a profession of the guide; "" for any other."""
    return next((one.name for one in guide.professions if one.id == profession), "")


def case_page(code: str, case: CaseStudy, guide: Framework) -> CasePage:
    """Lay out a case study."""
    related = related_cases(guide, case, MOST_RELATED)
    return CasePage(
        case=case,
        rows=tuple(row(name, words) for name, words in _facts(case)),
        barriers=tuple(barrier_link(code, guide.barrier(one)) for one in case.barriers),
        routes=tuple(
            Link(kind.name, library_address(code, Wanted(route=kind.id)))
            for kind in guide.route_kinds
            if kind.id in case.route_kinds
        ),
        related=tuple((one, case_link(code, one)) for one in related),
    )


def _facts(case: CaseStudy) -> list[tuple[str, str]]:
    facts = [
        (f"Role in {case.as_of}", case.role),
        (f"Organisation in {case.as_of}", case.organisation),
        ("Profession", case.background),
    ]
    if case.practising is not None:
        practising = "Still in practice" if case.practising else "No longer in practice"
        facts.append((f"Practice in {case.as_of}", practising))
    return facts
