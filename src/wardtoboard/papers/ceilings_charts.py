"""From a release to the pictures that show it; what is withheld is None before it gets there."""

from __future__ import annotations

from wardtoboard.ceilings import REST, Shortfall
from wardtoboard.charts import (
    BELOW_ENTRY,
    WITHHELD,
    Chart,
    ContributionsPicture,
    ContributionStep,
    HeatMapCell,
    HeatMapMark,
    HeatMapPicture,
    LadderMark,
    LadderPicture,
    LadderStep,
    MarkKind,
    contributions_chart,
    heat_map,
    ladder_chart,
)
from wardtoboard.papers.shown import Release, Shown
from wardtoboard.professions import Professions

MARKS: dict[str, tuple[MarkKind, str]] = {
    "ceiling": ("ceiling", "Ceiling"),
    "uniform_drag": ("drag", "Loses ground"),
    "sticky_floor": ("sticky_floor", "Sticky floor"),
    "possible": ("possible", "Possible ceiling"),
    "structural": ("structural", "Ladder ends"),
}
TITLES = {
    "guide": "Headcount by profession and level",
    "allied": "Headcount of the allied health professions by level",
}


def heat_map_of(release: Release, professions: Professions, family: str) -> Chart:
    """Draw the headcounts of a family of professions by level, with its findings marked."""
    return heat_map(heat_map_picture(release, professions, family))


def heat_map_picture(release: Release, professions: Professions, family: str) -> HeatMapPicture:
    """Gather what that drawing shows."""
    own = [shown for shown in release.shown if shown.family == family]
    on_ladder = [s for s in own if (s.profession, s.level) in release.table.values]
    compared = [s for s in on_ladder if s.level in release.ladder]
    members = list(dict.fromkeys(s.profession for s in compared))
    levels = _levels(release, members)
    marks = [
        HeatMapMark(_label(professions, s.profession), s.level, *MARKS[s.label])
        for s in compared
        if s.label in MARKS
    ]
    return HeatMapPicture(
        title=TITLES[family],
        levels=levels,
        rows=tuple(
            (
                _label(professions, profession),
                tuple(_cell(release, profession, level) for level in levels),
            )
            for profession in members
        ),
        marks=tuple(marks),
    )


def _label(professions: Professions, profession: str) -> str:
    return professions.get(profession).label


def _levels(release: Release, members: list[str]) -> tuple[str, ...]:
    """Give the levels of the table that any of these professions may hold, lowest first."""
    rows = {level for profession, level in release.table.values if profession in members}
    return tuple(level for level in release.ladder if level in rows)


def _cell(release: Release, profession: str, level: str) -> HeatMapCell:
    if (profession, level) not in release.table.values:
        return BELOW_ENTRY
    headcount = release.headcount(profession, level)
    return WITHHELD if headcount is None else HeatMapCell(float(headcount))


def ladder_of(release: Release, professions: Professions, headline: Shown) -> Chart:
    """Draw the ladder of one profession, its headline finding marked.

    Odds are drawn only where the figures behind them may be shown.
    """
    return ladder_chart(ladder_picture(release, professions, headline))


def ladder_picture(release: Release, professions: Professions, headline: Shown) -> LadderPicture:
    """Gather what that drawing shows; nothing is marked where the finding names no stop."""
    profession = headline.profession
    own = {
        s.level: s
        for s in release.shown
        if s.profession == profession and s.family == headline.family
    }
    label = _label(professions, profession)
    mark = MARKS.get(str(headline.label))
    return LadderPicture(
        title=f"{label}: the ladder",
        profession=label[:1].lower() + label[1:],
        steps=tuple(
            _step(level, release.headcount(profession, level), own.get(level))
            for level in _levels(release, [profession])
        ),
        mark=LadderMark(headline.level, *mark) if mark else None,
        reference="other clinicians",
    )


def _step(level: str, headcount: int | None, shown: Shown | None) -> LadderStep:
    if shown is None or shown.figures is None:
        return LadderStep(level, headcount)
    figures = shown.figures
    return LadderStep(
        level,
        headcount,
        odds=_odds(figures.above, figures.at),
        reference_odds=_odds(figures.reference_above, figures.reference_at),
    )


def _odds(above: int, at: int) -> float | None:
    return above / at if at else None


def contributions(shortfall: Shortfall, professions: Professions) -> Chart:
    """Draw what each step costs a profession on the way past a level."""
    return contributions_chart(contributions_picture(shortfall, professions))


def contributions_picture(shortfall: Shortfall, professions: Professions) -> ContributionsPicture:
    """Gather what that drawing shows."""
    against, beside = "other clinicians", ""
    if shortfall.against != REST:
        label = _label(professions, shortfall.against)
        against = label[:1].lower() + label[1:]
        beside = f" beside {against}"
    label = _label(professions, shortfall.profession)
    return ContributionsPicture(
        title=f"{label}: which step costs most{beside}",
        profession=label[:1].lower() + label[1:],
        reference=against,
        destination=f"a level above {shortfall.level}",
        steps=tuple(
            ContributionStep(stage.level, stage.contribution, stage.low, stage.high)
            for stage in shortfall.stages
        ),
    )
