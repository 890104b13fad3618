"""Making a backup, and bringing one back; how the database is copied is each engine's own."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from django.conf import settings
from django.db import connection
from django.utils import timezone

import wardtoboard
from wardtoboard.base.errors import Fault
from wardtoboard_web.config.environment import KEY_FILE
from wardtoboard_web.running import copies_of_postgresql, copies_of_sqlite
from wardtoboard_web.running.archives import check_free, sha256, unpack, write_archive
from wardtoboard_web.running.chains import Checked, check_whole, verify_chains
from wardtoboard_web.running.errors import ArchiveError
from wardtoboard_web.running.manifest import Link, Manifest
from wardtoboard_web.running.tables import (
    check_prepared,
    count_rows,
    steps_known,
    steps_taken,
    steps_to_take,
)


class NewPlace(Protocol):
    """Where a backup is restored before it takes the place of what is there."""

    folder: Path

    def opened(self) -> AbstractContextManager[None]:
        """Connect to the database restored there."""

    def take_over(self) -> str:
        """Put what is there aside and this in its place; say what the old one is called now."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: from which backup, where the old data is, which steps are still due."""

    manifest: Manifest
    aside: str
    steps: tuple[str, ...]


def make_backup(file: Path, *, with_secret_key: bool) -> Manifest:
    """Write a backup of the database as it is now, and of the secret key when asked.

    Raises ArchiveError, InUseError or NotPreparedError.
    """
    check_free(file)
    check_prepared()
    engine = _engine()
    with TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as place:
        copy = Path(place) / engine.MEMBER
        members = {engine.MEMBER: copy}
        if with_secret_key:
            members[KEY_FILE] = _secret_key()
        with engine.copied(copy):
            rows, steps, chains = count_rows(), steps_taken(), _chains()
        manifest = Manifest(
            made=timezone.now().isoformat(timespec="seconds"),
            version=wardtoboard.__version__,
            engine=engine.ENGINE,
            steps=tuple(steps),
            members={name: sha256(path) for name, path in members.items()},
            rows=rows,
            chains=chains,
        )
        write_archive(file, manifest, members)
    return manifest


def restore_backup(file: Path, *, replace: bool) -> Restored:
    """Restore a backup beside what is there, check it, and only then let it take its place.

    Raises ArchiveError when the backup is damaged or does not fit, InUseError when the site runs
    or when something is there and `replace` was not asked for.
    """
    with _engine().new_place(replace=replace) as place:
        manifest = unpack(file, place.folder)
        _check_fits(manifest)
        with place.opened():
            _check_whole(manifest)
            steps = tuple(steps_to_take())
        return Restored(manifest, place.take_over(), steps)


def check_chains(manifest: Manifest) -> None:
    """Raise BrokenChainError when the audit ledger was broken already when it was backed up.

    Such a backup is made and restored all the same: it is what there is, and it is evidence.
    """
    check_whole(
        [
            Checked(name, name, one.entries, one.last, one.wrong)
            for name, one in manifest.chains.items()
        ]
    )


def _engine() -> copies_of_sqlite.Engine | copies_of_postgresql.Engine:
    if connection.vendor == "postgresql":
        return copies_of_postgresql.Engine()
    return copies_of_sqlite.Engine()


def _secret_key() -> Path:
    path: Path = settings.ENVIRONMENT.data / KEY_FILE
    if not path.exists():
        raise _fault(
            "there is no secret key here to put in the backup",
            "Leave --with-secret-key out: the key comes from the environment, so keep it as you "
            "keep your other secrets.",
        )
    return path


def _chains() -> Mapping[str, Link]:
    return {one.chain: Link(one.entries, one.last, one.wrong) for one in verify_chains()}


def _check_fits(manifest: Manifest) -> None:
    here = _engine().ENGINE
    if manifest.engine != here:
        raise _fault(
            f"the backup is of {manifest.engine}, and this site is set to use {here}",
            "Set DATABASE_URL and DATABASE_OWNER_URL for PostgreSQL, or leave both out for the "
            "embedded database.",
        )
    unknown = sorted(set(manifest.steps) - steps_known())
    if unknown:
        raise _fault(
            f"the backup was made by a later version, {manifest.version}",
            "Install that version or a later one, then restore.",
        )


def _check_whole(manifest: Manifest) -> None:
    rows, chains = count_rows(), _chains()
    wrong = [
        *(f"rows of {name}" for name in manifest.rows if rows.get(name) != manifest.rows[name]),
        *(
            f"audit chain {name}"
            for name, link in manifest.chains.items()
            if chains.get(name) != link
        ),
    ]
    if wrong:
        raise _fault(
            f"what was restored is not what was backed up: {', '.join(wrong)}",
            "Nothing was put in place. Use an earlier backup.",
        )


def _fault(what: str, do: str) -> ArchiveError:
    return ArchiveError([Fault(what=what, do=do)])
