"""Opening an organisation and changing its settings."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied

from builders.site.people import member, organisation
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations import actions
from wardtoboard_web.organisations.errors import RefusedError
from wardtoboard_web.organisations.facts import open_invitation
from wardtoboard_web.organisations.models import Kind, Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation


def open_one(code: str = "RGQ", **others: Any) -> str:
    values = {"name": "A trust", "kind": Kind.TRUST, "administrator_email": "ada@nhs.uk"}
    return actions.open_organisation(code=code, **{**values, **others})


def test_an_organisation_opens_with_an_invitation_to_its_first_administrator() -> None:
    link = open_one(" rgq ")
    place = Organisation.objects.get(code="RGQ")
    assert link.startswith("/o/RGQ/invitation/")
    found = open_invitation(place, link.strip("/").split("/")[-1])
    assert found is not None
    assert (found.email, found.roles) == ("ada@nhs.uk", ["administrator"])
    with in_organisation(place):
        done = Entry.objects.filter(chain=str(place.pk)).order_by("number")
        assert [one.action for one in done] == ["organisation.opened", "invitation.made"]
        assert [one.actor for one in done] == [None, None]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"code": "R-Q"}, "letters and digits"),
        ({"name": " "}, "name cannot be used"),
        ({"kind": "hospital"}, "kind cannot be used"),
    ],
)
def test_what_cannot_be_right_is_refused(values: dict[str, Any], said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        open_one(**values)
    assert not Organisation.objects.exists()


def test_a_code_is_taken_once() -> None:
    open_one()
    with pytest.raises(RefusedError, match="code cannot be used"):
        open_one()


def change(place: Organisation, by: Any, **others: Any) -> None:
    values = {
        "name": place.name,
        "kind": Kind(place.kind),
        "parent_code": "",
        "shows_nhs_logo": False,
        "demands_second_factor": False,
    }
    with in_organisation(place):
        actions.change_settings(organisation=place, by=by, **{**values, **others})


def test_settings_are_changed_and_what_changed_is_recorded() -> None:
    place, system = organisation("X1ZZ"), organisation("QX1")
    admin = member(place, Role.ADMINISTRATOR)
    change(place, admin, name=" Northmoor ", parent_code="qx1", shows_nhs_logo=True)
    place.refresh_from_db()
    assert (place.name, place.parent, place.shows_nhs_logo) == ("Northmoor", system, True)
    with in_organisation(place):
        entry = Entry.objects.get(action="settings.changed")
    assert entry.detail == {"changed": ["name", "parent", "shows_nhs_logo"]}


def test_nothing_changed_is_nothing_recorded() -> None:
    place = organisation("X1ZZ")
    change(place, member(place, Role.ADMINISTRATOR))
    with in_organisation(place):
        assert not Entry.objects.filter(action="settings.changed").exists()


def test_the_system_must_be_known_and_above() -> None:
    place, system = organisation("X1ZZ"), organisation("QX1")
    admin, above = member(place, Role.ADMINISTRATOR), member(system, Role.ADMINISTRATOR)
    with pytest.raises(RefusedError, match="No organisation here has this code"):
        change(place, admin, parent_code="QQQ")
    with pytest.raises(RefusedError, match="part of itself"):
        change(place, admin, parent_code="X1ZZ")
    change(place, admin, parent_code="QX1")
    with pytest.raises(RefusedError, match="part of itself"):
        change(system, above, parent_code="X1ZZ")


def test_whoever_demands_a_second_factor_has_one() -> None:
    place = organisation("X1ZZ")
    admin = member(place, Role.ADMINISTRATOR)
    with pytest.raises(RefusedError, match="no second factor yourself"):
        change(place, admin, demands_second_factor=True)
    TOTP.activate(admin, "JBSWY3DPEHPK3PXP")
    change(place, admin, demands_second_factor=True)
    place.refresh_from_db()
    assert place.demands_second_factor


def test_only_an_administrator_changes_settings() -> None:
    place = organisation("X1ZZ")
    with pytest.raises(PermissionDenied):
        change(place, member(place, Role.ANALYST), name="Other")
