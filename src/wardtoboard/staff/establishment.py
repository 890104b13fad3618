"""The establishment: the funded posts, who may hold each, and whether it is filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wardtoboard.base.errors import FaultyTableError
from wardtoboard.base.tables import read_table
from wardtoboard.professions import load_professions
from wardtoboard.staff.forms import ESTABLISHMENT
from wardtoboard.staff.levels import load_levels
from wardtoboard.staff.organisations import code_key, only_organisations
from wardtoboard.staff.rows import Post

if TYPE_CHECKING:
    from wardtoboard.base.checks import TableChecks

ANY = "any"


def read_establishment(
    path: Path,
    *,
    on: date | None = None,
    columns: Mapping[str, str] | None = None,
    organisations: Mapping[str, str] | None = None,
) -> tuple[Post, ...]:
    """Read the posts of an establishment (CSV, XLSX or Parquet), one row a post.

    Professions and ladders are those of `on`, or the latest we hold. `columns` says which heading
    is which column; `organisations` keeps the posts of some codes and says under which code each
    is counted. Raises UnreadableFileError, and FaultyTableError with every fault.
    """
    # the checks load pydantic, which is slow and needed only where a table is read
    from wardtoboard.base.checks import TableChecks
    from wardtoboard.staff.post_cells import PostCells

    table = read_table(path, [ESTABLISHMENT], columns=columns)
    if organisations is not None:
        table, _ = only_organisations(table, organisations)
    checks = TableChecks(table)
    kinds = PostCells(load_professions(on or date.max), load_levels(on or date.max))
    codes = checks.read_column("organisation", kinds.organisation)
    names = checks.read_column("post", kinds.post)
    levels = checks.read_column("level", kinds.level)
    open_to = checks.read_column("open_to", kinds.open_to)
    filled = checks.read_column("filled", kinds.filled)
    reserved: Sequence[str | None] = [None] * len(names)
    if "reserved_for" in checks.table.columns:
        reserved = checks.read_column("reserved_for", kinds.reserved_for)
    rows = zip(codes, names, levels, open_to, reserved, filled, strict=True)
    posts = tuple(Post(*row) for row in rows)
    _refuse_repeated(checks, posts)
    _refuse_closed_to_its_own(checks, posts)
    if checks.faults:
        raise FaultyTableError(checks.faults)
    names_here = {code_key(code): name for code, name in (organisations or {}).items()}
    return tuple(
        replace(post, organisation=names_here.get(code_key(post.organisation), post.organisation))
        for post in posts
    )


def _refuse_repeated(checks: TableChecks, posts: Sequence[Post]) -> None:
    first: dict[tuple[str, str], int] = {}
    for position, post in enumerate(posts):
        key = (post.organisation, post.post)
        if checks.is_sound(position) and first.setdefault(key, position) != position:
            checks.add(
                position,
                f"row {checks.table.rows[first[key]]} is the same post",
                "Give each post a name of its own, such as a position number, or delete one.",
                column="post",
                found=", ".join(key),
            )


def _refuse_closed_to_its_own(checks: TableChecks, posts: Sequence[Post]) -> None:
    for position, post in enumerate(posts):
        is_open = post.reserved_for is None or post.open_to & {post.reserved_for, ANY}
        if checks.is_sound(position) and not is_open:
            checks.add(
                position,
                "the post is reserved for a profession it is not open to",
                "Add the profession to open_to, or clear reserved_for.",
                column="reserved_for",
                found=post.reserved_for or "",
            )
