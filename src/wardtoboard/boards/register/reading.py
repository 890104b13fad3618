"""Read a board from a file: TOML with all that is known, or a table of its seats."""

from __future__ import annotations

from pathlib import Path

from wardtoboard.boards.facts import Board, BodyKind
from wardtoboard.boards.register.board_checks import known_bodies


def read_board(path: Path, *, bodies: frozenset[BodyKind] | None = None, name: str = "") -> Board:
    """Read a board from TOML, or from CSV, XLSX or Parquet with one row a seat.

    A table does not say what body the board is of, so `bodies` must; TOML says it itself, and
    `bodies` and `name` go before what it says. Raises UnreadableFileError for a file that does
    not open, and FaultyTableError with every fault of one that cannot be right.
    """
    # reading a cell loads pydantic, which is slow and needed only here
    if path.suffix.lower() == ".toml":
        from wardtoboard.boards.register.board_toml import read_board_toml

        return read_board_toml(path, bodies, name)
    from wardtoboard.boards.register.board_table import read_board_table

    return read_board_table(path, bodies, name)


def parse_bodies(text: str) -> frozenset[BodyKind]:
    """Give the kinds of body in a text such as "nhs_trust_teaching; nhs_trust_ambulance".

    Raises FaultyTableError for none, an unknown one, and kinds that no one body can be.
    """
    return known_bodies(text.split(";"))
