"""Who sees what of where careers stop: on pages, in drawings, in their words and in files."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from builders.site.people import member, organisation, signed_in
from builders.site.releases import bring_in_worked, released, rows_of, words_of
from wardtoboard.papers import Release as Protected
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.ceilings import facts
from wardtoboard_web.ceilings.models import Audience, Drawing
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation

FIND = "/o/X1ZZ/ceilings/"
PAGES = (
    FIND,
    f"{FIND}ahp/",
    f"{FIND}ahp/band-8a/",
    f"{FIND}download/findings.csv",
    f"{FIND}download/headcounts.xlsx",
    f"{FIND}ahp/download/levels.csv",
    f"{FIND}ahp/band-8a/download/history.csv",
)
LINKS = re.compile(rf'href="({FIND}[^"#]*)"')
SEES = {
    Role.ANALYST: 200,
    Role.ADMINISTRATOR: 200,
    Role.BOARD_MEMBER: 200,
    Role.FACILITATOR: 200,
    Role.LINE_MANAGER: 403,
    Role.CLINICIAN: 403,
    Role.SYSTEM_VIEWER: 404,
}


@pytest.fixture
def analyst(trust: Organisation, tmp_path: Path) -> Person:
    """An analyst who has brought the worked table in."""
    made = member(trust, Role.ANALYST)
    bring_in_worked(trust, made, tmp_path)
    return made


@pytest.fixture
def release(trust: Organisation, analyst: Person) -> Protected:
    """The worked table, released within the organisation."""
    return Protected.from_dict(released(trust, analyst).content)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def crawled(client: Client, start: str = FIND) -> dict[str, bytes]:
    """Fetch every page and file of Find that the links lead to."""
    found: dict[str, bytes] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        assert response.status_code == 200, address
        found[address] = response.content
        if not address.split("?")[0].endswith((".csv", ".xlsx")):
            waiting += [one.replace("&amp;", "&") for one in LINKS.findall(found[address].decode())]
    return found


# Each role


@pytest.mark.usefixtures("release")
def test_each_role_gets_what_it_may(trust) -> None:
    for role, status in SEES.items():
        client = signed_in(member(trust, role))
        for address in PAGES:
            expected = 200 if (role, address) == (Role.SYSTEM_VIEWER, FIND) else status
            assert client.get(address).status_code == expected, (role, address)


@pytest.mark.usefixtures("release")
def test_a_stranger_learns_nothing(trust) -> None:
    client = signed_in(member(organisation("X2ZZ"), Role.ANALYST))
    assert {client.get(address).status_code for address in PAGES} == {404}
    assert all(Client().get(address).status_code == 302 for address in PAGES)


def test_a_release_shared_with_the_system_is_seen_by_its_viewers(trust, analyst) -> None:
    viewer = signed_in(member(trust, Role.SYSTEM_VIEWER))
    released(trust, analyst)
    assert "Nothing has been released to you yet." in page(viewer, FIND)
    released(trust, analyst, Audience.SYSTEM)
    assert "Allied health professionals appear to stop at Band 8a" in page(viewer, FIND)


def test_before_anything_is_there_each_is_told_what_to_do(trust, tmp_path) -> None:
    analyst = member(trust, Role.ANALYST)
    board = signed_in(member(trust, Role.BOARD_MEMBER))
    assert "No staff table yet. Bring one in" in page(signed_in(analyst), FIND)
    assert "Ask a people analyst" in page(board, FIND)
    bring_in_worked(trust, analyst, tmp_path)
    assert "Ask a people analyst" in page(board, FIND)
    assert board.get(f"{FIND}ahp/").status_code == 404
    as_others = page(signed_in(analyst), f"{FIND}?as=others")
    assert "Nothing has been released yet, so others see nothing here." in as_others


# Raw and protected


def test_an_analyst_sees_every_count_and_can_see_what_others_see(trust, analyst, release) -> None:
    client = signed_in(analyst)
    raw, others = page(client, FIND), page(client, f"{FIND}?as=others")
    assert "Raw figures of 31 March 2026" in raw
    assert "4 of the 44" in raw
    assert "4 of the 44" not in others
    assert "release 1" in others
    board = page(signed_in(member(trust, Role.BOARD_MEMBER)), FIND)
    main = re.compile(r"<h2>What we found</h2>.*?<h2>Profession by profession", re.S)
    asked = main.findall(others)[0].replace("?as=others", "")
    assert asked == main.findall(board)[0]


def test_asking_as_others_changes_nothing_for_others(trust, release) -> None:
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    assert page(client, FIND) == page(client, f"{FIND}?as=others")


def test_every_page_and_file_of_an_analyst_keeps_to_what_others_see(analyst, release) -> None:
    for address, content in crawled(signed_in(analyst), f"{FIND}?as=others").items():
        if address.endswith("/?as=others"):
            assert "Raw figures" not in content.decode(), address


def numbers_that_may_be_shown(release: Protected) -> set[str]:
    """Every number that the release shows, as pages and files write it, and those of our rules."""
    numbers = set()
    for count in release.table.shown().values():
        numbers |= {str(count), f"{count:,}"}
    for shown in release.shown:
        numbers |= set(re.findall(r"[\d,]+(?:\.\d+)?", shown.sentence))
        if shown.figures:
            figures = shown.figures
            for above, at in (
                (figures.above, figures.at),
                (figures.reference_above, figures.reference_at),
            ):
                numbers |= {str(above), str(at), f"{above:,}", f"{at:,}"}
                numbers |= {f"{above / at:.2f}", f"{above + at:,}"}
            cor = figures.cor
            numbers |= {f"{one:.2f}" for one in (cor.value, cor.low, cor.high) if one is not None}
            numbers |= {f"{figures.p:.4f}", "0.0001"}
    return numbers


def small_numbers_beside_cells(content: str) -> list[tuple[str, str]]:
    """Give each number that stands right before "at Band …" in the words of a page."""
    return re.findall(r"(withheld|none|[\d,]+) at (Band \d[a-d]?\+?|Board)", content)


def test_no_number_outside_the_release_reaches_a_board_member(trust, release) -> None:
    fetched = crawled(signed_in(member(trust, Role.BOARD_MEMBER)))
    assert len(fetched) > 40
    may = numbers_that_may_be_shown(release)
    for address, content in fetched.items():
        if address.endswith("/"):
            words = small_numbers_beside_cells(words_of(content.decode()))
            assert {amount for amount, _ in words} <= may | {"withheld", "none"}, address
        elif address.endswith("figures.csv"):
            values = {row["Value"] for row in rows_of(content) if " to " not in row["Value"]}
            assert values <= may | {"under 0.0001"}, address


def test_files_withhold_each_headcount_that_the_release_withholds(trust, release) -> None:
    fetched = crawled(signed_in(member(trust, Role.BOARD_MEMBER)))
    may = numbers_that_may_be_shown(release) | {"withheld", "below entry level"}
    rows = rows_of(fetched[f"{FIND}download/headcounts.csv"])
    cells = [cell for row in rows for cell in list(row.values())[1:]]
    assert set(cells) <= may
    assert cells.count("withheld") == len(release.table.withheld())
    for profession, level in release.table.values:
        if f"{FIND}{profession}/" in fetched and level in release.ladder:
            levels = rows_of(fetched[f"{FIND}{profession}/download/levels.csv"])
            shown = {row["Level"]: row["Headcount"] for row in levels}
            is_withheld = release.headcount(profession, level) is None
            assert (
                shown.get(level, "withheld" if is_withheld else "") == "withheld"
            ) == is_withheld


def test_the_spreadsheet_holds_what_the_csv_holds(trust, release) -> None:
    client = signed_in(member(trust, Role.BOARD_MEMBER))
    rows = rows_of(client.get(f"{FIND}download/headcounts.csv").content)
    book = CalamineWorkbook.from_filelike(
        BytesIO(client.get(f"{FIND}download/headcounts.xlsx").content)
    )
    sheet = book.get_sheet_by_index(0).to_python()
    headers, *body = [row for row in sheet if row[1] != ""]
    assert headers == list(rows[0])
    plain = [[str(int(c)) if isinstance(c, float) else c for c in row] for row in body]
    assert plain == [list(row.values()) for row in rows]
    assert any("withheld" in row for row in plain)


def test_what_rests_on_counts_nobody_weighed_is_for_analysts(trust, analyst, release) -> None:
    raw = page(signed_in(analyst), f"{FIND}ahp/")
    protected = page(signed_in(member(trust, Role.BOARD_MEMBER)), f"{FIND}ahp/")
    for words in ("Compared with whom", "which step costs most", "compared with whom"):
        assert words in raw
        assert words not in protected
    raw = page(signed_in(analyst), f"{FIND}ahp/band-8a/")
    protected = page(signed_in(member(trust, Role.BOARD_MEMBER)), f"{FIND}ahp/band-8a/")
    for words in ("What would change the answer", "Fisher", "Benjamini-Hochberg"):
        assert words in raw
        assert words not in protected


def test_labels_over_time_keep_to_what_each_may_see(trust, analyst, release) -> None:
    address = f"{FIND}ahp/band-8b-plus/download/history.csv"
    board = signed_in(member(trust, Role.BOARD_MEMBER))
    with in_organisation(trust):
        seen = facts.current_answer().release
    raw = {(one.profession, one.level): one.label for one in seen.shown}
    told = {(one.profession, one.level): one.label for one in release.shown}
    for (profession, level), label in told.items():
        slug = level.lower().replace(" ", "-").replace("+", "-plus")
        address = f"{FIND}{profession}/{slug}/download/history.csv"
        (row,) = rows_of(board.get(address).content)
        assert row["Label"] == ("withheld" if label is None else row["Label"])
        if label is None and (profession, level) in raw:
            (row,) = rows_of(signed_in(analyst).get(address).content)
            assert row["Label"] != "withheld"


# Profession leads


@pytest.mark.usefixtures("release")
def test_a_lead_sees_their_own_profession_only(trust) -> None:
    client = signed_in(member(trust, Role.PROFESSION_LEAD, profession="ahp"))
    assert "What was released of the professions you lead" in page(client, FIND)
    assert client.get(f"{FIND}nurse/").status_code == 404
    assert client.get(f"{FIND}nurse/band-8a/").status_code == 404
    assert client.get(f"{FIND}nurse/download/levels.csv").status_code == 404
    rows = rows_of(client.get(f"{FIND}download/headcounts.csv").content)
    assert {row["Profession"] for row in rows} == {"Allied health professionals"}
    for content in crawled(client).values():
        assert b"Midwives" not in content


@pytest.mark.usefixtures("release")
def test_a_lead_who_views_for_the_system_sees_no_more_than_both_roles_give(trust, analyst) -> None:
    """Each role alone keeps something from them; together they must not open it."""
    both = member(trust, Role.PROFESSION_LEAD, Role.SYSTEM_VIEWER, profession="nurse")
    client = signed_in(both)
    assert "What was released of the professions you lead: nurses." in page(client, FIND)
    assert client.get(f"{FIND}ahp/").status_code == 404
    assert client.get(f"{FIND}ahp/band-8a/download/history.csv").status_code == 404
    released(trust, analyst, Audience.SYSTEM)
    assert "Allied health professionals appear to stop at Band 8a" in page(client, FIND)
    kept = rows_of(client.get(f"{FIND}ahp/band-8a/download/history.csv").content)
    assert len(kept) == 1
    assert len(rows_of(client.get(f"{FIND}nurse/band-8a/download/history.csv").content)) == 2


@pytest.mark.usefixtures("release")
def test_a_lead_with_a_board_role_sees_everything(trust) -> None:
    both = member(trust, Role.PROFESSION_LEAD, Role.BOARD_MEMBER, profession="ahp")
    assert signed_in(both).get(f"{FIND}nurse/").status_code == 200


# Pages


def test_the_heading_of_a_profession_is_its_answer(trust, analyst, release) -> None:
    client = signed_in(analyst)
    assert "<h1>Allied health professionals stop at Band 8a</h1>" in page(client, f"{FIND}ahp/")
    assert "<h1>We cannot tell where pharmacists stop</h1>" in page(client, f"{FIND}pharmacist/")
    board = signed_in(member(trust, Role.BOARD_MEMBER))
    heading = "<h1>Allied health professionals appear to stop at Band 8a</h1>"
    assert heading in page(board, f"{FIND}ahp/")


@pytest.mark.parametrize(
    ("against", "says"),
    [
        ("rest", "4 of the 44 at that level or above"),
        ("nurse", "4 of 44 allied health professionals at Band 8a or above are above it, against"),
        ("elsewhere", "There is nobody to compare with in the figures we have."),
    ],
)
def test_references_are_links(analyst, against, says) -> None:
    client = signed_in(analyst)
    asked = f"{FIND}ahp/" if against == "rest" else f"{FIND}ahp/?against={against}"
    html = page(client, asked)
    assert f'<a href="{asked}" aria-current="true">' in html
    assert says in html


def test_what_is_not_there_is_not_found(analyst) -> None:
    client = signed_in(analyst)
    for address in (
        "wizard/",
        "ahp/?against=wizard",
        "ahp/band-1/",
        "ahp/band-1/download/figures.csv",
        "ahp/download/wizard.csv",
        "wizard/download/levels.csv",
        "download/wizard.csv",
    ):
        assert client.get(FIND + address).status_code == 404, address


def test_charts_are_drawn_once_and_kept(trust, analyst, monkeypatch) -> None:
    """The job that follows an import has drawn them all."""

    def fail(picture: object) -> None:
        raise AssertionError("drawn again")

    for name in ("heat_map", "ladder_chart"):
        monkeypatch.setattr(f"wardtoboard_web.ceilings.drawings.{name}", fail)
    client = signed_in(analyst)
    for address in (FIND, f"{FIND}ahp/", f"{FIND}nurse/"):
        assert "<svg" in page(client, address)
    with in_organisation(trust):
        Drawing.objects.all().delete()
    with pytest.raises(AssertionError, match="drawn again"):
        client.get(FIND)


def test_no_page_has_inline_style_or_script(trust, analyst, release) -> None:
    for address, content in crawled(signed_in(analyst)).items():
        if address.split("?")[0].endswith("/"):
            html = content.decode()
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", html), address
