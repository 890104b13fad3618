"""The store of careers: what it says when something is wrong, and that nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from builders.careers import APRIL_2025, careers_of, nurse, quiet, vocabulary
from wardtoboard.base.errors import UnreadableFileError
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.store import Store, keep_months, open_store


def kept(folder: Path, months) -> Store:
    return keep_months(folder, months, vocabulary=vocabulary(), key_check="k", progress=quiet)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept(tmp_path / "store", careers_of({1: nurse("Band 5")}, {1: nurse("Band 6")}))
    return tmp_path / "store"


def test_it_comes_back_as_it_was_kept(folder: Path) -> None:
    store = open_store(folder)
    assert store.months == (APRIL_2025, APRIL_2025 + 1)
    assert (store.version, store.key_check) == (1, "k")
    assert store.vocabulary == vocabulary()
    assert store.month(APRIL_2025).state.tolist() == [nurse("Band 5")]


def test_a_folder_without_one_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="this is no store of careers"):
        open_store(tmp_path)


def test_one_of_another_version_is_not_guessed_at(folder: Path) -> None:
    path = folder / "store.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 0}))
    with pytest.raises(UnreadableFileError, match="made by another version"):
        open_store(folder)


def test_a_changed_file_is_found(folder: Path) -> None:
    changed = next(folder.glob("whole.*"))
    changed.write_bytes(changed.read_bytes() + b"x")
    with pytest.raises(UnreadableFileError, match="was changed"):
        open_store(folder).segments()
    with pytest.raises(UnreadableFileError, match="was changed"):
        open_store(folder).check()


@pytest.mark.parametrize("place", [0, -1])
def test_one_changed_byte_is_found_wherever_it_is(folder: Path, place: int) -> None:
    changed = next(folder.glob("whole.*"))
    content = bytearray(changed.read_bytes())
    content[place] ^= 1
    changed.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="was changed"):
        open_store(folder).segments()


@pytest.mark.parametrize("missing", ["whole.*", "ended.*", "standing.*", "months/2025-06.*"])
def test_a_missing_file_is_found(folder: Path, missing: str) -> None:
    kept(folder, careers_of({1: nurse("Band 7")}, first=APRIL_2025 + 1))
    kept(folder, careers_of({1: nurse("Band 7")}, first=APRIL_2025 + 2))
    next(folder.glob(missing)).unlink()
    with pytest.raises(UnreadableFileError, match="is missing"):
        open_store(folder).segments()


def test_a_store_without_months_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one month"):
        kept(tmp_path / "store", [])
    assert not (tmp_path / "store" / "store.json").exists()


def test_stopped_before_the_end_the_store_is_as_it_was(folder: Path) -> None:
    before = open_store(folder).segments()

    def months():
        yield careers_of({1: nurse("Band 7")}, first=APRIL_2025 + 2)[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept(folder, months())
    assert open_store(folder).segments().event.tolist() == before.event.tolist()
    assert len(list(folder.glob("months/*"))) == 2
    again = kept(folder, careers_of({1: nurse("Band 7")}, first=APRIL_2025 + 2))
    again.check()
    assert again.months[-1] == APRIL_2025 + 2


def test_files_beside_it_that_are_not_ours_are_left_alone(folder: Path) -> None:
    (folder / "history.csv").write_text("person,month")
    kept(folder, careers_of({1: nurse("Band 7")}, first=APRIL_2025 + 2))
    assert (folder / "history.csv").exists()
    assert len(list(folder.glob("standing.*"))) == 1


def test_people_out_of_order_are_refused(tmp_path: Path) -> None:
    column = np.zeros(2, np.int32)
    people = np.array([np.iinfo(np.int64).max, np.iinfo(np.int64).min])
    month = Month(people, column, column, column.astype(np.int16), column.astype(np.int16))
    with pytest.raises(ValueError, match="ascending"):
        kept(tmp_path / "store", [(APRIL_2025, month)])
