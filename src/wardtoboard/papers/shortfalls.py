"""Which step of the ladder costs each profession most: for raw pages."""

from __future__ import annotations

from wardtoboard.ceilings import REST, Body, Settings, Shortfall, share_out_shortfall
from wardtoboard.papers.ceilings_page import headline_findings
from wardtoboard.papers.shown import Release

SHARED_OUT = ("ceiling", "sticky_floor", "uniform_drag", "possible")
"""The labels that speak of a shortfall; beyond a structural end there is nobody to miss."""


def shortfalls_of(body: Body, release: Release, settings: Settings) -> dict[str, Shortfall]:
    """Share out the shortfall of each profession with a finding, by profession.

    It rests on counts that protection has not weighed, so it is for raw pages only.
    """
    return {
        profession: share_out_shortfall(body.guide, profession, shown.level, REST, settings, seed=0)
        for profession, shown in headline_findings(release).items()
        if shown.label in SHARED_OUT
    }
