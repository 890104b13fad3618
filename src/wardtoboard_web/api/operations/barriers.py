"""The barrier map: what is known under each barrier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ninja import Router, Schema

from wardtoboard.guide import load_guide
from wardtoboard_web.api.authentication import ApiRequest, needs
from wardtoboard_web.api.operations.responses import answers
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.barriers.facts import Standing, Told, what_is_known

router = Router(tags=["The barrier map"])

StandingName = Literal["told", "nothing_yet", "not_for_role", "no_door"]


class KnownAnswer(Schema):
    """One thing known that bears on a barrier, with its grade of evidence and its date."""

    sentence: str
    grade: str
    date: date


class EvidenceAnswer(Schema):
    """What one kind of evidence tells of a barrier.

    `standing` is told, nothing_yet, not_for_role (the person's roles do not show it) or no_door
    (nothing gathers it yet). Where it is told and nothing is known, that rules nothing out.
    """

    kind: str
    standing: StandingName
    known: list[KnownAnswer]


class BarrierAnswer(Schema):
    """A barrier, the theme it is under, and the evidence that can speak to it."""

    id: str
    name: str
    theme: str
    evidence: list[EvidenceAnswer]


class MapAnswer(Schema):
    """The 12 barriers in the order of the guide."""

    barriers: list[BarrierAnswer]


@router.get("/barriers", response=answers(MapAnswer), url_name="barriers")
@needs(Scope.GUIDE_READ, Scope.CEILINGS_READ)
def barriers(request: ApiRequest) -> MapAnswer:
    """Give the map: what the token's person may know under each barrier."""
    told = what_is_known(request.auth.visitor)
    return MapAnswer(
        barriers=[
            BarrierAnswer(
                id=one.id, name=one.name, theme=theme.id, evidence=list(_evidence(one.id, told))
            )
            for theme in load_guide().themes
            for one in theme.barriers
        ]
    )


def _evidence(barrier: str, told: tuple[Told, ...]) -> Iterator[EvidenceAnswer]:
    guide = load_guide()
    for one in told:
        if one.kind.may_tell_of(barrier, guide):
            known = [
                KnownAnswer(sentence=item.sentence, grade=item.grade, date=item.when)
                for item in one.of(barrier)
            ]
            yield EvidenceAnswer(kind=one.kind.name, standing=_NAMES[one.standing], known=known)


_NAMES: dict[Standing, StandingName] = {
    Standing.TOLD: "told",
    Standing.NOTHING_YET: "nothing_yet",
    Standing.NOT_FOR_ROLE: "not_for_role",
    Standing.NO_DOOR: "no_door",
}
