"""Every write of this room."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from wardtoboard_web.barriers.facts import last_look, marks_of, what_is_known
from wardtoboard_web.barriers.models import LastLook
from wardtoboard_web.organisations.access import Visitor


def mark_as_looked_at(*, by: Visitor, marks: Collection[str]) -> None:
    """Keep that a person has looked at the map and seen what these marks stand for.

    Only what is known now and was either on the page that was sent back or seen before counts as
    seen: what became known in between is still new. There is no audit entry. It decides nothing
    and concerns nobody else, and a ledger of when people read a page would watch them.
    """
    with transaction.atomic():
        before = last_look(by)
        seen = {*marks, *(before.seen if before else ())} & marks_of(what_is_known(by)).keys()
        LastLook.objects.update_or_create(
            organisation=by.organisation,
            person=by.person,
            defaults={"when": timezone.now(), "seen": sorted(seen)},
        )
