"""One file that holds a backup: its members and a manifest that lists them."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import IO

from wardtoboard.base.errors import Fault
from wardtoboard_web.running.errors import ArchiveError, InUseError
from wardtoboard_web.running.manifest import Manifest

MANIFEST = "manifest.json"
PACKED_ALREADY = (".dump",)
LARGEST_MANIFEST = 10_000_000
_WHAT_DAMAGE_RAISES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def check_free(file: Path) -> None:
    """Raise InUseError when there is a file of that name, ArchiveError when it cannot be there."""
    if file.exists():
        fault = Fault(
            what="there is already a file of that name",
            found=str(file),
            do="Choose another name; a backup never overwrites one.",
        )
        raise InUseError([fault])
    if not file.resolve().parent.is_dir():
        fault = Fault(what="there is no such folder", found=str(file.parent), do="Make it first.")
        raise ArchiveError([fault])


def write_archive(file: Path, manifest: Manifest, members: Mapping[str, Path]) -> None:
    """Write the members and their manifest into one file, whole or not at all.

    Only its owner may read it.
    """
    partial = file.with_name(f"{file.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, manifest.to_json())
                for name, path in members.items():
                    is_packed = path.suffix in PACKED_ALREADY
                    packing = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
                    archive.write(path, name, compress_type=packing)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        fault = Fault(
            what="the backup cannot be written",
            found=str(error.strerror),
            do="Choose a folder with room that you may write in.",
        )
        raise ArchiveError([fault]) from error


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpack a backup into an empty folder and check every member against the manifest.

    Raises ArchiveError when it is cut short, changed, or not a backup at all.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(file, archive)
            _check_names(file, archive, manifest)
            for name in manifest.members:
                _unpack_one(archive, name, folder)
    except FileNotFoundError as error:
        fault = Fault(what="there is no such file", found=str(file), do="Check the name.")
        raise ArchiveError([fault]) from error
    except _WHAT_DAMAGE_RAISES as error:
        raise _not_whole(file, "it is cut short, changed, or not a backup") from error
    changed = [name for name, kept in manifest.members.items() if sha256(folder / name) != kept]
    if changed:
        raise _not_whole(file, f"these parts were changed: {', '.join(changed)}")
    return manifest


def _manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise _not_whole(file, "it has no manifest")
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise _not_whole(file, "its manifest is too large")
    return Manifest.from_json(archive.read(MANIFEST))


def _check_names(file: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = archive.namelist()
    if sorted(names) != sorted([MANIFEST, *manifest.members]):
        raise _not_whole(file, "it does not hold what its manifest lists")
    for name in manifest.members:
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
            raise _not_whole(file, "a part of it would be written outside the folder")


def _unpack_one(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    into: IO[bytes]
    with archive.open(name) as member, target.open("wb") as into:
        copyfileobj(member, into)


def _not_whole(file: Path, why: str) -> ArchiveError:
    fault = Fault(
        what=f"the backup cannot be trusted: {why}",
        found=str(file),
        do="Nothing was restored. Copy the file again, or use an earlier backup.",
    )
    return ArchiveError([fault])
