"""The web server: listens, answers, and stops without cutting anyone off."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event

import uvicorn
from uvicorn.supervisors import Multiprocess

from wardtoboard.base.errors import Fault
from wardtoboard_web.running.errors import InUseError
from wardtoboard_web.running.jobs import JobWorker
from wardtoboard_web.running.logs import log

APPLICATION = "wardtoboard_web.config.asgi:application"
WAITING_LINE = 2048
KEEP_OPEN = 75
"""Seconds that a visitor's connection stays open between pages; longer than proxies use one."""
GRACE = 10
"""Seconds that requests, and then a job, are given to end when the server is told to stop."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve: on which sockets, with how many processes, and whether jobs are done here."""

    listening: socket.socket
    processes: int
    does_jobs: bool

    @property
    def port(self) -> int:
        """Give the port it listens on."""
        return int(self.listening.getsockname()[1])


def listen(host: str, port: int) -> socket.socket:
    """Open the server's socket; visitors wait in it until the server answers.

    Port 0 is any free one. Raises InUseError when it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # with the protocol named, each answer is sent at once; else small ones wait 40 milliseconds
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        fault = Fault(
            what=f"the site cannot listen on {host}, port {port}",
            found=str(error.strerror),
            do="Stop what uses it, or choose another with --port.",
        )
        raise InUseError([fault]) from error
    opened.listen(WAITING_LINE)
    return opened


def run_server(serving: Serving, *, when_open: Callable[[], None] = lambda: None) -> None:
    """Serve until told to stop; then let requests and the job end, each within a limit.

    `when_open` is called once visitors can come.
    """
    worker = JobWorker() if serving.does_jobs else None
    with _told_to_stop():
        if worker:
            worker.start()
        log("started", port=serving.port, processes=serving.processes)
        when_open()
        _answer(serving)
        if worker:
            worker.stop(GRACE)
        serving.listening.close()
        log("stopped")


def _answer(serving: Serving) -> None:
    config = uvicorn.Config(
        APPLICATION,
        workers=serving.processes,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # Django and axes count the proxies themselves
        lifespan="off",
        backlog=WAITING_LINE,
        timeout_keep_alive=KEEP_OPEN,
        timeout_graceful_shutdown=GRACE,
    )
    if serving.processes > 1:
        Multiprocess(config, sockets=[serving.listening]).run()
    else:
        uvicorn.Server(config).run(sockets=[serving.listening])


def run_worker() -> None:
    """Do jobs until told to stop; then let the job being done end, within a limit."""
    worker = JobWorker()
    with _told_to_stop() as told:
        worker.start()
        log("worker started")
        told.wait()
        worker.stop(GRACE)
        log("worker stopped")


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Give an event that a signal to stop sets, instead of ending the process.

    The server has handlers of its own while it runs, and passes the signal on to these afterwards.
    """
    told = Event()
    stopping = (signal.SIGINT, signal.SIGTERM)
    before = {each: signal.signal(each, lambda *_: told.set()) for each in stopping}
    try:
        yield told
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
