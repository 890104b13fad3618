"""`wardtoboard why`: which step costs a profession most on its way past a level."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.ceilings import (
    REST,
    Body,
    Shortfall,
    build_body,
    gather_people,
    load_settings,
    share_out_shortfall,
)
from wardtoboard.cli.careers import profession_id
from wardtoboard.cli.ceilings import FteOption, OrganisationOption, choose
from wardtoboard.cli.counts import Files, read_with_progress
from wardtoboard.cli.printing import Format, FormatOption, print_json, print_table, print_text
from wardtoboard.professions import Professions, load_ladder, load_professions


def why(
    files: Files,
    profession: Annotated[str, typer.Option(help="The profession, by its id.", metavar="ID")],
    level: Annotated[str, typer.Option(help="The level to get past, such as 'Band 8a'.")],
    against: Annotated[
        str | None,
        typer.Option(
            help=f"Compare with this profession, or '{REST}' for all the others together. "
            "Nurses unless you say otherwise; for nurses, all the others.",
            metavar="ID",
        ),
    ] = None,
    organisation: OrganisationOption = None,
    fte_as_headcount: FteOption = False,
    seed: Annotated[int, typer.Option(help="Start of the random draws behind the bounds.")] = 0,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Share out a profession's shortfall above a level among the steps below it."""
    table = read_with_progress(files)
    everyone = gather_people(table, fte_as_headcount=fte_as_headcount)
    bodies = [build_body(people) for people in everyone]
    place = choose(everyone, organisation)[-1]
    known = load_professions(everyone[place].date)
    shortfall = explain(
        bodies[place],
        profession_id(profession, known),
        level_id(level, everyone[place].date),
        against if against in (None, REST) else profession_id(against, known),
        seed,
    )
    if output_format is Format.JSON:
        print_json(shortfall.to_dict())
    else:
        _print(shortfall, known)


def level_id(text: str, on: date) -> str:
    """Give the usual name of a level, however it was written."""
    found = load_ladder("scope", on).find(text)
    return text if found is None else found.id


def explain(
    body: Body, profession: str, level: str, against: str | None = None, seed: int = 0
) -> Shortfall:
    """Share out the shortfall of one profession of a body, nurses being the usual comparator."""
    if against is None:
        nurses = "nurse" in body.guide.professions and profession != "nurse"
        against = "nurse" if nurses else REST
    if against == profession:
        fault = Fault(
            what="a profession cannot be compared with itself",
            found=against,
            do=f"Choose another with --against, or {REST}.",
        )
        raise CannotTellError([fault])
    stock = body.guide
    if body.allied is not None and profession in body.allied.reported:
        stock = body.allied
    return share_out_shortfall(stock, profession, level, against, load_settings(), seed)


def _print(shortfall: Shortfall, known: Professions) -> None:
    print_text(
        f"Of {shortfall.people:,} people, {shortfall.expected:.1f} would stand above "
        f"{shortfall.level} if every step were as it is for {_others(shortfall, known)}; "
        f"{shortfall.actual:.0f} do. {_gap(shortfall.shortfall)}, shared out so:"
    )
    print_table(
        "Steps",
        ("Step up from", "People lost (minus: gained)", "95% bounds", "Chance it costs most"),
        [
            (
                stage.level,
                f"{stage.contribution:.3f}",
                f"{stage.low:.1f} to {stage.high:.1f}",
                f"{stage.chance_largest:.0%}",
            )
            for stage in shortfall.stages
        ],
    )
    for caveat in shortfall.caveats:
        print_text(caveat)


def _others(shortfall: Shortfall, known: Professions) -> str:
    if shortfall.against == REST:
        return "the other clinical professions"
    label = known.get(shortfall.against).label
    return label[:1].lower() + label[1:]


def _gap(shortfall: float) -> str:
    if shortfall > 0:
        return f"The shortfall is {shortfall:.1f} people"
    return f"There is no shortfall: they are {-shortfall:.1f} people ahead"
