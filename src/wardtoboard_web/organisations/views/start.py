"""Where people come in: the start page and the choice of organisation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.accounts.single_sign_on import single_sign_on_button
from wardtoboard_web.layout.navigation import navigation
from wardtoboard_web.organisations.access import find_visitor
from wardtoboard_web.organisations.facts import places_of
from wardtoboard_web.organisations.presenters import place_rows


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is; or lead whoever is signed in to their organisation."""
    if not isinstance(request.user, Person):
        sign_on = single_sign_on_button()
        return render(request, "organisations/start.jinja", {"sign_on": sign_on})
    places = places_of(request.user)
    if len(places) != 1:
        return redirect("organisations:choose")
    return redirect("organisations:enter", code=places[0].organisation.code)


@login_required
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """List the person's organisations."""
    assert isinstance(request.user, Person)  # noqa: S101 - login_required has seen to it
    rows = place_rows(places_of(request.user))
    return render(request, "organisations/choose.jinja", {"rows": rows})


@login_required
@require_GET
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the first page of an organisation that the person's roles open."""
    assert isinstance(request.user, Person)  # noqa: S101 - login_required has seen to it
    visitor = find_visitor(request.user, code)
    if visitor is None:
        raise Http404
    doors = navigation(visitor, "")
    return redirect(doors[0].address if doors else "organisations:choose")
