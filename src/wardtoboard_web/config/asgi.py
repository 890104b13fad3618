"""The server's entrance."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

from wardtoboard_web.config.largest_body import LargestBody

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardtoboard_web.config.settings")
application = LargestBody(get_asgi_application())
get_resolver().url_patterns  # noqa: B018 - loads every page now, not while the first visitor waits
