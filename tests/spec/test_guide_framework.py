"""The guide *Clinical leadership: a framework for action*, as the product holds it."""

from __future__ import annotations

import pytest

from wardtoboard.base.errors import NotInTableError
from wardtoboard.guide import Framework, load_guide

BARRIERS = {
    "confidence": ["confidence.competence", "confidence.uncertainty"],
    "perspectives": [
        "perspectives.registration",
        "perspectives.role-assumptions",
        "perspectives.role-models",
    ],
    "talent": ["talent.inclusion", "talent.training", "talent.time"],
    "levers": ["levers.reward", "levers.structural-bias"],
    "culture": ["culture.trust", "culture.leading-from-top"],
}
ALL_BARRIERS = [barrier for barriers in BARRIERS.values() for barrier in barriers]


@pytest.fixture(scope="module")
def guide() -> Framework:
    return load_guide()


def test_it_has_five_themes_in_the_guides_order(guide: Framework) -> None:
    assert [theme.name for theme in guide.themes] == [
        "Building confidence",
        "Widening perspectives",
        "Talent management",
        "Practical levers",
        "Organisational culture",
    ]


def test_each_theme_holds_its_barriers_twelve_in_all(guide: Framework) -> None:
    held = {theme.id: [barrier.id for barrier in theme.barriers] for theme in guide.themes}
    assert held == BARRIERS
    assert len(guide.barriers) == 12


def test_each_theme_asks_its_key_questions_seventeen_in_all(guide: Framework) -> None:
    asked = {theme.id: [question.id for question in theme.questions] for theme in guide.themes}
    assert asked == {
        "confidence": [
            "question.confidence.confidence",
            "question.confidence.skills",
            "question.confidence.experience",
            "question.confidence.new-roles",
            "question.confidence.development",
        ],
        "perspectives": [
            "question.perspectives.options",
            "question.perspectives.opportunities",
            "question.perspectives.networks",
        ],
        "talent": [
            "question.talent.spotting",
            "question.talent.line-management",
            "question.talent.succession",
        ],
        "levers": [
            "question.levers.reward",
            "question.levers.clinical-practice",
            "question.levers.recruitment",
        ],
        "culture": [
            "question.culture.support",
            "question.culture.champions",
            "question.culture.diversity",
        ],
    }
    assert len(guide.questions) == 17


def test_each_question_gives_its_examples_fifty_eight_in_all(guide: Framework) -> None:
    examples = {
        theme.id: [len(question.enablers) for question in theme.questions] for theme in guide.themes
    }
    assert examples == {
        "confidence": [4, 3, 5, 3, 4],
        "perspectives": [4, 5, 3],
        "talent": [4, 3, 1],
        "levers": [3, 4, 3],
        "culture": [4, 2, 3],
    }
    assert [sum(counts) for counts in examples.values()] == [19, 12, 8, 10, 9]
    assert len(guide.enablers) == 58


@pytest.mark.parametrize("barrier", ALL_BARRIERS)
def test_each_barrier_is_reached_by_a_question_and_an_enabler(
    guide: Framework, barrier: str
) -> None:
    assert guide.questions_for(barrier)
    assert guide.enablers_for(barrier)


def test_an_enabler_may_speak_to_a_barrier_of_another_theme(guide: Framework) -> None:
    for_role_models = [enabler.id for enabler in guide.enablers_for("perspectives.role-models")]
    assert "enabler.confidence.leader-journeys" in for_role_models


def test_the_ties_to_barriers_are_ours_and_say_so(guide: Framework) -> None:
    assert guide.ties_are_ours
    assert guide.to_dict()["edition"]["ties_are_ours"] is True


@pytest.mark.parametrize(
    ("leader", "role", "organisation", "profession", "theme"),
    [
        (
            "Dr Claire Fuller",
            "Senior Responsible Officer",
            "Surrey Heartlands STP",
            "doctor",
            "confidence",
        ),
        (
            "Shane DeGaris",
            "Group Deputy Chief Executive Officer",
            "Barts Health NHS Trust",
            "physiotherapist",
            "confidence",
        ),
        (
            "Rachel McKeown",
            "Director of AHPs",
            "Midlands Partnership NHS Foundation Trust",
            "physiotherapist",
            "perspectives",
        ),
        (
            "Michael Witney",
            "Director of Therapies and Executive Lead for patient experience",
            "Oxleas NHS Foundation Trust",
            "psychologist",
            "perspectives",
        ),
        (
            "Kay Fawcett",
            "Non-Executive Director",
            "Derbyshire Community Health Services NHS Foundation Trust",
            "nurse",
            "perspectives",
        ),
        (
            "Pippa Nightingale",
            "Chief Nurse",
            "Chelsea and Westminster NHS Foundation Trust",
            "midwife",
            "talent",
        ),
        (
            "Amar Shah",
            "Chief Quality Officer",
            "East London NHS Foundation Trust",
            "doctor",
            "talent",
        ),
        (
            "Arlene Wellman",
            "Chief Nurse",
            "Epsom & St Helier University Hospitals",
            "nurse",
            "levers",
        ),
        (
            "Dr Jagjit Sethi",
            "Clinical Director",
            "Berkshire Healthcare NHS Foundation Trust",
            "healthcare_scientist",
            "levers",
        ),
        (
            "Clare Boobyer-Jones",
            "Director of AHP & Psychology Professions",
            "Somerset Partnership and Taunton & Somerset NHS Foundation Trusts",
            "occupational_therapist",
            "culture",
        ),
        (
            "John Quinn",
            "Chief Operating Officer",
            "Moorfields Eye Hospital NHS Foundation Trust",
            "pharmacist",
            "culture",
        ),
    ],
)
def test_each_case_study_names_its_leader_as_in_2019(
    guide: Framework, leader: str, role: str, organisation: str, profession: str, theme: str
) -> None:
    case = next(case for case in guide.cases if case.leader == leader)
    assert (case.role, case.organisation, case.profession, case.theme, case.as_of) == (
        role,
        organisation,
        profession,
        theme,
        2019,
    )


