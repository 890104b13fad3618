"""What the loader of frameworks takes, and what it refuses, in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardtoboard.base.errors import LibraryContentError, UnreadableFileError
from wardtoboard.guide import Framework, load_framework

EDITION = """
source = "Our own framework"
status = "verified"

[edition]
id = "ours"
name = "Our own framework"
publishers = ["Northmoor"]
year = 2026
caveat = "A small one."
ties_are_ours = false
place = "page 1"
"""
THEME = """
source = "Our own framework"
status = "verified"

[[themes]]
id = "pay"
name = "Pay"
text = "About pay."
place = "page 2"

[[themes.barriers]]
id = "pay.low"
name = "Low pay"
text = "Pay is low."
helps = "Raise it."
place = "page 2"

[[themes.questions]]
id = "question.pay"
name = "Pay"
text = "How do you pay?"
barriers = ["pay.low"]
place = "page 3"

[[themes.questions.enablers]]
id = "enabler.pay.more"
name = "More pay"
text = "Pay more."
barriers = ["pay.low"]
place = "page 3"
"""
PEOPLE = """
source = "Our own framework"
status = "verified"

[[professions]]
id = "nurse"
name = "Nurses"
place = "page 4"

[[cases]]
id = "case.one"
leader = "A Nurse"
role = "Chief Nurse"
organisation = "Northmoor"
as_of = 2026
profession = "nurse"
background = "Nurse"
theme = "pay"
route = "Up."
lesson = "Ask."
barriers = ["pay.low"]
place = "page 5"

[[resources]]
id = "resource.one"
name = "A course"
provider = "Northmoor"
professions = ["any"]
text = "A course."
place = "page 6"

