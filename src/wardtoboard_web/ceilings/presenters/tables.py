"""Tables of the pages, which are also the files to take away."""

from __future__ import annotations

from collections.abc import Sequence

from wardtoboard.ceilings import ELSEWHERE, Comparison, Description, Finding, Shortfall
from wardtoboard.disclosure import TOTAL
from wardtoboard.papers import Shown
from wardtoboard.papers.families import UNSPLIT
from wardtoboard_web.ceilings.facts import Labelled, Seen
from wardtoboard_web.ceilings.presenters.words import (
    LABELS,
    WITHHELD,
    interval,
    label_of,
    p_value,
    two,
)
from wardtoboard_web.layout.tables import Cell, DataTable
from wardtoboard_web.layout.words import day_words

WITHHELD_NOTE = (
    "Withheld: it could tell about individual people. A withheld headcount may be any number, "
    "none included."
)


def findings_table(seen: Seen) -> DataTable:
    """Lay out every finding, levels without one left out."""
    return DataTable(
        name="findings",
        caption="Every finding",
        headers=("Profession", "Level", "Label", "Grade", "What we can say"),
        rows=tuple(
            (
                label_of(seen, one.profession),
                one.level,
                label_words(one),
                one.grade,
                one.sentence,
            )
            for one in seen.release.shown
            if one.label != "not_labelled"
        ),
        note="" if seen.release.is_raw else WITHHELD_NOTE,
    )


def headcounts_table(seen: Seen) -> DataTable:
    """Lay out headcounts by profession and level, with the totals."""
    table = seen.release.table
    rows = sorted(dict.fromkeys(key[0] for key in table.values), key=TOTAL.__eq__)
    levels = [
        level for level in seen.release.ladder if any(key[1] == level for key in table.values)
    ]
    others = (key[1] for key in table.values if key[1] not in (*levels, TOTAL))
    columns = [*levels, *dict.fromkeys(others), TOTAL]
    return DataTable(
        name="headcounts",
        caption="Headcount by profession and level",
        headers=("Profession", *(_column(name) for name in columns)),
        rows=tuple(
            (_row_name(seen, row), *(_headcount(seen, row, column) for column in columns))
            for row in rows
        ),
        note="" if seen.release.is_raw else WITHHELD_NOTE,
    )


def _column(name: str) -> str:
    return "All levels" if name == TOTAL else name


def _row_name(seen: Seen, name: str) -> str:
    if name == TOTAL:
        return "All professions"
    if name == UNSPLIT:
        return "Allied health professionals of unknown profession"
    return label_of(seen, name)


def _headcount(seen: Seen, row: str, column: str) -> Cell:
    if (row, column) not in seen.release.table.values:
        return "below entry level"
    headcount = seen.release.headcount(row, column)
    return WITHHELD if headcount is None else headcount


def levels_table(seen: Seen, profession: str) -> DataTable:
    """Lay out one profession's levels: who is there and what we can say."""
    return DataTable(
        name="levels",
        caption=f"{label_of(seen, profession)}, level by level",
        headers=("Level", "Headcount", "Label", "Grade", "What we can say"),
        rows=tuple(
            (
                one.level,
                _headcount(seen, profession, one.level),
                label_words(one),
                one.grade,
                one.sentence,
            )
            for one in seen.release.shown
            if one.profession == profession
        ),
        note="" if seen.release.is_raw else WITHHELD_NOTE,
    )


def label_words(shown: Shown) -> str:
    """Say the label of a finding, or that it is withheld."""
    return _label(shown.label)


def _label(label: str | None) -> str:
    return WITHHELD if label is None else LABELS[label]


def members_table(seen: Seen, members: Sequence[Shown]) -> DataTable:
    """Lay out what can be said of each profession of a family."""
    return DataTable(
        name="members",
        caption="Each allied health profession",
        headers=("Profession", "Level", "Label", "What we can say"),
        rows=tuple(
            (label_of(seen, one.profession), one.level, label_words(one), one.sentence)
            for one in members
        ),
    )


def comparisons_table(seen: Seen, shown: Shown, finding: Finding) -> DataTable:
    """Set a finding beside each reference."""
    rest: tuple[Cell, ...] = (
        "All other clinical professions",
        finding.reference_above,
        finding.reference_at + finding.reference_above,
        two(finding.cor.value),
        interval(finding.cor),
        p_value(finding.p),
    )
    others = tuple(_comparison(seen, one) for one in finding.comparisons)
    return DataTable(
        name="compared",
        caption=f"{label_of(seen, shown.profession)} at {shown.level}: compared with whom",
        headers=("Compared with", "Above", "At or above", "Odds ratio", "95% interval", "p"),
        rows=(rest, *others),
        note="Against others here: who is blocked? Against the same profession elsewhere: is it "
        "us or everyone?",
    )


