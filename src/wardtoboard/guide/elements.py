"""The kinds of thing a framework holds, each with its id, its words and its citation.

These classes are also the shape of the TOML files: a key that is not a field here is refused.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from wardtoboard.base.citations import Citation

Door = Literal["find", "ask", "decide", "act", "share"]
Evidence = Literal["ceilings", "recruitment", "boards"]

# A resource for every profession names this in place of professions, and one that speaks to every
# barrier names it in place of barriers.
ANY = "any"


class Element(BaseModel):
    """Anything with a permanent id and a place in a source."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_min_length=1, str_strip_whitespace=True
    )

    id: str
    citation: Citation


class Edition(Element):
    """Which framework this is, and what to bear in mind when using it.

    `ties_are_ours` says that the framework's authors did not tie its questions, enablers, cases,
    resources and evidence to barriers, sort its cases, nor tie its next steps to doors: whoever
    wrote the files did. `wordings` names the sources of any wording put over the first, oldest
    first.
    """

    name: str
    publishers: Annotated[tuple[str, ...], Field(min_length=1)]
    year: StrictInt
    next_review: str | None = None
    caveat: str
    ties_are_ours: StrictBool
    wordings: tuple[str, ...] = ()


class Barrier(Element):
    """Something that stands between clinicians and senior posts, and what helps against it."""

    name: str
    text: str
    helps: str


class Enabler(Element):
    """An example of something tried, with the barriers it speaks to."""

    name: str
    text: str
    barriers: Annotated[tuple[str, ...], Field(min_length=1)]


class Question(Element):
    """A key question for leaders, the barriers it speaks to and its example enablers."""

    name: str
    text: str
    barriers: Annotated[tuple[str, ...], Field(min_length=1)]
    enablers: Annotated[tuple[Enabler, ...], Field(min_length=1)]


class Theme(Element):
    """A group of barriers and of the questions asked about them."""

    name: str
    text: str
    barriers: Annotated[tuple[Barrier, ...], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class RouteKind(Element):
    """One of the ways that the routes of cases are sorted by."""

    name: str


class RoleKind(Element):
    """One of the kinds that the roles of cases are sorted by."""

    name: str


class CaseStudy(Element):
    """A named leader's route and lesson: published facts, true in the year `as_of`.

    `practising` is None where the source does not say whether they still practise. `route_kinds`
    and `role_kind` are ids of what the case may be found by.
    """

    leader: str
    role: str
    organisation: str
    as_of: StrictInt
    profession: str
    background: str
    practising: StrictBool | None = None
    theme: str
    route: str
    lesson: str
    barriers: Annotated[tuple[str, ...], Field(min_length=1)]
    route_kinds: tuple[str, ...] = ()
    role_kind: str | None = None


class Link(BaseModel):
    """An address that a source prints, and whose page it leads to."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_min_length=1, str_strip_whitespace=True
    )

    url: Annotated[str, Field(pattern="^https?://")]
    leads_to: str
    citation: Citation


class Resource(Element):
    """Somewhere to turn for development; `professions` is ("any",) when it is for everyone.

    `barriers` are those it speaks to, ("any",) for all. `link` is None where the source prints no
    address.
    """

    name: str
    provider: str
    professions: Annotated[tuple[str, ...], Field(min_length=1)]
    text: str
    barriers: tuple[str, ...] = ()
    link: Link | None = None


class Reference(Element):
    """A work the framework cites, by its number there, and what it is cited for."""

    number: StrictInt
    authors: str
    year: StrictInt
    title: str
    published_in: str | None = None
    url: str
    text: str


class NextStep(Element):
    """Something to do next, and the door of the product where it is done."""

    name: str
    text: str
    door: Door


class Pointer(Element):
    """A barrier that a kind of evidence makes worth asking about, and why.

    It says where to look: evidence of one thing is no proof of another.
    """

    evidence: Evidence
    barrier: str
    reason: str


class Definition(Element):
    """What the framework means by a term."""

    name: str
    text: str


class GuideProfession(Element):
    """A profession the framework counts as clinical, and the family it belongs to, if any."""

    name: str
    family: str | None = None
    includes: tuple[str, ...] = ()


class Endorser(Element):
    """A body that endorsed the framework."""

    name: str
