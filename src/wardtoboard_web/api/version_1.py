"""Version 1 of the API: what all its operations share, and where they are."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.throttling import AuthRateThrottle

from wardtoboard_web.api.authentication import TokenAuth
from wardtoboard_web.api.operations import barriers, ceilings, guide, imports, releases
from wardtoboard_web.api.problems import answer_problems

RATE = "600/m"
"""How many requests a token may make."""


class VersionedApi(NinjaAPI):
    """An API whose addresses are within those of this room."""

    def get_root_path(self, path_params: dict[str, Any]) -> str:
        """Give the address that all operations begin with."""
        return reverse(f"api:{self.urls_namespace}:api-root", kwargs=path_params)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Give the description, made once: anyone may ask for it, and making it takes a while."""
        return self._description

    @cached_property
    def _description(self) -> OpenAPISchema:
        return super().get_openapi_schema()


api = VersionedApi(
    title="Ward to Board",
    version="1",
    urls_namespace="v1",
    description=(
        "What the pages of an organisation show, for programs. A token belongs to one person in "
        "one organisation, and can do no more than that person can. Whatever is wrong is "
        "answered in one shape, Problem."
    ),
    docs_url=None,
    auth=TokenAuth(),
    throttle=AuthRateThrottle(RATE),
)
answer_problems(api)
for subject in (guide, barriers, ceilings, releases, imports):
    api.add_router("", subject.router)
