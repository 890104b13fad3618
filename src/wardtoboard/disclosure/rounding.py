"""The national star and round method, for comparing and for attacking."""

from __future__ import annotations

from wardtoboard.disclosure.tables import STAR, CountTable, Marker, ReleasedTable, Rule


def star_and_round(table: CountTable, rule: Rule | None = None) -> ReleasedTable:
    """Star every count of 1 to 7, round the others to the nearest 5, and show zeros.

    Totals are added up before they are rounded, so they need not match. The method of the
    national hospital statistics from 2018. It hides nothing on purpose beyond the small
    counts, and can fail: attack the result before letting it out.
    """
    rule = rule or Rule()
    values: dict[tuple[str, ...], int | Marker] = {
        key: STAR if rule.is_small(count) else nearest(count, rule.base)
        for key, count in table.cells().items()
    }
    return ReleasedTable(table.population, table.dimensions, values, table.groups, rule.base)


def nearest(count: int, base: int) -> int:
    """Round a count to the nearest multiple of a base; halves go up."""
    return (2 * count + base) // (2 * base) * base
