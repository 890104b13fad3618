"""What a person is told about each board we cannot read: where, what, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.board_files import ORDER, SEAT_OF_CHIEF, board_of, row, table_of
from spec.bad_boards.cells import BAD_CELLS
from spec.bad_boards.documents import BAD_INSTRUMENTS, BAD_TOML
from spec.bad_boards.making import BODIES, NAME_ONE, Bad
from spec.bad_boards.tables import BAD_TABLES
from spec.bad_boards.together import CANNOT_BE
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.register.reading import parse_bodies, read_board

TRUST = frozenset({BodyKind.NHS_TRUST})
IN_A_TABLE = [*BAD_CELLS, *CANNOT_BE, *BAD_TABLES]
IN_TOML = [*BAD_TOML, *BAD_INSTRUMENTS]


def told(bad: Bad, folder: Path, bodies: frozenset[BodyKind] | None) -> str:
    with pytest.raises(bad.error) as error:
        read_board(bad.build(folder), bodies=bodies)
    return error.value.sentence()


@pytest.mark.parametrize("bad", IN_A_TABLE, ids=lambda bad: bad.about)
def test_a_register_that_cannot_be_right_says_where(bad: Bad, tmp_path: Path) -> None:
    assert told(bad, tmp_path, TRUST) == bad.sentence


@pytest.mark.parametrize("bad", IN_TOML, ids=lambda bad: bad.about)
def test_a_board_that_cannot_be_right_says_which_seat(bad: Bad, tmp_path: Path) -> None:
    assert told(bad, tmp_path, None) == bad.sentence


def test_every_bad_board_gets_a_sentence_of_its_own() -> None:
    sentences = [bad.sentence for bad in (*IN_A_TABLE, *IN_TOML)]
    assert len(set(sentences)) == len(sentences) >= 60


def test_every_fault_of_a_register_is_told_with_the_missing_body(tmp_path: Path) -> None:
    path = table_of(tmp_path / "board.csv", row(role="x", start="y"), row(kind="z"))
    with pytest.raises(FaultyTableError) as error:
        read_board(path)
    assert [(fault.row, fault.column) for fault in error.value.faults] == [
        (None, ""),
        (2, "role"),
        (2, "from"),
        (3, "kind"),
    ]


def test_every_fault_of_a_board_in_toml_is_told(tmp_path: Path) -> None:
    path = board_of(
        tmp_path / "board.toml", SEAT_OF_CHIEF, 'voting = "perhaps"\nsize = 3', ORDER, body=None
    )
    path.write_text(path.read_text().replace("article 4", " "))
    with pytest.raises(FaultyTableError) as error:
        read_board(path)
    assert [fault.what.partition(":")[0] for fault in error.value.faults] == [
        "the kind of body is not given",
        "seat 2",
        "seat 2, voting",
        "instrument 1, place",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"The kind of body is not given. Use one of: {BODIES}."),
        ("trust", f"We do not know this kind of body. Found: trust. Use one of: {BODIES}."),
        (
            "icb; nhs_trust",
            f"One body cannot be all of these. Found: nhs_trust, icb. {NAME_ONE}",
        ),
    ],
)
def test_a_body_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(FaultyTableError) as error:
        parse_bodies(text)
    assert error.value.sentence() == sentence
