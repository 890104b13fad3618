"""Jobs whose worker died are done again, but not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wardtoboard_web.running import actions
from wardtoboard_web.running.models import Worker

A_TASK = "wardtoboard_web.staff.tasks.bring_in"


def job_of(*workers: str, status: str = TaskResultStatus.RUNNING) -> DBTaskResult:
    return DBTaskResult.objects.create(
        args_kwargs={"args": ["x", "y", 1], "kwargs": {}},
        task_path=A_TASK,
        queue_name="default",
        backend_name="default",
        status=status,
        worker_ids=list(workers),
    )


def status_of(job: DBTaskResult) -> str:
    return DBTaskResult.objects.get(pk=job.pk).status


@pytest.fixture
def _a_living_worker() -> None:
    actions.say_alive(name="living")


@pytest.mark.usefixtures("_a_living_worker")
def test_a_job_of_a_living_worker_is_left_alone() -> None:
    job = job_of("dead", "living")
    assert actions.give_back_lost_jobs() == 0
    assert status_of(job) == TaskResultStatus.RUNNING


@pytest.mark.parametrize("worker", ["never-seen", "silent", "ended"])
def test_a_job_of_a_dead_worker_is_done_again(worker: str) -> None:
    for name in ("silent", "ended"):
        actions.say_alive(name=name)
    long_ago = timezone.now() - timedelta(seconds=61)
    Worker.objects.filter(name="silent").update(seen_at=long_ago)
    actions.say_gone(name="ended")
    job = job_of(worker)
    assert actions.give_back_lost_jobs() == 1
    assert status_of(job) == TaskResultStatus.READY


def test_a_job_that_lost_three_workers_is_given_up() -> None:
    job = job_of("one", "two", "three")
    actions.give_back_lost_jobs()
    assert status_of(job) == TaskResultStatus.FAILED
    assert "LostJobError" in DBTaskResult.objects.get(pk=job.pk).exception_class_path


@pytest.mark.parametrize(
    "status", [TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
)
def test_a_job_that_nobody_does_is_left_alone(status: str) -> None:
    job = job_of("dead", status=status)
    assert actions.give_back_lost_jobs() == 0
    assert status_of(job) == status


def test_a_worker_long_gone_is_forgotten() -> None:
    actions.say_alive(name="old")
    Worker.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    actions.say_alive(name="new")
    assert [worker.name for worker in Worker.objects.all()] == ["new"]
