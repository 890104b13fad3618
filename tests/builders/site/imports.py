"""Files sent and imports made, for tests of the site."""

from __future__ import annotations

import io

import duckdb
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.models import Import, ImportKind

HEADINGS = ("organisation", "date", "profession", "level", "headcount")
STAFF = (
    ("X1ZZ", "2026-03-31", "nurse", "Band 5", "200"),
    ("X1ZZ", "2026-03-31", "nurse", "Band 8a", "40"),
    ("X1ZZ", "2026-03-31", "physiotherapist", "Band 6", "30"),
    ("X1ZZ", "2026-03-31", "physiotherapist", "Band 8a", "4"),
    ("X1ZZ", "2026-03-31", "Senior manager", "Band 9", "3"),
)
ESTABLISHMENT = (
    ("organisation", "post", "level", "open_to", "filled"),
    ("X1ZZ", "Matron", "Band 8a", "nurse", "yes"),
    ("X1ZZ", "Lead", "Band 8b", "any", "no"),
)


def csv(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """Write a table as CSV."""
    return "\n".join(",".join(row) for row in (headings, *rows)).encode()


def workbook(*rows: tuple[str, ...], cover: str = "") -> bytes:
    """Write a table as XLSX, with a cover sheet if it has a name."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        if cover:
            book.add_worksheet(cover).write(0, 0, "Staff of the trust")
        sheet = book.add_worksheet("Staff")
        for number, row in enumerate((HEADINGS, *rows)):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def parquet(folder: str, *rows: tuple[str, ...]) -> bytes:
    """Write a table as Parquet, every column as text."""
    path = f"{folder}/staff.parquet"
    with duckdb.connect() as engine:
        columns = ", ".join(f"{name} VARCHAR" for name in HEADINGS)
        engine.execute(f"CREATE TABLE staff ({columns})")
        engine.executemany("INSERT INTO staff VALUES (?, ?, ?, ?, ?)", rows)
        engine.table("staff").write_parquet(path)
    with open(path, "rb") as stream:  # noqa: PTH123 - one line for a test
        return stream.read()


def sent(content: bytes, name: str = "staff.csv") -> SimpleUploadedFile:
    """Give a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def drafted(
    organisation: Organisation,
    by: Person,
    content: bytes,
    *,
    name: str = "staff.csv",
    kind: ImportKind = ImportKind.STAFF,
) -> Import:
    """Begin an import with a file."""
    with in_organisation(organisation):
        found = actions.begin_import(organisation=organisation, by=by, kind=kind)
        actions.add_file(import_id=found.pk, by=by, name=name, content=content, columns={})
        return Import.objects.get(pk=found.pk)


def brought_in(
    organisation: Organisation,
    by: Person,
    content: bytes,
    *,
    kind: ImportKind = ImportKind.STAFF,
    fte_as_headcount: bool = False,
) -> Import:
    """Bring a file in, job and all."""
    found = drafted(organisation, by, content, kind=kind)
    with in_organisation(organisation):
        actions.start_import(import_id=found.pk, by=by, fte_as_headcount=fte_as_headcount)
        return Import.objects.get(pk=found.pk)
