"""What may be shown of one body's findings: everything (raw), or what gives nobody away."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeAlias

from wardtoboard.ceilings import (
    FAMILIES,
    WORTH_COMPARING,
    Body,
    Finding,
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
    Rule,
    labels_to_release,
    protect,
    ratio_may_be_shown,
    repeated,
    tables_as_if_first,
    tables_at_the_ends,
    tables_that_agree,
    what_is_still_open,
)
from wardtoboard.disclosure import Release as Recorded
from wardtoboard.papers.families import PROFESSION, family_groups, finest_name, profession_of
from wardtoboard.papers.shown import Figures, Release, Shown
from wardtoboard.professions import Professions

POPULATION_JOINT = " at "
Name: TypeAlias = tuple[str, ...]
Four: TypeAlias = tuple[int, int, int, int]
FIGURES = "figures"


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
        Shown(
            profession=one.profession,
            family=one.family,
            level=one.level,
            label=one.label,
            grade=one.grade,
            sentence=analyst_sentence(one, professions.get(one.profession).label),
            caveats=one.caveats,
            figures=_figures(one, q=one.q),
            finding=one,
        )
        for one in findings
    )
    ladder = build_body(people).guide.levels
    return Release(people.code, people.date, ladder, table, shown, is_raw=True)


def _figures(finding: Finding, *, q: float | None = None) -> Figures:
    return Figures(
        at=finding.at,
        above=finding.above,
        reference_at=finding.reference_at,
        reference_above=finding.reference_above,
        cor=finding.cor,
        p=finding.p,
        q=q,
    )


def protected_release(
    people: People,
    findings: Sequence[Finding],
    professions: Professions,
    settings: Settings,
    *,
    priors: Mapping[tuple[str, str], Prior] | None = None,
    earlier: Sequence[Recorded] = (),
    rule: Rule | None = None,
) -> Release:
    """Show what gives nobody away, together with everything released and said before.

    `earlier` are the releases of the same population, oldest first. Headcounts are protected as
    one table. A label or caveat stays only while the tables that
    agree with everything released, labels included, still leave every withheld count open, and
    most only where they follow from the headcounts shown. A ratio, its interval and the counts
    behind it stay only where all four counts are large and are the same in every such table.
    Wherever the table leaves anyone possible there is a row, so that having a row tells nothing
    more. `priors` are those that the findings were made with. Raises DisclosureError when
    protection fails.
    """
    rule = rule or Rule()
    proof = protect(count_table(people, professions), rule, earlier=[one.table for one in earlier])
    agreeing = [*tables_that_agree(proof), *tables_as_if_first(proof, rule, earlier)]
    ends = tables_at_the_ends(proof.released, rule)
    *bodies, anyone = (
        build_body(_alternative(people, one, professions))
        for one in (*agreeing, *ends, _anyone_possible(people, proof))
    )
    *found, rows = find_ceilings(
        [*bodies, anyone], settings, grade=findings[0].grade, priors=priors
    )
    worth = {_name(finding) for finding in found[0] if finding.label in WORTH_COMPARING}
    fours = [_four_counts(body) for body in bodies]
    said = [_said(some, four) for some, four in zip(found, fours, strict=True)]
    kept = _to_say(said, agreeing, proof, rule, worth, _figures_to_show(fours, rule), earlier)
    true = {_name(finding): finding for finding in findings}
    shown = tuple(
        _shown(true.get(_name(row), row), kept, professions.get(row.profession).label)
        for row in rows
    )
    return Release(
        people.code,
        people.date,
        anyone.guide.levels,
        proof.released,
        shown,
        is_raw=False,
        said={name: text for name, text in said[0].items() if name in kept},
        proof=proof,
    )


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


def _said(findings: Sequence[Finding], fours: Mapping[Name, Four]) -> dict[Name, str]:
    """Give all that might be said of findings, by name; a caveat tells as much as a label."""
    said: dict[Name, str] = {}
    for finding in findings:
        name = _name(finding)
        said[name] = protected_sentence(finding, finding.profession)
        said |= {(*name, caveat): caveat for caveat in finding.caveats}
        if name in fours:
            said[*name, FIGURES] = " ".join(map(str, fours[name]))
    return said


def _to_say(
    said: Sequence[Mapping[Name, str]],
    agreeing: Sequence[Mapping[tuple[str, ...], int]],
    proof: Protected,
    rule: Rule,
    worth: Collection[Name],
    figures: Collection[Name],
    earlier: Sequence[Recorded],
) -> frozenset[Hashable]:
    """Choose what is said, by name: labels, their caveats, and figures.

    `said` is all that might be said of the tables that agree, then of those at the ends.
    """
    again = repeated(proof, said[0], earlier)
    if again is not None:
        return frozenset(again)
    at_the_ends = said[len(agreeing) :]
    still = what_is_still_open(
        said[: len(agreeing)], agreeing, proof, rule, earlier, at_the_ends=at_the_ends
    )
    words = [
        {
            name: text
            for name, text in said[place].items()
            if name[-1] != FIGURES and name not in still.silent
        }
        for place in still.places
    ]
    tables = [agreeing[place] for place in still.places]
    kept = labels_to_release(words, tables, proof, rule, worth, at_the_ends=at_the_ends)
    return kept.union((*name, FIGURES) for name in figures if name in kept)


def _figures_to_show(fours: Sequence[Mapping[Name, Four]], rule: Rule) -> frozenset[Name]:
    """Name the findings whose four counts are all large and the same in every body."""
    true, *others = fours
    return frozenset(
        name
        for name, four in true.items()
        if ratio_may_be_shown(four, rule) and all(other.get(name) == four for other in others)
    )


def _four_counts(body: Body) -> dict[Name, Four]:
    counts: dict[Name, Four] = {}
    for stock, family in zip(body.stocks, FAMILIES, strict=False):
        steps = rest_reference(stock)
        columns = (steps.above, steps.at, steps.above_reference, steps.at_reference)
        for i, profession in enumerate(stock.professions):
            for k, level in enumerate(stock.levels):
                above, at, above_reference, at_reference = (int(c[i, k]) for c in columns)
                counts[family, profession, level] = above, at, above_reference, at_reference
    return counts


def _shown(finding: Finding, kept: Collection[Hashable], profession: str) -> Shown:
    name = _name(finding)
    is_told = name in kept
    has_figures = (*name, FIGURES) in kept
    return Shown(
        profession=finding.profession,
        family=finding.family,
        level=finding.level,
        label=finding.label if is_told else None,
        grade=finding.grade,
        sentence=_sentence(finding, profession, is_told=is_told, has_figures=has_figures),
        caveats=tuple(one for one in finding.caveats if is_told and (*name, one) in kept),
        figures=_figures(finding) if has_figures else None,
    )


def _sentence(finding: Finding, profession: str, *, is_told: bool, has_figures: bool) -> str:
    if not is_told:
        return withheld_sentence(finding, profession)
    sentence = analyst_sentence if has_figures else protected_sentence
    return sentence(finding, profession)
