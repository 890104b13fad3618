"""Reading staff histories that were sent: a first look, and all of them for a job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from wardtoboard.base.errors import Fault, UnreadableFileError, UserError
from wardtoboard_web.staff.actions import SentHistory
from wardtoboard_web.staff.career_files import (
    MadeStore,
    kept_files,
    pseudonym_key,
    working_folder,
    write_store,
)
from wardtoboard_web.staff.facts import current_store
from wardtoboard_web.staff.models import HistoryImport

if TYPE_CHECKING:  # they load a compiler, which no page needs
    from wardtoboard.staff.histories.store import Store

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Looks:
    """What was understood of all files of an import.

    `organisations` counts the rows of each code in the files; `ours` are the codes whose rows are
    taken. `months` are counted from year 0, in order.
    """

    rows: int
    months: tuple[int, ...]
    organisations: Mapping[str, int]
    ours: tuple[str, ...]

    @property
    def knows_codes(self) -> bool:
        """Answer whether any row is known to be ours."""
        return any(code in self.organisations for code in self.ours)

    @property
    def is_ready(self) -> bool:
        """Answer whether there is something to bring in."""
        return self.rows > 0 and self.knows_codes

    @property
    def left_out(self) -> int:
        """Count the rows of other organisations, once we know which are ours."""
        others = {code: n for code, n in self.organisations.items() if code not in self.ours}
        return sum(others.values()) if self.knows_codes else 0


def all_looks(found: HistoryImport) -> Looks:
    """Put together what was understood of the files of an import, in the organisation's scope."""
    seen = list(found.files.values_list("understood", flat=True))
    organisations: Counter[str] = Counter()
    for one in seen:
        organisations.update(one["organisations"])
    return Looks(
        rows=sum(one["rows"] for one in seen),
        months=tuple(sorted({month for one in seen for month in one["months"]})),
        organisations=organisations,
        ours=tuple(found.codes) or (found.organisation.code,),
    )


def look_at_sent(files: Iterable[tuple[str, bytes]]) -> tuple[list[SentHistory], list[Fault]]:
    """Look into files, given by name and content; gives them, or what is wrong with any."""
    from wardtoboard.staff.histories.look import look_at_history

    looked: list[SentHistory] = []
    faults: list[Fault] = []
    for name, content in files:
        with working_folder() as folder:
            path = folder / name
            path.write_bytes(content)
            try:
                look = look_at_history(path)
            except UserError as error:
                faults += error.faults
                continue
        understood = {
            "rows": look.rows,
            "months": list(look.months),
            "organisations": dict(look.organisations),
            "headings": list(look.headings.items()),  # a database may sort an object's names
        }
        looked.append(SentHistory(name, content, understood))
    return looked, faults


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an import needs to be read, in a folder: its files, and the store that it adds to.

    `store` is the folder of the store, empty where there is none, and `before` its row. `codes`
    are the organisation codes that are ours, each counted under our own.
    """

    store: Path
    paths: tuple[Path, ...]
    before: UUID | None
    organisation: UUID
    code: str
    codes: tuple[str, ...]


def unpack(found: HistoryImport, folder: Path) -> Unpacked:
    """Write what an import needs into a folder, in the organisation's scope."""
    store, paths, before = folder / "store", [], current_store()
    store.mkdir()
    if before is not None:
        write_store(before, store)
    for number, file in enumerate(found.files.all()):
        path = folder / str(number) / file.name
        path.parent.mkdir()
        path.write_bytes(file.content or b"")
        paths.append(path)
    return Unpacked(
        store=store,
        paths=tuple(paths),
        before=before.pk if before else None,
        organisation=found.organisation_id,
        code=found.organisation.code,
        codes=tuple(found.codes) or (found.organisation.code,),
    )


def read_and_follow(given: Unpacked, progress: Progress) -> MadeStore:
    """Read all files and follow careers through them and the months before.

    Raises UserError with every fault; nothing is to be kept then.
    """
    from wardtoboard.staff.histories.pseudonyms import key_check
    from wardtoboard.staff.histories.reading import read_histories
    from wardtoboard.staff.histories.store import keep_months, open_store
    from wardtoboard.staff.histories.vocabulary import load_vocabulary

    key = pseudonym_key(given.organisation)
    held = open_store(given.store) if given.before else None
    if held is not None and held.key_check != key_check(key):
        raise UnreadableFileError([wrong_key()])
    histories = read_histories(
        given.paths,
        vocabulary=held.vocabulary if held else load_vocabulary(timezone.localdate()),
        key=key,
        merged=dict.fromkeys(given.codes, given.code),
        progress=progress,
        held=held.months if held else (),
        read_held=held.month if held else None,
        only=[given.code],
    )
    store = keep_months(
        given.store,
        histories.months(),
        vocabulary=histories.vocabulary,
        key_check=key_check(key),
        progress=progress,
    )
    return _made(given, store, histories.report.to_dict())


def wrong_key() -> Fault:
    """Say that the site's secret key was changed, and what to do."""
    return Fault(
        what="the secret key of the site is not the one that the careers held now were made with, "
        "so nobody in them would be known again",
        do="Ask whoever runs the site to put the old key back (WARD_TO_BOARD_SECRET_KEY). If it is "
        "lost, undo the histories brought in, the last first, and bring in every month again.",
    )


def _made(given: Unpacked, store: Store, report: dict[str, Any]) -> MadeStore:
    manifest = store.to_dict()
    return MadeStore(
        before=given.before,
        manifest=manifest,
        files={digest: given.store / name for name, digest in kept_files(manifest).items()},
        months=store.months,
        counts={"rows": report["rows"], "months": report["months"]},
        report=report,
    )
