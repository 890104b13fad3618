"""Reference pages made from the code: commands, errors, settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import typer

from markup import code, page, table
from wardtoboard.base import errors
from wardtoboard.base.errors import UserError
from wardtoboard.ceilings.settings import load_settings
from wardtoboard_web.config import environment
from wardtoboard_web.organisations import errors as of_organisations
from wardtoboard_web.running import errors as of_running

# How the value of an option is written where the command gives it no name of its own.
KINDS = {Path: "PATH", int: "NUMBER", float: "NUMBER"}


def commands_page() -> str:
    """Give every command with its arguments and options."""
    commands = command_tree()
    lead = (
        "Every command prints for a person. `--format json`, where there is one, prints the same "
        "for a program. The exit code is 0 when done, 2 for wrong usage, and otherwise tells the "
        "[kind of error](errors.md). Commands that run the site read its settings from the "
        "[environment](environment.md)."
    )
    return page("Commands", lead, *(_command(*each) for each in sorted(commands.items())))


def command_tree() -> dict[str, Any]:
    """Give each command of the command line by its name, those of a family as `audit verify`."""
    from wardtoboard.cli.main import app

    return dict(_commands_in(typer.main.get_command(app), ""))


def _commands_in(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "list_commands"):
            yield from _commands_in(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def _command(name: str, command: Any) -> str:
    visible = [one for one in command.params if not getattr(one, "hidden", False)]
    arguments = [one for one in visible if one.param_type_name == "argument"]
    usage = " ".join(["wardtoboard", name, *(_argument(one) for one in arguments), "[OPTIONS]"])
    rows = [(_names(one), _meaning(one), _default(one)) for one in visible]
    inputs = table(("argument or option", "meaning", "when left out"), rows) if rows else ""
    parts = (f"## {name}", " ".join(command.help.split()), f"```\n{usage}\n```", inputs)
    return "\n\n".join(part for part in parts if part)


def _argument(parameter: Any) -> str:
    name = parameter.name.upper() + ("…" if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return code(parameter.name.upper())
    names = [*parameter.opts, *parameter.secondary_opts]
    value = "" if getattr(parameter, "is_flag", False) else f" {_value(parameter)}"
    return ", ".join(code(name + value) for name in names)


def _value(parameter: Any) -> str:
    kind = _kind(parameter.type_descriptor.annotation)
    if issubclass(kind, Enum):
        return "|".join(str(choice.value) for choice in kind)
    return str(parameter.metavar or KINDS.get(kind, "TEXT"))


def _kind(annotation: Any) -> type:
    """Give the type of one value: that of `list[Path] | None` is Path."""
    inner = [one for one in get_args(annotation) if one is not type(None)]
    return _kind(inner[0]) if inner else annotation


def _meaning(parameter: Any) -> str:
    return parameter.help or ""


def _default(parameter: Any) -> str:
    if parameter.required:
        return "must be given"
    default = getattr(parameter.default, "value", parameter.default)
    if default is None or default is False:
        return ""
    return code(default)


def errors_page() -> str:
    """Give each kind of error with its exit code."""
    kinds = sorted(user_errors(), key=lambda kind: kind.exit_code)
    return page(
        "Errors",
        "An error says where, what is wrong, what was found and what to do. "
        "Checks of a file report every fault, not only the first.",
        table(
            ("exit code", "kind", "what it means"),
            [
                (0, "", "Done."),
                (2, "", "Wrong usage: an option or argument that the command does not have."),
                *((kind.exit_code, code(kind.__name__), kind.__doc__) for kind in kinds),
            ],
        ),
    )


def user_errors() -> list[type[UserError]]:
    """Give every subclass of UserError, of the library and of the site."""
    found = [
        kind
        for module in (errors, environment, of_organisations, of_running)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, UserError) and kind is not UserError
    ]
    return list(dict.fromkeys(found))


def settings_page() -> str:
    """Give the numbers that the ceiling finder turns on, from its settings file."""
    return page(
        "Settings",
        "The numbers that decide a label. Every result prints them. "
        f"Source: {load_settings().citation}.",
        table(("setting", "value", "what it is"), settings_of(_settings_file())),
    )


def settings_of(text: str) -> list[tuple[str, str, str]]:
    """Read the settings of a TOML file, each with the comment above or beside it."""
    found, above = [], ""
    for line in text.splitlines():
        setting = re.match(r"(?P<name>\w+) = (?P<value>[^#]+?)\s*(?:# *(?P<beside>.*))?$", line)
        if line.startswith("#"):
            above = f"{above} {line.lstrip('# ')}".strip()
        elif setting and setting["name"] not in ("effective_from", "source", "place", "status"):
            meaning = setting["beside"] or above
            found.append((code(setting["name"]), code(setting["value"]), meaning))
        elif not line.strip():
            above = ""
    return found


def _settings_file() -> str:
    file = resources.files("wardtoboard.ceilings").joinpath("library/settings.toml")
    return file.read_text(encoding="utf-8")
