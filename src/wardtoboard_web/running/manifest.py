"""What a backup says of itself, so that a restore can check all of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Engine = Literal["sqlite", "postgresql"]
FORM = 1


@dataclass(frozen=True, slots=True)
class Link:
    """A chain of the audit ledger: how many entries hold, the last one's hash, what is wrong."""

    entries: int
    last: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup, and what the database was when it was made.

    `members` gives the SHA-256 of each file by its name in the archive; `rows` the number of rows
    of each table; `chains` the end of each chain of the audit ledger.
    """

    made: str
    version: str
    engine: Engine
    steps: tuple[str, ...]
    members: Mapping[str, str]
    rows: Mapping[str, int]
    chains: Mapping[str, Link]

    def summary(self) -> str:
        """Say in a line what the backup holds."""
        entries = sum(link.entries for link in self.chains.values())
        return (
            f"{sum(self.rows.values()):,} rows and {entries:,} audit entries, "
            f"as they were at {self.made} in version {self.version}."
        )

    def to_json(self) -> str:
        """Give it as text."""
        return json.dumps({"form": FORM, **asdict(self)}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str | bytes) -> Manifest:
        """Read it again. Raises ValueError when it is not one of ours."""
        try:
            values: dict[str, Any] = json.loads(text)
            if values.pop("form") != FORM:
                raise ValueError("of another form")
            values["steps"] = tuple(values["steps"])
            values["chains"] = {name: Link(**link) for name, link in values["chains"].items()}
            return cls(**values)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("not a manifest") from error
