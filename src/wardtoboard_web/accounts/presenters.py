"""Words for a person's account: how they sign in, and where they are signed in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.layout.words import moment_words

BROWSERS = (
    ("Edge", "Edg"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac", "Mac OS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the account: what, how it stands, and where to change it."""

    name: str
    value: str
    page: str = ""
    change: str = ""
    verb: str = "Change"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser in which the person is signed in."""

    id: int
    browser: str
    place: str
    since: datetime
    since_words: str
    is_here: bool


def ways_in(person: Person, factors: Iterable[Authenticator]) -> list[Row]:
    """Say the person's name, address and ways of signing in."""
    kinds = [str(factor.type) for factor in factors]
    has_password = person.has_usable_password()
    return [
        Row("Name", person.name, "accounts:name", "name"),
        Row("Email address", person.email),
        Row(
            "Password",
            "Set" if has_password else "None: you sign in another way",
            "account_change_password" if has_password else "account_set_password",
            "password",
        ),
        Row("Second factor", _factors(kinds), "mfa_index", "second factor"),
        Row(
            "Signed in",
            "In this browser, and perhaps in others",
            "accounts:sessions",
            "where you are signed in",
            "See",
        ),
    ]


def _factors(kinds: list[str]) -> str:
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    words = ["an app with codes"] if Authenticator.Type.TOTP in kinds else []
    if passkeys:
        words.append("1 passkey" if passkeys == 1 else f"{passkeys} passkeys")
    said = " and ".join(words)
    return f"{said[:1].upper()}{said[1:]}" if said else "None"


def session_rows(sessions: Iterable[UserSession], here: str | None) -> list[SessionRow]:
    """Say each session, this browser's first and then the newest."""
    rows = [
        SessionRow(
            id=one.pk,
            browser=browser_words(one.user_agent),
            place=one.ip,
            since=one.created_at,
            since_words=moment_words(one.created_at),
            is_here=one.session_key == here,
        )
        for one in sessions
    ]
    return sorted(rows, key=lambda row: (not row.is_here, -row.since.timestamp()))


def browser_words(agent: str) -> str:
    """Say a browser and its system in two words, as far as it names them."""
    browser = _first(BROWSERS, agent) or "Another browser"
    system = _first(SYSTEMS, agent)
    return f"{browser} on {system}" if system else browser


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, mark in names if re.search(rf"\b{mark}", agent)), "")
