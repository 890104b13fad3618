"""What a step needs to be labelled, whether a headcount table or careers stand behind it."""

from __future__ import annotations

from typing import Protocol


class Weighed(Protocol):
    """A step of a ladder whose evidence has been weighed."""

    @property
    def index(self) -> int:
        """The place of the step's level on the ladder, from the bottom."""

    @property
    def value(self) -> float:
        """The ratio, focus over reference."""

    @property
    def low(self) -> float:
        """The lower end of its interval."""

    @property
    def high(self) -> float:
        """The upper end of its interval."""

    @property
    def q(self) -> float | None:
        """The p-value adjusted for the family of tests; None when untested."""

    @property
    def is_structural(self) -> bool:
        """No funded post above is open to the profession."""

    @property
    def is_candidate(self) -> bool:
        """A ceiling may be named here."""

    @property
    def is_testable(self) -> bool:
        """The numbers could show a shortfall if there were one."""

    @property
    def is_material(self) -> bool:
        """The ratio is at or below the band that the NHS treats as not adverse."""

    @property
    def chances(self) -> tuple[float, ...]:
        """The chances that the ratio is below that band, under each prior of the settings."""

    @property
    def people(self) -> int:
        """The people of the focus who came to the step."""

    @property
    def passed(self) -> tuple[float, float] | None:
        """The share who got past, focus and reference; None where closed or nobody did."""

    @property
    def log_ratio(self) -> tuple[float, float]:
        """The log of the ratio and its variance, both finite, for pooling."""
