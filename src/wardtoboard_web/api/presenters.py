"""Tokens in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from wardtoboard_web.api.models import Token
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.organisations.access import Visitor


@dataclass(frozen=True, slots=True)
class TokenCard:
    """A token as the page shows it: its facts in words; `revoke` is "" when it is closed."""

    name: str
    facts: tuple[tuple[str, str], ...]
    revoke: str

    @property
    def parts(self) -> dict[str, Any]:
        """Give what the NHS summary list needs."""
        links = [{"href": self.revoke, "text": "Revoke", "visuallyHiddenText": self.name}]
        return {
            "card": {
                "heading": self.name,
                "headingLevel": 3,
                "actions": {"items": links if self.revoke else []},
            },
            "rows": [{"key": {"text": key}, "value": {"text": text}} for key, text in self.facts],
        }


def token_card(token: Token, visitor: Visitor, today: date) -> TokenCard:
    """Say what a token may do, whose it is, until when, and when it was last used."""
    code = visitor.organisation.code
    is_open = token.is_open(today)
    return TokenCard(
        name=token.name,
        facts=(
            ("Made by", "You" if token.person == visitor.person else token.person.name),
            ("Made on", day_words(token.made_at)),
            ("May", "; ".join(Scope(scope).label for scope in token.scopes)),
            ("Works", _until(token, is_open=is_open)),
            ("Last used", day_words(token.last_used_on) if token.last_used_on else "Never"),
        ),
        revoke=reverse("api:revoke", kwargs={"code": code, "token": token.pk}) if is_open else "",
    )


def _until(token: Token, *, is_open: bool) -> str:
    if token.revoked_at is not None:
        return f"No, revoked on {day_words(token.revoked_at)}"
    return (
        f"Until {day_words(token.expires_on)}"
        if is_open
        else f"No, ended {day_words(token.expires_on)}"
    )
