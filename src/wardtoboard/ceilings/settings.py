"""The numbers the ceiling finder turns on, read from library/settings.toml."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from wardtoboard.base.citations import Citation, read_citation


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of the operational definition; ratios are (numerator, denominator)."""

    material_low: tuple[int, int]
    material_high: tuple[int, int]
    interval_level: float
    false_discovery_rate: float
    fewest_people: int
    testable_p: float
    contrast_p: float
    drag_heterogeneity_p: float
    possible_probability: float
    prior_spreads: tuple[float, ...]
    growth: float
    leaving: float
    bootstrap_draws: int
    citation: Citation

    @property
    def low(self) -> float:
        """The lower end of the band in which a ratio is not a material gap."""
        return self.material_low[0] / self.material_low[1]

    @property
    def high(self) -> float:
        """The upper end of that band."""
        return self.material_high[0] / self.material_high[1]

    def to_dict(self) -> dict[str, Any]:
        """Give the settings as every result prints them."""
        printed = asdict(self)
        printed["citation"] = str(self.citation)
        printed["material_low"], printed["material_high"] = self.low, self.high
        return printed


@cache
def load_settings() -> Settings:
    """Read the packaged settings; each is present and the file is cited."""
    text = resources.files("wardtoboard.ceilings").joinpath("library/settings.toml").read_text()
    entry = tomllib.loads(text)
    citation = read_citation(entry, "ceilings/library/settings.toml")
    names = {field.name for field in fields(Settings)} - {"citation"}
    values = {name: _frozen(entry[name]) for name in names}
    return Settings(citation=citation, **values)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
