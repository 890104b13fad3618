"""Links as pages show them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `is_here` marks where we are."""

    words: str
    address: str
    is_here: bool = False

    @property
    def parts(self) -> dict[str, str | bool]:
        """Give what the NHS header needs."""
        return {"text": self.words, "href": self.address, "active": self.is_here}
