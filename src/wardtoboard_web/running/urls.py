"""Addresses for load balancers; anyone may ask."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wardtoboard_web.running import health

app_name = "running"
urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
