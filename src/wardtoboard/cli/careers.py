"""`wardtoboard ceilings` from careers: a store, or a flows table beside two headcounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.ceilings import Finding, People, Settings
from wardtoboard.cli.counts import print_unplaced, unplaced_to_list
from wardtoboard.cli.printing import Format, print_json, print_table, print_text
from wardtoboard.cli.progress import progress_bar
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import Post, StaffTable

if TYPE_CHECKING:
    from wardtoboard.ceilings.flows import CareerAnswer, CareerFinding

Choose = Callable[[Sequence[People]], Sequence[int]]


def find_in_store(
    folder: Path, settings: Settings, *, choose: Choose, posts: Sequence[Post]
) -> CareerAnswer:
    """Find the ceilings in a store of careers, showing progress on a terminal."""
    from wardtoboard.ceilings.flows import find_in_careers  # loads numba; seldom asked for
    from wardtoboard.staff.histories.store import open_store

    store = open_store(folder)
    with progress_bar() as show:
        return find_in_careers(
            store.segments(),
            store.vocabulary,
            settings,
            choose=choose,
            posts=posts,
            progress=show,
        )


def find_with_flows(
    table: StaffTable,
    flows: Path,
    settings: Settings,
    *,
    choose: Choose,
    posts: Sequence[Post],
) -> CareerAnswer:
    """Find the ceilings from two headcounts and the starters and leavers between them."""
    from wardtoboard.ceilings.flows import find_by_the_books, read_flows

    return find_by_the_books(table, read_flows(flows), settings, choose=choose, posts=posts)


def profession_id(text: str, known: Professions) -> str:
    """Give the id of a profession by its id or name, or raise NotInTableError."""
    found = known.find(text)
    return known.get(text).id if found is None else found.id


def show_careers(
    answer: CareerAnswer,
    settings: Settings,
    *,
    profession: str | None,
    organisation: str | None,
    output_format: Format,
) -> None:
    """Print what careers say, for a person or for a program."""
    known = load_professions(max(people.date for people in answer.everyone))
    wanted = None if profession is None else profession_id(profession, known)
    found = _of_profession([one for body in answer.findings for one in body], wanted)
    unplaced = tuple(u for u in answer.unplaced if organisation in (None, u.organisation))
    if output_format is Format.JSON:
        print_json(
            {
                "findings": [one.to_dict() for one in found],
                "unplaced": unplaced_to_list(unplaced),
                "settings": settings.to_dict(),
            }
        )
        return
    _print(found, known)
    print_unplaced(unplaced)


def _of_profession(found: Sequence[CareerFinding], wanted: str | None) -> list[CareerFinding]:
    chosen = [one for one in found if wanted in (None, one.finding.profession)]
    if not chosen:
        there = ", ".join(dict.fromkeys(one.finding.profession for one in found))
        fault = Fault(
            what="nobody of this profession is in the data",
            found=str(wanted),
            do=f"Choose one of: {there}.",
        )
        raise NotInTableError([fault])
    return chosen


def _print(found: Sequence[CareerFinding], known: Professions) -> None:
    from wardtoboard.ceilings.flows import career_sentence, is_worth_saying

    worth = [one for one in found if is_worth_saying(one)]
    several = len({one.finding.organisation for one in found}) > 1
    for one in worth:
        label = known.get(one.finding.profession).label
        where = f"{one.finding.organisation}: " if several else ""
        print_text(f"{where}{career_sentence(one, label)}")
    if not worth:
        print_text("No ceiling was found. That is not the same as there being none.")
    print_text()
    print_table(
        "What was found" if several else "Every profession and level",
        (
            *(("Organisation",) if several else ()),
            *("Profession", "Level", "Finding", "Grade", "Seen", "Promoted", "Left"),
            *("Rate ratio", "95% interval", "q"),
        ),
        [_line(one)[not several :] for one in (worth if several else found)],
    )
    for caveat in dict.fromkeys(caveat for one in worth for caveat in _general(one.finding)):
        print_text(caveat)


def _general(finding: Finding) -> tuple[str, ...]:
    """Give the caveat that every finding from careers begins with."""
    return finding.caveats[:1]


def _line(one: CareerFinding) -> tuple[str, ...]:
    finding, flows = one.finding, one.flows
    head = (
        finding.organisation,
        finding.profession,
        finding.level,
        finding.label.replace("_", " "),
        finding.grade,
    )
    if flows is None:
        return *head, "", "", "", "", "", ""
    ratio = flows.adjusted or flows.hazard_ratio
    is_shown = ratio.value is not None
    return (
        *head,
        f"{flows.focus.people:,}",
        f"{flows.focus.promoted:,}",
        f"{flows.focus.left:,}",
        f"{ratio.value:.3f}" if is_shown else "",
        f"{_limit(ratio.low)} to {_limit(ratio.high)}" if is_shown else "",
        "" if flows.q is None else f"{flows.q:.4f}",
    )


def _limit(value: float | None) -> str:
    return "no limit" if value is None else f"{value:.3f}"
