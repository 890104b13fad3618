"""Whatever moment an import is killed at, the store is as it was before or as it is after."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders.history_files import history, many
from wardtoboard.staff.histories.store import open_store

PEOPLE = range(40)
MOMENTS = ("write_month", "write_columns", "write_open", "replace_text", "_remove_unnamed")
"""What a store does last to first done: the process is killed as each of them begins."""
KILLED = """
import os, signal, sys
from wardtoboard.cli.main import main
from wardtoboard.staff.histories import store

moment, after = sys.argv[1], int(sys.argv[2])
done, real = 0, getattr(store, moment)

def killed(*given, **named):
    global done
    if done == after:
        os.kill(os.getpid(), signal.SIGKILL)
    done += 1
    return real(*given, **named)

setattr(store, moment, killed)
sys.argv = ["wardtoboard", *sys.argv[3:]]
main()
"""


def killed(moment: str, after: int, folder: Path, *arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, moment, str(after), *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.fixture
def store(wardtoboard, tmp_path: Path) -> Path:
    months = [history(tmp_path / f"{m}.csv", *many(m, PEOPLE)) for m in ("2025-01", "2025-02")]
    wardtoboard("staff", "import", *months, "--store", "store")
    return tmp_path / "store"


@pytest.mark.parametrize("moment", MOMENTS)
def test_add_month_killed_leaves_a_store_that_can_be_read(wardtoboard, store, tmp_path, moment):
    march = history(tmp_path / "2025-03.csv", *many("2025-03", PEOPLE))
    killed(moment, 0, tmp_path, "staff", "add-month", march, "--store", "store")
    left = open_store(store)
    left.check()
    assert len(left.months) == (3 if moment == "_remove_unnamed" else 2)
    assert len(left.segments()) == len(PEOPLE)
    answer = wardtoboard("staff", "add-month", march, "--store", "store", "--format", "json").json
    assert answer["spells"] == len(PEOPLE)
    assert len(open_store(store).months) == 3


@pytest.mark.parametrize(
    ("moment", "after"), [("write_month", 1), ("write_columns", 0), ("write_open", 0)]
)
def test_a_restated_import_killed_half_way_leaves_the_store_as_it_was(
    store, tmp_path, moment, after
):
    before = open_store(store)
    again = [
        history(tmp_path / f"again-{m}.csv", *many(m, PEOPLE, level="Band 7"))
        for m in ("2025-01", "2025-02")
    ]
    killed(moment, after, tmp_path, "staff", "import", *again, "--store", "store")
    left = open_store(store)
    left.check()
    assert left.to_dict() == before.to_dict()
    assert {left.vocabulary.level_of(int(s)) for s in left.segments().state} == {"Band 5"}


def test_a_first_import_killed_leaves_no_store_and_can_be_run_again(wardtoboard, tmp_path):
    months = [history(tmp_path / f"{m}.csv", *many(m, PEOPLE)) for m in ("2025-01", "2025-02")]
    killed("write_month", 1, tmp_path, "staff", "import", *months, "--store", "store")
    assert wardtoboard("staff", "add-month", months[0], "--store", "store").code == 3
    answer = wardtoboard("staff", "import", *months, "--store", "store", "--format", "json").json
    assert answer["months"] == 2
