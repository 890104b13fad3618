"""The demonstration: made from nothing, by the same actions as a person's."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from builders.site.people import organisation
from integration.site.running.conftest import PATIENCE, Site
from wardtoboard.cli.truth import demonstration_trust
from wardtoboard.staff import read_establishment, read_staff_tables
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.running.actions import call_fictional
from wardtoboard_web.running.demonstration import establishment_text, staff_text


def test_every_role_can_sign_in_to_a_demonstration_that_is_not_empty(
    site: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    made = site("demo", "--check", "--folder", folder, DATABASE_URL="postgresql://x/y")
    assert made.code == 0, made.err
    assert "Flags that nobody planted, there or in the family: 0." in made.out
    emails = re.findall(r"[\w.]+@northmoor\.example", made.out)
    assert len(emails) == len(Role)
    password = re.search(r"password of every account: (\S+)", made.out)
    assert password is not None
    assert not site.data.exists()

    site.settings["WARD_TO_BOARD_DATA"] = str(folder)
    with closing(sqlite3.connect(folder / "ward-to-board.sqlite3")) as opened:
        bodies = opened.execute(
            "SELECT code, is_demonstration FROM organisations_organisation ORDER BY code"
        ).fetchall()
        assert bodies == [("QX1", 1), ("X1ZZ", 1), ("X2ZZ", 1), ("X3ZZ", 1)]
        assert opened.execute("SELECT count(*) FROM ceilings_release").fetchone() == (1,)
        assert opened.execute("SELECT count(*) FROM staff_snapshot").fetchone() == (3,)
        registers = "SELECT count(DISTINCT organisation_id) FROM boards_boardseat"
        assert opened.execute(registers).fetchone() == (3,)
        months = "SELECT last_month - first_month + 1 FROM staff_careerstore"
        assert opened.execute(months).fetchall() == [(60,)]
    chains = json.loads(site("audit", "verify", "--format", "json").out)["chains"]
    assert [chain["whole"] for chain in chains] == [True] * 5

    _, address = site.serve()
    for email in emails:
        assert "northmoor" in sign_in(address, email, password[1]).lower()


def sign_in(address: str, email: str, password: str) -> str:
    """Sign in as a browser does; gives the page that follows."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    page = browser.open(f"{address}/account/login/", timeout=PATIENCE).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    answer = browser.open(f"{address}/account/login/", urlencode(fields).encode(), timeout=PATIENCE)
    assert "/account/login/" not in answer.url
    return str(answer.read().decode())


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_place_that_holds_something_else_is_left_alone(
    site: Site, tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "mine"
    if what == "folder":
        folder.mkdir()
        (folder / "letter.txt").write_text("dear")
    else:
        folder.write_text("dear")
    outcome = site("demo", "--check", "--folder", folder)
    assert outcome.code == 15
    assert "Nothing was deleted" in outcome.err
    assert (folder / "letter.txt" if what == "folder" else folder).read_text() == "dear"


def test_a_demonstration_that_is_running_is_left_alone(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "this-is-a-demonstration.txt").write_text("x")
    site.settings["WARD_TO_BOARD_DATA"] = str(folder)
    site.serve()
    outcome = site("demo", "--check", "--folder", folder)
    assert outcome.code == 15
    assert "in use" in outcome.err
    assert (folder / "ward-to-board.sqlite3").exists()


def test_its_files_say_what_the_trust_is(tmp_path: Path) -> None:
    trust = demonstration_trust()
    staff, posts = tmp_path / "staff.csv", tmp_path / "posts.csv"
    staff.write_text(staff_text(trust), encoding="utf-8")
    posts.write_text(establishment_text(trust), encoding="utf-8")
    table = read_staff_tables([staff])
    assert set(table.rows) == set(trust.rows)
    people = sum(one.headcount or 0 for one in table.unplaced)
    assert people == sum(one.headcount or 0 for one in trust.unplaced) > 0
    assert {one.reason for one in table.unplaced} == {one.reason for one in trust.unplaced}
    assert set(read_establishment(posts)) == set(trust.establishment)


def test_an_organisation_is_called_fictional_in_its_own_ledger() -> None:
    from wardtoboard_web.audit.models import Entry
    from wardtoboard_web.organisations.scope import in_organisation

    place = organisation("X1ZZ")
    with in_organisation(place):
        call_fictional(organisation=place)
        assert Entry.objects.get().action == "organisation.called_fictional"
    assert Organisation.objects.get(code="X1ZZ").is_demonstration
