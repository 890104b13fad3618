"""Every write to the register of a board, and to what is said and tried about it.

Each checks that `by` may do it, and leaves one entry in the audit ledger, which names nobody.
"""

from wardtoboard_web.boards.actions.details import change_details, change_details_seen
from wardtoboard_web.boards.actions.explanations import explain
from wardtoboard_web.boards.actions.imports import replace_register, replace_register_seen
from wardtoboard_web.boards.actions.instruments import add_instrument, end_instrument
from wardtoboard_web.boards.actions.register import add_seat, change_seat, remove_seat
from wardtoboard_web.boards.actions.scenarios import drop_scenario, keep_scenario

__all__ = [
    "add_seat",
    "change_seat",
    "remove_seat",
    "replace_register",
    "replace_register_seen",
    "change_details",
    "change_details_seen",
    "add_instrument",
    "end_instrument",
    "explain",
    "keep_scenario",
    "drop_scenario",
]
