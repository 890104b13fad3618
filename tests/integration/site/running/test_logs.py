"""Logs: one line a request, and nothing about a person in any line."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from builders.site.people import member, organisation, person, signed_in
from wardtoboard_web.organisations.actions import open_organisation
from wardtoboard_web.organisations.models import Kind, Organisation, Role
from wardtoboard_web.running.logs import JsonLines, log

EMAIL = "florence.secretname@example.nhs.uk"
SECRETS = ("florence", "secretname", "hidden-query", "wrong-password", "example.nhs.uk")


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """Everything that would be written, down to what packages say in passing."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    loggers = [
        logging.getLogger(name) for name in ("", "django", "axes", "allauth", "django_tasks")
    ]
    levels = [each.level for each in loggers]
    loggers[0].addHandler(handler)
    for each in loggers:
        each.setLevel(logging.DEBUG)
    yield written
    loggers[0].removeHandler(handler)
    for each, level in zip(loggers, levels, strict=True):
        each.setLevel(level)


def events(lines: StringIO, event: str) -> list[dict[str, Any]]:
    read = [json.loads(line) for line in lines.getvalue().splitlines()]
    return [line for line in read if line["event"] == event]


def test_a_request_is_one_line_with_its_route_and_never_its_address(lines: StringIO) -> None:
    place = organisation("X1ZZ")
    client = signed_in(member(place, Role.ADMINISTRATOR))
    answer = client.get("/o/X1ZZ/people/?hidden-query=florence")
    (line,) = events(lines, "request")
    assert set(line) == {
        *("time", "level", "event", "method", "route", "status", "milliseconds"),
        *("organisation", "request"),
    }
    assert (line["method"], line["route"], line["status"]) == ("GET", "organisations:people", 200)
    assert line["organisation"] == str(place.pk)
    assert answer["X-Request-ID"] == line["request"]
    assert "hidden-query" not in lines.getvalue()


def test_a_session_full_of_personal_data_leaves_none(lines: StringIO) -> None:
    someone = person(EMAIL, "a-good-password-1")
    someone.name = "Florence Secretname"
    someone.save()
    link = open_organisation(code="X1ZZ", name="Trust", kind=Kind.TRUST, administrator_email=EMAIL)
    token = link.rstrip("/").rpartition("/")[2]
    client = Client(raise_request_exception=False)
    for password in ("wrong-password", "a-good-password-1"):
        client.post("/account/login/", {"login": EMAIL, "password": password})
    client.get(link)
    client.post(link, {"name": "Florence"})
    client.get(f"/nowhere/{token}/?hidden-query={EMAIL}")
    client.get("/account/", headers={"host": "secretname.example"})
    client.get(f"/o/X1ZZ/people/?hidden-query={EMAIL}")
    client.post("/account/password/reset/", {"email": EMAIL})
    written = lines.getvalue()
    assert len(events(lines, "request")) >= 8
    assert not [secret for secret in (*SECRETS, token) if secret in written.lower()]
    assert not re.search(r"[\w.]+@[\w.]+", written)


def test_an_exception_is_told_by_kind_and_place_alone(
    lines: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError(f"a message that names {EMAIL}")

    monkeypatch.setattr("wardtoboard_web.running.health._checks", breaks)
    answer = Client(raise_request_exception=False).get("/health/ready")
    assert answer.status_code == 500
    (line,) = [one for one in events(lines, "message of a package") if "exception" in one]
    assert line["exception"] == "builtins.ValueError"
    assert line["calls"][-1].endswith("breaks")
    assert line["request"] == answer["X-Request-ID"]
    assert "florence" not in lines.getvalue()


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [
        (1, "0f8fad5b-d9cb-469f-a165-70867728950e", True),
        (0, "0f8fad5b-d9cb-469f-a165-70867728950e", False),
        (1, "short", False),
        (1, "someone@example.nhs.uk", False),
    ],
)
def test_an_id_is_taken_from_a_proxy_of_ours_only(
    settings: Any, proxies: int, given: str, kept: bool
) -> None:
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, proxies=proxies)
    answer = Client().get("/health/live", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) == kept


def test_a_log_line_is_one_line(lines: StringIO) -> None:
    log("jobs of dead workers", jobs=2)
    (line,) = events(lines, "jobs of dead workers")
    assert (line["jobs"], line["level"]) == (2, "info")


def test_static_files_share_a_route_and_strange_methods_a_name(lines: StringIO) -> None:
    assert Client().get("/static/layout/site.css").getvalue()  # read to the end, it closes itself
    Client().generic("FLORENCE", "/health/live")
    first, second = events(lines, "request")
    assert (first["route"], first["status"]) == ("static", 200)
    assert second["method"] == "other"
    assert Organisation.objects.count() == 0
