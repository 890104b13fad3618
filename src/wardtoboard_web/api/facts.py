"""Which tokens a visitor may see."""

from __future__ import annotations

from uuid import UUID

from wardtoboard_web.api.models import Token
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission


def tokens_for(visitor: Visitor) -> list[Token]:
    """Give the visitor's own tokens, newest first; everyone's to who manages people."""
    tokens = Token.objects.select_related("person").order_by("-made_at", "id")
    if not visitor.may(Permission.MANAGE_PEOPLE):
        tokens = tokens.filter(person=visitor.person)
    return list(tokens)


def token_for(visitor: Visitor, token_id: UUID) -> Token | None:
    """Give one of the tokens that the visitor may see; None when there is none."""
    return next((token for token in tokens_for(visitor) if token.pk == token_id), None)
