"""Say what the organisation says about a rule: comply or explain."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.boards.models import Explanation
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.permissions import Permission


@transaction.atomic
def explain(
    *, by: Person, organisation: Organisation, rule: str, text: str, review_on: date | None
) -> Explanation:
    """Keep a statement about a rule for good; it stands until a newer one follows.

    Raises PermissionDenied.
    """
    check_may(by, organisation, Permission.CHANGE_BOARD)
    made = Explanation.objects.create(
        organisation=organisation, rule=rule, text=text, written_by=by, review_on=review_on
    )
    record(
        by=by,
        action="board.explained",
        organisation=organisation,
        subject=str(made.pk),
        detail={"rule": rule, "review_on": review_on.isoformat() if review_on else ""},
    )
    return made
