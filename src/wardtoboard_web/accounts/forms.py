"""The forms of accounts, in the words of the NHS design system."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey
from django.forms import Field

from wardtoboard_web.nhsuk_forms import Form, TextField

EMAIL_MISSING = "Enter your email address"
EMAIL_WRONG = "Enter an email address in the correct format, such as name@example.nhs.uk"
NO_PASSKEY = "Your browser gave no passkey. Passkeys need JavaScript. Sign in another way."
HOW_TO_CHOOSE = (
    "Use 12 characters or more. Three words that do not belong together are easy to keep in mind. "
    "Do not use your name, your email address or a common password."
)


def _say(field: Field, label: str, missing: str, hint: str = "") -> None:
    """Give a field of another package our words."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing


class SignInForm(account.LoginForm):
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the fields our words."""
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], "Email address", EMAIL_MISSING)
        self.fields["login"].error_messages["invalid"] = EMAIL_WRONG
        self.fields["login"].validators[0].message = EMAIL_WRONG
        _say(self.fields["password"], "Password", "Enter your password")


class ReauthenticateForm(account.ReauthenticateForm):
    """The password, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the field our words."""
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], "Password", "Enter your password")


class AskForPasswordLinkForm(account.ResetPasswordForm):
    """The email address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the field our words."""
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], "Email address", EMAIL_MISSING)
        self.fields["email"].error_messages["invalid"] = EMAIL_WRONG


class _NewPassword:
    """A new password, typed twice."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the fields our words."""
        super().__init__(*args, **kwargs)
        _say(self.fields["password1"], "New password", "Enter a new password", HOW_TO_CHOOSE)
        _say(self.fields["password2"], "New password again", "Enter the new password again")


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    """The password now and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the field our words."""
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], "Your password now", "Enter your password now")


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    """A first password, for someone who signs in by single sign-on."""


class ResetPasswordForm(_NewPassword, account.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""


class _Code:
    """A one-time code."""

    fields: dict[str, Field]
    hint = "6 numbers from your app, or one of your recovery codes"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the field our words; a narrow box says how much to type."""
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], "Code", "Enter the code", self.hint)
        self.fields["code"].widget.attrs.update(autocomplete="one-time-code", spellcheck="false")
        self.fields["code"].width = 10  # type: ignore[attr-defined]


class CodeForm(_Code, factor.AuthenticateForm):
    """The second factor at sign-in."""


class ConfirmCodeForm(_Code, factor.ReauthenticateForm):
    """The second factor, once more."""


class SetUpAppForm(_Code, ActivateTOTPForm):
    """The first code, which proves that the app has the secret."""

    hint = "The 6 numbers your app shows now"


class _Passkey:
    """A passkey, which the browser's script fills in."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what it means when nothing was filled in."""
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = NO_PASSKEY


class PasskeySignInForm(_Passkey, passkey.LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class PasskeyForm(_Passkey, passkey.AuthenticateWebAuthnForm):
    """A passkey as the second factor at sign-in."""


class ConfirmPasskeyForm(_Passkey, passkey.ReauthenticateWebAuthnForm):
    """A passkey, once more."""


class AddPasskeyForm(passkey.AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the fields our words."""
        super().__init__(*args, **kwargs)
        _say(self.fields["name"], "Name of this passkey", "Enter a name", "Such as: work phone")
        self.fields["name"].max_length = 60
        _say(self.fields["passwordless"], "Sign in with this passkey alone, without a password", "")
        self.fields["passwordless"].initial = True


class NameForm(Form):
    """The name that others see."""

    name = TextField(
        label="Your name",
        hint="People in your organisations see it.",
        missing="Enter your name",
        max_length=120,
        autocomplete="name",
    )
