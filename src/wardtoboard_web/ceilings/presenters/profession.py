"""The page of a profession: where it stops, how sure we are, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from wardtoboard.ceilings import ELSEWHERE, GRADES, REST, Comparison, Finding
from wardtoboard.charts import Chart
from wardtoboard.guide import load_guide
from wardtoboard.papers import MARKS, Shown, headline_findings
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.presenters.organisation import source_of
from wardtoboard_web.ceilings.presenters.pictures import main_finding
from wardtoboard_web.ceilings.presenters.tables import (
    comparisons_table,
    levels_table,
    members_table,
    reference_name,
    steps_table,
)
from wardtoboard_web.ceilings.presenters.words import Addresses, interval, label_of, two
from wardtoboard_web.layout.links import Link
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import mid

FAMILY = "ahp"
STEADY = "nurse"
"""The profession that others are also set beside, one by one."""
UNCHECKED = "Not checked: nobody has yet read this at its source."
RAISES = (
    ("A", "Nothing here would: this is the firmest grade."),
    ("B", "Careers over time: a staff history of several years."),
    ("C", "Careers over time, promotions and leavers, or your neighbours’ figures."),
    ("D", "A table of headcounts in place of full-time equivalents."),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a finding says beside one reference."""

    sentence: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class Case:
    """A case study of this profession, with its link."""

    link: Link
    lesson: str
    is_unchecked: bool


@dataclass(frozen=True, slots=True)
class Pointer:
    """A barrier worth asking about, and why."""

    link: Link
    reason: str


@dataclass(frozen=True, slots=True)
class ProfessionPage:
    """What the page shows."""

    heading: str
    source: str
    sentence: str
    grade: str
    charts: tuple[Chart, ...]
    caveats: tuple[str, ...]
    grades: DataTable
    references: tuple[Link, ...]
    beside: Beside | None
    members: tuple[Link, ...]
    findings: tuple[Link, ...]
    barriers: tuple[Pointer, ...]
    cases: tuple[Case, ...]
    unchecked: tuple[str, ...]
    tables: tuple[DataTable, ...]


def profession_page(
    seen: Seen,
    shown: Shown,
    reference: str,
    addresses: Addresses,
    *,
    charts: Sequence[Chart],
    steps: Chart | None,
) -> ProfessionPage:
    """Lay out what may be seen of a profession, by its main finding.

    `charts` are the profession's own; `steps` is which step costs most beside the reference.
    """
    profession = shown.profession
    return ProfessionPage(
        heading=heading(seen, shown),
        source=source_of(seen),
        sentence=shown.sentence,
        grade=f"Evidence grade {shown.grade}: {GRADES[shown.grade]}.",
        charts=tuple(charts),
        caveats=shown.caveats,
        grades=grades_table(),
        references=_references(seen, shown, reference, addresses),
        beside=_beside(seen, shown, reference, steps),
        members=tuple(
            Link(label_of(seen, one), addresses.profession(one))
            for one in headline_findings(seen.release, "allied")
            if profession == FAMILY
        ),
        findings=tuple(
            Link(
                f"{label_of(seen, profession)} at {one.level}",
                addresses.finding(profession, one.level),
            )
            for one in seen.release.shown
            if one.profession == profession
        ),
        barriers=_barriers(addresses.code),
        cases=_cases(profession, addresses.code),
        unchecked=unchecked_facts(seen, profession),
        tables=profession_tables(seen, profession),
    )


def profession_tables(seen: Seen, profession: str) -> tuple[DataTable, ...]:
    """Give every table of the page."""
    tables = [levels_table(seen, profession)]
    shown = main_finding(seen, profession)
    if shown is not None and shown.finding is not None and shown.finding.comparisons:
        tables.append(comparisons_table(seen, shown, shown.finding))
    if profession in seen.shortfalls:
        tables.append(steps_table(seen, seen.shortfalls[profession]))
    members = list(headline_findings(seen.release, "allied").values())
    if profession == FAMILY and members:
        tables.append(members_table(seen, members))
    return tuple(tables)


