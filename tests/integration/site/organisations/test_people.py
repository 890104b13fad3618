"""Who has which role: inviting, changing, removing, and the last administrator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from builders.site.people import member, organisation, person
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations import actions
from wardtoboard_web.organisations.actions.invitations import hash_of_token
from wardtoboard_web.organisations.errors import RefusedError
from wardtoboard_web.organisations.facts import find_member, members, open_invitation
from wardtoboard_web.organisations.models import (
    INVITATION_LASTS,
    Invitation,
    Membership,
    Organisation,
    Role,
)
from wardtoboard_web.organisations.scope import in_organisation

EMAIL = "ada@example.nhs.uk"
PASSWORD = "seven green lanterns"  # noqa: S105


@pytest.fixture
def place() -> Organisation:
    return organisation("X1ZZ")


@pytest.fixture
def admin(place: Organisation) -> Person:
    return member(place, Role.ADMINISTRATOR)


def invite(
    place: Organisation,
    by: Person,
    email: str = EMAIL,
    roles: tuple[Role, ...] = (Role.ANALYST,),
    profession: str = "",
) -> str:
    """Invite someone; gives the token of the link."""
    with in_organisation(place):
        made = actions.invite(
            organisation=place, email=email, roles=roles, profession=profession, by=by
        )
    return made.link.strip("/").split("/")[-1]


def roles_of(place: Organisation, who: Person) -> tuple[Role, ...]:
    with in_organisation(place):
        found = find_member(who.pk)
    return found.roles if found else ()


def entries(place: Organisation) -> list[Entry]:
    with in_organisation(place):
        return list(Entry.objects.filter(chain=str(place.pk)).order_by("number"))


def test_only_the_hash_of_a_link_is_kept(place: Organisation, admin: Person) -> None:
    token = invite(place, admin)
    with in_organisation(place):
        kept = Invitation.objects.get()
    assert kept.token_hash == hash_of_token(token)
    assert token not in str(kept.__dict__)


def test_an_invitation_is_recorded_without_the_address(place: Organisation, admin: Person) -> None:
    invite(place, admin, roles=(Role.PROFESSION_LEAD,), profession="nurse")
    entry = entries(place)[-1]
    assert (entry.action, entry.actor) == ("invitation.made", admin.pk)
    assert entry.detail == {"roles": ["profession_lead"], "profession": "nurse"}
    assert EMAIL not in f"{entry.subject} {entry.detail}"


def test_a_new_person_takes_up_the_roles(place: Organisation, admin: Person) -> None:
    token = invite(place, admin, roles=(Role.ANALYST, Role.PROFESSION_LEAD), profession="nurse")
    ada = actions.accept_as_new_person(
        organisation=place, token=token, name="Ada", password=PASSWORD
    )
    assert ada is not None
    assert (ada.email, ada.name) == (EMAIL, "Ada")
    assert ada.check_password(PASSWORD)
    assert roles_of(place, ada) == (Role.ANALYST, Role.PROFESSION_LEAD)
    last = entries(place)[-1]
    assert (last.action, last.actor) == ("invitation.accepted", ada.pk)
    assert Entry.objects.get(chain="site", action="account.opened").actor == ada.pk


def test_a_link_works_once(place: Organisation, admin: Person) -> None:
    token = invite(place, admin)
    again = {"organisation": place, "token": token, "name": "A", "password": "x"}
    assert actions.accept_as_new_person(**again) is not None
    assert actions.accept_as_new_person(**again) is None
    assert Person.objects.filter(email=EMAIL).count() == 1


def test_a_link_does_not_work_in_another_organisation(place: Organisation, admin: Person) -> None:
    token = invite(place, admin)
    other = organisation("X2ZZ")
    assert open_invitation(other, token) is None
    assert not actions.accept(organisation=other, token=token, by=person(EMAIL))


def test_a_link_grows_old(place: Organisation, admin: Person) -> None:
    token = invite(place, admin)
    with in_organisation(place):
        long_ago = timezone.now() - INVITATION_LASTS - timedelta(seconds=1)
        Invitation.objects.update(made_at=long_ago)
    assert open_invitation(place, token) is None
    assert not actions.accept(organisation=place, token=token, by=person(EMAIL))


def test_a_withdrawn_link_does_not_work(place: Organisation, admin: Person) -> None:
    token = invite(place, admin)
    with in_organisation(place):
        actions.withdraw(organisation=place, invitation_id=Invitation.objects.get().pk, by=admin)
        with pytest.raises(RefusedError, match="not open"):
            actions.withdraw(
                organisation=place, invitation_id=Invitation.objects.get().pk, by=admin
            )
    assert open_invitation(place, token) is None
    assert entries(place)[-1].action == "invitation.withdrawn"
    assert invite(place, admin)


def test_a_link_is_for_its_address_alone(place: Organisation, admin: Person) -> None:
    token = invite(place, admin)
    eve = person("eve@example.nhs.uk")
    assert not actions.accept(organisation=place, token=token, by=eve)
    assert roles_of(place, eve) == ()


def test_a_person_with_an_account_takes_up_the_roles(place: Organisation, admin: Person) -> None:
    token, ada = invite(place, admin, email=EMAIL.upper()), person(EMAIL)
    assert actions.accept(organisation=place, token=token, by=ada)
    assert roles_of(place, ada) == (Role.ANALYST,)


def test_nobody_sets_a_password_for_an_account_that_is_there(
    place: Organisation, admin: Person
) -> None:
    token, ada = invite(place, admin), person(EMAIL)
    made = actions.accept_as_new_person(
        organisation=place, token=token, name="Eve", password="x" * 12
    )
    assert made is None
    ada.refresh_from_db()
    assert not ada.has_usable_password()
    assert open_invitation(place, token) is not None


def test_whoever_is_a_member_or_invited_is_not_invited_again(
    place: Organisation, admin: Person
) -> None:
    invite(place, admin)
    with pytest.raises(RefusedError, match="open invitation"):
        invite(place, admin, email=EMAIL.upper())
    with pytest.raises(RefusedError, match="is a member"):
        invite(place, admin, email=admin.email)


@pytest.mark.parametrize(
    ("roles", "profession"),
    [((), ""), ((Role.PROFESSION_LEAD,), ""), ((Role.ANALYST,), "nurse")],
)
def test_roles_that_cannot_be_are_refused(
    place: Organisation, admin: Person, roles: tuple[Role, ...], profession: str
) -> None:
    with pytest.raises(RefusedError):
        invite(place, admin, roles=roles, profession=profession)
    ada = member(place, Role.CLINICIAN)
    with in_organisation(place), pytest.raises(RefusedError):
        actions.change_roles(
            organisation=place, person_id=ada.pk, roles=roles, profession=profession, by=admin
        )
    assert roles_of(place, ada) == (Role.CLINICIAN,)


def test_roles_are_changed_and_recorded(place: Organisation, admin: Person) -> None:
    ada = member(place, Role.ANALYST, Role.CLINICIAN)
    with in_organisation(place):
        actions.change_roles(
            organisation=place,
            person_id=ada.pk,
            roles=[Role.BOARD_MEMBER, Role.PROFESSION_LEAD],
            profession="midwife",
            by=admin,
        )
        found = find_member(ada.pk)
    assert found is not None
    assert found.roles == (Role.BOARD_MEMBER, Role.PROFESSION_LEAD)
    assert found.professions == ("midwife",)
    entry = entries(place)[-1]
    assert (entry.action, entry.subject) == ("roles.changed", str(ada.pk))
    assert entry.detail == {"roles": ["board_member", "profession_lead"], "profession": "midwife"}


def test_a_person_is_removed_here_and_nowhere_else(place: Organisation, admin: Person) -> None:
    ada, other = member(place, Role.ANALYST), organisation("X2ZZ")
    with in_organisation(other):
        Membership.objects.create(person=ada, role=Role.CLINICIAN)
    with in_organisation(place):
        actions.remove_person(organisation=place, person_id=ada.pk, by=admin)
    assert roles_of(place, ada) == ()
    assert roles_of(other, ada) == (Role.CLINICIAN,)
    assert Person.objects.filter(pk=ada.pk).exists()
    assert (entries(place)[-1].action, entries(place)[-1].subject) == (
        "person.removed",
        str(ada.pk),
    )


def test_the_last_administrator_stays(place: Organisation, admin: Person) -> None:
    before = len(entries(place))
    with in_organisation(place):
        with pytest.raises(RefusedError, match="Nobody would be left"):
            actions.remove_person(organisation=place, person_id=admin.pk, by=admin)
        with pytest.raises(RefusedError, match="Nobody would be left"):
            actions.change_roles(
                organisation=place,
                person_id=admin.pk,
                roles=[Role.ANALYST],
                profession="",
                by=admin,
            )
    assert roles_of(place, admin) == (Role.ADMINISTRATOR,)
    assert len(entries(place)) == before


def test_one_of_two_administrators_may_go(place: Organisation, admin: Person) -> None:
    second = member(place, Role.ADMINISTRATOR)
    with in_organisation(place):
        actions.remove_person(organisation=place, person_id=admin.pk, by=admin)
    assert roles_of(place, second) == (Role.ADMINISTRATOR,)


def test_someone_who_has_no_role_cannot_be_changed(place: Organisation, admin: Person) -> None:
    stranger = person()
    with in_organisation(place):
        with pytest.raises(RefusedError, match="no role here"):
            actions.remove_person(organisation=place, person_id=stranger.pk, by=admin)
        with pytest.raises(RefusedError, match="no role here"):
            actions.change_roles(
                organisation=place,
                person_id=stranger.pk,
                roles=[Role.ADMINISTRATOR],
                profession="",
                by=admin,
            )
        assert len(members()) == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_actions_refuse_whoever_is_no_administrator(
    place: Organisation, admin: Person, role: Role
) -> None:
    lead = "nurse" if role == Role.PROFESSION_LEAD else ""
    someone = member(place, role, profession=lead)
    invite(place, admin)
    with in_organisation(place):
        waiting = Invitation.objects.get()
        for act in (
            lambda: actions.invite(
                organisation=place,
                email="b@nhs.uk",
                roles=[Role.ANALYST],
                profession="",
                by=someone,
            ),
            lambda: actions.withdraw(organisation=place, invitation_id=waiting.pk, by=someone),
            lambda: actions.remove_person(organisation=place, person_id=admin.pk, by=someone),
            lambda: actions.change_roles(
                organisation=place,
                person_id=someone.pk,
                roles=[Role.ADMINISTRATOR],
                profession="",
                by=someone,
            ),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_an_administrator_elsewhere_is_nobody_here(place: Organisation, admin: Person) -> None:
    stranger = member(organisation("X2ZZ"), Role.ADMINISTRATOR)
    with in_organisation(place), pytest.raises(PermissionDenied):
        actions.remove_person(organisation=place, person_id=admin.pk, by=stranger)


def test_an_action_and_its_entry_are_one(
    place: Organisation, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the ledger is full")

    ada = member(place, Role.ANALYST)
    monkeypatch.setattr("wardtoboard_web.organisations.actions.roles.record", broken)
    with in_organisation(place), pytest.raises(RuntimeError):
        actions.remove_person(organisation=place, person_id=ada.pk, by=admin)
    assert roles_of(place, ada) == (Role.ANALYST,)
