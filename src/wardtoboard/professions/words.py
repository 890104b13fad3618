"""One way of comparing names: capitals, spaces and punctuation do not count."""

from __future__ import annotations

import re

_NOT_COMPARED = re.compile(r"[^a-z0-9+]")
_SORT_PREFIX = re.compile(r"^\d+_")


def name_key(text: str) -> str:
    """Reduce a name to what is compared: small letters, digits and `+` (as in "8b+")."""
    return _NOT_COMPARED.sub("", text.casefold())


def published_key(text: str) -> str:
    """Reduce an AREA or LEVEL of the published table, which start with a sort number."""
    return name_key(_SORT_PREFIX.sub("", text.strip()))
