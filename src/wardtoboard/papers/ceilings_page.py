"""The page of one body: where its clinicians' careers stop, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wardtoboard.base.days import in_words
from wardtoboard.ceilings import GRADES, TOGETHER, Description, Settings, Shortfall
from wardtoboard.ceilings.caveats import OFF_LADDER
from wardtoboard.guide import Framework
from wardtoboard.papers.ceilings_charts import MARKS, contributions, heat_map_of, ladder_of
from wardtoboard.papers.page import (
    Banner,
    Block,
    Bullets,
    Callout,
    Details,
    Figure,
    Page,
    Paragraph,
    Section,
    Table,
)
from wardtoboard.papers.shown import Release, Shown
from wardtoboard.professions import Professions

FIRM = ("ceiling", "sticky_floor", "uniform_drag", "structural")
UNSURE = ("inconclusive", "too_few", "no_material_gap")
PROTECTED = Banner(
    "Protected for sharing: small counts, and what would give them away, are withheld."
)
RAW = Banner("Raw figures: not for sharing outside the people who may see them.", "warning")
FOOTER = (
    "Made by Ward to Board, open-source software. It puts to work Clinical leadership: a "
    "framework for action (NHS Improvement, 2019). It does not rank organisations or people."
)


def ceilings_page(
    release: Release,
    professions: Professions,
    framework: Framework,
    settings: Settings,
    *,
    shortfalls: Mapping[str, Shortfall],
    descriptions: Sequence[Description],
    unplaced: Sequence[str],
    notes: Sequence[Banner] = (),
) -> Page:
    """Lay a release out for a chair: the answer, the picture, how sure, what to do, the figures.

    `shortfalls` holds, by profession, what each step costs, and `descriptions` the figures that
    other reports use, both only where they may be shown; `unplaced` are sentences on who could
    not be placed; `notes` are further banners.
    """
    headlines = headline_findings(release)
    return Page(
        title=f"Where clinicians’ careers stop: {_name(release.code)}",
        lead=lead_sentence(headlines, release),
        banners=(RAW if release.is_raw else PROTECTED, *notes),
        sections=(
            Section(
                "What we found",
                tuple(_found(headlines, names_withheld(release, headlines, professions))),
            ),
            Section("Professions by level", tuple(_by_level(release, professions))),
            *_profession_sections(release, professions, framework, headlines, shortfalls),
            *_allied_sections(release, professions),
            Section("Who could not be placed", tuple(_not_placed(unplaced))),
            Section(
                "How sure are we?", (*_how_sure(settings), *_described(descriptions, professions))
            ),
            Section("Every finding", tuple(_every_finding(release, professions))),
        ),
        footer=FOOTER,
    )


def _name(code: str) -> str:
    return "all organisations in these tables" if code == TOGETHER else code


def headline_findings(release: Release, family: str = "guide") -> dict[str, Shown]:
    """Choose, for each profession of a family, the finding that says most.

    A firm finding comes first, then a possible one, then what cannot be told; among equals the
    lowest level, as that is where careers first stop. The order says nothing that the labels do
    not. Professions with nothing but levels that are not labelled are left out.
    """
    best: dict[str, Shown] = {}
    for shown in release.shown:
        if shown.family != family or shown.label in (None, "not_labelled"):
            continue
        held = best.get(shown.profession)
        if held is None or _weight(shown) < _weight(held):
            best[shown.profession] = shown
    return dict(sorted(best.items(), key=lambda pair: _weight(pair[1])))


def _weight(shown: Shown) -> int:
    return (*FIRM, "possible", *UNSURE).index(str(shown.label))


def lead_sentence(headlines: Mapping[str, Shown], release: Release) -> str:
    """Say for how many professions careers stop, and that finding nothing proves nothing."""
    firm = sum(shown.label in FIRM for shown in headlines.values())
    possible = sum(shown.label == "possible" for shown in headlines.values())
    if not headlines:
        return "There are too few people in these tables to say where any profession stops."
    unsure = len(headlines) - firm - possible
    found = f"careers stop short for {firm}" if firm else "we found no firm stop"
    maybe = f", and {'' if firm else 'careers '}may stop for {possible}" if possible else ""
    rest = f" We cannot say so of the other {unsure}." if unsure else ""
    return (
        f"Of {len(headlines)} clinical professions on {in_words(release.date)}, {found}{maybe}."
        f"{rest} Not finding a stop does not mean there is none."
    )


def names_withheld(
    release: Release, headlines: Mapping[str, Shown], professions: Professions
) -> tuple[str, ...]:
    """Name the professions on the ladder of which nothing can be shown."""
    silent = (
        shown
        for shown in release.shown
        if shown.label is None
        and shown.family == "guide"
        and shown.level in release.ladder
        and shown.profession not in headlines
    )
    return tuple(dict.fromkeys(_label(shown, professions) for shown in silent))


def _found(headlines: Mapping[str, Shown], withheld: Sequence[str]) -> Iterator[Block]:
    firm = [shown.sentence for shown in headlines.values() if shown.label in FIRM]
    possible = [shown.sentence for shown in headlines.values() if shown.label == "possible"]
    unsure = [shown.sentence for shown in headlines.values() if shown.label in UNSURE]
    if firm:
        yield Bullets(tuple(firm))
    else:
        yield Paragraph("No profession has a firm finding in these figures.")
    if possible:
        yield Paragraph("Possible, but not firm:")
        yield Bullets(tuple(possible))
    if unsure:
        yield Details("What we can say of the others", (Bullets(tuple(unsure)),))
    if withheld:
        names = ", ".join(name[:1].lower() + name[1:] for name in withheld)
        yield Paragraph(f"Withheld, as it could tell about individual people: {names}.")


def _by_level(release: Release, professions: Professions) -> Iterator[Block]:
    yield Figure(heat_map_of(release, professions, "guide"))
    if any(OFF_LADDER in shown.caveats for shown in release.shown):
        yield Paragraph(OFF_LADDER)


def _not_placed(unplaced: Sequence[str]) -> Iterator[Block]:
    yield Bullets(tuple(unplaced))
    yield Paragraph(
        "Anyone who could not be placed is in none of the headcounts on this page. A manager’s "
        "registration, or the occupation code they held before, would place them."
    )


def _profession_sections(
    release: Release,
    professions: Professions,
    framework: Framework,
    headlines: Mapping[str, Shown],
    shortfalls: Mapping[str, Shortfall],
) -> Iterator[Section]:
    for profession, shown in headlines.items():
        if shown.label not in (*FIRM, "possible"):
            continue
        blocks: list[Block] = [Paragraph(shown.sentence)] if shown.figures else []
        blocks.append(Figure(ladder_of(release, professions, shown)))
        if profession in shortfalls:
            blocks.append(Figure(contributions(shortfalls[profession], professions)))
        blocks.extend(_beside(shown, professions))
        blocks.extend(_what_next(profession, framework))
        yield Section(_answer(shown, professions), tuple(blocks))


def _answer(shown: Shown, professions: Professions) -> str:
    """Head a profession's part of the page with its answer: "Midwives: ceiling at Band 7"."""
    _, word = MARKS[str(shown.label)]
    return f"{_label(shown, professions)}: {word.lower()} at {shown.level}"


