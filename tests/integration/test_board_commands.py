"""The board family of commands as a person runs it: check, missing, headroom, scenario, plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders.boards import Table, board, but, named, without
from builders.tables import text_file
from wardtoboard.boards.facts import Board, BodyKind, Instrument
from wardtoboard.boards.headroom.headroom import NOT_ADVICE
from wardtoboard.boards.register.written import board_to_toml

TABLE = Table(date(2024, 6, 3))
ON = ("--on", "2024-06-03")
OF_2024 = "The trust on 3 June 2024"


def _without_professions(a_board: Board) -> Board:
    seats = (replace(one, professions=None, local_authority=None) for one in a_board.seats)
    return replace(a_board, name="The trust", seats=tuple(seats))


TRUST = _without_professions(TABLE.trust())


def written(a_board: Board) -> Path:
    path = Path("board.toml")
    path.write_text(board_to_toml(a_board), encoding="utf-8")
    return path


def register(*rows: str) -> Path:
    return text_file(Path("board.csv"), "person,title,role,kind,voting", *rows)


CANDIDATES = (
    "candidate,professions,registrations,skills,eligible_for,independent,roles",
    "Ada Fenn,nurse,NMC-nurse,quality,executive,no,director_of_nursing",
    "Lee Holt,pharmacist,GPhC,digital,non_executive,yes,",
)


@pytest.fixture
def candidates(tmp_path: Path) -> Path:
    return text_file(tmp_path / "candidates.csv", *CANDIDATES)


# check


def test_a_check_answers_first_then_by_what_binds_most(wardtoboard):
    said = wardtoboard("board", "check", written(without(TRUST, "Nurse")), *ON).out
    lines = said.splitlines()
    assert lines[0] == (
        f"{OF_2024}: 1 rule not met (1 of the law), 0 rules of which we cannot tell, 14 rules met."
    )
    assert lines[1] == NOT_ADVICE
    assert lines[3] == "The law"
    assert lines[4].startswith("  NOT MET: ")
    assert lines[4].endswith("(NHST-ED-NURSE)")
    assert "SI 1990/2024" in lines[6]
    headings = [line for line in lines if line and not line.startswith(" ")][2:]
    assert headings == [
        "The law",
        "NHS England's policy",
        "Codes: comply, or explain why not",
        "Good practice",
    ]


def test_only_what_binds_in_some_way_has_a_heading(wardtoboard):
    said = wardtoboard("board", "check", written(_without_professions(TABLE.icb())), *ON).out
    assert "\nGood practice\n" in said
    assert "Codes" not in said


def test_values_that_nobody_checked_say_so(wardtoboard):
    said = wardtoboard("board", "check", written(TRUST), *ON).out
    assert "Unconfirmed, as nobody has checked it at its source: max_total = 12" in said
    assert "regulators = NMC-nurse or NMC-midwife (NHST-ED-NURSE)" in said


def test_a_number_of_its_own_says_so(wardtoboard):
    order = Instrument("NHST-MAX-ED", {"max_ed": 6}, date(1998, 12, 1), "Its order", "article 4")
    said = wardtoboard("board", "check", written(replace(TRUST, instruments=(order,))), *ON).out
    assert "Source: Its order, article 4 (your own instrument)." in said


def test_what_is_missing_is_named_and_a_long_list_is_cut(wardtoboard):
    untold = replace(TRUST, seats=tuple(replace(seat, disqualified=None) for seat in TRUST.seats))
    said = wardtoboard("board", "check", written(untold), *ON)
    assert "CANNOT TELL" in said.out
    assert "To tell, fill in: whether Chair is disqualified; " in said.out
    assert "; and 6 more." in said.out
    answer = wardtoboard("board", "check", written(untold), *ON, "--format", "json").json
    (fppr,) = (one for one in answer["findings"] if one["rule"] == "FPPR")
    assert len(fppr["missing"]) == 12


def test_a_rule_that_is_not_in_force_says_since_when_and_no_source(wardtoboard):
    said = wardtoboard("board", "check", written(TRUST), "--on", "2015-01-01").out
    lines = said.splitlines()
    at = next(i for i, line in enumerate(lines) if line.endswith("(CODE23-HALF)"))
    assert lines[at].startswith("  Does not apply: ")
    assert lines[at + 1].strip() == "This holds from 1 April 2023."
    assert not lines[at + 2].startswith("    ")


def test_a_check_as_json(wardtoboard):
    answer = wardtoboard("board", "check", written(TRUST), *ON, "--format", "json").json
    assert {key: answer[key] for key in ("board", "bodies", "on", "not_legal_advice")} == {
        "board": "The trust",
        "bodies": ["nhs_trust"],
        "on": "2024-06-03",
        "not_legal_advice": NOT_ADVICE,
    }
    finding = answer["findings"][0]
    assert {"rule", "status", "severity", "because", "citation"} <= set(finding)
    assert finding["severity"] == "law"


def test_a_table_needs_the_body_and_a_board_without_a_name_is_the_board(wardtoboard):
    path = register("Ann,Chair,chair,chair,yes")
    refused = wardtoboard("board", "check", path, *ON)
    assert refused.code == 4
    assert "the kind of body is not given" in refused.err
    said = wardtoboard("board", "check", path, "--body", "foundation_trust", *ON).out
    assert said.startswith("The board on 3 June 2024: ")


def test_the_body_asked_for_goes_before_that_of_the_file(wardtoboard):
    path = written(TRUST)
    answer = wardtoboard("board", "check", path, "--body", "icb", *ON, "--format", "json").json
    assert answer["bodies"] == ["icb"]
    assert wardtoboard("board", "check", path, "--body", "guild").code == 4


def test_left_out_the_day_is_today(wardtoboard):
    before = datetime.now(tz=UTC).date()
    answer = wardtoboard("board", "check", written(TRUST), "--format", "json").json
    assert before <= date.fromisoformat(answer["on"]) <= datetime.now(tz=UTC).date()


def test_a_day_that_cannot_be_read_is_wrong_usage(wardtoboard):
    assert wardtoboard("board", "check", written(TRUST), "--on", "tomorrow").code == 2


# headroom


def test_free_seats_and_terms(wardtoboard):
    said = wardtoboard("board", "headroom", written(without(TRUST, "Operations")), *ON).out
    assert said.startswith(
        f"{OF_2024}: seats that any registered clinician could fill: "
        f"1 as an executive, 1 as a non-executive.\n{NOT_ADVICE}\n"
    )
    for part in (
        "Free seats\n",
        "seat that could be made: 1; may be filled by any registered clinician.",
        "To know of seats as a non-executive\n",
        "Kept for a profession\n",
        "May be a clinician's\n",
        "Until 3 June 2027",
        "2026-06-02",
        "Roles that are no seat of this board\n",
    ):
        assert part in said


def test_free_seats_as_json_and_terms_of_more_years(wardtoboard):
    path = written(TRUST)
    answer = wardtoboard(
        *("board", "headroom", path, *ON, "--years", "10", "--format", "json")
    ).json
    assert answer["terms"]["until"] == "2034-06-03"
    assert answer["not_legal_advice"] == NOT_ADVICE


def test_an_empty_seat_that_is_kept_and_numbers_of_ones_own(wardtoboard):
    order = Instrument("NHST-MAX-ED", {"max_ed": 6}, date(1998, 12, 1), "Its order", "article 4")
    emptied = replace(but(TRUST, "Nurse", person=""), instruments=(order,))
    said = wardtoboard("board", "headroom", written(emptied), *ON).out
    assert "empty seat: 1; may be filled by nurse or midwife." in said
    assert "Source: Its order, article 4 (your own instrument)." in said


def test_a_foundation_trust_has_no_limit_known_and_an_ambulance_trust_keeps_no_seat(wardtoboard):
    said = wardtoboard("board", "headroom", written(TRUST), "--body", "foundation_trust", *ON).out
    assert "no limit known as an executive, no limit known as a non-executive" in said
    ambulance = written(named(without(TRUST, "Doctor"), BodyKind.AMBULANCE))
    said = wardtoboard("board", "headroom", ambulance, *ON).out
    assert "Not asked of this body\n" in said
    assert "Kept for a profession" not in said


def test_terms_that_nobody_told(wardtoboard):
    untold = replace(TRUST, seats=tuple(replace(one, end=None) for one in TRUST.seats))
    said = wardtoboard("board", "headroom", written(untold), *ON, "--years", "0").out
    assert "No term is known to end until 3 June 2024." in said
    assert "Dates not told, so more may end: Chair" in said


def test_a_seat_that_is_opened_to_nobody_and_votes_that_are_not_told(wardtoboard):
    untold = but(TRUST, "Lay 1", voting=None)
    nobody = replace(TRUST.seats[5], person="", open_to=())
    said = wardtoboard(
        "board", "headroom", written(replace(untold, seats=(*untold.seats, nobody))), *ON
    ).out
    assert "may be filled by nobody named." in said


# missing


def test_who_is_missing_without_a_workforce(wardtoboard):
    told = but(TRUST, "Doctor", professions=("doctor",), speaks_for=("doctor",))
    said = wardtoboard("board", "missing", written(told), *ON).out
    assert said.startswith(f"{OF_2024}.\n")
    for part in (NOT_ADVICE, "Professions at the table", "│ Doctors", "Who speaks for whom\n"):
        assert part in said


@pytest.fixture
def headcounts(tmp_path: Path) -> Path:
    return text_file(
        tmp_path / "headcounts.csv",
        "organisation,date,profession,level,headcount",
        "X1ZZ,2024-03-31,nurse,Band 8a,60",
        "X1ZZ,2024-03-31,physiotherapist,Band 6,40",
        "X1ZZ,2024-03-31,physiotherapist,Band 8a,20",
        "X2ZZ,2024-03-31,pharmacist,Band 8a,20",
    )


def test_who_is_missing_beside_the_workforce(wardtoboard, headcounts):
    beside = ("--workforce", headcounts, "--organisation", "X1ZZ")
    said = wardtoboard("board", "missing", written(TRUST), *ON, *beside).out
    assert "20 of the 80 senior clinicians (25.0%)" in said
    assert "│ 50.0% " in said
    answer = wardtoboard(
        *("board", "missing", written(TRUST), *ON, "--workforce", headcounts, "--format", "json")
    ).json
    shares = {one["profession"]: one["senior_share"] for one in answer["professions"]}
    assert shares["pharmacist"] == 0.2
    assert "nobody_speaks_for" in answer["portfolios"]


def test_an_organisation_needs_a_workforce_and_to_be_in_it(wardtoboard, headcounts):
    path = written(TRUST)
    assert wardtoboard("board", "missing", path, "--organisation", "X1ZZ").code == 2
    beside = ("--workforce", headcounts, "--organisation", "X9ZZ")
    assert wardtoboard("board", "missing", path, *ON, *beside).code == 5


# scenario


SCENARIOS = """
[[scenario]]
name = "Two leave"
[[scenario.change]]
change = "retire"
person = "Nurse"
[[scenario.change]]
change = "retire"
person = "Lay 1"

