"""A limit on what a request may send, kept before anything of it is stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 60_000_000
"""Well above the largest file that a form takes, so that the form can say what is wrong."""
SAID = b"What was sent is too large. Nothing was kept."


class LargestBody:
    """Refuses bodies past the limit: Django would write all of one to disk before any page asks."""

    def __init__(self, application: Application, most: int = MOST_BYTES) -> None:
        """Take the site."""
        self.application = application
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the site answer, unless more is sent than it takes."""
        came = _announced(scope)
        if came <= self.most:
            came = 0

            async def counted() -> Message:
                """Give what comes next; past the limit, say that the sender has gone."""
                nonlocal came
                message = await receive()
                came += len(message.get("body", b""))
                return message if came <= self.most else {"type": "http.disconnect"}

            await self.application(scope, counted, send)
        if came > self.most:
            await _refuse(send)


def _announced(scope: Scope) -> int:
    """Give the size that the request announces; 0 when it says none, as a stream does."""
    for name, value in scope.get("headers", ()):
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": SAID})
