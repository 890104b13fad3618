"""What the law and NHS England's policy and guidance ask of integrated care boards."""

from __future__ import annotations

from collections.abc import Mapping

from wardtoboard.boards.facts import Role, Seat, SeatKind
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.answers import (
    Answer,
    Check,
    Provision,
    at_least,
    listed,
    nobody,
    someone,
    together,
)
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions.facts_of_a_seat import (
    has_experience_of,
    has_role,
    is_nominated_by,
)
from wardtoboard.boards.law.provisions.foundation_trusts import has_a_chair
from wardtoboard.boards.law.sitting import Director, count_such

GROUPS = {
    "trusts": "NHS trusts and foundation trusts",
    "primary_medical": "providers of primary medical services",
    "local_authority": "local authorities",
}
ROLES = {
    Role.CHIEF_FINANCE_OFFICER: "is the chief finance officer",
    Role.MEDICAL_DIRECTOR: "is the medical director",
    Role.DIRECTOR_OF_NURSING: "is the director of nursing",
}


def has_a_chief_executive_it_employs(asked: Asked) -> Answer:
    """The chief executive is an employee of the board, or on secondment to it."""
    return someone(
        asked.sitting.directors,
        "member",
        lambda seat: seat.role == Role.CHIEF_EXECUTIVE and seat.employee,
        "is the chief executive and employed by the board",
        "the employer",
    )


def has_enough_ordinary_members(asked: Asked) -> Answer:
    """Members besides the chair and the chief executive are as many as the law asks."""
    return at_least(_ordinary(asked), asked.value("min_ordinary"), "ordinary members")


def _ordinary(asked: Asked) -> tuple[Director, ...]:
    is_chief = has_role(Role.CHIEF_EXECUTIVE)
    return tuple(
        one
        for one in asked.sitting.directors
        if one.kind != SeatKind.CHAIR and not one.answers(is_chief)
    )


def has_a_member_from_each_group_of_partners(asked: Asked) -> Answer:
    """Each group of partners nominated an ordinary member."""
    pool = _ordinary(asked)
    groups = {one: GROUPS.get(one, one) for one in asked.value("partner_groups")}
    lacking = [one for one in groups if not count_such(pool, is_nominated_by(one)).low]
    if not lacking:
        return Answer(Status.MET, f"A member comes from each of {listed(groups.values())}.")
    unsure = {one: count_such(pool, is_nominated_by(one)).unsure for one in lacking}
    bare = [groups[one] for one in lacking if not unsure[one]]
    if bare:
        return Answer(Status.NOT_MET, f"No member was nominated by {listed(bare, 'or')}.")
    may = dict.fromkeys(one.name for found in unsure.values() for one in found)
    wanted = listed((groups[one] for one in lacking), "or")
    because = (
        f"No member was surely nominated by {wanted}, but it may be so of {listed(may, 'or')}."
    )
    return Answer(
        Status.CANNOT_TELL, because, tuple(f"the nomination or the vote of {one}" for one in may)
    )


def has_a_member_who_knows_mental_illness_services(asked: Asked) -> Answer:
    """An ordinary member knows services for mental illness from experience."""
    return someone(
        _ordinary(asked),
        "ordinary member",
        has_experience_of("mental_illness_services"),
        "has experience of services for mental illness",
        "the experience",
        asked.value("min"),
    )


def has_nobody_whose_private_interest_undermines_the_nhs(asked: Asked) -> Answer:
    """No member's private health care interest could undermine the NHS's independence."""
    check = Check(
        lambda seat: seat.private_interest,
        "has a private health care interest that could undermine the NHS's independence",
        "whether {} has such a private interest",
    )
    holds = "No member has a private interest that could undermine the NHS's independence"
    return nobody(asked.seats, "member", (check,), holds)


def has_the_three_executives_of_the_policy(asked: Asked) -> Answer:
    """A chief finance officer, a medical director and a director of nursing are executives."""
    pool = asked.sitting.executives
    return together(
        [
            someone(pool, "executive member", has_role(role), ROLES[Role(role)], "the role")
            for role in asked.value("roles")
        ]
    )


def has_enough_non_executives(asked: Asked) -> Answer:
    """Non-executive members without the chair are as many as the policy asks."""
    pool = asked.sitting.non_executives
    return at_least(pool, asked.value("min_ned"), "non-executive members without the chair")


def has_a_deputy_chair_and_a_senior_non_executive(asked: Asked) -> Answer:
    """A non-executive is deputy chair and does not chair audit, and one is the senior one."""
    pool, who = asked.sitting.non_executives, "non-executive member"
    deputy = someone(
        pool, who, _is_deputy, "is the deputy chair without chairing audit", "the duties"
    )
    senior = someone(pool, who, _is_senior, "is the senior non-executive member", "the duties")
    return together([deputy, senior])


def _is_deputy(seat: Seat) -> bool | None:
    if seat.duties is None:
        return None
    return "deputy_chair" in seat.duties and "audit_chair" not in seat.duties


def _is_senior(seat: Seat) -> bool | None:
    return None if seat.duties is None else "senior_non_executive" in seat.duties


PROVISIONS: Mapping[str, Provision] = {
    "ICB-CHAIR": has_a_chair,
    "ICB-CEO": has_a_chief_executive_it_employs,
    "ICB-ORD3": has_enough_ordinary_members,
    "ICB-PARTNERS": has_a_member_from_each_group_of_partners,
    "ICB-MH": has_a_member_who_knows_mental_illness_services,
    "ICB-PRIVATE": has_nobody_whose_private_interest_undermines_the_nhs,
    "ICB-EXEC3": has_the_three_executives_of_the_policy,
    "ICB-NED2": has_enough_non_executives,
    "ICB-SNEM": has_a_deputy_chair_and_a_senior_non_executive,
}
