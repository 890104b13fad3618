"""Addresses of style sheets, scripts and pictures."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static


class NoSuchFileError(LookupError):
    """A page asks for a static file that is not there."""


@lru_cache(maxsize=256)
def address_of(name: str) -> str:
    """Give the address of a static file, ending in a mark that changes with its content.

    Browsers keep files for a while; after an upgrade the mark makes them fetch the new one. The
    name itself stays, because one script imports another by name. Raises NoSuchFileError.
    """
    path = finders.find(name)
    if not path:
        raise NoSuchFileError(f"There is no static file {name}; install the package again.")
    mark = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
    return f"{static(name)}?{mark}"
