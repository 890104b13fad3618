"""Draws of persons for a bootstrap, against whole-number arithmetic without a limit of 64 bits."""

from __future__ import annotations

import numpy as np
import pytest

from reference.plain_incidence import plain_weight
from wardtoboard.inference import resampling
from wardtoboard.inference.resampling import poisson_weights, weighted_counts

PERSONS = np.array([0, 1, 7, 2**62 + 5, -3, 7], dtype=np.int64)


@pytest.mark.parametrize("replicate", [0, 1, 2, 3, 4, 259, 999])
@pytest.mark.parametrize("seed", [0, 1, 20240401])
def test_weights_equal_whole_number_arithmetic(replicate, seed):
    expected = [plain_weight(int(one), replicate, seed) for one in PERSONS]
    found = poisson_weights(PERSONS, replicate, seed)
    assert found.tolist() == expected
    assert found.dtype == np.uint8
    assert poisson_weights(PERSONS[::-1], replicate, seed).tolist() == expected[::-1]
    assert poisson_weights(PERSONS.astype(np.uint64), replicate, seed).tolist() == expected


@pytest.mark.filterwarnings("ignore:overflow")  # numbers wrap at 64 bits, as they are meant to
@pytest.mark.parametrize("replicates", [1, 6, 256, 300])
@pytest.mark.parametrize("compiled", [True, False])
def test_counts_equal_the_sum_of_weights(monkeypatch, replicates, compiled):
    rng = np.random.default_rng(2)
    person = rng.integers(0, 9, 14)
    cell = np.array([1] * 9 + [2] * 2 + [4] * 3, dtype=np.int32)
    if not compiled:
        monkeypatch.setattr(resampling, "SPELLS_AT_ONCE", 4)
        for name in ("count_block", "add_weights"):
            monkeypatch.setattr(resampling, name, getattr(resampling, name).py_func)
    found = weighted_counts(person, cell, 6, replicates, 5)
    assert found.shape == (6, replicates)
    assert found.dtype == np.int64
    for replicate in range(0, replicates, 37):
        weights = poisson_weights(person, replicate, 5)
        assert found[:, replicate].tolist() == np.bincount(cell, weights, 6).tolist()


def test_a_cell_with_more_spells_than_one_sum_of_16_bits_holds():
    person = np.zeros(20_000, dtype=np.int64)
    found = weighted_counts(person, np.zeros(20_000, dtype=np.int32), 1, 64, 3)
    weights = [int(poisson_weights([0], replicate, 3)[0]) for replicate in range(64)]
    assert max(weights) >= 4
    assert found[0].tolist() == [20_000 * weight for weight in weights]


def test_the_distribution_is_poisson_with_mean_one():
    tails = 65536 - np.array(resampling.THRESHOLDS)
    assert tails.sum() == 65536
    spread = ((2 * np.arange(1, 9) - 1) * tails).sum() / 65536 - 1
    assert spread == pytest.approx(1.0, abs=1e-4)
    weights = np.concatenate([poisson_weights(np.arange(200_000), r, 9) for r in range(4)])
    noise = 1 / np.sqrt(weights.size)
    assert weights.mean() == pytest.approx(1.0, abs=4 * noise)
    assert (weights == 0).mean() == pytest.approx(np.exp(-1), abs=2 * noise)
    assert (weights >= 3).mean() == pytest.approx(1 - 2.5 * np.exp(-1), abs=2 * noise)


def test_replicates_seeds_and_neighbouring_persons_are_unrelated():
    base = poisson_weights(np.arange(100_000), 0, 1)
    others = [poisson_weights(np.arange(100_000), r, 1) for r in (1, 2, 3, 4, 256)]
    others += [poisson_weights(np.arange(100_000), 0, 2), np.roll(base, 1)]
    for other in others:
        assert np.corrcoef(base, other)[0, 1] == pytest.approx(0.0, abs=4 / np.sqrt(100_000))


def test_refusals_and_nothing_to_count():
    with pytest.raises(ValueError, match="sorted by cell"):
        weighted_counts([1, 2], [1, 0], 2, 4, 1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        weighted_counts([1, 2], [0, 2], 2, 4, 1)
    none = weighted_counts(np.zeros(0, np.int64), np.zeros(0, np.int32), 2, 4, 1)
    assert none.tolist() == [[0] * 4] * 2
