"""What a chair would read: one sentence a finding, with its numbers or, protected, without.

The analyst's sentence carries every count, the interval and the grade. The protected one says
only what the label says: a ratio and its interval can give away the four counts behind it.
"""

from __future__ import annotations

from wardtoboard.ceilings.caveats import FLIPPED, LESSER
from wardtoboard.ceilings.findings import GRADES, Finding

NEXT_EVIDENCE = {
    "A": "This is the firmest grade.",
    "B": "Careers over time would firm it up.",
    "C": "Careers over time would tell whether people are not promoted or leave.",
    "D": "A headcount table would firm it up.",
}
TOO_FEW_TO_BE_SURE = (
    "The numbers here are too few to be sure; with your neighbours' figures we could tell more."
)


def analyst_sentence(finding: Finding, profession: str) -> str:
    """Say a finding with all its figures; `profession` is its plural, sentence case.

    Every sentence that holds a ratio also holds its counts, interval and grade.
    """
    if finding.label == "not_labelled":
        people = _people(finding.at)
        return f"{profession}, {finding.level}: {people}; no finding is made at this level."
    if finding.label == "structural" and finding.above:
        return (
            f"The establishment list has no post above {finding.level} open to {_mid(profession)}, "
            f"but the table has {finding.above:,} of them there. Check the list."
        )
    if finding.label == "structural":
        return (
            f"The ladder for {_mid(profession)} ends at {finding.level} here: no funded post above "
            f"it is open to them ({_people(finding.at)} at this level)."
        )
    if finding.label == "too_few":
        return (
            f"{profession} above {finding.level}: too few people to say anything, either way "
            f"({finding.at + finding.above} at that level or above)."
        )
    figures = f"{_counts(finding)} ({_odds(finding)})"
    return f"{_claim(finding, profession)}: {figures}. {_how_sure(finding)}"


def _is_lesser(finding: Finding) -> bool:
    """Answer whether the shortfall is firm, but not the one that stands out."""
    return LESSER in finding.caveats


PROTECTED = {
    "ceiling": "{profession} appear to stop at {level} (grade {grade}).",
    "sticky_floor": "{profession} appear to be held back at the start, at {level} (grade {grade}).",
    "uniform_drag": (
        "{profession} appear to lose ground at every step, {level} among them (grade {grade})."
    ),
    "possible": "{profession} may stop at {level}. {unsure}",
    "structural": (
        "The ladder for {mid} ends at {level} here: no funded post above it is open to them."
    ),
    "too_few": "{profession} above {level}: too few people to say anything, either way.",
    "no_material_gap": "{profession} at {level}: no material gap (grade {grade}).",
    "inconclusive": (
        "{profession} at {level}: these figures do not show a stop and do not rule one out."
    ),
    "not_labelled": "{profession}, {level}: no finding is made at this level.",
}
PROTECTED_LESSER = (
    "{profession} appear to lose ground at {level}, but it does not stand out from their other "
    "steps (grade {grade})."
)


def protected_sentence(finding: Finding, profession: str) -> str:
    """Say what the label says and nothing more."""
    sentence = PROTECTED_LESSER if _is_lesser(finding) else PROTECTED[finding.label]
    return sentence.format(
        profession=profession,
        mid=_mid(profession),
        level=finding.level,
        grade=finding.grade,
        unsure=FLIPPED if FLIPPED in finding.caveats else TOO_FEW_TO_BE_SURE,
    )


def withheld_sentence(finding: Finding, profession: str) -> str:
    """Say that even the label would tell about people."""
    return f"{profession}, {finding.level}: withheld, as it could tell about individual people."


def _claim(finding: Finding, profession: str) -> str:
    if _is_lesser(finding):
        return f"{profession} lose ground at {finding.level}"
    if finding.label == "inconclusive" and _is_ahead(finding):
        return f"{profession} get past {finding.level} more often than others"
    claims = {
        "ceiling": f"{profession} stop at {finding.level}",
        "sticky_floor": f"{profession} are held back at the start, at {finding.level}",
        "uniform_drag": f"{profession} lose ground at every step, {finding.level} among them",
        "possible": f"{profession} may stop at {finding.level}",
        "no_material_gap": f"{profession} at {finding.level}: no evidence of a material gap",
        "inconclusive": f"We cannot tell whether {_mid(profession)} stop at {finding.level}",
    }
    return claims[finding.label]


def _is_ahead(finding: Finding) -> bool:
    return finding.cor.low is not None and finding.cor.low > 1


def _counts(finding: Finding) -> str:
    reference = finding.reference_at + finding.reference_above
    verb = "is" if finding.above == 1 else "are"
    return (
        f"{finding.above:,} of the {finding.at + finding.above:,} at that level or above {verb} "
        f"above it, against {finding.reference_above:,} of {reference:,} in the other clinical "
        "professions"
    )


def _odds(finding: Finding) -> str:
    cor = finding.cor
    value = "with no upper end beside" if cor.value is None else f"{cor.value:.2f} times"
    low = "0.00" if cor.low is None else f"{cor.low:.2f}"
    end = "no upper end" if cor.high is None else f"{cor.high:.2f}"
    return f"odds {value} theirs, 95% interval {low} to {end}"


def _how_sure(finding: Finding) -> str:
    if _is_lesser(finding):
        return f"Evidence grade {finding.grade}. It does not stand out from their other steps."
    if FLIPPED in finding.caveats:
        return f"Evidence grade {finding.grade}. {FLIPPED}"
    if finding.label in ("possible", "inconclusive") and not _is_ahead(finding):
        return f"Evidence grade {finding.grade}. {TOO_FEW_TO_BE_SURE}"
    return (
        f"Evidence grade {finding.grade}: {GRADES[finding.grade]}. {NEXT_EVIDENCE[finding.grade]}"
    )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _mid(profession: str) -> str:
    """Put a profession's name in the middle of a sentence."""
    return profession[:1].lower() + profession[1:]
