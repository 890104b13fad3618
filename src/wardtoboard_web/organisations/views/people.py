"""The people of an organisation, for its administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardtoboard_web.layout.words import day_words
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations import actions
from wardtoboard_web.organisations.access import Visitor, find_visitor, member_page
from wardtoboard_web.organisations.errors import RefusedError
from wardtoboard_web.organisations.facts import Member, find_member, members, open_invitations
from wardtoboard_web.organisations.forms import InviteForm, RolesForm, add_refusal
from wardtoboard_web.organisations.models import Invitation, Role
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.organisations.posting import mail_invitation
from wardtoboard_web.organisations.presenters import (
    invitation_rows,
    member_rows,
    roles_words,
)

may_manage = member_page(Permission.MANAGE_PEOPLE)


@require_GET
@may_manage
def people(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List members with their roles, and open invitations."""
    shown = {
        "members": member_rows(members()),
        "invitations": invitation_rows(open_invitations()),
    }
    return render(request, "organisations/people.jinja", shown)


@require_http_methods(["GET", "POST"])
@may_manage
def invite(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Invite someone; the link is shown on the page that answers, and never again."""
    form = InviteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invite(
                organisation=visitor.organisation,
                email=form.cleaned_data["email"],
                roles=_roles(form),
                profession=form.cleaned_data["profession"],
                by=visitor.person,
            )
        except RefusedError as error:
            add_refusal(form, error)
        else:
            return _show_link(request, visitor, made)
    return render(request, "organisations/invite.jinja", {"form": form})


def _show_link(request: HttpRequest, visitor: Visitor, made: actions.Invited) -> HttpResponse:
    link = request.build_absolute_uri(made.link)
    shown = {
        "link": link,
        "email": made.invitation.email,
        "until": day_words(made.invitation.closes_at),
        "is_mailed": mail_invitation(visitor.organisation, made.invitation, link),
    }
    response = render(request, "organisations/invited.jinja", shown)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@may_manage
def withdraw(request: HttpRequest, visitor: Visitor, invitation: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    get_object_or_404(Invitation, pk=invitation)
    try:
        actions.withdraw(
            organisation=visitor.organisation, invitation_id=invitation, by=visitor.person
        )
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The invitation has been withdrawn. Its link no longer works.")
    return redirect("organisations:people", code=visitor.organisation.code)


@require_http_methods(["GET", "POST"])
@may_manage
def change_roles(request: HttpRequest, visitor: Visitor, person: UUID) -> HttpResponse:
    """Change which roles a member has."""
    member = _member(person)
    now = {"roles": member.roles, "profession": next(iter(member.professions), "")}
    form = RolesForm(sent(request), initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_roles(
                organisation=visitor.organisation,
                person_id=person,
                roles=_roles(form),
                profession=form.cleaned_data["profession"],
                by=visitor.person,
            )
        except RefusedError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"The roles of {member.person.name} have been changed.")
            return _back(visitor)
    return render(request, "organisations/roles.jinja", {"form": form, "name": member.person.name})


@require_http_methods(["GET", "POST"])
@may_manage
def remove(request: HttpRequest, visitor: Visitor, person: UUID) -> HttpResponse:
    """Ask once more, then take every role of a member away."""
    member = _member(person)
    shown = {
        "name": member.person.name,
        "roles": roles_words(member.roles, member.professions),
        "refusal": "",
    }
    if request.method == "POST":
        try:
            actions.remove_person(
                organisation=visitor.organisation, person_id=person, by=visitor.person
            )
        except RefusedError as error:
            shown["refusal"] = str(error)
        else:
            messages.success(request, f"{member.person.name} has been removed.")
            return _back(visitor)
    return render(request, "organisations/remove.jinja", shown)


def _back(visitor: Visitor) -> HttpResponse:
    """Go back to the list, or to the start when the change took that from whoever made it."""
    now = find_visitor(visitor.person, visitor.organisation.code)
    may_go = now is not None and now.may(Permission.MANAGE_PEOPLE)
    code = visitor.organisation.code
    return (
        redirect("organisations:people", code=code) if may_go else redirect("organisations:start")
    )


def _member(person: UUID) -> Member:
    found = find_member(person)
    if found is None:
        raise Http404
    return found


def _roles(form: RolesForm) -> list[Role]:
    return [Role(role) for role in form.cleaned_data["roles"]]
