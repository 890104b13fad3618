"""Serves the gallery with the site's own settings, and nothing of its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

TEMPLATES = Path(__file__).with_name("gallery_templates")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing of each request."""


def gallery_settings() -> Any:
    """Give the site's settings with the gallery's addresses and templates."""
    jinja, *others = settings.TEMPLATES
    return override_settings(
        ROOT_URLCONF="builders.site.gallery",
        TEMPLATES=[{**jinja, "DIRS": [TEMPLATES]}, *others],
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if not name.startswith("wardtoboard")],
        ALLOWED_HOSTS=["127.0.0.1", "testserver"],
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    )


@contextmanager
def gallery_server() -> Iterator[str]:
    """Serve the gallery until the block ends; gives its address."""
    with gallery_settings():
        server = make_server(
            "127.0.0.1", 0, get_wsgi_application(), WSGIServer, handler_class=_Quiet
        )
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
