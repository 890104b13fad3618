"""What a wording file changes, and what it is refused for, in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardtoboard.base.errors import LibraryContentError, UnreadableFileError
from wardtoboard.guide import load_guide, with_wording


def worded(tmp_path: Path, text: str) -> Path:
    """Write a wording file."""
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_organisations_wording_changes_words_and_nothing_else(tmp_path: Path) -> None:
    guide = load_guide()
    path = worded(
        tmp_path,
        """
        source = "Northmoor, board paper of May 2026"
        [[wording]]
        id = "talent.time"
        name = "No time to grow"
        helps = "Half a day a month."
        [[wording]]
        id = "step.share"
        text = "Tell your neighbours."
        """,
    )
    ours = with_wording(guide, path)
    was, now = guide.barrier("talent.time"), ours.barrier("talent.time")
    assert (now.name, now.text, now.helps) == ("No time to grow", was.text, "Half a day a month.")
    assert now.citation == was.citation
    assert ours.next_steps[5].text == "Tell your neighbours."
    assert ours.next_steps[5].name == guide.next_steps[5].name
    assert ours.edition.wordings == ("Northmoor, board paper of May 2026",)
    assert ours.cases == guide.cases


def test_a_wording_is_refused_with_every_fault(tmp_path: Path) -> None:
    path = worded(
        tmp_path,
        """
        [[wording]]
        id = "talent.tmie"
        name = "No time"
        [[wording]]
        id = "case.amar-shah"
        text = "Someone."
        [[wording]]
        id = "talent"
        helps = "Much."
        [[wording]]
        id = "culture"
        [[wording]]
        id = "culture"
        nmae = "Ways"
        name = 1
        [[wording]]
        name = "Nobody's"
        """,
    )
    with pytest.raises(LibraryContentError) as refused:
        with_wording(load_guide(), path)
    assert [fault.sentence() for fault in refused.value.faults] == [
        "words.toml: the file has no source. Add source.",
        "words.toml: culture should have text as name. Found: 1. Change it.",
        "words.toml: culture has a key we do not know. Found: nmae. Did you mean name?",
        "words.toml: entry 6 of wording has no id. Add id.",
        (
            "words.toml: culture is not the only one. Found: the same id in words.toml. "
            "Give each entry its own id."
        ),
        (
            "words.toml: talent.tmie is not the id of anything that can be reworded. "
            "Did you mean talent.time?"
        ),
        (
            "words.toml: case.amar-shah is not the id of anything that can be reworded. "
            "Only themes, barriers, questions, enablers, next steps and definitions "
            "can be reworded."
        ),
        "words.toml: talent has no helps to reword. Take helps out.",
        "words.toml: culture has no new words. Add a name or a text.",
    ]


def test_a_wording_of_the_right_shape_for_an_id_we_lack_is_refused(tmp_path: Path) -> None:
    path = worded(tmp_path, 'source = "Us"\n[[wording]]\nid = "zzz"\nname = "Z"')
    with pytest.raises(LibraryContentError) as refused:
        with_wording(load_guide(), path)
    assert "zzz is not the id" in refused.value.sentence()


def test_a_wording_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        with_wording(load_guide(), tmp_path / "absent.toml")
    assert refused.value.sentence() == (
        "absent.toml: the file cannot be opened. Found: No such file or directory. "
        "Check its name and that you may read it."
    )
