"""Who sees what of careers over time: every figure, what was released, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from builders.site.careers import careers_brought_in, careers_until
from builders.site.people import member, signed_in
from builders.site.releases import bring_in_worked, proposed, released, rows_of, words_of
from wardtoboard.papers import ProtectedFlows
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.ceilings import career_facts, tasks
from wardtoboard_web.ceilings.models import Audience, Drawing, ProposalState
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

FIND = "/o/X1ZZ/ceilings/"
AHP = f"{FIND}ahp/"
RAW_TABLES = (
    "leaving",
    "glass-ceiling-criteria",
    "unknown-background",
    "promotion-by-year",
    "promotion-ratios",
)
SIX_YEARS = 72


@pytest.fixture
def analyst(trust: Organisation, tmp_path: Path) -> Person:
    """An analyst who has brought the worked table in."""
    made = member(trust, Role.ANALYST)
    bring_in_worked(trust, made, tmp_path)
    return made


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, SIX_YEARS)


def hold(monkeypatch: pytest.MonkeyPatch, month: int | None) -> None:
    """Let the organisation's careers be those seen by the end of a month, or let it have none."""
    held = None if month is None else careers_until(month)
    for place in (career_facts, tasks):
        monkeypatch.setattr(place, "careers", lambda: held)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def part(html: str) -> str:
    """Everything that the part on careers says."""
    found = re.search(r'<h2 id="careers">.*?(?=<h2>)', html, re.DOTALL)
    assert found is not None
    return words_of(f"</head>{found[0]}").strip()


def table(client: Client, name: str, **more: str) -> list[dict[str, str]]:
    response = client.get(f"{AHP}download/{name}.csv", more)
    assert response.status_code == 200, name
    return rows_of(response.content)


# Analysts, with a history


@pytest.mark.usefixtures("history")
def test_an_analyst_sees_the_finding_of_careers_with_its_charts_and_tables(analyst) -> None:
    says = part(page(signed_in(analyst), AHP))
    assert "Allied health professionals stop at Band 8a:" in says
    assert "Evidence grade A: careers over time" in says
    assert "Careers followed from January 2021 to January 2027." in says
    for title in (
        "chance of promotion from Band 8a",
        "chance of leaving from Band 8a",
        "promotion from Band 8a, year by year",
    ):
        assert f"Allied health professionals: {title}" in says
    assert "Shaded: 95% interval" in says
    assert "Allied health professionals at Band 8a: is it a glass ceiling?" in says


@pytest.mark.usefixtures("history")
def test_every_table_of_careers_is_a_file_too(analyst) -> None:
    client = signed_in(analyst)
    html = page(client, AHP)
    own, others = table(client, "chances")
    assert own["Who"] == "Allied health professionals"
    assert re.fullmatch(r"\d+% \((under )?\d+% to \d+%\)", own["Within 5 years"])
    assert own["Half promoted after"] == "not reached"
    assert others["Half promoted after"] == "5 years"
    own, others = table(client, "leaving")
    assert float(own["Person-years"]) > 100
    assert int(own["Promoted"]) < int(others["Promoted"])
    criteria = table(client, "glass-ceiling-criteria")
    assert [one["Answer"] for one in criteria[:3]] == ["yes", "yes", "yes"]
    assert [one["Criterion"][:2] for one in criteria] == ["1.", "2.", "3.", "4."]
    bounds = table(client, "unknown-background")
    assert [one["If they are"] for one in bounds] == [
        "left out",
        "all allied health professionals",
        "all of other clinical professions",
    ]
    assert "what 12 people of unknown profession would change" in html
    years = [one["Year"] for one in table(client, "promotion-by-year")]
    assert years == ["2021", "2022", "2023", "2024", "2025", "2026"]
    levels = [one["Level"] for one in table(client, "promotion-ratios")]
    assert levels[:4] == ["Band 5", "Band 6", "Band 7", "Band 8a"]
    for name in ("chances", *RAW_TABLES):
        assert f"{AHP}download/{name}.xlsx" in html
        book = client.get(f"{AHP}download/{name}.xlsx").content
        assert CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()


