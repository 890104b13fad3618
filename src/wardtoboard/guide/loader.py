"""Read a framework from a folder of TOML files, refusing what is faulty, all faults at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wardtoboard.base.errors import Fault, LibraryContentError, UnreadableFileError
from wardtoboard.guide.entries import Content, Place
from wardtoboard.guide.framework import Framework, checked_framework

PACKAGED = Path(__file__).with_name("library")
CITING = ("source", "place", "status")


@cache
def load_guide() -> Framework:
    """Load the packaged guide, *Clinical leadership: a framework for action*, in our words.

    It is read once; nothing in it can be changed.
    """
    return load_framework(PACKAGED)


def load_framework(folder: Path) -> Framework:
    """Load the framework that the TOML files of a folder hold together.

    Files are read in the order of their names, and that order is the order of the content. A
    file states `source` and `status` once at its top; each entry adds its `place` and may state
    its own source or status.

    Raises UnreadableFileError when the folder has no TOML file, and LibraryContentError naming
    file and id of everything uncited, untied, repeated, unknown, missing or of the wrong type.
    """
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        do = "Give the folder that holds the framework's files."
        what = "there is no TOML file here"
        raise UnreadableFileError([Fault(what=what, do=do, file=str(folder))])
    content, faults = _put_together(read_toml_files(paths))
    return checked_framework(content, faults)


def read_toml_files(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """Read TOML files by name.

    Raises UnreadableFileError for a file that does not open, and LibraryContentError naming each
    that is not TOML.
    """
    files: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            files[path.name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            what, do = "the file cannot be opened", "Check its name and that you may read it."
            found = str(error.strerror)
            raise UnreadableFileError([Fault(what, do, file=path.name, found=found)]) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            do = "Put that place right; the file must be TOML in UTF-8."
            what = "the file cannot be read as TOML"
            faults.append(Fault(what=what, found=str(error), do=do, file=path.name))
    if faults:
        raise LibraryContentError(faults)
    return files


def _put_together(files: Mapping[str, Mapping[str, Any]]) -> tuple[Content, list[Fault]]:
    """Join the lists of several files; a second of what there can be only one of is a fault."""
    tables: dict[str, Any] = {}
    origin: dict[Place, str] = {}
    faults: list[Fault] = []
    for name, file in files.items():
        for key, value in _cited_tables(file).items():
            first = origin.setdefault((key,), name)
            if key not in tables:
                tables[key] = value
            elif isinstance(value, list) and isinstance(tables[key], list):
                tables[key] = [*tables[key], *value]
            else:
                what, found = f"there is a second {key}", f"the first in {first}"
                faults.append(Fault(what=what, found=found, do="Keep one.", file=name))
                continue
            count = len(value) if isinstance(value, list) else 0
            total = len(tables[key]) if count else 0
            origin |= {(key, number): name for number in range(total - count, total)}
    return Content(tables, origin), faults


def _cited_tables(file: Mapping[str, Any]) -> dict[str, Any]:
    """Give a file's tables, each entry with a citation made of its own keys and the file's."""
    cites = {key: file[key] for key in ("source", "status") if key in file}
    return {key: _cited(value, cites) for key, value in file.items() if key not in cites}


def _cited(value: Any, cites: Mapping[str, Any]) -> Any:
    """Gather the citing keys of every entry at or below a value into its citation."""
    if isinstance(value, list):
        return [_cited(one, cites) for one in value]
    if not isinstance(value, dict):
        return value
    citation = {**cites, **{key: value[key] for key in CITING if key in value}}
    rest = {key: _cited(one, cites) for key, one in value.items() if key not in CITING}
    return {"citation": citation, **rest}
