"""The button to single sign-on, where the settings name a provider."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Button:
    """Words and address of the button."""

    words: str
    address: str


def single_sign_on_button(then: str = "") -> Button | None:
    """Give the button, or None when there is no provider; `then` is where to go afterwards."""
    for app in settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []):
        address = reverse("openid_connect_login", kwargs={"provider_id": app["provider_id"]})
        query = f"?{urlencode({'next': then})}" if then else ""
        return Button(f"Sign in with {app['name']}", address + query)
    return None
