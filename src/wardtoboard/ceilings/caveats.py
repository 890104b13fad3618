"""What a reader must know beside a figure, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from wardtoboard.ceilings.classify import SHORTFALLS, Labelled
from wardtoboard.ceilings.evidence import Step
from wardtoboard.ceilings.findings import Grade, Sensitivity

FTE_AS_HEADCOUNT = (
    "Full-time equivalents were rounded and read as people. Part-time staff are people too, "
    "so every count here may be too low: use a headcount table before acting."
)
ONE_TABLE = (
    "One headcount table: it cannot tell people not being promoted from people leaving, or "
    "from senior posts that are new."
)
NO_ESTABLISHMENT = (
    "Without an establishment table we cannot tell a post that does not exist from one that "
    "nobody reached."
)
LESSER = (
    "There is a shortfall at this step too, but it does not stand out from this profession's "
    "other steps."
)
TOO_FEW = "So few people can neither show a ceiling nor rule one out."
FLIPPED = "One way of placing doctors on the ladder does not show it, so it is called possible."
OFF_LADDER = (
    "Doctors' and dentists' grades are not on the same ladder as the other professions; they are "
    "compared only from leadership posts."
)
GROWTH = "Growth in its senior posts could by itself account for this."
UNKNOWN_BACKGROUND = (
    "Managers of unknown background could change this: they lose their profession's code when "
    "they become managers."
)


def caveats_of(
    item: Labelled[Step],
    grade: Grade,
    sensitivities: Sequence[Sensitivity],
    has_establishment: bool,
) -> tuple[str, ...]:
    """Choose the sentences that apply to a labelled step."""
    changed = {s.name for s in sensitivities if s.changes_the_answer}
    is_shortfall = item.label in SHORTFALLS
    said = (
        (FTE_AS_HEADCOUNT, grade == "D"),
        (ONE_TABLE, is_shortfall),
        (NO_ESTABLISHMENT, is_shortfall and not has_establishment),
        (LESSER, item.is_lesser),
        (TOO_FEW, item.label == "too_few"),
        (FLIPPED, "ladder" in changed),
        (GROWTH, is_shortfall and "growth" in changed),
        (UNKNOWN_BACKGROUND, is_shortfall and "unknown_background" in changed),
    )
    return tuple(sentence for sentence, applies in said if applies)
