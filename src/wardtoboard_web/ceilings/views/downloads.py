"""The tables of the pages as files, from the very tables that the pages show."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wardtoboard_web.ceilings import career_facts, facts
from wardtoboard_web.ceilings.presenters.careers import career_tables
from wardtoboard_web.ceilings.presenters.finding import find_shown, finding_tables
from wardtoboard_web.ceilings.presenters.organisation import organisation_tables
from wardtoboard_web.ceilings.presenters.pictures import main_finding
from wardtoboard_web.ceilings.presenters.profession import profession_tables
from wardtoboard_web.ceilings.views.pages import asks_as_others, followed_or_404, seen_or_404
from wardtoboard_web.layout.downloads import Kind, table_response
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@require_safe
@member_page(Permission.SEE_RELEASED)
def organisation(request: HttpRequest, visitor: Visitor, table: str, kind: Kind) -> HttpResponse:
    """Give a table of the organisation's page."""
    return _file(organisation_tables(seen_or_404(request, visitor)), table, kind)


@require_safe
@member_page(Permission.SEE_RELEASED)
def profession(
    request: HttpRequest, visitor: Visitor, profession: str, table: str, kind: Kind
) -> HttpResponse:
    """Give a table of a profession's page."""
    seen = seen_or_404(request, visitor)
    if all(one.profession != profession for one in seen.release.shown):
        raise Http404
    shown = main_finding(seen, profession)
    held = followed_or_404(request, career_facts.found_for(seen), shown) if shown else None
    careers = career_tables(seen, profession, held)
    return _file((*profession_tables(seen, profession), *careers), table, kind)


@require_safe
@member_page(Permission.SEE_RELEASED)
def finding(
    request: HttpRequest, visitor: Visitor, profession: str, level: str, table: str, kind: Kind
) -> HttpResponse:
    """Give a table of a finding's page."""
    seen = seen_or_404(request, visitor)
    shown = find_shown(seen, profession, level)
    if shown is None:
        raise Http404
    history = facts.history_for(visitor, shown, as_others=asks_as_others(request, visitor))
    return _file(finding_tables(seen, shown, history), table, kind)


def _file(tables: Iterable[DataTable], name: str, kind: Kind) -> HttpResponse:
    for table in tables:
        if table.name == name:
            return table_response(table, kind)
    raise Http404
