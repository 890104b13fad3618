"""A person's own account; what allauth's pages lack."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, PasswordResetView
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardtoboard_web.accounts import actions
from wardtoboard_web.accounts.forms import NameForm
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.accounts.presenters import session_rows, ways_in
from wardtoboard_web.accounts.second_factor import has_second_factor
from wardtoboard_web.accounts.single_sign_on import single_sign_on_button
from wardtoboard_web.nhsuk_forms import sent


class SignIn(LoginView):
    """The sign-in page, with the button to single sign-on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the button; it leads on to where the visitor was going."""
        then = self.get_next_url() or ""
        return {**super().get_context_data(**kwargs), "sign_on": single_sign_on_button(then)}


class AskForPasswordLink(PasswordResetView):
    """Ask for a link to set a new password; where the site sends no mail, say who can help."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take no address that nothing can be sent to."""
        if not settings.SENDS_MAIL:
            return render(request, "accounts/no_mail.jinja")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show the person's account and what they can change."""
    person = _person(request)
    factors = Authenticator.objects.filter(user=person)
    return render(request, "accounts/account.jinja", {"rows": ways_in(person, factors)})


@login_required
@require_http_methods(["GET", "POST"])
def change_name(request: HttpRequest) -> HttpResponse:
    """Change the name that others see."""
    person = _person(request)
    form = NameForm(sent(request), initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        actions.change_name(person=person, name=form.cleaned_data["name"], by=person)
        messages.success(request, "Your name has been changed.")
        return redirect("accounts:account")
    return render(request, "accounts/name.jinja", {"form": form})


@login_required
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """List the browsers in which the person is signed in."""
    rows = session_rows(
        UserSession.objects.purge_and_list(_person(request)), request.session.session_key
    )
    return render(request, "accounts/sessions.jinja", {"rows": rows})


@login_required
@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """Sign out of one other browser."""
    person = _person(request)
    if not actions.end_session(person=person, session=session, by=person):
        raise Http404
    messages.success(request, "That browser has been signed out.")
    return redirect("accounts:sessions")


@login_required
@require_POST
def end_every_session(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    person = _person(request)
    actions.end_every_session(person=person, by=person)
    logout(request)
    messages.success(request, "You have been signed out everywhere.")
    return redirect("account_login")


@login_required
@require_GET
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Say that an organisation asks for a second factor, and how to set one up."""
    is_set_up = has_second_factor(_person(request))
    return render(request, "accounts/second_factor_needed.jinja", {"is_set_up": is_set_up})


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - login_required has seen to it
    return request.user
