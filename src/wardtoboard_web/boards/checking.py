"""Whether a register, or a file of one, could be right: by the checks of the library."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.boards.facts import Board, BodyKind, Role, Seat, SeatKind
from wardtoboard.boards.register.board_checks import Problem, seat_problems
from wardtoboard.boards.register.reading import read_board
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard_web.boards.facts import instrument_of
from wardtoboard_web.boards.models import BoardInstrument, BoardSeat
from wardtoboard_web.boards.seat_rows import seat_of


def check_seats(about: UUID | None = None) -> None:
    """See that the seats of the organisation in scope could be right, one by one and together.

    A register that is still being written may lack a chair. `about` is the seat that was touched:
    what is wrong with it goes without its name. Raises FaultyTableError with every fault.
    """
    rows = {row.number: row for row in BoardSeat.objects.all()}
    problems = seat_problems(
        {number: seat_of(row) for number, row in rows.items()}, lambda number: _place(rows[number])
    )
    faults = [_fault(problem, rows[problem.position], about) for problem in problems]
    if faults:
        raise FaultyTableError(faults)


def _place(row: BoardSeat) -> str:
    return f"the seat “{row}”"


def _fault(problem: Problem, row: BoardSeat, about: UUID | None) -> Fault:
    is_it = row.pk == about
    return Fault(
        what=problem.what if is_it else f"{_place(row)}: {problem.what}",
        do=problem.do,
        column=problem.key if is_it else "",
        found=problem.found,
    )


def check_instruments() -> None:
    """See that the organisation's own numbers could be used, as they are read from a file.

    Raises FaultyTableError with every fault.
    """
    chair = Seat("", "", Role.CHAIR, SeatKind.CHAIR)
    own = tuple(map(instrument_of, BoardInstrument.objects.all()))
    board = Board("numbers", frozenset({BodyKind.NHS_TRUST}), (chair,), instruments=own)
    read_content(board_to_toml(board).encode(), "numbers.toml")


def read_content(
    content: bytes, name: str, *, bodies: frozenset[BodyKind] | None = None, called: str = ""
) -> Board:
    """Read a board from a file as it was sent.

    Raises FaultyTableError and UnreadableFileError.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return read_board(path, bodies=bodies, name=called)
