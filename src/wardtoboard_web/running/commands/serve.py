"""`wardtoboard serve`: the site."""

from __future__ import annotations

from typing import Annotated

import typer

from wardtoboard.cli.printing import print_text
from wardtoboard_web.running.start import start_django

HostOption = Annotated[
    str, typer.Option(help="Which of this machine's addresses to listen on; 0.0.0.0 is all.")
]
PortOption = Annotated[int, typer.Option(help="The port to listen on; 0 is any free one.")]


def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    processes: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 1,
    worker: Annotated[
        bool | None,
        typer.Option(
            "--worker/--no-worker",
            help="Whether background jobs are done here too. They are on the embedded database, "
            "and are not on PostgreSQL, unless you say otherwise.",
        ),
    ] = None,
) -> None:
    """Run the site until it is told to stop (Ctrl+C, or the signal TERM)."""
    start_django()
    from django.conf import settings

    from wardtoboard_web.running.addresses import full_address
    from wardtoboard_web.running.in_use import using
    from wardtoboard_web.running.roles import check_walls
    from wardtoboard_web.running.server import Serving, listen, run_server
    from wardtoboard_web.running.tables import check_prepared, prepare_tables

    is_embedded = settings.ENVIRONMENT.database is None
    with using(settings.ENVIRONMENT.data):
        listening = listen(host, port)
        if is_embedded:
            prepare_tables()
        else:
            check_prepared()
            check_walls()
        does_jobs = is_embedded if worker is None else worker
        serving = Serving(listening, processes, does_jobs)
        address = full_address("/", serving.port, _named(host))
        jobs = "" if does_jobs else " Jobs are done by wardtoboard worker."
        run_server(serving, when_open=lambda: print_text(f"Ward to Board is at {address}{jobs}"))
    print_text("Stopped.")


def _named(host: str) -> str:
    """Give the name to type in a browser on this machine."""
    if host in ("127.0.0.1", "0.0.0.0", "::", "::1"):  # noqa: S104 - compared, not listened on
        return "localhost"
    return f"[{host}]" if ":" in host else host
