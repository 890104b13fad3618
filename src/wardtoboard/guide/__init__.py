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
    Evidence,
    GuideProfession,
    Link,
    NextStep,
    Pointer,
    Question,
    Reference,
    Resource,
    RoleKind,
    RouteKind,
    Theme,
)
from wardtoboard.guide.framework import Framework
from wardtoboard.guide.loader import load_framework, load_guide
from wardtoboard.guide.search import (
    Wanted,
    find_cases,
    find_resources,
    of_the_family,
    related_cases,
)
from wardtoboard.guide.wording import with_wording

__all__ = [
    "load_guide",
    "load_framework",
    "with_wording",
    "Wanted",
    "find_cases",
    "find_resources",
    "of_the_family",
    "related_cases",
    "Framework",
    "Edition",
    "Theme",
    "Barrier",
    "Question",
    "Enabler",
    "CaseStudy",
    "RouteKind",
    "RoleKind",
    "Resource",
    "Link",
    "Reference",
    "NextStep",
    "Pointer",
    "Evidence",
    "Door",
    "Definition",
    "GuideProfession",
    "Endorser",
]
