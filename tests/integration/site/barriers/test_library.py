"""The library of case studies and resources: browsed and searched without a script."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from builders.site.people import member, organisation, signed_in
from builders.site.releases import words_of
from wardtoboard.guide import load_guide
from wardtoboard_web.organisations.models import Organisation, Role

INSIDERS = [role for role in Role if role != Role.SYSTEM_VIEWER]
PAGES = [("barriers:library", []), ("barriers:case", ["case.john-quinn"])]


@pytest.fixture
def client(trust: Organisation) -> Client:
    return signed_in(member(trust, Role.CLINICIAN))


def library(client: Client, **asked: str) -> str:
    response = client.get(reverse("barriers:library", args=["X1ZZ"]), asked)
    assert response.status_code == 200
    return response.content.decode()


def leaders_in(page: str) -> list[str]:
    return [case.leader for case in load_guide().cases if f">{case.leader}</a>" in page]


@pytest.mark.parametrize(("page", "more"), PAGES)
@pytest.mark.parametrize("role", Role)
def test_everyone_but_a_system_viewer_may_read_it(
    trust: Organisation, role: Role, page: str, more: list[str]
) -> None:
    reader = signed_in(member(trust, role, profession="midwife"))
    status = reader.get(reverse(page, args=["X1ZZ", *more])).status_code
    assert status == (200 if role in INSIDERS else 403)


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_a_stranger_finds_nothing(trust: Organisation, page: str, more: list[str]) -> None:
    stranger = signed_in(member(organisation("X2ZZ"), Role.ANALYST))
    address = reverse(page, args=["X1ZZ", *more])
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_physiotherapist_gets_from_the_front_page_to_a_case_in_few_steps(client: Client) -> None:
    front = client.get(reverse("barriers:map", args=["X1ZZ"])).content.decode()
    assert f'href="{reverse("barriers:library", args=["X1ZZ"])}"' in front
    page = library(client, profession="physiotherapist")
    assert leaders_in(page) == ["Shane DeGaris", "Rachel McKeown"]
    assert "See 1 more of other allied health professionals" in page
    match = re.search(r'href="([^"]+)">Shane DeGaris', page)
    assert match
    case = words_of(client.get(match[1]).content.decode())
    assert "Case study as of 2019" in case
    assert "Barts Health NHS Trust" in case
    assert "Roles and organisations have changed since." in case


@pytest.mark.parametrize(
    ("asked", "leaders"),
    [
        ({"profession": "pharmacist"}, ["John Quinn"]),
        ({"barrier": "levers.structural-bias"}, ["Dr Jagjit Sethi"]),
        ({"route": "route.practice"}, ["Michael Witney"]),
        ({"role": "role.non-executive"}, ["Kay Fawcett"]),
        ({"words": "ÁUDIOLOGY"}, ["Dr Jagjit Sethi"]),
        (
            {
                "profession": "nurse",
                "barrier": "talent.training",
                "route": "route.coach",
                "role": "role.chief-nurse",
                "words": "secondments",
            },
            ["Arlene Wellman"],
        ),
        (
            {"profession": "radiographer"},
            ["Shane DeGaris", "Rachel McKeown", "Clare Boobyer-Jones"],
        ),
        ({"words": "zebra"}, []),
    ],
)
def test_it_is_searched_by_each_thing_alone_and_by_all(
    client: Client, asked: dict[str, str], leaders: list[str]
) -> None:
    assert leaders_in(library(client, **asked)) == leaders


def test_what_was_asked_is_still_in_the_form(client: Client) -> None:
    page = library(client, profession="midwife", words='"><b>')
    assert re.search(r'<option value="midwife"[^>]* selected', page)
    assert "&#34;&gt;&lt;b&gt;" in page or "&quot;&gt;&lt;b&gt;" in page
    assert '"><b>' not in page


def test_nothing_found_says_what_to_do(client: Client) -> None:
    page = words_of(library(client, words="zebra"))
    assert "Nothing fits Choose less, or try other words or the start of a word." in page
    assert page.count("Show everything") == 2


def test_a_choice_that_is_none_is_an_error_on_the_page(client: Client) -> None:
    page = library(client, profession="wizard")
    assert "There is a problem" in page
    assert "Select one of the choices on the page" in page
    assert len(leaders_in(page)) == 11


def test_a_link_out_says_where_it_goes_and_what_is_from_memory_says_so(client: Client) -> None:
    page = library(client, profession="doctor")
    assert 'href="https://www.fmlm.ac.uk" rel="external"' in page
    assert "Leave this site for the Faculty of Medical Leadership and Management" in page
    assert "From memory: not checked in the guide." in page
    assert "the guide prints no address: search the web" in page
    assert "From memory" not in library(client, profession="midwife")


def test_every_case_has_a_page_that_leads_on(client: Client) -> None:
    guide = load_guide()
    for case in guide.cases:
        address = reverse("barriers:case", args=["X1ZZ", case.id])
        page = client.get(address).content.decode()
        assert case.lesson in unescape(page)
        for barrier in case.barriers:
            assert f'href="{reverse("barriers:barrier", args=["X1ZZ", barrier])}"' in page


def test_a_case_that_is_not_in_the_guide_is_not_found(client: Client) -> None:
    assert client.get(reverse("barriers:case", args=["X1ZZ", "case.none"])).status_code == 404


def test_every_barrier_has_a_page_with_all_the_guide_says_of_it(client: Client) -> None:
    guide = load_guide()
    for barrier in guide.barriers:
        address = reverse("barriers:barrier", args=["X1ZZ", barrier.id])
        page = unescape(client.get(address).content.decode())
        for one in (*guide.questions_for(barrier.id), *guide.enablers_for(barrier.id)):
            assert one.text in page
        for case in guide.cases_for(barrier.id):
            assert f'href="{reverse("barriers:case", args=["X1ZZ", case.id])}"' in page
        assert all(one.name in page for one in guide.resources_about(barrier.id))
