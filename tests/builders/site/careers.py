"""Careers of a trust brought in as staff histories, for tests of what pages show of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import count

import numpy as np

from builders.histories import FIRST, VOCABULARY, drawn_histories, segments_of
from builders.site.histories import HEADINGS, drafted_histories
from wardtoboard.staff.histories.ordering import in_one_order
from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.facts import Careers
from wardtoboard_web.staff.models import HistoryImport, State

STAFF = {
    "nurse": (260, 220, 160, 90, 40, 10),
    "physiotherapist": (70, 70, 60, 40, 6, 1),
    "radiographer": (60, 60, 50, 30, 4, 1),
    "pharmacist": (0, 12, 10, 4, 1, 0),
}
BAND_8A = 3
MONTHS = 73
LAST = FIRST + MONTHS - 1
BARRED = ("physiotherapist", "radiographer")
"""Whoever is hardly ever promoted from Band 8a."""


def histories_of(segments: Segments, code: str, months: range) -> bytes:
    """Write the months of careers as CSV, one row for each person and month."""
    rows = []
    known = segments.take(segments.person > 0)
    for person, state, start, end, fte in zip(
        *(getattr(known, name).tolist() for name in ("person", "state", "start", "end", "fte")),
        strict=True,
    ):
        what = f"{fte / 100},{VOCABULARY.profession_of(state)},{VOCABULARY.level_of(state)}"
        for month in range(max(start, months.start), min(end + 1, months.stop)):
            rows.append(f"p{person},{month // 12}-{month % 12 + 1:02},{code},{what}")
    return "\n".join([",".join(HEADINGS), *rows]).encode()


@cache
def careers_of_a_trust() -> Segments:
    """Draw six years of careers in which allied health professionals stop at Band 8a.

    Beside them a few managers whose profession nobody knows stay at that level.
    """

    def promoted(profession: str, level: int) -> float:
        return 0.01 if profession in BARRED and level == BAND_8A else 0.14

    known = drawn_histories(STAFF, promoted, lambda _profession, _level: 0.1, months=MONTHS, seed=7)
    managers = segments_of(
        *((-one, None, "Band 8a", 0, 0, MONTHS - 1, Event.CENSORED) for one in range(1, 13))
    )
    return in_one_order([managers, known], middle=0)


def careers_until(month: int) -> Careers:
    """Give what was seen of them by the end of a month, counted from nought."""
    whole = careers_of_a_trust()
    last = FIRST + month
    seen = whole.take(whole.start <= last)
    is_over = seen.end <= last
    cut = replace(
        seen,
        end=np.minimum(seen.end, last).astype(np.int16),
        event=np.where(is_over, seen.event, Event.CENSORED).astype(np.int8),
    )
    return Careers(cut, VOCABULARY, tuple(range(FIRST, last + 1)), version=next(VERSIONS))


VERSIONS = count(1_000_000)
"""Far from those of careers brought in, as what was found is kept by version."""


def careers_brought_in(
    organisation: Organisation, by: Person, *, months: int = MONTHS
) -> HistoryImport:
    """Bring in so many months of them, job and all."""
    held = range(FIRST, FIRST + months)
    content = histories_of(careers_of_a_trust(), organisation.code, held)
    found = drafted_histories(organisation, by, content)
    with in_organisation(organisation):
        actions.start_histories(import_id=found.pk, by=by)
        found.refresh_from_db()
    assert found.state == State.DONE, found.faults
    return found
