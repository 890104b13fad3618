"""What the API answers when something is wrong: always JSON, always in one shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from wardtoboard.base.errors import Fault, UserError

ROOT = "/api/"


class FaultAnswer(Schema):
    """One thing wrong in one place: what and where it is, what was found, and what to do."""

    what: str
    do: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""


class Problem(Schema):
    """Why there is no answer: the HTTP status, what is wrong, what to do, and every fault."""

    status: int
    what: str
    do: str
    faults: list[FaultAnswer]


SAID = {
    400: ("The request cannot be read", "Check how it is put together, then send it again."),
    401: (
        "The token is missing or opens nothing",
        "Send a token that works, as “Authorization: Bearer wtb_…”.",
    ),
    403: ("The token does not allow this", "Use a token with the scope that this needs."),
    404: ("There is nothing here for this token", "Check the address and the id."),
    405: ("This address does not take that method", "Use a method that the Allow header names."),
    422: ("Something in the request is not as it should be", "Put the faults right."),
    429: ("Too many requests", "Wait a minute, then go on more slowly."),
    500: ("The fault is ours", "Try again in a few minutes. If it happens again, tell us when."),
}
ABOUT_THE_BODY = ("Content-Type", "Content-Length", "Content-Language")
DOCUMENTED = frozenset({400, 401, 403, 429})
"""What any operation may answer besides its own."""


def problem_response(
    status: int, what: str = "", faults: Iterable[Fault] = (), do: str = ""
) -> HttpResponse:
    """Give a problem as JSON; without words, those that belong to its status."""
    said_what, said_do = SAID.get(status, SAID[400] if status < 500 else SAID[500])
    answers = [FaultAnswer.from_orm(fault) for fault in faults]
    problem = Problem(status=status, what=what or said_what, do=do or said_do, faults=answers)
    response = JsonResponse(problem.dict(), status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def answer_problems(api: NinjaAPI) -> None:
    """Have the API say in our shape whatever its operations raise."""

    def forbidden(request: HttpRequest, error: Any) -> HttpResponse:
        return problem_response(403, str(error))

    def user_error(request: HttpRequest, error: Any) -> HttpResponse:
        return problem_response(422, faults=error.faults)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return problem_response(422, faults=[_fault_of(one) for one in error.errors])

    def of_status(request: HttpRequest, error: Any) -> HttpResponse:
        return problem_response(error.status_code)

    api.add_exception_handler(PermissionDenied, forbidden)
    api.add_exception_handler(UserError, user_error)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, of_status)
    api.add_exception_handler(AuthenticationError, of_status)
    api.add_exception_handler(Http404, lambda request, error: problem_response(404))


class SayProblemsInJson:
    """Middleware: under the API's root, a page that says what is wrong becomes JSON.

    Django answers some requests before the API sees them: an unknown address or method, a body
    that cannot be read, a fault of ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the site."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, in JSON where it is the API that was asked."""
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").split(";")[0] != "application/json"
        if response.status_code < 400 or not is_page or not request.path.startswith(ROOT):
            return response
        problem = problem_response(response.status_code)
        for name, value in response.items():
            if name not in ABOUT_THE_BODY:
                problem.headers.setdefault(name, value)
        return problem


def _fault_of(error: dict[str, Any]) -> Fault:
    """Say what pydantic found wrong with a parameter; what was sent is not said back."""
    place = ".".join(str(step) for step in error["loc"][1:])
    return Fault(what=str(error["msg"]), do="Put it right, then send it again.", column=place)
