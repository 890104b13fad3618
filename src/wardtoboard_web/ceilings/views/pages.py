"""The pages of an organisation, a profession and a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardtoboard.ceilings import ELSEWHERE, REST, load_settings
from wardtoboard.charts import Chart
from wardtoboard.papers import Shown, contributions_picture
from wardtoboard_web.ceilings import career_facts, drawings, facts
from wardtoboard_web.ceilings.career_facts import CareersFound
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.presenters.careers import (
    Followed,
    addresses_at,
    career_pictures,
    careers_part,
    followed,
)
from wardtoboard_web.ceilings.presenters.finding import find_shown, finding_page
from wardtoboard_web.ceilings.presenters.organisation import organisation_page
from wardtoboard_web.ceilings.presenters.pictures import (
    heat_maps,
    main_finding,
    profession_pictures,
)
from wardtoboard_web.ceilings.presenters.profession import STEADY, profession_page
from wardtoboard_web.ceilings.presenters.words import OTHERS, Addresses
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


def asks_as_others(request: HttpRequest, visitor: Visitor) -> bool:
    """Answer whether an analyst asks to see what others see."""
    return visitor.may(Permission.SEE_RAW) and request.GET.get("as") == OTHERS


def seen_or_404(request: HttpRequest, visitor: Visitor) -> Seen:
    """Give what the visitor may see, or 404 while there is nothing."""
    seen = facts.release_for(visitor, as_others=asks_as_others(request, visitor))
    if seen is None:
        raise Http404
    return seen


def addresses_for(request: HttpRequest, visitor: Visitor) -> Addresses:
    """Give the addresses of pages as the visitor is looking at them."""
    return Addresses(visitor.organisation.code, asks_as_others(request, visitor))


@require_safe
@member_page(Permission.SEE_RELEASED)
def organisation(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show where the organisation's clinicians' careers stop, or what to do first."""
    as_others = asks_as_others(request, visitor)
    addresses = addresses_for(request, visitor)
    seen = facts.release_for(visitor, as_others=as_others)
    if seen is None:
        context: dict[str, Any] = {"has_staff": facts.current_snapshot_row() is not None}
        return render(
            request,
            "ceilings/nothing_yet.jinja",
            {**context, **_around(visitor, as_others=as_others)},
        )
    page = organisation_page(seen, addresses, drawings.drawn(heat_maps(seen)))
    context = {
        "page": page,
        "files": {table.name: addresses.downloads(table) for table in page.tables},
    }
    return render(
        request, "ceilings/organisation.jinja", {**context, **_around(visitor, as_others=as_others)}
    )


@require_safe
@member_page(Permission.SEE_RELEASED)
def profession(request: HttpRequest, visitor: Visitor, profession: str) -> HttpResponse:
    """Show where one profession stops; 404 where the visitor sees nothing of it."""
    seen, addresses = seen_or_404(request, visitor), addresses_for(request, visitor)
    reference = request.GET.get("against", REST)
    if reference not in (REST, STEADY, ELSEWHERE):
        raise Http404
    shown = main_finding(seen, profession)
    if shown is None:
        raise Http404
    page = profession_page(
        seen,
        shown,
        reference,
        addresses,
        charts=drawings.drawn(profession_pictures(seen, profession)),
        steps=_steps_beside(seen, shown, reference),
    )
    files = {table.name: addresses.downloads(table, profession=profession) for table in page.tables}
    context = {"page": page, "files": files, **_careers(request, seen, shown, addresses)}
    as_others = addresses.as_others
    return render(
        request, "ceilings/profession.jinja", {**context, **_around(visitor, as_others=as_others)}
    )


@require_safe
@member_page(Permission.SEE_RELEASED)
def finding(request: HttpRequest, visitor: Visitor, profession: str, level: str) -> HttpResponse:
    """Show all that may be seen of a finding; 404 where that is nothing."""
    seen, addresses = seen_or_404(request, visitor), addresses_for(request, visitor)
    shown = find_shown(seen, profession, level)
    if shown is None:
        raise Http404
    history = facts.history_for(visitor, shown, as_others=addresses.as_others)
    page = finding_page(seen, shown, load_settings(), history)
    place = {"profession": profession, "level": level}
    context = {
        "page": page,
        "back": addresses.profession(profession),
        "files": {table.name: addresses.downloads(table, **place) for table in page.tables},
    }
    return render(
        request,
        "ceilings/finding.jinja",
        {**context, **_around(visitor, as_others=addresses.as_others)},
    )


def _steps_beside(seen: Seen, shown: Shown, reference: str) -> Chart | None:
    """Draw which step costs a profession most beside the one others are also set beside."""
    if shown.finding is None or reference != STEADY or shown.family != "guide":
        return None
    shortfall = facts.against(shown.profession, shown.level, reference)
    if shortfall is None:
        return None
    return drawings.drawn([contributions_picture(shortfall, seen.professions)])[0]


def followed_or_404(
    request: HttpRequest, found: CareersFound | None, shown: Shown
) -> Followed | None:
    """Look at a profession's careers at the level asked for; 404 where there is no such level."""
    try:
        return None if found is None else followed(found, shown, request.GET.get("level", ""))
    except LookupError as error:
        raise Http404 from error


def _careers(
    request: HttpRequest, seen: Seen, shown: Shown, addresses: Addresses
) -> Mapping[str, Any]:
    """Give what careers over time show of a profession, and the files of its tables."""
    found = career_facts.found_for(seen)
    held = followed_or_404(request, found, shown)
    charts = drawings.drawn(career_pictures(seen, held))
    part = careers_part(seen, shown.profession, found, held, addresses, charts)
    here = addresses_at(addresses, held)
    place = {"profession": shown.profession}
    files = {table.name: here.downloads(table, **place) for table in part.tables}
    return {"careers": part, "career_files": files}


def _around(visitor: Visitor, *, as_others: bool) -> Mapping[str, Any]:
    """Give what surrounds a page: the switch for analysts, and who may bring in or release."""
    code = visitor.organisation.code
    return {
        "find": Addresses(code, as_others).organisation(),
        "raw": Addresses(code).organisation(),
        "others": Addresses(code, as_others=True).organisation(),
        "as_others": as_others,
        "sees_raw": visitor.may(Permission.SEE_RAW),
        "may_import": visitor.may(Permission.IMPORT),
        "may_release": visitor.may(Permission.RELEASE),
        "code": code,
    }
