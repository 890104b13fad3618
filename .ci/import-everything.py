"""Imports every module of the installed package and refuses any tool of the developers."""

import importlib
import pkgutil
import sys

import wardtoboard

NOT_WANTED = [
    "django",
    "editables",
    "hatchling",
    "hypothesis",
    "mypy",
    "playwright",
    "pytest",
    "ruff",
    "statsmodels",
    "uv",
    "xlsxwriter",
]

names = [found.name for found in pkgutil.walk_packages(wardtoboard.__path__, "wardtoboard.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)

reached = sorted(set(NOT_WANTED) & {name.partition(".")[0] for name in sys.modules})
if reached:
    sys.exit(f"The library imports what only developers have: {', '.join(reached)}")
print(f"{len(names)} modules imported from {wardtoboard.__path__[0]}")
