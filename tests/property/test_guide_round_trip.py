"""Whatever an organisation rewords, ids, ties and citations stay; JSON loses nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardtoboard.base.errors import LibraryContentError
from wardtoboard.guide import Framework, load_guide, with_wording

GUIDE = load_guide()
REWORDABLE = [
    element.id
    for element in (
        *GUIDE.themes,
        *GUIDE.barriers,
        *GUIDE.questions,
        *GUIDE.enablers,
        *GUIDE.next_steps,
        *GUIDE.definitions,
    )
]
words = st.text(
    st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=40
).filter(lambda text: text.strip())
wordings = st.dictionaries(
    st.sampled_from(REWORDABLE),
    st.fixed_dictionaries({"name": words}, optional={"text": words}),
    min_size=1,
    max_size=12,
)


def toml(wording: dict[str, dict[str, str]]) -> str:
    """Write a wording file; a JSON string without escapes above ASCII is a TOML string."""
    lines = ['source = "Our own words"']
    for element, changes in wording.items():
        lines += ["[[wording]]", f'id = "{element}"']
        lines += [
            f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in changes.items()
        ]
    return "\n".join(lines)


def without_words(value: Any) -> Any:
    """Drop everything a wording may change, and the record that it was changed."""
    if isinstance(value, list):
        return [without_words(one) for one in value]
    if not isinstance(value, dict):
        return value
    dropped = ("name", "text", "helps", "wordings")
    return {key: without_words(one) for key, one in value.items() if key not in dropped}


@settings(deadline=None, max_examples=40)
@given(wordings)
def test_rewording_keeps_ids_ties_and_citations(
    tmp_path_factory: pytest.TempPathFactory, wording: dict[str, dict[str, str]]
) -> None:
    path: Path = tmp_path_factory.mktemp("wording") / "words.toml"
    path.write_text(toml(wording), encoding="utf-8")
    ours = with_wording(GUIDE, path)
    assert without_words(ours.to_dict()) == without_words(GUIDE.to_dict())
    assert Framework.from_dict(json.loads(json.dumps(ours.to_dict()))) == ours
    told = {entry["id"]: entry for entry in _entries(ours.to_dict())}
    for element, changes in wording.items():
        assert {key: told[element][key] for key in changes} == {
            key: text.strip() for key, text in changes.items()
        }


def test_the_guides_json_reads_back_as_the_guide() -> None:
    assert Framework.from_dict(json.loads(json.dumps(GUIDE.to_dict()))) == GUIDE


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_losing_any_required_key_of_any_entry_is_refused_and_names_it(data: st.DataObject) -> None:
    told = GUIDE.to_dict()
    entries = list(_entries(told))
    entry = entries[data.draw(st.integers(0, len(entries) - 1))]
    optional = {"practising", "published_in", "family", "includes", "id"}
    optional |= {"route_kinds", "role_kind", "link"}
    if "provider" in entry:  # a resource
        optional |= {"barriers"}
    key = data.draw(st.sampled_from(sorted(set(entry) - optional)))
    del entry[key]
    with pytest.raises(LibraryContentError) as refused:
        Framework.from_dict(told)
    whats = [fault.what for fault in refused.value.faults]
    assert f"{entry['id']} has no {key}" in whats


def _entries(value: Any) -> list[dict[str, Any]]:
    """Give every table of a list that has an id."""
    found: list[dict[str, Any]] = []
    for below in value.values():
        for one in below if isinstance(below, list) else ():
            if isinstance(one, dict):
                found += [one, *_entries(one)]
    return found
