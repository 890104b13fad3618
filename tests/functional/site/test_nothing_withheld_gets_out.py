"""Can a board member work out a withheld count from everything they can fetch, put together?

Every page, chart, file and answer of the API of the demonstration is fetched as a board member,
read back into one table and attacked; then the same as a people analyst, who must see it all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import pytest

from builders.releases import tables_of
from builders.site.served import Site, new_site, served
from functional.site.counts_said import ABOVE, NAMES, Key, Said, Value, counts_said
from functional.site.crawl import Document, crawl, every_answer
from wardtoboard.disclosure import TOTAL, WITHHELD, CountTable, ReleasedTable, attack

CODE = "X1ZZ"
DIMENSIONS = ("profession", "level")
SAYS_NO_COUNT = {
    ("Profession", "Level", "Label", "Grade", "What we can say"),
    ("Profession", "Level", "Label", "What we can say"),
    ("Grade", "What it rests on", "What would raise it"),
    ("Figures of", "Label", "Grade"),
    ("Level", "Within 1 year", "Within 3 years", "Within 5 years"),
}
"""Tables without a column of counts; their sentences are read as words.

Rounded chances of promotion have an attack of their own in tests/property.
"""
BOARD = f"/o/{CODE}/board/"
"""Pages and files of the register of directors, which counts no staff.

