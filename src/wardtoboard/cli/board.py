"""`wardtoboard board`: what the law asks of a board, who is missing from it, and what could be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardtoboard.cli.printing import Format, FormatOption, print_json

if TYPE_CHECKING:
    from wardtoboard.boards.facts import Board

board = typer.Typer(
    help="Check a board against the law, and see who is missing from the table.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FileArgument = Annotated[
    Path,
    typer.Argument(help="The register of the board: TOML, or CSV, XLSX or Parquet with its seats."),
]
BodyOption = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help="What the board is of, such as nhs_trust, foundation_trust or icb; `;` between "
        "several. Left out: what the TOML file says.",
    ),
]
OnOption = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DATE", help="The day to ask about. Left out: today."
    ),
]
YearsOption = Annotated[
    int, typer.Option(min=0, max=50, help="How many years ahead to look for terms that end.")
]


@board.command("check")
def check(
    file: FileArgument,
    body: BodyOption = None,
    on: OnOption = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Check a board against the law, policy and codes of a day, past or future.

    A rule that is not met is a finding, not an error. This is not legal advice.
    """
    from wardtoboard.boards.evaluate import evaluate
    from wardtoboard.cli.board_check import findings_to_dict, print_findings

    read, day = _read(file, body), _day(on)
    findings = evaluate(read, day)
    if output_format is Format.JSON:
        print_json(findings_to_dict(read, day, findings))
    else:
        print_findings(read, day, findings)


@board.command("headroom")
def headroom(
    file: FileArgument,
    body: BodyOption = None,
    on: OnOption = None,
    years: YearsOption = 3,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Find the seats that a registered clinician could fill, and the terms that end soon."""
    from wardtoboard.boards.headroom.headroom import headroom as headroom_of
    from wardtoboard.cli.board_headroom import print_headroom

    found = headroom_of(_read(file, body), _day(on), years)
    if output_format is Format.JSON:
        print_json(found.to_dict())
    else:
        print_headroom(found)


@board.command("missing")
def missing(
    file: FileArgument,
    body: BodyOption = None,
    on: OnOption = None,
    workforce: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="HEADCOUNTS", help="Headcount tables of the workforce; may be repeated."
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The organisation of the headcounts. Left out: all."),
    ] = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Say which professions are at the table, which are not, and what chance alone would give."""
    from wardtoboard.boards.missing.missing import who_is_missing
    from wardtoboard.boards.missing.portfolios import portfolios
    from wardtoboard.cli.board_missing import print_missing, read_workforce

    if organisation is not None and not workforce:
        raise typer.BadParameter("--organisation goes with --workforce.")
    read, day = _read(file, body), _day(on)
    everyone, seniors = read_workforce(workforce, organisation) if workforce else (None, None)
    found, spoken_for = who_is_missing(read, day, everyone, seniors), portfolios(read, day)
    if output_format is Format.JSON:
        print_json(found.to_dict() | {"portfolios": spoken_for.to_dict()})
    else:
        print_missing(found, spoken_for)


@board.command("plan")
def plan(
    file: FileArgument,
    candidates: Annotated[
        Path, typer.Option(metavar="FILE", help="The people who could be asked: CSV or XLSX.")
    ],
    body: BodyOption = None,
    on: OnOption = None,
    at_least: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="The fewest voting seats, the chair's among them. Left out: as many as are held.",
        ),
    ] = None,
    at_most: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="The most voting seats. Left out: as many as there are, or one more than held.",
        ),
    ] = None,
    executives: Annotated[
        int | None, typer.Option(min=0, help="Exactly so many voting executive seats.")
    ] = None,
    profession: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="The board must have this one; may be repeated."),
    ] = None,
    skill: Annotated[
        list[str] | None,
        typer.Option(help="Cover this skill if you can; may be repeated. Left out: all there are."),
    ] = None,
    portfolio: Annotated[
        list[str] | None,
        typer.Option(help="Someone new must be able to answer for this; may be repeated."),
    ] = None,
    leaves: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PERSON",
            help="This person leaves, or `everyone`; may be repeated. All others stay.",
        ),
    ] = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Plan lawful boards with more professions and skills, or name the rules that conflict.

    It proposes seats and professions. It scores nobody: whom to appoint is for people.
    """
    from wardtoboard.boards.plan import Target, plan_board, read_candidates
    from wardtoboard.cli.board_plan import print_plan, sizes, who_stays

    read, day = _read(file, body), _day(on)
    fewest, most = sizes(read, day, at_least, at_most)
    target = Target(
        size_min=fewest,
        size_max=most,
        executives=executives,
        professions=tuple(profession or ()),
        skills=tuple(skill or ()),
        portfolios=tuple(portfolio or ()),
        keep=who_stays(read, day, leaves or ()),
    )
    made = plan_board(read, day, read_candidates(candidates), target)
    if output_format is Format.JSON:
        print_json(made.to_dict())
    else:
        print_plan(made)


@board.command("scenario")
def scenario(
    file: FileArgument,
    scenarios: Annotated[
        Path, typer.Option("--scenario", metavar="FILE", help="The changes to try, as TOML.")
    ],
    body: BodyOption = None,
    on: OnOption = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Put a board beside what might become of it: someone retires, a seat is opened, a merger."""
    from wardtoboard.boards.scenarios.changes_read import read_scenarios
    from wardtoboard.boards.scenarios.scenarios import compare
    from wardtoboard.cli.board_scenario import print_comparison

    found = compare(_read(file, body), _day(on), read_scenarios(scenarios))
    if output_format is Format.JSON:
        print_json(found.to_dict())
    else:
        print_comparison(found)


def _read(file: Path, body: str | None) -> Board:
    from wardtoboard.boards.register.reading import parse_bodies, read_board

    return read_board(file, bodies=None if body is None else parse_bodies(body))


def _day(on: datetime | None) -> date:
    return (datetime.now(tz=UTC) if on is None else on).date()
