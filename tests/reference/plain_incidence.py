"""Slow plain twins for staff histories: person by person, month by month, in exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np

# Weeks in remission, and whether the illness came back: Freireich and others (1963), Blood 21:699.
TREATED = (
    [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
)
PLACEBO = (
    [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
    [1] * 21,
)


def grouped(exits, events, last, causes=1, entries=None):
    """At risk (time,) and events by cause (cause, time) for times 1 to last."""
    entries = [0] * len(exits) if entries is None else entries
    at_risk = [sum(a < t <= b for a, b in zip(entries, exits, strict=True))
               for t in range(1, last + 1)]  # fmt: skip
    happened = [[sum(b == t and e == cause for b, e in zip(exits, events, strict=True))
                 for t in range(1, last + 1)] for cause in range(1, causes + 1)]  # fmt: skip
    return np.array(at_risk), np.array(happened)


def careers(rng, people, last, causes):
    """Random months and events with many ties; nobody has one in the last"""
    exits = rng.integers(1, last + 1, people)
    return exits, np.where(exits == last, 0, rng.integers(0, causes + 1, people))


def plain_incidence(at_risk, events_by_cause):
    """The chance of staying, and of each cause, by each time: exact fractions."""
    staying, chances = Fraction(1), [Fraction(0) for _ in events_by_cause]
    stayed, reached = [], [[] for _ in events_by_cause]
    for t, n in enumerate(at_risk):
        happened = [int(cause[t]) for cause in events_by_cause]
        for k, d in enumerate(happened):
            chances[k] += staying * Fraction(d, int(n))
            reached[k].append(chances[k])
        staying *= 1 - Fraction(sum(happened), int(n))
        stayed.append(staying)
    return stayed, reached


def plain_logrank(at_risk, events):
    """The statistic from a loop over times, leaving out the last group."""
    groups = len(at_risk)
    excess, variance = np.zeros(groups), np.zeros((groups, groups))
    for n, d in zip(np.transpose(at_risk), np.transpose(events), strict=True):
        everyone, total = int(n.sum()), int(d.sum())
        if everyone < 2:
            continue
        for i in range(groups):
            excess[i] += d[i] - total * n[i] / everyone
            for j in range(groups):
                same = n[i] / everyone if i == j else 0.0
                spread = total * (everyone - total) / (everyone - 1)
                variance[i, j] += spread * (same - n[i] * n[j] / everyone**2)
    short = excess[:-1]
    return float(short @ np.linalg.solve(variance[:-1, :-1], short))


def plain_log_likelihood(design, at_risk, events, beta, *, is_penalised=False):
    """The log likelihood of monthly hazards, cell by cell, and half log |information| if asked."""
    total, information = 0.0, np.zeros((len(beta), len(beta)))
    for row, n, d in zip(np.asarray(design), at_risk, events, strict=True):
        rate = math.exp(float(row @ beta))
        chance = -math.expm1(-rate)
        total += d * math.log(chance) - (n - d) * rate
        information += np.outer(row, row) * n * rate**2 * math.exp(-rate) / chance
    return total + 0.5 * np.linalg.slogdet(information)[1] if is_penalised else total


def is_plainly_separated(years, at_risk, events):
    """Try every direction (a, b) in which a + b x could move: each zero of it, and in between."""
    edges = sorted(
        {math.atan2(side, -side * x) for x in years for side in (1, -1)} | {0.0, math.pi}
    )
    middles = [(one + other) / 2 for one, other in pairwise(edges)]
    for angle in edges + middles + [middle + math.pi for middle in middles]:
        moves = [math.cos(angle) + math.sin(angle) * x for x in years]
        signs = [0 if abs(move) < 1e-9 else math.copysign(1, move) for move in moves]
        may_move = [
            sign == 0 or (sign > 0 and d == n) or (sign < 0 and d == 0)
            for sign, n, d in zip(signs, at_risk, events, strict=True)
        ]
        if all(may_move) and any(signs):
            return True
    return False


def plain_clustered(design, beta, entries):
    """The sandwich from a loop over entries (person, cell, months, events)."""
    design, k = np.asarray(design), len(beta)
    information, scores = np.zeros((k, k)), {}
    for person, cell, months, events in entries:
        row = design[cell]
        rate = math.exp(float(row @ beta))
        chance = -math.expm1(-rate)
        slope = months * rate - events * rate / chance * (1 - rate * (1 - chance) / chance)
        information += np.outer(row, row) * slope
        score = row * (events * rate / chance - months * rate)
        scores[person] = scores.get(person, np.zeros(k)) + score
    meat = sum(np.outer(score, score) for score in scores.values())
    bread = np.linalg.inv(information)
    return bread @ meat @ bread * len(scores) / (len(scores) - 1)


def splitmix(number):
    """One step of splitmix64 with whole numbers of any size, cut to 64 bits."""
    z = (number + 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return z ^ (z >> 31)


def plain_weight(person, replicate, seed):
    """How often a person counts: 16 random bits set against the distribution of Poisson(1)."""
    stream = splitmix(person % 2**64 ^ splitmix(seed))
    number = splitmix((stream + (replicate // 4) * 0x9E3779B97F4A7C15) % 2**64)
    draw = number >> 16 * (replicate % 4) & 0xFFFF
    reached, below = 0, 0.0
    for count in range(8):
        below += math.exp(-1) / math.factorial(count)
        reached += draw >= round(65536 * below)
    return reached
