"""The store of careers between the database, which keeps its files, and the library's folder."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from wardtoboard_web.staff.careers import CareerFile, CareerStore

if TYPE_CHECKING:
    from wardtoboard.staff.histories.store import Store

PURPOSE = "wardtoboard_web.staff pseudonyms"
PREFIX = "careers-"
LOCK = "in-use"


@dataclass(frozen=True, slots=True)
class MadeStore:
    """A store of careers in a folder, ready to be kept.

    `before` is the row of the store it was made from, if any. `files` gives the path of each of
    its files by digest. `counts` and `report` are plain JSON; `months` are counted from year 0.
    """

    before: UUID | None
    manifest: Mapping[str, Any]
    files: Mapping[str, Path]
    months: tuple[int, ...]
    counts: Mapping[str, int]
    report: Mapping[str, Any]


def pseudonym_key(organisation_id: UUID) -> bytes:
    """Give the key of an organisation's pseudonyms, derived from the site's and never stored."""
    return salted_hmac(PURPOSE, str(organisation_id), algorithm="sha256").digest()


def kept_files(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Give the digest of each file of a store by its name."""
    others = manifest["whole"], manifest["standing"]
    every = [*manifest["months"].values(), *manifest["ended"], *others]
    return {one["name"]: one["digest"] for one in every}


@contextmanager
def opened_store(row: CareerStore) -> Iterator[Store]:
    """Open a store for reading, in the organisation's scope; without the months it was made of,
    but for the last.

    What it reads must be copied before the block ends.
    """
    from wardtoboard.staff.histories.store import open_store

    months = row.manifest["months"]
    earlier = sorted(months, key=int)[:-1]
    left_out = [months[number]["name"] for number in earlier]
    with TemporaryDirectory(prefix=PREFIX) as place:
        folder = Path(place)
        write_store(row, folder, leaving_out=left_out)
        yield open_store(folder)


def write_store(row: CareerStore, folder: Path, *, leaving_out: Iterable[str] = ()) -> None:
    """Write the files of a store into a folder, as the library keeps it."""
    names = kept_files(row.manifest)
    for name in leaving_out:
        del names[name]
    (folder / "months").mkdir()
    for name, digest in names.items():
        content = CareerFile.objects.values_list("content", flat=True).get(digest=digest)
        (folder / name).write_bytes(content)
    (folder / "store.json").write_text(json.dumps(row.manifest), encoding="utf-8")


@contextmanager
def working_folder() -> Iterator[Path]:
    """Give a folder that goes when the block ends; those that killed processes left go first.

    Files of histories are read in it, and must not stay on the disk.
    """
    _remove_abandoned()
    with TemporaryDirectory(prefix=PREFIX) as place, _held(Path(place)):
        yield Path(place)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a lock in a folder; the system lets it go when the process dies in whatever way."""
    if sys.platform == "win32":  # has no such locks
        yield
        return
    import fcntl

    with (folder / "not-yet").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        (folder / "not-yet").rename(folder / LOCK)
        yield


def _remove_abandoned() -> None:
    if sys.platform == "win32":
        return
    import fcntl

    for lock in Path(gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError), lock.open("a") as file:  # in use, or somebody else's
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent)
