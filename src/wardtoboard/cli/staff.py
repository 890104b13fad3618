"""`wardtoboard staff`: careers over time, kept in a store that grows month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.cli.printing import (
    Format,
    FormatOption,
    print_json,
    print_table,
    print_text,
    warn,
)
from wardtoboard.cli.progress import progress_bar

if TYPE_CHECKING:
    from wardtoboard.staff.histories.importing import Imported

staff = typer.Typer(
    help="Follow careers over time, in a store that grows month by month.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Store = Annotated[Path, typer.Option(help="The folder of the store of careers.")]
Key = Annotated[
    Path | None,
    typer.Option(help="The key of the pseudonyms; left out: beside the store, as STORE.key."),
]
Merged = Annotated[
    list[str] | None,
    typer.Option(
        metavar="OLD=NEW",
        help="Count the rows of an organisation that merged under its successor; may be repeated.",
    ),
]


@staff.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(help="Staff histories: CSV, XLSX or Parquet, any months.")
    ],
    store: Store,
    key: Key = None,
    merged: Merged = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Bring staff histories into a store of careers, which is made where there is none.

    A month that the store holds already is replaced. Nothing changes unless every file is sound.
    """
    from wardtoboard.staff.histories.importing import has_store

    _bring_in(files, store, _key(key, store, is_new=not has_store(store)), merged, output_format)


@staff.command("add-month")
def add_month(
    file: Annotated[Path, typer.Argument(help="The staff history of a month.")],
    store: Store,
    key: Key = None,
    merged: Merged = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Add a month to a store of careers, or replace one that it holds."""
    from wardtoboard.staff.histories.store import open_store

    open_store(store)  # says where there is none
    _bring_in([file], store, _key(key, store, is_new=False), merged, output_format)


@staff.command("spells")
def spells(
    store: Store,
    output: Annotated[Path, typer.Option(help="The Parquet file to write.")],
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Write every spell of a store as Parquet: one row a person, profession and level.

    The file is about people one by one: treat it as personal data.
    """
    from wardtoboard.staff.histories.spells_written import write_spells
    from wardtoboard.staff.histories.store import open_store

    count = write_spells(open_store(store), output)
    if output_format is Format.JSON:
        print_json({"spells": count, "output": str(output)})
        return
    print_text(f"Spells: {count:,}, in {output}.")
    warn("The file is about people one by one: treat it as personal data.")


def _key(named: Path | None, store: Path, *, is_new: bool) -> bytes:
    """Read the key, or make one for a store that is new."""
    from wardtoboard.staff.histories.pseudonyms import new_key, read_key, write_key

    path = named or store.absolute().with_name(f"{store.absolute().name}.key")
    if is_new and not path.exists():
        write_key(path, new_key())
        warn(
            f"The pseudonyms are hashed with a new key: {path}. Keep it safe, apart from the "
            "store. Without it no month can be added; with it and the store, someone who knows a "
            "person's pseudonym can find that person's career."
        )
    return read_key(path)


def _bring_in(
    files: Sequence[Path],
    store: Path,
    key: bytes,
    merged: Sequence[str] | None,
    output_format: Format,
) -> None:
    from wardtoboard.staff.histories.importing import import_histories

    with progress_bar() as show:
        imported = import_histories(
            files,
            store,
            key=key,
            on=datetime.now(tz=UTC).date(),
            merged=dict(_merger(one) for one in merged or ()),
            progress=show,
        )
    for warning in imported.report.warnings:
        warn(warning)
    if output_format is Format.JSON:
        print_json(imported.to_dict())
    else:
        _print(imported)


def _merger(text: str) -> tuple[str, str]:
    old, sign, new = (part.strip() for part in text.partition("="))
    if not (old and sign and new):
        fault = Fault(
            what="--merged needs two codes of organisations with = between",
            do="For example: --merged X1ZZ=X2ZZ.",
            found=text,
        )
        raise FaultyTableError([fault])
    return old, new


def _print(imported: Imported) -> None:
    said = imported.to_dict()
    print_text(
        f"Rows: {said['rows']:,}. People: {said['people']:,}. Months: {said['months']:,}. "
        f"Spells in the store: {said['spells']:,}."
    )
    if said["restated"]:
        print_text(f"Restated: {', '.join(said['restated'])}.")
    for title, name, what in (
        ("Not placed, and why", "unplaced", "why"),
        ("Left out, and why", "rejected", "why"),
        ("Kept, and marked", "flagged", "what"),
    ):
        if said[name]:
            rows = [(one[what], f"{one['rows']:,}") for one in said[name]]
            print_table(title, ("Why" if what == "why" else "What", "Rows"), rows)
