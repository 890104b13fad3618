"""The map and the barrier pages: who sees what, and what is new to whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.site.evidence import Invented, known
from builders.site.people import member, organisation, signed_in, visitor
from builders.site.releases import bring_in_worked, released, words_of
from wardtoboard.guide import load_guide
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.barriers import facts
from wardtoboard_web.barriers.actions import mark_as_looked_at
from wardtoboard_web.barriers.facts import last_look, marks_of, what_is_known
from wardtoboard_web.barriers.models import LastLook
from wardtoboard_web.barriers.sources import FIGURES, VOICES
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.organisations.scope import OutOfScopeError, in_organisation

BIAS = "levers.structural-bias"
INSIDERS = [role for role in Role if role != Role.SYSTEM_VIEWER]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Invented]:
    """One invented source, whose evidence a test may change."""
    source = Invented({BIAS: (known("Panels play safe"), known("Nobody applies"))})
    monkeypatch.setattr(facts, "SOURCES", (source,))
    return source


def map_of(client: Client, code: str = "X1ZZ") -> str:
    response = client.get(reverse("barriers:map", args=[code]))
    assert response.status_code == 200
    return response.content.decode()


def barrier_of(client: Client, barrier: str = BIAS) -> str:
    response = client.get(reverse("barriers:barrier", args=["X1ZZ", barrier]))
    assert response.status_code == 200
    return response.content.decode()


def marks_on(page: str) -> list[str]:
    return [part.split('"', 1)[0] for part in page.split('name="mark" value="')[1:]]


def looked(client: Client, marks: list[str]) -> None:
    address = reverse("barriers:looked_at", args=["X1ZZ"])
    response = client.post(address, {"mark": marks})
    assert response.status_code == 302
    assert response["Location"] == reverse("barriers:map", args=["X1ZZ"])


# Who sees what


@pytest.mark.parametrize("role", INSIDERS)
def test_every_insider_sees_the_map_with_all_its_barriers(trust: Organisation, role: Role) -> None:
    page = words_of(map_of(signed_in(member(trust, role, profession="midwife"))))
    assert "What stands between our clinicians and the board" in page
    assert all(barrier.name in page for barrier in load_guide().barriers)
    assert "Known Nothing yet Would tell A self-assessment or focus groups (Ask)" in page


def test_a_system_viewer_goes_on_to_what_is_released(trust: Organisation) -> None:
    client = signed_in(member(trust, Role.SYSTEM_VIEWER))
    response = client.get(reverse("barriers:map", args=["X1ZZ"]))
    assert response.status_code == 302
    assert response["Location"] == reverse("ceilings:organisation", args=["X1ZZ"])


@pytest.mark.parametrize(
    ("page", "more"), [("barriers:barrier", [BIAS]), ("barriers:looked_at", [])]
)
def test_a_system_viewer_has_no_part_in_the_guide(
    trust: Organisation, page: str, more: list[str]
) -> None:
    client = signed_in(member(trust, Role.SYSTEM_VIEWER))
    address = reverse(page, args=["X1ZZ", *more])
    send = client.post if page == "barriers:looked_at" else client.get
    assert send(address).status_code == 403


@pytest.mark.parametrize(("page", "more"), [("barriers:map", []), ("barriers:barrier", [BIAS])])
def test_a_stranger_finds_nothing_and_someone_signed_out_is_asked_in(
    trust: Organisation, page: str, more: list[str]
) -> None:
    stranger = signed_in(member(organisation("X2ZZ"), *Role, profession="midwife"))
    address = reverse(page, args=["X1ZZ", *more])
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_barrier_that_is_not_in_the_guide_is_not_found(trust: Organisation) -> None:
    client = signed_in(member(trust, Role.CLINICIAN))
    assert client.get(reverse("barriers:barrier", args=["X1ZZ", "levers.no"])).status_code == 404


def test_a_get_marks_nothing_as_looked_at(trust: Organisation) -> None:
    client = signed_in(member(trust, Role.ANALYST))
    assert client.get(reverse("barriers:looked_at", args=["X1ZZ"])).status_code == 405
    map_of(client)
    with in_organisation(trust):
        assert not LastLook.objects.exists()


# What is known


def test_without_any_release_the_map_says_how_to_get_figures(trust: Organisation) -> None:
    analyst = words_of(map_of(signed_in(member(trust, Role.ANALYST))))
    assert "No staff table yet. Bring one in: it takes about five minutes." in analyst
    chair = words_of(map_of(signed_in(member(trust, Role.BOARD_MEMBER))))
    assert "No figures have been shared with you yet." in chair
    assert "Since you last looked" not in chair
    lead = barrier_of(signed_in(member(trust, Role.BOARD_MEMBER)))
    assert "A staff table would tell (Find)." in lead


def test_what_a_source_tells_is_on_the_map_and_on_its_barrier(
    trust: Organisation, told: Invented
) -> None:
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    assert "Voices Panels play safe, and 1 more finding" in words_of(map_of(client))
    page = barrier_of(client)
    assert "Panels play safe, as we see it." in page
    assert "Evidence grade C. As of 31 March 2026." in page
    assert 'href="/o/X1ZZ/somewhere/"' in page
    assert "Panels play safe" not in barrier_of(client, "culture.trust")


def test_a_role_without_the_permission_is_told_nothing_by_a_source(
    trust: Organisation, told: Invented
) -> None:
    client = signed_in(member(trust, Role.CLINICIAN))
    for page in (map_of(client), barrier_of(client)):
        assert "Panels play safe" not in page
        assert "Nobody applies" not in page
        assert "Your role does not show this" in page


def test_several_sources_of_a_kind_are_put_together(
    trust: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = (
        Invented({BIAS: (known("One"),)}),
        Invented(None),
        Invented({BIAS: (known("Two"),), "talent.time": (known("Three"),)}),
        Invented({BIAS: (known("Secret"),)}, permission=Permission.SEE_RAW),
    )
    monkeypatch.setattr(facts, "SOURCES", sources)
    chair = visitor(trust, Role.BOARD_MEMBER)
    by_kind = {one.kind: one for one in what_is_known(chair)}
    voices = by_kind[VOICES]
    assert [one.phrase for one in voices.of(BIAS)] == ["One", "Two"]
    assert [one.phrase for one in voices.of("talent.time")] == ["Three"]
    assert by_kind[FIGURES].standing is facts.Standing.NO_DOOR


# Ceilings as a source


@pytest.fixture
def analyst(trust: Organisation, tmp_path: Path) -> Person:
    """An analyst who has brought the worked table in."""
    made = member(trust, Role.ANALYST)
    bring_in_worked(trust, made, tmp_path)
    return made


def test_a_ceiling_stands_under_the_barriers_it_points_to(
    trust: Organisation, analyst: Person
) -> None:
    page = map_of(signed_in(analyst))
    assert words_of(page).count("Figures Allied health professionals: ceiling at Band 8a") == 3
    assert "Figures say where careers stop, not why." in page
    assert reverse("ceilings:profession", args=["X1ZZ", "ahp"]) in page


def test_nobody_else_is_told_before_the_release_and_then_no_more_than_it_says(
    trust: Organisation, analyst: Person
) -> None:
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    before = words_of(map_of(client))
    assert "Allied health professionals:" not in before
    row = released(trust, analyst)
    said = {shown["sentence"] for shown in row.content["shown"]}
    with in_organisation(trust):
        told_to = what_is_known(visitor(trust, Role.BOARD_MEMBER))
    sentences = {one.sentence for one in marks_of(told_to).values()}
    assert sentences
    assert sentences <= said
    page = barrier_of(client)
    assert "appear to stop at Band 8a (grade C)" in page


def test_after_a_release_each_role_is_told_its_own_part(
    trust: Organisation, analyst: Person
) -> None:
    released(trust, analyst)
    for role in (Role.CLINICIAN, Role.LINE_MANAGER):
        client = signed_in(member(trust, role))
        for page in (map_of(client), barrier_of(client)):
            assert "Allied health professionals:" not in page
            assert "Band 8a" not in page
    own = map_of(signed_in(member(trust, Role.PROFESSION_LEAD, profession="ahp")))
    assert "Allied health professionals: ceiling at Band 8a" in own
    other = map_of(signed_in(member(trust, Role.PROFESSION_LEAD, profession="pharmacist")))
    assert "Allied health professionals: ceiling" not in other


# What is new


def test_what_was_marked_is_no_longer_new_and_what_comes_after_is(
    trust: Organisation, told: Invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    first = map_of(client)
    assert "2 findings are new to you." in first
    looked(client, marks_on(first))
    assert "Nothing is new since" in map_of(client)
    later = Invented({BIAS: (*told.tells[BIAS], known("Panels have changed"))})  # type: ignore[index]
    monkeypatch.setattr(facts, "SOURCES", (later,))
    assert "1 finding is new since" in map_of(client)


def test_what_became_known_after_the_page_was_shown_stays_new(
    trust: Organisation, told: Invented
) -> None:
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    shown = marks_on(map_of(client))[:1]
    looked(client, shown)
    rest = marks_on(map_of(client))
    assert len(rest) == 1
    assert rest != shown


def test_marks_of_nothing_known_are_not_kept(trust: Organisation, told: Invented) -> None:
    chair = visitor(trust, Role.BOARD_MEMBER)
    with in_organisation(trust):
        mark_as_looked_at(by=chair, marks=["0" * 16, "<script>"])
        assert LastLook.objects.get().seen == []


def test_a_look_is_kept_once_for_each_person_and_is_theirs_alone(
    trust: Organisation, told: Invented
) -> None:
    first, second = visitor(trust, Role.BOARD_MEMBER), visitor(trust, Role.FACILITATOR)
    with in_organisation(trust):
        before = timezone.now()
        marks = marks_of(what_is_known(first))
        mark_as_looked_at(by=first, marks=marks)
        mark_as_looked_at(by=first, marks=[])
        look = last_look(first)
        assert look
        assert look.seen == frozenset(marks)
        assert look.when >= before
        assert last_look(second) is None
        assert LastLook.objects.count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            LastLook.objects.create(organisation=trust, person=first.person, when=before, seen=[])


def test_a_look_is_kept_for_one_organisation_and_not_seen_from_another(
    trust: Organisation, told: Invented
) -> None:
    chair = visitor(trust, Role.BOARD_MEMBER)
    with in_organisation(trust):
        mark_as_looked_at(by=chair, marks=[])
    with in_organisation(organisation("X2ZZ")):
        assert last_look(chair) is None
    with pytest.raises(OutOfScopeError):
        last_look(chair)


def test_a_look_leaves_no_trace_in_the_audit_ledger(trust: Organisation, told: Invented) -> None:
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    with in_organisation(trust):
        before = Entry.objects.count()
    looked(client, marks_on(map_of(client)))
    with in_organisation(trust):
        assert Entry.objects.count() == before


def test_the_button_needs_the_secret_of_the_session(trust: Organisation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        member(trust, Role.ANALYST), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.post(reverse("barriers:looked_at", args=["X1ZZ"])).status_code == 403