def _label(shown: Shown, professions: Professions) -> str:
    return professions.get(shown.profession).label


def _beside(shown: Shown, professions: Professions) -> Iterator[Block]:
    """Give what a reader must know beside the finding.

    Comparisons and sensitivities are for raw pages only: they rest on more counts (of nurses, of
    other organisations, of managers) than those that protection has weighed.
    """
    finding = shown.finding
    if finding is not None and finding.comparisons:
        yield Table(
            caption=f"{_label(shown, professions)}: compared with whom",
            headers=("Compared with", "Above", "At or above", "Odds ratio", "95% interval"),
            rows=tuple(
                (
                    _reference(one.reference, professions),
                    f"{one.reference_above:,}",
                    f"{one.reference_at + one.reference_above:,}",
                    _two(one.cor.value),
                    f"{_two(one.cor.low)} to {_two(one.cor.high)}",
                )
                for one in finding.comparisons
            ),
            note="Against others here: who is blocked? Against the same profession elsewhere: is "
            "it us or everyone?",
        )
    if finding is not None and finding.sensitivities:
        says = tuple(one.says for one in finding.sensitivities)
        yield Details("What would change the answer", (Bullets(says),))
    if shown.caveats:
        yield Details("Before you use this", (Bullets(shown.caveats),))


