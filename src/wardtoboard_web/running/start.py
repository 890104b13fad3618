"""Start Django inside a command; only then may models be imported."""

from __future__ import annotations

import os
from pathlib import Path

import django

from wardtoboard_web.config.environment import forget_settings


def start_django(*, as_owner: bool = False) -> None:
    """Read the settings and start Django; `as_owner`: as the role that owns the tables.

    Raises SettingsError with every fault of the environment.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardtoboard_web.config.settings")
    from django.conf import settings

    if as_owner:
        settings.DATABASES["default"] = settings.OWNER_DATABASE
    django.setup()


def use_nothing_but(data: Path) -> None:
    """Forget every setting of the environment but the folder to keep data in.

    For a demonstration, which must neither reach a real site nor be changed by its settings.
    """
    forget_settings(os.environ)
    os.environ["WARD_TO_BOARD_DATA"] = str(data)
