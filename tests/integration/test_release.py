"""What is written to be shared gives nobody away: not alone, not together, not by its words."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from builders.releases import (
    descriptions_of,
    release,
    request_of,
    tables_of,
    trust_people,
    worked_people,
)
from wardtoboard.ceilings import (
    WORTH_COMPARING,
    Finding,
    People,
    build_body,
    find_ceilings,
    load_settings,
)
from wardtoboard.disclosure import (
    WITHHELD,
    CountTable,
    ReleasedTable,
    Rule,
    attack,
    read_published_table,
    tables_that_agree,
)
from wardtoboard.papers.families import profession_of
from wardtoboard.papers.page import Banner
from wardtoboard.papers.release import count_table, protected_release
from wardtoboard.papers.shown import Figures, Release, Shown
from wardtoboard.papers.unplaced import unplaced_sentences
from wardtoboard.papers.write_release import LEDGER
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import Unplaced

RULE = Rule()
FOR_OTHERS = import_module("wardtoboard.papers.release_for_others")
Name = tuple[str, str, str]
HEADCOUNT_AT_LEVEL = r"(withheld|none|[\d,]+) at (Band \d[a-d]?\+?|Board)"
FIGURES = ("at", "above", "reference_at", "reference_above", "cor", "low", "high", "p", "q")


@dataclass(frozen=True)
class Case:
    """A protected release of one body on disk, the same in memory, and the truth.

    `tables` are those that an attacker who has the headcounts alone cannot rule out, the truth
    first; `found[i]` are the findings of `tables[i]`, made from scratch.
    """

    people: People
    known: Professions
    truth: CountTable
    folder: Path
    release: Release
    tables: list[dict[tuple[str, ...], int]]
    found: list[dict[Name, Finding]]

    @property
    def page(self) -> str:
        return (self.folder / "index.html").read_text(encoding="utf-8")

    @property
    def findings(self) -> list[dict[str, str]]:
        with (self.folder / "findings.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def read_back(self) -> ReleasedTable:
        path = self.folder / "headcounts.csv"
        return read_published_table(path, groups=self.truth.groups)

    def labels(self) -> dict[str, str]:
        return {profession.label: profession.id for profession in self.known}


@pytest.fixture(scope="module", params=["worked table", "synthetic trust"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("release")
    unplaced: tuple[Unplaced, ...] = ()
    if request.param == "worked table":
        people = worked_people(folder)
    else:
        people, unplaced = trust_people()
    return released(people, folder / "out", unplaced)


def released(people: People, folder: Path, unplaced: tuple[Unplaced, ...] = ()) -> Case:
    """Write a release, keeping hold of the object that the files were written from."""
    held: list[Release] = []

    def protect_and_keep(*arguments: object, **options: object) -> Release:
        held.append(protected_release(*arguments, **options))  # type: ignore[arg-type]
        return held[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FOR_OTHERS, "protected_release", protect_and_keep)
        release(request_of(people, unplaced=unplaced), folder)
    known = load_professions(people.date)
    proof = held[0].proof
    assert proof is not None
    tables = tables_that_agree(proof)
    found = findings_in_every(tables, people, known)
    return Case(people, known, count_table(people, known), folder, held[0], tables, found)


def findings_in_every(
    tables: list[dict[tuple[str, ...], int]], people: People, known: Professions
) -> list[dict[Name, Finding]]:
    alternatives = [
        {(profession_of(name), level): count for (name, level), count in table.items()}
        for table in tables
    ]
    bodies = [build_body(people.with_finest(finest, known)) for finest in alternatives]
    return [
        {name_of(finding): finding for finding in found}
        for found in find_ceilings(bodies, load_settings(), grade="C")
    ]


# The headcounts


def test_the_attack_on_what_was_written_recovers_nothing(case: Case) -> None:
    found = attack([case.read_back()], truth=case.truth)
    assert found.protected > 0
    assert (found.recovered, found.violated) == ((), ())


def test_every_small_count_is_withheld_and_every_number_shown_is_true(case: Case) -> None:
    counts = case.truth.cells()
    table = case.read_back()
    assert table.values.keys() == counts.keys()
    assert {key for key, count in counts.items() if RULE.is_small(count)} <= table.withheld()
    assert all(counts[key] == value for key, value in table.shown().items())


def test_the_attack_is_real_for_it_breaks_the_threshold_alone(case: Case) -> None:
    values = {
        key: WITHHELD if RULE.is_small(count) else count
        for key, count in case.truth.cells().items()
    }
    table = case.truth
    naive = ReleasedTable(table.population, table.dimensions, values, table.groups)
    assert attack([naive], truth=table).recovered_exactly > 0


# Every other file


def test_each_withheld_cell_says_so_in_each_table_of_the_page(case: Case) -> None:
    labels = case.labels()
    withheld = case.release.table.withheld()
    seen = 0
    for caption, (headers, *rows) in tables_of(case.page).items():
        if caption.startswith("Figures: Headcount"):
            cells = [
                ((labels[row[0]], headers[i]), row[i]) for row in rows for i in range(1, len(row))
            ]
        elif caption.endswith(": the ladder"):
            profession = labels[caption.removeprefix("Figures: ").removesuffix(": the ladder")]
            cells = [((profession, row[0]), row[1]) for row in rows]
        else:
            continue
        for key, text in cells:
            assert (key in withheld) == text.startswith("withheld"), (caption, key, text)
            seen += key in withheld
    assert seen > 0


def test_no_number_of_a_withheld_cell_is_in_the_words_of_a_chart(case: Case) -> None:
    withheld = case.release.table.withheld()
    charts = [path.read_text(encoding="utf-8") for path in (case.folder / "charts").iterdir()]
    described = [
        *descriptions_of(case.page),
        *(words for svg in charts for words in descriptions_of(svg)),
    ]
    ladders = [words for words in described if "from the lowest level up" in words]
    assert ladders
    for words in ladders:
        profession = next(
            one.id for one in case.known if f"{one.label} from the lowest level up" in words
        )
        for amount, level in re.findall(
            r"(withheld|none|[\d,]+) at (Band \d[a-d]?\+?|Board)", words
        ):
            assert (amount == "withheld") == ((profession, level) in withheld)


def test_odds_are_drawn_only_where_the_counts_behind_them_may_be_shown(case: Case) -> None:
    labels = case.labels()
    may = {
        (shown.profession, shown.level)
        for shown in case.release.shown
        if shown.figures and shown.family == "guide"
    }
    for caption, (headers, *rows) in tables_of(case.page).items():
        if caption.endswith(": the ladder") and any("Odds" in header for header in headers):
            profession = labels[caption.removeprefix("Figures: ").removesuffix(": the ladder")]
            for row in rows:
                if (profession, row[0]) not in may:
                    assert not re.search(r"\d", row[2] + row[3])


def test_figures_stand_only_beside_four_large_counts_that_every_table_agrees_on(
    case: Case,
) -> None:
    with_figures = without = 0
    for row, shown in zip(case.findings, case.release.shown, strict=True):
        figures = [row[name] for name in FIGURES]
        assert row["q"] == ""
        if not shown.figures:
            assert figures == [""] * len(FIGURES)
            without += 1
            continue
        four = four_counts(shown.figures)
        assert min(four) > RULE.small
        assert [int(figure) for figure in figures[:4]] == list(four)
        assert all(four_counts(other[name_of(shown)]) == four for other in case.found)
        with_figures += 1
    assert with_figures > 0
    assert without > 0


def test_comparisons_and_sensitivities_stay_inside(case: Case) -> None:
    assert "compared with whom" not in case.page
    assert "What would change the answer" not in case.page
    assert "which step costs most" not in case.page


def test_the_release_says_that_it_is_protected(case: Case) -> None:
    assert "Protected for sharing" in case.page
    assert "Raw figures" not in case.page
    readme = (case.folder / "README.txt").read_text(encoding="utf-8")
    assert readme.startswith("Protected for sharing.")
    files = {path.name for path in case.folder.iterdir()}
    assert files == {"index.html", "headcounts.csv", "findings.csv", "README.txt", "charts", LEDGER}


# What the words and figures tell beside the headcounts


def test_the_labels_and_figures_leave_every_small_count_open(case: Case) -> None:
    """Recompute every finding from scratch in each table an attacker cannot rule out."""
    left = [
        CountTable("X", case.truth.dimensions, table, case.truth.groups).cells()
        for table, found in zip(case.tables, case.found, strict=True)
        if says_the_same(found, case.release)
    ]
    assert left[0] == case.truth.cells()
    for cell, count in case.truth.cells().items():
        if not RULE.is_small(count):
            continue
        values = {cells[cell] for cells in left}
        assert len(values) >= 2
        assert max(values) - min(values) >= RULE.upper, cell


def test_having_a_row_tells_nothing_that_the_table_does_not(case: Case) -> None:
    rows = {name_of(shown) for shown in case.release.shown}
    assert all(found.keys() <= rows for found in case.found)
    values = case.release.table.values
    for family, profession, level in rows:
        if family == "allied":
            assert values[profession, level] != 0


def test_some_labels_are_withheld_and_the_ceilings_are_told(case: Case) -> None:
    labels = {name_of(shown): shown.label for shown in case.release.shown}
    assert labels["guide", "ahp", "Band 8a"] == "ceiling"
    told = {label for label in labels.values() if label is not None}
    assert "inconclusive" in told
    assert None in labels.values()
    written = [row["label"] for row in case.findings]
    assert written == [label or "withheld" for label in labels.values()]


def test_which_labels_are_withheld_does_not_tell_a_small_count() -> None:
    """Run the whole release on every table that agrees: four counts at least look the same."""
    day = date(2026, 3, 31)
    known = load_professions(day)
    true = released_in_memory(SMALL_TRUST, day, known)
    assert true.proof is not None
    assert true.table.withheld() == MOVE.keys()
    alike = set()
    for moved in range(-3, 8):
        cells = {key: count + moved * MOVE.get(key, 0) for key, count in SMALL_TRUST.items()}
        other = released_in_memory(cells, day, known)
        if looks(other) == looks(true):
            alike.add(cells["pharmacist", "Band 7"])
    assert len(alike) >= 4


SMALL_TRUST = {
    (profession, level): count
    for profession, counts in {
        "nurse": (296, 128, 28),
        "pharmacist": (62, 10, 3),
        "physiotherapist": (22, 8, 0),
        "paramedic": (149, 101, 56),
        "psychologist": (51, 42, 21),
    }.items()
    for level, count in zip(("Band 5", "Band 6", "Band 7"), counts, strict=True)
}
MOVE = {
    ("pharmacist", "Band 6"): -1,
    ("pharmacist", "Band 7"): 1,
    ("psychologist", "Band 6"): 1,
    ("psychologist", "Band 7"): -1,
}


def released_in_memory(
    cells: Mapping[tuple[str, str], int], day: date, known: Professions
) -> Release:
    there = {key: count for key, count in cells.items() if count}
    people = People("X1ZZ", day, {}, {}, {}).with_finest(there, known)
    findings = request_of(people).findings
    return protected_release(people, findings, known, load_settings())


def looks(release: Release) -> object:
    """Give all that the files of a release are made from."""
    said = [
        (name_of(one), one.label, one.sentence, one.caveats, one.figures) for one in release.shown
    ]
    return release.ladder, release.table.values, said


def name_of(finding: Finding | Shown) -> Name:
    return finding.family, finding.profession, finding.level


def four_counts(finding: Finding | Figures) -> tuple[int, int, int, int]:
    return finding.at, finding.above, finding.reference_at, finding.reference_above


def says_the_same(found: Mapping[Name, Finding], shown: Release) -> bool:
    return all(_bears(found.get(name_of(one)), one) for one in shown.shown)


def _bears(finding: Finding | None, shown: Shown) -> bool:
    if shown.label is None:
        return True
    if finding is None or finding.label != shown.label:
        return False
    if not set(shown.caveats) <= set(finding.caveats):
        return False
    return not shown.figures or four_counts(finding) == four_counts(shown.figures)


# Raw


@pytest.fixture(scope="module")
def raw_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    people, unplaced = trust_people()
    folder = tmp_path_factory.mktemp("raw") / "out"
    note = Banner("A fictional trust.")
    return release(request_of(people, raw=True, unplaced=unplaced, notes=(note,)), folder)


def test_raw_output_says_so_everywhere(raw_folder):
    page = (raw_folder / "index.html").read_text(encoding="utf-8")
    assert "Raw figures: not for sharing outside the people who may see them." in page
    assert "Protected for sharing" not in page
    assert "A fictional trust." in page
    readme = (raw_folder / "README.txt").read_text(encoding="utf-8")
    assert readme == "Raw figures: not for sharing.\n"


def test_raw_output_shows_everything_and_is_in_no_ledger(raw_folder):
    people, _ = trust_people()
    table = read_published_table(raw_folder / "headcounts.csv")
    truth = count_table(people, load_professions(people.date))
    assert table.shown() == truth.cells()
    findings = request_of(people).findings
    with (raw_folder / "findings.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["label"] for row in rows] == [finding.label for finding in findings]
    assert [int(row["at"]) for row in rows] == [finding.at for finding in findings]
    assert any(row["q"] for row in rows)
    assert not (raw_folder / LEDGER).exists()
    page = (raw_folder / "index.html").read_text(encoding="utf-8")
    assert "withheld" not in page.split("</style>")[1]
    assert "compared with whom" in page
    assert "What would change the answer" in page
    assert "which step costs most" in page
    assert "The three-tier ratios that other reports use" in page


# Who could not be placed


def unplaced(why: str, headcount: int | None, fte: float | None = None) -> Unplaced:
    people = worked_unplaced()
    return replace(people, why=why, headcount=headcount, fte=fte)


def worked_unplaced() -> Unplaced:
    _, found = trust_people()
    return found[0]


def test_who_could_not_be_placed_is_added_up_by_reason_and_small_numbers_are_not_told():
    found = (unplaced("A", 3), unplaced("B", 900), unplaced("A", 4), unplaced("C", 1100))
    assert unplaced_sentences(found, raw=False) == (
        "C: 1,100 people.",
        "B: 900 people.",
        "A: a small number.",
    )
    assert unplaced_sentences(found, raw=True)[-1] == "A: 7 people."


def test_the_order_of_small_numbers_tells_nothing():
    one = unplaced_sentences((unplaced("A", 1), unplaced("B", 7)), raw=False)
    other = unplaced_sentences((unplaced("A", 7), unplaced("B", 1)), raw=False)
    assert one == other == ("A: a small number.", "B: a small number.")


def test_full_time_equivalents_are_called_so():
    assert unplaced_sentences((unplaced("A", None, 20.4),), raw=False) == (
        "A: 20 full-time equivalents.",
    )


def test_full_time_equivalents_that_would_be_written_as_a_small_number_are_not_told():
    assert unplaced_sentences((unplaced("A", None, 7.4),), raw=False) == ("A: a small number.",)


def test_nobody_left_out_is_said():
    assert unplaced_sentences((), raw=False) == ("Everyone in the table was placed.",)


def test_only_ceilings_and_the_like_may_narrow_a_small_count():
    assert {
        *("structural", "ceiling", "sticky_floor", "uniform_drag", "possible")
    } == WORTH_COMPARING
