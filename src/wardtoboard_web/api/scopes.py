"""What a token may be allowed, and which permission its maker needs for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models

from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission


class Scope(models.TextChoices):
    """One thing a token may be allowed to do."""

    GUIDE_READ = "guide:read", "Read the guide"
    CEILINGS_READ = "ceilings:read", "Read ceilings and headcounts, as much as you may see"
    RELEASES_READ = "releases:read", "Read the list of releases"
    IMPORTS_READ = "imports:read", "Read the list of imports and their faults"
    IMPORTS_WRITE = "imports:write", "Bring in staff tables"


DEMANDS: Mapping[Scope, Permission] = MappingProxyType(
    {
        Scope.GUIDE_READ: Permission.SEE_GUIDE,
        Scope.CEILINGS_READ: Permission.SEE_RELEASED,
        Scope.RELEASES_READ: Permission.RELEASE,
        Scope.IMPORTS_READ: Permission.IMPORT,
        Scope.IMPORTS_WRITE: Permission.IMPORT,
    }
)


def scopes_for(visitor: Visitor) -> tuple[Scope, ...]:
    """Give the scopes that the visitor's own permissions back."""
    return tuple(scope for scope in Scope if visitor.may(DEMANDS[scope]))
