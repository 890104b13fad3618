"""Addresses of organisations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wardtoboard_web.organisations.views import audit, invitations, people, settings, start

app_name = "organisations"
_PERSON = "o/<str:code>/people/<uuid:person>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("organisations/", start.choose, name="choose"),
    path("o/<str:code>/enter/", start.enter, name="enter"),
    path("o/<str:code>/invitation/<slug:token>/", invitations.invitation, name="invitation"),
    path("o/<str:code>/people/", people.people, name="people"),
    path("o/<str:code>/people/invite/", people.invite, name="invite"),
    path(
        "o/<str:code>/people/invitations/<uuid:invitation>/withdraw/",
        people.withdraw,
        name="withdraw",
    ),
    path(f"{_PERSON}roles/", people.change_roles, name="change_roles"),
    path(f"{_PERSON}remove/", people.remove, name="remove"),
    path("o/<str:code>/settings/", settings.settings, name="settings"),
    path("o/<str:code>/audit/", audit.audit, name="audit"),
    path("o/<str:code>/audit/download/", audit.download_audit, name="download_audit"),
]
