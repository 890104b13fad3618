"""What an establishment says of a ladder: the seats to leave out, and where no post is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wardtoboard.ceilings.people import Cells
from wardtoboard.professions import Ladder, Professions
from wardtoboard.staff import Post


def reserved_seats(posts: Iterable[Post], ladder: Ladder) -> dict[str, dict[str, int]]:
    """Count the filled seats kept for one profession, by profession and level of the ladder."""
    seats: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for post, level in _with_levels(posts, ladder):
        if post.reserved_for is not None and post.filled:
            seats[post.reserved_for][level] += 1
    return {profession: dict(levels) for profession, levels in seats.items()}


def less_seats(
    cells: Cells, reserved: Mapping[str, Mapping[str, int]]
) -> dict[tuple[str, str], int]:
    """Take the holders of reserved seats out of a count."""
    return {
        (profession, level): max(0, count - reserved.get(profession, {}).get(level, 0))
        for (profession, level), count in cells.items()
    }


def closed_steps(
    posts: Sequence[Post], professions: Professions, ladder: Ladder
) -> frozenset[tuple[str, str]]:
    """Name the (profession, level) above which the establishment holds no post open to it."""
    rank = ladder.ranks
    ranked = _highest_of_each_kind(posts, ladder)
    top = max((place for place, _ in ranked), default=0)
    closed = set()
    for profession in professions:
        highest = max(
            (place for place, post in ranked if _is_open_to(post, profession.id, professions)),
            default=0,
        )
        closed |= {
            (profession.id, level) for level, place in rank.items() if highest <= place < top
        }
    return frozenset(closed)


def _highest_of_each_kind(posts: Iterable[Post], ladder: Ladder) -> list[tuple[int, Post]]:
    """Give the highest post, with its rank, of those that are open to the same professions.

    An establishment has thousands of posts and few kinds of them.
    """
    rank = ladder.ranks
    highest: dict[tuple[frozenset[str], str | None], tuple[int, Post]] = {}
    for post, level in _with_levels(posts, ladder):
        kind, place = (post.open_to, post.reserved_for), rank[level]
        if kind not in highest or place > highest[kind][0]:
            highest[kind] = place, post
    return list(highest.values())


def _with_levels(posts: Iterable[Post], ladder: Ladder) -> Iterator[tuple[Post, str]]:
    """Give each post with its level, a medical grade's where it is compared; others left out."""
    ranks = ladder.ranks
    for post in posts:
        level = post.level if post.level in ranks else ladder.comparison_level(post.level)
        if level is not None:
            yield post, level


def _is_open_to(post: Post, profession: str, professions: Professions) -> bool:
    if post.reserved_for is not None:
        return professions.is_in(profession, post.reserved_for)
    return "any" in post.open_to or any(
        one in professions
        and (professions.is_in(profession, one) or professions.is_in(one, profession))
        for one in post.open_to
    )
