"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wardtoboard_web.barriers import views

app_name = "barriers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<str:code>/", views.barrier_map, name="map"),
    path("o/<str:code>/looked-at/", views.looked_at, name="looked_at"),
    path("o/<str:code>/barriers/<str:barrier>/", views.barrier, name="barrier"),
    path("o/<str:code>/library/", views.library, name="library"),
    path("o/<str:code>/library/cases/<str:case>/", views.case, name="case"),
]
