"""Charts for pages: drawn the first time a picture is asked for, kept, and found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from wardtoboard import __version__
from wardtoboard.charts import (
    ChancesPicture,
    Chart,
    ContributionsPicture,
    HeatMapPicture,
    LadderPicture,
    TrendPicture,
    chances_chart,
    contributions_chart,
    heat_map,
    ladder_chart,
    trend_chart,
)
from wardtoboard_web.ceilings import actions
from wardtoboard_web.ceilings.models import Drawing
from wardtoboard_web.ceilings.presenters.pictures import Picture


def drawn(pictures: Sequence[Picture]) -> list[Chart]:
    """Give the chart of each picture, drawing and keeping those that are new.

    Kept drawings belong to the organisation in scope, and are found by all that they show, so
    nobody gets a drawing of figures that are not already before them.
    """
    keys = [key_of(picture) for picture in pictures]
    rows = Drawing.objects.filter(key__in=keys).values_list("key", "chart")
    known = {key: _chart(content) for key, content in rows}
    new = {key: _draw(one) for key, one in zip(keys, pictures, strict=True) if key not in known}
    if new:
        actions.keep_drawings({key: asdict(chart) for key, chart in new.items()})
    return [(known | new)[key] for key in keys]


def key_of(picture: Picture) -> str:
    """Give the hash of all that a picture shows, and of the version that draws it."""
    return sha256(f"{__version__} {picture!r}".encode()).hexdigest()


def _draw(picture: Picture) -> Chart:
    match picture:
        case HeatMapPicture():
            return heat_map(picture)
        case LadderPicture():
            return ladder_chart(picture)
        case ContributionsPicture():
            return contributions_chart(picture)
        case ChancesPicture():
            return chances_chart(picture)
        case TrendPicture():
            return trend_chart(picture)


def _chart(content: Mapping[str, Any]) -> Chart:
    return Chart(
        title=content["title"],
        description=content["description"],
        headers=tuple(content["headers"]),
        rows=tuple(tuple(row) for row in content["rows"]),
        svg=content["svg"],
    )
