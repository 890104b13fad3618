"""What is kept in memory stays within bounds."""

from __future__ import annotations

from wardtoboard_web.ceilings.few_kept import FewKept


def test_the_one_asked_for_longest_ago_is_dropped_first() -> None:
    kept: FewKept[int, str] = FewKept(2)
    kept.put(1, "one")
    kept.put(2, "two")
    assert kept.get(1) == "one"
    kept.put(3, "three")
    assert [kept.get(number) for number in (1, 2, 3)] == ["one", None, "three"]


def test_putting_again_replaces_and_counts_as_asked_for() -> None:
    kept: FewKept[int, str] = FewKept(2)
    for number, value in ((1, "one"), (2, "two"), (1, "uno"), (3, "three")):
        kept.put(number, value)
    assert [kept.get(number) for number in (1, 2, 3)] == ["uno", None, "three"]
