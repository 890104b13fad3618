"""Steps, labels and findings of flows for tests, from person-months written down by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from builders.stocks import stock_of
from wardtoboard.ceilings import Settings, Stock, load_settings
from wardtoboard.ceilings.classify import LabelledLadder
from wardtoboard.ceilings.flows.labels import FlowStep, label_flows, weigh_flows
from wardtoboard.ceilings.flows.rates import Rates

BANDS = ("Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b")
Row = tuple[int, int, int]
"""Person-months, promoted and left."""


def settings() -> Settings:
    return load_settings()


def stock_and_rates(
    flows: Mapping[str, Sequence[Row]], *, people: int | None = None, levels: Sequence[str] = BANDS
) -> tuple[Stock, Rates]:
    """A stock of 100 of each profession at each level, and the flows from the lowest level up.

    As many people were ever at risk as there are full years of months, unless `people` says.
    """
    stock = stock_of({p: [100] * len(levels) for p in flows}, levels=levels)
    table = np.array([flows[p] for p in stock.professions])
    months, promoted, left = table[..., 0], table[..., 1], table[..., 2]
    ever = months // 12 if people is None else np.full_like(months, people)
    return stock, Rates(ever, months, promoted, np.zeros_like(months), left)


def steps_of_flows(flows: Mapping[str, Sequence[Row]], **more) -> dict[str, tuple[FlowStep, ...]]:
    stock, rates = stock_and_rates(flows, **more)
    return weigh_flows(stock, rates, settings())


def ladders_of_flows(
    flows: Mapping[str, Sequence[Row]], **more
) -> dict[str, LabelledLadder[FlowStep]]:
    return label_flows(steps_of_flows(flows, **more), settings())


def labels_of_flows(
    flows: Mapping[str, Sequence[Row]], profession: str = "ahp", **more
) -> dict[str, str]:
    """The labels of one profession by level."""
    ladder = ladders_of_flows(flows, **more)[profession]
    return {item.step.level: item.label for item in ladder.labelled}
