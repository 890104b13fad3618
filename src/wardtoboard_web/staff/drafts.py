"""What is understood of an import's files before anything is kept: read anew each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from wardtoboard.base.errors import Fault, FaultyTableError, UserError
from wardtoboard.base.headers import heading_key
from wardtoboard.base.previews import Preview
from wardtoboard.staff import (
    LocalPlaces,
    Post,
    StaffTable,
    organisations_in,
    preview_establishment,
    preview_staff_table,
    read_establishment,
    read_staff_tables,
)
from wardtoboard_web.staff.facts import own_places
from wardtoboard_web.staff.models import ColumnMatch, Import, ImportKind

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class SourceFile:
    """A file of an import, with its content."""

    id: UUID
    name: str
    content: bytes
    columns: Mapping[str, str]
    is_remembered: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """All that reading an import needs, so that no row is touched meanwhile.

    `code` is the organisation's own; `codes` are those in the files that were said to be ours.
    """

    kind: ImportKind
    code: str
    codes: tuple[str, ...]
    files: tuple[SourceFile, ...]
    places: LocalPlaces

    @property
    def organisations(self) -> dict[str, str]:
        """Give the codes whose rows are taken, each counted under our own."""
        return dict.fromkeys(self.codes or (self.code,), self.code)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file and what was understood of it; None, and faults, when it cannot be opened."""

    source: SourceFile
    preview: Preview | None
    faults: tuple[Fault, ...] = ()

    @property
    def is_matched(self) -> bool:
        """Answer whether every column that is needed was found."""
        return self.preview is not None and self.preview.is_complete and not self.faults


@dataclass(frozen=True, slots=True)
class Draft:
    """An import as far as it could be read.

    `codes` counts the files' rows by organisation code. `table` or `posts` is what was read.
    """

    sources: Sources
    files: tuple[DraftFile, ...]
    codes: Mapping[str, int]
    table: StaffTable | None = None
    posts: tuple[Post, ...] | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def is_matched(self) -> bool:
        """Answer whether there are files and all their columns were found."""
        return bool(self.files) and all(file.is_matched for file in self.files)

    @property
    def knows_codes(self) -> bool:
        """Answer whether we know which rows are ours."""
        return self.is_matched and any(code in self.codes for code in self.sources.organisations)

    @property
    def is_read(self) -> bool:
        """Answer whether everything was read without a fault."""
        return self.table is not None or self.posts is not None


def sources_of(found: Import) -> Sources:
    """Load what reading an import needs, in the organisation's scope."""
    return Sources(
        kind=ImportKind(found.kind),
        code=found.organisation.code,
        codes=tuple(found.codes),
        files=tuple(
            SourceFile(
                id=file.pk,
                name=file.upload.name,
                content=bytes(file.upload.content),
                columns=file.columns,
                is_remembered=file.is_remembered,
            )
            for file in found.files.select_related("upload")
        ),
        places=own_places(),
    )


def read_draft(sources: Sources) -> Draft:
    """Read as far as can be: columns, then whose rows, then everyone placed; never refuses."""
    with _on_disk(sources) as paths:
        files = tuple(_draft_file(sources.kind, file, path) for file, path in paths.items())
        draft = Draft(sources, files, {}, faults=tuple(f for one in files for f in one.faults))
        if not draft.is_matched:
            return draft
        codes: Counter[str] = Counter()
        for file, path in paths.items():
            codes.update(organisations_in(path, columns=file.columns))
        draft = Draft(sources, files, codes)
        if not draft.knows_codes:
            return draft
        try:
            if sources.kind == ImportKind.STAFF:
                return Draft(sources, files, codes, table=_staff(sources, paths, None))
            return Draft(sources, files, codes, posts=_posts(sources, paths))
        except UserError as error:
            return Draft(sources, files, codes, faults=error.faults)


def read_staff(sources: Sources, progress: Progress | None = None) -> StaffTable:
    """Read and place the staff of an import. Raises UserError with every fault."""
    with _on_disk(sources) as paths:
        table = _staff(sources, paths, progress)
    if not table.rows:
        raise FaultyTableError([nobody_placed()])
    return table


def read_posts(sources: Sources) -> tuple[Post, ...]:
    """Read the posts of an import. Raises UserError with every fault."""
    with _on_disk(sources) as paths:
        return _posts(sources, paths)


def nobody_placed() -> Fault:
    """Say that there is nothing to go by."""
    return Fault(
        what="nobody in the files could be placed in a profession",
        do="Place some labels, or match the columns again.",
    )


def preview_of(kind: ImportKind, name: str, content: bytes) -> Preview:
    """Say what is understood of a file just sent. Raises UserError."""
    file = SourceFile(UUID(int=0), name, content, {}, is_remembered=False)
    with _on_disk(Sources(kind, "", (), (file,), LocalPlaces())) as paths:
        return _preview(kind, paths[file], {})


def headings_mark(headings: tuple[str, ...]) -> str:
    """Give a mark that files with the same headings share, whatever their order."""
    keys = sorted(filter(None, map(heading_key, headings)))
    return sha256("\n".join(keys).encode()).hexdigest()


def remembered_columns(kind: ImportKind, preview: Preview) -> dict[str, str]:
    """Give how the columns of a file with these headings were matched last time, if ever."""
    mark = headings_mark(preview.headings)
    row = ColumnMatch.objects.filter(kind=kind, headings=mark).first()
    return dict(row.columns) if row else {}


@contextmanager
def _on_disk(sources: Sources) -> Iterator[dict[SourceFile, Path]]:
    """Write the files under their own names, each in a folder of its own, while they are read."""
    with TemporaryDirectory(prefix="import-") as folder:
        paths = {}
        for number, file in enumerate(sources.files):
            path = Path(folder, str(number), file.name)
            path.parent.mkdir()
            path.write_bytes(file.content)
            paths[file] = path
        yield paths


def _draft_file(kind: ImportKind, file: SourceFile, path: Path) -> DraftFile:
    try:
        return DraftFile(file, _preview(kind, path, file.columns))
    except UserError as error:
        return DraftFile(file, None, error.faults)


def _preview(kind: ImportKind, path: Path, columns: Mapping[str, str]) -> Preview:
    preview = preview_staff_table if kind == ImportKind.STAFF else preview_establishment
    return preview(path, columns=columns)


def _staff(
    sources: Sources, paths: Mapping[SourceFile, Path], progress: Progress | None
) -> StaffTable:
    return read_staff_tables(
        list(paths.values()),
        progress=progress,
        columns={path: file.columns for file, path in paths.items()},
        places=sources.places,
        organisations=sources.organisations,
    )


def _posts(sources: Sources, paths: Mapping[SourceFile, Path]) -> tuple[Post, ...]:
    return tuple(
        post
        for file, path in paths.items()
        for post in read_establishment(
            path, columns=file.columns, organisations=sources.organisations
        )
    )
