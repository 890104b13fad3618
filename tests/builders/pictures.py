"""Pictures for tests, all of them about an invented trust."""

from __future__ import annotations

from dataclasses import replace

from wardtoboard.charts import (
    BELOW_ENTRY,
    WITHHELD,
    ChanceCurve,
    ChancesPicture,
    ChanceStep,
    ContributionsPicture,
    ContributionStep,
    HeatMapCell,
    HeatMapMark,
    HeatMapPicture,
    LadderMark,
    LadderPicture,
    LadderStep,
    MarkKind,
    Rate,
    TrendPicture,
    TrendYear,
)

CEILING = LadderMark("Band 8a", "ceiling", "Ceiling")


def ladder(mark: LadderMark | None = CEILING) -> LadderPicture:
    """The allied health professionals of the worked example, with every figure known."""
    return LadderPicture(
        title="Allied health professionals, level by level",
        profession="allied health professionals",
        reference="other clinicians",
        steps=(
            LadderStep("Band 5", 100, 2.44, 1.36),
            LadderStep("Band 6", 120, 1.03, 1.0),
            LadderStep("Band 7", 80, 0.55, 0.73),
            LadderStep("Band 8a", 40, 0.1, 0.4315),
            LadderStep("Band 8b+", 4, 0.0, 0.0728),
            LadderStep("Board", 0),
        ),
        mark=mark,
    )


def ladder_for_sharing(kind: MarkKind = "ceiling", word: str = "Ceiling") -> LadderPicture:
    """The same ladder with its small figures, and all its odds, withheld."""
    return LadderPicture(
        title="Allied health professionals, level by level: for sharing",
        profession="allied health professionals",
        steps=(
            LadderStep("Band 5", 100),
            LadderStep("Band 6", 120),
            LadderStep("Band 7", 80),
            LadderStep("Band 8a", 40),
            LadderStep("Band 8b+", None),
            LadderStep("Board", None),
        ),
        mark=LadderMark("Band 8a", kind, word),
    )


def ladder_partly_withheld() -> LadderPicture:
    """A long ladder of a small profession: a few odds, long names, a step with one side only."""
    return LadderPicture(
        title="Operating department practitioners, level by level",
        profession="operating department practitioners and surgical care practitioners",
        reference="all the other clinical professions",
        steps=(
            LadderStep("Band 5", 1324, 12.31, 1.36),
            LadderStep("Band 6", 120, None, 1.0),
            LadderStep("Band 7", 80, 0.0123, 0.0125),
            LadderStep("Band 8a", None),
            LadderStep("Band 8b", None, 0.0, 0.0),
            LadderStep("Band 8c and above", 0),
            LadderStep("VSM", None),
        ),
        mark=LadderMark("Band 7", "possible", "Possible ceiling"),
    )


def _cells(*values: float | HeatMapCell) -> tuple[HeatMapCell, ...]:
    return tuple(
        value if isinstance(value, HeatMapCell) else HeatMapCell(value) for value in values
    )


LEVELS = ("Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b", "Band 8c and above", "VSM", "Board")


def headcounts() -> HeatMapPicture:
    """Six professions by eight levels, with every kind of cell and of mark."""
    return HeatMapPicture(
        title="Where careers stop: people by profession and level",
        levels=LEVELS,
        rows=(
            ("Nurses", _cells(1324, 400, 200, 80, 40, 22, 9, WITHHELD)),
            ("Midwives", _cells(60, 120, 40, 16, 9, WITHHELD, 0, 0)),
            ("Allied health professionals", _cells(100, 120, 80, 40, WITHHELD, 0, 0, 0)),
            ("Healthcare scientists", _cells(60, 60, 40, 20, WITHHELD, WITHHELD, 0, 0)),
            ("Speech and language therapists", _cells(20, 30, 25, 16, 0, 0, 0, 0)),
            ("Psychologists", _cells(BELOW_ENTRY, BELOW_ENTRY, 20, 30, 12, 0, 0, 0)),
        ),
        marks=(
            HeatMapMark("Allied health professionals", "Band 8a", "ceiling", "Ceiling"),
            HeatMapMark("Healthcare scientists", "Band 8a", "possible", "Possible ceiling"),
            HeatMapMark("Midwives", "Band 6", "sticky_floor", "Sticky floor"),
            HeatMapMark("Speech and language therapists", "Band 8a", "structural", "Ladder ends"),
            HeatMapMark("Psychologists", "Band 8b", "drag", "Loses ground"),
        ),
    )


