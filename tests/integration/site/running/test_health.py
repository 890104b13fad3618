"""Health: what a load balancer is told, by whatever name it asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from wardtoboard_web.running import actions, health, tables
from wardtoboard_web.running.models import Worker


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "10.20.30.40"})


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_it_answers_any_host_without_https_and_sets_no_cookie(
    client: Client, settings: Any, address: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "10.20.30.40" not in answer.content.decode()
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_other_addresses_beside_it_are_like_any_other(client: Client) -> None:
    assert client.get("/health/other").status_code == 400
    assert Client().get("/health/other").status_code == 404


def test_a_database_that_is_away_is_said_without_saying_where(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def ensure_connection(self) -> None:
            raise DatabaseError("no route to db.secret.example, password x")

    monkeypatch.setattr(health, "connection", Away())
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "not ready",
        "checks": {"database": "cannot be reached"},
    }
    assert client.get("/health/live").status_code == 200


def test_tables_of_another_version_are_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "steps_to_take", lambda: ["audit.0002_later"])
    monkeypatch.setattr(tables, "_PREPARED", set())
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "run prepare" in answer.json()["checks"]["tables"]


def waiting_job(seconds: int) -> None:
    job = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="no.such",
        queue_name="default",
        backend_name="default",
    )
    long_ago = timezone.now() - timedelta(seconds=seconds)
    DBTaskResult.objects.filter(pk=job.pk).update(enqueued_at=long_ago)


def test_jobs_that_wait_without_a_worker_are_not_ready(client: Client) -> None:
    waiting_job(seconds=5)
    assert client.get("/health/ready").status_code == 200
    waiting_job(seconds=90)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "no worker was seen" in answer.json()["checks"]["jobs"]
    actions.say_alive(name="worker")
    assert client.get("/health/ready").status_code == 200
    Worker.objects.update(seen_at=timezone.now() - timedelta(seconds=90))
    assert client.get("/health/ready").status_code == 503
