"""One sentence a finding from careers, with its figures, for whoever may see every count."""

from __future__ import annotations

from wardtoboard.ceilings.classify import FLAGS, WORTH_COMPARING
from wardtoboard.ceilings.findings import GRADES
from wardtoboard.ceilings.flows.findings import CareerFinding, Flows
from wardtoboard.ceilings.flows.wording import interval, mid, people, times
from wardtoboard.ceilings.sentences import analyst_sentence

CLAIMS = {
    "ceiling": "{name} stop at {level}",
    "sticky_floor": "{name} are held back at the start, at {level}",
    "uniform_drag": "{name} are promoted less at every step, {level} among them",
    "possible": "{name} may stop at {level}",
    "no_material_gap": "{name} at {level}: no evidence of a material gap in promotion",
    "inconclusive": "We cannot tell whether {mid} stop at {level}",
}


def career_sentence(one: CareerFinding, profession: str) -> str:
    """Say a finding with its flows; `profession` is its plural, sentence case."""
    finding, flows = one.finding, one.flows
    if flows is None or finding.label in ("structural", "not_labelled"):
        return analyst_sentence(finding, profession)
    if finding.label == "too_few":
        return (
            f"{profession} at {finding.level}: too few people or promotions to say anything, "
            f"either way ({people(flows.focus.people)} seen there)."
        )
    claim = CLAIMS[finding.label].format(name=profession, mid=mid(profession), level=finding.level)
    said = [
        f"{claim}: {_figures(flows)}",
        f"Evidence grade {finding.grade}: {GRADES[finding.grade]}.",
    ]
    if flows.change is not None:
        said.append(flows.change)
    return " ".join(said)


def is_worth_saying(one: CareerFinding) -> bool:
    """Answer whether a finding says something: by its flows, or that the table misled."""
    tables = one.flows is not None and one.flows.table_label in FLAGS
    return one.finding.label in WORTH_COMPARING or tables


def _figures(flows: Flows) -> str:
    focus, others = flows.focus, flows.reference
    figures = (
        f"{focus.promoted:,} promoted in {focus.months / 12:,.1f} person-years, against "
        f"{others.promoted:,} in {others.months / 12:,.1f} in the other clinical professions "
        f"({times(flows.hazard_ratio)} as often, {interval(flows.hazard_ratio)})"
    )
    if flows.adjusted is None:
        return f"{figures}."
    return (
        f"{figures}; like with like {times(flows.adjusted)} as often ({interval(flows.adjusted)})."
    )
