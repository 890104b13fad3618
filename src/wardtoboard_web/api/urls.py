"""Addresses of the API and of the pages about tokens."""

from __future__ import annotations

from django.urls import path

from wardtoboard_web.api import views
from wardtoboard_web.api.version_1 import api

app_name = "api"
urlpatterns = [
    path("api/v1/", api.urls),
    path("o/<str:code>/tokens/", views.tokens, name="tokens"),
    path("o/<str:code>/tokens/<uuid:token>/revoke/", views.revoke, name="revoke"),
]
