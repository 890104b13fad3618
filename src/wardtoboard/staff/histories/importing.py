"""Bring staff histories into a store of careers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wardtoboard.base.errors import Fault, FaultyTableError, UnreadableFileError
from wardtoboard.staff.histories.pseudonyms import key_check
from wardtoboard.staff.histories.reading import Progress, read_histories
from wardtoboard.staff.histories.report import ImportReport
from wardtoboard.staff.histories.segments import Event
from wardtoboard.staff.histories.store import MANIFEST, Store, keep_months, open_store
from wardtoboard.staff.histories.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Imported:
    """A store after an import, and what the import came to."""

    store: Store
    report: ImportReport
    spells: int

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain JSON, with the number of spells in the store."""
        return {**self.report.to_dict(), "spells": self.spells}


def has_store(folder: Path) -> bool:
    """Answer whether a folder holds a store of careers."""
    return (folder / MANIFEST).exists()


def import_histories(
    paths: Sequence[Path],
    folder: Path,
    *,
    key: bytes,
    on: date,
    merged: Mapping[str, str] | None = None,
    progress: Progress,
) -> Imported:
    """Read files of staff histories into the store of a folder, which is made where it is not.

    A month that the store holds is restated. The professions and levels of a new store are those
    of the day `on`. The store changes only when every file is sound.

    Raises UnreadableFileError for a file or store that cannot be opened and for another key than
    the store's, and FaultyTableError with every fault of every file.
    """
    store = open_store(folder) if has_store(folder) else None
    if store is not None and store.key_check != key_check(key):
        raise _wrong_key(folder)
    histories = read_histories(
        paths,
        vocabulary=store.vocabulary if store else load_vocabulary(on),
        key=key,
        merged=_checked(merged or {}),
        progress=progress,
        held=store.months if store else (),
        read_held=store.month if store else None,
    )
    kept = keep_months(
        folder,
        histories.months(),
        vocabulary=histories.vocabulary,
        key_check=key_check(key),
        progress=progress,
    )
    spells = int((kept.segments().event != Event.ELSEWHERE).sum())
    return Imported(kept, histories.report, spells)


def _wrong_key(folder: Path) -> UnreadableFileError:
    return UnreadableFileError(
        [
            Fault(
                what="this key is not the one that the store of careers was made with",
                do="Name the right key with --key. With another, nobody would be known again.",
                file=str(folder),
            )
        ]
    )


def _checked(merged: Mapping[str, str]) -> Mapping[str, str]:
    """Follow organisations that merged more than once; FaultyTableError for one that goes round."""
    found = {}
    for first in merged:
        last, passed = first, {first}
        while last in merged:
            last = merged[last]
            if last in passed:
                do = "Say for each organisation that merged which one its staff are in now."
                raise FaultyTableError(
                    [Fault("an organisation cannot have merged into itself", do, found=first)]
                )
            passed.add(last)
        found[first] = last
    return found