[[next_steps]]
id = "step.one"
name = "Share"
text = "Tell others."
door = "share"
place = "page 7"
"""


def written(folder: Path, **changes: str) -> Path:
    """Write the small framework, with other text for the files named."""
    texts = {"edition": EDITION, "theme": THEME, "people": PEOPLE, **changes}
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path) -> list[str]:
    """Load a folder that must be refused and give the sentences."""
    with pytest.raises(LibraryContentError) as refused:
        load_framework(folder)
    return [fault.sentence() for fault in refused.value.faults]


def test_another_framework_loads_through_the_same_loader(tmp_path: Path) -> None:
    framework = load_framework(written(tmp_path))
    assert [theme.id for theme in framework.themes] == ["pay"]
    assert not framework.ties_are_ours
    assert framework.enablers_for("pay.low")[0].citation.place == "page 3"
    assert framework.cases_for("pay.low", "nurse")[0].leader == "A Nurse"


def test_a_framework_may_leave_out_kinds_links_and_pointers(tmp_path: Path) -> None:
    framework = load_framework(written(tmp_path))
    assert framework.cases[0].route_kinds == ()
    assert framework.cases[0].role_kind is None
    assert framework.resources[0].link is None
    assert framework.resources_about("pay.low") == ()
    assert framework.pointers_from("ceilings") == ()


def test_themes_of_several_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    more = THEME.replace("pay", "time").replace("Pay", "Time")
    framework = load_framework(written(tmp_path, theme_2=more))
    assert [theme.id for theme in framework.themes] == ["pay", "time"]


@pytest.mark.parametrize(
    ("name", "was", "now", "sentence"),
    [
        (
            "theme",
            'helps = "Raise it."\nplace = "page 2"',
            'helps = "Raise it."',
            (
                "theme.toml: pay.low has no place. "
                'Add source, place and status ("verified" or "recalled").'
            ),
        ),
        (
            "theme",
            'helps = "Raise it."\nplace = "page 2"',
            'helps = "Raise it."\nplace = " "',
            (
                "theme.toml: pay.low has no place. "
                'Add source, place and status ("verified" or "recalled").'
            ),
        ),
        (
            "people",
            'lesson = "Ask."',
            'lesson = "Ask."\nstatus = "heard"',
            (
                "people.toml: case.one has a status we do not know. Found: 'heard'. "
                "Use 'verified' or 'recalled'."
            ),
        ),
        (
            "people",
            'lesson = "Ask."',
            'lesson = "Ask."\ncitation = { where = "page 5" }',
            "people.toml: case.one has a key we do not know. Found: citation. Take it out.",
        ),
        (
            "people",
            'lesson = "Ask."',
            "",
            "people.toml: case.one has no lesson. Add lesson.",
        ),
        (
            "people",
            'lesson = "Ask."',
            'leson = "Ask."',
            "people.toml: case.one has a key we do not know. Found: leson. Did you mean lesson?",
        ),
        (
            "people",
            'lesson = "Ask."',
            'lesson = "Ask."\nhelps = "All."',
            "people.toml: case.one has a key we do not know. Found: helps. Take it out.",
        ),
        (
            "people",
            'lesson = "Ask."',
            'lesson = "Ask."\nmore = { zzz = 1 }',
            "people.toml: case.one has a key we do not know. Found: more. Take it out.",
        ),
        (
            "people",
            "as_of = 2026",
            'as_of = "2026"',
            "people.toml: case.one should have a whole number as as_of. Found: '2026'. Change it.",
        ),
        (
            "people",
            'lesson = "Ask."',
            "lesson = 4",
            "people.toml: case.one should have text as lesson. Found: 4. Change it.",
        ),
        (
            "people",
            'lesson = "Ask."',
            'lesson = "Ask."\npractising = "no"',
            (
                "people.toml: case.one should have true or false as practising. Found: 'no'. "
                "Change it."
            ),
        ),
        (
            "people",
            'barriers = ["pay.low"]',
            'barriers = "pay.low"',
            "people.toml: case.one should have a list as barriers. Found: 'pay.low'. Change it.",
        ),
        (
            "people",
            'barriers = ["pay.low"]',
            "barriers = []",
            "people.toml: case.one has no barriers. Name at least one barrier.",
        ),
        (
            "people",
            'barriers = ["pay.low"]',
            'barriers = ["pay.lwo"]',
            (
                "people.toml: case.one names a barrier we do not know. Found: pay.lwo. "
                "Did you mean pay.low?"
            ),
        ),
        (
            "people",
            'theme = "pay"',
            'theme = "culture"',
            (
                "people.toml: case.one names a theme we do not know. Found: culture. "
                "Use the id of a theme of this framework."
            ),
        ),
        (
            "people",
            'profession = "nurse"',
            'profession = "any"',
            (
                "people.toml: case.one names a profession we do not know. Found: any. "
                "Use the id of a profession of this framework."
            ),
        ),
        (
            "people",
            'professions = ["any"]',
            'professions = ["nures"]',
            (
                "people.toml: resource.one names a profession we do not know. Found: nures. "
                "Did you mean nurse?"
            ),
        ),
        (
            "people",
            'lesson = "Ask."',
            'lesson = "Ask."\nroute_kinds = ["route.up"]',
            (
                "people.toml: case.one names a kind of route we do not know. Found: route.up. "
                "Use the id of a kind of route of this framework."
            ),
        ),
        (
            "people",
            'lesson = "Ask."',
            'lesson = "Ask."\nrole_kind = "role.top"',
            (
                "people.toml: case.one names a kind of role we do not know. Found: role.top. "
                "Use the id of a kind of role of this framework."
            ),
        ),
        (
            "people",
            'professions = ["any"]',
            'professions = ["any"]\nbarriers = ["pay.lwo"]',
            (
                "people.toml: resource.one names a barrier we do not know. Found: pay.lwo. "
                "Did you mean pay.low?"
            ),
        ),
        (
            "people",
            'professions = ["any"]',
            'professions = ["any"]\nlink = { url = "www.x.uk", leads_to = "x", place = "page 6" }',
            (
                "people.toml: resource.one should have an address that starts with https:// as "
                "url. Found: 'www.x.uk'. Change it."
            ),
        ),
        (
            "people",
            'professions = ["any"]',
            'professions = ["any"]\nlink = { url = "https://x.uk", leads_to = "x" }',
            (
                "people.toml: resource.one has no place. "
                'Add source, place and status ("verified" or "recalled").'
            ),
        ),
        (
            "people",
            'name = "Nurses"',
            'name = "Nurses"\nfamily = "care"',
            (
                "people.toml: nurse names a profession we do not know. Found: care. "
                "Use the id of a profession of this framework."
            ),
        ),
        (
            "people",
            'door = "share"',
            'door = "shout"',
            (
                "people.toml: step.one has a door we do not know. Found: 'shout'. "
                "Use 'find', 'ask', 'decide', 'act' or 'share'."
            ),
        ),
        (
            "people",
            'id = "step.one"',
            'id = "case.one"',
            (
                "people.toml: case.one is not the only one. Found: the same id in people.toml. "
                "Give each entry its own id."
            ),
        ),
        (
            "people",
            'id = "step.one"\n',
            "",
            "people.toml: entry 1 of next_steps has no id. Add id.",
        ),
        (
            "edition",
            'place = "page 1"',
            'place = "page 1"\n[cases]\nzzz = 1',
            "people.toml: there is a second cases. Found: the first in edition.toml. Keep one.",
        ),
    ],
)
def test_each_fault_is_named_with_its_file_and_id(
    tmp_path: Path, name: str, was: str, now: str, sentence: str
) -> None:
    text = {"edition": EDITION, "theme": THEME, "people": PEOPLE}[name]
    assert was in text
    assert sentence in refusal(written(tmp_path, **{name: text.replace(was, now)}))


def test_a_fault_in_a_case_is_the_only_fault(tmp_path: Path) -> None:
    people = PEOPLE.replace('lesson = "Ask."', "")
    assert refusal(written(tmp_path, people=people)) == [
        "people.toml: case.one has no lesson. Add lesson."
    ]


def test_an_untied_enabler_leaves_its_barrier_unreached(tmp_path: Path) -> None:
    theme = THEME.replace('text = "Pay more."\nbarriers = ["pay.low"]', 'text = "Pay more."')
    assert refusal(written(tmp_path, theme=theme)) == [
        "theme.toml: enabler.pay.more has no barriers. Name at least one barrier.",
        "theme.toml: pay.low has no enabler that speaks to it. Tie at least one enabler to it.",
    ]


def test_a_question_without_examples_is_refused(tmp_path: Path) -> None:
    theme = THEME[: THEME.index("[[themes.questions.enablers]]")]
    assert refusal(written(tmp_path, theme=theme)) == [
        "theme.toml: question.pay has no enablers. Add enablers.",
        "theme.toml: pay.low has no enabler that speaks to it. Tie at least one enabler to it.",
    ]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    theme = THEME.replace('barriers = ["pay.low"]', 'barriers = ["pay.high"]')
    people = PEOPLE.replace('door = "share"', "").replace('name = "A course"', "name = 1")
    assert refusal(written(tmp_path, theme=theme, people=people)) == [
        "people.toml: resource.one should have text as name. Found: 1. Change it.",
        "people.toml: step.one has no door. Add door.",
        (
            "theme.toml: question.pay names a barrier we do not know. Found: pay.high. "
            "Use the id of a barrier of this framework."
        ),
        (
            "theme.toml: enabler.pay.more names a barrier we do not know. Found: pay.high. "
            "Use the id of a barrier of this framework."
        ),
        "theme.toml: pay.low has no question that speaks to it. Tie at least one question to it.",
        "theme.toml: pay.low has no enabler that speaks to it. Tie at least one enabler to it.",
    ]


def test_an_entry_that_is_no_table_is_refused(tmp_path: Path) -> None:
    more = 'endorsers = ["Us"]'
    assert refusal(written(tmp_path, more=more)) == [
        "more.toml: the framework should have a table as endorsers. Found: 'Us'. Change it."
    ]


def test_a_list_where_a_table_belongs_is_refused(tmp_path: Path) -> None:
    assert "more.toml: there is a second edition. Found: the first in edition.toml. Keep one." in (
        refusal(written(tmp_path, more=EDITION))
    )


def test_a_misspelt_heading_is_refused(tmp_path: Path) -> None:
    people = PEOPLE.replace("[[cases]]", "[[case]]")
    assert refusal(written(tmp_path, people=people)) == [
        "people.toml: the framework has a key we do not know. Found: case. Did you mean cases?"
    ]


def test_a_folder_without_an_edition_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, edition="")) == ["The framework has no edition. Add edition."]


def test_files_that_are_not_toml_are_all_named(tmp_path: Path) -> None:
    folder = written(tmp_path, theme='[[themes]]\nid = "a"\nid = "b"')
    (folder / "people.toml").write_bytes(b"\xff")
    first, second = refusal(folder)
    assert first.startswith("people.toml: the file cannot be read as TOML. Found: 'utf-8' codec")
    assert second.startswith("theme.toml: the file cannot be read as TOML. Found: Cannot overwrite")
    assert second.endswith("Put that place right; the file must be TOML in UTF-8.")


def test_a_folder_with_no_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        load_framework(tmp_path)
    assert refused.value.sentence() == (
        f"{tmp_path}: there is no TOML file here. Give the folder that holds the framework's files."
    )


def test_from_dict_says_the_same_without_a_file(tmp_path: Path) -> None:
    told = load_framework(written(tmp_path)).to_dict()
    told["next_steps"][0]["id"] = "case.one"
    with pytest.raises(LibraryContentError) as refused:
        Framework.from_dict(told)
    assert refused.value.sentence() == (
        "Case.one is not the only one. Found: the same id in an earlier entry. "
        "Give each entry its own id."
    )
