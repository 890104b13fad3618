"""Single sign-on opens an account for nobody but whom an organisation has invited."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from wardtoboard_web.accounts.actions import trust_single_sign_on
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.actions import accept_by_single_sign_on


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Finds whose account a single sign-on is, by an address the provider has verified."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link the sign-in to an account, or to one opened for an open invitation.

        Linking to the account of whoever is signed in is not offered. Raises PermissionDenied.
        """
        if sociallogin.state.get("process") != "login":
            raise PermissionDenied
        if sociallogin.is_existing:
            return
        email = verified_address(sociallogin)
        if email is None:
            return
        with transaction.atomic():
            person = Person.objects.filter(email=email).first()
            person = person or accept_by_single_sign_on(email=email, name=_name(sociallogin))
            if person is None:
                return
            trust_single_sign_on(person=person)
            sociallogin.connect(request, person)


def verified_address(sociallogin: SocialLogin) -> str | None:
    """Give the address that the provider says, in so many words, it has verified."""
    for address in sociallogin.email_addresses:
        # some providers send the word "false", which would count as true
        if address.verified is True:
            return str(address.email).strip().lower()
    return None


def _name(sociallogin: SocialLogin) -> str:
    data: dict[str, Any] = sociallogin.account.extra_data
    said = data.get("userinfo") or data.get("id_token") or data
    return str(said.get("name") or "").strip()[:120]
