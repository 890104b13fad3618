"""What is said of a profession at the table, and of what chance alone would give."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wardtoboard.boards.headroom.reserved import Reserved
from wardtoboard.boards.missing.fair_boards import Chance
from wardtoboard.boards.missing.pools import Pool
from wardtoboard.professions import Profession

NEARLY = 0.005
NO_VERDICT = (
    "A board without a profession may be quite fair, and one with it unfair: a single board cannot "
    "show which."
)


@dataclass(frozen=True, slots=True)
class SeatCounts:
    """Places surely held by a profession, and how many voting ones it could be once all is told."""

    voting: int
    voting_at_most: int
    non_voting: int
    attending: int


def seats_sentence(seats: SeatCounts, profession: Profession) -> str:
    """Say how many voting seats a profession holds, what could change it, and who else is there."""
    unknown = seats.voting_at_most - seats.voting
    known = "known to be " if unknown else ""
    said = f"{profession.label}: {_counted(seats.voting, 'voting seat')} {known}held"
    if unknown:
        said += f", and up to {unknown} more once backgrounds and votes are told"
    without = [
        f"{count} {how}"
        for count, how in (
            (seats.non_voting, "as a director without a vote"),
            (seats.attending, "attending"),
        )
        if count
    ]
    return f"{said}; at the table without a vote: {' and '.join(without) or 'nobody known'}."


def chance_sentences(
    pool: Pool,
    ids: Collection[str],
    profession: Profession,
    among: Chance | None,
    table: Chance | None,
) -> tuple[str, ...]:
    """Say what chance alone would give, with the counts it rests on, or why it is not said."""
    if not pool.name:
        return ()
    if among is None or table is None:
        return ("What chance would give is not said: a figure it needs is withheld.",)
    told = " whose figures are told" if among.is_bound else ""
    if not among.share:
        return (f"None of the {pool.total:,} {pool.name}{told} is of this profession.",)
    share = f"{pool.count(ids):,} of the {pool.total:,} {pool.name}{told} ({among.share:.1%})"
    of_all = f"Over {_counted(table.seats, 'open voting seat')}"
    said = (
        f"{profession.label} are {share}. {_drawn(among)} {_meaning(among)} "
        f"{of_all} in all it is {_percent(table.none, table)}."
    )
    return (said,)


def _drawn(chance: Chance) -> str:
    kept = ", and the kept seat from those it is kept for," if chance.kept else ""
    return (
        f"Were {_counted(chance.seats, 'executive seat')} open to any profession filled from them"
        f"{kept} by a fair draw, "
        f"{_percent(chance.none, chance)} of boards would have none in an executive seat."
    )


def _percent(none: float, chance: Chance) -> str:
    if chance.is_bound:
        return f"at least {none:.0%}"
    if 0.0 < none < NEARLY:
        return "under 1%"
    return "over 99%" if 1.0 - NEARLY < none < 1.0 else f"{none:.0%}"


def _meaning(chance: Chance) -> str:
    twice = f"even at twice the odds it would be {_percent(chance.none_at_twice_the_odds, chance)}"
    if chance.is_most:
        return f"So most fair boards of this size have none; {twice}."
    return f"One board is no proof of anything; {twice}."


def summary_of(
    votes: Sequence[bool | None], executive: int, seats: int, reserved: Sequence[Reserved]
) -> tuple[str, ...]:
    """Say how many professions have a vote, which seats the chances are over, and what it shows."""
    has, lacks, untold = (
        sum(1 for one in votes if one is answer) for answer in (True, False, None)
    )
    kept = f"the {len(reserved)} kept for a profession" if reserved else "none kept for any"
    who = (
        f"Of {len(votes)} professions {has} have a vote, {lacks} have none "
        f"and {untold} may have one."
    )
    where = (
        f"Open to any profession: {_counted(executive, 'executive seat')} and "
        f"{_counted(seats, 'voting seat')} in all, held or empty, less {kept}. Many of them go to "
        "people who are no clinicians, so having none is more common still than the chances given. "
        "Non-executives come from outside, so the chance over all seats is a rough guide."
    )
    return who, where, NO_VERDICT


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
