"""The examples in the documents: find them, run them, compare, and write their output again.

A fenced `csv NAME` block is a file of the example. A fenced `console` block holds commands after
`$ ` and what they print; `console exit=N` expects another exit code than 0. Only `wardtoboard`
commands are run, all those of a document in order in one folder. In output, a line `...` stands
for any number of lines.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ANYTHING = "..."
COMMAND = Path(sys.executable).with_name("wardtoboard")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what stands after the opening fence, its text, and where the text lies."""

    info: tuple[str, ...]
    body: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """One command and the output shown under it; `exit_code` is the one it should end with."""

    command: str
    shown: str
    exit_code: int

    @property
    def runs(self) -> bool:
        """Answer whether this is a command of ours, and not one shown for a person to type."""
        return self.command.startswith("wardtoboard ")


def fenced_blocks(text: str) -> list[Block]:
    """Find every fenced block of a document."""
    return [
        Block(tuple(found["info"].split()), found["body"], found.start("body"), found.end("body"))
        for found in FENCE.finditer(text)
    ]


def examples_of(block: Block) -> list[Example]:
    """Split a console block into commands, each with the output shown under it."""
    if block.info[:1] != ("console",):
        return []
    codes = [int(part.removeprefix("exit=")) for part in block.info if part.startswith("exit=")]
    examples = []
    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        examples.append(Example(command.strip(), shown.rstrip("\n"), codes[0] if codes else 0))
    return examples


def save_files(blocks: list[Block], folder: Path) -> None:
    """Write the files that a document gives before its commands run."""
    for block in blocks:
        if len(block.info) == 2 and block.info[0] in ("csv", "toml"):
            (folder / block.info[1]).write_text(block.body, encoding="utf-8")


def run(example: Example, folder: Path) -> str:
    """Run an example and give what it printed; raises RuntimeError on another exit code."""
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [COMMAND, *shlex.split(example.command)[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != example.exit_code:
        raise RuntimeError(
            f"$ {example.command}\nended with {done.returncode}, not {example.exit_code}:\n"
            f"{done.stdout}"
        )
    return _stripped(done.stdout)


def matches(shown: str, printed: str) -> bool:
    """Answer whether output is as shown; nothing shown matches anything."""
    if not shown.strip():
        return True
    lines = _stripped(shown).split("\n")
    pattern = "\n".join("(?:.*)" if line.strip() == ANYTHING else re.escape(line) for line in lines)
    return re.fullmatch(pattern, printed, flags=re.DOTALL) is not None


def with_output(text: str, folder: Path) -> str:
    """Give a document with the output of each example that no longer matches written again."""
    blocks = fenced_blocks(text)
    save_files(blocks, folder)
    pieces, last = [], 0
    for block in blocks:
        examples = examples_of(block)
        if not any(example.runs for example in examples):
            continue
        pieces += [text[last : block.start], "".join(_written(each, folder) for each in examples)]
        last = block.end
    return "".join([*pieces, text[last:]])


def _written(example: Example, folder: Path) -> str:
    shown = example.shown
    if example.runs:
        printed = run(example, folder)
        shown = shown if matches(shown, printed) else printed
    return f"$ {example.command}\n" + (f"{shown}\n" if shown else "")


def _stripped(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
