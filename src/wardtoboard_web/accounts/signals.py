"""What allauth, axes and Django do to accounts, written to the site's audit chain."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from wardtoboard_web.accounts import actions
from wardtoboard_web.accounts.lock_out import address_tried
from wardtoboard_web.accounts.models import Person


@receiver(user_logged_in)
def on_sign_in(request: HttpRequest, user: Person, **_: Any) -> None:
    """Record who came in and by which ways, such as password and totp."""
    records = get_authentication_records(request, user)
    ways = [str(one.get("type") or one["method"]) for one in records]
    actions.note_sign_in(person=user, ways=ways)


@receiver(user_logged_out)
def on_sign_out(user: Person | None, **_: Any) -> None:
    """Record who left; nobody when the session had ended before."""
    if user is not None:
        actions.note_sign_out(person=user)


@receiver(user_locked_out)
def on_lock_out(request: HttpRequest, **_: Any) -> None:
    """Record the try that locks, not those that find the door locked."""
    if getattr(request, "axes_failures_since_start", None) is None:
        return
    email = address_tried(request, getattr(request, "axes_credentials", None))
    actions.note_lock_out(person=Person.objects.filter(email=email).first())


@receiver(post_save, sender=Authenticator)
def on_factor_saved(instance: Authenticator, created: bool, **_: Any) -> None:
    """Record a new second factor; using one saves it too."""
    if created:
        actions.note_factor(factor=instance, is_new=True)


@receiver(post_delete, sender=Authenticator)
def on_factor_removed(instance: Authenticator, **_: Any) -> None:
    """Record that a second factor went."""
    actions.note_factor(factor=instance, is_new=False)
