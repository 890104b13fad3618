"""The release ledger: every table ever let out, one line each, chained so that edits show."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from wardtoboard.base.errors import (
    DisclosureError,
    Fault,
    FaultyTableError,
    OutputError,
    UnreadableFileError,
)
from wardtoboard.disclosure.tables import ReleasedTable

Said = Mapping[tuple[str, ...], str]

START = "0" * 64
DO = "Restore the ledger from a copy you trust before you release anything."


@dataclass(frozen=True, slots=True)
class Release:
    """One table let out: its permanent id and the day it was released.

    `said` holds, by name, what was said of its numbers beside them: labels, caveats, figures.
    Nothing is known of it for tables recorded before that was kept.
    """

    id: str
    when: date
    table: ReleasedTable
    said: Said = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every release, oldest first, and the hash of the last line."""

    releases: tuple[Release, ...] = ()
    last: str = START

    def about(self, population: str) -> tuple[Release, ...]:
        """Give the releases about one population, oldest first."""
        return tuple(one for one in self.releases if one.table.population == population)

    def of(self, population: str) -> tuple[ReleasedTable, ...]:
        """Give the tables released about one population, oldest first."""
        return tuple(one.table for one in self.about(population))


def read_ledger(path: Path) -> Ledger:
    """Read and verify a ledger. A file that does not exist yet is an empty ledger.

    Raises UnreadableFileError, or FaultyTableError with the row where the chain breaks.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return Ledger()
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(what="the release ledger cannot be read", do=DO, file=path.name)
        raise UnreadableFileError([fault]) from error
    releases: list[Release] = []
    last = START
    for number, line in enumerate(lines, start=1):
        release, last = _read_line(line, last, path.name, number)
        releases.append(release)
    return Ledger(tuple(releases), last)


def append_release(
    path: Path,
    released: ReleasedTable,
    *,
    release_id: str,
    when: date,
    said: Said | None = None,
) -> Release:
    """Add one release as the last line of a ledger, whole or not at all; gives it back.

    The new ledger is written beside the old one and then takes its place. Raises OutputError
    when it cannot be written or another release is being recorded, and DisclosureError when
    the id is used already.
    """
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as stream:
            try:
                release = Release(release_id, when, released, said or {})
                stream.write(_next_text(path, release))
                stream.flush()
                os.fsync(stream.fileno())
            except BaseException:
                beside.unlink()
                raise
        beside.replace(path)
    except FileExistsError as error:
        do = f"Try again in a moment. If nothing else is running, delete {beside.name}."
        fault = Fault(what="another release is being recorded", do=do, file=path.name)
        raise OutputError([fault]) from error
    except OSError as error:
        do = "Check that the folder exists and that you may write in it."
        fault = Fault(what="the release ledger cannot be written", do=do, file=path.name)
        raise OutputError([fault]) from error
    return release


def _next_text(path: Path, release: Release) -> str:
    """Give the whole ledger with one more line; the old lines stay as they are."""
    ledger = read_ledger(path)
    if release.id in {one.id for one in ledger.releases}:
        fault = Fault(
            what="this release id is in the ledger already",
            do="Give each release its own id.",
            file=path.name,
            found=release.id,
        )
        raise DisclosureError([fault])
    old = path.read_text(encoding="utf-8") if ledger.releases else ""
    return old + _line(release, ledger.last)


def _line(release: Release, previous: str) -> str:
    content = {**_to_dict(release), "previous": previous}
    return json.dumps({**content, "sha256": _hash(content)}, ensure_ascii=False) + "\n"


def _hash(content: Mapping[str, Any]) -> str:
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def _to_dict(release: Release) -> dict[str, Any]:
    return {
        "id": release.id,
        "when": release.when.isoformat(),
        **release.table.to_dict(),
        "said": [[*name, text] for name, text in release.said.items()],
    }


def _from_dict(content: Mapping[str, Any]) -> Release:
    return Release(
        id=content["id"],
        when=date.fromisoformat(content["when"]),
        table=ReleasedTable.from_dict(content),
        said=said_from(content.get("said", [])),
    )


def said_from(rows: Iterable[Sequence[str]]) -> dict[tuple[str, ...], str]:
    """Read what was said, by name, from rows of [*name, text]."""
    return {tuple(row[:-1]): row[-1] for row in rows}


def _read_line(line: str, previous: str, file: str, row: int) -> tuple[Release, str]:
    try:
        content = json.loads(line)
        stated = content.pop("sha256")
        if not line.endswith("\n") or content["previous"] != previous or stated != _hash(content):
            raise ValueError("the chain is broken")
        return _from_dict(content), stated
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = "this line of the release ledger was changed, cut short, moved or is missing"
        raise FaultyTableError([Fault(what=what, do=DO, file=file, row=row)]) from error
