"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from wardtoboard_web.boards.register_urls import register_paths
from wardtoboard_web.boards.views import downloads, explanations, pages, scenarios

BOARD = "o/<str:code>/board/"

app_name = "boards"
urlpatterns: list[URLPattern | URLResolver] = [
    path(BOARD, pages.board, name="board"),
    path(f"{BOARD}missing/", pages.missing, name="board_missing"),
    path(f"{BOARD}free-seats/", pages.free_seats, name="board_free_seats"),
    path(f"{BOARD}scenarios/", scenarios.scenarios, name="board_scenarios"),
    path(f"{BOARD}scenarios/new/", scenarios.add, name="board_scenario_add"),
    path(
        f"{BOARD}scenarios/<uuid:scenario_id>/delete/", scenarios.drop, name="board_scenario_drop"
    ),
    path(f"{BOARD}rules/<str:rule>/", explanations.explain, name="board_explain"),
    path(f"{BOARD}schedule.xlsx", downloads.schedule, name="board_schedule"),
    path(f"{BOARD}annual-report/", pages.annual_report, name="board_annual_report"),
    *register_paths,
]
