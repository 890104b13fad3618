"""How often the finder is wrong where nothing is wrong, and right where something is.

Prints the share of null trusts with a flag, the power table beside the published design, and the
coverage of the mid-P interval by enumeration. Run: python benchmarks/calibration.py
"""

from __future__ import annotations

import sys
import time

from wardtoboard.ceilings import FLAGS, Body, build_stock, find_ceilings, load_settings
from wardtoboard.ceilings.evidence import weigh_steps
from wardtoboard.inference import coverage, power
from wardtoboard.staff import null_trust

TRUSTS = 400
MOST_FLAGGED = 0.10
LEAST_COVERAGE = 0.94
PROFESSIONS = ("p1", "p2", "p3", "p4", "p5", "p6")
LEVELS = tuple(f"Step {step}" for step in range(1, 8))

# Power of the design (methods 1.6): profession row, step column, true odds ratio, published power.
DESIGN = (
    ("340 people, 4th step", 1, 3, 0.25, 0.74),
    ("340 people, 4th step", 1, 3, 0.50, 0.16),
    ("180 people, 4th step", 2, 3, 0.25, 0.26),
    ("95 people, 4th step", 3, 3, 0.25, 0.07),
)
# Exact power of the test against a reference of 63 above and 146 at (methods 1.6).
EXACT = (
    (10, 0.10, 0.66),
    (10, 0.25, 0.36),
    (20, 0.10, 0.80),
    (20, 0.25, 0.41),
    (44, 0.33, 0.69),
    (44, 0.25, 0.87),
    (100, 0.50, 0.69),
)
# Focus size, reference size, chance in the reference, true odds ratio, published coverage.
COVERAGE = (
    (20, 100, 0.3, 1.0, 0.9557),
    (20, 100, 0.3, 0.25, 0.9772),
    (44, 209, 0.3, 0.25, 0.9568),
    (44, 209, 0.3, 1.0, 0.9529),
    (12, 60, 0.1, 1.0, 0.9818),
)


def body_of(heads) -> Body:
    cells = {
        (profession, level): int(heads[row, column])
        for row, profession in enumerate(PROFESSIONS)
        for column, level in enumerate(LEVELS)
    }
    entry = dict.fromkeys(PROFESSIONS, LEVELS[0])
    stock = build_stock("null", "2026-03-31", cells, LEVELS, entry)
    return Body(code="null", date="2026-03-31", guide=stock, allied=None)


def share_flagged(settings) -> tuple[float, float, float]:
    """Give the share of null trusts with a flag, flags a trust, and the share by rules a and b."""
    bodies = [body_of(null_trust(seed)) for seed in range(TRUSTS)]
    found = find_ceilings(bodies, settings, grade="C")
    flags = [sum(finding.label in FLAGS for finding in one) for one in found]
    weighed = weigh_steps([body.guide for body in bodies], settings, {})
    firm = [
        any(
            step.is_material and step.q is not None and step.q <= settings.false_discovery_rate
            for steps in ladder.values()
            for step in steps
        )
        for ladder in weighed
    ]
    return sum(map(bool, flags)) / TRUSTS, sum(flags) / TRUSTS, sum(firm) / TRUSTS


def share_found(row: int, column: int, ratio: float, settings) -> tuple[float, float]:
    """Give how often a planted ceiling is labelled, and how often rules a and b hold there."""
    bodies = [
        body_of(null_trust(seed, planted=(row, column, ratio)))
        for seed in range(10_000, 10_000 + TRUSTS)
    ]
    found = find_ceilings(bodies, settings, grade="C")
    key = (PROFESSIONS[row], LEVELS[column])
    labels = sum(
        any((f.profession, f.level) == key and f.label in FLAGS for f in one) for one in found
    )
    weighed = weigh_steps([body.guide for body in bodies], settings, {})
    firm = sum(
        any(
            step.level == key[1]
            and step.is_material
            and step.q is not None
            and step.q <= settings.false_discovery_rate
            for step in ladder.get(key[0], ())
        )
        for ladder in weighed
    )
    return labels / TRUSTS, firm / TRUSTS


def main() -> int:
    start = time.perf_counter()
    settings = load_settings()
    flagged, each, firm = share_flagged(settings)
    print(f"Null trusts with a flag: {flagged:.1%} of {TRUSTS} (limit {MOST_FLAGGED:.0%});")
    print(f"  {each:.3f} flags a trust; by rules a and b alone {firm:.1%} (design 5.8%)")
    print("Power                     ratio  label  rules a, b  design")
    for words, row, column, ratio, design in DESIGN:
        labelled, by_rules = share_found(row, column, ratio, settings)
        print(f"{words:24} {ratio:6.2f} {labelled:6.0%} {by_rules:11.0%} {design:7.0%}")
    print("Exact power, reference 63 of 209 above    ours  design")
    for people, ratio, design in EXACT:
        ours = power(people, 63, 146, ratio)
        print(f"  {people:4} people, ratio {ratio:.2f} {ours:20.3f} {design:7.2f}")
    print("Coverage of the 95% mid-P interval        ours  design")
    least = 1.0
    for people, others, chance, ratio, design in COVERAGE:
        ours = coverage(people, others, chance, ratio)
        least = min(least, ours)
        print(f"  {people:3} v {others:3}, {chance}, ratio {ratio:.2f} {ours:15.4f} {design:7.4f}")
    print(f"Took {time.perf_counter() - start:.1f} s")
    held = flagged <= MOST_FLAGGED and least >= LEAST_COVERAGE
    print("Both limits held." if held else "A limit was broken.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
