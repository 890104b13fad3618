"""Tokens: made and shown once, no more than their person may, dead when their person's role is."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from builders.site.people import member, organisation, signed_in, visitor
from builders.site.tokens import program, token_of
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.api.actions import make_token
from wardtoboard_web.api.models import Token
from wardtoboard_web.api.scopes import DEMANDS, Scope, scopes_for
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.models import Membership, Organisation, Role
from wardtoboard_web.organisations.permissions import MAY, Permission
from wardtoboard_web.organisations.scope import in_organisation

ASKS = "/api/v1/organisation"


def _status(secret: str) -> int:
    return program(secret).get(ASKS).status_code


def _actions(trust: Organisation) -> list[str]:
    entries = Entry.objects.filter(organisation=trust, action__startswith="token.")
    with in_organisation(trust):
        return list(entries.order_by("number").values_list("action", flat=True))


def _make_on_page(client: Client, **changes: object) -> str:
    asked = {"name": "Monthly table", "scopes": ["guide:read"], "lasts": "30", **changes}
    return client.post(reverse("api:tokens", args=["X1ZZ"]), asked).content.decode()


def _secret_in(page: str) -> str:
    return page.split('text-break-word">', 1)[1].split("<", 1)[0]


def test_a_token_made_on_the_page_is_shown_once_and_works(trust: Organisation) -> None:
    client = signed_in(member(trust, Role.ANALYST))
    secret = _secret_in(_make_on_page(client))
    assert program(secret).get(ASKS).json()["code"] == "X1ZZ"
    page = client.get(reverse("api:tokens", args=["X1ZZ"])).content.decode()
    assert "Monthly table" in page
    assert "Read the guide" in page
    assert secret not in page
    assert _actions(trust) == ["token.made", "token.used"]


def test_only_a_hash_is_kept(trust: Organisation) -> None:
    secret = token_of(member(trust, Role.ANALYST), trust)
    with in_organisation(trust):
        kept = Token.objects.values().get()
        entries = list(Entry.objects.values())
    random_part = secret.rsplit("_", 1)[-1]
    assert random_part not in repr(kept)
    assert random_part not in repr(entries)


def test_what_is_missing_is_said_beside_the_field(trust: Organisation) -> None:
    client = signed_in(member(trust, Role.ANALYST))
    page = _make_on_page(client, name="", scopes=[], lasts="7")
    assert "Enter a name for the token" in page
    assert "Select what the token may do" in page
    assert "Select one of the choices on the page" in page
    assert _actions(trust) == []


@pytest.mark.parametrize("role", sorted(MAY[Permission.USE_API]))
def test_scopes_offered_are_those_the_person_may(trust: Organisation, role: Role) -> None:
    page = signed_in(member(trust, role)).get(reverse("api:tokens", args=["X1ZZ"]))
    for scope in Scope:
        is_offered = f'value="{scope.value}"' in page.content.decode()
        assert is_offered == (role in MAY[DEMANDS[scope]])


def test_nobody_makes_a_token_for_more_than_they_may(trust: Organisation) -> None:
    board_member = visitor(trust, Role.BOARD_MEMBER)
    assert Scope.IMPORTS_WRITE not in scopes_for(board_member)
    with in_organisation(trust), pytest.raises(PermissionDenied):
        make_token(by=board_member, name="", scopes=[Scope.IMPORTS_WRITE], lasts=timedelta(days=1))
    page = _make_on_page(signed_in(board_member.person), scopes=["imports:write"])
    assert "Select from the choices on the page" in page
    assert _actions(trust) == []


def test_a_revoked_token_is_dead(trust: Organisation) -> None:
    person = member(trust, Role.ANALYST)
    secret = token_of(person, trust)
    with in_organisation(trust):
        token = Token.objects.get()
    address = reverse("api:revoke", args=["X1ZZ", token.pk])
    assert _status(secret) == 200
    assert "Revoke the token" in signed_in(person).get(address).content.decode()
    assert _status(secret) == 200
    assert signed_in(person).post(address).status_code == 302
    assert _status(secret) == 401
    signed_in(person).post(address)
    assert _actions(trust) == ["token.made", "token.used", "token.revoked"]
    page = signed_in(person).get(reverse("api:tokens", args=["X1ZZ"])).content.decode()
    assert "No, revoked on" in page
    assert "/revoke/" not in page


def test_a_token_works_on_its_last_day_and_not_after(trust: Organisation) -> None:
    secret = token_of(member(trust, Role.ANALYST), trust)
    with in_organisation(trust):
        last = Token.objects.get().expires_on
    with patch("wardtoboard_web.api.authentication.timezone.localdate", return_value=last):
        assert _status(secret) == 200
    after = last + timedelta(days=1)
    with patch("wardtoboard_web.api.authentication.timezone.localdate", return_value=after):
        assert _status(secret) == 401


def test_the_day_of_use_is_noted_once_a_day(trust: Organisation) -> None:
    secret = token_of(member(trust, Role.ANALYST), trust)
    day = date(2026, 3, 31)
    with patch("wardtoboard_web.api.authentication.timezone.localdate", return_value=day):
        _status(secret)
        _status(secret)
    with in_organisation(trust):
        assert Token.objects.get().last_used_on == day
    assert _actions(trust) == ["token.made", "token.used"]


def test_a_token_of_someone_who_lost_their_role_is_dead(trust: Organisation) -> None:
    person = member(trust, Role.ANALYST)
    secret = token_of(person, trust)
    with in_organisation(trust):
        Membership.objects.filter(person=person).delete()
    assert _status(secret) == 401


def test_a_token_of_someone_who_may_no_longer_make_one_is_dead(trust: Organisation) -> None:
    person = member(trust, Role.ANALYST)
    secret = token_of(person, trust)
    with in_organisation(trust):
        Membership.objects.filter(person=person).update(role=Role.CLINICIAN)
    assert _status(secret) == 401


def test_a_scope_whose_permission_was_lost_opens_nothing(trust: Organisation) -> None:
    person = member(trust, Role.ANALYST)
    secret = token_of(person, trust)
    assert program(secret).get("/api/v1/imports").status_code == 200
    with in_organisation(trust):
        Membership.objects.filter(person=person).update(role=Role.BOARD_MEMBER)
    answer = program(secret).get("/api/v1/imports")
    assert answer.status_code == 403
    assert "may no longer bring in staff tables" in answer.json()["what"]


def test_a_token_without_the_scope_is_refused(trust: Organisation) -> None:
    secret = token_of(member(trust, Role.ANALYST), trust, Scope.CEILINGS_READ)
    answer = program(secret).get("/api/v1/guide")
    assert answer.status_code == 403
    assert "lacks the scope guide:read" in answer.json()["what"]


def test_a_token_of_someone_put_out_is_dead(trust: Organisation) -> None:
    person = member(trust, Role.ANALYST)
    secret = token_of(person, trust)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert _status(secret) == 401


def test_a_demanded_second_factor_is_demanded_of_tokens_too() -> None:
    trust = organisation(demands_second_factor=True)
    person = member(trust, Role.ANALYST)
    page = signed_in(person).get(reverse("api:tokens", args=["X1ZZ"]))
    assert page.status_code == 302
    assert page["Location"] == reverse("accounts:second_factor_needed")
    secret = token_of(person, trust)
    assert _status(secret) == 401
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    assert _status(secret) == 200


@pytest.mark.parametrize(
    "sent",
    ["", "Bearer", "Bearer wtb_X1ZZ_guess", "Basic dXNlcjpwYXNz", "Bearer wtb_NONE_" + "x" * 43],
)
def test_what_is_no_token_opens_nothing(trust: Organisation, sent: str) -> None:
    answer = Client(headers={"Authorization": sent}).get(ASKS)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["what"] == "The token is missing or opens nothing"


def test_a_token_does_not_open_another_organisation(trust: Organisation) -> None:
    other = organisation("X2ZZ")
    person = member(trust, Role.ANALYST)
    with in_organisation(other):
        Membership.objects.create(person=person, organisation=other, role=Role.ANALYST)
    secret = token_of(person, trust)
    assert _status(secret) == 200
    assert _status(secret.replace("X1ZZ", "X2ZZ")) == 401


def test_a_session_does_not_open_the_api(trust: Organisation) -> None:
    assert signed_in(member(trust, Role.ANALYST)).get(ASKS).status_code == 401


def test_an_administrator_sees_and_revokes_the_tokens_of_others(trust: Organisation) -> None:
    analyst, board_member = member(trust, Role.ANALYST), member(trust, Role.BOARD_MEMBER)
    administrator = member(trust, Role.ADMINISTRATOR)
    secret = token_of(analyst, trust)
    with in_organisation(trust):
        address = reverse("api:revoke", args=["X1ZZ", Token.objects.get().pk])
    assert (
        analyst.name
        in signed_in(administrator).get(reverse("api:tokens", args=["X1ZZ"])).content.decode()
    )
    assert signed_in(board_member).get(address).status_code == 404
    assert signed_in(board_member).post(address).status_code == 404
    assert _status(secret) == 200
    assert signed_in(administrator).post(address).status_code == 302
    assert _status(secret) == 401
