"""Who could not be placed, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from wardtoboard.disclosure import Rule
from wardtoboard.staff import Unplaced


def unplaced_sentences(unplaced: Sequence[Unplaced], *, raw: bool) -> tuple[str, ...]:
    """Say who could not be placed, by reason; protected, a small number is not told."""
    totals: dict[str, float] = {}
    for one in unplaced:
        amount = one.headcount if one.headcount is not None else one.fte
        totals[one.why] = totals.get(one.why, 0.0) + (amount or 0)
    if not totals:
        return ("Everyone in the table was placed.",)
    unit = "people" if unplaced[0].headcount is not None else "full-time equivalents"
    told = {why: total for why, total in totals.items() if raw or round(total) > Rule().small}
    in_order = sorted(told.items(), key=lambda pair: -pair[1])
    return (
        *(f"{why}: {total:,.0f} {unit}." for why, total in in_order),
        *(f"{why}: a small number." for why in sorted(totals.keys() - told.keys())),
    )
