"""Prepare an import: its files, their columns, whose rows, and whether placing is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.staff.actions.attempts import record_import, still_open
from wardtoboard_web.staff.models import (
    ColumnMatch,
    Import,
    ImportFile,
    ImportKind,
    State,
    Upload,
)


@transaction.atomic
def begin_import(*, organisation: Organisation, by: Person, kind: ImportKind) -> Import:
    """Begin an import without files."""
    made = Import.objects.create(organisation=organisation, kind=kind, made_by=by)
    record_import(made, by, "import.begun", {"kind": kind})
    return made


@transaction.atomic
def add_file(
    *, import_id: UUID, by: Person, name: str, content: bytes, columns: Mapping[str, str]
) -> ImportFile:
    """Keep a file as it was sent; `columns` are those remembered for its headings, if any."""
    found = still_open(Import, import_id)
    upload = Upload.objects.create(
        organisation=found.organisation,
        name=name,
        content=content,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        sent_by=by,
    )
    added = ImportFile.objects.create(
        organisation=found.organisation,
        import_of=found,
        upload=upload,
        columns=dict(columns),
        is_remembered=bool(columns),
    )
    _reopen(found)
    detail = {"size": upload.size, "sha256": upload.sha256, "columns_remembered": bool(columns)}
    record_import(found, by, "import.file_added", detail)
    return added


@transaction.atomic
def remove_file(*, import_id: UUID, by: Person, file_id: UUID) -> None:
    """Take a file out of an import; the file goes too unless another import uses it."""
    found = still_open(Import, import_id)
    file = found.files.get(pk=file_id)
    upload = file.upload
    file.delete()
    if not ImportFile.objects.filter(upload=upload).exists():
        upload.delete()
    _reopen(found)
    record_import(found, by, "import.file_removed", {"sha256": upload.sha256})


@transaction.atomic
def match_columns(
    *, import_id: UUID, by: Person, file_id: UUID, columns: Mapping[str, str], headings: str
) -> None:
    """Say which heading is which column, and remember it for files with the same headings."""
    found = still_open(Import, import_id)
    file = found.files.get(pk=file_id)
    file.columns, file.is_remembered = dict(columns), False
    file.save(update_fields=["columns", "is_remembered"])
    ColumnMatch.objects.update_or_create(
        organisation=found.organisation,
        kind=found.kind,
        headings=headings,
        defaults={"columns": dict(columns), "changed_at": timezone.now()},
    )
    _reopen(found)
    record_import(found, by, "import.columns_matched", {"columns": sorted(columns)})


@transaction.atomic
def name_codes(*, import_id: UUID, by: Person, codes: Sequence[str]) -> None:
    """Say which of the organisation codes in the files are ours."""
    found = still_open(Import, import_id)
    found.codes = list(codes)
    found.save(update_fields=["codes"])
    _reopen(found)
    record_import(found, by, "import.codes_named", {"codes": list(codes)})


@transaction.atomic
def finish_placing(*, import_id: UUID, by: Person) -> None:
    """Say that whoever is not placed by now stays unplaced."""
    found = still_open(Import, import_id)
    found.is_placing_done = True
    found.save(update_fields=["is_placing_done"])
    record_import(found, by, "import.placing_finished", {})


@transaction.atomic
def discard_import(*, import_id: UUID, by: Person) -> None:
    """Give up an import that is being prepared; its files go unless another import uses them."""
    found = still_open(Import, import_id)
    for file in found.files.all():
        upload = file.upload
        file.delete()
        if not ImportFile.objects.filter(upload=upload).exists():
            upload.delete()
    found.state = State.DISCARDED
    found.save(update_fields=["state"])
    record_import(found, by, "import.discarded", {})


@transaction.atomic
def begin_again(*, import_id: UUID, by: Person) -> Import:
    """Begin another import of the same files, matched the same way, to place more of them."""
    earlier = Import.objects.get(pk=import_id)
    again = Import.objects.create(
        organisation=earlier.organisation, kind=earlier.kind, made_by=by, codes=earlier.codes
    )
    for file in earlier.files.all():
        ImportFile.objects.create(
            organisation=earlier.organisation,
            import_of=again,
            upload=file.upload,
            columns=file.columns,
            is_remembered=file.is_remembered,
        )
    record_import(again, by, "import.begun", {"kind": again.kind, "again": str(earlier.pk)})
    return again


def _reopen(found: Import) -> None:
    """Forget what was concluded from the files as they were."""
    found.state, found.is_placing_done = State.DRAFT, False
    found.save(update_fields=["state", "is_placing_done"])
