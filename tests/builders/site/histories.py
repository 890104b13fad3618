"""Staff histories sent and brought in, for tests of the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from wardtoboard.staff.histories.synthetic import synthetic_history
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.history_reading import look_at_sent
from wardtoboard_web.staff.models import HistoryImport

HEADINGS = ("person", "month", "organisation", "fte", "profession", "level")
PEOPLE = 4
MONTHS = ("2024-01", "2024-02", "2024-03")


def histories(*months: str, code: str = "X1ZZ", people: int = PEOPLE, more: str = "") -> bytes:
    """Write nurses of Band 5 as CSV; in each month but the first, another of them has Band 6."""
    rows = [
        f"nurse {one},{month},{code},1,nurse,{'Band 6' if one < number else 'Band 5'}"
        for number, month in enumerate(months)
        for one in range(people)
    ]
    return "\n".join([",".join(HEADINGS), *rows, *filter(None, [more])]).encode()


def synthetic_parquet(path: Path, code: str, *, people: int, months: int) -> Path:
    """Write the careers of a made-up trust as Parquet, under a code."""
    rows = synthetic_history(1, people=people, months=months, code=code).rows()
    pq.write_table(rows, path, compression="zstd")
    return path


def drafted_histories(
    organisation: Organisation, by: Person, *contents: bytes, names: Sequence[str] = ()
) -> HistoryImport:
    """Begin an import of histories with files."""
    called = names or [f"history-{number}.csv" for number in range(len(contents))]
    with in_organisation(organisation):
        looked, faults = look_at_sent(zip(called, contents, strict=True))
        assert not faults, faults
        return actions.add_histories(organisation=organisation, by=by, files=looked)


def histories_brought_in(organisation: Organisation, by: Person, *contents: bytes) -> HistoryImport:
    """Bring histories in, job and all."""
    found = drafted_histories(organisation, by, *contents)
    with in_organisation(organisation):
        actions.start_histories(import_id=found.pk, by=by)
        return HistoryImport.objects.get(pk=found.pk)
