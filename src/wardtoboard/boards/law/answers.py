"""What a provision answers, and the shapes that many provisions share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wardtoboard.boards.facts import Seat
from wardtoboard.boards.findings import Status
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.sitting import Count, Director, Fact, any_of, count, count_such


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule comes to, why in a sentence, and the facts that would tell."""

    status: Status
    because: str
    missing: tuple[str, ...] = ()


Provision = Callable[[Asked], Answer]
"""One provision of the law, policy or a code, named as a statement that can be true."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must not be so of a person.

    `is_wrong` reads after a name; `what` is the fact that would tell, with {} for the name.
    """

    fact: Fact
    is_wrong: str
    what: str


def not_applicable(because: str) -> Answer:
    """Answer that the rule asks nothing here."""
    return Answer(Status.NOT_APPLICABLE, because)


def all_of(statuses: Iterable[Status]) -> Status:
    """Give what several parts come to together: one that is not met decides."""
    given = set(statuses)
    first = (one for one in (Status.NOT_MET, Status.CANNOT_TELL) if one in given)
    return next(first, Status.MET)


def together(answers: Sequence[Answer]) -> Answer:
    """Give one answer for a rule of several parts; only the parts that decide are said."""
    status = all_of(one.status for one in answers)
    deciding = [one for one in answers if one.status == status]
    missing = dict.fromkeys(fact for one in deciding for fact in one.missing)
    return Answer(status, " ".join(one.because for one in deciding), tuple(missing))


def someone(
    pool: Sequence[Director], who: str, fact: Fact, is_so: str, what: str, least: float = 1
) -> Answer:
    """Answer whether so many of the pool surely are so.

    `who` names one of the pool ("executive director"), `is_so` reads after it ("is a registered
    doctor") and `what` is the fact that would tell ("the registrations").
    """
    found = count_such(pool, fact)
    status = found.at_least(least)
    such = [one for one in pool if one.is_sure and one.answers(fact)]
    if status == Status.MET:
        said = f"{each_of(one.name for one in such)} {is_so}" if such else "The number needed is 0"
        return Answer(status, f"{said}.")
    who = f"Only {listed(s.name for s in such)} of the {least:g} needed" if such else f"No {who}"
    if status == Status.NOT_MET:
        return Answer(status, f"{who} {is_so}.")
    may = listed((one.name for one in found.unsure), "or")
    because = f"{who} surely {is_so}, but it may be so of {may}."
    return Answer(status, because, _doubts(found.unsure, fact, what))


def _doubts(unsure: Iterable[Director], fact: Fact, what: str) -> tuple[str, ...]:
    facts: dict[str, None] = {}
    for director in unsure:
        if director.answers(fact) is None:
            facts[f"{what} of {director.name}"] = None
        if not director.is_sure:
            facts[f"whether {director.name} votes"] = None
    return tuple(facts)


def nobody(seats: Sequence[Seat], who: str, checks: Sequence[Check], holds: str) -> Answer:
    """Answer whether all checks hold for everyone; `holds` says that they do."""
    if not seats:
        return not_applicable(f"No {who} sits.")
    wrong = [
        f"{each_of(people)} {check.is_wrong}"
        for check in checks
        if (people := [seat.person for seat in seats if check.fact(seat)])
    ]
    if wrong:
        return Answer(Status.NOT_MET, f"{'; '.join(wrong)}.")
    missing = tuple(
        check.what.format(seat.person)
        for seat in seats
        for check in checks
        if check.fact(seat) is None
    )
    if missing:
        unknown = (s.person for s in seats if any_of(c.fact(s) for c in checks) is None)
        because = f"{holds} as far as is known, but not all is known of {listed(unknown)}."
        return Answer(Status.CANNOT_TELL, because, missing)
    return Answer(Status.MET, f"{holds}.")


def at_most(pool: Sequence[Director], most: float, who: str) -> Answer:
    """Answer whether no more than so many sit; `who` is a plural, as in "executive directors"."""
    found = count(pool)
    status = found.at_most(most)
    return _counted(status, found, f"{said_count(found, who)}; the most allowed is {most:g}.")


def at_least(pool: Sequence[Director], least: float, who: str) -> Answer:
    """Answer whether so many sit or more."""
    found = count(pool)
    status = found.at_least(least)
    return _counted(status, found, f"{said_count(found, who)}; the fewest allowed is {least:g}.")


def _counted(status: Status, found: Count, because: str) -> Answer:
    return Answer(status, because, votes(found) if status == Status.CANNOT_TELL else ())


def votes(found: Count) -> tuple[str, ...]:
    """Name the votes that nobody told and that would settle a count."""
    return tuple(f"whether {one.name} votes" for one in found.unsure)


def said_count(found: Count, who: str) -> str:
    """Say how many there are; between what, where nobody told whether someone votes."""
    if found.low == found.high:
        return f"There are {found.low} {who}"
    return f"There are {found.low} to {found.high} {who}, as not every vote is known"


def listed(names: Iterable[str], word: str = "and") -> str:
    """Say names in a row, as in "Ann Ash, Bo Birch and Cy Cole"."""
    all_names = list(names)
    if len(all_names) == 1:
        return all_names[0]
    return f"{', '.join(all_names[:-1])} {word} {all_names[-1]}"


def each_of(names: Iterable[str]) -> str:
    """Say names so that what follows is true of each."""
    all_names = list(names)
    return all_names[0] if len(all_names) == 1 else f"Each of {listed(all_names)}"
