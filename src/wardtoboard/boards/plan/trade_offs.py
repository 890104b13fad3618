"""What an alternative gives and costs beside the first, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from wardtoboard.boards.facts import SeatKind
from wardtoboard.boards.plan.programme import Chosen
from wardtoboard.professions import load_professions

KINDS = {
    SeatKind.CHAIR: "chair",
    SeatKind.EXECUTIVE: "executive",
    SeatKind.NON_EXECUTIVE: "non-executive",
    SeatKind.MEMBER: "member",
}


def of_the_first(board: Chosen, counted: int) -> tuple[str, ...]:
    """Say what the first is, and that it is proven; `counted` is how many skills count."""
    breadth = number_of(len(board.professions), "profession")
    skills = f"{len(board.skills)} of {number_of(counted, 'skill')}"
    return (
        f"{breadth}, {skills}, {number_of(board.size, 'voting seat')}.",
        "No lawful board that meets the target has more professions.",
        "Of those with as many, none covers more skills, and of those none has fewer seats.",
    )


def beside_the_first(board: Chosen, first: Chosen, spellings: Mapping[str, str]) -> tuple[str, ...]:
    """Say what a board has more, less and otherwise than the first."""
    known = load_professions(date.max)
    names = {one: known.get(one).singular for one in board.professions | first.professions}
    said = (
        _changed("profession", board.professions, first.professions, names),
        _changed("skill", board.skills, first.skills, spellings),
        _size(board.size - first.size),
        _seats(board, first),
    )
    return tuple(sentence for sentence in said if sentence)


def _changed(
    noun: str, here: frozenset[str], there: frozenset[str], names: Mapping[str, str]
) -> str:
    more = listed(sorted(names[one] for one in here - there))
    less = listed(sorted(names[one] for one in there - here))
    change = _compared(len(here) - len(there), noun)
    if more and less:
        return f"{change}: with {more}, without {less}."
    if more or less:
        return f"{change}: {'with' if more else 'without'} {more or less}."
    return ""


def _compared(difference: int, noun: str) -> str:
    if not difference:
        return f"As many {noun}s"
    return f"{number_of(abs(difference), noun)} {'more' if difference > 0 else 'fewer'}"


def _size(difference: int) -> str:
    return f"{_compared(difference, 'voting seat')}." if difference else ""


def _seats(board: Chosen, first: Chosen) -> str:
    changes = [
        f"{abs(number - first.kinds[kind])} {'more' if number > first.kinds[kind] else 'fewer'} "
        f"{KINDS[kind]}"
        for kind, number in board.kinds.items()
        if number != first.kinds[kind]
    ]
    return f"Seats of each kind: {listed(changes)}." if changes else ""


def number_of(number: int, noun: str) -> str:
    """Say a number of things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str]) -> str:
    """Say words in a row, as in "a, b and c"."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last
