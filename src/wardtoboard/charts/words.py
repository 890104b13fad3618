"""How charts put figures into words: the same words in the drawing, description and table."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

WITHHELD_WORD = "withheld"
NONE_WORD = "none"
NOT_SHOWN = "not shown"
NOT_KNOWN = "not known"


def count_in_words(count: int | None) -> str:
    """Say a number of people: ``1,324``, ``none``, or ``withheld`` for None."""
    if count is None:
        return WITHHELD_WORD
    return f"{count:,}" if count else NONE_WORD


def share_in_words(share: float | None) -> str:
    """Say a share from 0 to 1 as a percentage: ``42%``, ``under 1%``, ``none``, ``withheld``."""
    if share is None:
        return WITHHELD_WORD
    if share == 0:
        return NONE_WORD
    return "under 1%" if share < 0.005 else f"{share:.0%}"


def chance_in_words(chance: float | None) -> str:
    """Say a chance from 0 to 1 as a percentage: ``42%``, ``under 1%``; None is ``not known``."""
    if chance is None:
        return NOT_KNOWN
    return "under 1%" if 0 < chance < 0.005 else f"{chance:.0%}"


def years_in_words(months: int) -> str:
    """Say a length of time: ``1 year``, ``3 years``, ``18 months``."""
    if months % 12:
        return f"{months} month{'' if months == 1 else 's'}"
    years = months // 12
    return f"{years} year{'' if years == 1 else 's'}"


def odds_in_words(odds: float | None) -> str:
    """Say odds to two figures when small and two decimals otherwise; None is ``not shown``."""
    if odds is None:
        return NOT_SHOWN
    if odds == 0:
        return "0"
    return f"{odds:.2g}" if odds < 0.095 else f"{odds:,.2f}"


def capital(text: str) -> str:
    """Begin a sentence: the first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def in_a_list(parts: Sequence[str]) -> str:
    """Join parts as a sentence does: ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def in_lines(text: str, letters: int) -> list[str]:
    """Break a label into lines of at most so many letters, never inside a word."""
    return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False)
