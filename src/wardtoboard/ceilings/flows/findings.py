"""A finding from careers: that of the table, labelled anew, with the flows behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from wardtoboard.ceilings.caveats import LESSER, NO_ESTABLISHMENT, TOO_FEW, UNKNOWN_BACKGROUND
from wardtoboard.ceilings.classify import SHORTFALLS, Label, Labelled
from wardtoboard.ceilings.findings import Finding, Grade, Ratio, finite, ratio
from wardtoboard.ceilings.flows.adjusted import Adjusted
from wardtoboard.ceilings.flows.background import Bounds
from wardtoboard.ceilings.flows.chances import Chances
from wardtoboard.ceilings.flows.change import explain_change
from wardtoboard.ceilings.flows.cotter import Criterion, cotter_criteria
from wardtoboard.ceilings.flows.labels import FlowStep, Side, ratio_of
from wardtoboard.ceilings.settings import Settings

LOOKS_LIKE_LEAVING = (
    "A promotion by moving to an organisation that is not in these data looks like leaving."
)


@dataclass(frozen=True, slots=True)
class Flows:
    """What careers say of one profession at one level.

    `focus` and `reference` are the people ever at risk and what became of them; the ratios are
    rates of the focus over those of the reference. `adjusted` and `adjusted_leaving` are compared
    like with like, None where that could not be done; `p` and `q` are those of the ratio that the
    label stands on. `table_label` is the label of the table alone, and `change` says why it
    differs. `went_elsewhere` and `promoted_away` went to another organisation of the data.
    """

    focus: Side
    reference: Side
    hazard_ratio: Ratio
    adjusted: Ratio | None
    leaving_ratio: Ratio
    adjusted_leaving: Ratio | None
    p: float | None
    q: float | None
    chances: Chances | None
    bounds: Bounds | None
    cotter: tuple[Criterion, ...]
    table_label: Label
    change: str | None
    went_elsewhere: int = 0
    promoted_away: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Give the flows as the command line prints them; what is unknown is None."""
        of_chances: dict[str, Any] = {"chances": [], "median_wait_months": None}
        return {
            "people": self.focus.people,
            "months_at_risk": _whole(self.focus.months),
            "promoted": self.focus.promoted,
            "moved": self.focus.moved,
            "left": self.focus.left,
            "went_elsewhere": self.went_elsewhere,
            "promoted_into_another_organisation": self.promoted_away,
            "reference_months_at_risk": _whole(self.reference.months),
            "reference_promoted": self.reference.promoted,
            "reference_left": self.reference.left,
            "hazard_ratio": self.hazard_ratio.to_dict(),
            "adjusted_hazard_ratio": _dict_of(self.adjusted),
            "p": self.p,
            "q": self.q,
            **(of_chances if self.chances is None else self.chances.to_dict()),
            "leaving_ratio": self.leaving_ratio.to_dict(),
            "adjusted_leaving_ratio": _dict_of(self.adjusted_leaving),
            "cotter": [criterion.to_dict() for criterion in self.cotter],
            "table_label": self.table_label,
            "change": self.change,
            "bounds": None if self.bounds is None else self.bounds.to_dict(),
        }


def _whole(months: float) -> float:
    """Give whole months as such; those between two headcounts need not be."""
    return int(months) if months == int(months) else months


def _dict_of(found: Ratio | None) -> dict[str, float | None] | None:
    return None if found is None else found.to_dict()


@dataclass(frozen=True, slots=True)
class CareerFinding:
    """A finding and, where the level is compared, the flows that its label stands on.

    The finding's odds ratio, p and q are those of the table; its label and grade those of the
    flows.
    """

    finding: Finding
    flows: Flows | None

    def to_dict(self) -> dict[str, Any]:
        """Give the finding as the command line prints it, with `flows` beside."""
        flows = None if self.flows is None else self.flows.to_dict()
        return self.finding.to_dict() | {"flows": flows}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at one step besides its label; `plain` is the step before it was adjusted.

    `profession` is the profession's plural name; `not_adjusted` says why nothing was adjusted for.
    """

    profession: str
    plain: FlowStep
    adjusted: Adjusted | None = None
    not_adjusted: str = ""
    chances: Chances | None = None
    bounds: Bounds | None = None
    went_elsewhere: int = 0
    promoted_away: int = 0


def career_finding(
    table: Finding,
    item: Labelled[FlowStep],
    seen: Seen,
    settings: Settings,
    *,
    has_establishment: bool,
) -> CareerFinding:
    """Label a finding of the table anew by what the flows say of the same step."""
    grade: Grade = "B" if seen.adjusted is None else "A"
    flows = _flows(table, item, seen, grade, settings)
    return CareerFinding(
        finding=replace(
            table,
            label=item.label,
            grade=grade,
            chances=item.step.chances,
            sensitivities=(),
            caveats=_caveats(item, seen, settings, has_establishment),
        ),
        flows=flows,
    )


def _flows(
    table: Finding, item: Labelled[FlowStep], seen: Seen, grade: Grade, settings: Settings
) -> Flows:
    plain, adjusted = seen.plain, seen.adjusted
    focus, reference = plain.focus, plain.reference
    leaving = ratio(*ratio_of(focus.left, reference.left, focus, reference, settings)[:3])
    left = None if adjusted is None or adjusted.left is None else adjusted.left
    promotion = ratio(item.step.value, item.step.low, item.step.high)
    return Flows(
        focus=focus,
        reference=reference,
        hazard_ratio=ratio(plain.value, plain.low, plain.high),
        adjusted=None if adjusted is None else adjusted.promoted.as_ratio(settings),
        leaving_ratio=leaving,
        adjusted_leaving=None if left is None else left.as_ratio(settings),
        p=finite(item.step.p),
        q=item.step.q,
        chances=seen.chances,
        bounds=seen.bounds,
        cotter=cotter_criteria(item.step, adjusted, item.contrast, settings),
        table_label=table.label,
        change=explain_change(
            seen.profession,
            table.level,
            table.label,
            item.label,
            grade,
            promotion,
            leaving,
            settings.high,
        ),
        went_elsewhere=seen.went_elsewhere,
        promoted_away=seen.promoted_away,
    )


def _caveats(
    item: Labelled[FlowStep], seen: Seen, settings: Settings, has_establishment: bool
) -> tuple[str, ...]:
    is_shortfall = item.label in SHORTFALLS
    undone = seen.bounds is not None and seen.bounds.could_undo(settings)
    elsewhere = (
        f"{seen.went_elsewhere:,} went on at this level in another organisation and count neither "
        "as leavers nor as promoted."
    )
    away = f"{seen.promoted_away:,} of the promotions were into another organisation."
    said = (
        (LOOKS_LIKE_LEAVING, True),
        (NO_ESTABLISHMENT, is_shortfall and not has_establishment),
        (LESSER, item.is_lesser),
        (TOO_FEW, item.label == "too_few"),
        (UNKNOWN_BACKGROUND, is_shortfall and undone),
        (seen.not_adjusted, bool(seen.not_adjusted)),
        (elsewhere, seen.went_elsewhere > 0),
        (away, seen.promoted_away > 0),
    )
    return tuple(sentence for sentence, applies in said if applies)
