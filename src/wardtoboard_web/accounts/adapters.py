"""How allauth signs people in here: nobody opens an account unasked, and in our own words."""

from __future__ import annotations

import secrets
from base64 import b32encode, urlsafe_b64encode
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wardtoboard_web.accounts import actions
from wardtoboard_web.accounts.models import Person


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with a password."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "The email address and password do not belong together. Check both and try again."
        ),
        "too_many_login_attempts": "Too many tries. Wait 5 minutes, then try again.",
        "enter_current_password": "This is not your password now. Check it and try again.",
        "incorrect_password": "This is not your password. Check it and try again.",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer that nobody opens an account but by an invitation."""
        return False

    def set_password(self, user: Person, password: str) -> None:
        """Set the password by our action, which ends the person's other sessions."""
        request = context.request
        keep = request.session.session_key if request.user == user else None
        actions.change_password(person=user, password=password, keep_session=keep, by=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the account when the password is changed."""
        return "/account/"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, in our own words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong or too old. Enter the one your app shows now.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret, so that the database and its backups do not hold it in the clear."""
        return _sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret; when the site's own key is another now, give one nobody has."""
        try:
            return _sealer().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002
        """Name a passkey that its owner has not named."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}"


def _sealer() -> Fernet:
    """Give what seals with a key drawn from the site's secret key."""
    drawn = salted_hmac("second factors", "seal", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(drawn))