def shares() -> HeatMapPicture:
    """Shares of two professions, every cell known."""
    return HeatMapPicture(
        title="Share of each level held by each profession",
        levels=("Band 7", "Band 8a"),
        rows=(("Nurses", _cells(0.62, 0.996)), ("Midwives", _cells(0.003, 0.0))),
        shows="share",
    )


def contributions() -> ContributionsPicture:
    """What each step costs the worked example's allied health professionals."""
    return ContributionsPicture(
        title="Which step costs most",
        profession="allied health professionals",
        reference="nurses",
        destination="Band 8b or above",
        steps=(
            ContributionStep("Band 5", -2.182, -3.1, -1.2),
            ContributionStep("Band 6", -1.056, -2.4, 0.6),
            ContributionStep("Band 7", 0.619, -0.9, 2.2),
            ContributionStep("Band 8a", 10.052, 5.8, 13.9),
        ),
    )


def contributions_for_sharing(costs_most: str | None = "Band 8a") -> ContributionsPicture:
    """The same steps with every figure withheld."""
    return ContributionsPicture(
        title="Which step costs most: for sharing",
        profession="allied health professionals",
        reference="nurses",
        destination="Band 8b or above",
        steps=tuple(
            ContributionStep(level, None) for level in ("Band 5", "Band 6", "Band 7", "Band 8a")
        ),
        costs_most=costs_most,
    )


def _curve(name: str, *chances: float, each: int = 6) -> ChanceCurve:
    """A chance that steps up every so many months, within a tenth of it either way."""
    return ChanceCurve(
        name,
        tuple(
            ChanceStep(month, chance, 0.9 * chance, 1.1 * chance)
            for month, chance in zip(range(each, 121, each), chances, strict=False)
        ),
    )


def chances() -> ChancesPicture:
    """A profession that waits longer than the others do: bands that part after two years."""
    return ChancesPicture(
        title="Allied health professionals: chance of promotion from Band 7",
        outcome="promotion",
        level="Band 7",
        focus=_curve("allied health professionals", 0.03, 0.05, 0.08, 0.09, 0.12, 0.12),
        reference=_curve(
            "other clinical professions", 0.03, 0.06, 0.11, 0.2, 0.25, 0.3, 0.36, 0.4, 0.44, 0.48
        ),
        by=(12, 36, 60),
    )


def chances_close() -> ChancesPicture:
    """Long names, curves that end close together, and a leaver within a month."""
    return ChancesPicture(
        title="Operating department practitioners: chance of leaving from Band 8b+",
        outcome="leaving",
        level="Band 8b and above",
        focus=_curve("operating department practitioners and surgical practitioners", 0.01, each=1),
        reference=_curve("all the other clinical professions there", 0.0, 0.01, 0.01, each=12),
        by=(12,),
    )


def chances_alone() -> ChancesPicture:
    """Nobody else was followed."""
    return replace(
        chances(),
        title="Nobody to compare with",
        reference=ChanceCurve("other clinical professions", ()),
    )


def trend() -> TrendPicture:
    """Rates of ten years, one of them with nobody there."""
    return TrendPicture(
        title="Allied health professionals: promotion from Band 7, year by year",
        level="Band 7",
        profession="allied health professionals",
        reference="other clinical professions",
        years=tuple(
            TrendYear(
                year,
                None if year == 2019 else Rate(3.0 + year % 3, 1.0, 9.5),
                Rate(8.2, 7.4, 10.1),
            )
            for year in range(2016, 2026)
        ),
    )


def trend_alone() -> TrendPicture:
    """One year in which nobody was promoted, and nobody else was there."""
    return replace(trend(), title="One year", years=(TrendYear(2025, Rate(0.0, 0.0, 0.0), None),))
