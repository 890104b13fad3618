"""What other organisations add: the same profession elsewhere, and how far steps vary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.stocks import body_of, findings_in, stock_of, worked_stock
from wardtoboard.ceilings import (
    ELSEWHERE,
    TOGETHER,
    Prior,
    nobody_elsewhere,
    priors_among,
    same_profession_elsewhere,
)
from wardtoboard.inference import pool_organisations

THREE = ("Band 5", "Band 6", "Band 7")


def trust(code: str, ahp: tuple[int, int, int], nurse=(300, 200, 100)):
    return body_of(stock_of({"ahp": ahp, "nurse": nurse}, levels=THREE), code)


BODIES = (
    trust("X1ZZ", (50, 40, 4)),
    trust("X2ZZ", (50, 30, 9)),
    trust("X3ZZ", (50, 20, 0)),
    trust(TOGETHER, (150, 90, 13)),
)


# The same profession elsewhere


def test_elsewhere_is_every_other_organisation_together():
    elsewhere = same_profession_elsewhere(BODIES)
    assert elsewhere("X1ZZ", "ahp", "Band 6") == (30 + 20, 9 + 0)
    assert elsewhere("X3ZZ", "ahp", "Band 5") == (50 + 50, 44 + 39)


def test_together_has_no_elsewhere():
    assert same_profession_elsewhere(BODIES)(TOGETHER, "ahp", "Band 6") == (0, 0)


def test_an_unknown_organisation_or_step_has_its_own_answer():
    elsewhere = same_profession_elsewhere(BODIES)
    assert elsewhere("X9ZZ", "ahp", "Band 6") == (90, 13)
    assert elsewhere("X1ZZ", "orthoptist", "Band 6") == (0, 0)
    assert nobody_elsewhere("X1ZZ", "ahp", "Band 6") == (0, 0)


def test_a_finding_is_set_beside_nurses_and_the_same_profession_elsewhere():
    found = findings_in(BODIES[0], elsewhere=same_profession_elsewhere(BODIES))["ahp", "Band 6"]
    nurses, elsewhere = found.comparisons
    assert (nurses.reference, elsewhere.reference) == ("nurse", ELSEWHERE)
    assert nurses.cor.value == pytest.approx((4 / 40) / (100 / 200))
    assert elsewhere.cor.value == pytest.approx((4 / 40) / (9 / 50))
    assert (elsewhere.reference_at, elsewhere.reference_above) == (50, 9)
    assert elsewhere.to_dict()["cor"]["value"] == elsewhere.cor.value


def test_nobody_is_set_beside_themselves_or_beside_nobody():
    found = findings_in(body_of(worked_stock()), comparator="ahp")
    assert found["ahp", "Band 8a"].comparisons == ()
    assert [one.reference for one in found["nurse", "Band 6"].comparisons] == ["ahp"]
    without = findings_in(body_of(worked_stock()), comparator="social_worker")
    assert without["ahp", "Band 8a"].comparisons == ()


def test_a_finding_prints_with_everything_behind_it():
    printed = findings_in(BODIES[0], elsewhere=same_profession_elsewhere(BODIES))[
        "ahp", "Band 6"
    ].to_dict()
    assert [one["reference"] for one in printed["comparisons"]] == ["nurse", ELSEWHERE]
    assert printed["sensitivities"][0]["name"] == "growth"
    assert set(printed["measures"]) == {"share", "representation_ratio", "adjacent_ratio"}


# How far a step varies among peers


PEERS = tuple(
    trust(f"P{k}", (50, 60 - 7 * k, 4 + 5 * k), nurse=(300, 200 + k, 100)) for k in range(6)
)


def test_the_prior_of_a_step_is_that_of_the_pooled_model():
    prior = priors_among(PEERS)["ahp", "Band 6"]
    rows = [(4 + 5 * k, 60 - 7 * k, 100, 200 + k) for k in range(6)]
    fitted = pool_organisations(*zip(*rows, strict=True))
    assert prior == pytest.approx((fitted.mean, fitted.tau))
    assert prior.spread > 0.2


def test_peers_that_share_a_shortfall_make_it_likelier_here():
    key = ("healthcare_scientist", "Band 8a")
    stock = body_of(worked_stock())
    alike = findings_in(stock, priors={key: Prior(-1.0, 0.0)})[key]
    level = findings_in(stock, priors={key: Prior(0.0, 0.0)})[key]
    assert (alike.chances[0], level.chances[0]) == (1.0, 0.0)
    assert (alike.label, level.label) == ("possible", "inconclusive")


def test_too_few_peers_tell_nothing():
    assert priors_among(PEERS[:4]) == {}


def test_peers_that_cannot_tell_leave_no_prior():
    none_above = tuple(trust(f"P{k}", (50, 20, 0), nurse=(50, 30, 0)) for k in range(6))
    assert ("ahp", "Band 6") not in priors_among(none_above)


def test_progress_is_reported_step_by_step():
    seen = []
    priors_among(PEERS, progress=lambda *args: seen.append(args))
    assert seen[0][1] == 1
    assert seen[-1][1] == seen[-1][2] == len(seen)
    assert {text for text, *_ in seen} == {"Learning from peers"}


def test_peers_spread_decides_what_is_possible():
    key = ("healthcare_scientist", "Band 8a")
    wide = findings_in(body_of(worked_stock()), priors={key: Prior(0.0, 2.0)})[key]
    narrow = findings_in(body_of(worked_stock()), priors={key: Prior(0.0, 0.3)})[key]
    assert wide.chances[0] > narrow.chances[0]
    assert (wide.label, narrow.label) == ("possible", "inconclusive")


def test_elsewhere_leaves_out_those_who_pool_their_levels_otherwise():
    here, alike, pooled = (
        replace(body, code=code, pooled_levels=frozenset(levels))
        for code, body, levels in (
            ("A", BODIES[0], ()),
            ("B", BODIES[1], ()),
            ("C", BODIES[2], ("Band 8b+",)),
        )
    )
    elsewhere = same_profession_elsewhere([here, alike, pooled])
    beside = same_profession_elsewhere([here, alike])
    assert elsewhere("A", "ahp", "Band 6") == beside("A", "ahp", "Band 6")
    assert elsewhere("C", "ahp", "Band 6") == (0, 0)
