"""Addresses of a person's own account."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wardtoboard_web.accounts import views

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", views.account, name="account"),
    path("account/name/", views.change_name, name="name"),
    path("account/sessions/", views.sessions, name="sessions"),
    path("account/sessions/end/", views.end_every_session, name="end_every_session"),
    path("account/sessions/<int:session>/end/", views.end_session, name="end_session"),
    path("account/second-factor/needed/", views.second_factor_needed, name="second_factor_needed"),
]
