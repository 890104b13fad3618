"""A PostgreSQL database copied while it is in use, and restored beside the one that is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from wardtoboard.base.errors import Fault, NotInstalledError
from wardtoboard_web.running.errors import ArchiveError, InUseError, NotPreparedError
from wardtoboard_web.running.manifest import Engine as EngineName
from wardtoboard_web.running.roles import check_role, check_sees_everything, grant
from wardtoboard_web.running.tables import HOLD_SESSIONS, check_reachable, connected_to

ALWAYS_THERE = "postgres"
"""The database to be in while others are renamed."""


class Engine:
    """Copies of a PostgreSQL database."""

    ENGINE: EngineName = "postgresql"
    MEMBER = "ward-to-board.dump"

    @contextmanager
    def copied(self, target: Path) -> Iterator[None]:
        """Copy the database as it is at one moment; inside, the connection sees that moment."""
        program = _program("pg_dump")
        check_sees_everything()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            moment = cursor.fetchone()[0]
            name = connection.settings_dict["NAME"]
            _run(
                program,
                *_PLAIN,
                "--format=custom",
                f"--snapshot={moment}",
                *(f"--exclude-table-data={table}" for table in HOLD_SESSIONS),
                f"--file={target}",
                name,
            )
            yield

    @contextmanager
    def new_place(self, *, replace: bool) -> Iterator[NewDatabase]:
        """Make a database beside the one that is there; it goes if the restore fails."""
        program = _program("pg_restore")
        name = str(connection.settings_dict["NAME"])
        now = f"{timezone.now():%Y%m%dT%H%M%SZ}"
        with connected_to(ALWAYS_THERE):
            check_reachable()
            check_sees_everything()
            check_role(_site_role())
            is_there = bool(_ask("SELECT 1 FROM pg_database WHERE datname = %s", name))
        if is_there and not replace:
            _check_empty(name)
        with TemporaryDirectory(prefix="restoring-") as folder:
            place = NewDatabase(Path(folder), program, name, f"{name}_{now}", is_there)
            try:
                yield place
            finally:
                place.drop()


@dataclass(frozen=True, slots=True)
class NewDatabase:
    """A database in which a backup is restored, beside the one called `name`."""

    folder: Path
    program: str
    name: str
    new: str
    is_there: bool

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Restore into the new database, let the site's role in and connect to it."""
        with connected_to(ALWAYS_THERE):
            _do("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", self.new)
        dump = str(self.folder / Engine.MEMBER)
        options = (*_PLAIN, "--exit-on-error", "--single-transaction", f"--dbname={self.new}")
        _run(self.program, *options, dump)
        with connected_to(self.new):
            if _site_role() != connection.settings_dict["USER"]:
                grant(_site_role())
            yield

    def take_over(self) -> str:
        """Give the new database the name of the old; say what the old one is called now."""
        aside = self.new.replace(self.name, f"{self.name}_replaced", 1)
        with connected_to(ALWAYS_THERE), transaction.atomic():
            if self.is_there:
                _do("ALTER DATABASE {} RENAME TO {}", self.name, aside)
            _do("ALTER DATABASE {} RENAME TO {}", self.new, self.name)
        return f"the database {aside}" if self.is_there else ""

    def drop(self) -> None:
        """Drop the new database, if it has not taken over."""
        with connected_to(ALWAYS_THERE):
            _do("DROP DATABASE IF EXISTS {}", self.new)


_PLAIN = ("--no-owner", "--no-privileges")


def _site_role() -> str:
    known = settings.ENVIRONMENT.database
    return known.user if known else ""


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        fault = Fault(
            what=f"the program {name}, which comes with PostgreSQL, is not installed here",
            do="Install PostgreSQL's client programs, of the server's version or later "
            "(on Debian or Ubuntu: sudo apt-get install postgresql-client).",
        )
        raise NotInstalledError([fault])
    return found


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL as the owner; the password is not among its arguments."""
    known = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {name: str(known[key]) for name, key in named.items() if known[key]}
    done = subprocess.run(  # noqa: S603 - a program found by name, and names of our own
        [program, "--no-password", *arguments],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        fault = Fault(
            what=f"{Path(program).name} failed",
            found=done.stderr.strip().partition("\n")[0],
            do="Put that right, then try again. Nothing was changed.",
        )
        raise ArchiveError([fault])


def _check_empty(name: str) -> None:
    with connected_to(name):
        check_reachable()
        if _ask("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"):
            fault = Fault(
                what="there is a site in the database already",
                found=name,
                do="Name another database in both addresses, or add --replace.",
            )
            raise InUseError([fault])


def _ask(question: str, *values: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        row = cursor.fetchone()
    return row and row[0]


def _do(statement: str, *names: str) -> None:
    """Change databases. Raises NotPreparedError with what PostgreSQL said."""
    quoted = ('"{}"'.format(name.replace('"', '""')) for name in names)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(*quoted))
    except DatabaseError as error:
        fault = Fault(
            what="the owner's role could not put the databases in place",
            found=str(error).partition("\n")[0],
            do="Stop the site and its workers, and see that the role of DATABASE_OWNER_URL owns "
            "the database and may make others (CREATEDB).",
        )
        raise NotPreparedError([fault]) from error
