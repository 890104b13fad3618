"""Papers: what a person takes away."""

from wardtoboard.papers.careers_beside import (
    Beside,
    Followed,
    chances_picture,
    promotion_rate,
    rate_of,
    set_beside,
    trend_picture,
)
from wardtoboard.papers.ceilings_charts import (
    MARKS,
    contributions_picture,
    heat_map_picture,
    ladder_picture,
)
from wardtoboard.papers.ceilings_page import (
    FIRM,
    UNSURE,
    headline_findings,
    lead_sentence,
    names_withheld,
)
from wardtoboard.papers.flows_for_others import (
    BY_MONTHS,
    ProtectedFlows,
    ShownChances,
    flows_to_release,
    protected_flows,
)
from wardtoboard.papers.page import Banner
from wardtoboard.papers.release import count_table, raw_release
from wardtoboard.papers.release_for_others import (
    attack_everything,
    is_repeat,
    release_for_others,
)
from wardtoboard.papers.shortfalls import shortfalls_of
from wardtoboard.papers.shown import Figures, Release, Shown
from wardtoboard.papers.unplaced import unplaced_sentences
from wardtoboard.papers.write_release import ReleaseRequest, write_release

__all__ = [
    "BY_MONTHS",
    "FIRM",
    "MARKS",
    "Banner",
    "Beside",
    "Figures",
    "Followed",
    "ProtectedFlows",
    "Release",
    "ReleaseRequest",
    "Shown",
    "ShownChances",
    "UNSURE",
    "attack_everything",
    "chances_picture",
    "contributions_picture",
    "count_table",
    "flows_to_release",
    "headline_findings",
    "heat_map_picture",
    "is_repeat",
    "ladder_picture",
    "promotion_rate",
    "protected_flows",
    "rate_of",
    "lead_sentence",
    "names_withheld",
    "raw_release",
    "release_for_others",
    "set_beside",
    "shortfalls_of",
    "trend_picture",
    "unplaced_sentences",
    "write_release",
]
