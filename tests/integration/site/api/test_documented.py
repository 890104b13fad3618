"""What the how-to page says of the API is so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.site.people import organisation
from builders.site.tokens import program_of
from builders.worked_table import worked_table
from generate import ROOT
from wardtoboard_web.api.problems import SAID, FaultAnswer, Problem
from wardtoboard_web.api.scopes import DEMANDS, Scope
from wardtoboard_web.api.version_1 import RATE, api
from wardtoboard_web.organisations.models import Role
from wardtoboard_web.organisations.permissions import MAY, Permission

PAGE = (ROOT / "docs/how-to/use-the-api.md").read_text(encoding="utf-8")
CURL = re.compile(r"^\$ curl .*?(?P<send>-F \S+ )?https://[^/]+(?P<path>/api/\S+)$", re.M)
BLOCKS = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.S)]


@pytest.fixture
def sent(tmp_path: Path) -> tuple[Client, Any]:
    analyst = program_of(organisation(), Role.ANALYST)
    file = SimpleUploadedFile("staff.csv", worked_table(tmp_path / "staff.csv").read_bytes())
    return analyst, analyst.post("/api/v1/imports", {"file": file})


def test_every_command_works_and_every_example_has_the_fields(sent: tuple[Client, Any]) -> None:
    analyst, imported = sent
    examples = {"/api/v1/organisation": BLOCKS[0], "/api/v1/imports": BLOCKS[1]}
    asked = [(found["path"], found["send"]) for found in CURL.finditer(PAGE)]
    assert len(asked) == PAGE.count("$ curl ")
    for path, file in asked:
        path = path.replace(BLOCKS[1]["id"], imported.json()["id"])
        answer = imported if file else analyst.get(path)
        assert answer.status_code == (202 if file else 200), path
        if path in examples:
            assert set(answer.json()) == set(examples[path])


def test_every_address_is_in_the_table_and_is_there(sent: tuple[Client, Any]) -> None:
    addresses = re.findall(r"^\| `(/api/\S+)` \| ", PAGE, re.M)
    for address in addresses:
        assert sent[0].get(address).status_code == 200, address
    described = {path for path in api.get_openapi_schema()["paths"] if "{" not in path}
    assert described == {address for address in addresses if not address.endswith("/nurse")}


def test_a_problem_has_the_shape_shown() -> None:
    problem = BLOCKS[2]
    assert set(problem) == set(Problem.model_fields)
    assert set(problem["faults"][0]) == set(FaultAnswer.model_fields)
    assert (problem["what"], problem["do"]) == SAID[422]


def test_every_status_is_explained() -> None:
    assert re.findall(r"^\| (\d{3}) \| ", PAGE, re.M) == [str(status) for status in SAID]
    assert f"more than {RATE.partition('/')[0]} requests in a minute" in PAGE


def test_every_scope_is_explained_with_who_can_choose_it() -> None:
    able = MAY[Permission.USE_API]
    words = {
        able: "everyone who can make a token",
        frozenset({Role.ANALYST}): "people analysts",
        frozenset({Role.ANALYST, Role.ADMINISTRATOR}): "people analysts and administrators",
    }
    for scope in Scope:
        who = words[able & MAY[DEMANDS[scope]]]
        assert re.search(rf"^\| `{scope.value}` \| [^|]+ \| {who} \|$", PAGE, re.M), scope
