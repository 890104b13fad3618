"""Locking out whoever guesses passwords: whom, from where, and what they see."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def address_tried(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Give the email address that a sign-in was tried with, "" when there was none."""
    given = (credentials or {}).get("email") or request.POST.get("login") or ""
    return str(given).strip().lower()


def name_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Name whose tries are counted together, without keeping the address itself.

    People type passwords where the address belongs, so what was typed is never kept as it is.
    """
    return sha256(address_tried(request, credentials).encode()).hexdigest()


def place_of(request: HttpRequest) -> str | None:
    """Give the network address that tries come from, past the proxies that are ours."""
    found: str | None = get_client_ip(request)
    return found


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Say that there were too many tries, and what to do."""
    return render(request, "accounts/locked_out.jinja", status=429)
