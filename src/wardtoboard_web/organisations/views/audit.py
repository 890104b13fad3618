"""The audit ledger of an organisation."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardtoboard_web.audit.facts import verify_chain
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.layout.downloads import table_response
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.facts import members
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.organisations.presenters import action_words, ledger_file, ledger_table

ENTRIES_A_PAGE = 50


@require_GET
@member_page(Permission.SEE_AUDIT)
def audit(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what was done, newest first, and whether the chain is whole."""
    entries = _entries(visitor)
    actions = sorted(entries.order_by().values_list("action", flat=True).distinct())
    chosen = request.GET.get("action", "")
    if chosen in actions:
        entries = entries.filter(action=chosen)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "verdict": verify_chain(str(visitor.organisation.pk)),
        "actions": [(action, action_words(action)) for action in actions],
        "chosen": chosen if chosen in actions else "",
        "page": page,
        "table": ledger_table(page.object_list, _names(), visitor.organisation.code),
    }
    return render(request, "organisations/audit.jinja", shown)


@require_GET
@member_page(Permission.SEE_AUDIT)
def download_audit(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the whole ledger as CSV."""
    table = ledger_file(_entries(visitor), _names(), visitor.organisation.code)
    return table_response(table, "csv")


def _entries(visitor: Visitor) -> QuerySet[Entry]:
    chain = str(visitor.organisation.pk)
    return Entry.objects.filter(chain=chain).order_by("-number")


def _names() -> dict[UUID, str]:
    return {one.person.pk: one.person.name for one in members()}
