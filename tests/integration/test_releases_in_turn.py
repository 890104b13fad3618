"""One release after another, and releases that fail: together they give nobody away either."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from builders.releases import WHEN, release, request_of, worked_people
from builders.worked_table import several_organisations
from wardtoboard.base.errors import DisclosureError, Fault, OutputError
from wardtoboard.ceilings import People, gather_people, load_settings
from wardtoboard.disclosure import (
    Ledger,
    ReleasedTable,
    Rule,
    attack,
    read_ledger,
    settle,
    tables_as_if_first,
    tables_that_agree,
)
from wardtoboard.disclosure import Release as Recorded
from wardtoboard.papers import Release, attack_everything, is_repeat, release_for_others
from wardtoboard.papers.families import profession_of
from wardtoboard.papers.release import count_table
from wardtoboard.papers.write_release import LEDGER
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import read_staff_tables

RULE = Rule()
FOR_OTHERS = import_module("wardtoboard.papers.release_for_others")
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


# What was said before


def recorded(*releases: Release) -> Ledger:
    """A ledger of releases as one that keeps what was said holds them."""
    return Ledger(
        tuple(
            Recorded(f"release-{number}", WHEN, one.table, one.said)
            for number, one in enumerate(releases, start=1)
        )
    )


def in_turn(people: People, ledger: Ledger) -> Release:
    found = request_of(people).findings
    return release_for_others(people, found, load_settings(), ledger)


def test_the_same_people_again_are_told_the_same(worked):
    first = in_turn(worked, Ledger())
    ledger = recorded(first)
    again = in_turn(worked, ledger)
    assert (again.shown, again.said) == (first.shown, first.said)
    assert is_repeat(again, ledger)
    assert not is_repeat(again, Ledger())
    assert not is_repeat(replace(again, said={}), ledger)


def test_after_a_correction_a_ceiling_told_before_is_told_only_if_the_numbers_alone_tell_it(worked):
    first = in_turn(worked, Ledger())
    second = in_turn(corrected(worked, load_professions(worked.date), 12), recorded(first))
    labels = [{(s.profession, s.level): s.label for s in one.shown} for one in (first, second)]
    assert [one["ahp", "Band 8a"] for one in labels] == ["ceiling", None]
    for key, label in labels[1].items():
        if label is not None and labels[0].get(key) is not None:
            assert labels[0][key] == label


def test_what_was_said_is_recorded_with_the_table_and_leaves_the_tables_open(worked, tmp_path):
    """Recompute from scratch: the tables that bear both releases leave every small count open."""
    known = load_professions(worked.date)
    first = in_turn(worked, Ledger())
    fixed = corrected(worked, known, 12)
    second = in_turn(fixed, recorded(first))
    proof = second.proof
    assert proof is not None
    before = [Recorded("release-1", WHEN, first.table)]
    tables = [*tables_that_agree(proof), *tables_as_if_first(proof, RULE, before)]
    left = [one for one in tables if bears(one, fixed, known, first, second)]
    truth = count_table(fixed, known)
    cells = [replace(truth, counts=one, fixed_zeros=frozenset()).cells() for one in left]
    for cell, count in truth.cells().items():
        if RULE.is_small(count):
            values = {one[cell] for one in cells}
            assert max(values) - min(values) >= RULE.upper, cell


def bears(
    table: Mapping[tuple[str, ...], int], people: People, known: Professions, *releases: Release
) -> bool:
    """Answer whether a table would bear every label told, where the truth still does."""
    finest = {(profession_of(name), level): count for (name, level), count in table.items()}
    labels = labels_of(people.with_finest(finest, known))
    true = labels_of(people)
    return all(
        labels.get((one.family, one.profession, one.level)) == one.label
        for release in releases
        for one in release.shown
        if one.label is not None and true[one.family, one.profession, one.level] == one.label
    )


def labels_of(people: People) -> dict[tuple[str, str, str], str]:
    findings = request_of(people).findings
    return {(one.family, one.profession, one.level): one.label for one in findings}


def test_a_ledger_line_from_before_labels_were_kept_is_read(worked, tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    release(request_of(worked), tmp_path / "first", ledger)
    assert read_ledger(ledger).releases[0].said
    content = json.loads(ledger.read_text(encoding="utf-8"))
    for name in ("said", "sha256"):
        del content[name]
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content["sha256"] = sha256(plain.encode()).hexdigest()
    ledger.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    (old,) = read_ledger(ledger).releases
    assert old.said == {}
    release(request_of(worked), tmp_path / "second", ledger)
    assert len(read_ledger(ledger).releases) == 2


# The attack on everything


def test_everything_released_is_attacked_together(worked):
    known = load_professions(worked.date)
    first = in_turn(worked, Ledger())
    later = a_year_on(worked, known, seed=1)
    second = in_turn(later, recorded(first))
    found = attack_everything(second, recorded(first))
    assert found.cells == len(first.table.values) + len(second.table.values)
    assert found.protected == len(first.table.withheld()) + len(second.table.withheld())
    assert found.recovered == ()
    assert attack_everything(first, Ledger()).cells == len(first.table.values)


def test_the_attack_on_everything_takes_corrected_numbers_as_revised(worked):
    first = in_turn(worked, Ledger())
    second = in_turn(corrected(worked, load_professions(worked.date), 12), recorded(first))
    assert attack_everything(second, recorded(first)).recovered == ()


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
