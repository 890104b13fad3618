"""The page: one file, nothing fetched, everything escaped, every block in its place."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from builders import pages, pictures
from wardtoboard.charts import ladder_chart
from wardtoboard.papers.page import (
    Banner,
    Bullets,
    Callout,
    Details,
    Figure,
    Page,
    Paragraph,
    Section,
    Table,
    render_page,
)


class Outline(HTMLParser):
    """Every opening tag with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page(*blocks: object, **changes: object) -> Page:
    """A page of one section with these blocks."""
    section = Section("Findings", blocks)  # type: ignore[arg-type]
    whole = Page("Where careers stop", "Nowhere.", (), (section,), "Made from nothing.")
    return replace(whole, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def html() -> str:
    return render_page(pages.ceilings_page())


@pytest.fixture(scope="module")
def outline(html: str) -> Outline:
    return Outline(html)


def test_is_a_whole_page_in_british_english(html: str) -> None:
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "<title>Where our clinicians’ careers stop - Ward to Board</title>" in html


def test_its_policy_allows_its_own_style_by_hash_and_nothing_else(html: str) -> None:
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(styles) == 1
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_holds_no_script_no_inline_style_and_nothing_to_fetch(outline: Outline) -> None:
    for tag, attributes in outline.tags:
        assert tag not in {"script", "iframe", "object", "embed", "img", "form"}
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href"):
            assert (attributes.get(name) or "#")[0] == "#" or attributes[name] == "data:,"


def test_ids_are_unique_and_every_reference_has_its_end(outline: Outline) -> None:
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for _, attributes in outline.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert attributes.get(name, ids[0]) in ids
        link = attributes.get("href") or ""
        assert not link.startswith("#") or link[1:] in ids


def test_names_every_scroll_region_apart(html: str) -> None:
    labels = re.findall(r'role="region" aria-label(?:ledby)?="([^"]+)" tabindex="0"', html)
    assert len(labels) == html.count('class="scroll') == 13
    assert len(set(labels)) == len(labels)


def test_headings_skip_no_level(outline: Outline) -> None:
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_links_to_each_section_when_there_are_several(html: str) -> None:
    assert '<a href="#section-4">Who could not be placed</a>' in html
    assert "On this page" not in render_page(page(Paragraph("Alone.")))


def test_says_how_its_figures_may_be_used() -> None:
    banners = (Banner("Raw figures: not for sharing", "warning"), Banner("Fictional data"))
    html = render_page(page(banners=banners))
    assert 'banner-warning"><p class="width">Raw figures: not for sharing</p>' in html
    assert 'banner-information"><p class="width">Fictional data</p>' in html
    assert 'class="banner' not in render_page(page())


def test_escapes_whatever_it_is_given() -> None:
    rude = "<script>alert('x')</script> & \"more\""
    html = render_page(
        page(
            Paragraph(rude),
            Bullets((rude,)),
            Callout(rude, rude),
            Table(rude, (rude, rude), ((rude, rude),), rude),
            Details(rude, (Paragraph(rude),)),
            Figure(ladder_chart(replace(pictures.ladder(), title=rude, profession=rude))),
            title=rude,
            lead=rude,
            banners=(Banner(rude),),
            footer=rude,
        )
    )
    assert "<script" not in html
    assert '"more"' not in re.sub(r">[^<]*<", "><", html)
    assert html.count("&lt;script&gt;") > 15


def test_a_table_names_its_columns_and_rows() -> None:
    html = render_page(page(Table("People", ("Level", "Number"), (("Band 5", "12"),))))
    for piece in (
        '<caption id="table-1">People</caption>',
        '<th scope="col">Number</th>',
        '<th scope="row">Band 5</th>',
        "<td>12</td>",
    ):
        assert piece in html
    assert 'class="note"' not in html


def test_a_figure_has_its_words_its_drawing_and_its_table() -> None:
    chart = ladder_chart(pictures.ladder_for_sharing())
    html = render_page(page(Figure(chart)))
    assert f"<p>{chart.description}</p>" in html
    assert chart.svg in html
    assert f'<caption id="table-1">Figures: {chart.title}</caption>' in html


def test_a_figure_shown_twice_is_refused() -> None:
    figure = Figure(ladder_chart(pictures.ladder()))
    with pytest.raises(ValueError, match="Allied health professionals, level by level"):
        render_page(page(figure, Details("Again", (figure,))))


def test_details_hold_blocks_of_their_own() -> None:
    html = render_page(page(Details("More", (Bullets(("One",)), Details("Most", ())))))
    assert html.count("<details>") == 2
    assert "<li>One</li>" in html


def test_is_the_same_each_time(html: str) -> None:
    assert render_page(pages.ceilings_page()) == html


def test_prints_without_its_links_and_with_its_tables_open(html: str) -> None:
    printed = html.split("@media print")[1]
    assert ".contents" in printed
    assert "details::details-content" in printed
