"""What may be shown of one body's findings: everything (raw), or what gives nobody away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from wardtoboard.ceilings import (
    FAMILIES,
    WORTH_COMPARING,
    Body,
    Finding,
    Label,
    People,
    Prior,
    Settings,
    analyst_sentence,
    build_body,
    find_ceilings,
    protected_sentence,
    rest_reference,
    withheld_sentence,
)
from wardtoboard.disclosure import (
    CountTable,
    Protected,
    ReleasedTable,
    Rule,
    labels_to_release,
    protect,
    ratio_may_be_shown,
    tables_at_the_ends,
    tables_that_agree,
)
from wardtoboard.papers.families import PROFESSION, family_groups, finest_name, profession_of
from wardtoboard.professions import Professions

POPULATION_JOINT = " at "
Name: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as it may be shown.

    `label` is None when even the label would tell. `figures` says whether counts, ratio,
    interval and p may be shown beside it; `caveats` are those of its caveats that may be shown.
    """

    finding: Finding
    label: Label | None
    figures: bool
    sentence: str
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One body's findings and headcounts as they may be shown.

    `ladder` has the levels that hold anyone, from the bottom up. `table` holds
    every headcount, subtotal and margin, withheld ones marked; `proof` is what protected it,
    None for a raw release.
    """

    code: str
    date: date
    ladder: tuple[str, ...]
    table: ReleasedTable
    shown: tuple[Shown, ...]
    proof: Protected | None

    @property
    def is_raw(self) -> bool:
        """Answer whether nothing was withheld."""
        return self.proof is None

    def headcount(self, profession: str, level: str) -> int | None:
        """Give a headcount, None when withheld; nobody where the table has no such cell."""
        value = self.table.values.get((profession, level), 0)
        return value if isinstance(value, int) else None


def count_table(people: People, professions: Professions) -> CountTable:
    """Lay people out by profession and level, the allied health professions as a subtotal.

    A level below a profession's entry that holds nobody is left out, as it cannot exist.
    """
    ladder = build_body(people).guide.levels
    levels = dict.fromkeys(level for _, level in people.finest)
    present = dict.fromkeys(profession for profession, _ in people.finest)
    names = {one: finest_name(one, present, professions) for one in present}
    counts: dict[tuple[str, ...], int] = {
        (names[one], level): people.finest.get((one, level), 0)
        for one in present
        for level in levels
        if people.finest.get((one, level)) or _may_exist(one, level, ladder, professions)
    }
    dimensions = (PROFESSION, "level")
    return CountTable(
        population=f"{people.code}{POPULATION_JOINT}{people.date.isoformat()}",
        dimensions=dimensions,
        counts=counts,
        groups=family_groups(dimensions, names.values(), professions),
    )


def _may_exist(
    profession: str, level: str, ladder: Sequence[str], professions: Professions
) -> bool:
    """Answer whether anyone of a profession could stand at a level, going by its entry level."""
    entry = professions.get(profession).entry_level
    if entry not in ladder or level not in ladder:
        return False
    return ladder.index(level) >= ladder.index(entry)


def raw_release(people: People, findings: Sequence[Finding], professions: Professions) -> Release:
    """Show everything: for the analyst's own eyes."""
    table = count_table(people, professions).published_whole()
    shown = tuple(
        Shown(f, f.label, True, analyst_sentence(f, professions.get(f.profession).label), f.caveats)
        for f in findings
    )
    ladder = build_body(people).guide.levels
    return Release(people.code, people.date, ladder, table, shown, None)


