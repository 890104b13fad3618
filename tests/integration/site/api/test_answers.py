"""What the API answers, right and wrong, is JSON in the shapes it documents."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.test import Client
from ninja.throttling import AuthRateThrottle

from builders.site.people import organisation
from builders.site.tokens import program_of
from wardtoboard.guide import load_guide
from wardtoboard_web.organisations.models import Organisation, Role


@pytest.fixture
def trust() -> Organisation:
    return organisation(parent=organisation("QX1"))


@pytest.fixture
def analyst(trust: Organisation) -> Client:
    return program_of(trust, Role.ANALYST)


def test_the_guide_is_what_the_command_line_prints(analyst: Client) -> None:
    assert analyst.get("/api/v1/guide").json() == load_guide().to_dict()


def test_the_organisation_is_the_tokens_own(analyst: Client) -> None:
    assert analyst.get("/api/v1/organisation").json() == {
        "code": "X1ZZ",
        "name": "Organisation X1ZZ",
        "kind": "trust",
        "parent": {"code": "QX1", "name": "Organisation QX1"},
        "is_demonstration": False,
    }


def _check_problem(answer: object, status: int) -> None:
    assert answer.status_code == status  # type: ignore[attr-defined]
    problem = answer.json()  # type: ignore[attr-defined]
    assert problem["status"] == status
    assert set(problem) == {"status", "what", "do", "faults"}
    assert problem["what"]
    assert problem["do"].endswith(".")


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/guide"])
def test_an_unknown_address_is_a_problem_in_json(analyst: Client, address: str) -> None:
    _check_problem(analyst.get(address), 404)


def test_another_method_is_a_problem_in_json(analyst: Client) -> None:
    answer = analyst.delete("/api/v1/guide")
    _check_problem(answer, 405)
    assert answer["Allow"] == "GET"


def test_a_strange_host_is_a_problem_in_json(analyst: Client) -> None:
    _check_problem(analyst.get("/api/v1/guide", headers={"Host": "elsewhere.example"}), 400)


def test_a_body_that_cannot_be_read_is_a_problem_in_json(analyst: Client) -> None:
    answer = analyst.post("/api/v1/imports", b"x", content_type="multipart/form-data; boundary=")
    _check_problem(answer, 400)


def test_too_many_requests_are_a_problem_in_json(analyst: Client) -> None:
    with patch.object(AuthRateThrottle, "allow_request", return_value=False):
        _check_problem(analyst.get("/api/v1/guide"), 429)


def test_a_fault_of_ours_is_a_problem_in_json(analyst: Client) -> None:
    analyst.raise_request_exception = False
    with patch("wardtoboard_web.api.operations.guide.load_guide", side_effect=RuntimeError("x")):
        _check_problem(analyst.get("/api/v1/guide"), 500)


def test_tokens_are_counted_one_by_one(trust: Organisation, analyst: Client) -> None:
    other = program_of(trust, Role.ANALYST)
    with patch.object(AuthRateThrottle, "allow_request", autospec=True) as allow:
        analyst.get("/api/v1/guide")
        other.get("/api/v1/guide")
    throttle = AuthRateThrottle("1/m")
    keys = {throttle.get_cache_key(call.args[1]) for call in allow.call_args_list}
    assert len(keys) == 2


def test_a_page_outside_the_api_stays_a_page(analyst: Client) -> None:
    assert analyst.get("/nothing/").headers["Content-Type"].startswith("text/html")
