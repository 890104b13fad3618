"""`wardtoboard worker`: background jobs, apart from the server."""

from __future__ import annotations

from wardtoboard.cli.printing import print_text
from wardtoboard_web.running.start import start_django


def worker() -> None:
    """Do background jobs, such as imports, until told to stop (Ctrl+C, or the signal TERM)."""
    start_django()
    from django.conf import settings

    from wardtoboard_web.running.in_use import using
    from wardtoboard_web.running.server import run_worker
    from wardtoboard_web.running.tables import check_prepared

    with using(settings.ENVIRONMENT.data):
        check_prepared()
        print_text("Doing jobs.")
        run_worker()
    print_text("Stopped.")
