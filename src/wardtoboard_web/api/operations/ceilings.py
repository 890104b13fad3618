"""Where careers stop and how many people there are, as much of it as a visitor may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Router, Schema

from wardtoboard.ceilings import Grade, Label
from wardtoboard.papers import Shown
from wardtoboard_web.api.authentication import ApiRequest, needs
from wardtoboard_web.api.operations.responses import answers
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.ceilings.facts import Seen, release_for

router = Router(tags=["Ceilings"])


class RatioAnswer(Schema):
    """A ratio and its interval; null where it is undefined or has no end."""

    value: float | None
    low: float | None
    high: float | None


class FiguresAnswer(Schema):
    """The counts, ratio and p behind a label; `q` is in what is raw only."""

    at: int
    above: int
    reference_at: int
    reference_above: int
    cor: RatioAnswer
    p: float | None
    q: float | None


class ShownAnswer(Schema):
    """What is shown of one profession at one level.

    `label` is null where even the label would tell of few people, `figures` where the counts
    would. `finding` is everything that `wardtoboard ceilings --format json` prints, for people
    analysts; null for everyone else.
    """

    profession: str
    family: str
    level: str
    label: Label | None
    grade: Grade
    sentence: str
    caveats: list[str]
    figures: FiguresAnswer | None
    finding: dict[str, Any] | None


class SeenAnswer(Schema):
    """Which figures these are.

    `is_raw` says that every count is true and none withheld. `release` is the number of the
    release they come from, null in what is raw.
    """

    organisation: str
    date: date
    is_raw: bool
    release: int | None
    released_at: datetime | None


class CeilingsAnswer(SeenAnswer):
    """Findings, level by level; `unplaced` says who could not be counted, and why."""

    ladder: list[str]
    findings: list[ShownAnswer]
    unplaced: list[str]


class HeadcountAnswer(Schema):
    """How many people; null where the number is withheld.

    `profession` may be a group of professions, and either name may be `total`.
    """

    profession: str
    level: str
    headcount: int | None


class HeadcountsAnswer(SeenAnswer):
    """Every headcount, subtotal and total that may be seen."""

    headcounts: list[HeadcountAnswer]


@router.get("/ceilings", response=answers(CeilingsAnswer, 404), url_name="ceilings")
@needs(Scope.CEILINGS_READ)
def ceilings(request: ApiRequest) -> CeilingsAnswer:
    """Give the findings that the token's person sees on the page.

    People analysts see every count. Others see the newest release shared with them; 404 until
    there is one.
    """
    seen = _seen(request)
    return _findings(seen, seen.release.shown)


@router.get("/ceilings/{profession}", response=answers(CeilingsAnswer, 404), url_name="profession")
@needs(Scope.CEILINGS_READ)
def profession(request: ApiRequest, profession: str) -> CeilingsAnswer:
    """Give the findings of one profession; 404 where the person sees none."""
    seen = _seen(request)
    shown = [one for one in seen.release.shown if one.profession == profession]
    if not shown:
        raise Http404
    return _findings(seen, shown)


@router.get("/headcounts", response=answers(HeadcountsAnswer, 404), url_name="headcounts")
@needs(Scope.CEILINGS_READ)
def headcounts(request: ApiRequest) -> HeadcountsAnswer:
    """Give the table of headcounts that the token's person sees; 404 until there is one."""
    seen = _seen(request)
    rows = [
        HeadcountAnswer(
            profession=name, level=level, headcount=value if isinstance(value, int) else None
        )
        for (name, level), value in seen.release.table.values.items()
    ]
    return HeadcountsAnswer(**_which(seen), headcounts=rows)


def _seen(request: ApiRequest) -> Seen:
    seen = release_for(request.auth.visitor)
    if seen is None:
        raise Http404
    return seen


def _findings(seen: Seen, shown: Iterable[Shown]) -> CeilingsAnswer:
    return CeilingsAnswer(
        **_which(seen),
        ladder=list(seen.release.ladder),
        findings=[_shown(one) for one in shown],
        unplaced=list(seen.unplaced),
    )


def _which(seen: Seen) -> dict[str, Any]:
    return {
        "organisation": seen.release.code,
        "date": seen.release.date,
        "is_raw": seen.release.is_raw,
        "release": seen.number,
        "released_at": seen.when,
    }


def _shown(shown: Shown) -> ShownAnswer:
    figures, finding = shown.figures, shown.finding
    return ShownAnswer(
        profession=shown.profession,
        family=shown.family,
        level=shown.level,
        label=shown.label,
        grade=shown.grade,
        sentence=shown.sentence,
        caveats=list(shown.caveats),
        figures=FiguresAnswer(**figures.to_dict()) if figures else None,
        finding=finding.to_dict() if finding else None,
    )
