"""The server and the worker, as processes: they start, answer, and stop without a fuss."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from integration.site.running.conftest import Site, fetch, free_port, stop, until
from wardtoboard_web.running.server import listen


def test_the_server_makes_what_it_needs_answers_and_stops_when_told(site: Site) -> None:
    process, address = site.serve()
    assert fetch(f"{address}/account/login/")[0] == 200
    status, body = fetch(f"{address}/health/ready", Host="10.1.2.3")
    assert (status, json.loads(body)["status"]) == (200, "ready")
    assert fetch(f"{address}/", Host="somewhere.else")[0] == 400
    outcome = stop(process)
    assert outcome.code == 0
    assert f"Ward to Board is at http://localhost:{address.rpartition(':')[2]}/" in outcome.out
    assert outcome.out.endswith("Stopped.\n")
    events = [json.loads(line)["event"] for line in outcome.err.splitlines()]
    assert (events[0], events[-1]) == ("started", "stopped")


def test_several_processes_answer_and_all_stop(site: Site) -> None:
    process, address = site.serve("--processes", 2)
    assert fetch(f"{address}/health/ready")[0] == 200
    outcome = stop(process, signal.SIGINT)
    assert outcome.code == 0, outcome.err
    assert "Traceback" not in outcome.err


def test_small_answers_are_sent_at_once() -> None:
    """Otherwise each waits for the browser to say that the one before has come: 40 milliseconds."""

    async def delay_is_off() -> bool:
        opened, found = listen("127.0.0.1", 0), asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            found.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, sock=opened):
            _, visitor = await asyncio.open_connection(*opened.getsockname())
            is_off = bool(await found)
            visitor.close()
            await visitor.wait_closed()
        return is_off

    assert asyncio.run(delay_is_off())


def test_a_port_that_is_taken_is_said_to_be(site: Site) -> None:
    _, address = site.serve()
    outcome = site("serve", "--port", address.rpartition(":")[2])
    assert outcome.code == 15
    assert "choose another with --port" in outcome.err


def test_a_worker_stops_when_told(prepared: Site) -> None:
    process = prepared.start("worker")
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stderr.readline())["event"] == "worker started"
    outcome = stop(process)
    assert outcome.code == 0
    assert outcome.out == "Doing jobs.\nStopped.\n"


ENQUEUE = """
import django
django.setup()
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wardtoboard_web.ceilings.tasks import note_snapshot
note_snapshot.enqueue("no such organisation", "no such snapshot")
lost = note_snapshot.enqueue("no such organisation", "no such snapshot")
DBTaskResult.objects.filter(pk=lost.id).update(
    status=TaskResultStatus.RUNNING, worker_ids=["a worker that was killed"]
)
"""


def test_a_server_does_jobs_those_of_a_killed_worker_too(prepared: Site) -> None:
    settings = prepared.environment(DJANGO_SETTINGS_MODULE="wardtoboard_web.config.settings")
    subprocess.run([sys.executable, "-c", ENQUEUE], env=settings, check=True)
    process, _ = prepared.serve()
    with closing(sqlite3.connect(prepared.data / "ward-to-board.sqlite3")) as opened:
        states = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'FAILED'"
        until(lambda: opened.execute(states).fetchone() == (2,))
    lines = [json.loads(line) for line in stop(process).err.splitlines()]
    jobs = [(line["job"], line["ended"]) for line in lines if line["event"] == "job"]
    assert jobs == [("note_snapshot", "failed")] * 2
    assert [line["jobs"] for line in lines if line["event"] == "jobs of dead workers"] == [1]


def test_a_worker_asks_for_the_tables_first(site: Site) -> None:
    outcome = site("worker")
    assert outcome.code == 12
    assert "Run wardtoboard prepare" in outcome.err


def test_without_a_worker_only_pages_are_served(site: Site) -> None:
    process, _ = site.serve("--no-worker")
    assert "Jobs are done by wardtoboard worker." in stop(process).out


@pytest.mark.parametrize("command", ["serve", "prepare", "worker", "backup"])
def test_wrong_settings_are_named_all_at_once(site: Site, command: str) -> None:
    file = ["x.zip"] if command == "backup" else []
    outcome = site(command, *file, WARD_TO_BOARD_ADDRESS="nowhere", WARD_TO_BOARD_PROXIES="some")
    assert outcome.code == 10
    assert "WARD_TO_BOARD_ADDRESS" in outcome.err
    assert "WARD_TO_BOARD_PROXIES" in outcome.err


def test_a_database_that_is_away_is_a_sentence(site: Site) -> None:
    away = f"postgresql://someone:secret-of-someone@127.0.0.1:{free_port()}/nothing"
    outcome = site("serve", "--port", 0, DATABASE_URL=away, WARD_TO_BOARD_SECRET_KEY="k" * 50)
    assert outcome.code == 12
    assert "The database cannot be reached" in outcome.err
    assert "secret-of-someone" not in outcome.err
