"""One release after another, and releases that fail: together they give nobody away either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from builders.releases import release, request_of, worked_people
from builders.worked_table import several_organisations
from wardtoboard.base.errors import DisclosureError, Fault, OutputError
from wardtoboard.ceilings import People, gather_people
from wardtoboard.disclosure import ReleasedTable, Rule, attack, read_ledger
from wardtoboard.disclosure.revisions import settle
from wardtoboard.papers.release import count_table
from wardtoboard.papers.write_release import LEDGER
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import read_staff_tables

RULE = Rule()
WRITING = import_module("wardtoboard.papers.write_release")


@pytest.fixture
def worked(tmp_path: Path) -> People:
    return worked_people(tmp_path)


def corrected(people: People, known: Professions, moved: int) -> People:
    """Some nurses at Band 5 turn out to be at Band 6."""
    finest = dict(people.finest)
    finest["nurse", "Band 5"] -= moved
    finest["nurse", "Band 6"] += moved
    return people.with_finest(finest, known)


def a_year_on(people: People, known: Professions, seed: int) -> People:
    generator = np.random.Generator(np.random.PCG64(seed))
    finest = {key: int(generator.poisson(count)) for key, count in people.finest.items()}
    moved = people.with_finest(finest, known)
    return replace(moved, date=people.date.replace(year=people.date.year + 1))


def the_union(ledger: Path) -> Iterator[ReleasedTable]:
    """Everything ever released, numbers that were since revised marked as an attacker would."""
    releases = [one.table for one in read_ledger(ledger).releases]
    for population in dict.fromkeys(table.population for table in releases):
        yield from settle([t for t in releases if t.population == population], RULE)[0]


@pytest.mark.parametrize("moved", [1, 12])
def test_a_correction_of_the_same_population_gives_nothing_away(worked, tmp_path, moved):
    known = load_professions(worked.date)
    ledger = tmp_path / "ledger.jsonl"
    release(request_of(worked), tmp_path / "first", ledger)
    fixed = corrected(worked, known, moved)
    release(request_of(fixed), tmp_path / "second", ledger)
    assert len(read_ledger(ledger).releases) == 2
    found = attack(list(the_union(ledger)), truth=count_table(fixed, known))
    assert (found.recovered, found.violated) == ((), ())


def test_a_withheld_cell_stays_withheld_in_the_next_release(worked, tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    release(request_of(worked), tmp_path / "first", ledger)
    fixed = corrected(worked, load_professions(worked.date), 12)
    release(request_of(fixed), tmp_path / "second", ledger)
    first, second = (one.table for one in read_ledger(ledger).releases)
    assert first.withheld() <= second.withheld()


def test_the_next_year_beside_this_one_gives_nothing_away(worked, tmp_path):
    known = load_professions(worked.date)
    ledger = tmp_path / "ledger.jsonl"
    release(request_of(worked), tmp_path / "first", ledger)
    later = a_year_on(worked, known, seed=1)
    release(request_of(later), tmp_path / "second", ledger)
    together = list(the_union(ledger))
    assert {table.population for table in together} == {
        "X1ZZ at 2026-03-31",
        "X1ZZ at 2027-03-31",
    }
    for people in (worked, later):
        found = attack(together, truth=count_table(people, known))
        assert (found.recovered, found.violated) == ((), ())


def test_too_few_moves_in_a_year_are_refused_and_nothing_is_written(worked, tmp_path):
    known = load_professions(worked.date)
    ledger = tmp_path / "ledger.jsonl"
    release(request_of(worked), tmp_path / "first", ledger)
    before = ledger.read_bytes()
    later = replace(corrected(worked, known, 3), date=worked.date.replace(year=2027))
    with pytest.raises(DisclosureError, match="Too few people changed since release release-1"):
        release(request_of(later), tmp_path / "second", ledger)
    assert ledger.read_bytes() == before
    assert not (tmp_path / "second").exists()


def test_the_ledger_has_one_line_for_each_distinct_release(worked, tmp_path):
    folder = tmp_path / "out"
    release(request_of(worked), folder)
    first = (folder / LEDGER).read_bytes()
    written = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    release(request_of(worked), folder)
    assert (folder / LEDGER).read_bytes() == first
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == written
    release(request_of(corrected(worked, load_professions(worked.date), 12)), folder)
    ledger = read_ledger(folder / LEDGER)
    assert [one.id for one in ledger.releases] == ["release-1", "release-2"]
    assert {one.table.population for one in ledger.releases} == {"X1ZZ at 2026-03-31"}


@pytest.mark.parametrize("together_first", [True, False])
def test_one_organisation_is_not_released_beside_all_of_them(tmp_path, together_first):
    """All of them, less the one, are the others: their small counts would be worked out."""
    table = several_organisations(tmp_path / "two.csv", ("A1A", "A2A"))
    first, second, together = gather_people(read_staff_tables([table]), fte_as_headcount=False)
    ledger = tmp_path / "ledger.jsonl"
    one, other = (together, first) if together_first else (first, together)
    release(request_of(one), tmp_path / "one", ledger)
    with pytest.raises(DisclosureError, match="Share all of them together or each alone"):
        release(request_of(other), tmp_path / "other", ledger)
    assert not (tmp_path / "other").exists()
    if not together_first:
        release(request_of(second), tmp_path / "second", ledger)
        assert len(read_ledger(ledger).releases) == 2


# When it fails


def test_a_failed_protection_writes_nothing(worked, tmp_path, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise DisclosureError([Fault(what="it would tell", do="Nothing was released.")])

    monkeypatch.setattr("wardtoboard.papers.release.protect", fail)
    with pytest.raises(DisclosureError):
        release(request_of(worked), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_release_that_cannot_be_recorded_is_not_written(worked, tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    (tmp_path / "ledger.jsonl.new").write_text("another one at work", encoding="utf-8")
    with pytest.raises(OutputError, match="another release is being recorded"):
        release(request_of(worked), tmp_path / "out", ledger)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("raw", [True, False])
def test_a_folder_that_cannot_be_made_is_found_first(worked, tmp_path, monkeypatch, raw):
    (tmp_path / "taken").write_text("a letter", encoding="utf-8")
    monkeypatch.setattr(WRITING, "load_professions", pytest.fail)
    with pytest.raises(OutputError, match="taken is a file"):
        release(request_of(worked, raw=raw), tmp_path / "taken" / "out")
