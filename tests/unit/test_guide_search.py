"""Looking for case studies and resources: each way alone, together, and in any spelling."""

from __future__ import annotations

import pytest

from wardtoboard.base.errors import NotInTableError
from wardtoboard.guide import (
    Framework,
    Wanted,
    find_cases,
    find_resources,
    load_guide,
    of_the_family,
    related_cases,
)

GUIDE = load_guide()


def leaders(**wanted: str) -> list[str]:
    return [case.leader for case in find_cases(GUIDE, Wanted(**wanted))]


def resources(**wanted: str) -> list[str]:
    return [one.id.removeprefix("resource.") for one in find_resources(GUIDE, Wanted(**wanted))]


def reworded(**changes: str) -> Framework:
    """The guide with other words in its first case study."""
    told = GUIDE.to_dict()
    told["cases"][0] |= changes
    return Framework.from_dict(told)


def test_nothing_wanted_finds_everything() -> None:
    assert find_cases(GUIDE, Wanted()) == GUIDE.cases
    assert find_resources(GUIDE, Wanted()) == GUIDE.resources


def test_by_profession() -> None:
    assert leaders(profession="physiotherapist") == ["Shane DeGaris", "Rachel McKeown"]
    assert len(leaders(profession="ahp")) == 3
    assert leaders(profession="paramedic") == []
    assert resources(profession="physiotherapist")[:2] == ["ahps-into-action", "ahp-bodies"]


def test_by_barrier() -> None:
    assert leaders(barrier="levers.structural-bias") == ["Dr Jagjit Sethi"]
    assert resources(barrier="levers.reward") == ["fmlm-review", "fmlm-fellowship"]
    with pytest.raises(NotInTableError):
        leaders(barrier="levers.none")


def test_by_kind_of_route() -> None:
    assert leaders(route="route.coach") == ["Pippa Nightingale", "Amar Shah", "Arlene Wellman"]


def test_by_kind_of_role() -> None:
    assert leaders(role="role.chief-nurse") == ["Pippa Nightingale", "Arlene Wellman"]


def test_resources_pass_over_route_and_role() -> None:
    assert resources(route="route.coach", role="role.system") == resources()


def test_by_all_at_once() -> None:
    wanted = {
        "profession": "ahp",
        "barrier": "perspectives.role-models",
        "route": "route.contacts",
        "role": "role.professions",
    }
    assert leaders(**wanted) == ["Rachel McKeown", "Clare Boobyer-Jones"]
    assert leaders(**wanted, words="operations") == ["Rachel McKeown"]
    assert leaders(**wanted, words="pharmacy") == []
    assert resources(profession="midwife", barrier="talent.training", words="college") == [
        "rcm-offers"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "moorfields",
        "MOORFIELDS",
        "  Moorfields, eye  ",
        "Môorfíelds",
        "moorf pharm",
        "chief operating",
    ],
)
def test_words_in_any_capitals_accents_and_order(words: str) -> None:
    assert leaders(words=words) == ["John Quinn"]


def test_accents_in_the_text_do_not_count_either() -> None:
    guide = reworded(leader="Zoë Þorláksdóttir", organisation="Ysbyty Gwynedd, Môn")
    for words in ("zoe", "ZOË", "mon", "Þorlaksdottir"):
        assert find_cases(guide, Wanted(words=words)) == guide.cases[:1]


def test_a_word_is_found_by_its_start_and_not_by_its_middle() -> None:
    assert "Amar Shah" in leaders(words="psych")
    assert leaders(words="sychiatrist") == []


def test_every_word_must_be_there() -> None:
    assert leaders(words="nurse coach") == ["Pippa Nightingale", "Arlene Wellman"]
    assert leaders(words="nurse zebra") == []


def test_words_reach_the_names_of_what_a_case_is_filed_under() -> None:
    assert leaders(words="structural bias") == ["Dr Jagjit Sethi"]
    assert leaders(words="allied health physiotherapists") == ["Shane DeGaris", "Rachel McKeown"]
    assert leaders(words="sponsor mentor improving") == ["Amar Shah"]


def test_words_of_nothing_but_signs_find_everything() -> None:
    assert leaders(words=" -- ? ") == [case.leader for case in GUIDE.cases]


def test_a_profession_widens_to_its_family_with_all_else_kept() -> None:
    wider = of_the_family(GUIDE, Wanted(profession="paramedic", words="board"))
    assert wider == Wanted(profession="ahp", words="board")


@pytest.mark.parametrize("profession", ["", "nurse", "ahp", "dentist"])
def test_a_profession_without_a_family_does_not_widen(profession: str) -> None:
    assert of_the_family(GUIDE, Wanted(profession=profession)) is None


def test_related_cases_share_most_first_and_never_the_case_itself() -> None:
    quinn = next(case for case in GUIDE.cases if case.leader == "John Quinn")
    related = related_cases(GUIDE, quinn, 3)
    assert [case.leader for case in related] == [
        "Shane DeGaris",
        "Rachel McKeown",
        "Dr Claire Fuller",
    ]
    assert quinn not in related_cases(GUIDE, quinn, 20)


def test_a_case_that_shares_nothing_is_not_related() -> None:
    sethi = next(case for case in GUIDE.cases if case.leader == "Dr Jagjit Sethi")
    assert related_cases(GUIDE, sethi, 20) == ()
