"""The guide and the organisation a token is for."""

from __future__ import annotations

from ninja import Router, Schema

from wardtoboard.guide import Framework, load_guide
from wardtoboard_web.api.authentication import ApiRequest, needs
from wardtoboard_web.api.operations.responses import answers
from wardtoboard_web.api.scopes import Scope

router = Router(tags=["The guide and the organisation"])


class ParentAnswer(Schema):
    """The system that an organisation is part of."""

    code: str
    name: str


class OrganisationAnswer(Schema):
    """The organisation a token is for; `kind` is one of trust, foundation_trust, icb, other."""

    code: str
    name: str
    kind: str
    parent: ParentAnswer | None
    is_demonstration: bool


@router.get("/guide", response=answers(Framework), url_name="guide")
@needs(Scope.GUIDE_READ)
def guide(request: ApiRequest) -> Framework:
    """Give the framework: themes, barriers, key questions, enablers, case studies, resources.

    The same JSON as `wardtoboard guide --format json` prints.
    """
    return load_guide()


@router.get("/organisation", response=answers(OrganisationAnswer), url_name="organisation")
@needs()
def organisation(request: ApiRequest) -> OrganisationAnswer:
    """Give the organisation that the token is for."""
    return OrganisationAnswer.from_orm(request.auth.visitor.organisation)
