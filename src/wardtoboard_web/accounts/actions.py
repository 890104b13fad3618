"""Every write to accounts. Each leaves one entry on the site's own audit chain.

They run outside every organisation's scope: an account belongs to a person, not to a place.
"""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record


@transaction.atomic
def open_account(
    *, email: str, name: str, password: str | None, by: Person | None = None
) -> Person:
    """Open an account; without a password the person signs in by single sign-on.

    `by` is None when the person opens their own, by an invitation or a command.
    """
    person = Person.objects.create_user(email, password, name=name.strip())
    _write(by or person, "account.opened", person)
    return person


@transaction.atomic
def change_name(*, person: Person, name: str, by: Person) -> None:
    """Give the person another name. Raises PermissionDenied for anyone but the person."""
    _must_be(person, by)
    person.name = name.strip()
    person.save(update_fields=["name"])
    _write(by, "name.changed", person)


@transaction.atomic
def change_password(*, person: Person, password: str, keep_session: str | None, by: Person) -> None:
    """Set the password and end every session but the one to keep (its key)."""
    _must_be(person, by)
    person.set_password(password)
    person.save(update_fields=["password"])
    ended = _end(person, keep_session)
    _write(by, "password.changed", person, sessions_ended=ended)


@transaction.atomic
def end_session(*, person: Person, session: int, by: Person) -> bool:
    """End one of the person's sessions; gives False when it is not theirs or has ended."""
    _must_be(person, by)
    found = UserSession.objects.filter(user=person, pk=session).first()
    if found is None:
        return False
    found.end()
    _write(by, "session.ended", person)
    return True


@transaction.atomic
def end_every_session(*, person: Person, by: Person) -> None:
    """Sign the person out everywhere, this browser included."""
    _must_be(person, by)
    _write(by, "session.ended_everywhere", person, sessions_ended=_end(person, keep=None))


@transaction.atomic
def trust_single_sign_on(*, person: Person) -> None:
    """Note that single sign-on has proved the person's address.

    Whoever opened the account may not have been the owner of the address, who comes now for the
    first time with proof. So the first time, every earlier way in ends: password, second factors
    and sessions.
    """
    is_known = EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()
    if is_known:
        return
    person.set_unusable_password()
    person.save(update_fields=["password"])
    _end_factors(person)
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    ended = _end(person, keep=None)
    _write(person, "single_sign_on.linked", person, sessions_ended=ended)


@transaction.atomic
def make_password_link(*, email: str, by: Person | None = None) -> str | None:
    """Make a link, without the site's address, by which a person sets a new password.

    For a command, where the site sends no mail. Gives None when nobody has this address.
    """
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return None
    _write(by, "password_link.made", person)
    parts = {
        "uidb36": user_pk_to_url_str(person),
        "key": default_token_generator.make_token(person),
    }
    return reverse("account_reset_password_from_key", kwargs=parts)


@transaction.atomic
def end_second_factors(*, email: str, by: Person | None = None) -> bool:
    """End every second factor and session of a person who has lost them, for a command.

    Gives False when nobody has this address.
    """
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return False
    _end_factors(person)
    _write(by, "second_factors.ended", person, sessions_ended=_end(person, keep=None))
    return True


@transaction.atomic
def note_sign_in(*, person: Person, ways: list[str]) -> None:
    """Record that the person signed in, and how."""
    _write(person, "person.signed_in", person, ways=ways)


@transaction.atomic
def note_sign_out(*, person: Person) -> None:
    """Record that the person signed out."""
    _write(person, "person.signed_out", person)


@transaction.atomic
def note_lock_out(*, person: Person | None) -> None:
    """Record that too many wrong passwords locked someone out; None when nobody has the address."""
    _write(None, "person.locked_out", person)


@transaction.atomic
def note_factor(*, factor: Authenticator, is_new: bool) -> None:
    """Record that a second factor or the recovery codes were set up or removed."""
    action = "second_factor.set_up" if is_new else "second_factor.removed"
    _write(factor.user, action, factor.user, kind=str(factor.type))


def _must_be(person: Person, by: Person) -> None:
    if person.pk != by.pk:
        raise PermissionDenied("Only the person can change their own account.")


def _end_factors(person: Person) -> None:
    for factor in Authenticator.objects.filter(user=person):
        factor.delete()


def _end(person: Person, keep: str | None) -> int:
    sessions = [one for one in UserSession.objects.filter(user=person) if one.session_key != keep]
    for session in sessions:
        session.end()
    return len(sessions)


def _write(by: Person | None, action: str, person: Person | None, **detail: object) -> None:
    subject = str(person.pk) if person else ""
    record(by=by, action=action, organisation=None, subject=subject, detail=detail)
