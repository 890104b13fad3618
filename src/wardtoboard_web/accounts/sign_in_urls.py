"""Addresses of allauth's pages: those that are offered here, and no others.

There is no sign-up, no email addresses to manage and no outside accounts to connect. The names
are those by which allauth finds its own pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as outside
from allauth.socialaccount.providers.openid_connect import views as sign_on
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from wardtoboard_web.accounts.views import AskForPasswordLink, SignIn


def _whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Do what a form asks and its audit entry together, or neither."""

    @wraps(view)
    def in_one_transaction(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return in_one_transaction


_FACTOR = "account/second-factor/"
_PASSKEYS = f"{_FACTOR}passkeys/"
_CODES = f"{_FACTOR}recovery-codes/"
_OUTSIDE = "account/single-sign-on/"

urlpatterns: list[URLPattern] = [
    path("account/login/", SignIn.as_view(), name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "account/password/change/", _whole(account.password_change), name="account_change_password"
    ),
    path("account/password/set/", _whole(account.password_set), name="account_set_password"),
    path("account/password/reset/", AskForPasswordLink.as_view(), name="account_reset_password"),
    path(
        "account/password/reset/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _whole(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(_FACTOR, factor.index, name="mfa_index"),
    path(f"{_FACTOR}code/", factor.authenticate, name="mfa_authenticate"),
    path(f"{_FACTOR}confirm/", factor.reauthenticate, name="mfa_reauthenticate"),
    path(f"{_FACTOR}app/", _whole(app.activate_totp), name="mfa_activate_totp"),
    path(f"{_FACTOR}app/remove/", _whole(app.deactivate_totp), name="mfa_deactivate_totp"),
    path(_CODES, codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{_CODES}new/", _whole(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(f"{_CODES}download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(_PASSKEYS, passkey.list_webauthn, name="mfa_list_webauthn"),
    path(f"{_PASSKEYS}add/", _whole(passkey.add_webauthn), name="mfa_add_webauthn"),
    path(f"{_PASSKEYS}login/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path(
        f"{_PASSKEYS}confirm/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path(
        f"{_PASSKEYS}<int:pk>/remove/", _whole(passkey.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path(f"{_OUTSIDE}cancelled/", outside.login_cancelled, name="socialaccount_login_cancelled"),
    path(f"{_OUTSIDE}<slug:provider_id>/", sign_on.login, name="openid_connect_login"),
    path(f"{_OUTSIDE}<slug:provider_id>/back/", sign_on.callback, name="openid_connect_callback"),
]
