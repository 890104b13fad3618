"""The text of a token: which organisation it is for, and a secret that is kept nowhere."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256

SECRET_BYTES = 32
SHAPE = re.compile(r"wtb_(?P<code>[A-Z0-9]{2,12})_(?P<secret>[A-Za-z0-9_-]{43})")


def new_secret(code: str) -> str:
    """Make a token for the organisation of a code; it cannot be guessed or made again."""
    return f"wtb_{code}_{secrets.token_urlsafe(SECRET_BYTES)}"


def code_in(text: str) -> str | None:
    """Give the organisation's code that a token names; None when it is no token."""
    found = SHAPE.fullmatch(text)
    return found["code"] if found else None


def hash_of(text: str) -> str:
    """Give what is kept of a token.

    A plain hash is enough: a random secret of 256 bits cannot be found by trying, as a password
    could.
    """
    return sha256(text.encode()).hexdigest()
