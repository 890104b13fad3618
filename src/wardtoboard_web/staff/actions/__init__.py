"""Every write of this room, each with its audit entry."""

from wardtoboard_web.staff.actions.placing import decide_places, end_place
from wardtoboard_web.staff.actions.preparing import (
    NotNowError,
    add_file,
    begin_again,
    begin_import,
    discard_import,
    finish_placing,
    match_columns,
    name_codes,
    remove_file,
)
from wardtoboard_web.staff.actions.running import (
    SupersededError,
    keep_establishment,
    keep_snapshot,
    make_current,
    note_progress,
    refuse_import,
    restart_import,
    start_import,
    undo_import,
)

__all__ = [
    "NotNowError",
    "SupersededError",
    "add_file",
    "begin_again",
    "begin_import",
    "decide_places",
    "discard_import",
    "end_place",
    "finish_placing",
    "keep_establishment",
    "keep_snapshot",
    "make_current",
    "match_columns",
    "name_codes",
    "note_progress",
    "refuse_import",
    "remove_file",
    "restart_import",
    "start_import",
    "undo_import",
]
