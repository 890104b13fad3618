"""The page of one body: which finding leads, what the first sentence says, and in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders.stocks import findings_of, worked_stock
from wardtoboard.ceilings import (
    REST,
    TOGETHER,
    Finding,
    Label,
    Shortfall,
    load_settings,
    share_out_shortfall,
)
from wardtoboard.ceilings.caveats import OFF_LADDER
from wardtoboard.ceilings.findings import Comparison, Ratio
from wardtoboard.charts import LadderMark
from wardtoboard.disclosure import WITHHELD, ReleasedTable
from wardtoboard.guide import load_guide
from wardtoboard.papers.ceilings_charts import (
    contributions,
    heat_map_of,
    ladder_of,
    ladder_picture,
)
from wardtoboard.papers.ceilings_files import release_files
from wardtoboard.papers.ceilings_page import ceilings_page, headline_findings, in_words
from wardtoboard.papers.families import family_groups, finest_name, profession_of
from wardtoboard.papers.page import Bullets, Details, Figure, Page, Paragraph, Section, Table
from wardtoboard.papers.shown import Figures, Release, Shown
from wardtoboard.professions import load_professions

DAY = date(2026, 3, 31)
PROFESSIONS = load_professions(DAY)
GUIDE = load_guide()
SETTINGS = load_settings()
LEVELS = ("Band 6", "Band 7", "Band 8a", "Band 8b+")


@pytest.fixture(scope="module")
def finding() -> Finding:
    return findings_of(worked_stock())["ahp", "Band 8a"]


def shown(finding: Finding, profession: str, level: str, label: Label | None, **more: Any) -> Shown:
    has_figures = more.pop("figures", False)
    return Shown(
        profession=profession,
        family=more.pop("family", "guide"),
        level=level,
        label=label,
        grade=finding.grade,
        sentence=f"{profession} {level} {label}",
        figures=figures_of(finding) if has_figures else None,
        finding=finding if more.pop("raw", False) else None,
        **more,
    )


def figures_of(finding: Finding) -> Figures:
    return Figures(
        finding.at,
        finding.above,
        finding.reference_at,
        finding.reference_above,
        finding.cor,
        finding.p,
    )


def release_of(*all_shown: Shown, withheld: tuple[str, ...] = (), raw: bool = False) -> Release:
    """A release of 20 people in every cell, some levels withheld."""
    keys = {(one.profession, level) for one in all_shown for level in LEVELS}
    values = {key: WITHHELD if key[1] in withheld else 20 for key in keys}
    table = ReleasedTable("X1ZZ at 2026-03-31", ("profession", "level"), values)
    return Release("X1ZZ", DAY, LEVELS, table, all_shown, is_raw=raw)


def page_of(
    release: Release, *, shortfalls: dict[str, Shortfall] | None = None, unplaced: str = "Nobody."
) -> Page:
    return ceilings_page(
        release,
        PROFESSIONS,
        GUIDE,
        SETTINGS,
        shortfalls=shortfalls or {},
        descriptions=(),
        unplaced=(unplaced,),
    )


def headings(page: Page) -> list[str]:
    return [section.heading for section in page.sections]


def section_of(page: Page, heading: str) -> Section:
    return next(section for section in page.sections if section.heading == heading)


def summaries(section: Section) -> list[str]:
    return [block.summary for block in section.blocks if isinstance(block, Details)]


# Which finding leads


def test_a_firm_finding_comes_before_a_possible_one_and_that_before_what_cannot_be_told(finding):
    release = release_of(
        shown(finding, "nurse", "Band 6", "inconclusive"),
        shown(finding, "nurse", "Band 7", "possible"),
        shown(finding, "nurse", "Band 8a", "ceiling"),
    )
    assert headline_findings(release)["nurse"].level == "Band 8a"


def test_among_equals_the_lowest_level_leads(finding):
    release = release_of(
        shown(finding, "nurse", "Band 7", "possible"),
        shown(finding, "nurse", "Band 8a", "possible"),
    )
    assert headline_findings(release)["nurse"].level == "Band 7"


def test_what_is_withheld_or_not_labelled_leads_nowhere(finding):
    release = release_of(
        shown(finding, "nurse", "Band 6", "not_labelled"), shown(finding, "ahp", "Band 7", None)
    )
    assert headline_findings(release) == {}


def test_professions_come_firm_ones_first(finding):
    labels: dict[str, Label] = {
        "pharmacist": "too_few",
        "nurse": "possible",
        "midwife": "inconclusive",
        "psychologist": "structural",
        "ahp": "ceiling",
    }
    release = release_of(*(shown(finding, p, "Band 7", label) for p, label in labels.items()))
    order = list(headline_findings(release))
    assert order == ["ahp", "psychologist", "nurse", "midwife", "pharmacist"]


def test_each_family_has_headlines_of_its_own(finding):
    release = release_of(
        shown(finding, "ahp", "Band 7", "ceiling"),
        shown(finding, "podiatrist", "Band 7", "possible", family="allied"),
    )
    assert list(headline_findings(release)) == ["ahp"]
    assert list(headline_findings(release, "allied")) == ["podiatrist"]


# The first sentence


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        (("ceiling", "possible", "too_few"), "for 1, and may stop for 1. We cannot say so of the"),
        (("ceiling", "sticky_floor"), "careers stop short for 2. Not finding a stop"),
        (("possible", "too_few"), "we found no firm stop, and careers may stop for 1. We cannot"),
        (("inconclusive",), "we found no firm stop. We cannot say so of the other 1."),
    ],
)
def test_the_lead_counts_professions_and_claims_no_absence(finding, labels, says):
    names = ("nurse", "ahp", "midwife")
    release = release_of(
        *(shown(finding, p, "Band 7", label) for p, label in zip(names, labels, strict=False))
    )
    lead = page_of(release).lead
    assert lead.startswith(f"Of {len(labels)} clinical professions on 31 March 2026, ")
    assert says in lead
    assert lead.endswith("Not finding a stop does not mean there is none.")


def test_the_lead_when_nothing_can_be_said(finding):
    release = release_of(shown(finding, "nurse", "Band 7", "not_labelled"))
    assert page_of(release).lead == (
        "There are too few people in these tables to say where any profession stops."
    )


def test_a_date_in_words():
    assert in_words(date(2026, 4, 1)) == "1 April 2026"


def test_the_title_names_the_organisation_or_all_of_them(finding):
    release = release_of(shown(finding, "nurse", "Band 7", "ceiling"))
    assert page_of(release).title == "Where clinicians’ careers stop: X1ZZ"
    together = page_of(replace(release, code=TOGETHER))
    assert together.title == "Where clinicians’ careers stop: all organisations in these tables"


# The parts


def test_the_parts_in_order(finding):
    release = release_of(
        shown(finding, "nurse", "Band 7", "inconclusive"),
        shown(finding, "ahp", "Band 8a", "ceiling"),
        shown(finding, "midwife", "Band 7", "possible"),
        shown(finding, "podiatrist", "Band 7", "too_few", family="allied"),
    )
    assert headings(page_of(release)) == [
        "What we found",
        "Professions by level",
        "Allied health professionals: ceiling at Band 8a",
        "Midwives: possible ceiling at Band 7",
        "The allied health professions",
        "Who could not be placed",
        "How sure are we?",
        "Every finding",
    ]


def test_what_we_found_puts_firm_first_then_possible_then_the_others(finding):
    release = release_of(
        shown(finding, "nurse", "Band 7", "inconclusive"),
        shown(finding, "ahp", "Band 8a", "ceiling"),
        shown(finding, "midwife", "Band 7", "possible"),
    )
    firm, words, possible, others = section_of(page_of(release), "What we found").blocks
    assert firm == Bullets(("ahp Band 8a ceiling",))
    assert isinstance(words, Paragraph)
    assert possible == Bullets(("midwife Band 7 possible",))
    assert others == Details(
        "What we can say of the others", (Bullets(("nurse Band 7 inconclusive",)),)
    )


def test_finding_nothing_firm_is_said(finding):
    release = release_of(shown(finding, "ahp", "Band 8a", "possible"))
    first = section_of(page_of(release), "What we found").blocks[0]
    assert first == Paragraph("No profession has a firm finding in these figures.")


def test_professions_of_which_all_is_withheld_are_named(finding):
    release = release_of(
        shown(finding, "ahp", "Band 8a", "ceiling"),
        shown(finding, "ahp", "Band 7", None),
        shown(finding, "midwife", "Band 7", None),
        shown(finding, "doctor", "Consultant", None),
    )
    assert section_of(page_of(release), "What we found").blocks[-1] == Paragraph(
        "Withheld, as it could tell about individual people: midwives."
    )


def test_doctors_off_the_ladder_are_explained_under_the_picture(finding):
    ahp = shown(finding, "ahp", "Band 8a", "ceiling")
    doctor = shown(finding, "doctor", "Consultant", "not_labelled", caveats=(OFF_LADDER,))
    assert len(section_of(page_of(release_of(ahp)), "Professions by level").blocks) == 1
    blocks = section_of(page_of(release_of(ahp, doctor)), "Professions by level").blocks
    assert blocks[-1] == Paragraph(OFF_LADDER)


def test_a_protected_profession_shows_caveats_but_no_figures(finding):
    ahp = shown(finding, "ahp", "Band 8a", "ceiling", caveats=("Take care.",))
    section = section_of(
        page_of(release_of(ahp)), "Allied health professionals: ceiling at Band 8a"
    )
    assert [type(block) for block in section.blocks[:1]] == [Figure]
    assert summaries(section)[:2] == ["Before you use this", "Questions from the guide to ask next"]
    assert not any(isinstance(block, Table) for block in section.blocks)


def test_a_protected_profession_with_figures_still_hides_comparisons(finding):
    """Comparisons rest on counts that protection has not weighed."""
    ahp = shown(finding, "ahp", "Band 8a", "ceiling", figures=True)
    section = section_of(
        page_of(release_of(ahp)), "Allied health professionals: ceiling at Band 8a"
    )
    assert section.blocks[0] == Paragraph("ahp Band 8a ceiling")
    assert finding.comparisons
    assert not any(isinstance(block, Table) for block in section.blocks)
    assert "What would change the answer" not in summaries(section)


def test_a_raw_profession_shows_comparisons_sensitivities_and_steps(finding):
    elsewhere = Comparison("elsewhere", 10, 3, Ratio(None, 0.5, None), 0.4)
    known = replace(finding, comparisons=(*finding.comparisons, elsewhere))
    ahp = shown(known, "ahp", "Band 8a", "ceiling", figures=True, raw=True)
    shortfall = share_out_shortfall(worked_stock(), "ahp", "Band 8a", REST, SETTINGS, seed=0)
    page = page_of(release_of(ahp, raw=True), shortfalls={"ahp": shortfall})
    section = section_of(page, "Allied health professionals: ceiling at Band 8a")
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == [
        "Nurses",
        "The same profession in the other organisations",
    ]
    assert table.rows[1][1:] == ("3", "13", "no limit", "0.50 to no limit")
    assert summaries(section)[0] == "What would change the answer"
    titles = [block.chart.title for block in section.blocks if isinstance(block, Figure)]
    assert titles == [
        "Allied health professionals: the ladder",
        "Allied health professionals: which step costs most",
    ]


def test_case_studies_stand_only_where_the_guide_has_them(finding):
    release = release_of(
        shown(finding, "ahp", "Band 7", "ceiling"),
        shown(finding, "social_worker", "Band 7", "structural"),
    )
    page = page_of(release)
    cases = "Leaders of this profession in the guide (as of 2019)"
    assert cases in summaries(section_of(page, "Allied health professionals: ceiling at Band 7"))
    assert cases not in summaries(section_of(page, "Social workers: ladder ends at Band 7"))


def test_every_finding_lists_all_but_levels_without_one(finding):
    release = release_of(
        shown(finding, "ahp", "Band 6", "not_labelled"),
        shown(finding, "ahp", "Band 7", None),
        shown(finding, "ahp", "Band 8a", "ceiling"),
    )
    (details,) = section_of(page_of(release), "Every finding").blocks
    assert isinstance(details, Details)
    assert details.summary == "Show all 2"
    (table,) = details.blocks
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == ["Band 7", "Band 8a"]


def test_who_could_not_be_placed_says_what_would_place_them(finding):
    release = release_of(shown(finding, "ahp", "Band 8a", "ceiling"))
    section = section_of(page_of(release, unplaced="Managers: 12."), "Who could not be placed")
    assert section.blocks[0] == Bullets(("Managers: 12.",))
    assert isinstance(section.blocks[1], Paragraph)


# The pictures


def test_the_heat_map_marks_findings_and_hides_what_is_withheld(finding):
    release = release_of(
        shown(finding, "ahp", "Band 8a", "ceiling"),
        shown(finding, "nurse", "Band 7", None),
        withheld=("Band 8b+",),
    )
    chart = heat_map_of(release, PROFESSIONS, "guide")
    assert chart.headers == ("Profession", *LEVELS)
    assert chart.rows == (
        ("Allied health professionals", "20", "20", "20; ceiling", "withheld"),
        ("Nurses", "20", "20", "20", "withheld"),
    )


def test_the_heat_map_says_where_a_profession_begins(finding):
    release = release_of(shown(finding, "psychologist", "Band 8a", "ceiling"))
    nurse = shown(finding, "nurse", "Band 7", "possible")
    values = {key: 20 for key in release.table.values if key[1] != "Band 6"}
    values |= {("nurse", level): 20 for level in LEVELS}
    table = replace(release.table, values=values)
    chart = heat_map_of(
        replace(release, shown=(*release.shown, nurse), table=table), PROFESSIONS, "guide"
    )
    assert chart.rows[0][:3] == (
        "Psychologists",
        "below entry level",
        "20",
    )


def test_the_ladder_draws_odds_only_beside_figures_that_may_be_shown(finding):
    headline = shown(finding, "ahp", "Band 8a", "ceiling", figures=True)
    other = shown(finding, "ahp", "Band 7", "inconclusive")
    chart = ladder_of(release_of(headline, other), PROFESSIONS, headline)
    rows = {row[0]: row for row in chart.rows}
    assert rows["Band 8a"][2:4] == ("0.10", "0.43")
    assert rows["Band 7"][2:4] == ("not shown", "not shown")


def test_a_ladder_whose_finding_names_no_stop_is_drawn_without_a_mark(finding):
    told = shown(finding, "ahp", "Band 8a", "ceiling")
    unsure = shown(finding, "ahp", "Band 8a", "inconclusive")
    marks = [ladder_picture(release_of(one), PROFESSIONS, one).mark for one in (told, unsure)]
    assert marks == [LadderMark("Band 8a", "ceiling", "Ceiling"), None]


def test_odds_are_undefined_where_nobody_stands(finding):
    nobody = replace(finding, reference_at=0)
    headline = shown(nobody, "ahp", "Band 8a", "ceiling", figures=True)
    chart = ladder_of(release_of(headline), PROFESSIONS, headline)
    row = next(row for row in chart.rows if row[0] == "Band 8a")
    assert row[3] == "not shown"


@pytest.mark.parametrize(("against", "words"), [(REST, "other clinicians"), ("nurse", "nurses")])
def test_the_steps_name_whom_they_are_set_beside(against, words):
    shortfall = share_out_shortfall(worked_stock(), "ahp", "Band 8a", against, SETTINGS, seed=0)
    assert f"beside {words}" in contributions(shortfall, PROFESSIONS).description


# The files


def test_every_chart_is_a_file_even_inside_details(finding):
    ahp = shown(finding, "ahp", "Band 8a", "ceiling", figures=True)
    release = release_of(ahp)
    page = page_of(release)
    first = section_of(page, "Professions by level")
    folded = Section(first.heading, (Details("Open", first.blocks),))
    files = release_files(release, replace(page, sections=(folded, *page.sections[2:])))
    assert {"charts/01.svg", "charts/02.svg"} <= set(files)
    assert files["charts/01.svg"].lstrip().startswith("<svg")


def test_p_and_ratio_are_written_to_six_digits_and_no_end_is_left_empty(finding):
    ahp = shown(
        replace(finding, cor=Ratio(0.23174603, 0.0683, None)),
        "ahp",
        "Band 8a",
        "ceiling",
        figures=True,
    )
    text = release_files(release_of(ahp), page_of(release_of(ahp)))["findings.csv"]
    assert text.splitlines()[1].split(",")[7:14] == [
        "40",
        "4",
        "146",
        "63",
        "0.231746",
        "0.0683",
        "",
    ]


# Families


def test_allied_health_professionals_of_unknown_profession_have_a_name_of_their_own():
    assert finest_name("ahp", ["ahp", "podiatrist"], PROFESSIONS) == "ahp_other"
    assert finest_name("ahp", ["ahp", "nurse"], PROFESSIONS) == "ahp"
    assert finest_name("podiatrist", ["ahp", "podiatrist"], PROFESSIONS) == "podiatrist"
    assert (profession_of("ahp_other"), profession_of("nurse")) == ("ahp", "nurse")


def test_members_add_up_to_their_family():
    names = ["podiatrist", "nurse", "ahp_other", "podiatrist", "wizard", "ahp"]
    groups = family_groups(("profession", "level"), names, PROFESSIONS)
    assert groups == {"profession": {"ahp": ("podiatrist", "ahp_other")}}
    assert family_groups(("level",), names, PROFESSIONS) == {}
    assert family_groups(("profession",), ["nurse"], PROFESSIONS) == {}
