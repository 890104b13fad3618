"""What `wardtoboard board missing` prints: professions at the table beside the workforce."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardtoboard.base.days import in_words
from wardtoboard.boards.headroom.headroom import NOT_ADVICE
from wardtoboard.boards.missing.missing import AtTheTable, Missing
from wardtoboard.boards.missing.portfolios import Portfolios
from wardtoboard.boards.missing.workforce import count_workforce
from wardtoboard.ceilings import gather_people
from wardtoboard.cli.ceilings import choose
from wardtoboard.cli.counts import read_with_progress
from wardtoboard.cli.printing import print_table, print_text

ANSWERS = {True: "yes", False: "no", None: "cannot tell"}


def read_workforce(
    files: Sequence[Path], organisation: str | None
) -> tuple[dict[str, int], dict[str, int]]:
    """Read headcounts by profession: of the workforce, and of its senior clinicians.

    Raises NotInTableError for an organisation that is not there, CannotTellError for full-time
    equivalents, and the errors of reading staff tables.
    """
    everyone = gather_people(read_with_progress(files), fte_as_headcount=False)
    people = everyone[choose(everyone, organisation)[-1]]
    return count_workforce(people.finest, people.date)


def print_missing(found: Missing, spoken_for: Portfolios) -> None:
    """Print who is at the table and who is not, for a person."""
    print_text(f"{found.board or 'The board'} on {in_words(found.day)}.")
    for sentence in found.sentences:
        print_text(sentence)
    print_text(NOT_ADVICE)
    print_table(
        "Professions at the table",
        ("Profession", "Votes", "At the table", "Share of workforce", "Of senior clinicians"),
        [_row(one) for one in found.professions],
    )
    for one in found.professions:
        if one.family is None:
            print_text(" ".join(one.sentences))
    print_text()
    print_text("Who speaks for whom")
    for portfolio in spoken_for.portfolios:
        print_text(f"  {portfolio.sentence}")


def _row(one: AtTheTable) -> tuple[str, ...]:
    return (
        one.label,
        ANSWERS[one.has_a_vote],
        ANSWERS[one.is_present],
        _share(one.workforce_share),
        _share(one.senior_share),
    )


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
