"""What the library says it found, and what to do when it found nothing."""

from __future__ import annotations

import pytest

from wardtoboard.guide import CaseStudy, Framework, Wanted, load_guide
from wardtoboard_web.barriers.forms import LibraryForm
from wardtoboard_web.barriers.presenters.library import Results, case_page, results

GUIDE = load_guide()


def found(**wanted: str) -> Results:
    return results("X1ZZ", Wanted(**wanted), GUIDE)


def leaders(one: Results) -> list[str]:
    return [case.leader for case, _ in one.cases]


def case(leader: str) -> CaseStudy:
    return next(one for one in GUIDE.cases if one.leader == leader)


def test_at_first_there_is_everything() -> None:
    one = found()
    assert (one.heading, one.resources_heading) == ("All 11 case studies", "All 26 resources")
    assert one.everything is None
    assert one.cases[0][1].address == "/o/X1ZZ/library/cases/case.claire-fuller/"


def test_a_physiotherapist_finds_their_own_and_a_way_to_the_family() -> None:
    one = found(profession="physiotherapist", words="senior")
    assert leaders(one) == ["Rachel McKeown"]
    assert found(profession="physiotherapist").heading == "2 case studies of physiotherapists"
    more = found(profession="physiotherapist").more
    assert more
    assert more.words == "See 1 more of other allied health professionals"
    assert more.address == "/o/X1ZZ/library/?profession=ahp"


def test_a_profession_without_a_case_is_shown_those_of_its_family() -> None:
    one = found(profession="paramedic")
    assert one.heading == "No case study of paramedics fits"
    assert one.note == "These 3 are of other allied health professionals."
    assert len(one.cases) == 3
    assert one.more is None


def test_only_the_familys_cases_that_fit_all_else_are_shown() -> None:
    one = found(profession="paramedic", words="strategy", role="role.chief-officer")
    assert leaders(one) == ["Shane DeGaris"]
    assert one.note == "This one is of other allied health professionals."


def test_when_nothing_fits_it_says_once_what_to_do() -> None:
    one = found(profession="paramedic", words="zebra")
    assert one.heading == "Nothing fits"
    assert one.note == "Choose less, or try other words or the start of a word."
    assert one.resources_heading == ""
    assert one.everything
    assert one.everything.address == "/o/X1ZZ/library/"


def test_when_only_one_of_the_two_fits_it_says_so_of_the_other() -> None:
    without_case = found(profession="nurse", words="scholarships")
    assert without_case.heading == "No case study of nurses fits"
    assert without_case.note.startswith("Choose less")
    assert without_case.resources_heading == "1 resource"
    assert found(profession="dentist").heading == "No case study fits"
    without_resource = found(words="moorfields")
    assert without_resource.heading == "1 case study"
    assert without_resource.resources_heading == "No resource fits"
    assert without_resource.resources_note.startswith("Choose less")


def test_one_is_counted_as_one() -> None:
    assert found(words="moorfields").heading == "1 case study"
    assert found(words="race").resources_heading == "1 resource"


def test_resources_say_that_route_and_role_do_not_count_for_them() -> None:
    assert found(route="route.coach").resources_note.startswith("Resources have no route")
    assert found(role="role.system").resources_note.startswith("Resources have no route")
    assert found(barrier="talent.time").resources_note == ""


def test_a_case_shows_its_facts_as_published() -> None:
    page = case_page("X1ZZ", case("Shane DeGaris"), GUIDE)
    assert [(row["key"]["text"], row["value"]["text"]) for row in page.rows] == [
        ("Role in 2019", "Group Deputy Chief Executive Officer"),
        ("Organisation in 2019", "Barts Health NHS Trust"),
        ("Profession", "Physiotherapist"),
        ("Practice in 2019", "No longer in practice"),
    ]
    assert [link.words for link in page.barriers] == [
        GUIDE.barrier(one).name for one in page.case.barriers
    ]
    assert page.routes[0].address == "/o/X1ZZ/library/?route=route.wider-duties"
    assert [one.leader for one, _ in page.related][:1] == ["Rachel McKeown"]
    assert len(page.related) == 3


def test_practice_is_told_only_where_the_guide_tells_it() -> None:
    rows = case_page("X1ZZ", case("Michael Witney"), GUIDE).rows
    assert rows[-1]["value"]["text"] == "Still in practice"
    assert len(case_page("X1ZZ", case("John Quinn"), GUIDE).rows) == 3


def test_a_framework_without_kinds_still_has_pages() -> None:
    told = GUIDE.to_dict()
    told["cases"] = [{**one, "route_kinds": [], "role_kind": None} for one in told["cases"]]
    plain = Framework.from_dict(told)
    assert case_page("X1ZZ", plain.cases[0], plain).routes == ()
    assert results("X1ZZ", Wanted(), plain).heading == "All 11 case studies"


@pytest.mark.parametrize(
    "asked",
    [{}, {"profession": "physiotherapist", "words": " Sénior "}, {"barrier": "talent.time"}],
)
def test_the_form_gives_what_is_wanted(asked: dict[str, str]) -> None:
    form = LibraryForm(asked)
    stripped = {name: text.strip() for name, text in asked.items()}
    assert form.wanted() == Wanted(**stripped)
    assert not form.errors


def test_what_the_form_cannot_read_is_an_error_and_left_open() -> None:
    form = LibraryForm({"profession": "wizard", "words": "x" * 101, "role": "role.system"})
    assert form.wanted() == Wanted(role="role.system")
    assert set(form.errors) == {"profession", "words"}


def test_the_form_offers_every_profession_barrier_route_and_role() -> None:
    form = LibraryForm({})
    offered = {
        name: [value for value, _ in form[name].field.choices]
        for name in form.fields
        if name != "words"
    }
    assert {one.id for one in GUIDE.professions} | {"", "dentist"} == set(offered["profession"])
    assert [one.id for one in GUIDE.barriers] == offered["barrier"][1:]
    assert [one.id for one in GUIDE.route_kinds] == offered["route"][1:]
    assert [one.id for one in GUIDE.role_kinds] == offered["role"][1:]
