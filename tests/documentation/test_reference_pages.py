"""Pages made from the code are up to date, and leave nothing out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import wardtoboard_web
from generate import PAGES, REFERENCE, reference_pages
from pages_of_code import command_tree, settings_of, user_errors
from pages_of_columns import MEANINGS, MEANINGS_OF_SEATS, file_forms, meanings_of
from pages_of_site import MEANINGS as MEANINGS_OF_SETTINGS
from wardtoboard.ceilings.settings import load_settings
from wardtoboard.guide import load_guide
from wardtoboard_web.config.environment import read_environment

MADE = dict(reference_pages())


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_a_committed_page_is_what_the_code_makes(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == MADE[path], "Run make docs."


def test_no_other_page_is_in_the_reference() -> None:
    assert {path.name for path in REFERENCE.iterdir()} == {*PAGES, "README.md"}


def test_every_command_and_option_is_documented() -> None:
    text = MADE[REFERENCE / "commands.md"]
    for name, command in command_tree().items():
        section = text.split(f"## {name}\n", 1)[1].split("\n## ", 1)[0]
        assert command.help, name
        for parameter in command.params:
            shown = (
                parameter.opts if parameter.opts[0].startswith("-") else [parameter.name.upper()]
            )
            assert all(f"`{each}" in section for each in shown), (name, parameter.name)
            assert parameter.help, (name, parameter.name)


def test_every_error_has_its_own_exit_code() -> None:
    codes = [kind.exit_code for kind in user_errors()]
    assert len(set(codes)) == len(codes)
    assert not {0, 1, 2} & set(codes)


def test_every_setting_is_documented() -> None:
    text = MADE[REFERENCE / "settings.md"]
    names = set(load_settings().to_dict()) - {"citation"}
    assert all(f"| `{name}` | `" in text for name in names)
    assert not [line for line in text.splitlines() if line.startswith("| `") and "|  |" in line]


def test_every_setting_in_the_environment_is_documented(tmp_path: Path) -> None:
    class Recorder(dict[str, str]):
        def get(self, name: str, default: object = None) -> Any:
            asked.add(name)
            return super().get(name, default)

    asked: set[str] = set()
    read_environment(Recorder({"WARD_TO_BOARD_DATA": str(tmp_path)}))
    assert asked == set(MEANINGS_OF_SETTINGS)
    text = MADE[REFERENCE / "environment.md"]
    assert all(f"| `{name}` | " in text for name in asked)


def test_every_error_of_the_site_is_documented() -> None:
    """Those that nothing names are found in the source."""
    source = Path(wardtoboard_web.__file__).parent
    named = {
        name
        for path in source.rglob("*.py")
        for name in re.findall(r"^class (\w+)\(UserError\)", path.read_text("utf-8"), re.M)
    }
    assert named <= {kind.__name__ for kind in user_errors()}


def test_settings_are_read_with_the_comment_above_or_beside() -> None:
    text = "# File\n\nsource = 'x'\n\n# Above\n# it.\nlow = [4, 5]\n\nlevel = 0.95  # beside\n"
    assert settings_of(text) == [
        ("`low`", "`[4, 5]`", "Above it."),
        ("`level`", "`0.95`", "beside"),
    ]


def test_every_part_of_the_guide_is_shown() -> None:
    text = MADE[REFERENCE / "framework.md"]
    guide = load_guide()
    parts = (*guide.barriers, *guide.questions, *guide.enablers, *guide.cases, *guide.resources)
    assert not [part.id for part in parts if f"`{part.id}`" not in text]


def test_every_column_is_documented() -> None:
    text = MADE[REFERENCE / "columns.md"]
    forms = file_forms()
    assert forms
    for meanings in (MEANINGS, MEANINGS_OF_SEATS):
        said = [form for form in forms if meanings_of(form) is meanings]
        assert {column.name for form in said for column in form.columns} == set(meanings)
    assert not [c.name for form in forms for c in form.columns if f"| `{c.name}` | " not in text]
