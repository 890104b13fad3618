"""Chance on a board by listing every way of filling its seats. Slow, and plain on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

Pool = dict[str, int]


def chance_and_expected(
    profession: str, pool: Pool, seats: int, kept: Sequence[Sequence[str]] = (), odds: int = 1
) -> tuple[Fraction, Fraction]:
    """Give the chance that nobody of a profession sits, and how many do on average.

    Each seat is a draw from the pool; each kept seat a draw from the professions it is kept for.
    `odds` weighs the profession in the draws of the seats open to all.
    """
    weighed = {one: count * (odds if one == profession else 1) for one, count in pool.items()}
    draws = [weighed] * seats + [{one: pool[one] for one in among} for among in kept]
    none = expected = Fraction(0)
    for filled in product(*(list(draw) for draw in draws)):
        chance = Fraction(1)
        for one, draw in zip(filled, draws, strict=True):
            chance *= Fraction(draw[one], sum(draw.values()))
        expected += chance * filled.count(profession)
        none += chance * (profession not in filled)
    return none, expected
