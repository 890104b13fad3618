"""The facts of every rule on boards, written down a second time by hand.

Ids, bodies, what binds, first and last days and numbers, typed from the sources and not read from
the library, so that a wrong number there is found out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

TRUST = frozenset({"nhs_trust"})
HIGH_SECURE = frozenset({"nhs_trust_high_secure"})
CARE = frozenset({"nhs_care_trust"})
TEACHING = frozenset({"nhs_trust_teaching"})
NO_DIRECT = frozenset({"nhs_trust_no_direct_patient_services"})
AMBULANCE = frozenset({"nhs_trust_ambulance"})
DEAUTHORISED = frozenset({"nhs_trust_deauthorised"})
FOUNDATION = frozenset({"foundation_trust"})
ICB = frozenset({"icb"})
ENGLAND = frozenset({"nhs_england"})
PROVIDERS = TRUST | FOUNDATION
EVERYONE = PROVIDERS | ICB | ENGLAND

LAW, POLICY, CODE, GOOD = "law", "policy", "code", "good_practice"

FIRST_TRUSTS = date(1990, 11, 22)
HIGH_SECURE_FROM = date(2000, 10, 1)
CARE_FROM = date(2001, 12, 19)
ACT_2006 = date(2007, 3, 1)
DEAUTHORISED_FROM = date(2010, 1, 1)
ENGLAND_FROM = date(2013, 4, 1)
CODE14 = date(2014, 1, 1)
CODE14_LAST = date(2023, 3, 31)
WIDER_NEDS = date(2014, 4, 14)
PROPER_PERSONS = date(2014, 11, 27)
ICBS = date(2022, 7, 1)
CODE23 = date(2023, 4, 1)
YEARLY_TEST = date(2023, 9, 30)
SENIOR_NED = date(2024, 1, 1)
FRAMEWORKS = date(2024, 4, 1)


@dataclass(frozen=True)
class PlainRule:
    """What is written about one rule; `binds` is empty for what makes no finding of its own."""

    bodies: frozenset[str]
    binds: str
    start: date
    end: date | None = None
    params: Mapping[str, float] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


def _code14(binds: str = CODE, **params: float) -> PlainRule:
    return PlainRule(FOUNDATION, binds, CODE14, CODE14_LAST, params)


def _code23(**params: float) -> PlainRule:
    return PlainRule(PROVIDERS, CODE, CODE23, None, params)


def _icb(binds: str = LAW, start: date = ICBS, **params: float) -> PlainRule:
    return PlainRule(ICB, binds, start, None, params)


def _trust(**params: float) -> PlainRule:
    return PlainRule(TRUST, LAW, FIRST_TRUSTS, None, params)


RULES: Mapping[str, PlainRule] = {
    "NHST-MAX-DIR": _trust(max_total=12),
    "NHST-MAX-NED": _trust(max_ned=7),
    "NHST-MAX-ED": _trust(max_ed=5),
    "NHST-HS-MH-MAX": PlainRule(
        HIGH_SECURE, LAW, HIGH_SECURE_FROM, None, {"max_total": 14, "max_ned": 7, "max_ed": 7}
    ),
    "NHST-HS-MH-CO": PlainRule(HIGH_SECURE, LAW, HIGH_SECURE_FROM),
    "NHST-CARE-ED": PlainRule(CARE, LAW, CARE_FROM),
    "NHST-CARE-NED": PlainRule(CARE, LAW, CARE_FROM, None, {"per_partner_la": 1}),
    "NHST-ED-CEO": _trust(),
    "NHST-ED-CFO": _trust(),
    "NHST-ED-DOC": _trust(),
    "NHST-ED-NURSE": _trust(),
    "NHST-TEACH-NED": PlainRule(TEACHING, LAW, ACT_2006, None, {"min": 1}),
    "NHST-NED-TERM": _trust(max_years_per_term=4),
    "FT-ED-CEO": PlainRule(FOUNDATION, LAW, ACT_2006),
    "FT-ED-CFO": PlainRule(FOUNDATION, LAW, ACT_2006),
    "FT-CHAIR-NED": PlainRule(FOUNDATION, LAW, ACT_2006),
    "FT-ED-DOC": PlainRule(FOUNDATION, LAW, ACT_2006),
    "FT-ED-NURSE": PlainRule(FOUNDATION, LAW, ACT_2006),
    "FT-ED-DISQ": PlainRule(FOUNDATION, LAW, ACT_2006),
    "FT-NED-ELIG": PlainRule(FOUNDATION, LAW, ACT_2006),
    "FT-NO-MAX": PlainRule(FOUNDATION, LAW, ACT_2006),
    "CODE14-HALF": _code14(min_fraction=0.5),
    "CODE14-CLIN-NED": _code14(GOOD),
    "CODE14-INDEP": _code14(employee_years=5, business_years=3, tenure_years=6),
    "CODE23-HALF": _code23(min_fraction=0.5),
    "CODE23-INDEP": _code23(employee_years=2, business_years=2, tenure_years=6),
    "CODE23-TENURE6": _code23(review_years=6),
    "CODE23-TENURE9": _code23(max_years=9),
    "ICB-CHAIR": _icb(),
    "ICB-CEO": _icb(),
    "ICB-ORD3": _icb(min_ordinary=3),
    "ICB-PARTNERS": _icb(),
    "ICB-MH": _icb(min=1),
    "ICB-PRIVATE": _icb(),
    "ICB-EXEC3": _icb(POLICY),
    "ICB-NED2": _icb(POLICY, min_ned=2),
    "ICB-SNEM": _icb(GOOD, SENIOR_NED),
    "NHSE-ED-LT-NED": PlainRule(ENGLAND, LAW, ENGLAND_FROM, None, {"min_other_ned": 5}),
    "FPPR": PlainRule(PROVIDERS, LAW, PROPER_PERSONS),
    "FPPT-ANNUAL": PlainRule(EVERYONE, POLICY, YEARLY_TEST),
    "LCF": PlainRule(EVERYONE, GOOD, FRAMEWORKS, None, {"domains": 6}),
}
"""The rules that a board meets or does not."""

OTHERS: Mapping[str, PlainRule] = {
    "NHST-EXC-NODIRECT": PlainRule(NO_DIRECT, "", FIRST_TRUSTS),
    "NHST-EXC-AMB": PlainRule(AMBULANCE, "", FIRST_TRUSTS),
    "NHST-JOINT": PlainRule(TRUST, "", FIRST_TRUSTS, None, {"joint_counts_as": 1}),
    "NHST-DEEMED-ED": PlainRule(TRUST, "", FIRST_TRUSTS),
    "NHST-NED-DISQ": PlainRule(TRUST, "", WIDER_NEDS),
    "NHST-DEAUTH": PlainRule(DEAUTHORISED, "", DEAUTHORISED_FROM),
    "FT-APPT-NED": PlainRule(FOUNDATION, "", ACT_2006, None, {"removal_majority": 0.75}),
    "FT-APPT-ED": PlainRule(FOUNDATION, "", ACT_2006),
    "CODE23-COE": PlainRule(PROVIDERS, "", CODE23),
    "WELL-LED-QS": PlainRule(PROVIDERS, "", FRAMEWORKS, None, {"n": 8}),
}
"""What defines, waives, permits or informs, and makes no finding of its own."""

LEFT_OUT = frozenset({"NHST-WALES-MAX"})
"""In the table of rules and not in the library, which is of England."""
