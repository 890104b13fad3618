"""The ceiling finder for careers: segments in, findings of grade A and B out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wardtoboard.ceilings.body import Body, build_body
from wardtoboard.ceilings.classify import WORTH_COMPARING, Labelled
from wardtoboard.ceilings.find import FAMILIES, find_ceilings
from wardtoboard.ceilings.findings import Finding
from wardtoboard.ceilings.flows.adjusted import Adjusted
from wardtoboard.ceilings.flows.background import bounds_of, unknown_at
from wardtoboard.ceilings.flows.careers import Careers, LikeWithLike, careers_of
from wardtoboard.ceilings.flows.chances import chances_of
from wardtoboard.ceilings.flows.counts import WENT_ELSEWHERE, FlowCounts
from wardtoboard.ceilings.flows.findings import CareerFinding, Seen, career_finding
from wardtoboard.ceilings.flows.labels import FlowStep, adjusted_step, label_flows, weigh_flows
from wardtoboard.ceilings.flows.rates import rates_of
from wardtoboard.ceilings.flows.standing import stand_in_last_month
from wardtoboard.ceilings.neighbours import same_profession_elsewhere
from wardtoboard.ceilings.people import People
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock
from wardtoboard.professions import load_professions
from wardtoboard.staff import Post, Unplaced
from wardtoboard.staff.histories.segments import Segments
from wardtoboard.staff.histories.vocabulary import Vocabulary

STAGE = "Comparing promotion rates"
Key = tuple[str, int]
"""A profession and the index of a level."""


@dataclass(frozen=True, slots=True)
class CareerAnswer:
    """What careers say of the chosen organisations; `everyone[i]` stands behind `findings[i]`."""

    everyone: tuple[People, ...]
    bodies: tuple[Body, ...]
    findings: tuple[tuple[CareerFinding, ...], ...]
    unplaced: tuple[Unplaced, ...]


def find_in_careers(
    segments: Segments,
    vocabulary: Vocabulary,
    settings: Settings,
    *,
    choose: Callable[[Sequence[People]], Sequence[int]] = lambda everyone: range(len(everyone)),
    posts: Sequence[Post] = (),
    progress: Callable[[str, int, int], None] = lambda stage, done, of: None,
) -> CareerAnswer:
    """Find the ceilings of each organisation in the careers, and of all of them together.

    `segments` are in order of person and start. `choose` gives the places of the organisations
    wanted among all of them. The stocks are those of the last month. Raises CannotTellError where
    nobody could be placed.
    """
    standing = stand_in_last_month(segments, vocabulary, posts)
    everyone = [standing.everyone[place] for place in choose(standing.everyone)]
    bodies = {people.code: build_body(people) for people in standing.everyone}
    chosen = [bodies[people.code] for people in everyone]
    elsewhere = same_profession_elsewhere(list(bodies.values()))
    tables = find_ceilings(chosen, settings, grade="C", elsewhere=elsewhere)
    findings = []
    for done, (people, body, table) in enumerate(zip(everyone, chosen, tables, strict=True)):
        progress(STAGE, done, len(chosen))
        careers = careers_of(segments, vocabulary, people.code, people.date)
        findings.append(tuple(_findings(careers, people, body, table, settings)))
    progress(STAGE, len(chosen), len(chosen))
    return CareerAnswer(tuple(everyone), tuple(chosen), tuple(findings), standing.unplaced)


def _findings(
    careers: Careers, people: People, body: Body, table: Sequence[Finding], settings: Settings
) -> Iterator[CareerFinding]:
    """Label the findings of the table of one body anew; those off the ladder stay as they are."""
    known = load_professions(people.date)
    anew: dict[tuple[str, str, str], CareerFinding] = {}
    of_family = {(one.family, one.profession, one.level): one for one in table}
    for stock, family in zip(body.stocks, FAMILIES, strict=False):
        ladder = _Ladder(careers, stock, family, of_family, settings)
        for item, seen in ladder.labelled():
            step = item.step
            key = family, step.profession, step.level
            anew[key] = career_finding(
                of_family[key],
                item,
                replace(seen, profession=known.get(step.profession).label),
                settings,
                has_establishment=body.has_establishment,
            )
    for key, one in of_family.items():
        yield anew.get(key, CareerFinding(one, None))


class _Ladder:
    """One stock of a body with its flows."""

    def __init__(
        self,
        careers: Careers,
        stock: Stock,
        family: str,
        table: Mapping[tuple[str, str, str], Finding],
        settings: Settings,
    ) -> None:
        named = careers.families if family == FAMILIES[0] else {}
        self.counts: FlowCounts = careers.laid_out(stock, named)
        self.unknown = careers.counts
        self.like_with_like = LikeWithLike(careers, stock, named)
        self.settings = settings
        self.plain = weigh_flows(stock, rates_of(self.counts), settings)
        self.worth = {
            profession
            for profession, steps in self.plain.items()
            for step in steps
            if step.is_material
            or (step.is_testable and table[family, profession, step.level].label in WORTH_COMPARING)
        }

    def labelled(self) -> Iterator[tuple[Labelled[FlowStep], Seen]]:
        """Give every step with its label and what was seen of it."""
        adjusted = dict(self._adjusted())
        steps = {p: [self._step(s, adjusted) for s in of_one] for p, of_one in self.plain.items()}
        for profession, ladder in label_flows(steps, self.settings).items():
            for item, plain in zip(ladder.labelled, self.plain[profession], strict=True):
                yield item, self._seen(plain, adjusted.get((profession, plain.index), ""))

    def _adjusted(self) -> Iterator[tuple[Key, Adjusted | str]]:
        """Compare like with like all testable steps of professions with a shortfall anywhere."""
        for profession in self.worth:
            for step in self.plain[profession]:
                if step.is_testable:
                    found = self.like_with_like.adjust(profession, step.index)
                    yield (profession, step.index), found

    def _step(self, step: FlowStep, adjusted: Mapping[Key, Adjusted | str]) -> FlowStep:
        found = adjusted.get((step.profession, step.index))
        if not isinstance(found, Adjusted):
            return step
        return adjusted_step(step, *found.promoted, self.settings)

    def _seen(self, plain: FlowStep, adjusted: Adjusted | str) -> Seen:
        row, k = self.counts.professions.index(plain.profession), plain.index
        unknown = unknown_at(self.unknown, plain.level)
        at_risk, events = self.counts.at_risk_by_time[row, k], self.counts.events_by_time[row, k]
        return Seen(
            profession=plain.profession,
            plain=plain,
            adjusted=adjusted if isinstance(adjusted, Adjusted) else None,
            not_adjusted=adjusted if isinstance(adjusted, str) else "",
            chances=chances_of(at_risk, events, self.settings),
            bounds=bounds_of(plain.focus, plain.reference, unknown, self.settings),
            went_elsewhere=int(self.counts.events[row, k, WENT_ELSEWHERE]),
            promoted_away=int(self.counts.promoted_away[row, k]),
        )
