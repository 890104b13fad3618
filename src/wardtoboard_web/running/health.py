"""Whether the process is alive, and whether it is ready to be sent visitors.

Load balancers ask by a server's number, often without https. So these two addresses answer
whatever host is asked for: the answers are the same for everyone, set no cookie and repeat nothing
of the request.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wardtoboard_web.running.jobs import jobs_are_done
from wardtoboard_web.running.logs import log
from wardtoboard_web.running.tables import are_prepared

GOOD = "good"
FOLDER = "/health/"


class AnswerHealth:
    """Answers the health addresses before anything looks at the host or opens a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what answers every other address."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, by the view that the address names."""
        if request.path_info.startswith(FOLDER):
            try:
                request.resolver_match = resolve(request.path_info)
            except Resolver404:
                return self.get_response(request)
            answer: HttpResponse = request.resolver_match.func(request)
            return answer
        return self.get_response(request)


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that the process runs."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the site can answer visitors; 503 with the reason when it cannot."""
    checks = _checks()
    is_ready = all(said == GOOD for said in checks.values())
    if not is_ready:
        log("not ready", **{name: said for name, said in checks.items() if said != GOOD})
    body = {"status": "ready" if is_ready else "not ready", "checks": checks}
    return JsonResponse(body, status=200 if is_ready else 503)


def _checks() -> dict[str, str]:
    try:
        connection.ensure_connection()
        if not are_prepared():
            return {"database": GOOD, "tables": "not those of this version: run prepare"}
        jobs = GOOD if jobs_are_done() else "waiting, and no worker was seen for a minute"
        return {"database": GOOD, "tables": GOOD, "jobs": jobs}
    except DatabaseError:
        return {"database": "cannot be reached"}
