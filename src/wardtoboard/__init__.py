"""Ward to Board: where clinicians' careers stop short of the board, and what to do about it."""

__version__ = "0.1.0"
