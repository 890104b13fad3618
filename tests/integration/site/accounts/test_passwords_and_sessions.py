"""Forgotten and changed passwords, and the browsers someone is signed in with."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from builders.site.people import person
from wardtoboard_web.accounts import actions
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.accounts.presenters import browser_words
from wardtoboard_web.audit.models import Entry

PASSWORD, NEW = "seven green lanterns", "nine quiet harbours"
EMAIL = "ada@example.nhs.uk"
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


@pytest.fixture
def ada() -> Person:
    return person(EMAIL, PASSWORD)


@pytest.fixture
def _sends_mail(settings) -> None:
    settings.SENDS_MAIL = True


def browser(password: str = PASSWORD, agent: str = AGENT) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/account/login/", {"login": EMAIL, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def actions_done() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


@pytest.mark.usefixtures("_sends_mail")
def test_asking_for_a_link_says_the_same_whether_or_not_the_address_is_known(
    client: Client, ada: Person
) -> None:
    known = client.post("/account/password/reset/", {"email": EMAIL}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "bob@nhs.uk"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert "If somebody has an account" in known.content.decode()
    assert [one.to for one in mail.outbox] == [[EMAIL]]


@pytest.mark.usefixtures("_sends_mail")
def test_links_cannot_be_asked_for_without_end(client: Client, ada: Person) -> None:
    answers = [client.post("/account/password/reset/", {"email": EMAIL}) for _ in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [429]
    assert "Too many tries" in answers[-1].content.decode()
    assert len(mail.outbox) == 5


def link_in_mail() -> str:
    found = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


@pytest.mark.usefixtures("_sends_mail")
def test_the_link_sets_a_new_password_once_and_ends_every_session(
    client: Client, ada: Person
) -> None:
    before = browser()
    client.post("/account/password/reset/", {"email": EMAIL})
    link = link_in_mail()
    assert mail.outbox[-1].subject == "Set a new password for Ward to Board"
    form = client.get(link)["Location"]
    assert "Set a new password" in client.get(form).content.decode()
    client.post(form, {"password1": NEW, "password2": NEW})
    assert not is_in(before)
    assert is_in(browser(NEW))
    assert not is_in(browser(PASSWORD))
    assert "password.changed" in actions_done()
    again = Client().get(link)
    assert "This link does not work" in again.content.decode()


def test_a_made_up_link_does_not_work(client: Client, ada: Person) -> None:
    page = client.get("/account/password/reset/1-made-up/").content.decode()
    assert "This link does not work" in page


def test_where_no_mail_is_sent_the_page_says_who_can_help(client: Client, ada: Person) -> None:
    page = client.get("/account/password/reset/").content.decode()
    assert "This site sends no email" in page
    client.post("/account/password/reset/", {"email": EMAIL})
    assert mail.outbox == []


def test_a_command_can_make_the_link(client: Client, ada: Person) -> None:
    link = actions.make_password_link(email=EMAIL.upper())
    assert link is not None
    form = client.get(link)["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert is_in(browser(NEW))
    assert "password_link.made" in actions_done()
    assert actions.make_password_link(email="bob@nhs.uk") is None


def test_changing_the_password_keeps_this_browser_and_ends_the_others(ada: Person) -> None:
    here, there = browser(), browser()
    response = here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        follow=True,
    )
    assert response.redirect_chain[-1][0] == "/account/"
    assert "Your password has been changed" in response.content.decode()
    assert is_in(here)
    assert not is_in(there)
    entry = Entry.objects.get(action="password.changed")
    assert (entry.actor, entry.detail) == (ada.pk, {"sessions_ended": 1})
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"oldpassword": "x", "password1": NEW, "password2": NEW}, "This is not your password now"),
        ({"oldpassword": PASSWORD, "password1": "short", "password2": "short"}, "too short"),
        ({"oldpassword": PASSWORD, "password1": NEW, "password2": "other"}, "same password"),
        ({"oldpassword": PASSWORD}, "Enter a new password"),
    ],
)
def test_a_new_password_is_held_to_the_rules(ada: Person, sent: dict, said: str) -> None:
    page = browser().post("/account/password/change/", sent).content.decode()
    assert said in page
    assert is_in(browser())


def test_someone_without_a_password_can_set_one(client: Client) -> None:
    bob = person("bob@example.nhs.uk")
    client.force_login(bob)
    assert "None: you sign in another way" in client.get("/account/").content.decode()
    assert client.get("/account/password/change/")["Location"] == "/account/password/set/"
    client.post("/account/password/set/", {"password1": NEW, "password2": NEW})
    bob.refresh_from_db()
    assert bob.check_password(NEW)
    assert is_in(client)


def test_the_list_shows_each_browser(ada: Person) -> None:
    here = browser()
    browser(agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18.0 Safari/604.1")
    page = here.get("/account/sessions/").content.decode()
    assert "Chrome on Windows (this browser)" in page
    assert "Safari on iPhone" in page
    assert page.index("Chrome on Windows") < page.index("Safari on iPhone")


def test_one_other_browser_can_be_signed_out(ada: Person) -> None:
    here, there = browser(), browser()
    address = re.search(
        r"/account/sessions/\d+/end/", here.get("/account/sessions/").content.decode()
    )
    assert address
    here.post(address[0])
    assert is_in(here)
    assert not is_in(there)
    assert actions_done()[-1] == "session.ended"


def test_nobody_signs_out_someone_else(ada: Person) -> None:
    there = browser()
    address = re.search(
        r"/account/sessions/\d+/end/", browser().get("/account/sessions/").content.decode()
    )
    assert address
    stranger = Client()
    stranger.force_login(person())
    assert stranger.post(address[0]).status_code == 404
    assert is_in(there)


def test_signing_out_everywhere_ends_this_browser_too(ada: Person) -> None:
    here, there = browser(), browser()
    response = here.post("/account/sessions/end/", follow=True)
    assert "You have been signed out everywhere" in response.content.decode()
    assert not is_in(here)
    assert not is_in(there)
    assert "session.ended_everywhere" in actions_done()


def test_sessions_are_ended_by_a_form_not_a_link(ada: Person) -> None:
    assert browser().get("/account/sessions/end/").status_code == 405


def test_a_name_is_changed_and_recorded_without_the_name(ada: Person) -> None:
    response = browser().post("/account/name/", {"name": " Ada King "}, follow=True)
    assert "Ada King" in response.content.decode()
    entry = Entry.objects.get(action="name.changed")
    assert (entry.actor, entry.detail) == (ada.pk, {})


def test_a_name_cannot_be_empty(ada: Person) -> None:
    assert "Enter your name" in browser().post("/account/name/", {"name": " "}).content.decode()


def test_an_action_on_someone_elses_account_is_refused(ada: Person) -> None:
    bob = person()
    with pytest.raises(PermissionDenied):
        actions.change_name(person=ada, name="Bob", by=bob)
    with pytest.raises(PermissionDenied):
        actions.change_password(person=ada, password=NEW, keep_session=None, by=bob)
    with pytest.raises(PermissionDenied):
        actions.end_every_session(person=ada, by=bob)
    with pytest.raises(PermissionDenied):
        actions.end_session(person=ada, session=1, by=bob)


def test_a_password_and_its_entry_are_one(ada: Person, monkeypatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError):
        actions.change_password(person=ada, password=NEW, keep_session=None, by=ada)
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{AGENT} Edg/130.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox on Linux",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Safari/537.36", "Chrome on Android"),
        ("curl/8.0", "Another browser"),
    ],
)
def test_a_browser_is_said_in_words(agent: str, words: str) -> None:
    assert browser_words(agent) == words
