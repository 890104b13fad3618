"""The store of careers: months of staff in, segments and spells out.

A folder with `store.json`, which names every other file with its digest. New files are written
beside the old ones and `store.json` is replaced last, so that whatever stops a change, the store
is as it was before or as it is after, never between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from wardtoboard.base.errors import Fault, UnreadableFileError
from wardtoboard.staff.histories.files import (
    Kept,
    check_kept,
    digest_of,
    read_columns,
    replace_text,
    write_columns,
)
from wardtoboard.staff.histories.merge import Open
from wardtoboard.staff.histories.months import Month, read_month, write_month
from wardtoboard.staff.histories.rebuild import Merged, Progress, merge_months
from wardtoboard.staff.histories.segments import Segments, joined
from wardtoboard.staff.histories.vocabulary import Vocabulary

MANIFEST = "store.json"
OURS = ("months/*.arrow", "ended.*.arrow", "standing.*.arrow")
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Store:
    """A store of careers as it stood when it was opened.

    `version` goes up by 1 with every change. `key_check` tells a wrong key of the pseudonyms
    without telling the right one. `months` gives the file of each month by its number, `ended`
    the files of segments that have ended, and `standing` that of those that have not.
    """

    folder: Path
    version: int
    key_check: str
    vocabulary: Vocabulary
    files: Mapping[int, Kept] = field(default_factory=dict)
    ended: tuple[Kept, ...] = ()
    standing: Kept | None = None

    @property
    def months(self) -> tuple[int, ...]:
        """Give the numbers of the months held, in order."""
        return tuple(sorted(self.files))

    def month(self, number: int) -> Month:
        """Read one month as it was kept."""
        return read_month(self.folder / self.files[number].name)

    def segments(self) -> Segments:
        """Give every segment, in no order; those that have not ended are censored."""
        merged = self.merged()
        return joined([*merged.ended, merged.open.censored(self.months[-1])])

    def merged(self) -> Merged:
        """Give what the months have come to.

        Raises UnreadableFileError where a file is missing or was changed.
        """
        if self.standing is None:
            return Merged()
        for kept in (*self.ended, self.standing):
            check_kept(self.folder, kept)
        return Merged(
            open=read_columns(Open, self.folder / self.standing.name),
            ended=[read_columns(Segments, self.folder / kept.name) for kept in self.ended],
            last=self.months[-1],
        )

    def check(self) -> None:
        """Check every file. Raises UnreadableFileError where one was changed or is missing."""
        for kept in chain(self.files.values(), self.ended, filter(None, [self.standing])):
            check_kept(self.folder, kept)

    def to_dict(self) -> dict[str, Any]:
        """Give what `store.json` holds."""
        return {
            "format": FORMAT,
            "version": self.version,
            "key_check": self.key_check,
            "vocabulary": self.vocabulary.to_dict(),
            "months": {str(number): asdict(self.files[number]) for number in self.months},
            "ended": [asdict(kept) for kept in self.ended],
            "standing": asdict(self.standing) if self.standing else None,
        }


def open_store(folder: Path) -> Store:
    """Open the store in a folder. Raises UnreadableFileError where there is none to be read."""
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        do = "Name the folder that wardtoboard staff import made."
        raise UnreadableFileError(
            [Fault("this is no store of careers", do, str(folder))]
        ) from error
    if document.get("format") != FORMAT:
        raise UnreadableFileError(
            [
                Fault(
                    "this store of careers was made by another version of Ward to Board",
                    "Import the staff histories again, into a new folder.",
                    str(folder),
                )
            ]
        )
    return Store(
        folder=folder,
        version=document["version"],
        key_check=document["key_check"],
        vocabulary=Vocabulary.from_dict(document["vocabulary"]),
        files={int(number): Kept(**kept) for number, kept in document["months"].items()},
        ended=tuple(Kept(**kept) for kept in document["ended"]),
        standing=Kept(**document["standing"]) if document["standing"] else None,
    )


def keep_months(
    folder: Path,
    months: Iterable[tuple[int, Month]],
    *,
    vocabulary: Vocabulary,
    key_check: str,
    progress: Progress,
) -> Store:
    """Keep months in the store of a folder, making it where there is none; gives the store.

    Months later than all that are held are merged in one by one; a month that is held already, or
    lies between, is restated: everything is then merged again. `vocabulary` has that of the store
    at its beginning. Nothing changes unless all of it is done. Raises ValueError without a month.
    """
    is_there = (folder / MANIFEST).exists()
    store = open_store(folder) if is_there else Store(folder, 0, key_check, vocabulary)
    (folder / "months").mkdir(parents=True, exist_ok=True)
    version = store.version + 1
    try:
        new = dict(_write_months(folder, months, version))
    except BaseException:
        _remove_unnamed(store)
        raise
    if not new:
        raise ValueError("give at least one month to keep")
    files = {**store.files, **new}
    if not store.files or min(new) > store.months[-1]:
        before, fresh = store.ended, store.merged()
        held = len(fresh.ended)
        merge_months(_paths(folder, new), progress, fresh)
    else:
        before, held = (), 0
        fresh = merge_months(_paths(folder, files), progress)
    ended = joined(fresh.ended[held:])
    store = Store(
        folder=folder,
        version=version,
        key_check=key_check,
        vocabulary=vocabulary,
        files=files,
        ended=(*before, _kept(folder, f"ended.{version}.arrow", ended, len(ended))),
        standing=_kept(folder, f"standing.{version}.arrow", fresh.open, len(fresh.open)),
    )
    replace_text(folder / MANIFEST, json.dumps(store.to_dict(), indent=1))
    _remove_unnamed(store)
    return store


def _paths(folder: Path, files: Mapping[int, Kept]) -> dict[int, Path]:
    return {number: folder / kept.name for number, kept in files.items()}


def _write_months(
    folder: Path, months: Iterable[tuple[int, Month]], version: int
) -> Iterable[tuple[int, Kept]]:
    for number, month in months:
        name = f"months/{number // 12}-{number % 12 + 1:02}.{version}.arrow"
        write_month(month, folder / name)
        yield number, Kept(name, len(month), digest_of(folder / name))


def _kept(folder: Path, name: str, columns: Any, rows: int) -> Kept:
    write_columns(columns, folder / name)
    return Kept(name, rows, digest_of(folder / name))


def _remove_unnamed(store: Store) -> None:
    """Remove files of ours that `store.json` does not name: of before, or of a change that failed.

    Whatever else lies in the folder is not ours.
    """
    kept = (*store.files.values(), *store.ended, *filter(None, [store.standing]))
    named = {one.name for one in kept}
    for path in chain.from_iterable(map(store.folder.glob, OURS)):
        if path.relative_to(store.folder).as_posix() not in named:
            path.unlink()
