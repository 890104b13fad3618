"""Staff tables: what was brought in, and bringing in another."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard_web.api.authentication import ApiRequest, needs
from wardtoboard_web.api.bringing_in import Sent, bring_in
from wardtoboard_web.api.operations.responses import answers
from wardtoboard_web.api.paging import Page, PageNumber, page_of
from wardtoboard_web.api.problems import FaultAnswer
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.staff.drafts import read_draft, sources_of
from wardtoboard_web.staff.facts import knows_files
from wardtoboard_web.staff.forms import FileForm
from wardtoboard_web.staff.models import Import, ImportKind, State

router = Router(tags=["Imports"])


class ImportAnswer(Schema):
    """An import and where it has got to.

    `step` and `percent` say how far its job is. `has_stopped` says that the job has gone silent
    and may be started again on the site.
    """

    id: UUID
    kind: ImportKind
    state: State
    made_at: datetime
    step: str
    percent: int
    has_stopped: bool
    finished_at: datetime | None


class ImportWithFaultsAnswer(ImportAnswer):
    """An import, with every fault of its files while they may still be changed."""

    faults: list[FaultAnswer]


@router.get("/imports", response=answers(Page[ImportAnswer], 422), url_name="imports")
@needs(Scope.IMPORTS_READ)
def imports(request: ApiRequest, page: PageNumber) -> Page[ImportAnswer]:
    """Give the imports, newest first, a page at a time."""
    rows, place = page_of(Import.objects.all(), page)
    return Page[ImportAnswer](**place, items=[ImportAnswer.from_orm(row) for row in rows])


@router.post("/imports", response=answers(ImportAnswer, 422, done=202), url_name="imports")
@needs(Scope.IMPORTS_WRITE)
def bring_table_in(
    request: ApiRequest,
    file: Annotated[UploadedFile, File(description="CSV, XLSX or Parquet.")],
    kind: Annotated[ImportKind, Form(description="What it holds.")] = ImportKind.STAFF,
    fte_as_headcount: Annotated[
        bool, Form(description="Read full-time equivalents as people, as grade D evidence.")
    ] = False,
) -> Status[ImportAnswer]:
    """Bring a file in.

    Columns and organisation codes are matched as they were the last time such a file came in,
    and whoever cannot be placed stays unplaced. A job reads the file; ask for the import until
    its state is done. A file with faults is refused with all of them, and nothing is kept.
    """
    form = FileForm(files=MultiValueDict({"file": [file]}))
    if not form.is_valid():
        raise FaultyTableError([_fault_of(str(text)) for text in form.errors["file"]])
    sent = Sent(kind, form.name, file.read(), fte_as_headcount)
    made = bring_in(by=request.auth.visitor, sent=sent)
    made.refresh_from_db()
    return Status(202, ImportAnswer.from_orm(made))


@router.get(
    "/imports/{import_id}", response=answers(ImportWithFaultsAnswer, 404, 422), url_name="import"
)
@needs(Scope.IMPORTS_READ)
def one_import(request: ApiRequest, import_id: UUID) -> ImportWithFaultsAnswer:
    """Give one import: its state, how far its job is, and the faults of its files.

    Whoever may not see every count gets the faults of files they sent themselves and no others.
    """
    found = get_object_or_404(Import.objects.select_related("organisation"), pk=import_id)
    may_know = found.is_open and knows_files(request.auth.visitor, found)
    faults = read_draft(sources_of(found)).faults if may_know else ()
    answer = ImportAnswer.from_orm(found)
    return ImportWithFaultsAnswer(
        **answer.dict(), faults=[FaultAnswer.from_orm(fault) for fault in faults]
    )


def _fault_of(text: str) -> Fault:
    return Fault(what="the file cannot be taken", do=text, column="file")
