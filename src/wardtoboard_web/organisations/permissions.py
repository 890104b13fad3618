"""What each role may do; the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType

from wardtoboard_web.organisations.models import Role


class Permission(Enum):
    """Something a person may do in an organisation, in words."""

    BELONG = "belong to the organisation"
    SEE_GUIDE = "see the barrier map and what the guide says"
    SEE_RELEASED = "see figures released to others"
    SEE_RAW = "see every count"
    SEE_BOARD = "see the board, its register and what the law says"
    CHANGE_BOARD = "keep the register of the board"
    IMPORT = "bring in staff tables"
    RELEASE = "release protected figures to others"
    MANAGE_PEOPLE = "invite people and give roles"
    MANAGE_ORGANISATION = "change how the organisation uses the site"
    SEE_AUDIT = "see the audit ledger"
    USE_API = "make tokens for programs"


_EVERYONE = frozenset(Role)
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_ANALYST = frozenset({Role.ANALYST})
_BOARD_MEMBER = frozenset({Role.BOARD_MEMBER})

MAY: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.BELONG: _EVERYONE,
        Permission.SEE_GUIDE: _EVERYONE - {Role.SYSTEM_VIEWER},
        Permission.SEE_RELEASED: _EVERYONE - {Role.LINE_MANAGER, Role.CLINICIAN},
        Permission.SEE_RAW: _ANALYST,
        Permission.SEE_BOARD: _ADMINISTRATOR | _ANALYST | _BOARD_MEMBER,
        Permission.CHANGE_BOARD: _ADMINISTRATOR | _BOARD_MEMBER,
        Permission.IMPORT: _ANALYST | _ADMINISTRATOR,
        Permission.RELEASE: _ANALYST,
        Permission.MANAGE_PEOPLE: _ADMINISTRATOR,
        Permission.MANAGE_ORGANISATION: _ADMINISTRATOR,
        Permission.SEE_AUDIT: _ADMINISTRATOR,
        Permission.USE_API: _ANALYST | _ADMINISTRATOR | _BOARD_MEMBER,
    }
)


def may(roles: Iterable[Role], permission: Permission) -> bool:
    """Answer whether any of these roles allows it."""
    return not MAY[permission].isdisjoint(roles)
