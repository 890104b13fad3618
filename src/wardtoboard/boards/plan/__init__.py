"""Plans of a board: lawful boards that widen its professions, or what cannot all be met."""

from wardtoboard.boards.plan.candidates import Candidate, read_candidates
from wardtoboard.boards.plan.filling import with_people
from wardtoboard.boards.plan.plans import Alternative, Plan, plan_board
from wardtoboard.boards.plan.requirements import Condition
from wardtoboard.boards.plan.seats import ProposedSeat
from wardtoboard.boards.plan.target import Target

__all__ = [
    "Alternative",
    "Candidate",
    "Condition",
    "Plan",
    "ProposedSeat",
    "Target",
    "plan_board",
    "read_candidates",
    "with_people",
]
