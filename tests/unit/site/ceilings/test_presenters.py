"""Words of the pages: parts of addresses, ratios, p-values, what an attack found."""

from __future__ import annotations

import pytest

from wardtoboard.ceilings import Ratio
from wardtoboard_web.ceilings.presenters.releases import attack_words
from wardtoboard_web.ceilings.presenters.words import interval, p_value, slug, two


@pytest.mark.parametrize(
    ("level", "part"),
    [("Band 8a", "band-8a"), ("Band 8b+", "band-8b-plus"), ("Board", "board")],
)
def test_levels_in_addresses(level, part):
    assert slug(level) == part


def test_ratios_without_an_end_say_so():
    assert two(None) == "no limit"
    assert interval(Ratio(None, None, None)) == "0.00 to no limit"
    assert interval(Ratio(0.5, 0.25, 1.0)) == "0.25 to 1.00"


@pytest.mark.parametrize(
    ("value", "words"), [(None, "not tested"), (0.00001, "under 0.0001"), (0.0123, "0.0123")]
)
def test_a_p_value_is_never_nought(value, words):
    assert p_value(value) == words


def test_the_attack_in_words():
    found = {"cells": 1041, "withheld": 16, "recovered": 0, "narrowest": 10}
    assert attack_words(found, 2) == (
        "We tried to work out what is withheld, as an outsider who knows our rules would, from "
        "this release together with all 2 releases before it. Of 1,041 numbers, 16 are withheld. "
        "None of them can be worked out. The closest anyone can come leaves 11 possible numbers "
        "for a count."
    )
    assert "on its own" in attack_words(found, 0)
    assert "together with the 1 release before it" in attack_words(found, 1)
    assert "2 of them can be worked out." in attack_words({**found, "recovered": 2}, 0)
    assert attack_words({**found, "narrowest": None}, 0).endswith("worked out.")