def _reference(reference: str, professions: Professions) -> str:
    if reference in professions:
        return professions.get(reference).label
    return "The same profession in the other organisations"


def _two(value: float | None) -> str:
    return "no limit" if value is None else f"{value:.2f}"


def _what_next(profession: str, framework: Framework) -> Iterator[Block]:
    barriers = [pointer.barrier for pointer in framework.pointers_from("ceilings")]
    questions = tuple(dict.fromkeys(q.text for b in barriers for q in framework.questions_for(b)))
    yield Details(
        "Questions from the guide to ask next",
        (
            Paragraph(
                "A ceiling says where, not why. These questions belong to the barriers that most "
                "often stand behind one; treat them as ideas to test with the people concerned."
            ),
            Bullets(questions),
        ),
    )
    cases = framework.cases_for(profession=profession)
    if cases:
        told = tuple(f"{c.leader}, {c.role}, {c.organisation}. {c.lesson}" for c in cases)
        yield Details("Leaders of this profession in the guide (as of 2019)", (Bullets(told),))


def _allied_sections(release: Release, professions: Professions) -> Iterator[Section]:
    headlines = headline_findings(release, "allied")
    if not headlines:
        return
    rows = tuple(
        (professions.get(profession).label, shown.level, shown.sentence)
        for profession, shown in headlines.items()
    )
    yield Section(
        "The allied health professions",
        (
            Paragraph(
                "The allied health professions differ. Each is set against all the other clinical "
                "professions; a small one seldom gives a firm answer on its own."
            ),
            Figure(heat_map_of(release, professions, "allied")),
            Table("What we can say of each", ("Profession", "Level", "Finding"), rows),
        ),
    )


def _how_sure(settings: Settings) -> Iterator[Block]:
    yield Table(
        caption="Grades of evidence",
        headers=("Grade", "What it rests on"),
        rows=tuple((grade, words) for grade, words in GRADES.items()),
        note="Histories, neighbours’ figures and an establishment table make an answer surer.",
    )
    yield Callout(
        "What a ceiling means here",
        "Of the people of a profession at a level or above, fewer stand above it than in the "
        f"other clinical professions: odds at most {settings.low:.2f} times theirs, too large a "
        f"gap for chance (false discovery rate {settings.false_discovery_rate:.0%}), and worse "
        "than on the steps below. It does not say why.",
    )


def _described(descriptions: Sequence[Description], professions: Professions) -> Iterator[Block]:
    if not descriptions:
        return
    against = professions.get(descriptions[0].against).label
    yield Details(
        "The three-tier ratios that other reports use",
        (
            Table(
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
                        professions.get(one.profession).label,
                        _ratio(one.lower_to_middle),
                        _ratio(one.middle_to_upper),
                        _ratio(one.lower_to_upper),
                        _ratio(one.glass_ceiling_index),
                    )
                    for one in descriptions
                ),
                note="Tiers: up to Band 5, Bands 6 and 7, Band 8a and above. Above 1, the "
                "profession is the less well placed. They compare who is there, not who is "
                "promoted, and can miss a ceiling inside a tier.",
            ),
        ),
    )


def _ratio(value: float | None) -> str:
    return "cannot be worked out" if value is None else f"{value:.2f}"


def _every_finding(release: Release, professions: Professions) -> Iterator[Block]:
    rows = tuple(
        (
            professions.get(shown.profession).label,
            shown.level,
            shown.sentence,
            shown.grade,
        )
        for shown in release.shown
        if shown.label != "not_labelled"
    )
    headers = ("Profession", "Level", "Finding", "Grade")
    yield Details(
        f"Show all {len(rows)}", (Table("Findings by profession and level", headers, rows),)
    )
