"""Single sign-on with a provider that answers as we tell it; nothing is sent anywhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.test import Client

from builders.site.people import member, organisation, person
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations import actions
from wardtoboard_web.organisations.facts import places_of
from wardtoboard_web.organisations.models import Role
from wardtoboard_web.organisations.scope import in_organisation

EMAIL = "ada@example.nhs.uk"
PASSWORD = "seven green lanterns"  # noqa: S105
BEGIN = "/account/single-sign-on/single-sign-on/"


class Provider:
    """What the provider says of whoever signs in."""

    def __init__(self) -> None:
        self.says: dict[str, Any] = {"sub": "1", "email": EMAIL, "email_verified": True}


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "single-sign-on",
                    "name": "Northmoor sign-in",
                    "client_id": "id",
                    "secret": "secret",
                    "settings": {"server_url": "https://sign-on.example"},
                }
            ],
        }
    }
    made = Provider()
    config = {
        "authorization_endpoint": "https://sign-on.example/authorize",
        "token_endpoint": "https://sign-on.example/token",
        "userinfo_endpoint": "https://sign-on.example/userinfo",
    }
    adapter = OpenIDConnectOAuth2Adapter
    monkeypatch.setattr(adapter, "openid_config", config)
    monkeypatch.setattr(adapter, "get_access_token_data", lambda *_, **__: {"access_token": "t"})
    monkeypatch.setattr(adapter, "_fetch_user_info", lambda *_: made.says)
    return made


def come_back(client: Client, query: str = "") -> Any:
    """Go to the provider and come back, as a browser would."""
    away = client.get(BEGIN + query)["Location"]
    state = parse_qs(urlsplit(away).query)["state"][0]
    return client.get(f"{BEGIN}back/", {"code": "c", "state": state}, follow=True)


def test_the_button_is_there_only_when_a_provider_is_set_up(client: Client) -> None:
    assert "Sign in with North" not in client.get("/account/login/").content.decode()
    assert client.get(BEGIN).status_code == 404


def test_the_button_leads_to_the_provider_with_a_proof_key(
    client: Client, provider: Provider
) -> None:
    page = client.get("/account/login/?next=/account/").content.decode()
    assert "Sign in with Northmoor sign-in" in page
    assert f"{BEGIN}?next=%2Faccount%2F" in page
    away = urlsplit(client.get(BEGIN)["Location"])
    asked = parse_qs(away.query)
    assert (away.netloc, away.path) == ("sign-on.example", "/authorize")
    assert asked["code_challenge_method"] == ["S256"]


def test_nobody_gets_an_account_unasked(client: Client, provider: Provider) -> None:
    page = come_back(client).content.decode()
    assert "You have no account here" in page
    assert not Person.objects.exists()
    assert "_auth_user_id" not in client.session


def test_an_account_is_found_by_its_verified_address(client: Client, provider: Provider) -> None:
    ada = person(EMAIL)
    provider.says["email"] = EMAIL.upper()
    come_back(client)
    assert client.session["_auth_user_id"] == str(ada.pk)
    signed_in = Entry.objects.filter(action="person.signed_in").latest("number")
    assert signed_in.detail == {"ways": ["socialaccount"]}


@pytest.mark.parametrize("verified", [False, "false", "true", None])
def test_an_address_that_is_not_verified_opens_nothing(
    client: Client, provider: Provider, verified: Any
) -> None:
    person(EMAIL)
    provider.says["email_verified"] = verified
    assert "You have no account here" in come_back(client).content.decode()
    assert "_auth_user_id" not in client.session


def test_the_second_time_the_account_is_known_even_when_the_address_changed(
    client: Client, provider: Provider
) -> None:
    ada = person(EMAIL)
    come_back(client)
    provider.says["email"] = "ada.king@example.nhs.uk"
    again = Client()
    come_back(again)
    assert again.session["_auth_user_id"] == str(ada.pk)


def test_the_first_time_every_earlier_way_in_ends(client: Client, provider: Provider) -> None:
    ada = person(EMAIL, PASSWORD)
    squatter = Client()
    squatter.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    TOTP.activate(ada, "JBSWY3DPEHPK3PXP")
    come_back(client)
    ada.refresh_from_db()
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert not ada.has_usable_password()
    assert not Authenticator.objects.filter(user=ada).exists()
    assert squatter.get("/account/").status_code == 302
    assert Entry.objects.get(action="single_sign_on.linked").subject == str(ada.pk)


def test_later_ways_in_stay(client: Client, provider: Provider) -> None:
    ada = person(EMAIL, PASSWORD)
    EmailAddress.objects.create(user=ada, email=EMAIL, verified=True, primary=True)
    come_back(client)
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_second_factor_is_asked_for_all_the_same(client: Client, provider: Provider) -> None:
    ada = person(EMAIL)
    EmailAddress.objects.create(user=ada, email=EMAIL, verified=True, primary=True)
    TOTP.activate(ada, "JBSWY3DPEHPK3PXP")
    assert "Enter your code" in come_back(client).content.decode()
    assert "_auth_user_id" not in client.session


def test_an_open_invitation_opens_an_account_with_its_roles(
    client: Client, provider: Provider
) -> None:
    provider.says["name"] = "Ada King"
    for code, role in (("X1ZZ", Role.ANALYST), ("X2ZZ", Role.BOARD_MEMBER)):
        place = organisation(code)
        admin = member(place, Role.ADMINISTRATOR)
        with in_organisation(place):
            actions.invite(organisation=place, email=EMAIL, roles=[role], profession="", by=admin)
    come_back(client)
    ada = Person.objects.get(email=EMAIL)
    assert ada.name == "Ada King"
    assert client.session["_auth_user_id"] == str(ada.pk)
    held = {one.organisation.code: one.roles for one in places_of(ada)}
    assert held == {"X1ZZ": (Role.ANALYST,), "X2ZZ": (Role.BOARD_MEMBER,)}


def test_someone_the_provider_does_not_name_is_not_named_after_their_address(
    client: Client, provider: Provider
) -> None:
    place = organisation()
    admin = member(place, Role.ADMINISTRATOR)
    with in_organisation(place):
        actions.invite(
            organisation=place, email=EMAIL, roles=[Role.ANALYST], profession="", by=admin
        )
    come_back(client)
    assert Person.objects.get(email=EMAIL).name == "No name yet"


def test_a_withdrawn_invitation_opens_nothing(client: Client, provider: Provider) -> None:
    place = organisation()
    admin = member(place, Role.ADMINISTRATOR)
    with in_organisation(place):
        made = actions.invite(
            organisation=place, email=EMAIL, roles=[Role.ANALYST], profession="", by=admin
        )
        actions.withdraw(organisation=place, invitation_id=made.invitation.pk, by=admin)
    assert "You have no account here" in come_back(client).content.decode()


def test_an_outside_account_cannot_be_tied_to_whoever_is_signed_in(
    client: Client, provider: Provider
) -> None:
    client.force_login(person("bob@example.nhs.uk"))
    response = come_back(client, "?process=connect")
    assert response.status_code == 401
    assert not SocialAccount.objects.exists()


def test_stopping_at_the_provider_is_not_an_error(client: Client, provider: Provider) -> None:
    away = client.get(BEGIN)["Location"]
    state = parse_qs(urlsplit(away).query)["state"][0]
    page = client.get(f"{BEGIN}back/", {"error": "access_denied", "state": state}, follow=True)
    assert "You stopped before" in page.content.decode()
