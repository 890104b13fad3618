"""The API does what its own description says, whatever it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from builders.site.people import member, organisation
from builders.site.tokens import token_of
from wardtoboard_web.api.problems import DOCUMENTED
from wardtoboard_web.api.version_1 import api
from wardtoboard_web.organisations.models import Role

DESCRIPTION = "/api/v1/openapi.json"
OPERATIONS = [
    (f"{method} {path}", operation)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
]

# what is in a file cannot be described, so one that is as described may still be refused
FILES = {
    "include-path": "/api/v1/imports",
    "include-method": "POST",
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "422"]}},
}
schema = schemathesis.openapi.from_wsgi(
    DESCRIPTION,
    get_wsgi_application(),
    config=SchemathesisConfig.from_dict(
        {"generation": {"deterministic": True}, "operations": [FILES]}
    ),
)


@pytest.fixture
def secret() -> str:
    trust = organisation()
    return token_of(member(trust, Role.ANALYST), trust)


@pytest.fixture
def _connection_stays_open() -> Iterator[None]:
    """Keep a real request from closing the connection whose transaction the test is in."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_connection_stays_open")
@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: Any, secret: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})


def test_anyone_may_read_the_description() -> None:
    described = Client().get(DESCRIPTION).json()
    assert described["info"] == {**described["info"], "title": "Ward to Board", "version": "1"}


def test_no_page_of_it_comes_from_elsewhere() -> None:
    assert api.docs_url is None


@pytest.mark.parametrize(("name", "operation"), OPERATIONS)
def test_every_operation_asks_for_a_token_and_documents_problems(
    name: str, operation: dict[str, Any]
) -> None:
    assert operation["security"] == [{"TokenAuth": []}], name
    assert operation["description"].endswith("."), name
    for status in DOCUMENTED:
        shape = operation["responses"][status]["content"]["application/json"]["schema"]
        assert shape == {"$ref": "#/components/schemas/Problem"}, name