@pytest.mark.usefixtures("history")
def test_an_analyst_chooses_a_level(analyst) -> None:
    client = signed_in(analyst)
    html = page(client, AHP)
    assert f'<a href="{AHP}#careers" aria-current="true">Band 8a</a>' in html
    assert f'<a href="{AHP}?level=band-6#careers">Band 6</a>' in html
    html = page(client, f"{AHP}?level=band-6")
    assert f'<a href="{AHP}?level=band-6#careers" aria-current="true">Band 6</a>' in html
    assert "chance of promotion from Band 6" in part(html)
    assert "chance of promotion from Band 8a" not in part(html)
    assert f'href="{AHP}download/chances.csv?level=band-6"' in html
    first, chosen = table(client, "chances"), table(client, "chances", level="band-6")
    assert first[0]["People seen"] != chosen[0]["People seen"]
    for address in (AHP, f"{AHP}download/chances.csv"):
        assert client.get(f"{address}?level=band-1").status_code == 404


@pytest.mark.usefixtures("history")
def test_a_label_that_changed_is_explained(analyst) -> None:
    """The worked table is of other people than the careers, whose own last month is compared."""
    says = part(page(signed_in(analyst), f"{FIND}nurse/"))
    assert "The table alone" in says
    assert "Evidence grade B: promotions and leavers as observed." in says


@pytest.mark.usefixtures("history")
def test_a_profession_that_nobody_was_followed_of_says_so(analyst) -> None:
    says = part(page(signed_in(analyst), f"{FIND}psychologist/"))
    assert "Nobody of this profession is in the careers that were brought in." in says


@pytest.mark.usefixtures("history")
def test_charts_of_careers_are_drawn_once_and_kept(trust, analyst, monkeypatch) -> None:
    def fail(picture: object) -> None:
        raise AssertionError("drawn again")

    client = signed_in(analyst)
    page(client, AHP)
    for name in ("chances_chart", "trend_chart"):
        monkeypatch.setattr(f"wardtoboard_web.ceilings.drawings.{name}", fail)
    page(client, AHP)
    with in_organisation(trust):
        Drawing.objects.all().delete()
    with pytest.raises(AssertionError, match="drawn again"):
        client.get(AHP)


def test_histories_brought_in_are_what_the_page_shows(trust, analyst) -> None:
    careers_brought_in(trust, analyst, months=50)
    says = part(page(signed_in(analyst), AHP))
    assert "Careers followed from January 2021 to February 2025." in says
    assert "Allied health professionals stop at Band 8a:" in says
    made = released(trust, analyst)
    assert ProtectedFlows.from_dict(made.content["flows"]).shown


# Without a history


def test_without_a_history_the_page_says_what_one_would_tell(trust, analyst) -> None:
    says = "A staff history of several years would tell"
    html = page(signed_in(analyst), AHP)
    assert says in part(html)
    assert '<a href="/o/X1ZZ/imports/histories/">Bring in a staff history</a>' in html
    released(trust, analyst)
    html = page(signed_in(member(trust, Role.BOARD_MEMBER)), AHP)
    assert part(html).endswith("Nothing on careers over time has been released.")
    assert "/imports/" not in html


def test_where_nobody_stands_in_the_last_month_nothing_is_said(analyst, monkeypatch) -> None:
    held = careers_until(12)
    gone = held.segments.take(held.segments.end < held.months[-1] - 3)
    gone = replace(gone, event=gone.event + (gone.event == 0) * 3)
    monkeypatch.setattr(career_facts, "careers", lambda: replace(held, segments=gone))
    assert "would tell" in part(page(signed_in(analyst), AHP))


# Others, after a release


@pytest.mark.usefixtures("history")
def test_others_see_rounded_chances_and_nothing_else(trust, analyst) -> None:
    made = released(trust, analyst)
    flows = ProtectedFlows.from_dict(made.content["flows"])
    board = signed_in(member(trust, Role.BOARD_MEMBER))
    for profession in ("ahp", "nurse"):
        address = f"{FIND}{profession}/"
        html = page(board, address)
        says = part(html)
        assert "Careers up to January 2027." in says
        assert "<figure" not in html[html.index('<h2 id="careers">') :]
        for words in ("person-years", "interval", "promoted in", "they leave", "2026", "Band 8c"):
            assert words not in says
        rows = rows_of(board.get(f"{address}download/chances.csv").content)
        assert [list(row.values()) for row in rows] == [
            [one.level, *("withheld" if c is None else f"{c}%" for c in one.chances)]
            for one in flows.shown
            if one.profession == profession
        ]
        for name in RAW_TABLES:
            assert board.get(f"{address}download/{name}.csv").status_code == 404, name
        asked = page(board, f"{address}?level=band-6&as=raw")
        assert part(asked) == says


