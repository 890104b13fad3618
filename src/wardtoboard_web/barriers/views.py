"""The map, a page for each barrier, and the library."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wardtoboard.guide import load_guide
from wardtoboard_web.barriers.actions import mark_as_looked_at
from wardtoboard_web.barriers.facts import last_look, what_is_known
from wardtoboard_web.barriers.forms import LibraryForm
from wardtoboard_web.barriers.presenters.barrier import barrier_page
from wardtoboard_web.barriers.presenters.library import case_page, results
from wardtoboard_web.barriers.presenters.map import map_page
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@require_safe
@member_page(Permission.BELONG)
def barrier_map(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the map; who sees only what was released goes on to that."""
    if not visitor.may(Permission.SEE_GUIDE):
        return redirect("ceilings:organisation", code=visitor.organisation.code)
    page = map_page(visitor, what_is_known(visitor), last_look(visitor), load_guide())
    return render(request, "barriers/map.jinja", {"page": page})


@require_POST
@member_page(Permission.SEE_GUIDE)
def looked_at(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Keep that the visitor has looked at the map and seen what was new on it."""
    mark_as_looked_at(by=visitor, marks=request.POST.getlist("mark"))
    return redirect("barriers:map", code=visitor.organisation.code)


@require_safe
@member_page(Permission.SEE_GUIDE)
def barrier(request: HttpRequest, visitor: Visitor, barrier: str) -> HttpResponse:
    """Show what is known of a barrier here, and what the guide says of it."""
    guide = load_guide()
    found = next((one for one in guide.barriers if one.id == barrier), None)
    if found is None:
        raise Http404
    page = barrier_page(visitor.organisation.code, found, what_is_known(visitor), guide)
    context = {"page": page, "edition": guide.edition}
    return render(request, "barriers/barrier.jinja", context)


@require_safe
@member_page(Permission.SEE_GUIDE)
def library(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the case studies and resources that fit what is looked for, all of them at first."""
    guide = load_guide()
    form = LibraryForm(request.GET)
    found = results(visitor.organisation.code, form.wanted(), guide)
    context = {"form": form, "found": found, "edition": guide.edition}
    return render(request, "barriers/library.jinja", context)


@require_safe
@member_page(Permission.SEE_GUIDE)
def case(request: HttpRequest, visitor: Visitor, case: str) -> HttpResponse:
    """Show a case study."""
    guide = load_guide()
    found = next((one for one in guide.cases if one.id == case), None)
    if found is None:
        raise Http404
    page = case_page(visitor.organisation.code, found, guide)
    return render(request, "barriers/case.jinja", {"page": page, "edition": guide.edition})
