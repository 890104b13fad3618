"""Where a record belongs: a profession, or the reason why nobody can say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from wardtoboard.base.errors import Fault
from wardtoboard.professions.library_files import Entry, duplicate, raise_any

K = TypeVar("K", str, tuple[str, str], tuple[str, str, str])

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "not_clinical": (
            "The post is support, administration, estates or pre-registration training, "
            "not a registered clinical role"
        ),
        "background_unknown": "Manager codes do not say which profession a person trained in",
        "level_unknown": "The grade has no agreed place in the order of levels",
        "profession_unclear": "The codes cover more than one profession",
        "profession_not_in_guide": "A clinical role outside the professions the guide names",
        "unknown_code": "The code is not in the tables we hold",
    }
)


@dataclass(frozen=True, slots=True)
class Placement:
    """A profession's id, or the id of the reason (a key of REASONS) for having none."""

    profession: str | None
    reason: str | None

    def __post_init__(self) -> None:
        """Refuse a placement that says both or neither."""
        if (self.profession is None) == (self.reason is None):
            raise ValueError("a placement has either a profession or a reason")


UNKNOWN_CODE = Placement(profession=None, reason="unknown_code")


def placements_by_key(
    entries: Sequence[Entry],
    place: str,
    professions: Collection[str],
    keys: Callable[[Entry], Iterable[K]],
) -> dict[K, Placement]:
    """Give the placement under every key of every entry.

    `place` names the file and table in faults. Raises LibraryContentError with every entry that
    places nobody, places twice or names what does not exist, and every key that is given twice.
    """
    faults: list[Fault] = []
    placements: dict[K, Placement] = {}
    for number, entry in enumerate(entries, start=1):
        where = f"{place} {number}"
        wrong = _faults_of(entry, where, professions)
        faults += wrong
        placement = (
            UNKNOWN_CODE if wrong else Placement(entry.get("profession"), entry.get("reason"))
        )
        for key in keys(entry):
            if key in placements:
                faults.append(duplicate(where, key if isinstance(key, str) else " ".join(key)))
            placements[key] = placement
    raise_any(faults)
    return placements


def _faults_of(entry: Entry, where: str, professions: Collection[str]) -> list[Fault]:
    known = {"profession": professions, "reason": REASONS}
    named = [key for key in known if key in entry]
    if len(named) == 1 and entry[named[0]] in known[named[0]]:
        return []
    found = ", ".join(f"{key} {entry[key]}" for key in named) or "neither"
    return [
        Fault(
            what=f"{where} needs one known profession or one known reason",
            found=found,
            do="Give exactly one, by its id.",
        )
    ]
