"""Where each profession stops, how sure we are, and which step costs it most."""

from wardtoboard.ceilings.body import Body, build_body
from wardtoboard.ceilings.classify import FLAGS, WORTH_COMPARING, Label
from wardtoboard.ceilings.comparisons import ELSEWHERE, nobody_elsewhere
from wardtoboard.ceilings.descriptions import (
    Description,
    describe,
    disparity_ratios,
    glass_ceiling_index,
)
from wardtoboard.ceilings.estimands import rest_reference
from wardtoboard.ceilings.evidence import Prior
from wardtoboard.ceilings.find import FAMILIES, find_ceilings
from wardtoboard.ceilings.findings import GRADES, Comparison, Finding, Grade, Ratio
from wardtoboard.ceilings.neighbours import priors_among, same_profession_elsewhere
from wardtoboard.ceilings.people import TOGETHER, People, dates_left_out, gather_people
from wardtoboard.ceilings.sentences import (
    analyst_sentence,
    protected_sentence,
    withheld_sentence,
)
from wardtoboard.ceilings.settings import Settings, load_settings
from wardtoboard.ceilings.stages import REST, Shortfall, Stage, share_out_shortfall
from wardtoboard.ceilings.stock import Stock, build_stock

__all__ = [
    "ELSEWHERE",
    "FAMILIES",
    "FLAGS",
    "GRADES",
    "REST",
    "TOGETHER",
    "WORTH_COMPARING",
    "Body",
    "Comparison",
    "Description",
    "Finding",
    "Grade",
    "Label",
    "People",
    "Prior",
    "Ratio",
    "Settings",
    "Shortfall",
    "Stage",
    "Stock",
    "analyst_sentence",
    "build_body",
    "build_stock",
    "dates_left_out",
    "describe",
    "disparity_ratios",
    "find_ceilings",
    "gather_people",
    "glass_ceiling_index",
    "load_settings",
    "nobody_elsewhere",
    "priors_among",
    "protected_sentence",
    "rest_reference",
    "same_profession_elsewhere",
    "share_out_shortfall",
    "withheld_sentence",
]
