"""Which pictures the pages show."""

from __future__ import annotations

from collections.abc import Iterator

from wardtoboard.charts import (
    ChancesPicture,
    ContributionsPicture,
    HeatMapPicture,
    LadderPicture,
    TrendPicture,
)
from wardtoboard.papers import (
    Shown,
    contributions_picture,
    headline_findings,
    heat_map_picture,
    ladder_picture,
)
from wardtoboard_web.ceilings.facts import Seen

Picture = HeatMapPicture | LadderPicture | ContributionsPicture | ChancesPicture | TrendPicture
FAMILIES = ("guide", "allied")


def every_picture(seen: Seen) -> list[Picture]:
    """Give the pictures of the organisation's page and of every profession's."""
    pictures = heat_maps(seen)
    for family in FAMILIES:
        for profession in professions_in(seen, family):
            pictures += profession_pictures(seen, profession)
    return pictures


def heat_maps(seen: Seen) -> list[Picture]:
    """Give the headcounts of each family that has anyone on the ladder."""
    families = [family for family in FAMILIES if professions_in(seen, family)]
    return [heat_map_picture(seen.release, seen.professions, family) for family in families]


def professions_in(seen: Seen, family: str) -> list[str]:
    """Name the professions of a family that stand on the ladder, in the order of the release."""
    release = seen.release
    on_ladder = (
        one.profession
        for one in release.shown
        if one.family == family
        and one.level in release.ladder
        and (one.profession, one.level) in release.table.values
    )
    return list(dict.fromkeys(on_ladder))


def profession_pictures(seen: Seen, profession: str) -> list[Picture]:
    """Give a profession's ladder and, where it may be shown, which step costs most."""
    shown = main_finding(seen, profession)
    if shown is None:
        return []
    pictures: list[Picture] = []
    if profession in professions_in(seen, shown.family):
        # doctors have findings at levels, but headcounts by their own grades: no ladder to draw
        pictures.append(ladder_picture(seen.release, seen.professions, shown))
    if profession in seen.shortfalls:
        pictures.append(contributions_picture(seen.shortfalls[profession], seen.professions))
    return pictures


def main_finding(seen: Seen, profession: str) -> Shown | None:
    """Give the finding that says most of a profession, else one of its levels on the ladder."""
    return next(_candidates(seen, profession), None)


def _candidates(seen: Seen, profession: str) -> Iterator[Shown]:
    for family in FAMILIES:
        headline = headline_findings(seen.release, family).get(profession)
        if headline is not None:
            yield headline
    for one in seen.release.shown:
        is_drawn = (profession, one.level) in seen.release.table.values
        if one.profession == profession and one.level in seen.release.ladder and is_drawn:
            yield one
