"""How a line of the ledger says what an entry is about."""

from __future__ import annotations

from uuid import uuid4

import pytest

from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.presenters import about_words


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"sha256": "0123456789ab" + 52 * "c"}, "sha256: 0123456789ab…"),
        ({"columns_remembered": False, "files": 2}, "columns remembered: no; files: 2"),
        ({"roles": ["board_member", "analyst"]}, "roles: board member, analyst"),
        ({"profession": "", "roles": []}, "–"),
    ],
)
def test_details_are_said_in_a_line_that_fits_a_page(detail: dict[str, object], words: str) -> None:
    assert about_words(Entry(detail=detail), {}) == words


def test_whom_it_is_about_comes_first_where_they_are_a_member() -> None:
    moira = uuid4()
    entry = Entry(detail={"roles": ["analyst"]}, subject=str(moira))
    assert about_words(entry, {moira: "Moira Example"}) == "Moira Example; roles: analyst"