Their sentences are read as words like all others; the shares of professions have a test here.
"""
WORDS_OF = re.compile(
    r"<(p|li|h[1-6]|caption|title|desc|summary|td|th)\b[^>]*>(.*?)</\1>", re.DOTALL
)


@dataclass(frozen=True)
class Fetched:
    """All that each of two people could fetch, what is true, and what was released."""

    board_member: tuple[Document, ...]
    analyst: tuple[Document, ...]
    truth: CountTable
    released: tuple[ReleasedTable, ...]


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Fetched:
    site = new_site(tmp_path_factory.mktemp("union"))
    emails = site.inside("demonstration")
    with served(site) as address:
        analyst, known = _everything(site, address, emails["analyst"], f"/o/{CODE}/", {})
        board_member, _ = _everything(site, address, emails["board_member"], "/", known)
    people = site.inside("people", code=CODE)
    return Fetched(
        board_member,
        analyst,
        _table_of(people),
        tuple(ReleasedTable.from_dict(one) for one in site.inside("released", code=CODE)),
    )


def _everything(
    site: Site, address: str, email: str, within: str, known: dict[str, list[str]]
) -> tuple[tuple[Document, ...], dict[str, list[str]]]:
    """Fetch all that someone can, and say which names in addresses that made known."""
    pages = crawl(address, site.inside("session", email=email), within)
    imports = re.findall(r"/imports/([0-9a-f-]{36})/", " ".join(pages))
    known = known or {"profession": sorted(NAMES.values()), "import_id": sorted(set(imports))}
    token = site.inside("token", code=CODE, email=email)
    return (*pages.values(), *every_answer(address, token, known).values()), known


def _table_of(people: dict[str, list[list[str | int]]]) -> CountTable:
    return CountTable(
        people["population"],
        DIMENSIONS,
        {(profession, level): count for profession, level, count in people["counts"]},
        {
            name: {one: tuple(held) for one, held in groups.items()}
            for name, groups in people["groups"].items()
        },
        frozenset((profession, level) for profession, level in people["fixed_zeros"]),
    )


def test_a_board_member_is_told_no_count_but_those_released(fetched: Fetched) -> None:
    said = counts_said(fetched.board_member)
    (released,) = fetched.released
    elsewhere = (one for one in fetched.board_member if BOARD not in one.address)
    assert counts_said(elsewhere).others <= SAYS_NO_COUNT
    assert said.drawn == []
    for key, values in said.counts.items():
        if not key[1].startswith(ABOVE):
            assert values == {released.values[key]}, key
    assert WITHHELD in {value for values in said.counts.values() for value in values}


def test_shares_beside_the_board_say_no_more_than_was_released(fetched: Fetched) -> None:
    (released,) = fetched.released
    subtotals = {TOTAL, *released.groups.get("profession", {})}
    counts = {
        profession: count
        for (profession, level), count in released.values.items()
        if level == TOTAL and profession not in subtotals
    }
    told = sum(count for count in counts.values() if isinstance(count, int))
    compared = set()
    for name, share in _shares_of_clinicians(fetched.board_member):
        count = counts.get(NAMES.get(name, ""))
        if count is not None:
            expected = f"{count / told:.1%}" if isinstance(count, int) else "withheld"
            assert share == expected, name
            compared.add(isinstance(count, int))
    assert compared == {True, False}


def _shares_of_clinicians(documents: tuple[Document, ...]) -> Iterator[tuple[str, str]]:
    """Give each profession with its share on the page of who is missing from the table."""
    (page,) = (one for one in documents if one.address.endswith(f"{BOARD}missing/"))
    for headers, *rows in tables_of(page.text).values():
        names = [" ".join(one.split()) for one in headers]
        if "Share of clinicians" in names:
            place = names.index("Share of clinicians")
            for row in rows:
                words = " ".join(row[place].split()).removeprefix("Share of clinicians").strip()
                yield " ".join(row[0].split()).removeprefix("Profession").strip(), words


def test_no_sentence_a_board_member_reads_has_a_withheld_count(fetched: Fetched) -> None:
    assert list(_withheld_counts_in_words(fetched.board_member, fetched)) == []
    assert list(_withheld_counts_in_words(fetched.analyst, fetched)) != []


def test_everything_a_board_member_is_told_together_gives_no_count_away(fetched: Fetched) -> None:
    said = counts_said(fetched.board_member)
    found = attack(_as_released(said, fetched.truth), truth=fetched.truth)
    print(f"{found.cells} cells, {found.protected} withheld, narrowest {found.narrowest}")
    assert found.protected > 0
    assert found.recovered_exactly == 0
    assert found.violated == ()


def test_the_same_attack_finds_every_count_that_an_analyst_is_told(fetched: Fetched) -> None:
    said = counts_said(fetched.analyst)
    (released,) = fetched.released
    withheld = released.withheld()
    true = fetched.truth.cells()
    assert withheld
    assert {key for key in withheld if true[key] in said.counts[key]} == withheld
    both = [released, *_as_released(said, fetched.truth)]
    assert attack(both).recovered_exactly == len(withheld)


def _as_released(said: Said, truth: CountTable) -> list[ReleasedTable]:
    """Put everything said into tables: the cells, and what stands above each level."""
    cells: dict[Key, Value] = {}
    above: dict[Key, Value] = {}
    groups = {
        ABOVE + level: said.ladder[place + 1 :] for place, level in enumerate(said.ladder[:-1])
    }
    counted = truth.cells()
    for (profession, level), values in said.counts.items():
        if (profession, level.removeprefix(ABOVE)) not in counted:
            continue  # doctors have findings at levels, but are counted by their own grades
        (value,) = values - {WITHHELD} or {WITHHELD}
        if not level.startswith(ABOVE):
            cells[(profession, level)] = value
        elif level in groups:
            above[(profession, level)] = value
    named = {name: groups[name] for _, name in above}
    more = {**truth.groups, "level": {**truth.groups.get("level", {}), **named}}
    return [
        ReleasedTable(truth.population, DIMENSIONS, cells, truth.groups),
        ReleasedTable(truth.population, DIMENSIONS, above, more),
    ]


def _withheld_counts_in_words(
    documents: tuple[Document, ...], fetched: Fetched
) -> Iterator[tuple[str, Key, str]]:
    """Give sentences that name a profession and a level and hold the count withheld there."""
    (released,) = fetched.released
    true = fetched.truth.cells()
    labels = {
        unescape(name).lower(): profession
        for name, profession in NAMES.items()
        if profession != TOTAL
    }
    withheld = [key for key in released.withheld() if TOTAL not in key and true[key]]
    for document in documents:
        for words in _sentences(document):
            named = {profession for label, profession in labels.items() if label in words.lower()}
            for profession, level in withheld:
                if profession in named and level in words:
                    numbers = re.findall(
                        r"\d+", re.sub(r"Bands? \d[a-d]?|\d+ \w+ 20\d\d", "", words)
                    )
                    if str(true[(profession, level)]) in numbers:
                        yield document.address, (profession, level), words


def _sentences(document: Document) -> Iterator[str]:
    """Give what a document says, a sentence, a cell, a line or a label at a time."""
    match document.kind:
        case "text/html":
            for _, inside in WORDS_OF.findall(document.text):
                yield unescape(" ".join(re.sub(r"<[^>]*>", " ", inside).split()))
            yield from map(unescape, re.findall(r'aria-label="([^"]*)"', document.text))
        case "text/csv":
            yield from document.text.splitlines()
        case "application/json":
            yield from _strings(json.loads(document.text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)