[[scenario]]
name = "A nurse joins"
[[scenario.change]]
change = "appoint"
person = "Ada"
seat = "Nurse"
registrations = ["NMC-nurse"]

[[scenario]]
name = "Foundation"
[[scenario.change]]
change = "become_foundation_trust"
"""


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    path = tmp_path / "what-if.toml"
    path.write_text(SCENARIOS, encoding="utf-8")
    return path


def test_scenarios_side_by_side(wardtoboard, scenarios):
    unknown = written(but(TRUST, "Nurse", registrations=("HCPC",)))
    said = wardtoboard("board", "scenario", unknown, "--scenario", scenarios, *ON).out
    assert said.startswith(
        f"{OF_2024}.\n"
        "Two leave: changes nothing that a rule asks.\n"
        "  Nurse leaves the board.\n"
        "  Lay 1 leaves the board.\n"
        "A nurse joins: mends NHST-ED-NURSE; leaves us unable to tell FPPR, FPPT-ANNUAL.\n"
        "  Ada becomes Nurse.\n"
        "Foundation: leaves unmet FT-ED-NURSE.\n"
    )
    for part in (NOT_ADVICE, "What changes", "Not asked", "At the table, and free"):
        assert part in said
    assert "  NHST-ED-NURSE, law: " in said


def test_a_scenario_that_settles_what_could_not_be_told(wardtoboard, scenarios):
    text = SCENARIOS.replace(
        'registrations = ["NMC-nurse"]',
        'registrations = ["NMC-nurse"]\ndisqualified = false\nfit_and_proper = 2024-06-01',
    )
    scenarios.write_text(text, encoding="utf-8")
    untold = written(but(TRUST, "Nurse", registrations=None))
    said = wardtoboard("board", "scenario", untold, "--scenario", scenarios, *ON).out
    assert "A nurse joins: settles NHST-ED-NURSE.\n" in said


def test_a_scenario_in_which_no_rule_comes_to_anything_else(wardtoboard, scenarios):
    text = SCENARIOS.split("[[scenario]]\n")[1].replace("Nurse", "Lay 2").split("[[scenario.")
    scenarios.write_text("[[scenario]]\n" + "[[scenario.".join(text[:2]), encoding="utf-8")
    path = written(TRUST)
    said = wardtoboard("board", "scenario", path, "--scenario", scenarios, *ON).out
    assert "No rule comes to anything else.\n" in said


def test_a_board_where_nobody_is_known_to_be_a_clinician(wardtoboard, scenarios):
    text = '[[scenario]]\nname = "A"\n[[scenario.change]]\nchange = "open"\nseat = "Chair"\n'
    scenarios.write_text(text, encoding="utf-8")
    path = register("Ann,Chair,chair,chair,yes")
    trust = ("--body", "nhs_trust", *ON)
    said = wardtoboard("board", "scenario", path, "--scenario", scenarios, *trust).out
    assert said.startswith("The board on 3 June 2024.\n")
    assert "none known" in said


def test_scenarios_as_json(wardtoboard, scenarios):
    answer = wardtoboard(
        *("board", "scenario", written(TRUST), "--scenario", scenarios, *ON, "--format", "json")
    ).json
    assert [one["name"] for one in answer["outlooks"]] == [
        *("As it is", "Two leave", "A nurse joins", "Foundation")
    ]
    (nurse,) = (one for one in answer["rules"] if one["rule"] == "NHST-ED-NURSE")
    assert nurse["statuses"] == ["met", "not_met", "met", None]


# plan


def planned(wardtoboard, candidates, a_board: Board, *more: object):
    return wardtoboard("board", "plan", written(a_board), "--candidates", candidates, *ON, *more)


def test_a_plan_keeps_who_sits_and_fills_what_is_free(wardtoboard, candidates):
    said = planned(wardtoboard, candidates, without(TRUST, "Nurse")).out
    assert said.startswith(f"{OF_2024}: 1 lawful board of the people who stay and the candidates. ")
    for part in (
        "Today's professions with a vote: doctor.",
        "Whom to appoint is for people",
        NOT_ADVICE,
        "Board 1: 12 voting seats",
        "Seats to fill (11 stay as they are)",
        "Ada Fenn",
        "Check before people are appointed:",
    ):
        assert part in said


def test_skills_that_nobody_brings_are_named(wardtoboard, candidates):
    more = ("--skill", "quality", "--skill", "estates", "--profession", "nurse")
    said = planned(wardtoboard, candidates, without(TRUST, "Nurse"), *more).out
    assert "  Skills not covered: estates." in said


def test_several_boards_are_numbered(wardtoboard, candidates):
    sizes = ("--at-least", "12", "--at-most", "13")
    said = planned(wardtoboard, candidates, without(TRUST, "Nurse"), *sizes).out
    assert " 2 lawful boards of " in said
    assert "Board 2: 12 voting seats" in said


def test_a_plan_that_cannot_be_names_what_conflicts(wardtoboard, candidates):
    own = Instrument("NHST-MAX-NED", {"max_ned": 6}, date(1998, 12, 1), "Its order", "article 4")
    wanted = ("--at-most", "14", "--portfolio", "estates", "--at-least", "14", "--executives", "5")
    said = planned(wardtoboard, candidates, replace(TRUST, instruments=(own,)), *wanted).out
    assert said.startswith(f"{OF_2024}: no board meets all of these. ")
    assert "Someone new could answer for estates (TARGET-PORTFOLIO-estates; of this plan)." in said
    said = planned(
        wardtoboard, candidates, replace(TRUST, instruments=(own,)), "--at-least", "13"
    ).out
    assert "Source: Its order, article 4 (your own instrument)." in said
    assert said.endswith(f"{NOT_ADVICE}\n")


def test_who_leaves_is_named_and_must_sit(wardtoboard, candidates):
    answer = planned(
        wardtoboard, candidates, TRUST, "--leaves", "nurse", "--at-most", "12", "--format", "json"
    ).json
    seats = answer["alternatives"][0]["seats"]
    assert not any("Nurse" in (seat["stays"] or ()) for seat in seats)
    assert ["Ada Fenn"] in [seat["could_fill"] for seat in seats]
    refused = planned(wardtoboard, candidates, TRUST, "--leaves", "Nobody")
    assert refused.code == 5
    assert "Nobody of this name holds a seat" in refused.err


def test_when_everyone_leaves_the_candidates_alone_must_do(wardtoboard, candidates):
    said = planned(wardtoboard, candidates, TRUST, "--leaves", "everyone", "--at-most", "3").out
    assert "no board meets all of these" in said
    assert "stays" not in said


def test_a_plan_of_long_ago_has_fewer_rules_to_check(wardtoboard, candidates):
    early = replace(TRUST, seats=tuple(replace(one, start=None) for one in TRUST.seats))
    said = planned(wardtoboard, candidates, without(early, "Nurse"), "--on", "2010-01-01").out
    assert "Board 1: " in said
    to_check = said.partition("Check before people are appointed:\n")[2]
    assert "for no more than 4 years at a time (NHST-NED-TERM; law)." in to_check
    assert "FPPR" not in to_check
    national = replace(early, bodies=frozenset({BodyKind.NHS_ENGLAND}))
    said = planned(wardtoboard, candidates, national, "--on", "2010-01-01").out
    assert "Board 1: " in said
    assert "Check before people are appointed:" not in said


def test_a_plan_for_a_board_without_a_name(wardtoboard, candidates):
    empty = board([TABLE.chair("")], BodyKind.NHS_TRUST, name="", uses_competency_framework=None)
    emptied = replace(empty, seats=tuple(replace(s, local_authority=None) for s in empty.seats))
    said = planned(wardtoboard, candidates, emptied).out
    assert said.startswith("The board on 3 June 2024: no board meets all of these.")