def _comparison(seen: Seen, one: Comparison) -> tuple[Cell, ...]:
    return (
        reference_name(seen, one.reference),
        one.reference_above,
        one.reference_at + one.reference_above,
        two(one.cor.value),
        interval(one.cor),
        p_value(one.p),
    )


def reference_name(seen: Seen, reference: str) -> str:
    """Name a reference."""
    if reference == ELSEWHERE:
        return "The same profession elsewhere"
    return label_of(seen, reference)


def steps_table(seen: Seen, shortfall: Shortfall) -> DataTable:
    """Lay out what each step costs a profession."""
    return DataTable(
        name="steps",
        caption=f"{label_of(seen, shortfall.profession)}: what each step costs",
        headers=(
            "Step from",
            "People lost (minus: gained)",
            "95% interval",
            "Chance that it costs most",
        ),
        rows=tuple(
            (
                one.level,
                f"{one.contribution:.1f}",
                f"{one.low:.1f} to {one.high:.1f}",
                f"{one.chance_largest:.0%}",
            )
            for one in shortfall.stages
        ),
        note=f"Above {shortfall.level} there would be {shortfall.expected:.1f} people if this "
        f"profession climbed as the reference does; there are {shortfall.actual:.0f}.",
    )


def figures_table(seen: Seen, shown: Shown) -> DataTable | None:
    """Lay out the figures behind a finding, as far as they may be shown."""
    figures = shown.figures
    if figures is None:
        return None
    rows: list[tuple[Cell, ...]] = [
        ("At this level", figures.at),
        ("Above it", figures.above),
        ("At this level, the other clinical professions", figures.reference_at),
        ("Above it, the other clinical professions", figures.reference_above),
        ("Odds ratio", two(figures.cor.value)),
        ("95% interval", interval(figures.cor)),
        ("p (mid-P)", p_value(figures.p)),
    ]
    if shown.finding is not None:
        rows += _more_figures(shown.finding)
    return DataTable(
        name="figures",
        caption=f"{label_of(seen, shown.profession)} at {shown.level}: the figures",
        headers=("Figure", "Value"),
        rows=tuple(rows),
    )


def _more_figures(finding: Finding) -> list[tuple[Cell, ...]]:
    measures = finding.measures.to_dict()
    return [
        ("p (Fisher’s exact test)", p_value(finding.p_fisher)),
        ("q (after Benjamini-Hochberg)", p_value(finding.q)),
        ("Conditional maximum likelihood estimate", two(finding.mle)),
        ("Position on the profession’s own ladder", finding.position or "none"),
        *((words, _ratio(measures[name])) for name, words in MEASURES.items()),
        *(
            (f"Chance of a material shortfall, prior {place}", f"{chance:.0%}")
            for place, chance in enumerate(finding.chances, start=1)
        ),
    ]


MEASURES = {
    "share": "Share of everyone at this level",
    "representation_ratio": "Representation ratio of the next level up to this one",
    "adjacent_ratio": "Adjacent ratio of the next level up to this one",
}


def history_table(seen: Seen, shown: Shown, labels: Sequence[Labelled]) -> DataTable | None:
    """Lay out the labels a finding has had."""
    if not labels:
        return None
    return DataTable(
        name="history",
        caption=f"{label_of(seen, shown.profession)} at {shown.level}: labels over time",
        headers=("Figures of", "Label", "Grade"),
        rows=tuple((day_words(one.date), _label(one.label), one.grade) for one in labels),
        note="A label can change because people moved, because the table was corrected, or "
        "because more was known.",
    )


def descriptions_table(seen: Seen, descriptions: Sequence[Description]) -> DataTable | None:
    """Lay out the figures that other reports use."""
    if not descriptions:
        return None
    against = label_of(seen, descriptions[0].against)
    return DataTable(
        name="three-tier-ratios",
        caption=f"Disparity ratios beside {against}, and the glass ceiling index",
        headers=(
            "Profession",
            "Lower to middle",
            "Middle to upper",
            "Lower to upper",
            "Glass ceiling index",
        ),
        rows=tuple(
            (
                label_of(seen, one.profession),
                _ratio(one.lower_to_middle),
                _ratio(one.middle_to_upper),
                _ratio(one.lower_to_upper),
                _ratio(one.glass_ceiling_index),
            )
            for one in descriptions
        ),
        note="Tiers: up to Band 5, Bands 6 and 7, Band 8a and above. Above 1, the profession is "
        "the less well placed. They compare who is there, not who is promoted, and can miss a "
        "ceiling inside a tier.",
    )


def _ratio(value: float | None) -> Cell:
    return "cannot be worked out" if value is None else round(value, 2)
