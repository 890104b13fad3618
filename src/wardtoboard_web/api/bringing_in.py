"""Bring a file in at one go, as a person would who changes nothing on the way."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.drafts import (
    Draft,
    nobody_placed,
    preview_of,
    read_draft,
    remembered_columns,
    sources_of,
)
from wardtoboard_web.staff.facts import last_done
from wardtoboard_web.staff.models import Import, ImportKind

ONCE = "Bring one such file in on the site; what you say there is remembered."


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that a program sent, and whether full-time equivalents may be read as people."""

    kind: ImportKind
    name: str
    content: bytes
    fte_as_headcount: bool


@transaction.atomic
def bring_in(*, by: Visitor, sent: Sent) -> Import:
    """Hand a file to a job, its columns and organisation codes matched as they were last time.

    Whoever is not placed by now stays unplaced. Raises UserError with every fault, and then
    nothing is kept.
    """
    columns = remembered_columns(sent.kind, preview_of(sent.kind, sent.name, sent.content))
    person = by.person
    begun = actions.begin_import(organisation=by.organisation, by=person, kind=sent.kind)
    actions.add_file(
        import_id=begun.pk, by=person, name=sent.name, content=sent.content, columns=columns
    )
    draft = _draft_with_codes(begun, by)
    _check_whole(draft, sent)
    if draft.table is not None:
        actions.finish_placing(import_id=begun.pk, by=person)
    return actions.start_import(import_id=begun.pk, by=person, fte_as_headcount=_is_fte(draft))


def _draft_with_codes(begun: Import, by: Visitor) -> Draft:
    """Read the file; where its rows are not under our own code, try the codes of last time."""
    draft = read_draft(sources_of(begun))
    last = last_done(ImportKind(begun.kind))
    codes = [code for code in (last.codes if last else []) if code in draft.codes]
    if draft.knows_codes or not codes:
        return draft
    actions.name_codes(import_id=begun.pk, by=by.person, codes=codes)
    begun.refresh_from_db()
    return read_draft(sources_of(begun))


def _check_whole(draft: Draft, sent: Sent) -> None:
    faults = [*draft.faults, *_unmatched(draft)]
    if draft.table is not None and not draft.table.rows:
        faults.append(nobody_placed())
    if _is_fte(draft) and not sent.fte_as_headcount:
        do = "Send a table of headcounts, or send fte_as_headcount as true."
        faults.append(Fault(what="the table holds full-time equivalents and no people", do=do))
    if faults:
        raise FaultyTableError(faults)


def _unmatched(draft: Draft) -> list[Fault]:
    """Say which columns, or whose rows, are not there."""
    faults = [
        Fault(what="the column was not found", do=ONCE, file=file.source.name, column=column)
        for file in draft.files
        if file.preview is not None
        for column in file.preview.missing
    ]
    if draft.is_matched and not draft.knows_codes:
        found = ", ".join(sorted(filter(None, draft.codes)))
        faults.append(Fault(what="no row is your organisation's", found=found, do=ONCE))
    return faults


def _is_fte(draft: Draft) -> bool:
    return draft.table is not None and draft.table.holds_fte_only
