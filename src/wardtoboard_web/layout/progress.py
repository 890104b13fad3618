"""How far a job has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """What a job is doing now, in words, and how far it has come.

    `percent` is None while that is not known. `address` gives the inside of the progress box
    again (`progress_inside` of the macros) and, once the job has ended, answers with the header
    `HX-Refresh: true`, so that the page is loaded again.
    """

    words: str
    percent: int | None
    address: str
