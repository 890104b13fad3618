"""Every test of the site's insides has a database; jobs are done at once. Most ask for a trust."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from builders.site.people import organisation
from wardtoboard_web.organisations.models import Organisation


@pytest.fixture(autouse=True)
def _site(db: None, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    cache.clear()  # counts of tries are kept there


@pytest.fixture
def trust() -> Organisation:
    return organisation()
