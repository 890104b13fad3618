"""What happens in this room when something happens in another."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class CeilingsConfig(AppConfig):
    """Notes the labels of every snapshot that becomes the current one."""

    name = "wardtoboard_web.ceilings"

    def ready(self) -> None:
        """Listen for snapshots."""
        from wardtoboard_web.staff.signals import snapshot_made

        snapshot_made.connect(_note_snapshot, dispatch_uid="ceilings")


def _note_snapshot(*, organisation_id: str, snapshot_id: str, **_: Any) -> None:
    from wardtoboard_web.ceilings.tasks import note_snapshot

    note_snapshot.enqueue(organisation_id, snapshot_id)