def test_there_are_eleven_cases_and_the_guide_says_of_two_whether_they_practise(
    guide: Framework,
) -> None:
    assert len(guide.cases) == 11
    told = {case.leader: case.practising for case in guide.cases if case.practising is not None}
    assert told == {"Shane DeGaris": False, "Michael Witney": True}


def test_no_case_gives_contact_details(guide: Framework) -> None:
    written = str([case.model_dump() for case in guide.cases])
    assert "@" not in written
    assert "http" not in written


def test_cases_can_be_asked_for_by_barrier_by_profession_or_both(guide: Framework) -> None:
    assert [case.id for case in guide.cases_for("levers.structural-bias")] == ["case.jagjit-sethi"]
    assert [case.id for case in guide.cases_for(profession="doctor")] == [
        "case.claire-fuller",
        "case.amar-shah",
    ]
    assert [case.id for case in guide.cases_for("talent.inclusion", "doctor")] == ["case.amar-shah"]
    assert guide.cases_for() == guide.cases
    assert guide.cases_for(profession="dentist") == ()


def test_a_familys_cases_are_those_of_every_profession_in_it(guide: Framework) -> None:
    assert [case.id for case in guide.cases_for(profession="ahp")] == [
        "case.shane-degaris",
        "case.rachel-mckeown",
        "case.clare-boobyer-jones",
    ]


def test_each_case_can_be_found_by_a_kind_of_route_and_of_role_and_each_kind_by_a_case(
    guide: Framework,
) -> None:
    assert all(case.route_kinds and case.role_kind for case in guide.cases)
    used = {kind for case in guide.cases for kind in case.route_kinds}
    assert used == {kind.id for kind in guide.route_kinds}
    assert {case.role_kind for case in guide.cases} == {kind.id for kind in guide.role_kinds}


def test_a_ceiling_points_to_three_barriers_each_with_its_reason(guide: Framework) -> None:
    pointers = guide.pointers_from("ceilings")
    assert [pointer.barrier for pointer in pointers] == [
        "talent.inclusion",
        "levers.structural-bias",
        "perspectives.role-models",
    ]
    assert all(pointer.reason and pointer.citation.place for pointer in pointers)


def test_recruitment_points_to_the_barriers_that_show_when_people_apply(guide: Framework) -> None:
    assert [pointer.barrier for pointer in guide.pointers_from("recruitment")] == [
        "levers.structural-bias",
        "confidence.uncertainty",
        "talent.training",
    ]


def test_the_board_points_to_how_seats_are_filled_who_is_seen_there_and_who_leads(
    guide: Framework,
) -> None:
    pointers = guide.pointers_from("boards")
    assert [pointer.barrier for pointer in pointers] == [
        "levers.structural-bias",
        "perspectives.role-models",
        "culture.leading-from-top",
    ]
    assert all(pointer.reason and pointer.citation.place for pointer in pointers)


def test_every_barrier_has_somewhere_to_turn_its_own_before_those_for_all(
    guide: Framework,
) -> None:
    about = [one.id for one in guide.resources_about("levers.structural-bias")]
    assert about == ["resource.wres", "resource.fmlm-review"]
    assert all(guide.resources_about(barrier.id) for barrier in guide.barriers)


def test_addresses_are_those_that_the_guide_prints(guide: Framework) -> None:
    links = [one.link for one in guide.resources if one.link]
    assert len(links) == 11
    assert all(link.citation.status == "verified" for link in links)
    review = next(one for one in guide.resources if one.id == "resource.fmlm-review")
    assert review.link
    assert review.link.url == guide.references[1].url


def test_resources_for_a_profession_come_before_those_for_everyone(guide: Framework) -> None:
    for_midwives = [resource.id for resource in guide.resources_for("midwife")]
    assert for_midwives[:2] == ["resource.rcm-offers", "resource.fmlm-review"]
    assert len(for_midwives) == 15


