"""Each command as a person runs it: what it prints, the keys of its JSON, and its exit codes."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders.tables import MEDICAL, NON_MEDICAL, headcounts, text_file
from builders.worked_table import CODE, DAY, several_organisations, worked_table
from wardtoboard.base.errors import (
    CannotTellError,
)
from wardtoboard.ceilings import TOGETHER
from wardtoboard.cli.progress import progress_bar
from wardtoboard.cli.truth import ON as DAY_OF_THE_TRUST
from wardtoboard.cli.truth import demonstration_trust, print_planted_and_found, print_truth
from wardtoboard.professions import load_professions
from wardtoboard.staff import PlantedCeiling

PEERS = ("A1A", "A2A", "A3A", "A4A", "A5A", "A6A")
FINDING = {
    *("organisation", "profession", "level", "label", "grade", "at", "above", "reference_at"),
    *("reference_above", "cor", "p", "q", "position", "caveats"),
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return worked_table(tmp_path / "staff.csv")


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, Path]:
    """A published pair: invented people in the published columns."""
    radiographers = "017,018,006_Radiography (diagnostic),003_Therapist"
    nurses = "005,006,001_Acute,011_Nurse"
    non_medical = text_file(
        tmp_path / "non_medical.csv",
        NON_MEDICAL,
        *(
            f"2017-09-30,R0A,001,{who},{band},{fte}"
            for who, band, fte in (
                (nurses, "Band 5", 120.4),
                (nurses, "Band 7", 60.4),
                (nurses, "Band 8a", 30.6),
                (radiographers, "Band 5", 40.0),
                (radiographers, "Band 7", 30.5),
            )
        ),
        "2017-09-30,R0A,038,039,040,001_Central functions,003_Senior Manager,Band 9,6.0",
    )
    medical = text_file(
        tmp_path / "medical.csv",
        MEDICAL,
        "30/09/2017,R0A,1,Consultant,Anaesthetics,Anaesthetics,20.5",
    )
    return non_medical, medical


def findings_by_step(outcome, organisation=CODE):
    return {
        (finding["profession"], finding["level"]): finding
        for finding in outcome.json["findings"]
        if finding["organisation"] == organisation
    }


# The answers


def test_counts_as_json_has_the_rows_and_who_was_not_placed(wardtoboard, table):
    headcounts_and_a_manager = worked_table(
        table, also=((CODE, DAY, "Senior manager", "Band 9", "3"),)
    )
    answer = wardtoboard("counts", headcounts_and_a_manager, "--format", "json").json
    assert set(answer) == {"rows", "unplaced"}
    assert set(answer["rows"][0]) == {
        *("organisation", "date", "profession", "level", "headcount", "fte")
    }
    (manager,) = answer["unplaced"]
    assert {"why", "headcount", "fte"} <= set(manager)
    assert (manager["headcount"], manager["fte"], manager["level"]) == (3, None, "Band 9")
    people = sum(row["headcount"] for row in answer["rows"])
    assert people == 2013


def test_counts_in_words_names_who_was_not_placed(wardtoboard, table):
    worked_table(table, also=((CODE, DAY, "Senior manager", "Band 9", "3"),))
    printed = wardtoboard("counts", table).out
    assert "Not placed, and why" in printed
    assert "Manager codes do not say which profession a person trained in" in printed


def test_counts_shows_nobody_as_0(wardtoboard, tmp_path):
    table = worked_table(tmp_path / "staff.csv", also=((CODE, DAY, "midwife", "Band 8a", "0"),))
    [line] = [one for one in wardtoboard("counts", table).out.splitlines() if "midwife" in one]
    assert [cell.strip() for cell in line.split("│")][4:7] == ["Band 8a", "0", ""]


def test_counts_says_when_everyone_was_placed(wardtoboard, table):
    assert wardtoboard("counts", table).out.endswith("Everyone in the table was placed.\n")


def test_the_ceilings_of_the_worked_table(wardtoboard, table):
    outcome = wardtoboard("ceilings", table, "--format", "json")
    assert set(outcome.json) == {"findings", "unplaced", "settings"}
    found = findings_by_step(outcome)
    assert all(set(finding) >= FINDING for finding in found.values())
    ahp = found["ahp", "Band 8a"]
    assert (ahp["label"], ahp["grade"], ahp["position"]) == ("ceiling", "C", "ceiling")
    assert (ahp["at"], ahp["above"]) == (40, 4)
    assert (ahp["reference_at"], ahp["reference_above"]) == (146, 63)
    assert {key: round(value, 4) for key, value in ahp["cor"].items()} == {
        "value": 0.2317,
        "low": 0.0683,
        "high": 0.6319,
    }
    assert (round(ahp["p"], 5), round(ahp["q"], 5)) == (0.00242, 0.00605)
    assert found["healthcare_scientist", "Band 8a"]["label"] == "possible"
    assert found["pharmacist", "Band 8a"]["label"] == "inconclusive"
    assert found["psychologist", "Band 8b+"]["label"] == "too_few"
    assert found["psychologist", "Band 6"]["label"] == "not_labelled"


def test_a_bound_without_an_end_is_null(wardtoboard, table):
    found = findings_by_step(wardtoboard("ceilings", table, "--format", "json"))
    nurses = found["nurse", "Band 8b+"]["cor"]
    assert (nurses["value"], nurses["high"]) == (None, None)
    assert nurses["low"] > 0


def test_the_settings_say_what_decided(wardtoboard, table):
    settings = wardtoboard("ceilings", table, "--format", "json").json["settings"]
    assert settings["material_low"] == 0.8
    assert settings["false_discovery_rate"] == 0.1


def test_the_ceilings_in_words(wardtoboard, table):
    printed = wardtoboard("ceilings", table).out
    assert printed.startswith(
        "Allied health professionals stop at Band 8a: 4 of the 44 at that level or above are "
        "above it, against 63 of 209 in the other clinical professions (odds 0.23 times theirs, "
        "95% interval 0.07 to 0.63). Evidence grade C: one headcount table."
    )
    assert "Healthcare scientists may stop at Band 8a" in printed
    assert "Every profession and level" in printed
    assert "no limit" in printed


def test_finding_nothing_is_not_the_same_as_nothing_being_there(wardtoboard, table):
    printed = wardtoboard("ceilings", table, "--profession", "pharmacist").out
    assert printed.startswith("No ceiling was found. That is not the same as there being none.")


def test_only_one_profession(wardtoboard, table):
    found = findings_by_step(
        wardtoboard("ceilings", table, "--profession", "ahp", "--format", "json")
    )
    assert {profession for profession, _ in found} == {"ahp"}


def test_an_establishment_tells_where_a_ladder_ends(wardtoboard, table, tmp_path):
    posts = text_file(
        tmp_path / "posts.csv",
        "organisation,post,level,open_to,reserved_for,filled",
        f"{CODE},Head of service,Board,nurse;pharmacist,,yes",
        f"{CODE},Consultant therapist,Band 8a,any,,yes",
    )
    outcome = wardtoboard("ceilings", table, "--establishment", posts, "--format", "json")
    found = findings_by_step(outcome)
    assert found["ahp", "Band 8a"]["label"] == "structural"
    assert found["nurse", "Band 8a"]["label"] != "structural"
    printed = wardtoboard("ceilings", table, "--establishment", posts, "--profession", "ahp").out
    assert printed.startswith(
        "The establishment list has no post above Band 8a open to allied health professionals, but "
        "the table has 4 of them there. Check the list."
    )
    assert "The ladder for allied health professionals ends at Band 8b+ here" in printed


def test_peers_change_how_sure_a_possible_finding_is(wardtoboard, table, tmp_path):
    peers = several_organisations(tmp_path / "peers.csv", PEERS)
    key = "healthcare_scientist", "Band 8a"
    alone = findings_by_step(wardtoboard("ceilings", table, "--format", "json"))[key]
    beside = findings_by_step(wardtoboard("ceilings", table, "--peers", peers, "--format", "json"))[
        key
    ]
    assert alone["cor"] == beside["cor"]
    assert alone["chances"] != beside["chances"]


def test_several_organisations_come_one_by_one_and_together(wardtoboard, tmp_path):
    table = several_organisations(tmp_path / "many.csv", PEERS)
    outcome = wardtoboard("ceilings", table, "--format", "json")
    assert {finding["organisation"] for finding in outcome.json["findings"]} == {*PEERS, TOGETHER}
    together = findings_by_step(outcome, TOGETHER)["ahp", "Band 8a"]
    alone = [findings_by_step(outcome, code)["ahp", "Band 8a"] for code in PEERS]
    assert together["at"] == sum(one["at"] for one in alone)
    printed = wardtoboard("ceilings", table).out
    assert "What was found" in printed
    assert "more findings say less. See those of one organisation with --organisation" in printed


def test_one_organisation_of_several(wardtoboard, tmp_path):
    table = several_organisations(tmp_path / "many.csv", PEERS)
    outcome = wardtoboard("ceilings", table, "--organisation", "A2A", "--format", "json")
    assert {finding["organisation"] for finding in outcome.json["findings"]} == {"A2A"}
    compared = findings_by_step(outcome, "A2A")["ahp", "Band 8a"]["comparisons"]
    assert [one["reference"] for one in compared] == ["nurse", "elsewhere"]
    assert (
        "Every profession and level" in wardtoboard("ceilings", table, "--organisation", "A2A").out
    )


def test_only_the_latest_date_counts_and_the_other_is_named(wardtoboard, table):
    worked_table(table, also=((CODE, "2025-03-31", "nurse", "Band 5", "599"),))
    outcome = wardtoboard("ceilings", table, "--format", "json")
    assert "Only the latest date of each organisation is used; 2025-03-31 was left out." in (
        outcome.err
    )
    assert findings_by_step(outcome)["nurse", "Band 5"]["at"] == 600


def test_a_warning_of_the_file_stands_beside_the_answer(wardtoboard, tmp_path):
    table = headcounts(
        tmp_path / "staff.csv",
        (CODE, DAY, "nurse", "Band 5", "10", "12.5"),
        headings=("organisation", "date", "profession", "level", "headcount", "fte"),
    )
    outcome = wardtoboard("counts", table)
    assert "more full-time equivalents than people" in outcome.err
    assert "12.50" in outcome.out


# Published tables: full-time equivalents


def test_published_tables_are_counted_without_headcounts(wardtoboard, published):
    answer = wardtoboard("counts", *published, "--format", "json").json
    assert all(row["headcount"] is None and row["fte"] for row in answer["rows"])
    assert {row["profession"] for row in answer["rows"]} == {"nurse", "radiographer", "doctor"}
    printed = wardtoboard("counts", *published).out
    assert "120.40" in printed
    assert "6.00" in printed


def test_full_time_equivalents_are_refused_as_people(wardtoboard, published):
    outcome = wardtoboard("ceilings", *published, "--format", "json")
    assert outcome.code == CannotTellError.exit_code
    assert outcome.out == ""
    assert "the table counts full-time equivalents, and the tests need people" in outcome.err
    assert "--fte-as-headcount" in outcome.err


def test_full_time_equivalents_read_as_people_are_grade_d_and_say_so(wardtoboard, published):
    outcome = wardtoboard("ceilings", *published, "--fte-as-headcount", "--format", "json")
    compared = [one for one in outcome.json["findings"] if one["profession"] != "doctor"]
    assert {finding["grade"] for finding in outcome.json["findings"]} == {"D"}
    for finding in compared:
        assert any("Full-time equivalents were rounded" in text for text in finding["caveats"])
    found = findings_by_step(outcome, "R0A")
    assert (found["nurse", "Band 8a"]["at"], found["radiographer", "Band 7"]["at"]) == (31, 31)


def test_a_release_of_full_time_equivalents_says_the_grade(wardtoboard, published, tmp_path):
    outcome = wardtoboard(
        "ceilings", *published, "--fte-as-headcount", "--output", tmp_path / "out"
    )
    assert outcome.code == 0, outcome.err
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "<td>D</td>" in page


# Why


def test_why_shares_out_the_shortfall(wardtoboard, table):
    answer = wardtoboard(
        "why", table, "--profession", "ahp", "--level", "Band 8a", "--format", "json"
    ).json
    assert {"stages", "shortfall", "terms", "residual"} <= set(answer)
    assert round(answer["shortfall"], 3) == 7.432
    assert (round(answer["expected"], 3), round(answer["actual"], 3)) == (11.432, 4)
    assert [(s["level"], round(s["contribution"], 3)) for s in answer["stages"]] == [
        ("Band 5", -2.182),
        ("Band 6", -1.056),
        ("Band 7", 0.619),
        ("Band 8a", 10.052),
    ]
    assert (answer["against"], answer["terms"], answer["residual"]) == ("nurse", [], None)


def test_why_in_words(wardtoboard, table):
    printed = wardtoboard("why", table, "--profession", "ahp", "--level", "Band 8a").out
    assert "as it is for nurses; 4 do. The shortfall is 7.4 people, shared out so:" in printed
    assert "10.052" in printed
    assert "not why" in printed


def test_why_says_when_there_is_no_shortfall(wardtoboard, table):
    asked = ("why", table, "--profession", "psychologist", "--level", "Band 8a")
    printed = wardtoboard(*asked, "--against", "rest").out
    assert "as it is for the other clinical professions; 12 do. There is no shortfall: " in printed
    assert "people ahead, shared out so:" in printed


def test_why_sets_nurses_against_all_the_others(wardtoboard, table):
    asked = ("why", table, "--profession", "nurse", "--level", "Band 7", "--format", "json")
    assert wardtoboard(*asked).json["against"] == "rest"
    assert wardtoboard(*asked, "--against", "ahp").json["against"] == "ahp"


def test_why_of_one_of_the_allied_health_professions(wardtoboard, table):
    worked_table(
        table,
        also=tuple(
            (CODE, DAY, "physiotherapist", level, str(count))
            for level, count in (("Band 6", 40), ("Band 7", 20), ("Band 8a", 9))
        ),
    )
    answer = wardtoboard(
        "why", table, "--profession", "physiotherapist", "--level", "Band 7", "--format", "json"
    ).json
    assert answer["profession"] == "physiotherapist"


# Protect and attack


def test_what_protect_writes_the_attack_cannot_undo(wardtoboard, table, tmp_path):
    outcome = wardtoboard("protect", table, "--by", "profession,level")
    assert outcome.err == "Cells: 42. Withheld (c): 12.\n"
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert set(rows[0]) == {"population", "profession", "level", "value"}
    shared = text_file(tmp_path / "shared.csv", outcome.out.rstrip("\n"))
    answer = wardtoboard("attack", shared, "--format", "json").json
    assert set(answer) == {"cells", "protected", "recovered_exactly", "narrowest", "recovered"}
    assert answer["cells"] == len(rows)
    assert answer["protected"] == sum(row["value"] == "c" for row in rows) > 0
    assert (answer["recovered_exactly"], answer["recovered"]) == (0, [])
    assert answer["narrowest"] >= 3


def test_protect_as_json_is_the_same_table(wardtoboard, table):
    answer = wardtoboard("protect", table, "--by", "level, profession", "--format", "json").json
    assert answer["dimensions"] == ["level", "profession"]
    assert answer["cells"] == len(answer["rows"])
    assert answer["withheld"] == sum(row["value"] == "c" for row in answer["rows"])
    assert set(answer) == {"dimensions", "cells", "withheld", "rows"}


def test_allied_health_professionals_of_unknown_profession_get_a_row(wardtoboard, table):
    worked_table(table, also=((CODE, DAY, "physiotherapist", "Band 6", "30"),))
    answer = wardtoboard("protect", table, "--by", "profession,level", "--format", "json").json
    shown = {(row["profession"], row["level"]): row["value"] for row in answer["rows"]}
    assert (shown["ahp_other", "Band 6"], shown["ahp", "Band 6"]) == ("120", "150")


def test_seven_stars_under_a_star_are_all_found(wardtoboard, tmp_path):
    """Seven counts of 1 to 7 add up to at least 7, and the starred total is at most 7."""
    stars = text_file(
        tmp_path / "stars.csv",
        "profession,value",
        *(f"p{number},*" for number in range(7)),
        "total,*",
    )
    answer = wardtoboard("attack", stars, "--format", "json").json
    assert answer["recovered_exactly"] == answer["protected"] == 8
    found = {one["profession"]: one["value"] for one in answer["recovered"]}
    assert found == {**{f"p{number}": 1 for number in range(7)}, "total": 7}
    printed = wardtoboard("attack", stars).out
    assert "Worked out exactly, though withheld: 8." in printed
    assert "Do not share these tables" in printed
    assert "Worked out" in printed


def test_an_attack_that_finds_nothing_says_how_near_it_came(wardtoboard, tmp_path):
    stars = text_file(tmp_path / "stars.csv", "profession,value", "a,*", "b,*", "total,10")
    printed = wardtoboard("attack", stars).out
    assert "Worked out exactly, though withheld: 0." in printed
    assert "Do not share" not in printed
    assert "Of the others, the narrowest range is 4 people wide." in printed
    open_ended = text_file(tmp_path / "open.csv", "profession,value", "a,c")
    assert "narrowest" not in wardtoboard("attack", open_ended).out


def test_rounding_leaves_the_attacker_more_to_guess(wardtoboard, tmp_path):
    rounded = text_file(tmp_path / "rounded.csv", "profession,value", "a,*", "b,10", "total,15")
    exact = wardtoboard("attack", rounded, "--format", "json").json
    loose = wardtoboard("attack", rounded, "--rounded-to", "5", "--format", "json").json
    assert (exact["recovered_exactly"], loose["recovered_exactly"]) == (1, 0)


# The guide and the demonstration


def test_the_guide_as_json(wardtoboard):
    answer = wardtoboard("guide", "--format", "json").json
    assert {"themes", "cases", "resources", "edition"} <= set(answer)
    assert len(answer["themes"]) == 5
    theme = answer["themes"][0]
    assert {"id", "barriers", "questions"} <= set(theme)
    assert {"id", "enablers"} <= set(theme["questions"][0])
    questions = [question for theme in answer["themes"] for question in theme["questions"]]
    assert len(questions) == 17
    assert sum(len(question["enablers"]) for question in questions) == 58


def test_the_guide_in_words(wardtoboard):
    printed = wardtoboard("guide").out
    assert "confidence.competence" in printed
    assert "Case studies (as of 2019)" in printed


def test_the_demonstration_prints_what_was_planted_and_what_was_found(capsys):
    print_planted_and_found(demonstration_trust())
    printed = capsys.readouterr().out
    planted = [line for line in printed.splitlines() if "0.15" in line or "0.20 " in line]
    assert any("ahp" in line and "ceiling" in line for line in planted)
    assert any("midwife" in line and "ceiling" in line for line in planted)
    assert "Flags that nobody planted, there or in the family: 0." in printed


def test_a_planted_ceiling_where_nobody_stands_is_said_to_be_so(capsys):
    print_truth([PlantedCeiling("nurse", "Band 9", 0.5)], [], load_professions(DAY_OF_THE_TRUST))
    assert "nobody there" in capsys.readouterr().out


# In a process of its own


def in_a_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wardtoboard.cli.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_a_real_process_answers_in_json(table):
    done = in_a_process("ceilings", str(table), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith('{"findings": [')


def test_a_real_process_fails_with_a_sentence(tmp_path):
    done = in_a_process("counts", str(tmp_path / "no-such.csv"))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "no-such.csv: there is no such file. Check the name and the folder.\n"


# Progress


def test_progress_shows_on_a_terminal_only(monkeypatch, capsys):
    with progress_bar() as show:
        show("Reading", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar() as show:
        show("Reading", 1, 0)
        show("Reading", 2, 2)
    assert "Reading" in capsys.readouterr().err
