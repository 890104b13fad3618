"""What was let out, when and to whom."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Router, Schema

from wardtoboard_web.api.authentication import ApiRequest, needs
from wardtoboard_web.api.operations.responses import answers
from wardtoboard_web.api.paging import Page, PageNumber, page_of
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.ceilings.models import Audience, Release

router = Router(tags=["Releases"])


class ReleaseAnswer(Schema):
    """A release: its number, when it was let out, to whom, and the date of its figures."""

    number: int
    released_at: datetime
    audience: Audience
    date: date


@router.get("/releases", response=answers(Page[ReleaseAnswer], 422), url_name="releases")
@needs(Scope.RELEASES_READ)
def releases(request: ApiRequest, page: PageNumber) -> Page[ReleaseAnswer]:
    """Give the releases, newest first, a page at a time."""
    rows, place = page_of(Release.objects.select_related("snapshot"), page)
    items = [
        ReleaseAnswer(
            number=row.number,
            released_at=row.when,
            audience=Audience(row.audience),
            date=row.snapshot.date,
        )
        for row in rows
    ]
    return Page[ReleaseAnswer](**place, items=items)
