"""`wardtoboard ceilings` from a store of careers, and from flows beside two headcounts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from builders.histories import BANDS, VOCABULARY, drawn_histories
from builders.tables import text_file
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.store import keep_months
from wardtoboard.staff.histories.vocabulary import Place, load_vocabulary

BASE = (0.20, 0.16, 0.13, 0.11, 0.09, 0.0)
STAFF = {"nurse": (200, 150, 100, 80, 40, 10), "physiotherapist": (90, 70, 60, 50, 10, 4)}


@pytest.fixture
def store(tmp_path):
    """A store of 40 months of drawn careers, of two organisations."""
    vocabulary = load_vocabulary(date(2024, 4, 30)).with_places([Place("X1A"), Place("X2A")])
    careers = drawn_histories(
        STAFF,
        lambda p, k: BASE[k] * (0.1 if p == "physiotherapist" and k == 3 else 1.0),
        lambda p, k: 0.1,
        months=40,
        seed=4,
    )
    renumbered = {
        state: vocabulary.state(VOCABULARY.profession_of(state), BANDS[state % 256])
        for state in np.unique(careers.state).tolist()
    }
    first = int(careers.start.min())

    def month(number):
        here = np.flatnonzero((careers.start <= number) & (careers.end >= number))
        here = here[np.argsort(careers.person[here])]
        size = len(here)
        return Month(
            careers.person[here],
            np.array([renumbered[s] for s in careers.state[here].tolist()], np.int32),
            (careers.person[here] % 5 == 0).astype(np.int32),
            np.full(size, 100, np.int16),
            np.full(size, -1, np.int16),
        )

    months = [(number, month(number)) for number in range(first, first + 40)]
    folder = tmp_path / "store"
    folder.mkdir()
    keep_months(
        folder, months, vocabulary=vocabulary, key_check="", progress=lambda stage, done, of: None
    )
    return folder


def test_a_store_as_json(wardtoboard, store):
    answer = wardtoboard("ceilings", "--store", store, "--format", "json").json
    assert set(answer) == {"findings", "unplaced", "settings"}
    assert {one["organisation"] for one in answer["findings"]} == {
        "X1A",
        "X2A",
        "all organisations",
    }
    ahp = {
        (one["organisation"], one["level"]): one
        for one in answer["findings"]
        if one["profession"] == "ahp"
    }
    found = ahp["all organisations", "Band 8a"]
    assert found["grade"] in ("A", "B")
    assert found["label"] == "ceiling"
    assert found["flows"]["hazard_ratio"]["value"] < 0.5


def test_a_store_in_words(wardtoboard, store):
    several = wardtoboard("ceilings", "--store", store).out
    assert "all organisations: Allied health professionals stop at Band 8a" in several
    one = wardtoboard("ceilings", "--store", store, "--organisation", "X2A").out
    assert "Every profession and level" in one
    assert "Everyone in the table was placed." in one


def test_one_profession_of_a_store(wardtoboard, store):
    only = ("--store", store, "--organisation", "X1A", "--format", "json", "--profession")
    found = wardtoboard("ceilings", *only, "Nurses").json["findings"]
    assert {one["profession"] for one in found} == {"nurse"}
    missing = wardtoboard("ceilings", *only, "midwife")
    assert missing.code == 5
    assert "nobody of this profession is in the data" in missing.err.lower()


def test_what_does_not_go_together_is_refused(wardtoboard, store, tmp_path):
    assert wardtoboard("ceilings").code == 2
    assert wardtoboard("ceilings", "--store", store, "--flows", "f.csv").code == 2
    assert wardtoboard("ceilings", "staff.csv", "--store", store).code == 2
    assert wardtoboard("ceilings", "--store", store, "--output", tmp_path).code == 2
    assert wardtoboard("ceilings", "--store", tmp_path).code == 3


def test_flows_beside_two_headcounts(wardtoboard, tmp_path):
    levels = ("Band 5", "Band 6", "Band 7", "Band 8a")
    people = {"nurse": (1000, 600, 400, 300), "physiotherapist": (400, 240, 160, 120)}
    leavers = {"nurse": (50, 40, 20, 40), "physiotherapist": (20, 16, 22, 2)}
    starters = {"nurse": 150, "physiotherapist": 60}
    table = text_file(
        tmp_path / "staff.csv",
        "organisation,date,profession,level,headcount",
        *(
            f"X1A,{day},{profession},{level},{count}"
            for day in ("2025-03-31", "2026-03-31")
            for profession, counts in people.items()
            for level, count in zip(levels, counts, strict=True)
        ),
    )
    flows = text_file(
        tmp_path / "flows.csv",
        "organisation,period,profession,level,starters,leavers",
        *(
            f"X1A,2025/26,{profession},{level},{starters[profession] if k == 0 else 0},{went[k]}"
            for profession, went in leavers.items()
            for k, level in enumerate(levels)
        ),
    )
    answer = wardtoboard("ceilings", table, "--flows", flows, "--format", "json").json
    found = {(one["profession"], one["level"]): one for one in answer["findings"]}
    assert found["physiotherapist", "Band 7"]["label"] == "ceiling"
    assert found["physiotherapist", "Band 7"]["grade"] == "B"
    said = wardtoboard("ceilings", table, "--flows", flows).out
    assert "Physiotherapists stop at Band 7: 2 promoted in" in said


def test_when_nothing_is_found_it_says_what_that_means(wardtoboard, tmp_path):
    table = text_file(
        tmp_path / "staff.csv",
        "organisation,date,profession,level,headcount",
        *(f"X1A,{day},nurse,Band 5,30" for day in ("2025-03-31", "2026-03-31")),
        *(f"X1A,{day},doctor,Consultant,30" for day in ("2025-03-31", "2026-03-31")),
    )
    flows = text_file(
        tmp_path / "flows.csv",
        "organisation,period,profession,level,starters,leavers",
        "X1A,2025/26,nurse,Band 5,4,4",
    )
    said = wardtoboard("ceilings", table, "--flows", flows).out
    assert "No ceiling was found. That is not the same as there being none." in said
    assert "Consultant" in said
