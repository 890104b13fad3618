"""The settings of an organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations import actions
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.errors import RefusedError
from wardtoboard_web.organisations.forms import SettingsForm, add_refusal
from wardtoboard_web.organisations.models import Kind, Organisation
from wardtoboard_web.organisations.permissions import Permission


@require_http_methods(["GET", "POST"])
@member_page(Permission.MANAGE_ORGANISATION)
def settings(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Change how the organisation appears and what it asks of its people."""
    organisation = visitor.organisation
    form = SettingsForm(sent(request), initial=_now(organisation))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_settings(
                organisation=organisation,
                name=form.cleaned_data["name"],
                kind=Kind(form.cleaned_data["kind"]),
                parent_code=form.cleaned_data["parent_code"],
                shows_nhs_logo=form.cleaned_data["shows_nhs_logo"],
                demands_second_factor=form.cleaned_data["demands_second_factor"],
                by=visitor.person,
            )
        except RefusedError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "The settings have been changed.")
            return redirect("organisations:settings", code=organisation.code)
    return render(request, "organisations/settings.jinja", {"form": form})


def _now(organisation: Organisation) -> dict[str, object]:
    return {
        "name": organisation.name,
        "kind": organisation.kind,
        "parent_code": organisation.parent.code if organisation.parent else "",
        "shows_nhs_logo": organisation.shows_nhs_logo,
        "demands_second_factor": organisation.demands_second_factor,
    }
