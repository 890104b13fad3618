"""A whole framework: its content, what can be looked up in it, and its JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wardtoboard.base.errors import Fault, LibraryContentError, NotInTableError
from wardtoboard.guide.elements import (
    ANY,
    Barrier,
    CaseStudy,
    Definition,
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
from wardtoboard.guide.entries import Content, near_miss
from wardtoboard.guide.shape import shape_faults
from wardtoboard.guide.ties import tie_faults


class Framework(BaseModel):
    """Themes with their barriers, questions and enablers, and all that belongs with them.

    Built only by `from_dict` or the loader, which check the ties between its parts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition: Edition
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    cases: tuple[CaseStudy, ...] = ()
    route_kinds: tuple[RouteKind, ...] = ()
    role_kinds: tuple[RoleKind, ...] = ()
    resources: tuple[Resource, ...] = ()
    references: tuple[Reference, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    definitions: tuple[Definition, ...] = ()
    professions: tuple[GuideProfession, ...] = ()
    endorsers: tuple[Endorser, ...] = ()

    @property
    def ties_are_ours(self) -> bool:
        """Answer whether the ties to barriers and doors are ours and not the authors'."""
        return self.edition.ties_are_ours

    @property
    def barriers(self) -> tuple[Barrier, ...]:
        """Give every barrier, theme by theme."""
        return tuple(barrier for theme in self.themes for barrier in theme.barriers)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Give every key question, theme by theme."""
        return tuple(question for theme in self.themes for question in theme.questions)

    @property
    def enablers(self) -> tuple[Enabler, ...]:
        """Give every enabler, question by question."""
        return tuple(enabler for question in self.questions for enabler in question.enablers)

    def barrier(self, barrier_id: str) -> Barrier:
        """Give one barrier. Raises NotInTableError when the framework has no such id."""
        by_id = {barrier.id: barrier for barrier in self.barriers}
        if barrier_id not in by_id:
            do = near_miss(barrier_id, by_id, f"Use one of: {', '.join(by_id)}.")
            what = "the framework has no such barrier"
            raise NotInTableError([Fault(what=what, found=barrier_id, do=do)])
        return by_id[barrier_id]

    def questions_for(self, barrier_id: str) -> tuple[Question, ...]:
        """Give the questions that speak to a barrier. Raises NotInTableError for an unknown id."""
        wanted = self.barrier(barrier_id).id
        return tuple(question for question in self.questions if wanted in question.barriers)

    def enablers_for(self, barrier_id: str) -> tuple[Enabler, ...]:
        """Give the enablers that speak to a barrier. Raises NotInTableError for an unknown id."""
        wanted = self.barrier(barrier_id).id
        return tuple(enabler for enabler in self.enablers if wanted in enabler.barriers)

    def cases_for(
        self, barrier_id: str | None = None, profession: str | None = None
    ) -> tuple[CaseStudy, ...]:
        """Give the cases that speak to a barrier, of a profession or its members, or both.

        Asking for a family ("ahp") gives the cases of every profession in it. A profession the
        framework does not name has none. Raises NotInTableError for an unknown barrier.
        """
        cases = self.cases
        if barrier_id is not None:
            wanted = self.barrier(barrier_id).id
            cases = tuple(case for case in cases if wanted in case.barriers)
        if profession is not None:
            cases = tuple(case for case in cases if profession in self.lineage(case.profession))
        return cases

    def resources_for(self, profession: str) -> tuple[Resource, ...]:
        """Give the resources for a profession or its family, then those for everyone.

        A profession the framework does not name gets those for everyone.
        """
        lineage = self.lineage(profession)
        own = [one for one in self.resources if lineage.intersection(one.professions)]
        general = [one for one in self.resources if ANY in one.professions]
        return (*own, *(one for one in general if one not in own))

    def resources_about(self, barrier_id: str) -> tuple[Resource, ...]:
        """Give the resources that speak to a barrier, then those that speak to all.

        Raises NotInTableError for an unknown id.
        """
        wanted = self.barrier(barrier_id).id
        own = [one for one in self.resources if wanted in one.barriers]
        return (*own, *(one for one in self.resources if ANY in one.barriers))

    def pointers_from(self, evidence: Evidence) -> tuple[Pointer, ...]:
        """Give the barriers that a kind of evidence makes worth asking about, with the reasons."""
        return tuple(one for one in self.pointers if one.evidence == evidence)

    def lineage(self, profession: str) -> set[str]:
        """Give a profession's id and that of the family it belongs to."""
        families = {one.id: one.family for one in self.professions}
        return {profession, families.get(profession) or profession}

    def to_dict(self) -> dict[str, Any]:
        """Give the framework as JSON holds it; `from_dict` reads it back."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, tables: Mapping[str, Any]) -> Framework:
        """Read what `to_dict` gave. Raises LibraryContentError with every fault found."""
        return checked_framework(Content(tables, {}))


def checked_framework(content: Content, earlier: Iterable[Fault] = ()) -> Framework:
    """Build a framework from content.

    Raises LibraryContentError with every fault found, after those found earlier.
    """
    faults = [*earlier, *tie_faults(content)]
    try:
        framework = Framework.model_validate(content.tables)
    except ValidationError as error:
        raise LibraryContentError([*shape_faults(error, content, KNOWN_KEYS), *faults]) from error
    if faults:
        raise LibraryContentError(faults)
    return framework


MODELS: tuple[type[BaseModel], ...] = (
    Framework,
    Edition,
    Theme,
    Barrier,
    Question,
    Enabler,
    CaseStudy,
    RouteKind,
    RoleKind,
    Resource,
    Link,
    Reference,
    NextStep,
    Pointer,
    Definition,
    GuideProfession,
    Endorser,
)
KNOWN_KEYS = frozenset(
    {"source", "place", "status"} | {name for model in MODELS for name in model.model_fields}
)
