"""What was released, and releasing: look at what others would see, then let it out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wardtoboard.base.errors import DisclosureError
from wardtoboard_web.ceilings import actions, drawings, facts
from wardtoboard_web.ceilings.forms import AudienceForm
from wardtoboard_web.ceilings.models import Audience, Proposal, ProposalState, Release
from wardtoboard_web.ceilings.presenters.career_tables import every_released_chance_table
from wardtoboard_web.ceilings.presenters.organisation import organisation_page
from wardtoboard_web.ceilings.presenters.pictures import heat_maps
from wardtoboard_web.ceilings.presenters.releases import preview, progress_of, releases_table
from wardtoboard_web.ceilings.presenters.words import Addresses
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@require_safe
@member_page(Permission.RELEASE)
def releases(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List what was released."""
    rows = list(Release.objects.select_related("by", "snapshot"))
    context = {
        "table": releases_table(rows) if rows else None,
        "has_staff": facts.current_snapshot_row() is not None,
        "others": Addresses(visitor.organisation.code, as_others=True).organisation(),
    }
    return render(request, "ceilings/releases.jinja", context)


@member_page(Permission.RELEASE)
def propose(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask who should see the figures, and have them weighed."""
    snapshot = facts.current_snapshot_row()
    if snapshot is None:
        return redirect("ceilings:releases", code=visitor.organisation.code)
    form = AudienceForm(sent(request))
    if request.method == "POST" and form.is_valid():
        proposal = actions.propose_release(
            by=visitor.person,
            organisation=visitor.organisation,
            snapshot=snapshot,
            audience=Audience(form.cleaned_data["audience"]),
        )
        return _to_proposal(visitor, proposal)
    return render(
        request, "ceilings/propose.jinja", {"form": form, "day": day_words(snapshot.date)}
    )


@require_safe
@member_page(Permission.RELEASE)
def proposal(request: HttpRequest, visitor: Visitor, proposal_id: UUID) -> HttpResponse:
    """Show how far a proposal is, what others would see of it, or what became of it."""
    found = _proposal_or_404(proposal_id)
    if found.is_on_its_way:
        context = {"status": progress_of(found, visitor.organisation), "is_live": True}
        return render(request, "ceilings/weighing.jinja", context)
    if found.state == ProposalState.REFUSED:
        return render(request, "ceilings/refused.jinja", {"reasons": found.reasons})
    if found.state == ProposalState.RELEASED:
        return render(request, "ceilings/released.jinja", {"release": found.release})
    before = Release.objects.count()
    shown = preview(found, before)
    page = organisation_page(
        shown.seen,
        Addresses(visitor.organisation.code),
        drawings.drawn(heat_maps(shown.seen)),
    )
    context = {
        "proposal": found,
        "preview": shown,
        "page": page,
        "chances": every_released_chance_table(shown.seen),
    }
    return render(request, "ceilings/preview.jinja", context)


@require_safe
@member_page(Permission.RELEASE)
def progress(request: HttpRequest, visitor: Visitor, proposal_id: UUID) -> HttpResponse:
    """Give the inside of the progress box; tell the page to load again when the job has ended."""
    found = _proposal_or_404(proposal_id)
    if not found.is_on_its_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    status = progress_of(found, visitor.organisation)
    return render(request, "layout/progress.jinja", {"status": status})


@require_POST
@member_page(Permission.RELEASE)
def release(request: HttpRequest, visitor: Visitor, proposal_id: UUID) -> HttpResponse:
    """Release what was looked at."""
    found = _proposal_or_404(proposal_id)
    try:
        actions.confirm_release(by=visitor.person, proposal=found)
    except DisclosureError as error:
        for fault in error.faults:
            messages.error(request, fault.sentence())
    return _to_proposal(visitor, found)


def _proposal_or_404(proposal_id: UUID) -> Proposal:
    found = Proposal.objects.select_related("release", "organisation").filter(pk=proposal_id)
    proposal = found.first()
    if proposal is None:
        raise Http404
    return proposal


def _to_proposal(visitor: Visitor, proposal: Proposal) -> HttpResponse:
    code = visitor.organisation.code
    return redirect("ceilings:proposal", code=code, proposal_id=proposal.pk)
