"""Finding the import that a page is about, and what is answered when it has moved on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.staff.actions import NotNowError
from wardtoboard_web.staff.facts import knows_files
from wardtoboard_web.staff.models import Import

P = ParamSpec("P")
FILES_OF_OTHERS = (
    "Someone else sent files of this import. To read them, you need the role of people analyst. "
    "You can bring in files of your own."
)


def import_or_404(import_id: UUID) -> Import:
    """Give an import of the organisation in scope."""
    return get_object_or_404(Import.objects.select_related("organisation", "made_by"), pk=import_id)


def readable_import(import_id: UUID, visitor: Visitor) -> Import:
    """Give an import whose files the visitor may learn of. Raises PermissionDenied, Http404."""
    found = import_or_404(import_id)
    check_knows_files(visitor, found)
    return found


def check_knows_files(visitor: Visitor, found: Import) -> None:
    """See that a visitor may learn what an import's files hold. Raises PermissionDenied."""
    if not knows_files(visitor, found):
        raise PermissionDenied(FILES_OF_OTHERS)


def to_import(found: Import) -> HttpResponse:
    """Lead to the page of an import."""
    return redirect("staff:import", code=found.organisation.code, import_id=found.pk)


Page = Callable[Concatenate[HttpRequest, Visitor, P], HttpResponse]


def _leading_back_to(page: str) -> Callable[[Page[P]], Page[P]]:
    def decorate(view: Page[P]) -> Page[P]:
        @wraps(view)
        def guarded(
            request: HttpRequest, visitor: Visitor, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            try:
                return view(request, visitor, *args, **kwargs)
            except NotNowError as error:
                messages.warning(request, str(error))
                return redirect(page, code=visitor.organisation.code, import_id=_import_id(kwargs))

        return guarded

    return decorate


def unless_moved_on(view: Page[P]) -> Page[P]:
    """Lead back to the import, saying why, where what was asked can no longer be done."""
    return _leading_back_to("staff:import")(view)


def histories_unless_moved_on(view: Page[P]) -> Page[P]:
    """Do the same for an import of staff histories."""
    return _leading_back_to("staff:history")(view)


def _import_id(names: dict[str, Any]) -> UUID:
    found: UUID = names["import_id"]
    return found
