"""Staff brought in and released, for tests of the site; and what a page says, to compare."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from builders.site.imports import brought_in
from builders.worked_table import worked_table
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.ceilings import actions
from wardtoboard_web.ceilings.facts import current_snapshot_row
from wardtoboard_web.ceilings.models import Audience, Proposal, Release
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation


def bring_in_worked(
    organisation: Organisation, by: Person, folder: Path, **options: object
) -> None:
    """Bring the worked table in as the organisation's staff."""
    path = worked_table(folder / "worked.csv", code=organisation.code, **options)  # type: ignore[arg-type]
    brought_in(organisation, by, path.read_bytes())


def proposed(
    organisation: Organisation, by: Person, audience: Audience = Audience.ORGANISATION
) -> Proposal:
    """Propose a release of the current staff; jobs are done at once."""
    with in_organisation(organisation):
        snapshot = current_snapshot_row()
        assert snapshot is not None
        made = actions.propose_release(
            by=by, organisation=organisation, snapshot=snapshot, audience=audience
        )
        return Proposal.objects.select_related("release", "organisation").get(pk=made.pk)


def released(
    organisation: Organisation, by: Person, audience: Audience = Audience.ORGANISATION
) -> Release:
    """Release the current staff's figures."""
    made = proposed(organisation, by, audience)
    with in_organisation(organisation):
        actions.confirm_release(by=by, proposal=made)
        made.refresh_from_db()
        assert made.release is not None, made.reasons
        return made.release


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Read a CSV file as it was downloaded."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def words_of(html: str) -> str:
    """Give everything a page says, drawings and their descriptions included."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("</head>", 1)[1]))
