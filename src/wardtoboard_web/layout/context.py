"""What every page is given besides its own facts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wardtoboard_web.layout.navigation import account_links, navigation


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Give the visitor (None outside an organisation), links about the person, and the doors."""
    visitor = getattr(request, "visitor", None)
    person = getattr(request, "user", None)
    return {
        "visitor": visitor,
        "account": account_links(person.name, request.path)
        if person is not None and person.is_authenticated
        else [],
        "navigation": navigation(visitor, request.path),
    }
