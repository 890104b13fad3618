"""Two headcounts and the flows between them: reading the table, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.flows import settings
from builders.tables import text_file
from wardtoboard.base.errors import CannotTellError, FaultyTableError
from wardtoboard.ceilings.flows import FlowRow, find_by_the_books, read_flows
from wardtoboard.ceilings.people import TOGETHER
from wardtoboard.staff import StaffRow, StaffTable

HEADER = "organisation,period,profession,level,starters,leavers"
LEVELS = ("Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b")
YEAR = (date(2025, 3, 31), date(2026, 3, 31))


def flows_file(tmp_path, *rows, header=HEADER):
    return text_file(tmp_path / "flows.csv", header, *rows)


# Reading


def test_the_table_is_read_by_any_name_of_a_profession_and_level(tmp_path):
    path = flows_file(
        tmp_path,
        "X1A,2025/26,Nurses,8a,3,4,1,2",
        header=f"{HEADER},promoted_in,promoted_out",
    )
    assert read_flows(path) == (FlowRow("X1A", "2025/26", "nurse", "Band 8a", 3, 4, 1, 2),)


def test_promotions_need_not_be_given(tmp_path):
    (row,) = read_flows(flows_file(tmp_path, "X1A,2025/26,nurse,Band 5,3,4"))
    assert (row.promoted_in, row.promoted_out) == (None, None)


def test_every_fault_is_told_at_once(tmp_path):
    path = flows_file(
        tmp_path,
        "X1A,2025/26,wizard,Band 5,3,4",
        "X1A,2025/26,nurse,Band 55,3,4",
        "X1A,2025/26,nurse,Band 6,-3,4",
        "X1A,2025/26,nurse,Band 7,3,4",
        "X1A,2025/26,nurse,Band 7,3,4",
    )
    with pytest.raises(FaultyTableError) as refused:
        read_flows(path)
    said = refused.value.sentence()
    assert "we do not know the profession wizard" in said
    assert "we do not know this level" in said
    assert "row 5 is for the same organisation, period, profession and level" in said
    assert len(refused.value.faults) == 4


# What follows


def table_of(*people: tuple[str, str, tuple[int, ...], tuple[int, ...]]) -> StaffTable:
    """Organisation, profession and headcounts from the lowest level up, at the two dates."""
    rows = [
        StaffRow(organisation, day, profession, level, count, None)
        for organisation, profession, *dates in people
        for day, counts in zip(YEAR, dates, strict=True)
        for level, count in zip(LEVELS, counts, strict=True)
        if count
    ]
    return StaffTable(tuple(rows), (), False, len(rows), ())


def books(profession: str, starters: tuple[int, ...], leavers: tuple[int, ...], code="X1A"):
    return [
        FlowRow(code, "2025/26", profession, level, came, went, None, None)
        for level, came, went in zip(LEVELS, starters, leavers, strict=True)
    ]


# Each year 100, 60, 40 and 20 nurses go up. Of physiotherapists 40, 24, 2 and 1 do.
NURSES = (1000, 600, 400, 300, 100)
PHYSIOS = (400, 240, 160, 120, 20)
STEADY = [
    *books("nurse", (150, 0, 0, 0, 0), (50, 40, 20, 20, 20)),
    *books("physiotherapist", (60, 0, 0, 0, 0), (20, 16, 22, 1, 1)),
]
TABLE = table_of(("X1A", "nurse", NURSES, NURSES), ("X1A", "physiotherapist", PHYSIOS, PHYSIOS))


def found_in(table, flows, **more):
    answer = find_by_the_books(table, flows, settings(), **more)
    return {
        (o.finding.family, o.finding.profession, o.finding.level): o for o in answer.findings[-1]
    }


def test_promotions_follow_from_the_books():
    found = found_in(TABLE, STEADY)
    one = found["guide", "ahp", "Band 7"]
    assert one.finding.grade == "B"
    assert (one.flows.focus.promoted, one.flows.focus.left) == (2, 22)
    assert one.flows.reference.promoted == 40
    assert one.flows.focus.months == pytest.approx(160 * 12, rel=1e-3)
    assert one.flows.hazard_ratio.value == pytest.approx((2 / 160) / (40 / 400))
    assert one.finding.label == "ceiling"
    assert found["allied", "physiotherapist", "Band 7"].finding.label == "ceiling"
    assert one.to_dict()["flows"]["median_wait_months"] is None


def test_a_level_that_nobody_is_left_at_has_no_finding():
    table = table_of(("X1A", "nurse", (100, 50, 0, 0, 3), (100, 50, 0, 0, 0)))
    flows = books("nurse", (10, 0, 0, 0, 0), (5, 5, 0, 0, 3))
    levels = {level for _, _, level in found_in(table, flows)}
    assert levels == {"Band 5", "Band 6"}


def test_promotions_that_are_given_are_taken_as_they_are():
    given = [replace(row, promoted_in=0, promoted_out=7) for row in STEADY]
    assert found_in(TABLE, given)["guide", "ahp", "Band 7"].flows.focus.promoted == 7


def test_periods_are_added_up():
    halves = [
        replace(row, period=period, starters=row.starters // 2, leavers=row.leavers // 2)
        for row in STEADY
        for period in ("first half", "second half")
    ]
    odd = [
        replace(r, period="rest", starters=r.starters % 2, leavers=r.leavers % 2) for r in STEADY
    ]
    found = found_in(TABLE, [*halves, *odd])
    assert found["guide", "ahp", "Band 7"].flows.focus.promoted == 2


def test_a_profession_without_flows_stays_as_the_table_has_it():
    found = found_in(TABLE, STEADY[:5])
    assert found["guide", "ahp", "Band 7"].flows is None
    assert found["guide", "ahp", "Band 7"].finding.grade == "C"
    assert found["guide", "nurse", "Band 7"].finding.label == "too_few"


def test_several_organisations_are_answered_one_by_one_and_together():
    both = table_of(
        ("X1A", "nurse", NURSES, NURSES),
        ("X2A", "nurse", NURSES, NURSES),
        ("X2A", "pharmacist", (0, 40, 0, 0, 0), (0, 0, 0, 0, 0)),
    )
    flows = [*STEADY[:5], *books("nurse", (150, 0, 0, 0, 0), (50, 40, 20, 20, 20), "X2A")]
    flows.append(FlowRow("X2A", "2025/26", "pharmacist", "Band 6", 0, 40, None, None))
    answer = find_by_the_books(both, flows, settings())
    assert [people.code for people in answer.everyone] == ["X1A", "X2A", TOGETHER]
    nurses = [o for o in answer.findings[-1] if o.finding.profession == "nurse"]
    assert {o.finding.level: o.flows.focus.promoted for o in nurses}["Band 7"] == 80


def test_an_organisation_that_is_new_had_nobody_before():
    table = replace(TABLE, rows=(*TABLE.rows, StaffRow("X2A", YEAR[1], "nurse", "Band 5", 9, None)))
    flows = [*STEADY, FlowRow("X2A", "2025/26", "nurse", "Band 5", 9, 0, None, None)]
    answer = find_by_the_books(table, flows, settings(), choose=lambda everyone: [1])
    (one,) = answer.findings[0]
    assert one.flows.focus.people == 9


def test_books_that_do_not_add_up_name_every_level():
    broken = [replace(row, leavers=0) if row.level == "Band 8b" else row for row in STEADY]
    with pytest.raises(CannotTellError) as refused:
        find_by_the_books(TABLE, broken, settings())
    said = refused.value.sentence()
    assert "nurse at Band 5" in said
    assert "ahp at Band 5" in said


def test_one_date_is_not_enough():
    rows = tuple(row for row in TABLE.rows if row.date == YEAR[0])
    with pytest.raises(CannotTellError, match="headcounts of one date"):
        find_by_the_books(replace(TABLE, rows=rows), STEADY, settings())
    with pytest.raises(CannotTellError, match="no date"):
        find_by_the_books(replace(TABLE, rows=()), STEADY, settings())
