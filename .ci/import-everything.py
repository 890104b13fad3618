"""Imports every module of the installed library, without the site's packages and most tools."""

import importlib
import pkgutil
import sys

import wardtoboard

# The other tools are not installed here, so importing one would fail.
TOOLS_THAT_BUILD = {"editables", "hatchling"}

# What these need comes with an extra.
OF_AN_EXTRA = {"wardtoboard.staff.histories.portable"}

names = [found.name for found in pkgutil.walk_packages(wardtoboard.__path__, "wardtoboard.")]
for name in names:
    if not name.endswith("__main__") and name not in OF_AN_EXTRA:
        importlib.import_module(name)

reached = TOOLS_THAT_BUILD & {name.partition(".")[0] for name in sys.modules}
if reached:
    sys.exit(f"The library imports what only developers have: {', '.join(sorted(reached))}")
print(f"{len(names)} modules imported from {wardtoboard.__path__[0]}")
