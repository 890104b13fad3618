"""Does a page stop when it would print what it was not given?"""

from __future__ import annotations

import pytest
from jinja2 import Environment, UndefinedError

from wardtoboard_web.layout.missing import Missing


@pytest.mark.parametrize(
    "text", ["{{ nme }}", "{{ person.nme }}", "{{ nme.first.last }}", "{{ 'a' ~ nme }}"]
)
def test_what_is_missing_is_not_printed(text: str) -> None:
    with pytest.raises(UndefinedError, match="nme"):
        _say(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes{% if nme.first %}no{% endif %}",
        "{{ nme.first | default('yes') }}",
        "yes{{ 'no' if nme }}",
        "yes{% for one in nme %}no{% endfor %}",
    ],
)
def test_what_is_missing_may_be_asked_about(text: str) -> None:
    assert _say(text) == "yes"


def _say(text: str) -> str:
    return Environment(undefined=Missing, autoescape=True).from_string(text).render(person={})
