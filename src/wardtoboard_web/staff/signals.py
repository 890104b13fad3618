"""What other rooms may listen to."""

from __future__ import annotations

from django.dispatch import Signal

snapshot_made = Signal()
"""A snapshot has become the current one: `organisation_id` and `snapshot_id`, as text.

Sent in the organisation's scope, inside the transaction that makes it current. A listener only
enqueues a task there, so that the task is kept if and only if the snapshot is; it does no work.
"""
