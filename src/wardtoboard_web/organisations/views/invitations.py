"""Taking up an invitation: a page for whoever has the link."""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.accounts.single_sign_on import single_sign_on_button
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations import actions
from wardtoboard_web.organisations.access import find_visitor
from wardtoboard_web.organisations.facts import open_invitation
from wardtoboard_web.organisations.forms import AcceptForm
from wardtoboard_web.organisations.models import Invitation, Organisation
from wardtoboard_web.organisations.presenters import invitation_roles


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Let whom the link is for take up the roles, with a new account or their own.

    A link that is wrong, used, withdrawn or too old gets one answer, which says nothing of the
    organisation.
    """
    organisation = Organisation.objects.filter(code=code).first()
    found = open_invitation(organisation, token) if organisation else None
    person = request.user if isinstance(request.user, Person) else None
    if organisation is None or found is None:
        if person and find_visitor(person, code):
            return redirect("organisations:enter", code=code)
        return _not_found(request)
    if person:
        return _as_known(request, organisation, found, token, person)
    if Person.objects.filter(email=found.email).exists():
        return _page(request, "invitation_sign_in", organisation, found)
    return _as_new(request, organisation, found, token)


def _as_known(
    request: HttpRequest,
    organisation: Organisation,
    found: Invitation,
    token: str,
    person: Person,
) -> HttpResponse:
    if found.email != person.email:
        return _page(request, "invitation_for_another", organisation, found)
    if request.method != "POST":
        return _page(request, "invitation_accept", organisation, found)
    if not actions.accept(organisation=organisation, token=token, by=person):
        return _not_found(request)
    return redirect("organisations:enter", code=organisation.code)


def _as_new(
    request: HttpRequest, organisation: Organisation, found: Invitation, token: str
) -> HttpResponse:
    form = AcceptForm(sent(request), email=found.email)
    if request.method == "POST" and form.is_valid():
        person = actions.accept_as_new_person(
            organisation=organisation,
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
        )
        if person is None:
            return _not_found(request)
        return cast(HttpResponse, perform_login(request, person, redirect_url="/"))
    return _page(request, "invitation_new", organisation, found, form)


def _page(
    request: HttpRequest,
    name: str,
    organisation: Organisation,
    found: Invitation,
    form: AcceptForm | None = None,
) -> HttpResponse:
    shown = {
        "organisation": organisation,
        "email": found.email if form else "",
        "roles": invitation_roles(found),
        "form": form,
        "here": request.path,
        "sign_on": single_sign_on_button(request.path),
    }
    return render(request, f"organisations/{name}.jinja", shown)


def _not_found(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/invitation_not_found.jinja", status=404)
