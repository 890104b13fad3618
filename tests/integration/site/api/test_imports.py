"""Programs bring tables in as people do, with what was said before remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.site.imports import STAFF, csv, drafted
from builders.site.people import member, organisation
from builders.site.tokens import program, program_of, token_of
from builders.tables import NON_MEDICAL, headcounts, text_file
from builders.worked_table import worked_table
from wardtoboard_web.api import paging
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.drafts import headings_mark
from wardtoboard_web.staff.facts import current_snapshot
from wardtoboard_web.staff.models import ColumnMatch, Import, ImportKind, Upload

IMPORTS = "/api/v1/imports"


@pytest.fixture
def analyst(trust: Organisation) -> Client:
    return program_of(trust, Role.ANALYST)


def _send(client: Client, path: Path, **asked: object) -> Any:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(IMPORTS, {"file": file, **asked})


def _check_nothing_kept(trust: Organisation) -> None:
    with in_organisation(trust):
        assert not Import.objects.exists()
        assert not Upload.objects.exists()
    assert not Entry.objects.filter(action__startswith="import.").exists()


def test_a_table_is_brought_in(trust: Organisation, analyst: Client, tmp_path: Path) -> None:
    answer = _send(analyst, worked_table(tmp_path / "worked.csv"))
    assert answer.status_code == 202
    found = analyst.get(f"{IMPORTS}/{answer.json()['id']}").json()
    assert found["state"] == "done"
    assert found["percent"] == 100
    assert found["faults"] == []
    with in_organisation(trust):
        snapshot = current_snapshot()
    assert snapshot is not None
    assert analyst.get(IMPORTS).json()["items"][0]["id"] == found["id"]


def test_every_fault_is_said_and_nothing_is_kept(
    trust: Organisation, analyst: Client, tmp_path: Path
) -> None:
    bad = [("X1ZZ", "2026-03-31", "nurse", "Band 7", count) for count in ("many", "-1")]
    good = ("X1ZZ", "2026-03-31", "nurse", "Band 8a", "12")
    answer = _send(analyst, headcounts(tmp_path / "bad.csv", good, *bad))
    assert answer.status_code == 422
    faults = answer.json()["faults"]
    assert [(one["file"], one["row"], one["found"]) for one in faults] == [
        ("bad.csv", 3, "many"),
        ("bad.csv", 4, "-1"),
    ]
    assert all(one["do"] for one in faults)
    _check_nothing_kept(trust)


def test_a_file_that_is_no_table_is_refused(
    trust: Organisation, analyst: Client, tmp_path: Path
) -> None:
    answer = _send(analyst, text_file(tmp_path / "letter.doc", "Dear board"))
    assert answer.status_code == 422
    assert answer.json()["faults"]
    _check_nothing_kept(trust)


def test_an_empty_file_is_refused(analyst: Client, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.touch()
    answer = _send(analyst, path)
    assert answer.status_code == 422
    assert "file is empty" in answer.json()["faults"][0]["do"]


def test_columns_that_nobody_has_matched_are_named(
    trust: Organisation, analyst: Client, tmp_path: Path
) -> None:
    answer = _send(analyst, _odd_columns(tmp_path))
    assert answer.status_code == 422
    assert {one["column"] for one in answer.json()["faults"]} >= {"headcount"}
    _check_nothing_kept(trust)


def test_columns_matched_before_are_remembered(
    trust: Organisation, analyst: Client, tmp_path: Path
) -> None:
    headings = ("organisation", "date", "profession", "level", "how many souls")
    with in_organisation(trust):
        ColumnMatch.objects.create(
            organisation=trust,
            kind=ImportKind.STAFF,
            headings=headings_mark(headings),
            columns={
                **dict(zip(headings[:4], headings[:4], strict=True)),
                "headcount": headings[4],
            },
        )
    answer = _send(analyst, _odd_columns(tmp_path))
    assert answer.status_code == 202, answer.json()


def _odd_columns(tmp_path: Path) -> Path:
    return text_file(
        tmp_path / "odd.csv",
        "organisation,date,profession,level,how many souls",
        "X1ZZ,2026-03-31,nurse,Band 7,40",
    )


def test_rows_of_others_are_refused_until_their_code_is_known(
    trust: Organisation, analyst: Client, tmp_path: Path
) -> None:
    path = worked_table(tmp_path / "old-code.csv", code="X9ZZ")
    refused = _send(analyst, path)
    assert refused.status_code == 422
    assert refused.json()["faults"][0]["found"] == "X9ZZ"
    _check_nothing_kept(trust)
    _bring_in_by_hand(trust, path, codes=["X9ZZ"])
    assert _send(analyst, path).status_code == 202


def _bring_in_by_hand(trust: Organisation, path: Path, codes: list[str]) -> None:
    person = member(trust, Role.ANALYST)
    with in_organisation(trust):
        made = actions.begin_import(organisation=trust, by=person, kind=ImportKind.STAFF)
        name: dict[str, Any] = {"import_id": made.pk, "by": person}
        actions.add_file(**name, name=path.name, content=path.read_bytes(), columns={})
        actions.name_codes(**name, codes=codes)
        actions.start_import(**name, fte_as_headcount=False)


def test_full_time_equivalents_are_read_as_people_only_when_asked(
    trust: Organisation, analyst: Client, tmp_path: Path
) -> None:
    path = text_file(
        tmp_path / "published.csv",
        NON_MEDICAL,
        "2017-09-30,X1ZZ,001,017,018,003_Physiotherapy,003_Therapist,Band 7,31.2",
    )
    refused = _send(analyst, path)
    assert refused.status_code == 422
    assert "fte_as_headcount" in refused.json()["faults"][0]["do"]
    _check_nothing_kept(trust)
    assert _send(analyst, path, fte_as_headcount="true").status_code == 202


def test_reading_is_not_writing(trust: Organisation, tmp_path: Path) -> None:
    reader = program(token_of(member(trust, Role.ANALYST), trust, Scope.IMPORTS_READ))
    assert reader.get(IMPORTS).status_code == 200
    assert _send(reader, worked_table(tmp_path / "worked.csv")).status_code == 403
    _check_nothing_kept(trust)


def test_an_import_of_another_organisation_is_not_there(
    trust: Organisation, analyst: Client, tmp_path: Path
) -> None:
    answer = _send(analyst, worked_table(tmp_path / "worked.csv"))
    address = f"{IMPORTS}/{answer.json()['id']}"
    stranger = program_of(organisation("X2ZZ"), Role.ANALYST)
    assert stranger.get(address).status_code == 404
    assert stranger.get(IMPORTS).json()["items"] == []
    assert analyst.get(f"{IMPORTS}/{uuid4()}").status_code == 404


def test_lists_come_a_page_at_a_time(
    trust: Organisation, analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    person = member(trust, Role.ANALYST)
    with in_organisation(trust):
        made = [
            actions.begin_import(organisation=trust, by=person, kind=ImportKind.STAFF)
            for _ in range(3)
        ]
    pages = [analyst.get(IMPORTS, {"page": page}).json() for page in (1, 2)]
    assert [(one["page"], one["pages"], one["count"]) for one in pages] == [(1, 2, 3), (2, 2, 3)]
    seen = [item["id"] for one in pages for item in one["items"]]
    assert seen == [str(one.pk) for one in reversed(made)]
    assert analyst.get(IMPORTS, {"page": 3}).json() == {**pages[1], "page": 3, "items": []}
    assert analyst.get(IMPORTS, {"page": 0}).status_code == 422


def test_an_administrator_learns_no_faults_of_files_others_sent(
    trust: Organisation, analyst: Client
) -> None:
    sender = member(trust, Role.ANALYST)
    faulty = csv(STAFF[0], ("X1ZZ", "2026-03-31", "nurse", "Band 6", "many"))
    address = f"{IMPORTS}/{drafted(trust, sender, faulty).pk}"
    assert [one["found"] for one in analyst.get(address).json()["faults"]] == ["many"]
    administrator = program_of(trust, Role.ADMINISTRATOR)
    assert administrator.get(address).json()["faults"] == []