@pytest.mark.usefixtures("history")
def test_a_profession_of_which_nothing_may_be_told_is_withheld(trust, analyst) -> None:
    released(trust, analyst)
    board = signed_in(member(trust, Role.BOARD_MEMBER))
    says = part(page(board, f"{FIND}pharmacist/"))
    assert "Withheld: it could tell about individual people." in says
    assert board.get(f"{FIND}pharmacist/download/chances.csv").status_code == 404


def test_before_a_release_others_see_nothing_though_there_is_a_history(
    trust, analyst, monkeypatch
) -> None:
    released(trust, analyst)
    hold(monkeypatch, SIX_YEARS)
    for role in (Role.BOARD_MEMBER, Role.ADMINISTRATOR, Role.FACILITATOR):
        client = signed_in(member(trust, role))
        assert "has been released" in part(page(client, AHP))
        assert client.get(f"{AHP}download/chances.csv").status_code == 404
    as_others = page(signed_in(analyst), f"{AHP}?as=others")
    assert part(as_others).endswith("Nothing on careers over time has been released.")


@pytest.mark.usefixtures("history")
def test_an_analyst_who_looks_as_others_sees_what_they_see(trust, analyst) -> None:
    released(trust, analyst)
    client, board = signed_in(analyst), signed_in(member(trust, Role.BOARD_MEMBER))
    assert part(page(client, f"{AHP}?as=others")) == part(page(board, AHP))
    there = client.get(f"{AHP}download/chances.csv?as=others").content
    assert there == board.get(f"{AHP}download/chances.csv").content
    assert client.get(f"{AHP}download/leaving.csv?as=others").status_code == 404


@pytest.mark.usefixtures("history")
def test_each_role_gets_what_it_may(trust, analyst) -> None:
    made = released(trust, analyst)
    file = f"{AHP}download/chances.csv"
    for role, status in {
        Role.LINE_MANAGER: 403,
        Role.CLINICIAN: 403,
        Role.SYSTEM_VIEWER: 404,
        Role.BOARD_MEMBER: 200,
    }.items():
        assert signed_in(member(trust, role)).get(file).status_code == status, role
    lead = signed_in(member(trust, Role.PROFESSION_LEAD, profession="ahp"))
    assert "Careers up to January 2027." in part(page(lead, AHP))
    assert lead.get(f"{FIND}nurse/").status_code == 404
    assert lead.get(f"{FIND}nurse/download/chances.csv").status_code == 404
    assert released(trust, analyst, Audience.SYSTEM).content["flows"] == made.content["flows"]
    viewer = signed_in(member(trust, Role.SYSTEM_VIEWER))
    assert viewer.get(file).status_code == 200


# Releases


@pytest.mark.usefixtures("history")
def test_an_analyst_looks_at_the_chances_before_they_go_out(trust, analyst) -> None:
    client = signed_in(analyst)
    made = proposed(trust, analyst)
    html = page(client, f"/o/X1ZZ/releases/proposals/{made.pk}/")
    assert "Chance of promotion by time in the level" in html
    assert "of careers over time everything but rounded chances of promotion" in html


def test_flows_are_repeated_until_a_year_is_new(trust, analyst, monkeypatch) -> None:
    hold(monkeypatch, 48)
    first = released(trust, analyst)
    hold(monkeypatch, 59)
    again = proposed(trust, analyst)
    assert again.content["flows"] == first.content["flows"]
    hold(monkeypatch, 60)
    second = released(trust, analyst)
    flows = [one.content["flows"] for one in (first, second)]
    assert [one["last_month"] for one in flows] == [12 * 2025, 12 * 2026]
    assert flows[0]["shown"] != flows[1]["shown"]


def test_flows_are_repeated_though_a_release_between_had_none(trust, analyst, monkeypatch) -> None:
    hold(monkeypatch, 48)
    first = released(trust, analyst)
    hold(monkeypatch, None)
    assert "flows" not in released(trust, analyst).content
    hold(monkeypatch, 50)
    assert released(trust, analyst).content["flows"] == first.content["flows"]


def test_a_history_brought_in_since_it_was_looked_at_is_refused(
    trust, analyst, monkeypatch
) -> None:
    made = proposed(trust, analyst)
    hold(monkeypatch, SIX_YEARS)
    client = signed_in(analyst)
    client.post(f"/o/X1ZZ/releases/proposals/{made.pk}/release/")
    with in_organisation(trust):
        made.refresh_from_db()
    assert made.state == ProposalState.REFUSED
    assert "no longer see what you looked at" in made.reasons[0]
