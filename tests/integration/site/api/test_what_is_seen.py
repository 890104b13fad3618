"""Programs see what their person sees on the page: neither more nor less."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from builders.site.people import visitor
from builders.site.tokens import program_of
from builders.site.whole_site import ELSEWHERE, HOME, LED, WholeSite, _kept_site, db, site  # noqa: F401
from wardtoboard.guide import load_guide
from wardtoboard.papers import count_table
from wardtoboard.professions import load_professions
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.barriers.facts import what_is_known
from wardtoboard_web.ceilings.facts import Seen, current_answer, release_for
from wardtoboard_web.ceilings.models import Audience, Release
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation


@pytest.fixture
def trust(site: WholeSite) -> Organisation:  # noqa: F811
    return Organisation.objects.get(code=HOME)


def _get(client: Client, what: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{what}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def _seen_by(trust: Organisation, role: Role) -> Seen:
    with in_organisation(trust):
        seen = release_for(visitor(trust, role))
    assert seen is not None
    return seen


def _as_json(value: object) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("role", [Role.ANALYST, Role.BOARD_MEMBER, Role.ADMINISTRATOR])
def test_findings_are_those_of_the_page(trust: Organisation, role: Role) -> None:
    seen, found = _seen_by(trust, role), _get(program_of(trust, role), "ceilings")
    assert [(one["profession"], one["level"]) for one in found["findings"]] == [
        (one.profession, one.level) for one in seen.release.shown
    ]
    for given, shown in zip(found["findings"], seen.release.shown, strict=True):
        assert given["label"] == shown.label
        assert given["sentence"] == shown.sentence
        assert given["caveats"] == list(shown.caveats)
        figures = shown.figures.to_dict() if shown.figures else None
        assert given["figures"] == _as_json(figures)
    assert found["unplaced"] == list(seen.unplaced)
    assert found["ladder"] == list(seen.release.ladder)
    assert found["is_raw"] is (role is Role.ANALYST)


def test_only_analysts_get_whole_findings(trust: Organisation) -> None:
    raw = _get(program_of(trust, Role.ANALYST), "ceilings")
    released = _get(program_of(trust, Role.BOARD_MEMBER), "ceilings")
    with in_organisation(trust):
        answer = current_answer()
    assert answer is not None
    assert [one["finding"] for one in raw["findings"]] == _as_json(
        [finding.to_dict() for finding in answer.findings]
    )
    assert all(one["finding"] is None for one in released["findings"])
    assert (raw["release"], released["release"]) == (None, 1)


def test_what_is_withheld_on_the_page_is_withheld_from_programs(trust: Organisation) -> None:
    seen = _seen_by(trust, Role.BOARD_MEMBER)
    found = _get(program_of(trust, Role.BOARD_MEMBER), "headcounts")
    given = {(one["profession"], one["level"]): one["headcount"] for one in found["headcounts"]}
    assert {key for key, value in given.items() if value is None} == seen.release.table.withheld()
    assert {key: value for key, value in given.items() if value is not None} == (
        seen.release.table.shown()
    )
    assert seen.release.table.withheld()


def test_analysts_get_every_headcount(trust: Organisation) -> None:
    found = _get(program_of(trust, Role.ANALYST), "headcounts")
    given = {(one["profession"], one["level"]): one["headcount"] for one in found["headcounts"]}
    with in_organisation(trust):
        answer = current_answer()
    assert answer is not None
    table = count_table(answer.people, load_professions(answer.people.date))
    assert given == table.cells()


def test_one_profession_alone(trust: Organisation) -> None:
    client = program_of(trust, Role.BOARD_MEMBER)
    all_of_them, one = _get(client, "ceilings"), _get(client, f"ceilings/{LED}")
    assert one["findings"] == [
        given for given in all_of_them["findings"] if given["profession"] == LED
    ]
    assert one["findings"]
    assert client.get("/api/v1/ceilings/astronaut").status_code == 404


def test_nothing_is_there_before_a_release(site: WholeSite) -> None:  # noqa: F811
    unreleased = Organisation.objects.get(code=ELSEWHERE)
    client = program_of(unreleased, Role.BOARD_MEMBER)
    for what in ("ceilings", f"ceilings/{LED}", "headcounts"):
        assert client.get(f"/api/v1/{what}").status_code == 404
    assert program_of(unreleased, Role.ANALYST).get("/api/v1/ceilings").status_code == 200


def test_releases_are_listed(trust: Organisation) -> None:
    found = _get(program_of(trust, Role.ANALYST), "releases")
    with in_organisation(trust):
        release = Release.objects.select_related("snapshot").get()
    assert [(one["number"], one["audience"], one["date"]) for one in found["items"]] == [
        (1, Audience.SYSTEM, release.snapshot.date.isoformat())
    ]
    assert found["count"] == 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.BOARD_MEMBER])
def test_the_map_is_that_of_the_page(trust: Organisation, role: Role) -> None:
    found = _get(program_of(trust, role), "barriers")["barriers"]
    assert [one["id"] for one in found] == [one.id for one in load_guide().barriers]
    with in_organisation(trust):
        figures, *others = what_is_known(visitor(trust, role))
    for one in found:
        told = {given["kind"]: given for given in one["evidence"]}
        sentences = [item["sentence"] for item in told.get("Figures", {}).get("known", [])]
        assert sentences == [item.sentence for item in figures.of(one["id"])]
        assert {told[other.kind.name]["standing"] for other in others if other.kind.name in told}
    assert any(given["known"] for one in found for given in one["evidence"])


def test_the_map_needs_the_scope_of_figures_too(trust: Organisation) -> None:
    client = program_of(trust, Role.ANALYST, Scope.GUIDE_READ)
    assert client.get("/api/v1/guide").status_code == 200
    assert client.get("/api/v1/barriers").status_code == 403
