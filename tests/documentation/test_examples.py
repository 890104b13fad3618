"""The examples in the documents run, and print what the documents show."""

from __future__ import annotations

from pathlib import Path

import pytest

from consoles import Example, examples_of, fenced_blocks, matches, run, save_files, with_output
from generate import ROOT, documents


def _examples(path: Path) -> list[Example]:
    blocks = fenced_blocks(path.read_text(encoding="utf-8"))
    return [example for block in blocks for example in examples_of(block) if example.runs]


WITH_EXAMPLES = [path for path in documents() if _examples(path)]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.stem)
def test_examples_print_what_is_shown(path: Path, tmp_path: Path) -> None:
    save_files(fenced_blocks(path.read_text(encoding="utf-8")), tmp_path)
    for example in _examples(path):
        printed = run(example, tmp_path)
        assert matches(example.shown, printed), f"$ {example.command}\n{printed}"


def test_the_tutorial_and_every_how_to_with_a_command_is_run() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in WITH_EXAMPLES}
    assert "docs/tutorials/first-ceilings.md" in names
    assert "docs/how-to/share-safely.md" in names


def test_a_line_of_dots_stands_for_any_lines() -> None:
    assert matches("a\n...\nd", "a\nb\nc\nd")
    assert matches("...", "a\nb")
    assert matches("", "anything")
    assert not matches("a\n...\nd", "a\nb")
    assert not matches("a.c", "abc")


def test_output_that_no_longer_matches_is_written_again(tmp_path: Path) -> None:
    text = "```console\n$ wardtoboard guide --help\nold\n```\n\n```console\n$ make demo\n```\n"
    written = with_output(text, tmp_path)
    assert "old" not in written
    assert written.startswith("```console\n$ wardtoboard guide --help\n")
    assert written.endswith("```console\n$ make demo\n```\n")
    assert with_output(written, tmp_path) == written


def test_an_example_that_ends_otherwise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with"):
        run(Example("wardtoboard counts no-such-file.csv", "", 0), tmp_path)
