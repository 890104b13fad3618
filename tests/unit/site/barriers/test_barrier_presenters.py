"""What the map and a barrier's page say, for every standing of the evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from builders.site.evidence import known
from wardtoboard.guide import load_guide
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.barriers.facts import Look, Standing, Told, marks_of
from wardtoboard_web.barriers.presenters.barrier import BarrierPage, barrier_page
from wardtoboard_web.barriers.presenters.map import MapPage, map_page
from wardtoboard_web.barriers.presenters.words import one_or_another
from wardtoboard_web.barriers.sources import BOARD, FIGURES, KINDS, RATINGS, RECRUITMENT, VOICES
from wardtoboard_web.layout.words import day_words, how_many, mid
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.models import Organisation, Role

GUIDE = load_guide()
NO_DOOR = tuple(Told(kind, Standing.NO_DOOR) for kind in KINDS)
BIAS = "levers.structural-bias"
LOOKED = datetime(2026, 5, 2, 23, 30, tzinfo=UTC)


def told(*changed: Told) -> tuple[Told, ...]:
    """Every kind of evidence, without a door unless the test says otherwise."""
    new = {one.kind: one for one in changed}
    return tuple(new.get(one.kind, one) for one in NO_DOOR)


def visitor(*roles: Role) -> Visitor:
    organisation = Organisation(id=UUID(int=1), code="X1ZZ", name="Northmoor")
    return Visitor(Person(id=UUID(int=2)), organisation, frozenset(roles))


def page(*changed: Told, look: Look | None = None, role: Role = Role.ANALYST) -> MapPage:
    return map_page(visitor(role), told(*changed), look, GUIDE)


def lines(found: MapPage, barrier: str) -> dict[str, str]:
    name = GUIDE.barrier(barrier).name
    cards = [card for theme in found.themes for card in theme.cards]
    return next(dict(card.lines) for card in cards if card.barrier.words == name)


def figures(*items: str, barrier: str = BIAS) -> Told:
    return Told(FIGURES, Standing.TOLD, {barrier: tuple(known(one) for one in items)})


def test_the_map_has_every_barrier_under_its_theme_in_the_guides_order() -> None:
    found = page()
    assert [theme.name for theme in found.themes] == [theme.name for theme in GUIDE.themes]
    assert [[card.barrier.words for card in theme.cards] for theme in found.themes] == [
        [barrier.name for barrier in theme.barriers] for theme in GUIDE.themes
    ]
    assert found.themes[0].cards[0].barrier.address == ("/o/X1ZZ/barriers/confidence.competence/")


def test_a_card_with_nothing_known_says_which_door_would_tell() -> None:
    assert lines(page(), "culture.trust") == {
        "Known": "Nothing yet",
        "Would tell": "A self-assessment or focus groups (Ask)",
        "Being done": "Nothing recorded yet",
        "Newest evidence": "None yet",
    }
    assert lines(page(), BIAS)["Would tell"] == (
        "A staff table, recruitment figures or a register of the board (Find); "
        "a self-assessment or focus groups (Ask)"
    )


def test_a_card_says_in_a_phrase_what_each_source_knows() -> None:
    found = page(
        figures("Midwives: ceiling at Band 7", "Nurses: possible ceiling at Band 6"),
        Told(VOICES, Standing.TOLD, {BIAS: (known("Panels play safe", when=date(2026, 4, 9)),)}),
    )
    assert lines(found, BIAS) == {
        "Figures": "Midwives: ceiling at Band 7, and 1 more finding",
        "Voices": "Panels play safe",
        "Would tell more": (
            "A self-assessment (Ask); recruitment figures or a register of the board (Find)"
        ),
        "Being done": "Nothing recorded yet",
        "Newest evidence": "9 April 2026, in voices",
    }


def test_many_more_findings_are_counted() -> None:
    said = lines(page(figures("One", "Two", "Three")), BIAS)
    assert said["Figures"] == "One, and 2 more findings"


def test_evidence_that_points_elsewhere_rules_nothing_out() -> None:
    found = page(Told(FIGURES, Standing.TOLD, {}))
    assert lines(found, BIAS)["Figures"] == "Nothing points here, which rules nothing out"
    assert "Figures" not in lines(found, "culture.trust")
    assert found.caution == ""


def test_a_role_that_sees_no_figures_is_told_so_and_nothing_else() -> None:
    found = page(Told(FIGURES, Standing.NOT_FOR_ROLE), role=Role.CLINICIAN)
    assert lines(found, BIAS)["Figures"] == "Your role does not show this"
    assert found.news is None
    assert found.start == ""


def test_figures_come_with_the_caution_that_they_do_not_say_why() -> None:
    assert "not why" in page(figures("One")).caution


def test_doors_are_still_to_come_where_nothing_is_gathered() -> None:
    assert page(figures("One")).doors == (
        "Ask, Decide, Act and Share are still to come on this site."
    )
    assert page(figures("One"), Told(RATINGS, Standing.NOTHING_YET)).doors == (
        "Decide, Act and Share are still to come on this site."
    )


@pytest.mark.parametrize(
    ("role", "start", "leads_to"),
    [
        (Role.ANALYST, "No staff table yet. Bring one in", "/o/X1ZZ/imports/"),
        (Role.ADMINISTRATOR, "No figures have been shared with you yet", "/o/X1ZZ/imports/"),
        (Role.BOARD_MEMBER, "No figures have been shared with you yet", None),
    ],
)
def test_without_figures_the_map_says_how_to_get_them(
    role: Role, start: str, leads_to: str | None
) -> None:
    found = page(Told(FIGURES, Standing.NOTHING_YET), role=role)
    assert found.start.startswith(start)
    assert (found.bring_in.address if found.bring_in else None) == leads_to
    assert lines(found, "talent.inclusion")["Would tell"].startswith("A staff table (Find); ")


def test_at_first_everything_is_new_once_however_many_barriers_it_bears_on() -> None:
    both = Told(
        FIGURES, Standing.TOLD, {BIAS: (known("One"),), "talent.inclusion": (known("One"),)}
    )
    news = page(both).news
    assert news
    assert [link.words for link in news.links] == ["One"]
    assert news.text == (
        "You have not marked this map as looked at before. 1 finding is new to you."
    )


def test_after_a_look_only_what_was_not_seen_is_new() -> None:
    seen = frozenset(marks_of(told(figures("One"))))
    news = page(figures("One", "Two"), look=Look(LOOKED, seen)).news
    assert news
    assert [(link.words, link.address) for link in news.links] == [("Two", "/o/X1ZZ/somewhere/")]
    assert news.text == (
        "1 finding is new since 3 May 2026, when you last marked this map as looked at."
    )


def test_a_finding_whose_figures_moved_a_little_is_not_new() -> None:
    seen = frozenset(marks_of(told(figures("One"))))
    moved = Told(FIGURES, Standing.TOLD, {BIAS: (known("One", sentence="5 of 9, not 4."),)})
    news = page(moved, look=Look(LOOKED, seen)).news
    assert news
    assert (news.links, news.marks) == ((), ())
    assert news.text.startswith("Nothing is new since 3 May 2026")


def test_the_same_words_from_another_kind_of_evidence_are_another_thing() -> None:
    voices = replace(figures("One"), kind=VOICES)
    assert len(marks_of(told(figures("One"), voices))) == 2


def test_a_barriers_page_shows_each_source_with_grade_day_and_link() -> None:
    found = barrier_page("X1ZZ", GUIDE.barrier(BIAS), told(figures("One")), GUIDE)
    [seen] = found.seen
    [(item, how_sure)] = seen.known
    assert (seen.name, item.sentence) == ("Figures", "One, as we see it.")
    assert how_sure == "Evidence grade C. As of 31 March 2026."
    assert seen.why == (
        "This barrier may be behind these findings. "
        "Panels that avoid risk turn clinicians down for the post above. "
        "Figures say where careers stop, not why: ask before you act."
    )


def test_what_the_board_tells_comes_with_a_caution_of_its_own() -> None:
    told_of = Told(BOARD, Standing.TOLD, {BIAS: (known("One", grade=""),)})
    [seen] = barrier_page("X1ZZ", GUIDE.barrier(BIAS), told(told_of), GUIDE).seen
    assert seen.why == (
        "Where a profession has no vote on the board, ask how seats on it are filled. "
        "The register says who sits where, not why: ask before you act."
    )


def test_evidence_without_a_grade_says_only_its_day() -> None:
    voices = Told(VOICES, Standing.TOLD, {BIAS: (known("One", grade=""),)})
    found = barrier_page("X1ZZ", GUIDE.barrier(BIAS), told(voices), GUIDE)
    [seen] = found.seen
    assert seen.known[0][1] == "As of 31 March 2026."
    assert seen.why == ""


def unseen(found: BarrierPage) -> dict[str, str]:
    return {row["key"]["text"]: row["value"]["text"] for row in found.unseen}


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.TOLD, "Nothing of this kind points here. That does not rule this barrier out."),
        (Standing.NOT_FOR_ROLE, "Your role does not show this. Ask someone whose role does."),
        (Standing.NOTHING_YET, "Nothing yet. A staff table would tell (Find)."),
        (
            Standing.NO_DOOR,
            (
                "Nothing yet. A staff table would tell. This site cannot take that in yet; "
                "it will be part of Find."
            ),
        ),
    ],
)
def test_a_barriers_page_says_what_would_tell(standing: Standing, said: str) -> None:
    found = barrier_page("X1ZZ", GUIDE.barrier(BIAS), told(Told(FIGURES, standing)), GUIDE)
    assert unseen(found)["Figures"] == said


def test_a_barriers_page_is_silent_on_evidence_that_cannot_tell_of_it() -> None:
    found = barrier_page("X1ZZ", GUIDE.barrier("culture.trust"), told(), GUIDE)
    assert list(unseen(found)) == ["Ratings", "Voices"]
    assert not RECRUITMENT.may_tell_of("culture.trust", GUIDE)


def test_a_barriers_page_leads_to_those_before_and_after_it() -> None:
    first, second, *_, last = GUIDE.barriers
    page_of = {one: barrier_page("X1ZZ", one, told(), GUIDE) for one in (first, second, last)}
    assert page_of[first].before is None
    assert page_of[second].before
    assert page_of[second].before.words == first.name
    assert page_of[first].after
    assert page_of[first].after.words == second.name
    assert page_of[last].after is None


def test_a_barriers_page_carries_what_the_guide_says_of_it() -> None:
    found = barrier_page("X1ZZ", GUIDE.barrier(BIAS), told(), GUIDE)
    assert found.theme.id == "levers"
    assert found.questions == GUIDE.questions_for(BIAS)
    assert found.enablers == GUIDE.enablers_for(BIAS)
    assert [case.leader for case, _ in found.cases] == ["Dr Jagjit Sethi"]
    assert found.resources == GUIDE.resources_about(BIAS)
    assert found.library.address == "/o/X1ZZ/library/?barrier=levers.structural-bias"


def test_a_barrier_without_a_case_leads_to_the_whole_library() -> None:
    found = barrier_page("X1ZZ", GUIDE.barrier("talent.time"), told(), GUIDE)
    assert found.cases == ()
    assert found.library.address == "/o/X1ZZ/library/"


def test_small_words() -> None:
    assert how_many(1, "case", "cases") == "1 case"
    assert how_many(1200, "case", "cases") == "1,200 cases"
    assert [mid(text) for text in ("Nurses", "AHPs", "")] == ["nurses", "AHPs", ""]
    assert [one_or_another(words) for words in (["a"], ["a", "b", "c"])] == ["a", "a, b or c"]
    assert day_words(LOOKED) == "3 May 2026"
    assert day_words(date(2026, 1, 5)) == "5 January 2026"
