"""How a table holds a family of professions: its members, and those known only by the family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardtoboard.professions import Professions

PROFESSION = "profession"
FAMILY = "ahp"
UNSPLIT = "ahp_other"


def finest_name(profession: str, others: Iterable[str], professions: Professions) -> str:
    """Give the name of a profession's own row beside the other professions of a table.

    Allied health professionals whose profession is not known become `ahp_other` where the table
    also has some of the 14, so that `ahp` can be their subtotal.
    """
    if profession == FAMILY and any(_is_member(other, professions) for other in others):
        return UNSPLIT
    return profession


def profession_of(name: str) -> str:
    """Give the profession a row stands for; the reverse of `finest_name`."""
    return FAMILY if name == UNSPLIT else name


def family_groups(
    dimensions: Sequence[str], names: Iterable[str], professions: Professions
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Say which names under the dimension `profession` add up to `ahp`; nothing if none do."""
    members = tuple(name for name in dict.fromkeys(names) if _is_member(name, professions))
    if PROFESSION not in dimensions or not members:
        return {}
    return {PROFESSION: {FAMILY: members}}


def _is_member(name: str, professions: Professions) -> bool:
    if name in (FAMILY, UNSPLIT):
        return name == UNSPLIT
    return name in professions and professions.is_in(name, FAMILY)
