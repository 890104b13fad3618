"""What chance alone would give: how often a board filled fairly would lack a profession."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

ODDS = 2.0
"""By what the odds of being appointed are multiplied to show how little one board can tell."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What fair filling would give one profession: seats open to all, and its share of the pool.

    `kept` is how many seats law or policy keeps for it and another profession.
    `expected` is a number of seats, reserved ones included; `none` the chance (0 to 1) of having
    no seat at all; `none_at_twice_the_odds` the same were its odds of each open seat doubled.
    `is_bound`: some figures of the pool are withheld, so `share` and `expected` are the most they
    can be, and `none` and `none_at_twice_the_odds` the least.
    """

    seats: int
    kept: int
    share: float
    expected: float
    none: float
    none_at_twice_the_odds: float
    is_bound: bool

    @property
    def is_most(self) -> bool:
        """Answer whether most fair boards would lack the profession."""
        return self.none > 0.5

    def to_dict(self) -> dict[str, Any]:
        """Give the chance as plain JSON."""
        return asdict(self) | {"most_fair_boards_have_none": self.is_most}


def chance_of_none(share: float, seats: int, reserved: Sequence[float] = ()) -> float:
    """Give the chance (0 to 1) that no seat goes to a profession, each filled by a fair draw.

    `share` is the profession's share of those who may fill the `seats` open to all, `reserved` its
    share of those who may fill each seat that law keeps for it and another profession. Raises
    ValueError for a share outside 0 to 1 or a negative number of seats.
    Method: independent draws, (1 - share) to the power of the seats.
    """
    if not all(0.0 <= one <= 1.0 for one in (share, *reserved)) or seats < 0:
        raise ValueError("shares are from 0 to 1, and seats are not negative")
    chance: float = (1.0 - share) ** seats
    for one in reserved:
        chance *= 1.0 - one
    return chance


def share_at_odds(share: float, odds: float) -> float:
    """Give the share of appointments that a share of the pool has once its odds are multiplied.

    Method: odds x share / (1 - share + odds x share), a weighted draw with the rest at 1.
    """
    return odds * share / (1.0 - share + odds * share)


def chance_of(
    share: float, seats: int, reserved: Sequence[float] = (), *, is_bound: bool = False
) -> Chance:
    """Give what chance alone would give; the arguments and errors are `chance_of_none`'s."""
    return Chance(
        seats=seats,
        kept=len(reserved),
        share=share,
        expected=seats * share + sum(reserved),
        none=chance_of_none(share, seats, reserved),
        none_at_twice_the_odds=chance_of_none(share_at_odds(share, ODDS), seats, reserved),
        is_bound=is_bound,
    )
