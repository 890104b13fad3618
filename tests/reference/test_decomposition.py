"""Splits of a shortfall, against published decompositions and every order walked one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from reference.plain_statistics import WORKED_TABLE, plain_shapley
from wardtoboard.inference import kitagawa, shapley_product


def stages(profession: str, steps: int) -> list[float]:
    staff = WORKED_TABLE[profession]
    return [sum(staff[k + 1 :]) / sum(staff[k:]) for k in range(steps)]


def test_worked_table_up_to_8b():
    focus, reference = stages("ahp", 4), stages("nurse", 4)
    assert focus == pytest.approx([0.7093, 0.5082, 0.3548, 0.0909], abs=5e-5)
    assert reference == pytest.approx([0.5468, 0.4475, 0.3827, 0.3548], abs=5e-5)
    found = shapley_product(344, focus, reference)
    assert found == pytest.approx([-2.182, -1.056, 0.619, 10.052], abs=5e-4)
    assert found.sum() == pytest.approx(11.432 - 4, abs=5e-4)
    # The logarithmic mean split differs in its parts and agrees in its sum.
    ends = [344 * math.prod(focus), 344 * math.prod(reference)]
    mean = (ends[1] - ends[0]) / math.log(ends[1] / ends[0])
    logs = [mean * math.log(r / f) for f, r in zip(focus, reference, strict=True)]
    assert logs == pytest.approx([-1.841, -0.900, 0.535, 9.638], abs=5e-4)
    assert sum(logs) == pytest.approx(found.sum())


def test_worked_table_to_the_board_with_a_zero_stage():
    found = shapley_product(344, stages("ahp", 5), stages("nurse", 5))
    assert found == pytest.approx([-0.118, -0.056, 0.032, 0.433, 0.748], abs=5e-4)
    assert found.sum() == pytest.approx(1.0393, abs=5e-5)


def test_das_gupta_1993():
    first, second = [25.3, 0.214, 0.279, 0.949], [32.7, 0.290, 0.473, 0.986]
    found = shapley_product(1, first, second)
    assert found == pytest.approx([0.68894, 0.81254, 1.38291, 0.10475], abs=6e-6)
    two = shapley_product(1, [0.6, 0.5], [0.3, 0.45])
    assert two == pytest.approx([-0.1425, -0.0225])


def test_every_order_walked_gives_the_same_and_batches_too():
    rng = np.random.default_rng(8)
    focus, reference = rng.random((2, 30, 5))
    focus[:10, 2] = 0.0
    batch = shapley_product(100.0, focus, reference)
    for row in range(30):
        plain = plain_shapley(100.0, focus[row].tolist(), reference[row].tolist())
        assert batch[row] == pytest.approx(plain, abs=1e-10)


def test_number_of_stages():
    ten = shapley_product(1, [0.5] * 10, [0.6] * 10)
    assert ten.sum() == pytest.approx(0.6**10 - 0.5**10)
    for count in (0, 11):
        with pytest.raises(ValueError, match="1 to 10"):
            shapley_product(1, [0.5] * count, [0.6] * count)
    with pytest.raises(ValueError, match="found 0"):
        shapley_product(1, 0.5, 0.6)


def test_kitagawa():
    found = kitagawa((0.5, 0.3, 0.2), (0.02, 0.05, 0.08), (0.3, 0.4, 0.3), (0.03, 0.06, 0.08))
    assert found == pytest.approx((0.0075, 0.0085))
