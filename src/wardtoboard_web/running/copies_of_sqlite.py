"""The embedded database copied while it is in use, and put back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wardtoboard.base.errors import Fault
from wardtoboard_web.config.environment import KEY_FILE
from wardtoboard_web.running.errors import InUseError
from wardtoboard_web.running.in_use import LOCK, alone_in
from wardtoboard_web.running.manifest import Engine as EngineName
from wardtoboard_web.running.tables import HOLD_SESSIONS, connected_to

ASIDE = "replaced-"


class Engine:
    """Copies of a SQLite file."""

    ENGINE: EngineName = "sqlite"
    MEMBER = "ward-to-board.sqlite3"

    @contextmanager
    def copied(self, target: Path) -> Iterator[None]:
        """Copy the database as it is at one moment; inside, the connection is to the copy."""
        source = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(source, timeout=20, isolation_level=None)) as opened:
            opened.execute("VACUUM INTO ?", [str(target)])
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            for table in HOLD_SESSIONS:
                copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            copy.execute("VACUUM")  # what was deleted is not left in free pages
        with connected_to(str(target)):
            yield

    @contextmanager
    def new_place(self, *, replace: bool) -> Iterator[NewFolder]:
        """Make a folder inside the data folder, alone in it; it goes if the restore fails."""
        data: Path = settings.ENVIRONMENT.data
        with alone_in(data):
            if (data / self.MEMBER).exists() and not replace:
                fault = Fault(
                    what="there is a site in the data folder already",
                    found=str(data),
                    do="Choose an empty one with WARD_TO_BOARD_DATA, or add --replace.",
                )
                raise InUseError([fault])
            with TemporaryDirectory(dir=data, prefix="restoring-") as place:
                yield NewFolder(Path(place), data)


@dataclass(frozen=True, slots=True)
class NewFolder:
    """A folder in which a backup is restored, beside what is there."""

    folder: Path
    data: Path

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Connect to the database restored there."""
        with connected_to(str(self.folder / Engine.MEMBER)):
            yield

    def take_over(self) -> str:
        """Put what is there aside and this in its place; say what the old one is called now.

        The secret key that is there stays, unless the backup has one.
        """
        connection.close()
        new = sorted(self.folder.iterdir())
        names = {path.name for path in new}
        old = [path for path in self.data.iterdir() if self._goes_aside(path, names)]
        aside = self.data / f"{ASIDE}{timezone.now():%Y%m%dT%H%M%SZ}"
        if old:
            aside.mkdir(mode=0o700)
        for path in old:
            shutil.move(path, aside / path.name)
        for path in new:
            path.chmod(0o600)
            shutil.move(path, self.data / path.name)
        return str(aside) if old else ""

    def _goes_aside(self, path: Path, new: set[str]) -> bool:
        if path.name == KEY_FILE:
            return KEY_FILE in new
        is_kept = path.name == LOCK or path.name.startswith(ASIDE) or path == self.folder
        return not is_kept
