"""What is too large is refused before any of it is stored, whoever sends it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from wardtoboard_web.config import asgi
from wardtoboard_web.config.largest_body import MOST_BYTES, LargestBody
from wardtoboard_web.staff import forms


async def _site(scope: Any, receive: Any, send: Any) -> None:
    """Read all that is sent and say how much it was."""
    came, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        came += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(came).encode()})


def answer(parts: Sequence[bytes], *, announced: bytes = b"", most: int = 10) -> tuple[int, int]:
    """Send a body in parts; gives the status, and how many parts were taken."""
    said: list[Any] = []
    left: Iterator[bytes] = iter(parts)
    taken = 0

    async def receive() -> Any:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": next(left), "more_body": taken < len(parts)}

    async def send(message: Any) -> None:
        said.append(message)

    headers = [(b"content-length", announced)] if announced else []
    asyncio.run(LargestBody(_site, most)({"type": "http", "headers": headers}, receive, send))
    return said[0]["status"], taken


def test_what_fits_comes_through() -> None:
    assert answer([b"12345", b"67890"], announced=b"10") == (200, 2)


def test_a_size_announced_above_the_limit_is_refused_unread() -> None:
    assert answer([b"12345", b"678901"], announced=b"11") == (413, 0)


@pytest.mark.parametrize("announced", [b"", b"3", b"many"])
def test_a_body_that_grows_past_the_limit_is_cut_off(announced: bytes) -> None:
    parts = [b"12345", b"67890", b"1", b"never taken"]
    assert answer(parts, announced=announced) == (413, 3)


def test_the_site_has_the_limit_and_forms_stay_below_it() -> None:
    assert isinstance(asgi.application, LargestBody)
    assert asgi.application.most == MOST_BYTES
    assert forms.MOST_BYTES * 2 < MOST_BYTES
