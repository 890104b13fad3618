"""`wardtoboard ceilings`: where each profession stops, and how sure we are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.ceilings import (
    TOGETHER,
    WORTH_COMPARING,
    Body,
    Finding,
    People,
    Prior,
    Settings,
    analyst_sentence,
    build_body,
    dates_left_out,
    find_ceilings,
    gather_people,
    load_settings,
    priors_among,
    same_profession_elsewhere,
)
from wardtoboard.cli.careers import (
    find_in_store,
    find_with_flows,
    profession_id,
    show_careers,
)
from wardtoboard.cli.counts import print_unplaced, read_with_progress, unplaced_to_list
from wardtoboard.cli.printing import (
    Format,
    FormatOption,
    print_json,
    print_table,
    print_text,
    warn,
)
from wardtoboard.cli.progress import progress_bar
from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff import Post, StaffTable, Unplaced, read_establishment

FteOption = Annotated[
    bool,
    typer.Option(
        "--fte-as-headcount",
        help="Read full-time equivalents as if they were people (evidence grade D).",
    ),
]
OrganisationOption = Annotated[
    str | None, typer.Option(help="Only this organisation, by its code.", metavar="CODE")
]
EstablishmentOption = Annotated[
    Path | None, typer.Option(help="Funded posts: which levels are open to whom.")
]
PeersOption = Annotated[
    list[Path] | None, typer.Option(help="Headcount tables of other organisations, to learn from.")
]
FilesOrNone = Annotated[
    list[Path] | None,
    typer.Argument(help="Headcount tables or published workforce tables: CSV, XLSX or Parquet."),
]
StoreOption = Annotated[
    Path | None,
    typer.Option(help="A store of careers, in place of files: evidence of grade A or B."),
]
FlowsOption = Annotated[
    Path | None,
    typer.Option(help="Starters and leavers between two dates of the files: evidence of grade B."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(help="Also write a page, charts and tables here, protected for sharing."),
]
RawOption = Annotated[
    bool, typer.Option("--raw", help="Do not protect what --output writes; every page says so.")
]
LedgerOption = Annotated[
    Path | None,
    typer.Option(help="The release ledger; in the output folder unless you say otherwise."),
]
ProfessionOption = Annotated[
    str | None, typer.Option(help="Only this profession, by its id.", metavar="ID")
]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the finder says of the chosen organisations; `everyone[i]` stands behind `bodies[i]`."""

    table: StaffTable
    everyone: Sequence[People]
    bodies: Sequence[Body]
    findings: Sequence[Sequence[Finding]]
    priors: Mapping[tuple[str, str], Prior]
    settings: Settings


