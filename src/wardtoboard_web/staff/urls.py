"""Addresses of imports and of the organisation's own places."""

from __future__ import annotations

from django.urls import path, register_converter

from wardtoboard_web.staff.views import histories, history, own_places, placing, preparing, running


class TableKind:
    """A kind of file that a table can be taken away as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """Give the kind."""
        return value

    def to_url(self, value: str) -> str:
        """Give the kind."""
        return value


register_converter(TableKind, "table_kind")

app_name = "staff"
HERE = "o/<str:code>/imports"
ONE = f"{HERE}/<uuid:import_id>"
HISTORIES = f"{HERE}/histories"
ONE_HISTORY = f"{HISTORIES}/<uuid:import_id>"
urlpatterns = [
    path(f"{HERE}/", history.imports, name="imports"),
    path(f"{HERE}/new/<str:kind>/", preparing.new_import, name="new"),
    path(f"{HERE}/places/", own_places.own_places, name="own_places"),
    path(f"{HERE}/places/<uuid:place_id>/", own_places.own_place, name="own_place"),
    path(f"{HERE}/places/<uuid:place_id>/end/", own_places.end_place, name="end_place"),
    path(f"{HISTORIES}/", histories.histories, name="histories"),
    path(f"{HISTORIES}/files/", histories.add_files, name="add_histories"),
    path(f"{ONE_HISTORY}/", histories.one_import, name="history"),
    path(
        f"{ONE_HISTORY}/files/<uuid:file_id>/remove/",
        histories.remove_file,
        name="remove_history",
    ),
    path(f"{ONE_HISTORY}/codes/", histories.codes, name="history_codes"),
    path(f"{ONE_HISTORY}/start/", histories.start, name="start_history"),
    path(f"{ONE_HISTORY}/faults.<table_kind:kind>", histories.faults, name="history_faults"),
    path(f"{ONE_HISTORY}/progress/", histories.progress, name="history_progress"),
    path(f"{ONE_HISTORY}/start-again/", histories.restart, name="restart_history"),
    path(f"{ONE_HISTORY}/discard/", histories.discard, name="discard_history"),
    path(f"{ONE_HISTORY}/undo/", histories.undo, name="undo_history"),
    path(f"{ONE}/", history.one_import, name="import"),
    path(f"{ONE}/file/", preparing.files, name="file"),
    path(f"{ONE}/file/<uuid:file_id>/remove/", preparing.remove_file, name="remove_file"),
    path(f"{ONE}/columns/<uuid:file_id>/", preparing.columns, name="columns"),
    path(f"{ONE}/codes/", preparing.codes, name="codes"),
    path(f"{ONE}/place/", placing.place, name="place"),
    path(f"{ONE}/check/", running.check, name="check"),
    path(f"{ONE}/faults.<table_kind:kind>", running.faults, name="faults"),
    path(f"{ONE}/progress/", running.progress, name="progress"),
    path(f"{ONE}/start-again/", running.restart, name="restart"),
    path(f"{ONE}/again/", history.again, name="again"),
    path(f"{ONE}/discard/", history.discard, name="discard"),
    path(f"{ONE}/undo/", history.undo, name="undo"),
]
