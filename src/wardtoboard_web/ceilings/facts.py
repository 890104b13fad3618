"""What is known of where careers stop, as the library's objects, for whoever is asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from wardtoboard.base.errors import CannotTellError
from wardtoboard.ceilings import (
    Body,
    Description,
    Finding,
    Grade,
    People,
    Shortfall,
    build_body,
    describe,
    find_ceilings,
    load_settings,
    share_out_shortfall,
)
from wardtoboard.disclosure import Attack, Ledger
from wardtoboard.disclosure import Release as Recorded
from wardtoboard.papers import (
    ProtectedFlows,
    Release,
    Shown,
    attack_everything,
    raw_release,
    release_for_others,
    shortfalls_of,
    unplaced_sentences,
)
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import Unplaced
from wardtoboard_web.ceilings.few_kept import FewKept
from wardtoboard_web.ceilings.models import Audience, Label
from wardtoboard_web.ceilings.models import Release as Row
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.models import Role
from wardtoboard_web.organisations.permissions import Permission, may
from wardtoboard_web.staff.facts import KeptStaff, kept_by, last_done
from wardtoboard_web.staff.models import ImportKind, Snapshot

MOST_KEPT = 16
"""Answers kept in memory, of all organisations together."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything found in one snapshot: raw, for analysts."""

    snapshot: UUID
    people: People
    body: Body
    findings: tuple[Finding, ...]
    unplaced: tuple[Unplaced, ...]
    release: Release
    shortfalls: Mapping[str, Shortfall]
    descriptions: tuple[Description, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one visitor may see of where careers stop: every page and file comes from this.

    `shortfalls`, by profession, and `descriptions` are there in what is raw only. `number` and
    `when` are the release's; None in what is raw. `is_part`: of professions the visitor leads.
    """

    release: Release
    unplaced: tuple[str, ...]
    shortfalls: Mapping[str, Shortfall] = field(default_factory=dict)
    descriptions: tuple[Description, ...] = ()
    number: int | None = None
    when: datetime | None = None
    is_part: bool = False

    @property
    def professions(self) -> Professions:
        """The professions as they were on the day of the figures."""
        return load_professions(self.release.date)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A release as others would see it, attacked together with the `after` releases before it."""

    release: Release
    unplaced: tuple[str, ...]
    attack: Attack
    after: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label that a finding had on a date; None where it was withheld."""

    date: date
    label: str | None
    grade: str


_ANSWERS = FewKept[tuple[UUID, UUID | None], Answer](MOST_KEPT)


def release_for(visitor: Visitor, *, as_others: bool = False) -> Seen | None:
    """Give what a visitor may see; None when there is nothing yet.

    Analysts see every count, unless they ask to see what others see. Others see the newest
    protected release that was shared with them, and profession leads their part of it.
    """
    if visitor.may(Permission.SEE_RAW) and not as_others:
        answer = current_answer()
        return None if answer is None else raw(answer)
    row = _rows_for(visitor).defer("content").first()
    if row is None:
        return None
    seen = Seen(
        release=_released(row.pk),
        unplaced=tuple(row.unplaced),
        number=row.number,
        when=row.when,
    )
    return seen if _sees_whole(visitor, row.audience) else _part_of(seen, visitor)


def _sees_whole(visitor: Visitor, audience: str) -> bool:
    """Answer whether a visitor is not held, in a release, to the professions they lead."""
    is_shared = audience == Audience.SYSTEM
    held = {Role.PROFESSION_LEAD} if is_shared else {Role.PROFESSION_LEAD, Role.SYSTEM_VIEWER}
    return may(visitor.roles - held, Permission.SEE_RELEASED)


def _led_by(visitor: Visitor, day: date) -> set[str]:
    """Give the professions a visitor leads, families with their members."""
    return {one.id for one in load_professions(day) if {one.id, one.family} & visitor.professions}


def _rows_for(visitor: Visitor) -> QuerySet[Row]:
    """Give the releases shared with a visitor, newest first."""
    inside = visitor.roles - {Role.SYSTEM_VIEWER, Role.LINE_MANAGER, Role.CLINICIAN}
    rows: QuerySet[Row] = Row.objects.all()
    return rows if inside else rows.filter(audience=Audience.SYSTEM)


@lru_cache(maxsize=64)
def _released(pk: UUID) -> Release:
    """Read what a row of the organisation in scope released; it never changes."""
    return Release.from_dict(Row.objects.values_list("content", flat=True).get(pk=pk))


def raw(answer: Answer) -> Seen:
    """Show everything: for analysts."""
    return Seen(
        release=answer.release,
        unplaced=unplaced_sentences(answer.unplaced, raw=True),
        shortfalls=answer.shortfalls,
        descriptions=answer.descriptions,
    )


def _part_of(seen: Seen, visitor: Visitor) -> Seen:
    """Keep a release's part about the professions a visitor leads."""
    release = seen.release
    led = _led_by(visitor, release.date)
    values = {key: value for key, value in release.table.values.items() if key[0] in led}
    return replace(
        seen,
        release=replace(
            release,
            table=replace(release.table, values=values),
            shown=tuple(one for one in release.shown if one.profession in led),
            flows=release.flows and release.flows.of(led),
        ),
        unplaced=(),
        is_part=True,
    )


def current_answer() -> Answer | None:
    """Give what is found in the organisation's current snapshot; None before the first import."""
    done = last_done(ImportKind.STAFF)
    if done is None:
        return None
    posts = last_done(ImportKind.ESTABLISHMENT)
    key = (done.pk, posts.pk if posts else None)
    answer = _ANSWERS.get(key)
    if answer is None:
        answer = answer_from(kept_by(done))
        _ANSWERS.put(key, answer)
    return answer


def current_snapshot_row() -> Snapshot | None:
    """Give the row of the organisation's current snapshot."""
    done = last_done(ImportKind.STAFF)
    return None if done is None else Snapshot.objects.get(source=done)


def answer_from(staff: KeptStaff) -> Answer:
    """Find the ceilings of a snapshot."""
    people = staff.people()
    body = build_body(people)
    settings = load_settings()
    grade: Grade = "D" if staff.holds_fte_only else "C"
    findings = tuple(find_ceilings([body], settings, grade=grade)[0])
    release = raw_release(people, findings, load_professions(people.date))
    return Answer(
        snapshot=staff.id,
        people=people,
        body=body,
        findings=findings,
        unplaced=staff.unplaced(),
        release=release,
        shortfalls=shortfalls_of(body, release, settings),
        descriptions=describe(body),
    )


def weigh(answer: Answer, ledger: Ledger, flows: ProtectedFlows | None = None) -> Weighed:
    """Protect an answer and attack it together with everything released before.

    `flows` are what the release says of careers over time, protected already. It takes a while.
    Raises DisclosureError when it cannot be let out.
    """
    release = release_for_others(answer.people, answer.findings, load_settings(), ledger)
    return Weighed(
        release=replace(release, flows=flows),
        unplaced=unplaced_sentences(answer.unplaced, raw=False),
        attack=attack_everything(release, ledger),
        after=len(ledger.releases),
    )


def ledger() -> Ledger:
    """Give every release of the organisation in scope, oldest first."""
    return Ledger(tuple(map(_recorded, Row.objects.order_by("number").defer("content"))))


def _recorded(row: Row) -> Recorded:
    release = _released(row.pk)
    return Recorded(str(row.number), localdate(row.when), release.table, release.said)


def against(profession: str, level: str, reference: str) -> Shortfall | None:
    """Share out a profession's shortfall beside one other; None when that cannot be told."""
    answer = current_answer()
    if answer is None or profession == reference:
        return None
    try:
        return share_out_shortfall(
            answer.body.guide, profession, level, reference, load_settings(), seed=0
        )
    except CannotTellError:
        return None


def history_for(visitor: Visitor, shown: Shown, *, as_others: bool) -> Sequence[Labelled]:
    """Give the labels that a finding has had, oldest first, as far as the visitor may see.

    Analysts see that of every snapshot; others what each release shared with them said.
    """
    if visitor.may(Permission.SEE_RAW) and not as_others:
        return _in_snapshots(shown)
    shared = _rows_for(visitor).order_by("number").values_list("pk", "audience")
    return [
        one
        for pk, audience in shared
        for one in _in_release(_released(pk), shown)
        if _sees_whole(visitor, audience) or shown.profession in _led_by(visitor, one.date)
    ]


def _in_snapshots(shown: Shown) -> list[Labelled]:
    rows = (
        Label.objects.filter(profession=shown.profession, level=shown.level)
        .select_related("snapshot")
        .order_by("snapshot__made_at")
        .only("label", "grade", "snapshot__date")
    )
    return [Labelled(row.snapshot.date, row.label, row.grade) for row in rows]


def _in_release(release: Release, shown: Shown) -> Iterator[Labelled]:
    for one in release.shown:
        if (one.profession, one.level) == (shown.profession, shown.level):
            yield Labelled(release.date, one.label, one.grade)
