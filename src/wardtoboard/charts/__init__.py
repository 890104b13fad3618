"""Charts that carry their own words and table: drawn without a browser, scripts or styles."""

from wardtoboard.charts.chances import chances_chart
from wardtoboard.charts.contributions import contributions_chart
from wardtoboard.charts.heat_map import heat_map
from wardtoboard.charts.ladder import ladder_chart
from wardtoboard.charts.pictures import (
    BELOW_ENTRY,
    WITHHELD,
    ChanceCurve,
    ChancesPicture,
    ChanceStep,
    Chart,
    ContributionsPicture,
    ContributionStep,
    HeatMapCell,
    HeatMapMark,
    HeatMapPicture,
    LadderMark,
    LadderPicture,
    LadderStep,
    MarkKind,
    Rate,
    TrendPicture,
    TrendYear,
)
from wardtoboard.charts.trend import trend_chart

__all__ = [
    "Chart",
    "ladder_chart",
    "LadderPicture",
    "LadderStep",
    "LadderMark",
    "MarkKind",
    "heat_map",
    "HeatMapPicture",
    "HeatMapCell",
    "HeatMapMark",
    "BELOW_ENTRY",
    "WITHHELD",
    "contributions_chart",
    "ContributionsPicture",
    "ContributionStep",
    "chances_chart",
    "ChancesPicture",
    "ChanceCurve",
    "ChanceStep",
    "trend_chart",
    "TrendPicture",
    "TrendYear",
    "Rate",
]
