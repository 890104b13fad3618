"""What careers say of a ceiling: promotions, moves and leavers by time in level."""

from wardtoboard.ceilings.flows.books import find_by_the_books
from wardtoboard.ceilings.flows.counts import HORIZON, FlowCounts, count_flows
from wardtoboard.ceilings.flows.find import CareerAnswer, find_in_careers
from wardtoboard.ceilings.flows.findings import LOOKS_LIKE_LEAVING, CareerFinding, Flows
from wardtoboard.ceilings.flows.sentences import career_sentence, is_worth_saying
from wardtoboard.ceilings.flows.snapshots import (
    compare_steps_up,
    promotions_by_the_books,
    steps_between,
)
from wardtoboard.ceilings.flows.table import FlowRow, read_flows

__all__ = [
    "HORIZON",
    "LOOKS_LIKE_LEAVING",
    "CareerAnswer",
    "CareerFinding",
    "FlowCounts",
    "FlowRow",
    "Flows",
    "career_sentence",
    "compare_steps_up",
    "count_flows",
    "find_by_the_books",
    "find_in_careers",
    "is_worth_saying",
    "promotions_by_the_books",
    "read_flows",
    "steps_between",
]
