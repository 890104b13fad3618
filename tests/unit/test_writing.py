"""Files are written whole or not at all, and no spreadsheet runs what is in them."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from wardtoboard.base.errors import OutputError
from wardtoboard.base.writing import (
    check_folder,
    csv_text,
    make_folder,
    spreadsheet_safe,
    write_files,
)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'x"])
def test_a_formula_gets_a_quote_before_it(cell):
    assert spreadsheet_safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "nurse", "0.23", "Band 8b+", "a=b"])
def test_other_texts_stay_as_they_are(cell):
    assert spreadsheet_safe(cell) == cell


def test_a_table_as_csv():
    assert csv_text(("who", "n"), [("a, b", "1"), ("=x", "2")]) == 'who,n\n"a, b",1\n\'=x,2\n'


def test_files_are_written_with_the_folders_they_need(tmp_path):
    folder = tmp_path / "new" / "out"
    write_files(folder, {"a.txt": "é\n", "charts/b.svg": "<svg/>"})
    assert (folder / "a.txt").read_bytes() == "é\n".encode()
    assert (folder / "charts" / "b.svg").read_text(encoding="utf-8") == "<svg/>"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "charts"]


def test_what_was_there_is_replaced_and_the_rest_is_left(tmp_path):
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    write_files(tmp_path, {"a.txt": "new"})
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"old")
    whole = Path.write_text

    def run_out_of_room(path: Path, text: str, **options: str) -> int:
        if path.name == "b.txt":
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, text, **options)

    monkeypatch.setattr(Path, "write_text", run_out_of_room)
    with pytest.raises(OutputError, match="Found: No space left on device") as raised:
        write_files(tmp_path, {"a.txt": "new", "b.txt": "new"})
    assert str(tmp_path) in raised.value.sentence()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_an_error_without_words_of_its_own_is_still_told(tmp_path, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError("the cable is out")

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(OutputError, match="Found: the cable is out"):
        make_folder(tmp_path / "new")


def test_a_folder_that_a_file_stands_in_the_way_of(tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a letter", encoding="utf-8")
    for folder in (taken, taken / "a" / "b"):
        with pytest.raises(OutputError, match="Found: taken is a file"):
            check_folder(folder)
        with pytest.raises(OutputError):
            make_folder(folder)
        with pytest.raises(OutputError):
            write_files(folder, {"a.txt": "x"})
    assert taken.read_text(encoding="utf-8") == "a letter"


def test_checking_a_folder_makes_nothing(tmp_path):
    check_folder(tmp_path)
    check_folder(tmp_path / "a" / "b")
    check_folder(Path("somewhere-not-made-yet"))
    assert list(tmp_path.iterdir()) == []
