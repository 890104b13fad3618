"""Signing in by password, and being locked out."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import NoReverseMatch, reverse

from builders.site.people import person
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry

PASSWORD = "seven green lanterns"  # noqa: S105
EMAIL = "ada@example.nhs.uk"


def sign_in(client: Client, password: str = PASSWORD, email: str = EMAIL, then: str = ""):
    return client.post("/account/login/", {"login": email, "password": password, "next": then})


@pytest.fixture
def ada() -> Person:
    return person(EMAIL, PASSWORD)


def last_entry() -> Entry:
    return Entry.objects.filter(chain="site").latest("number")


def test_the_password_signs_in_whatever_the_capitals_of_the_address(
    client: Client, ada: Person
) -> None:
    response = sign_in(client, email="Ada@Example.NHS.uk")
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_signing_in_is_on_the_sites_chain_without_the_address(client: Client, ada: Person) -> None:
    sign_in(client)
    entry = last_entry()
    assert (entry.action, entry.actor, entry.subject) == ("person.signed_in", ada.pk, str(ada.pk))
    assert entry.detail == {"ways": ["password"]}


def test_signing_in_goes_on_to_where_the_visitor_was_going(client: Client, ada: Person) -> None:
    assert sign_in(client, then="/account/name/")["Location"] == "/account/name/"


def test_signing_in_does_not_lead_to_another_site(client: Client, ada: Person) -> None:
    assert sign_in(client, then="https://evil.example/")["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_out(client: Client, ada: Person) -> None:
    response = sign_in(client, "wrong")
    assert "The email address and password do not belong together" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_gets_the_same_answer(client: Client, ada: Person) -> None:
    known = sign_in(client, "wrong").content.decode()
    unknown = sign_in(client, "wrong", email="bob@example.nhs.uk").content.decode()
    assert "do not belong together" in unknown
    assert known.count("nhsuk-error") == unknown.count("nhsuk-error")


def test_a_closed_account_does_not_open(client: Client, ada: Person) -> None:
    ada.is_active = False
    ada.save()
    response = client.post("/account/login/", {"login": EMAIL, "password": PASSWORD}, follow=True)
    assert "Your account is closed" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_form_says_what_is_missing(client: Client) -> None:
    page = client.post("/account/login/", {}).content.decode()
    assert "Enter your email address" in page
    assert "Enter your password" in page
    assert "<title>Error: Sign in" in page


def locked(client: Client) -> None:
    for _ in range(4):
        assert sign_in(client, "wrong").status_code == 200
    assert sign_in(client, "wrong").status_code == 429


def test_the_fifth_wrong_password_locks_and_says_what_to_do(client: Client, ada: Person) -> None:
    locked(client)
    response = sign_in(client)
    page = response.content.decode()
    assert response.status_code == 429
    assert "locked for 15 minutes" in page
    assert reverse("account_reset_password") in page
    assert "_auth_user_id" not in client.session


def test_a_lock_is_for_one_address_and_one_place(client: Client, ada: Person) -> None:
    person("bob@example.nhs.uk", PASSWORD)
    locked(client)
    assert sign_in(client, email="bob@example.nhs.uk").status_code == 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_capitals_do_not_get_more_tries(client: Client, ada: Person) -> None:
    locked(client)
    assert sign_in(client, email=EMAIL.upper()).status_code == 429


def test_a_lock_is_recorded_once(client: Client, ada: Person) -> None:
    locked(client)
    sign_in(client)
    entries = Entry.objects.filter(action="person.locked_out")
    assert [(one.actor, one.subject) for one in entries] == [(None, str(ada.pk))]


def test_a_lock_on_an_unknown_address_names_nobody(client: Client) -> None:
    locked(client)
    assert [one.subject for one in Entry.objects.filter(action="person.locked_out")] == [""]


def test_what_was_typed_is_not_kept(client: Client, ada: Person) -> None:
    sign_in(client, "wrong", email="my-password-in-the-wrong-box@example.nhs.uk")
    kept = AccessAttempt.objects.get()
    assert "wrong-box" not in f"{kept.username} {kept.get_data} {kept.post_data}"


def test_behind_a_proxy_the_lock_is_on_the_visitors_own_address(ada: Person, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    locked(Client(HTTP_X_FORWARDED_FOR="192.0.2.1"))
    assert sign_in(Client(HTTP_X_FORWARDED_FOR="192.0.2.2")).status_code == 302


def test_signing_out_asks_first_and_is_recorded(client: Client, ada: Person) -> None:
    sign_in(client)
    assert "Do you want to sign out?" in client.get("/account/logout/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session
    assert (last_entry().action, last_entry().actor) == ("person.signed_out", ada.pk)


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_confirm_email",
        "account_request_login_code",
        "socialaccount_connections",
        "socialaccount_signup",
        "mfa_trust",
    ],
)
def test_what_is_not_offered_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_an_account_page_is_for_whoever_is_signed_in(client: Client) -> None:
    for page in ("", "name/", "sessions/", "second-factor/", "password/change/"):
        response = client.get(f"/account/{page}")
        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/")