def protected_release(
    people: People,
    findings: Sequence[Finding],
    professions: Professions,
    settings: Settings,
    *,
    priors: Mapping[tuple[str, str], Prior] | None = None,
    earlier: Sequence[ReleasedTable] = (),
    rule: Rule | None = None,
) -> Release:
    """Show what gives nobody away, together with everything released before.

    Headcounts are protected as one table. A label or caveat stays only while the tables that
    agree with everything released, labels included, still leave every withheld count open, and
    most only where they follow from the headcounts shown. A ratio, its interval and the counts
    behind it stay only where all four counts are large and are the same in every such table.
    Wherever the table leaves anyone possible there is a row, so that having a row tells nothing
    more. `priors` are those that the findings were made with. Raises DisclosureError when
    protection fails.
    """
    rule = rule or Rule()
    proof = protect(count_table(people, professions), rule, earlier)
    agreeing = tables_that_agree(proof)
    ends = tables_at_the_ends(proof.released, rule)
    *bodies, anyone = (
        build_body(_alternative(people, one, professions))
        for one in (*agreeing, *ends, _anyone_possible(people, proof))
    )
    *found, rows = find_ceilings(
        [*bodies, anyone], settings, grade=findings[0].grade, priors=priors
    )
    worth = {_name(finding) for finding in found[0] if finding.label in WORTH_COMPARING}
    said, at_the_ends = (
        [_said(one) for one in some] for some in (found[: len(agreeing)], found[len(agreeing) :])
    )
    kept = labels_to_release(said, agreeing, proof, rule, worth, at_the_ends=at_the_ends)
    figures = _figures_to_show(bodies, rule)
    true = {_name(finding): finding for finding in findings}
    shown = tuple(
        _shown(true.get(_name(row), row), kept, figures, professions.get(row.profession).label)
        for row in rows
    )
    return Release(people.code, people.date, anyone.guide.levels, proof.released, shown, proof)


def _anyone_possible(people: People, proof: Protected) -> dict[tuple[str, ...], int]:
    """Put people in every withheld cell, more than there are seats to leave out."""
    withheld = proof.released.withheld()
    more = 1 + len(people.posts)
    return {key: count + more * (key in withheld) for key, count in proof.table.counts.items()}


def _alternative(
    people: People, counts: Mapping[tuple[str, ...], int], professions: Professions
) -> People:
    """Give the people as one of the tables that agree with the release would have them."""
    finest = {(profession_of(name), level): count for (name, level), count in counts.items()}
    return people.with_finest(finest, professions)


def _name(finding: Finding) -> Name:
    return finding.family, finding.profession, finding.level


def _said(findings: Sequence[Finding]) -> dict[tuple[str, ...], str]:
    """Give all that might be said of findings, by name; a caveat tells as much as a label."""
    said: dict[tuple[str, ...], str] = {}
    for finding in findings:
        said[_name(finding)] = protected_sentence(finding, finding.profession)
        said |= {(*_name(finding), caveat): caveat for caveat in finding.caveats}
    return said


def _figures_to_show(bodies: Sequence[Body], rule: Rule) -> frozenset[Name]:
    """Name the findings whose four counts are all large and the same in every body."""
    true, *others = [_four_counts(body) for body in bodies]
    return frozenset(
        name
        for name, four in true.items()
        if ratio_may_be_shown(four, rule) and all(other.get(name) == four for other in others)
    )


def _four_counts(body: Body) -> dict[Name, tuple[int, int, int, int]]:
    counts = {}
    for stock, family in zip(body.stocks, FAMILIES, strict=False):
        steps = rest_reference(stock)
        columns = (steps.above, steps.at, steps.above_reference, steps.at_reference)
        for i, profession in enumerate(stock.professions):
            for k, level in enumerate(stock.levels):
                above, at, above_reference, at_reference = (int(c[i, k]) for c in columns)
                counts[family, profession, level] = above, at, above_reference, at_reference
    return counts


def _shown(
    finding: Finding, kept: frozenset[Hashable], figures: frozenset[Name], profession: str
) -> Shown:
    name = _name(finding)
    if name not in kept:
        return Shown(finding, None, False, withheld_sentence(finding, profession))
    has_figures = name in figures
    sentence = analyst_sentence if has_figures else protected_sentence
    caveats = tuple(caveat for caveat in finding.caveats if (*name, caveat) in kept)
    return Shown(finding, finding.label, has_figures, sentence(finding, profession), caveats)