def heading(seen: Seen, shown: Shown) -> str:
    """Head a page with its answer; what is protected is said with the care its sentence takes."""
    name, level, is_raw = label_of(seen, shown.profession), shown.level, seen.release.is_raw
    match shown.label:
        case "ceiling":
            return f"{name} {'stop' if is_raw else 'appear to stop'} at {level}"
        case "sticky_floor":
            are = "are" if is_raw else "appear to be"
            return f"{name} {are} held back at the start, at {level}"
        case "uniform_drag":
            return f"{name} {'lose' if is_raw else 'appear to lose'} ground at every step"
        case "possible":
            return f"{name} may stop at {level}"
        case "structural":
            return f"The ladder for {mid(name)} ends at {level}"
        case _:
            return f"We cannot tell where {mid(name)} stop"


def grades_table() -> DataTable:
    """Say what each grade of evidence rests on, and what would raise it."""
    raises = dict(RAISES)
    return DataTable(
        name="grades",
        caption="Grades of evidence",
        headers=("Grade", "What it rests on", "What would raise it"),
        rows=tuple((grade, words, raises[grade]) for grade, words in GRADES.items()),
    )


def _references(seen: Seen, shown: Shown, reference: str, addresses: Addresses) -> tuple[Link, ...]:
    """Give the three references as links; only raw figures can be set beside others."""
    if shown.finding is None or str(shown.label) not in MARKS:
        return ()
    names = {
        REST: "All other clinical professions",
        STEADY: reference_name(seen, STEADY),
        ELSEWHERE: reference_name(seen, ELSEWHERE),
    }
    return tuple(
        Link(name, addresses.profession(shown.profession, one), one == reference)
        for one, name in names.items()
        if one != shown.profession
    )


def _beside(seen: Seen, shown: Shown, reference: str, steps: Chart | None) -> Beside | None:
    """Say what the main finding is beside a reference."""
    finding = shown.finding
    if finding is None or str(shown.label) not in MARKS:
        return None
    if reference == REST:
        return Beside(shown.sentence, None)
    compared = {one.reference: one for one in finding.comparisons}.get(reference)
    if compared is None:
        return Beside(NO_ONE_TO_COMPARE, None)
    return Beside(_compared(seen, finding, compared), steps)


NO_ONE_TO_COMPARE = (
    "There is nobody to compare with in the figures we have. With your neighbours’ figures we "
    "could tell whether it is only us or everyone."
)


def _compared(seen: Seen, finding: Finding, one: Comparison) -> str:
    name = mid(label_of(seen, finding.profession))
    everyone = one.reference_at + one.reference_above
    return (
        f"{finding.above:,} of {finding.at + finding.above:,} {name} at {finding.level} or above "
        f"are above it, against {one.reference_above:,} of {everyone:,} of "
        f"{mid(reference_name(seen, one.reference))}: odds {two(one.cor.value)} times theirs, "
        f"95% interval {interval(one.cor)}."
    )


def _barriers(code: str) -> tuple[Pointer, ...]:
    guide = load_guide()
    return tuple(
        Pointer(
            Link(
                guide.barrier(one.barrier).name,
                reverse("barriers:barrier", kwargs={"code": code, "barrier": one.barrier}),
            ),
            one.reason,
        )
        for one in guide.pointers_from("ceilings")
    )


def _cases(profession: str, code: str) -> tuple[Case, ...]:
    return tuple(
        Case(
            link=Link(
                f"{one.leader}, {one.role}, {one.organisation}",
                reverse("barriers:case", kwargs={"code": code, "case": one.id}),
            ),
            lesson=one.lesson,
            is_unchecked=one.citation.status == "recalled",
        )
        for one in load_guide().cases_for(profession=profession)
    )


def unchecked_facts(seen: Seen, profession: str) -> tuple[str, ...]:
    """Name the facts about a profession that the answer rests on and nobody has checked."""
    known = seen.professions.get(profession)
    if known.entry_citation.status == "verified":
        return ()
    return (f"That {mid(known.label)} usually start at {known.entry_level}. {UNCHECKED}",)