def ceilings(
    files: FilesOrNone = None,
    organisation: OrganisationOption = None,
    profession: ProfessionOption = None,
    fte_as_headcount: FteOption = False,
    establishment: EstablishmentOption = None,
    peers: PeersOption = None,
    store: StoreOption = None,
    flows: FlowsOption = None,
    output: OutputOption = None,
    raw: RawOption = False,
    ledger: LedgerOption = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Find the level at which each clinical profession stops, with how sure we are."""
    if output is None and (raw or ledger is not None):
        raise typer.BadParameter("--raw and --ledger do nothing without --output.")
    is_careers = store is not None or flows is not None
    if is_careers and (fte_as_headcount or peers or output is not None):
        raise typer.BadParameter(
            "--fte-as-headcount, --peers and --output go with headcount tables alone."
        )
    if store is not None and (files or flows is not None):
        raise typer.BadParameter("a store of careers has its own tables and flows.")
    posts = read_establishment(establishment) if establishment is not None else ()
    settings, chosen = load_settings(), partial(choose, organisation=organisation)
    show = partial(
        show_careers, profession=profession, organisation=organisation, output_format=output_format
    )
    if store is not None:
        show(find_in_store(store, settings, choose=chosen, posts=posts), settings)
        return
    if not files:
        raise typer.BadParameter("give headcount tables, or a store of careers with --store.")
    table = read_with_progress(files)
    if flows is not None:
        show(find_with_flows(table, flows, settings, choose=chosen, posts=posts), settings)
        return
    answer = find_in_table(
        table,
        organisation=organisation,
        fte_as_headcount=fte_as_headcount,
        posts=posts,
        peers=_peers_in(peers, fte_as_headcount=fte_as_headcount),
    )
    known = load_professions(max(people.date for people in answer.everyone))
    findings = _of_profession(
        [one for found in answer.findings for one in found], profession, known
    )
    unplaced = _unplaced_at(table, organisation)
    if output_format is Format.JSON:
        print_json(
            {
                "findings": [finding.to_dict() for finding in findings],
                "unplaced": unplaced_to_list(unplaced),
                "settings": answer.settings.to_dict(),
            }
        )
    else:
        print_findings(findings, known)
        print_unplaced(unplaced)
    if output is not None:
        write_answer(answer, output, raw=raw, ledger=ledger)


def find_in_table(
    table: StaffTable,
    *,
    organisation: str | None,
    fte_as_headcount: bool,
    posts: Sequence[Post] = (),
    peers: Sequence[Body] = (),
) -> Answer:
    """Find the ceilings of one organisation of a table, or of all of them and together.

    From `peers` it learns how far each step varies between organisations; they also count as
    the same profession elsewhere.
    """
    for day in dates_left_out(table):
        warn(f"Only the latest date of each organisation is used; {day} was left out.")
    everyone = gather_people(table, fte_as_headcount=fte_as_headcount, posts=posts)
    chosen = choose(everyone, organisation)
    settings = load_settings()
    with progress_bar() as show:
        bodies = _build(everyone, show)
        priors = priors_among(peers, progress=show)
        show("Finding ceilings", 0, 1)
        findings = find_ceilings(
            [bodies[place] for place in chosen],
            settings,
            grade="D" if table.holds_fte_only else "C",
            elsewhere=same_profession_elsewhere([*peers, *bodies]),
            priors=priors,
        )
    return Answer(
        table=table,
        everyone=[everyone[place] for place in chosen],
        bodies=[bodies[place] for place in chosen],
        findings=findings,
        priors=priors,
        settings=settings,
    )


def _build(everyone: Sequence[People], show: Callable[[str, int, int], None]) -> list[Body]:
    bodies = []
    for done, people in enumerate(everyone, start=1):
        bodies.append(build_body(people))
        show("Laying out the ladders", done, len(everyone))
    return bodies


def write_answer(answer: Answer, output: Path, *, raw: bool, ledger: Path | None) -> None:
    """Write the page, charts and tables of the organisation, or of all of them together."""
    from wardtoboard.papers import ReleaseRequest, write_release  # slow to load; seldom asked for

    people = answer.everyone[-1]
    alone = None if people.code == TOGETHER else people.code
    request = ReleaseRequest(
        people=people,
        body=answer.bodies[-1],
        findings=tuple(answer.findings[-1]),
        unplaced=_unplaced_at(answer.table, alone),
        priors=answer.priors,
        raw=raw,
        when=datetime.now(tz=UTC).date(),
    )
    with progress_bar() as show:
        page = write_release(request, answer.settings, output, ledger=ledger, progress=show)
    warn(f"{'Raw' if raw else 'Protected'} output is in {page}")


def choose(everyone: Sequence[People], organisation: str | None) -> list[int]:
    """Give the places of the organisation asked for, or all; the last is the widest."""
    if organisation is None:
        return list(range(len(everyone)))
    codes = [people.code for people in everyone]
    if organisation not in codes:
        more = f" and {len(codes) - 10} more" if len(codes) > 10 else ""
        fault = Fault(
            what="no such organisation in these tables",
            found=organisation,
            do=f"Choose one of: {', '.join(codes[:10])}{more}.",
        )
        raise NotInTableError([fault])
    return [codes.index(organisation)]


def _peers_in(files: Sequence[Path] | None, *, fte_as_headcount: bool) -> list[Body]:
    """Read peers' tables: each of their organisations, but not all of them together."""
    if not files:
        return []
    everyone = gather_people(read_with_progress(files), fte_as_headcount=fte_as_headcount)
    return [build_body(people) for people in everyone if people.code != TOGETHER]


def _unplaced_at(table: StaffTable, organisation: str | None) -> tuple[Unplaced, ...]:
    return tuple(u for u in table.unplaced if organisation in (None, u.organisation))


def _of_profession(
    findings: Sequence[Finding], profession: str | None, known: Professions
) -> list[Finding]:
    if profession is None:
        return list(findings)
    wanted = profession_id(profession, known)
    chosen = [finding for finding in findings if finding.profession == wanted]
    if not chosen:
        there = ", ".join(dict.fromkeys(finding.profession for finding in findings))
        fault = Fault(
            what="nobody of this profession is in the table",
            found=profession,
            do=f"Choose one of: {there}.",
        )
        raise NotInTableError([fault])
    return chosen


def print_findings(findings: Sequence[Finding], known: Professions) -> None:
    """Print the sentences of what was found, then a table of every finding.

    For many organisations, only what was found is printed one by one; the rest is counted.
    """
    worth = [finding for finding in findings if finding.label in WORTH_COMPARING]
    several = len({finding.organisation for finding in findings}) > 1
    for finding in worth:
        if not several or finding.organisation == TOGETHER:
            print_text(analyst_sentence(finding, known.get(finding.profession).label))
    if not worth:
        print_text("No ceiling was found. That is not the same as there being none.")
    print_text()
    shown = worth if several else findings
    print_table(
        "What was found" if several else "Every profession and level",
        (
            *(("Organisation",) if several else ()),
            "Profession",
            "Level",
            "Finding",
            "Grade",
            "Above",
            "At",
            "Odds ratio",
            "95% interval",
            "q",
        ),
        [_line(finding)[not several :] for finding in shown],
    )
    if several:
        print_text(
            f"{len(findings) - len(worth):,} more findings say less. See those of one organisation "
            "with --organisation, or all of them with --format json."
        )


def _line(finding: Finding) -> tuple[str, ...]:
    cor = finding.cor
    untested = finding.label in ("not_labelled", "structural")
    return (
        finding.organisation,
        finding.profession,
        finding.level,
        finding.label.replace("_", " "),
        finding.grade,
        f"{finding.above:,}",
        f"{finding.at:,}",
        "" if cor.value is None else f"{cor.value:.3f}",
        "" if untested else f"{_limit(cor.low)} to {_limit(cor.high)}",
        "" if finding.q is None else f"{finding.q:.4f}",
    )


def _limit(value: float | None) -> str:
    return "no limit" if value is None else f"{value:.3f}"
