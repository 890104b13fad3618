"""The pages on which people make and revoke tokens."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wardtoboard_web.api.actions import make_token, revoke_token
from wardtoboard_web.api.facts import token_for, tokens_for
from wardtoboard_web.api.forms import TokenForm
from wardtoboard_web.api.presenters import token_card
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@never_cache
@require_http_methods(["GET", "POST"])
@member_page(Permission.USE_API)
def tokens(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List the tokens and make one; its secret is on the page that follows, once."""
    if request.method == "POST":
        form = TokenForm(visitor, request.POST)
        if form.is_valid():
            made = make_token(
                by=visitor,
                name=form.cleaned_data["name"],
                scopes=form.chosen_scopes(),
                lasts=form.chosen_time(),
            )
            # shown here and not after a redirect, which would have to keep the secret somewhere
            return render(request, "api/made.jinja", {"made": made})
    else:
        form = TokenForm(visitor)
    today = timezone.localdate()
    cards = [token_card(token, visitor, today) for token in tokens_for(visitor)]
    return render(request, "api/tokens.jinja", {"form": form, "cards": cards})


@require_http_methods(["GET", "POST"])
@member_page(Permission.USE_API)
def revoke(request: HttpRequest, visitor: Visitor, token: UUID) -> HttpResponse:
    """Ask whether to revoke a token, and do it."""
    found = token_for(visitor, token)
    if found is None:
        raise Http404
    if request.method == "POST":
        revoke_token(by=visitor, token=found)
        messages.success(request, f"The token “{found.name}” no longer works.")
        return redirect("api:tokens", code=visitor.organisation.code)
    return render(request, "api/revoke.jinja", {"token": found})
