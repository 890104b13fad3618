"""The command line as a person runs it, inside this process: what it prints and its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wardtoboard.cli.main import main


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left: its exit code, its answer and what it said beside it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer, read as JSON; a constant that JSON does not have fails the test."""
        assert self.code == 0, self.err
        return json.loads(self.out, parse_constant=pytest.fail)


Command = Callable[..., Outcome]


@pytest.fixture
def wardtoboard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    """Run `wardtoboard` with arguments, in an empty folder; no traceback may ever be printed."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr("sys.argv", ["wardtoboard", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err + printed.out
        return Outcome(int(ended.value.code or 0), printed.out, printed.err)

    return run
