"""What `wardtoboard board scenario` prints: what changes, and what is left free."""

from __future__ import annotations

from wardtoboard.base.days import in_words
from wardtoboard.boards.findings import Severity, Status
from wardtoboard.boards.headroom.headroom import NOT_ADVICE
from wardtoboard.boards.scenarios.scenarios import Comparison, Outlook
from wardtoboard.cli.board_check import BINDS, WORDS, count
from wardtoboard.cli.board_headroom import FREE, said_free, said_in_all
from wardtoboard.cli.printing import print_table, print_text

OTHER_LAW = "Not asked"
IN_ORDER = (Status.MET, Status.NOT_APPLICABLE)
TO_SAY = frozenset({Status.NOT_MET, Status.CANNOT_TELL})
"""What a person must act on; a rule that comes to neither in any outlook is left to JSON."""


def print_comparison(found: Comparison) -> None:
    """Print a board beside what might become of it, for a person."""
    outlooks = found.outlooks
    print_text(f"{found.board or 'The board'} on {in_words(found.day)}.")
    for place, outlook in list(enumerate(outlooks))[1:]:
        print_text(f"{outlook.name}: {_sentence(found, place)}")
        for change in outlook.changes:
            print_text(f"  {change.words()}")
    print_text(NOT_ADVICE)
    _print_changes(found)
    print_table(
        "At the table, and free",
        ("", *(outlook.name for outlook in outlooks)),
        [
            ("Rules not met", *(_number(one, Status.NOT_MET) for one in outlooks)),
            ("Rules we cannot tell", *(_number(one, Status.CANNOT_TELL) for one in outlooks)),
            ("Professions", *(_professions(one) for one in outlooks)),
            *(
                (f"Free to any clinician {words}", *(said_free(o.headroom, way) for o in outlooks))
                for way, words in FREE.items()
            ),
            ("Free to any clinician in all", *(said_in_all(o.headroom) for o in outlooks)),
        ],
    )


def _print_changes(found: Comparison) -> None:
    changed = [one for one in found.changed if TO_SAY & set(one.statuses)]
    if not changed:
        print_text("No rule comes to anything else.")
        return
    print_table(
        "What changes",
        ("Rule", *(outlook.name for outlook in found.outlooks)),
        [
            (one.rule, *(WORDS[status] if status else OTHER_LAW for status in one.statuses))
            for one in changed
        ],
    )
    for one in changed:
        print_text(f"  {one.rule}, {BINDS[one.severity]}: {one.statement}")
        print_text(f"    Source: {one.citation}.")


def _sentence(found: Comparison, place: int) -> str:
    """Say which rules a scenario mends and settles, and which it leaves unmet or unknown."""
    pairs = [(one.rule, one.statuses[0], one.statuses[place]) for one in found.rules]
    moves = [(id_, was, now) for id_, was, now in pairs if was is not now]
    parts = {
        "mends": [i for i, was, now in moves if was is Status.NOT_MET and now in IN_ORDER],
        "settles": [i for i, was, now in moves if was is Status.CANNOT_TELL and now in IN_ORDER],
        "leaves unmet": [i for i, _, now in moves if now is Status.NOT_MET],
        "leaves us unable to tell": [i for i, _, now in moves if now is Status.CANNOT_TELL],
    }
    said = [f"{what} {', '.join(ids)}" for what, ids in parts.items() if ids]
    return f"{'; '.join(said) or 'changes nothing that a rule asks'}."


def _number(outlook: Outlook, status: Status) -> str:
    total = count(outlook.findings, status)
    law = count([one for one in outlook.findings if one.severity is Severity.LAW], status)
    return f"{total}, {law} of them law"


def _professions(outlook: Outlook) -> str:
    """Name the professions known to be at the table; AHPs are named as a family."""
    named = [one.label for one in outlook.professions if one.family is None]
    return ", ".join(named) or "none known"
