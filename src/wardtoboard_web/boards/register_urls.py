"""Addresses of the register of the board."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from wardtoboard_web.boards.views import details, register, seats

BOARD = "o/<str:code>/board/"
register_paths: list[URLPattern] = [
    path(f"{BOARD}register/", register.register, name="board_register"),
    path(f"{BOARD}register/import/", register.bring_in, name="board_import"),
    re_path(
        r"^o/(?P<code>[^/]+)/board/register/download/register\.(?P<kind>csv|toml)$",
        register.download,
        name="board_register_download",
    ),
    path(f"{BOARD}register/seats/new/", seats.add, name="board_seat_add"),
    path(f"{BOARD}register/seats/<uuid:seat_id>/", seats.change, name="board_seat"),
    path(f"{BOARD}register/seats/<uuid:seat_id>/remove/", seats.remove, name="board_seat_remove"),
    path(f"{BOARD}details/", details.details, name="board_details"),
    path(f"{BOARD}instruments/", details.instruments, name="board_instruments"),
    path(
        f"{BOARD}instruments/add/<str:rule>/",
        details.add_instrument,
        name="board_instrument_add",
    ),
    path(
        f"{BOARD}instruments/<uuid:instrument_id>/end/",
        details.end_instrument,
        name="board_instrument_end",
    ),
]
