"""A release: one body's findings and headcounts, holding only what may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wardtoboard.ceilings import Finding, Grade, Label, Ratio
from wardtoboard.disclosure import Protected, ReleasedTable, Said, said_from
from wardtoboard.papers.flows_for_others import ProtectedFlows


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts, ratio, interval and p of a finding that may be shown beside its label.

    `q` rests on every profession's counts, so only a raw release has it.
    """

    at: int
    above: int
    reference_at: int
    reference_above: int
    cor: Ratio
    p: float | None
    q: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the figures by name; what is unknown is None."""
        return {
            "at": self.at,
            "above": self.above,
            "reference_at": self.reference_at,
            "reference_above": self.reference_above,
            "cor": self.cor.to_dict(),
            "p": self.p,
            "q": self.q,
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Figures:
        """Read what `to_dict` gave."""
        return cls(**{**content, "cor": Ratio(**content["cor"])})


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one profession at one level, and nothing else.

    `label` is None when even the label would tell, `figures` where the counts behind it would;
    `caveats` are those that may be shown. `finding` has everything, in a raw release only.
    """

    profession: str
    family: str
    level: str
    label: Label | None
    grade: Grade
    sentence: str
    caveats: tuple[str, ...] = ()
    figures: Figures | None = None
    finding: Finding | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give what may be shown by name. Raises ValueError for what is raw."""
        if self.finding is not None:
            raise ValueError("a raw finding is not for keeping where others may read it")
        return {
            "profession": self.profession,
            "family": self.family,
            "level": self.level,
            "label": self.label,
            "grade": self.grade,
            "sentence": self.sentence,
            "caveats": list(self.caveats),
            "figures": None if self.figures is None else self.figures.to_dict(),
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Shown:
        """Read what `to_dict` gave."""
        figures = content["figures"]
        return cls(
            **{
                **content,
                "caveats": tuple(content["caveats"]),
                "figures": None if figures is None else Figures.from_dict(figures),
            }
        )


@dataclass(frozen=True, slots=True)
class Release:
    """One body's findings and headcounts as they may be shown.

    `ladder` has the levels that hold anyone, from the bottom up. `table` holds
    every headcount, subtotal and margin, withheld ones marked. `said` is what the release
    says beside the numbers, for the ledger. `flows` is what it says of careers over time, in a
    protected release only; None without a history. `proof` is what protected it, None for a raw
    release and for one that was kept and read back.
    """

    code: str
    date: date
    ladder: tuple[str, ...]
    table: ReleasedTable
    shown: tuple[Shown, ...]
    is_raw: bool
    said: Said = field(default_factory=dict)
    flows: ProtectedFlows | None = None
    proof: Protected | None = None

    def headcount(self, profession: str, level: str) -> int | None:
        """Give a headcount, None when withheld; nobody where the table has no such cell."""
        value = self.table.values.get((profession, level), 0)
        return value if isinstance(value, int) else None

    def to_dict(self) -> dict[str, Any]:
        """Give a protected release as plain JSON holds it, without its proof.

        Raises ValueError for a raw release.
        """
        if self.is_raw:
            raise ValueError("a raw release is not for keeping where others may read it")
        return {
            "code": self.code,
            "date": self.date.isoformat(),
            "ladder": list(self.ladder),
            "table": self.table.to_dict(),
            "shown": [one.to_dict() for one in self.shown],
            "said": [[*name, text] for name, text in self.said.items()],
            **({} if self.flows is None else {"flows": self.flows.to_dict()}),
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Release:
        """Read what `to_dict` gave. Raises ValueError, KeyError or TypeError for anything else."""
        flows = content.get("flows")
        return cls(
            code=content["code"],
            date=date.fromisoformat(content["date"]),
            ladder=tuple(content["ladder"]),
            table=ReleasedTable.from_dict(content["table"]),
            shown=tuple(Shown.from_dict(one) for one in content["shown"]),
            is_raw=False,
            said=said_from(content["said"]),
            flows=None if flows is None else ProtectedFlows.from_dict(flows),
        )
