"""Where people reach the site, for links that are printed."""

from __future__ import annotations

from django.conf import settings

PORT = 8000


def full_address(path: str, port: int = PORT, host: str = "localhost") -> str:
    """Give an address in full: as people reach the site, or else on this machine."""
    return f"{settings.ENVIRONMENT.address or f'http://{host}:{port}'}{path}"
