"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from wardtoboard_web.ceilings.views import downloads, pages, releases

FILE = r"download/(?P<table>[a-z0-9-]+)\.(?P<kind>csv|xlsx)$"
FIND = r"^o/(?P<code>[^/]+)/ceilings/"
PROFESSION = r"(?P<profession>[a-z_]+)/"
LEVEL = r"(?P<level>[a-z0-9-]+)/"

app_name = "ceilings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<str:code>/ceilings/", pages.organisation, name="organisation"),
    re_path(FIND + FILE, downloads.organisation, name="organisation_download"),
    re_path(FIND + PROFESSION + "$", pages.profession, name="profession"),
    re_path(FIND + PROFESSION + FILE, downloads.profession, name="profession_download"),
    re_path(FIND + PROFESSION + LEVEL + "$", pages.finding, name="finding"),
    re_path(FIND + PROFESSION + LEVEL + FILE, downloads.finding, name="finding_download"),
    path("o/<str:code>/releases/", releases.releases, name="releases"),
    path("o/<str:code>/releases/new/", releases.propose, name="propose"),
    path("o/<str:code>/releases/proposals/<uuid:proposal_id>/", releases.proposal, name="proposal"),
    path(
        "o/<str:code>/releases/proposals/<uuid:proposal_id>/progress/",
        releases.progress,
        name="proposal_progress",
    ),
    path(
        "o/<str:code>/releases/proposals/<uuid:proposal_id>/release/",
        releases.release,
        name="release",
    ),
]
