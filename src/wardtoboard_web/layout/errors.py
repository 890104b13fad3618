"""Pages for when something is wrong: what happened, in plain words, and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

TEMPLATE = "layout/error.jinja"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the browser sent what we cannot read."""
    heading = "There is a problem with what was sent"
    return _page(request, 400, heading, ("Go back, check what you entered, and try again.",))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the visitor's roles do not open this page; the exception may say which would."""
    paragraphs = (
        str(exception),
        "If you need it for your work, ask an administrator of your organisation.",
    )
    return _page(request, 403, "Your role does not open this page", paragraphs)


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was sent without the secret of the visitor's own session."""
    heading = "This page is out of date"
    paragraphs = (
        "Nothing was changed. You may have signed in or out in another window.",
        "If it happens again, check that your browser keeps cookies.",
        "Go back, load the page again, and send the form once more.",
    )
    return _page(request, 403, heading, paragraphs)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page for this visitor, and nothing of whether it exists."""
    paragraphs = (
        "Check that the address is right, and that you copied all of it.",
        "If someone sent you the link, ask them whether you have a role in that organisation.",
    )
    return _page(request, 404, "Page not found", paragraphs)


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Say that someone has tried too often in a short time."""
    paragraphs = ("Nothing was changed. Wait 15 minutes, then try again.",)
    return _page(request, 429, "Too many tries", paragraphs)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. The page asks nothing of the database, which may be the cause."""
    paragraphs = (
        "The fault is ours. What you entered may not have been saved.",
        "Try again in a few minutes.",
        "If it happens again, tell whoever runs this site when it happened and what you did.",
    )
    context = {"heading": "Sorry, there is a problem with the site", "paragraphs": paragraphs}
    return HttpResponse(render_to_string(TEMPLATE, context), status=500)


def _page(
    request: HttpRequest, status: int, heading: str, paragraphs: tuple[str, ...]
) -> HttpResponse:
    context = {"heading": heading, "paragraphs": [text for text in paragraphs if text]}
    return render(request, TEMPLATE, context, status=status)
