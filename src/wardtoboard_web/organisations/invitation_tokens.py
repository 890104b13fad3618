"""The token in an invitation's link; only its hash is kept."""

from __future__ import annotations

import secrets
from hashlib import sha256

BYTES = 32


def new_token() -> str:
    """Make a token that cannot be guessed or made again."""
    return secrets.token_urlsafe(BYTES)


def hash_of_token(token: str) -> str:
    """Give what is kept of a token: 64 hexadecimal digits."""
    return sha256(token.encode()).hexdigest()
