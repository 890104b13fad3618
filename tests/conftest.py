"""What every test needs, whatever its folder."""

from __future__ import annotations

import os

# Playwright leaves an event loop in the thread of its tests, in which Django then refuses to touch
# a database; the tests that follow in the same process are not asynchronous, so it may.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
