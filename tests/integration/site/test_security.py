"""What a browser may do with our pages, and what nobody may do with the site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from builders.site.addresses import Address, every_address
from builders.site.people import person, signed_in
from builders.site.who_gets_what import TABLE
from builders.site.whole_site import (  # noqa: F401 - fixtures
    API,
    ASKERS,
    ELSEWHERE,
    HOME,
    WholeSite,
    _kept_site,
    db,
    site,
    undone,
)
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FETCHES = {"script": "src", "img": "src", "link": "href", "source": "src", "use": "href"}
ADDRESSES = {address.name: address for address in every_address() if address.name in TABLE}
SHOWN = [
    pytest.param(address, id=name)
    for name, address in ADDRESSES.items()
    if 200 in TABLE[name].get.values()
]
PAGES = [case for case in SHOWN if not case.values[0].route.startswith(API[1:])]


class Found(HTMLParser):
    """What a page holds that a strict policy would block, or that comes from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocked: list[str] = []
        self.fetched: list[str] = []
        self.script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.blocked += [f"{tag} {name}" for name in given if name == "style" or name[:2] == "on"]
        self.blocked += [tag] if tag in ("style", "base", "iframe", "object", "embed") else []
        wanted = FETCHES.get(tag)
        if wanted and given.get(wanted):
            self.fetched.append(str(given[wanted]))
        is_data = given.get("type") == "application/json"
        self.script = tag == "script" and not is_data and "src" not in given

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.blocked.append(f"script: {data.strip()[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self.script = False


def _answer(address: Address, site: WholeSite) -> Any:  # noqa: F811
    """Ask as the first who may see the page."""
    line = TABLE[address.name]
    where = line.where(address, site.things)
    asker = next(asker for asker in ASKERS if line.get[asker] == 200)
    return site.ways[asker].client(where).get(where)


@pytest.mark.parametrize("address", SHOWN)
def test_every_answer_has_the_strict_policy_and_the_headers(
    address: Address,
    site: WholeSite,  # noqa: F811
) -> None:
    answer = _answer(address, site)
    if not address.name.startswith("running:"):  # for load balancers, before any of this
        policy = answer.headers["Content-Security-Policy"]
        assert {part.strip() for part in policy.split(";")} == POLICY
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    caching = answer.headers["Cache-Control"]
    assert "no-store" in caching
    assert "public" not in caching


@pytest.mark.parametrize("address", PAGES)
def test_a_page_holds_nothing_that_its_policy_blocks(
    address: Address,
    site: WholeSite,  # noqa: F811
) -> None:
    answer = _answer(address, site)
    if answer.headers["Content-Type"].startswith("text/html"):
        found = Found(answer.content.decode())
        assert found.blocked == []
        assert [one for one in found.fetched if not one.startswith(("/static/", "#"))] == []


def test_the_reader_of_pages_finds_what_it_should() -> None:
    page = (
        "<style>a</style><p style='x' onclick='y'>z</p><script>alert()</script>"
        "<script type='application/json'>{}</script><script src='https://elsewhere'></script>"
        "<img src='//elsewhere/x.png'><link href='/static/a.css'>"
    )
    found = Found(page)
    assert found.blocked == ["style", "p style", "p onclick", "script: alert()"]
    assert found.fetched == ["https://elsewhere", "//elsewhere/x.png", "/static/a.css"]


def test_style_sheets_fetch_nothing_from_elsewhere() -> None:
    page = Client().get(reverse("account_login")).content.decode()
    sheets = [one for one in Found(page).fetched if ".css" in one]
    assert sheets
    for sheet in sheets:
        text = b"".join(Client().get(sheet).streaming_content).decode()  # type: ignore[attr-defined]
        assert "url(http" not in text
        assert "url(//" not in text
        assert "@import" not in text


def test_error_pages_keep_the_policy() -> None:
    for where in ("/nothing/", "/api/v1/nothing"):
        answer = Client().get(where)
        assert answer.status_code == 404
        policy = answer.headers["Content-Security-Policy"]
        assert {part.strip() for part in policy.split(";")} == POLICY
        assert Found(answer.content.decode()).blocked == []


UNPROTECTED = ("api:v1:", "running:")
"""Asked by programs: the API takes no cookie, and health writes nothing."""
FORMS = [
    pytest.param(address, id=name)
    for name, address in ADDRESSES.items()
    if not name.startswith(UNPROTECTED)
]


@pytest.mark.parametrize("address", FORMS)
def test_every_form_needs_the_visitors_own_secret(
    address: Address,
    site: WholeSite,  # noqa: F811
) -> None:
    line = TABLE[address.name]
    where = line.where(address, site.things)
    for asker in (Role.ADMINISTRATOR, Role.ANALYST, "signed out"):
        client = site.ways[asker].client(where, enforce_csrf_checks=True)  # type: ignore[index]
        with undone():
            answer = client.post(where, line.send())
        assert answer.status_code == 403
        assert "This page is out of date" in answer.content.decode()


def test_the_api_takes_no_cookie(site: WholeSite) -> None:  # noqa: F811
    way = site.ways[Role.ANALYST]
    client = way.client("/", enforce_csrf_checks=True)
    assert client.get("/o/X1ZZ/imports/").status_code == 200
    assert client.get("/api/v1/imports").status_code == 401
    assert client.post("/api/v1/imports").status_code == 401


@pytest.mark.parametrize(
    "headers", [{"Host": "elsewhere.example"}, {"Host": "localhost:80@elsewhere.example"}]
)
def test_another_host_is_refused(headers: dict[str, str]) -> None:
    answer = Client(headers=headers).get("/")
    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


def test_a_forwarded_host_is_not_believed(site: WholeSite) -> None:  # noqa: F811
    client = site.ways[Role.ADMINISTRATOR].client("/", headers={"X-Forwarded-Host": "elsewhere"})
    form = {"email": "new@example.nhs.uk", "roles": [Role.CLINICIAN.value], "profession": ""}
    page = client.post("/o/X1ZZ/people/invite/", form).content.decode()
    assert "/invitation/" in page
    assert "elsewhere" not in page


PASSWORD = "correct horse battery staple"  # noqa: S105 - of nobody
ELSEWHERE_ADDRESSES = (
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "javascript:alert()",
)


@pytest.mark.parametrize("then", ELSEWHERE_ADDRESSES)
def test_nobody_is_led_elsewhere_after_signing_in_or_out(then: str) -> None:
    somebody = person("somebody@example.nhs.uk", PASSWORD)
    client = Client()
    page = client.get("/account/login/", {"next": then}).content.decode()
    assert not re.search(r'(href|action)="[^"]*(elsewhere|javascript)', page)
    given = {"login": somebody.email, "password": PASSWORD, "next": then}
    answer = client.post("/account/login/", given)
    home = resolve_url(settings.LOGIN_REDIRECT_URL)
    assert (answer.status_code, answer.headers["Location"]) == (302, home)
    answer = client.post("/account/logout/", {"next": then})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/login/")
    answer = signed_in(somebody).get("/account/login/", {"next": then})
    assert answer.headers["Location"] == home


def test_whoever_signs_in_is_led_on_within_the_site() -> None:
    somebody = person("somebody@example.nhs.uk", PASSWORD)
    given = {"login": somebody.email, "password": PASSWORD, "next": "/account/"}
    assert Client().post("/account/login/", given).headers["Location"] == "/account/"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites() -> None:
    somebody = person("somebody@example.nhs.uk", PASSWORD)
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": somebody.email, "password": PASSWORD})
    assert set(client.cookies) >= {"sessionid", "csrftoken"}
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key


HTTPS = {
    "WARD_TO_BOARD_ADDRESS": "https://ward-to-board.example.nhs.uk",
    "WARD_TO_BOARD_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV",
}


def _over_https(tmp_path: Any, *command: str) -> str:
    """Run Python as a site that people reach over https does."""
    environment = {
        **os.environ,
        **HTTPS,
        "WARD_TO_BOARD_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "wardtoboard_web.config.settings",
    }
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_check_for_deployment_is_clean(tmp_path: Any) -> None:
    said = _over_https(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "INFO")
    assert "no issues (0 silenced)" in said


OVER_HTTPS = """
import django
django.setup()
from django.test import Client
answer = Client().get("/account/login/", secure=True, headers={"Host": HOST})
print(answer.status_code, answer.headers["Strict-Transport-Security"])
print(answer.cookies["csrftoken"].OutputString())
print(Client().get("/account/login/", headers={"Host": HOST}).headers["Location"])
from django.conf import settings
print(settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY)
""".replace("HOST", repr("ward-to-board.example.nhs.uk"))


def test_over_https_nothing_goes_without_it(tmp_path: Any) -> None:
    answer, cookie, led_to, session = [
        line for line in _over_https(tmp_path, "-c", OVER_HTTPS).splitlines() if line[0] != "{"
    ]
    assert answer == "200 max-age=31536000; includeSubDomains; preload"
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert led_to == "https://ward-to-board.example.nhs.uk/account/login/"
    assert session == "True True"


OWNED = [
    model
    for model in apps.get_models()
    if any(field.name == "organisation" for field in model._meta.fields)
]
ON_POSTGRESQL = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no second wall"
)


def _raw_count(model: Any) -> int:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE organisation_id = %s", [_home()])  # noqa: S608
        return int(cursor.fetchone()[0])


def _home() -> Any:
    return Organisation.objects.get(code=HOME).pk


@ON_POSTGRESQL
@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_the_database_itself_keeps_organisations_apart(
    model: Any,
    site: WholeSite,  # noqa: F811
) -> None:
    with in_organisation(_home()):
        assert _raw_count(model) > 0
    with in_organisation(Organisation.objects.get(code=ELSEWHERE)):
        assert _raw_count(model) == 0
    assert _raw_count(model) == 0


@ON_POSTGRESQL
@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_the_database_itself_changes_no_row_of_another_organisation(
    model: Any,
    site: WholeSite,  # noqa: F811
) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    elsewhere = Organisation.objects.get(code=ELSEWHERE)
    with in_organisation(elsewhere), connection.cursor() as cursor:
        for change in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608
            cursor.execute(f"{change} WHERE organisation_id = %s", [_home()])
            assert cursor.rowcount == 0
