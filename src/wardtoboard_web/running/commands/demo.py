"""`wardtoboard demo`: the site on a made-up trust whose ceilings are known."""

from __future__ import annotations

import shutil
import sys
import webbrowser
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from wardtoboard.base.errors import Fault
from wardtoboard.cli.printing import print_table, print_text
from wardtoboard.cli.truth import demonstration_trust, print_planted_and_found
from wardtoboard_web.running.errors import InUseError
from wardtoboard_web.running.in_use import alone_in, using
from wardtoboard_web.running.start import start_django, use_nothing_but

if TYPE_CHECKING:
    from wardtoboard_web.running.demonstration import Demonstration

MARK = "this-is-a-demonstration.txt"
NAME = "Northmoor University Hospitals NHS Trust (X1ZZ)"


def demo(
    folder: Annotated[
        Path,
        typer.Option(
            help="Where the demonstration is kept; made anew each time.", metavar="FOLDER"
        ),
    ] = Path("demo"),
    port: Annotated[
        int | None,
        typer.Option(help="The port to listen on; 8000, or a free one, unless you say."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Stop before starting the site.")] = False,
) -> None:
    """Make a fictional trust, find its ceilings beside the truth, and open the site on it."""
    _empty(folder)
    print_text(f"Making {NAME}: a fictional trust with ceilings planted in it.")
    trust = demonstration_trust()
    print_planted_and_found(trust)
    use_nothing_but(folder)
    start_django()
    from wardtoboard_web.running.demonstration import make_demonstration
    from wardtoboard_web.running.tables import prepare_tables

    with using(folder):
        _say("Making the site's tables")
        prepare_tables()
        made = make_demonstration(trust, _say)
        _print_accounts(made)
        if not check:
            _serve(port)


def _say(step: str) -> None:
    print_text(f"{step} …")
    sys.stdout.flush()


def _empty(folder: Path) -> None:
    """Make the folder anew. Raises InUseError when it may hold something else."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / MARK).is_file():
            fault = Fault(
                what="the folder for the demonstration holds something else",
                found=str(folder),
                do="Nothing was deleted. Empty it yourself, or choose another with --folder.",
            )
            raise InUseError([fault])
        with alone_in(folder):
            shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = "A demonstration of Ward to Board, made anew each time; nothing in it is real.\n"
    (folder / MARK).write_text(text, encoding="utf-8")


def _print_accounts(made: Demonstration) -> None:
    print_table(
        "One account for each role",
        ("Role", "Sign in with"),
        [(account.role.label, account.email) for account in made.accounts],
    )
    print_text(f"The password of every account: {made.password}")


def _serve(port: int | None) -> None:
    from django.urls import reverse

    from wardtoboard_web.running.addresses import PORT, full_address
    from wardtoboard_web.running.logs import LOGGER
    from wardtoboard_web.running.server import Serving, listen, run_server

    try:
        listening = listen("127.0.0.1", PORT if port is None else port)
    except InUseError:
        if port is not None:
            raise
        listening = listen("127.0.0.1", 0)
    LOGGER.setLevel("WARNING")  # a line for each request would push the accounts off the screen
    serving = Serving(listening, processes=1, does_jobs=True)
    address = full_address(reverse("account_login"), serving.port)

    def when_open() -> None:
        print_text(f"Sign in at {address} (stop with Ctrl+C)")
        sys.stdout.flush()  # someone may read this through a pipe
        # a browser in the terminal would keep the server from starting
        Thread(target=webbrowser.open, args=[address], daemon=True).start()

    run_server(serving, when_open=when_open)
    print_text("Stopped. The demonstration is kept until you make it again.")
