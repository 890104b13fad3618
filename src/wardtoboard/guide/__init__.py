"""The guide as data: themes, barriers, key questions, enablers, cases and resources.

Everything the product knows or does is filed under a barrier. An organisation may change the
wording (`with_wording`) or load a framework of its own (`load_framework`).
"""

from wardtoboard.guide.elements import (
    Barrier,
    CaseStudy,
    Definition,
    Door,
    Edition,
    Enabler,
    Endorser,
    GuideProfession,
    NextStep,
    Question,
    Reference,
    Resource,
    Theme,
)
from wardtoboard.guide.framework import Framework
from wardtoboard.guide.loader import load_framework, load_guide
from wardtoboard.guide.wording import with_wording

__all__ = [
    "load_guide",
    "load_framework",
    "with_wording",
    "Framework",
    "Edition",
    "Theme",
    "Barrier",
    "Question",
    "Enabler",
    "CaseStudy",
    "Resource",
    "Reference",
    "NextStep",
    "Door",
    "Definition",
    "GuideProfession",
    "Endorser",
]
