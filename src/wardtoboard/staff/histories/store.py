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
    columns_in,
    digest_of,
    kept_content,
    replace_text,
    write_columns,
)
from wardtoboard.staff.histories.months import Month, middle_of, month_in, read_month, write_month
from wardtoboard.staff.histories.ordering import in_one_order
from wardtoboard.staff.histories.rebuild import Merged, Progress, merge_months
from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard.staff.histories.standing import Open, censored, open_in, write_open
from wardtoboard.staff.histories.vocabulary import Vocabulary

MANIFEST = "store.json"
OURS = ("months/*.arrow", "whole.*.arrow", "ended.*.arrow", "standing.*.open")
FORMAT = 3
NO_FILE = Kept("", 0, "")


@dataclass(frozen=True, slots=True)
class Store:
    """A store of careers as it stood when it was opened.

    `version` goes up by 1 with every change. `key_check` tells a wrong key of the pseudonyms
    without telling the right one. `files` gives the file of each month by its number. `whole` is
    the file of every segment when all months were last merged, `ended` are the files of segments
    that ended in months added since, and `standing` is that of those that have not ended.
    """

    folder: Path
    version: int
    key_check: str
    vocabulary: Vocabulary
    files: Mapping[int, Kept] = field(default_factory=dict)
    whole: Kept = NO_FILE
    ended: tuple[Kept, ...] = ()
    standing: Kept = NO_FILE

    @property
    def months(self) -> tuple[int, ...]:
        """Give the numbers of the months held, in order."""
        return tuple(sorted(self.files))

    def month(self, number: int) -> Month:
        """Read one month as it was kept."""
        return read_month(self.folder / self.files[number].name)

    def segments(self) -> Segments:
        """Give every segment; those that have not ended are censored. Needs a month.

        Raises UnreadableFileError where a file is missing or was changed.
        """
        if not self.ended:
            return self._segments(self.whole)
        first, *later = self._seen()
        has_ended = first.take(first.event != Event.CENSORED)
        last = self.months[-1]
        people = self._people(last)
        parts = [has_ended, *later, censored(people, self._open(), last)]
        return in_one_order(parts, middle_of(people))

    def merged(self) -> Merged:
        """Give what the months have come to. There needs to be one.

        Raises UnreadableFileError where a file is missing or was changed.
        """
        last = self.months[-1]
        return Merged.of(last, self._people(last), self._open(), self._seen())

    def _seen(self) -> list[Segments]:
        """Give the segments kept, in parts, later ones last; of the first not all have ended."""
        return [self._segments(kept) for kept in (self.whole, *self.ended)]

    def _segments(self, kept: Kept) -> Segments:
        return Segments(**columns_in(self._content(kept)))

    def _people(self, number: int) -> Month:
        return month_in(self._content(self.files[number]))

    def _open(self) -> Open:
        return open_in(self._content(self.standing))

    def _content(self, kept: Kept) -> Any:
        return kept_content(self.folder, kept)

    def kept(self) -> list[Kept]:
        """Give every file of the store but `store.json`."""
        return [*self.files.values(), self.whole, *self.ended, self.standing]

    def check(self) -> None:
        """Check every file. Raises UnreadableFileError where one was changed or is missing."""
        for kept in self.kept():
            self._content(kept)

    def to_dict(self) -> dict[str, Any]:
        """Give what `store.json` holds."""
        return {
            "format": FORMAT,
            "version": self.version,
            "key_check": self.key_check,
            "vocabulary": self.vocabulary.to_dict(),
            "months": {str(number): asdict(self.files[number]) for number in self.months},
            "ended": [asdict(kept) for kept in self.ended],
            "whole": asdict(self.whole),
            "standing": asdict(self.standing),
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
        whole=Kept(**document["whole"]),
        standing=Kept(**document["standing"]),
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
    if store.files and min(new) > store.months[-1]:
        merged = merge_months(_paths(folder, new), progress, store.merged())
        whole = store.whole
        ended = (*store.ended, _write_segments(folder, "ended", version, merged.ended()))
    else:
        merged = merge_months(_paths(folder, files), progress)
        whole, ended = _write_segments(folder, "whole", version, merged.segments()), ()
    store = Store(
        folder=folder,
        version=version,
        key_check=key_check,
        vocabulary=vocabulary,
        files=files,
        whole=whole,
        ended=ended,
        standing=_write_open(folder, version, merged.open()),
    )
    replace_text(folder / MANIFEST, json.dumps(store.to_dict()))
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


def _write_segments(folder: Path, what: str, version: int, segments: Segments) -> Kept:
    path = folder / f"{what}.{version}.arrow"
    write_columns(segments.named(), path)
    return Kept(path.name, len(segments), digest_of(path))


def _write_open(folder: Path, version: int, open_: Open) -> Kept:
    path = folder / f"standing.{version}.open"
    write_open(open_, path)
    return Kept(path.name, len(open_), digest_of(path))


def _remove_unnamed(store: Store) -> None:
    """Remove files of ours that `store.json` does not name: of before, or of a change that failed.

    Whatever else lies in the folder is not ours.
    """
    named = {one.name for one in store.kept()}
    for path in chain.from_iterable(map(store.folder.glob, OURS)):
        if path.relative_to(store.folder).as_posix() not in named:
            path.unlink()
