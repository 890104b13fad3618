"""The pages of organisations: start, choice, people, invitations and settings."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from builders.site.people import member, organisation, person, signed_in
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.facts import find_member
from wardtoboard_web.organisations.models import Invitation, Membership, Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

EMAIL = "ada@example.nhs.uk"
PASSWORD = "seven green lanterns"  # noqa: S105


@pytest.fixture
def place() -> Organisation:
    return organisation("X1ZZ", name="Northmoor")


@pytest.fixture
def admin(place: Organisation) -> Client:
    return signed_in(member(place, Role.ADMINISTRATOR))


def invite(admin: Client, **sent: object) -> str:
    """Invite by the page; gives the path of the link that it shows."""
    values = {"email": EMAIL, "roles": ["analyst"], **sent}
    page = admin.post("/o/X1ZZ/people/invite/", values).content.decode()
    found = re.search(r"http://testserver(/o/X1ZZ/invitation/[\w-]+/)", page)
    assert found, page
    return found[1]


# The start


def test_the_start_page_says_what_this_is_and_how_to_sign_in(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Find where your clinicians’ careers stop short of the board" in page
    assert 'href="/account/login/"' in page


def test_someone_with_one_organisation_goes_there(place: Organisation) -> None:
    response = signed_in(member(place, Role.ADMINISTRATOR)).get("/")
    assert response["Location"] == "/o/X1ZZ/enter/"


def test_someone_with_several_chooses(place: Organisation) -> None:
    ada = member(place, Role.ADMINISTRATOR)
    other = organisation("X2ZZ", name="Southmoor")
    with in_organisation(other):
        Membership.objects.create(person=ada, role=Role.ANALYST)
        Membership.objects.create(person=ada, role=Role.BOARD_MEMBER)
    response = signed_in(ada).get("/", follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [("/organisations/", 302)]
    assert "Northmoor" in page
    assert "Code X2ZZ. You are: People analyst, Board member." in page


def test_someone_with_none_is_told_what_to_do() -> None:
    page = signed_in(person()).get("/", follow=True).content.decode()
    assert "You have no role in any organisation" in page


@pytest.mark.parametrize("role", list(Role))
def test_everyone_enters_by_a_door_that_is_open_to_them(place: Organisation, role: Role) -> None:
    lead = "nurse" if role == Role.PROFESSION_LEAD else ""
    response = signed_in(member(place, role, profession=lead)).get("/o/X1ZZ/enter/", follow=True)
    assert response.status_code == 200


def test_a_stranger_enters_nowhere(place: Organisation) -> None:
    stranger = signed_in(person())
    assert stranger.get("/o/X1ZZ/enter/").status_code == 404
    assert stranger.get("/o/NONE/enter/").status_code == 404


# People


def test_the_list_shows_members_their_roles_and_open_invitations(
    place: Organisation, admin: Client
) -> None:
    lead = member(place, Role.PROFESSION_LEAD, profession="nurse")
    invite(admin)
    page = admin.get("/o/X1ZZ/people/").content.decode()
    assert lead.name in page
    assert lead.email in page
    assert "Profession lead (nurses)" in page
    assert EMAIL in page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_one_else_sees_the_people_or_their_addresses(place: Organisation, role: Role) -> None:
    lead = "nurse" if role == Role.PROFESSION_LEAD else ""
    visitor = signed_in(member(place, role, profession=lead))
    for page in ("people/", "people/invite/", "settings/", "audit/", "audit/download/"):
        assert visitor.get(f"/o/X1ZZ/{page}").status_code == 403


def test_a_person_of_another_organisation_is_not_there(place: Organisation, admin: Client) -> None:
    other = member(organisation("X2ZZ"), Role.ANALYST)
    for page in ("roles", "remove"):
        assert admin.get(f"/o/X1ZZ/people/{other.pk}/{page}/").status_code == 404


def test_the_link_is_shown_once_and_not_kept_by_the_browser(admin: Client) -> None:
    response = admin.post("/o/X1ZZ/people/invite/", {"email": EMAIL, "roles": ["analyst"]})
    assert response["Cache-Control"] == "no-store"
    assert "Copy this link and give it to" in response.content.decode()
    assert "/invitation/" not in admin.get("/o/X1ZZ/people/").content.decode()
    assert mail.outbox == []


def test_the_link_is_mailed_where_the_site_sends_mail(admin: Client, settings) -> None:
    settings.SENDS_MAIL = True
    link = invite(admin)
    assert [one.to for one in mail.outbox] == [[EMAIL]]
    assert f"http://testserver{link}" in str(mail.outbox[0].body)
    assert mail.outbox[0].subject == "Invitation to Ward to Board from Northmoor"


def test_a_mail_server_that_fails_does_not_stop_the_invitation(
    admin: Client, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise ConnectionRefusedError

    settings.SENDS_MAIL = True
    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    page = admin.post("/o/X1ZZ/people/invite/", {"email": EMAIL, "roles": ["analyst"]})
    assert "Copy this link" in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Enter their email address"),
        ({"email": "ada"}, "correct format"),
        ({"email": EMAIL}, "Select at least one role"),
        ({"email": EMAIL, "roles": ["profession_lead"]}, "Select the profession that they lead"),
    ],
)
def test_the_form_says_what_is_wrong(admin: Client, sent: dict[str, object], said: str) -> None:
    page = admin.post("/o/X1ZZ/people/invite/", sent).content.decode()
    assert "There is a problem" in page
    assert said in page


def test_what_an_action_refuses_is_said(admin: Client) -> None:
    invite(admin)
    page = admin.post("/o/X1ZZ/people/invite/", {"email": EMAIL, "roles": ["analyst"]})
    assert "This address has an open invitation." in page.content.decode()


def test_an_invitation_is_withdrawn(place: Organisation, admin: Client) -> None:
    link = invite(admin)
    with in_organisation(place):
        waiting = Invitation.objects.get()
    address = f"/o/X1ZZ/people/invitations/{waiting.pk}/withdraw/"
    page = admin.post(address, follow=True).content.decode()
    assert "The invitation has been withdrawn" in page
    assert Client().get(link).status_code == 404
    again = admin.post(address, follow=True).content.decode()
    assert "This invitation is not open" in again


def test_roles_are_changed_by_the_page(place: Organisation, admin: Client) -> None:
    ada = member(place, Role.ANALYST)
    address = f"/o/X1ZZ/people/{ada.pk}/roles/"
    assert re.search(r'value="analyst"\s+checked', admin.get(address).content.decode())
    sent = {"roles": ["profession_lead"], "profession": "nurse"}
    page = admin.post(address, sent, follow=True).content.decode()
    assert f"The roles of {ada.name} have been changed." in page
    with in_organisation(place):
        found = find_member(ada.pk)
    assert found is not None
    assert found.professions == ("nurse",)


def test_a_person_is_removed_after_asking(place: Organisation, admin: Client) -> None:
    ada = member(place, Role.ANALYST)
    address = f"/o/X1ZZ/people/{ada.pk}/remove/"
    assert f"Do you want to remove {ada.name}?" in admin.get(address).content.decode()
    page = admin.post(address, follow=True).content.decode()
    assert f"{ada.name} has been removed." in page


def test_the_last_administrator_is_told_why_they_stay(place: Organisation) -> None:
    ada = member(place, Role.ADMINISTRATOR)
    alone = signed_in(ada)
    said = "Nobody would be left to administer the organisation."
    assert said in alone.post(f"/o/X1ZZ/people/{ada.pk}/remove/").content.decode()
    page = alone.post(f"/o/X1ZZ/people/{ada.pk}/roles/", {"roles": ["analyst"]})
    assert said in page.content.decode()


def test_an_administrator_who_steps_down_is_led_on(place: Organisation, admin: Client) -> None:
    ada = member(place, Role.ADMINISTRATOR)
    response = signed_in(ada).post(f"/o/X1ZZ/people/{ada.pk}/roles/", {"roles": ["analyst"]})
    assert response["Location"] == "/"


# Taking up an invitation


def test_a_new_person_opens_an_account_and_is_signed_in(admin: Client) -> None:
    link, client = invite(admin), Client()
    page = client.get(link).content.decode()
    assert "Northmoor invites you to Ward to Board" in page
    assert "People analyst" in page
    assert client.get(link)["Cache-Control"].startswith("max-age=0")
    response = client.post(link, {"name": "Ada", "password": PASSWORD})
    assert response["Location"] == "/"
    assert client.get("/")["Location"] == "/o/X1ZZ/enter/"
    assert client.get(link)["Location"] == "/o/X1ZZ/enter/"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"password": PASSWORD}, "Enter your name"),
        ({"name": "Ada"}, "Enter a password"),
        ({"name": "Ada", "password": "short"}, "at least 12"),
        ({"name": "Ada", "password": "1qaz2wsx3edc"}, "too common"),
        ({"name": "Ada", "password": EMAIL}, "too similar"),
    ],
)
def test_a_new_account_is_held_to_the_rules(admin: Client, sent: dict[str, str], said: str) -> None:
    page = Client().post(invite(admin), sent).content.decode()
    assert said in page
    assert not Person.objects.filter(email=EMAIL).exists()


def test_someone_with_an_account_signs_in_first(admin: Client) -> None:
    person(EMAIL, PASSWORD)
    link, client = invite(admin), Client()
    page = client.get(link).content.decode()
    assert "Sign in to take up the invitation" in page
    assert EMAIL not in page
    assert f"/account/login/?next={link}" in page
    sent = {"login": EMAIL, "password": PASSWORD, "next": link}
    assert client.post("/account/login/", sent)["Location"] == link
    assert "Take up the roles" in client.get(link).content.decode()
    assert client.post(link)["Location"] == "/o/X1ZZ/enter/"
    assert client.get("/")["Location"] == "/o/X1ZZ/enter/"


def test_an_account_that_is_there_gets_no_password_by_a_link(admin: Client) -> None:
    ada = person(EMAIL, PASSWORD)
    Client().post(invite(admin), {"name": "Eve", "password": "nine quiet harbours"})
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_someone_else_is_told_that_it_is_not_theirs(place: Organisation, admin: Client) -> None:
    eve = person("eve@example.nhs.uk")
    link, client = invite(admin), signed_in(eve)
    page = client.get(link).content.decode()
    assert "This invitation is for another address" in page
    assert EMAIL not in page
    client.post(link)
    with in_organisation(place):
        assert find_member(eve.pk) is None


def test_links_that_do_not_work_all_get_one_answer(place: Organisation, admin: Client) -> None:
    used = invite(admin)
    Client().post(used, {"name": "Ada", "password": PASSWORD})
    answers = [
        Client().get(link)
        for link in (used, "/o/X1ZZ/invitation/made-up/", "/o/NONE/invitation/made-up/")
    ]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    page = answers[0].content.decode()
    assert "This invitation does not work" in page
    assert "Northmoor" not in page


# Settings


def test_settings_are_shown_and_changed(place: Organisation, admin: Client) -> None:
    page = admin.get("/o/X1ZZ/settings/").content.decode()
    assert 'value="Northmoor"' in page
    sent = {"name": "Northmoor Hospitals", "kind": "foundation_trust", "shows_nhs_logo": "on"}
    page = admin.post("/o/X1ZZ/settings/", sent, follow=True).content.decode()
    assert "The settings have been changed." in page
    place.refresh_from_db()
    assert (place.name, place.kind, place.shows_nhs_logo) == (
        "Northmoor Hospitals",
        "foundation_trust",
        True,
    )


def test_settings_that_are_refused_say_why(admin: Client) -> None:
    sent = {"name": "N", "kind": "trust", "parent_code": "QQQ", "demands_second_factor": "on"}
    page = admin.post("/o/X1ZZ/settings/", sent).content.decode()
    assert "You have no second factor yourself." in page
    page = admin.post("/o/X1ZZ/settings/", {**sent, "demands_second_factor": ""}).content.decode()
    assert "No organisation here has this code. Found: QQQ." in page
