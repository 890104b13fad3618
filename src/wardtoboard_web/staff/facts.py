"""What is known of an organisation's staff, as the library's objects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from wardtoboard.ceilings import People, gather_people
from wardtoboard.staff import LabelKind, LocalPlace, LocalPlaces, Post, StaffTable, Unplaced
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff.career_files import opened_store
from wardtoboard_web.staff.models import (
    CareerStore,
    Establishment,
    HistoryImport,
    Import,
    ImportKind,
    OwnPlace,
    Snapshot,
    State,
)

if TYPE_CHECKING:  # they load a compiler, which no page without careers needs
    from wardtoboard.staff.histories.segments import Segments
    from wardtoboard.staff.histories.vocabulary import Vocabulary

MOST_CAREERS = 8
"""Careers kept in memory, of all organisations together; a large trust's are a few megabytes."""


@dataclass(frozen=True, slots=True)
class KeptStaff:
    """A snapshot with the posts of the establishment that goes with it, if one was brought in."""

    id: UUID
    date: dt.date
    made_at: dt.datetime
    table: StaffTable
    posts: tuple[Post, ...]

    @property
    def holds_fte_only(self) -> bool:
        """Answer whether full-time equivalents are read as people: evidence grade D."""
        return self.table.holds_fte_only

    def people(self) -> People:
        """Give the people by profession and level. Raises CannotTellError when nobody is placed."""
        return gather_people(
            self.table, fte_as_headcount=self.table.holds_fte_only, posts=self.posts
        )[0]

    def unplaced(self) -> tuple[Unplaced, ...]:
        """Give those who could not be placed on the snapshot's date, and why."""
        return tuple(one for one in self.table.unplaced if one.date == self.date)


def current_snapshot() -> KeptStaff | None:
    """Give the staff that the organisation in scope goes by now; None before the first import."""
    done = last_done(ImportKind.STAFF)
    return kept_by(done) if done else None


def snapshot(snapshot_id: UUID | str) -> KeptStaff:
    """Give one snapshot of the organisation in scope. Raises Snapshot.DoesNotExist."""
    return _kept(Snapshot.objects.get(pk=snapshot_id))


def kept_by(done: Import) -> KeptStaff:
    """Give the staff that an import left behind. Raises Snapshot.DoesNotExist."""
    return _kept(Snapshot.objects.get(source=done))


def last_done(kind: ImportKind, *, before: Import | None = None) -> Import | None:
    """Give the last import done and not undone, or the last one done before another."""
    done = Import.objects.filter(kind=kind, state=State.DONE)
    if before is not None:
        done = done.filter(finished_at__lt=before.finished_at).exclude(pk=before.pk)
    return done.order_by("-finished_at").first()


def knows_files(visitor: Visitor, found: Import) -> bool:
    """Answer whether a visitor may learn what the files of an import hold.

    Whoever may not see every count knows the files they sent themselves and no others: faults of
    columns matched another way quote the cells, and sums of chosen rows give them one by one.
    """
    if visitor.may(Permission.SEE_RAW):
        return True
    return not found.files.exclude(upload__sent_by=visitor.person).exists()


def current_posts() -> tuple[Post, ...]:
    """Give the posts of the establishment brought in last, of the organisation in scope."""
    done = last_done(ImportKind.ESTABLISHMENT)
    if done is None:
        return ()
    posts = Establishment.objects.get(source=done).posts
    return tuple(Post.from_dict(post) for post in posts)


def own_places() -> LocalPlaces:
    """Give the decisions in force of the organisation in scope, whatever the day."""
    rows = OwnPlace.objects.filter(withdrawn_at=None)
    return LocalPlaces(tuple(local_place(row) for row in rows))


def local_place(row: OwnPlace) -> LocalPlace:
    """Give a decision as the library has it."""
    kind: LabelKind = row.kind  # type: ignore[assignment]  # the database has text
    return LocalPlace(
        kind=kind,
        labels=tuple(row.labels),
        decided_on=timezone.localtime(row.decided_at).date(),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        profession=row.profession,
        level=row.level,
        is_not_clinical=row.is_not_clinical,
    )


def _kept(row: Snapshot) -> KeptStaff:
    return KeptStaff(
        id=row.pk,
        date=row.date,
        made_at=row.made_at,
        table=StaffTable.from_dict(row.table),
        posts=current_posts(),
    )


@dataclass(frozen=True, slots=True)
class Careers:
    """The careers of an organisation's staff, over the months brought in.

    `segments` are in the order of person and start. `months` are counted from year 0. `version`
    is never that of other careers of the organisation.
    """

    segments: Segments
    vocabulary: Vocabulary
    months: tuple[int, ...]
    version: int


def careers() -> Careers | None:
    """Give the careers that the organisation in scope goes by now; None before the first import.

    They are for those who see every count.
    """
    store = current_store()
    return _careers(store.organisation_id, store.version) if store else None


def current_store() -> CareerStore | None:
    """Give the store of careers of the last import of histories done, of those in scope."""
    rows = CareerStore.objects.filter(source__state=State.DONE)
    return rows.select_related("source").order_by("-version").first()


def store_of(found: HistoryImport) -> CareerStore | None:
    """Give the store of careers that an import left behind, if it has left one."""
    return CareerStore.objects.filter(source=found).first()


def store_before(found: HistoryImport) -> CareerStore | None:
    """Give the store of careers that an import was added to, if any."""
    rows = CareerStore.objects.filter(source__state=State.DONE).exclude(source=found)
    return rows.order_by("-version").first()


def histories_under_way() -> HistoryImport | None:
    """Give the import of histories that is being prepared or read; there is one at most."""
    states = (State.DRAFT, State.WAITING, State.RUNNING)
    return HistoryImport.objects.select_related("organisation").filter(state__in=states).first()


@lru_cache(maxsize=MOST_CAREERS)
def _careers(organisation_id: UUID, version: int) -> Careers:
    """Read careers from their files; a version of an organisation is always the same careers."""
    with opened_store(CareerStore.objects.get(version=version)) as store:
        return Careers(store.segments(), store.vocabulary, store.months, version)
