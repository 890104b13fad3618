"""Make the reference pages from the code, and write the output of examples again.

Run by `make docs`. With `--check` nothing is written; what differs is named instead.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from consoles import with_output
from markup import page, table
from pages_of_boards import boards_page
from pages_of_code import commands_page, errors_page, settings_page
from pages_of_columns import columns_page
from pages_of_content import framework_page, ladders_page, professions_page
from pages_of_site import environment_page

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"

PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "boards.md": ("Rules on boards, and what is coded of them", boards_page),
    "commands.md": ("Commands, arguments and options", commands_page),
    "columns.md": ("Columns of each kind of file", columns_page),
    "environment.md": ("The site's settings in the environment", environment_page),
    "errors.md": ("Errors and exit codes", errors_page),
    "framework.md": ("The guide's themes, barriers, questions and enablers", framework_page),
    "ladders.md": ("Levels, grades and other names for them", ladders_page),
    "professions.md": ("Professions and regulators", professions_page),
    "settings.md": ("Thresholds of the labels", settings_page),
}


def reference_pages() -> Iterator[tuple[Path, str]]:
    """Give each reference page's path and text."""
    index = table(("page", "what it holds"), [(f"[{n}]({n})", w) for n, (w, _) in PAGES.items()])
    yield REFERENCE / "README.md", page("Reference", "Made from the code by `make docs`.", index)
    for name, (_, make) in PAGES.items():
        yield REFERENCE / name, make()


def documents() -> list[Path]:
    """Give every document that a person writes and that may hold examples."""
    written = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path for path in written if REFERENCE not in path.parents)


def documents_with_output() -> Iterator[tuple[Path, str]]:
    """Give each document with the output of its examples as it is now."""
    for path in documents():
        with tempfile.TemporaryDirectory() as folder:
            yield path, with_output(path.read_text(encoding="utf-8"), Path(folder))


def main() -> None:
    """Write what differs, or only name it when asked to check."""
    differing = []
    for path, text in (*reference_pages(), *documents_with_output()):
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        differing.append(str(path.relative_to(ROOT)))
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    sys.stdout.write("".join(f"{name}\n" for name in differing))
    if differing and "--check" in sys.argv:
        sys.exit("These pages differ from what the code makes. Run make docs.")


if __name__ == "__main__":
    main()
