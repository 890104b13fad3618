"""Logs as lines of JSON on stderr, without anything about a person.

A line holds no address (it may have a secret link in it), no query, no email address and no name.
Messages of other packages are left out for the same reason, and so are the messages of exceptions:
of both, a line says which it was and where in the code it came from.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LOGGER = logging.getLogger("wardtoboard")
HEADER = "X-Request-ID"
MAY_BE_AN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
FRAMES = 12
"""How many of the innermost calls a line about an exception names."""

_REQUEST: ContextVar[str] = ContextVar("request", default="")


def log(event: str, **facts: str | int | float | None) -> None:
    """Write one line: what happened, in fixed words, and facts that name no person."""
    LOGGER.info(event, extra={"facts": facts})


def log_failure(event: str) -> None:
    """Write one line about the exception being handled: its kind and where it came from."""
    LOGGER.exception(event)


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        when = datetime.fromtimestamp(record.created, tz=UTC)
        line: dict[str, Any] = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        if record.name == LOGGER.name:
            line |= {"event": record.msg, **getattr(record, "facts", {})}
        else:
            place = f"{Path(record.pathname).name}:{record.lineno}"
            line |= {"event": "message of a package", "package": record.name, "place": place}
        if request := _REQUEST.get():
            line["request"] = request
        if record.exc_info and record.exc_info[0]:
            line |= _about(record.exc_info[0], record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _about(kind: type[BaseException], where: Any) -> dict[str, Any]:
    """Say the kind of an exception and the calls that led to it; its message may name someone."""
    calls = traceback.extract_tb(where)[-FRAMES:]
    return {
        "exception": f"{kind.__module__}.{kind.__qualname__}",
        "calls": [f"{'/'.join(Path(c.filename).parts[-2:])}:{c.lineno} {c.name}" for c in calls],
    }


class LogRequests:
    """Gives each request an id and writes one line about it when it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and say its id in the answer."""
        name = _id_of(request)
        token = _REQUEST.set(name)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = name
            log(
                "request",
                method=request.method if request.method in _METHODS else "other",
                route=_route(request),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - start) * 1000, 1),
                organisation=_organisation(request),
            )
        finally:
            _REQUEST.reset(token)
        return response


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _id_of(request: HttpRequest) -> str:
    """Give the id that a proxy of ours has given the request, or a new one."""
    given = request.headers.get(HEADER, "")
    if settings.ENVIRONMENT.proxies and MAY_BE_AN_ID.fullmatch(given):
        return given
    return uuid4().hex


def _route(request: HttpRequest) -> str:
    """Give the name of the page; never its address, which may hold a secret."""
    if request.resolver_match:
        return request.resolver_match.view_name or request.resolver_match.route
    is_static = request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/")
    return "static" if is_static else "no such address"


def _organisation(request: HttpRequest) -> str | None:
    visitor = getattr(request, "visitor", None)
    return str(visitor.organisation.pk) if visitor else None
