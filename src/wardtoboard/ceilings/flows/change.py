"""Why the label of the table alone and the label from careers differ, in a sentence."""

from __future__ import annotations

from wardtoboard.ceilings.classify import FLAGS, SHORTFALLS, Label
from wardtoboard.ceilings.findings import Grade, Ratio
from wardtoboard.ceilings.flows.wording import mid, times

WORDS: dict[Label, str] = {
    "structural": "the end of the ladder",
    "too_few": "too few people",
    "ceiling": "a ceiling",
    "sticky_floor": "a sticky floor",
    "uniform_drag": "a shortfall at every step",
    "possible": "a possible ceiling",
    "no_material_gap": "no material gap",
    "inconclusive": "nothing firm",
    "not_labelled": "no finding",
}


def explain_change(
    profession: str,
    level: str,
    before: Label,
    after: Label,
    grade: Grade,
    promotion: Ratio,
    leaving: Ratio,
    settings_high: float,
) -> str | None:
    """Explain a change of label from the table alone (`before`); None where there is none.

    `promotion` and `leaving` are rate ratios, focus over reference; `profession` is its plural,
    sentence case; `settings_high` the upper end of the band in which a ratio is no material gap.
    """
    if before == after:
        return None
    basis = "careers, compared like with like," if grade == "A" else "promotion rates"
    if before in SHORTFALLS and after not in SHORTFALLS:
        return (
            f"The table alone suggested {WORDS[before]}; {basis} {_instead(after)}. "
            f"{_why_not(mid(profession), level, promotion, leaving, settings_high)}"
        )
    if after in SHORTFALLS and before not in SHORTFALLS:
        return (
            f"The table alone showed {WORDS[before]}; {basis} show {WORDS[after]}: "
            f"{mid(profession)} at {level} are promoted {times(promotion)} as often as others."
        )
    verb = "suggested" if before in SHORTFALLS else "showed"
    firmer = "bear it out as" if after in FLAGS else "show"
    return f"The table alone {verb} {WORDS[before]}; {basis} {firmer} {WORDS[after]}."


def _instead(after: Label) -> str:
    """Say whether the rates contradict the table or only fail to settle it."""
    if after in ("too_few", "inconclusive"):
        return "neither bear it out nor rule it out"
    return "do not"


def _why_not(
    profession: str, level: str, promotion: Ratio, leaving: Ratio, settings_high: float
) -> str:
    if leaving.value is not None and leaving.low is not None and leaving.low > 1:
        return f"{_cap(profession)} at {level} leave {times(leaving)} as often."
    if promotion.value is None:
        return f"Nobody else was promoted from {level} to compare with."
    if leaving.value is not None and leaving.value >= settings_high:
        return (
            f"{_cap(profession)} at {level} are promoted {times(promotion)} as often and leave "
            f"{times(leaving)} as often."
        )
    return (
        f"{_cap(profession)} at {level} are promoted {times(promotion)} as often; the shortfall "
        "may go back to before these months, or to growth in the posts above."
    )


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
