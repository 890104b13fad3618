"""The worker that does background jobs, in a thread: beside the server, or in a process alone."""

from __future__ import annotations

from itertools import count
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection
from django.db.models.functions import Now
from django_tasks import TaskResult
from django_tasks.signals import task_finished
from django_tasks_db.management.commands.db_worker import Worker as Loop
from django_tasks_db.models import DBTaskResult

from wardtoboard_web.running import actions
from wardtoboard_web.running.logs import log, log_failure
from wardtoboard_web.running.models import Worker
from wardtoboard_web.staff.actions import forget_left_histories

LOOK_EVERY = 0.5
BEAT_EVERY = 10.0
BEATS_AN_HOUR = 360
TRY_AGAIN_AFTER = 5.0


def log_job(sender: Any, task_result: TaskResult[Any], **kwargs: Any) -> None:
    """Write a line about a job that has ended: which, how and after how long."""
    started, finished = task_result.started_at, task_result.finished_at
    took = (finished - started).total_seconds() * 1000 if started and finished else None
    log(
        "job",
        job=task_result.task.name,
        ended=task_result.status.lower(),
        milliseconds=took and round(took),
    )


class JobWorker:
    """Does jobs one after another until it is stopped, and says now and then that it lives."""

    def __init__(self) -> None:
        """Give it a name of its own; it does nothing until it is started."""
        self.name = uuid4().hex
        self._loop = _loop(self.name, ends_when_done=False)
        self._stop = Event()
        self._work = Thread(target=self._work_on, name="jobs", daemon=True)
        self._beat = Thread(target=self._beat_on, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Start taking up jobs, first those that a dead worker left."""
        task_finished.connect(log_job)
        self._say_alive()
        self._work.start()
        self._beat.start()

    def stop(self, seconds: float) -> bool:
        """Take up no more jobs and wait for the one being done; answer whether it ended in time.

        A job that does not end is cut short with the process: the database takes back what it had
        not finished, and a worker does it again.
        """
        self._loop.running = False
        self._stop.set()
        self._work.join(seconds)
        has_ended = not self._work.is_alive()
        if has_ended:
            self._say_gone()
        else:
            log("job cut short")
        return has_ended

    def _work_on(self) -> None:
        while self._loop.running:
            try:
                self._loop.run()
            except Exception:  # the database may be away; nothing else would start the worker again
                log_failure("jobs interrupted")
                self._stop.wait(TRY_AGAIN_AFTER)
            finally:
                connection.close()

    def _beat_on(self) -> None:
        for beat in count():
            if self._stop.wait(BEAT_EVERY):
                return
            self._say_alive()
            if beat % BEATS_AN_HOUR == 0:
                self._forget_what_was_left()

    def _forget_what_was_left(self) -> None:
        try:
            if left := forget_left_histories():
                log("histories left", imports=left)
        except DatabaseError:
            log("histories left not looked for")
        finally:
            connection.close()

    def _say_alive(self) -> None:
        try:
            actions.say_alive(name=self.name)
            if lost := actions.give_back_lost_jobs():
                log("jobs of dead workers", jobs=lost)
        except DatabaseError:
            log("heartbeat missed")
        finally:
            connection.close()

    def _say_gone(self) -> None:
        try:
            actions.say_gone(name=self.name)
        except DatabaseError:
            log("heartbeat missed")
        finally:
            connection.close()


def _loop(name: str, *, ends_when_done: bool) -> Loop:
    return Loop(
        queue_names=["*"],
        interval=LOOK_EVERY,
        batch=ends_when_done,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


def do_waiting_jobs() -> None:
    """Do every job that waits, here and now."""
    _loop(uuid4().hex, ends_when_done=True).run()


def jobs_are_done() -> bool:
    """Answer whether jobs are being done: a worker lives, or no job has waited for long."""
    is_alive = Worker.objects.filter(seen_at__gte=Now() - actions.SILENT_AFTER).exists()
    long_ago = Now() - actions.SILENT_AFTER
    return is_alive or not DBTaskResult.objects.ready().filter(enqueued_at__lt=long_ago).exists()
