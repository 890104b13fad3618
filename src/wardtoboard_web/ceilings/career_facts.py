"""What careers over time say, as the library's objects: raw for analysts, and as released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from wardtoboard.base.errors import CannotTellError
from wardtoboard.ceilings import FAMILIES, Body, People, load_settings
from wardtoboard.papers import (
    Beside,
    ProtectedFlows,
    flows_to_release,
    protected_flows,
    set_beside,
)
from wardtoboard.professions import load_professions
from wardtoboard.staff import Post
from wardtoboard_web.ceilings.facts import Seen
from wardtoboard_web.ceilings.few_kept import FewKept
from wardtoboard_web.ceilings.models import Release as Row
from wardtoboard_web.organisations.current import required_organisation_id
from wardtoboard_web.staff.facts import Careers, careers, current_posts, last_done
from wardtoboard_web.staff.models import ImportKind

if TYPE_CHECKING:  # they load a compiler, which no page without careers needs
    from wardtoboard.ceilings.flows.careers import Careers as LaidOut
    from wardtoboard.ceilings.flows.findings import CareerFinding

MOST_KEPT = 8
"""What was found in careers, kept in memory, of all organisations together."""


@dataclass(frozen=True, slots=True, eq=False)
class CareersFound:
    """Everything found in the careers of an organisation: raw, for analysts.

    `months` are the first and last month, counted from year 0. `body` stands in the last one.
    """

    people: People
    body: Body
    findings: tuple[CareerFinding, ...]
    laid_out: LaidOut
    months: tuple[int, int]

    def beside(self, family: str, profession: str) -> tuple[Beside, ...]:
        """Set a profession beside the others at each level; nothing where it is on no ladder."""
        stocks = dict(zip(FAMILIES, self.body.stocks, strict=False))
        if family not in stocks or profession not in stocks[family].professions:
            return ()
        return set_beside(self.laid_out, self.body, family, profession)


_FOUND = FewKept[tuple[UUID, int, UUID | None], CareersFound](MOST_KEPT)


def found_for(seen: Seen) -> CareersFound | None:
    """Give what careers say to whoever sees every count; None for others, or without a history.

    None, too, where nobody could be placed in the last month.
    """
    held = careers() if seen.release.is_raw else None
    if held is None:
        return None
    posts = last_done(ImportKind.ESTABLISHMENT)
    key = (required_organisation_id("careers"), held.version, posts.pk if posts else None)
    found = _FOUND.get(key)
    if found is None:
        try:
            found = _found_in(held, current_posts())
        except CannotTellError:
            return None
        _FOUND.put(key, found)
    return found


def _found_in(held: Careers, posts: Sequence[Post]) -> CareersFound:
    """Find what the careers of an organisation say, all its places together."""
    from wardtoboard.ceilings.flows.careers import careers_of
    from wardtoboard.ceilings.flows.find import find_in_careers

    answer = find_in_careers(
        held.segments,
        held.vocabulary,
        load_settings(),
        choose=lambda everyone: [len(everyone) - 1],  # all of them, or the only one
        posts=posts,
    )
    (people,), (body,), (findings,) = answer.everyone, answer.bodies, answer.findings
    return CareersFound(
        people=people,
        body=body,
        findings=findings,
        laid_out=careers_of(held.segments, held.vocabulary, people.code, people.date),
        months=(held.months[0], held.months[-1]),
    )


def flows_released() -> ProtectedFlows | None:
    """Give the flows of the newest release that had any, of the organisation in scope."""
    rows = Row.objects.filter(content__has_key="flows").order_by("-number")
    content = rows.values_list("content__flows", flat=True).first()
    return None if content is None else ProtectedFlows.from_dict(content)


def flows_for_others(
    careers: Careers | None, day: date, earlier: ProtectedFlows | None
) -> ProtectedFlows | None:
    """Protect what careers say, for a release of figures of a day; None without a history.

    `earlier` are repeated until the history has a year more than they had.
    """
    if careers is None:
        return None
    from wardtoboard.ceilings.flows.counts import count_flows

    counts = count_flows(careers.segments, careers.vocabulary)
    new = protected_flows(counts, load_professions(day), last_month=careers.months[-1])
    return flows_to_release(new, earlier)