def test_a_physiotherapist_gets_the_resources_for_allied_health_professionals(
    guide: Framework,
) -> None:
    names = [resource.name for resource in guide.resources_for("physiotherapist")]
    assert names[:2] == ["AHPs into Action", "Offers of the AHP professional bodies"]


def test_a_profession_the_guide_leaves_out_gets_the_resources_for_everyone(
    guide: Framework,
) -> None:
    everyone = [one for one in guide.resources if one.professions == ("any",)]
    assert list(guide.resources_for("dentist")) == everyone
    assert len(guide.resources) == 26


def test_it_cites_seven_works_in_order_each_with_an_address(guide: Framework) -> None:
    assert [(work.number, work.year) for work in guide.references] == [
        (1, 2019),
        (2, 2018),
        (3, 2015),
        (4, 2018),
        (5, 2019),
        (6, 2015),
        (7, 2016),
    ]
    assert [work.url.removeprefix("https://doi.org/") for work in guide.references[3::2]] == [
        "10.1111/caim.12285",
        "10.1111/padm.12183",
    ]
    assert guide.references[6].url == "https://doi.org/10.1186/s12913-016-1395-5"


def test_each_of_the_six_next_steps_opens_a_door(guide: Framework) -> None:
    assert [(step.id, step.door) for step in guide.next_steps] == [
        ("step.ceilings", "find"),
        ("step.workshop", "decide"),
        ("step.leads", "act"),
        ("step.focus-groups", "ask"),
        ("step.conversation", "act"),
        ("step.share", "share"),
    ]


def test_clinical_means_eight_groups_one_of_them_fourteen_professions(guide: Framework) -> None:
    groups = [profession.id for profession in guide.professions if profession.family is None]
    assert groups == [
        "ahp",
        "doctor",
        "healthcare_scientist",
        "midwife",
        "nurse",
        "pharmacist",
        "psychologist",
        "social_worker",
    ]
    assert len([one for one in guide.professions if one.family == "ahp"]) == 14


def test_healthcare_scientists_include_biomedical_and_clinical_scientists(
    guide: Framework,
) -> None:
    scientists = next(one for one in guide.professions if one.id == "healthcare_scientist")
    assert scientists.includes == ("Biomedical scientists", "Clinical scientists")


def test_it_defines_clinical_leadership_apart_from_leading_a_profession(guide: Framework) -> None:
    assert [definition.name for definition in guide.definitions] == [
        "Clinical",
        "Clinical leadership",
        "Professional leadership",
    ]


def test_nine_bodies_endorsed_it(guide: Framework) -> None:
    assert len(guide.endorsers) == 9


def test_everything_cites_its_place_and_all_but_two_were_checked_there(guide: Framework) -> None:
    elements = [
        guide.edition,
        *guide.themes,
        *guide.barriers,
        *guide.questions,
        *guide.enablers,
        *guide.cases,
        *guide.route_kinds,
        *guide.role_kinds,
        *guide.resources,
        *guide.references,
        *guide.next_steps,
        *guide.pointers,
        *guide.definitions,
        *guide.professions,
        *guide.endorsers,
    ]
    sources = {element.citation.source for element in elements}
    assert sources == {"Clinical leadership: a framework for action (2019)"}
    assert [one.id for one in elements if one.citation.status == "recalled"] == [
        "resource.ahps-into-action",
        "resource.medical-standards",
    ]
    assert str(guide.barriers[0].citation) == (
        "Clinical leadership: a framework for action (2019), "
        "section 5, Building confidence, first barrier"
    )


def test_its_json_counts_as_the_guide_does(guide: Framework) -> None:
    told = guide.to_dict()
    questions = [question for theme in told["themes"] for question in theme["questions"]]
    assert len(told["themes"]) == 5
    assert sum(len(theme["barriers"]) for theme in told["themes"]) == 12
    assert len(questions) == 17
    assert sum(len(question["enablers"]) for question in questions) == 58
    assert len(told["cases"]) == 11
    assert len(told["resources"]) == 26
    assert told["edition"]["year"] == 2019


def test_it_promises_nothing(guide: Framework) -> None:
    assert "promises nothing" in guide.edition.caveat


def test_a_barrier_that_is_not_there_is_refused_with_the_nearest(guide: Framework) -> None:
    with pytest.raises(NotInTableError) as refused:
        guide.questions_for("talent.tmie")
    assert refused.value.sentence() == (
        "The framework has no such barrier. Found: talent.tmie. Did you mean talent.time?"
    )


def test_a_barrier_near_none_is_refused_with_them_all(guide: Framework) -> None:
    with pytest.raises(NotInTableError) as refused:
        guide.barrier("xyz")
    assert f"Use one of: {', '.join(ALL_BARRIERS)}." in refused.value.sentence()
