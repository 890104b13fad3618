"""Who is missing from the table: professions of the board beside those of the workforce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardtoboard.boards.missing.fair_boards import Chance
from wardtoboard.boards.missing.missing import AtTheTable, Missing
from wardtoboard.boards.missing.portfolios import Portfolio, Portfolios
from wardtoboard_web.boards.presenters.front import absent_words
from wardtoboard_web.boards.presenters.seats import cited
from wardtoboard_web.boards.workforce import Workforce
from wardtoboard_web.layout.tables import Cell, DataTable
from wardtoboard_web.layout.words import day_words

SENIOR = "Band 8a and above, and doctors and dentists from consultant up"
LEAST_SAID = 0.01
NO_FIGURES = "no figures"
WITHHELD = "withheld"
VOTES = {True: "votes", False: "does not vote", None: "vote not known"}


@dataclass(frozen=True, slots=True)
class MissingPage:
    """What the page shows; `said` has the library's sentences on each profession without a vote."""

    lead: str
    summary: tuple[str, ...]
    source: str
    reserved: tuple[str, ...]
    said: tuple[tuple[str, tuple[str, ...]], ...]
    portfolios: tuple[str, ...]
    not_told: str
    tables: tuple[DataTable, ...]


def missing_page(missing: Missing, map_of: Portfolios, workforce: Workforce | None) -> MissingPage:
    """Lay out who is at the table on a day, and who is not."""
    absent = [one for one in missing.professions if one.has_a_vote is not True]
    return MissingPage(
        lead=absent_words(missing),
        summary=missing.sentences,
        source=_source(workforce),
        reserved=tuple(cited(one.because, one.citation) for one in missing.reserved),
        said=tuple((one.label, one.sentences) for one in absent),
        portfolios=tuple(one.sentence for one in map_of.portfolios),
        not_told=_not_told(map_of.not_told),
        tables=(at_the_table(missing, workforce), speakers_table(map_of)),
    )


def _source(workforce: Workforce | None) -> str:
    if workforce is None:
        return (
            "There are no figures of the workforce for you to see yet, so nothing is said here of "
            "what chance alone would give. A people analyst brings in a staff table and decides "
            "what is released."
        )
    day = day_words(workforce.day)
    senior = f"Senior clinicians are {SENIOR}."
    if workforce.number is None:
        return (
            f"Raw figures of {day}: not for sharing outside the people who may see them. {senior}"
        )
    withheld = (
        " Small counts are withheld; no chance is given where one would be needed."
        if workforce.withholds
        else ""
    )
    return (
        f"Figures of {day}, protected for sharing: release {workforce.number}.{withheld} {senior}"
    )


def _not_told(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    return (
        f"The register does not say for whom these seats speak: {', '.join(titles)}. Somebody may "
        "speak for a profession without our knowing it."
    )


def at_the_table(missing: Missing, workforce: Workforce | None) -> DataTable:
    """Lay out each profession: its seats, its shares, and what chance alone would give."""
    return DataTable(
        name="who-is-missing",
        caption=f"Professions at the table on {day_words(missing.day)}",
        headers=(
            "Profession",
            "Voting seats",
            "Present without a vote",
            "Share of clinicians",
            "Share of senior clinicians",
            "Fair boards without them",
        ),
        rows=tuple(_row(one, workforce) for one in missing.professions),
        note="The last column: were the executive seats that are open to any profession filled "
        f"from the {missing.pool or 'clinicians'} by chance alone, this share of boards would have "
        "nobody of the profession in one. One board cannot show whether it is fair.",
    )


def _row(one: AtTheTable, workforce: Workforce | None) -> tuple[Cell, ...]:
    chance = one.among_executives
    return (
        one.label,
        _seats(one),
        one.seats.non_voting + one.seats.attending,
        _share(one.workforce_share, workforce),
        _share(one.senior_share, workforce),
        _none_at_all(workforce) if chance is None else _percent(chance),
    )


def _seats(one: AtTheTable) -> str:
    seats = one.seats
    if seats.voting_at_most > seats.voting:
        return f"{seats.voting} known, at most {seats.voting_at_most}"
    return str(seats.voting) if seats.voting else "none"


def _share(share: float | None, workforce: Workforce | None) -> str:
    if share is None:
        return _none_at_all(workforce)
    return f"{share:.1%}" if share else "none"


def _percent(chance: Chance) -> str:
    """Say the chance of nobody; never as nought or certain where it is neither."""
    none = chance.none
    if chance.is_bound:
        return f"at least {none:.0%}"
    if 0 < none < LEAST_SAID:
        return "under 1%"
    return "over 99%" if 1 - LEAST_SAID < none < 1 else f"{none:.0%}"


def _none_at_all(workforce: Workforce | None) -> str:
    return NO_FIGURES if workforce is None else WITHHELD


def speakers_table(map_of: Portfolios) -> DataTable:
    """Lay out who speaks for each profession."""
    return DataTable(
        name="who-speaks-for-whom",
        caption=f"Who speaks for which profession on {day_words(map_of.day)}",
        headers=("Profession", "Who speaks for them", "Of that profession"),
        rows=tuple(_spoken_for(one) for one in map_of.portfolios),
        note="Who attends without a vote is counted too: this is about being heard.",
    )


def _spoken_for(one: Portfolio) -> tuple[Cell, ...]:
    if not one.speakers:
        return (one.label, "nobody" if one.is_spoken_for is False else "not known", "–")
    members = {True: "yes", False: "no", None: "not known"}
    return (
        one.label,
        "; ".join(f"{who.person}, {who.title} ({VOTES[who.votes]})" for who in one.speakers),
        "; ".join(members[who.is_one_of_them] for who in one.speakers),
    )
