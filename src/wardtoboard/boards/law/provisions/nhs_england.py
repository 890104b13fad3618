"""What the law asks of the board of NHS England."""

from __future__ import annotations

from collections.abc import Mapping

from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.answers import (
    Answer,
    Provision,
    at_least,
    said_count,
    together,
    votes,
)
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.sitting import Count, count


def has_fewer_executives_than_non_executives(asked: Asked) -> Answer:
    """Executives are fewer than the chair and non-executives, of whom there are enough."""
    sitting = asked.sitting
    executives, others = count(sitting.executives), count(sitting.chair_and_non_executives)
    status = _fewer(executives, others)
    because = (
        f"{said_count(executives, 'executive members')}. "
        f"{said_count(others, 'non-executive members with the chair')}; "
        "the executive members must be fewer."
    )
    missing = (*votes(executives), *votes(others)) if status == Status.CANNOT_TELL else ()
    least = asked.value("min_other_ned")
    enough = at_least(sitting.non_executives, least, "non-executive members without the chair")
    return together([Answer(status, because, missing), enough])


def _fewer(these: Count, those: Count) -> Status:
    if these.high < those.low:
        return Status.MET
    return Status.CANNOT_TELL if these.low < those.high else Status.NOT_MET


PROVISIONS: Mapping[str, Provision] = {
    "NHSE-ED-LT-NED": has_fewer_executives_than_non_executives,
}
