"""One-time codes, recovery codes and passkeys."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from builders.site.people import member, organisation, person
from wardtoboard_web.accounts.actions import end_second_factors
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.accounts.second_factor import has_second_factor
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.models import Role

PASSWORD = "seven green lanterns"  # noqa: S105
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105
EMAIL = "ada@example.nhs.uk"


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong_code() -> str:
    return f"{(int(code_now()) + 1) % 1_000_000:06d}"


def in_with_password(email: str = EMAIL) -> Client:
    client = Client()
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    return client


@pytest.fixture
def ada() -> Person:
    return person(EMAIL, PASSWORD)


@pytest.fixture
def guarded(ada: Person) -> Person:
    TOTP.activate(ada, SECRET)
    RecoveryCodes.activate(ada)
    return ada


def test_the_password_alone_does_not_sign_in(guarded: Person) -> None:
    client = in_with_password()
    assert "_auth_user_id" not in client.session
    page = client.get("/account/second-factor/code/").content.decode()
    assert "Enter your code" in page
    assert "Passkeys need JavaScript" in page


def test_password_and_code_sign_in_and_both_are_recorded(guarded: Person) -> None:
    client = in_with_password()
    response = client.post("/account/second-factor/code/", {"code": code_now()})
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(guarded.pk)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.detail) == ("person.signed_in", {"ways": ["password", "totp"]})


def test_a_wrong_code_keeps_out(guarded: Person) -> None:
    client = in_with_password()
    page = client.post("/account/second-factor/code/", {"code": wrong_code()}).content.decode()
    assert "This code is wrong or too old" in page
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(guarded: Person) -> None:
    code = code_now()
    in_with_password().post("/account/second-factor/code/", {"code": code})
    second = in_with_password()
    second.post("/account/second-factor/code/", {"code": code})
    assert "_auth_user_id" not in second.session


def test_a_recovery_code_works_once(guarded: Person) -> None:
    kept = Authenticator.objects.get(user=guarded, type="recovery_codes")
    code = kept.wrap().get_unused_codes()[0]
    first, second = in_with_password(), in_with_password()
    first.post("/account/second-factor/code/", {"code": code})
    second.post("/account/second-factor/code/", {"code": code})
    assert first.session["_auth_user_id"] == str(guarded.pk)
    assert "_auth_user_id" not in second.session


def confirmed(client: Client) -> Client:
    client.post("/account/confirm/", {"password": PASSWORD})
    return client


def test_setting_up_an_app_asks_for_the_password_again(ada: Person) -> None:
    response = in_with_password().get("/account/second-factor/app/")
    assert response["Location"].startswith("/account/confirm/")


def test_an_app_is_set_up_with_its_first_code(ada: Person) -> None:
    client = confirmed(in_with_password())
    page = client.get("/account/second-factor/app/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)) in page
    assert "data:image/svg+xml;base64," in page
    response = client.post("/account/second-factor/app/", {"code": code_now(secret)})
    assert response["Location"] == "/account/second-factor/recovery-codes/"
    assert has_second_factor(ada)
    made = Entry.objects.filter(action="second_factor.set_up").order_by("number")
    assert [one.detail["kind"] for one in made] == ["totp", "recovery_codes"]
    assert all(one.actor == ada.pk for one in made)


def test_a_wrong_first_code_sets_nothing_up(ada: Person) -> None:
    client = confirmed(in_with_password())
    client.get("/account/second-factor/app/")
    page = client.post("/account/second-factor/app/", {"code": "000000"}).content.decode()
    assert "This code is wrong or too old" in page
    assert not has_second_factor(ada)


def all_the_way_in() -> Client:
    client = in_with_password()
    client.post("/account/second-factor/code/", {"code": code_now()})
    return confirmed(client)


def test_removing_the_app_removes_the_recovery_codes_and_is_recorded(guarded: Person) -> None:
    client = all_the_way_in()
    assert "Do you want to remove the app?" in (
        client.get("/account/second-factor/app/remove/").content.decode()
    )
    client.post("/account/second-factor/app/remove/")
    assert not has_second_factor(guarded)
    gone = Entry.objects.filter(action="second_factor.removed").order_by("number")
    assert sorted(one.detail["kind"] for one in gone) == ["recovery_codes", "totp"]


def test_recovery_codes_are_shown_downloaded_and_replaced(guarded: Person) -> None:
    client = all_the_way_in()
    codes = Authenticator.objects.get(user=guarded, type="recovery_codes").wrap().get_unused_codes()
    page = client.get("/account/second-factor/recovery-codes/").content.decode()
    file = client.get("/account/second-factor/recovery-codes/download/")
    assert all(code in page and code in file.content.decode() for code in codes)
    assert "attachment" in file["Content-Disposition"]
    client.post("/account/second-factor/recovery-codes/new/")
    again = client.get("/account/second-factor/recovery-codes/").content.decode()
    assert not any(code in again for code in codes)


def test_the_page_of_second_factors_says_how_things_stand(guarded: Person) -> None:
    page = all_the_way_in().get("/account/second-factor/").content.decode()
    assert "Set up. You enter a code from it when you sign in." in page
    assert "You have 10 left" in page


def test_confirming_offers_the_other_ways(guarded: Person) -> None:
    client = in_with_password()
    client.post("/account/second-factor/code/", {"code": code_now()})
    page = client.get("/account/confirm/").content.decode()
    assert "Use a code" in page
    by_code = client.get("/account/second-factor/confirm/").content.decode()
    assert "Use your password" in by_code


def test_passkey_pages_say_that_they_need_javascript_and_what_does_not(ada: Person) -> None:
    client = confirmed(in_with_password())
    page = client.get("/account/second-factor/passkeys/add/").content.decode()
    assert "Passkeys need JavaScript" in page
    assert "/account/second-factor/app/" in page
    assert '"publicKey"' in page
    assert "You have none" in client.get("/account/second-factor/passkeys/").content.decode()


def test_a_passkey_button_without_javascript_says_what_to_do(client: Client) -> None:
    response = client.post(
        "/account/second-factor/passkeys/login/", {"credential": ""}, follow=True
    )
    assert "Your browser gave no passkey" in response.content.decode()


def test_a_passkey_is_named_when_its_owner_does_not(ada: Person) -> None:
    assert get_adapter().generate_authenticator_name(ada, "webauthn") == "Passkey 1"


def test_an_organisation_may_ask_for_a_second_factor() -> None:
    place = organisation("X1ZZ", demands_second_factor=True)
    board_member = member(place, Role.ADMINISTRATOR)
    client = Client()
    client.force_login(board_member)
    response = client.get("/o/X1ZZ/people/", follow=True)
    assert response.redirect_chain[-1][0] == "/account/second-factor/needed/"
    assert "Set up a second factor to go on" in response.content.decode()
    TOTP.activate(board_member, SECRET)
    assert client.get("/o/X1ZZ/people/").status_code == 200
    assert "is set up" in client.get("/account/second-factor/needed/").content.decode()


def test_secrets_are_sealed_and_another_key_opens_none(guarded: Person, settings: Any) -> None:
    kept = Authenticator.objects.get(user=guarded, type="totp").data["secret"]
    assert SECRET not in kept
    assert get_adapter().decrypt(kept) == SECRET
    settings.SECRET_KEY = "another" * 10
    opened = get_adapter().decrypt(kept)
    assert opened not in ("", SECRET, get_adapter().decrypt(kept))
    client = in_with_password()
    response = client.post("/account/second-factor/code/", {"code": code_now()})
    assert "This code is wrong" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_lost_second_factors_are_ended_for_a_command(guarded: Person) -> None:
    assert end_second_factors(email=EMAIL.upper())
    assert not has_second_factor(guarded)
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.action, entry.subject) == ("second_factors.ended", str(guarded.pk))
    assert "_auth_user_id" in in_with_password().session
    assert not end_second_factors(email="nobody@example.nhs.uk")
