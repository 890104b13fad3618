"""The rules as dated and cited values, read from the files in library/."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from wardtoboard.base.citations import Citation, read_citation
from wardtoboard.base.errors import Fault, LibraryContentError
from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.findings import Severity, Used

Kind = Literal["finding", "definition", "waiver", "permission", "procedure", "information"]
Entry = Mapping[str, Any]

FILES = (
    "nhs_trusts",
    "foundation_trusts",
    "integrated_care_boards",
    "nhs_england",
    "codes",
    "persons",
)
REQUIRED = frozenset({"id", "kind", "bodies", "statement", "effective_from"})
OPTIONAL = frozenset(
    {
        *("source", "place", "status", "severity", "effective_to"),
        *("date_status", "params", "also_overridable"),
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision as data: what it asks, of which bodies, how strongly and between which days.

    `severity` is None for what is no finding of its own, such as a waiver. `date_citation` says
    whether the first day was checked, which may differ from the rest. `also_overridable` are
    values the rule lacks that an order or constitution may give. `template` says what it asks, with
    the names of its params, as in {max_ed:g}, where an own number may stand.
    """

    id: str
    template: str
    bodies: frozenset[str]
    severity: Severity | None
    kind: Kind
    start: date
    end: date | None
    params: Mapping[str, Any]
    citation: Citation
    date_citation: Citation
    also_overridable: frozenset[str] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Answer whether a day lies in the rule's time, whose last day belongs to it."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def statement(self) -> str:
        """What it asks, with the values of the law itself."""
        return self.statement_with(())

    def statement_with(self, used: Iterable[Used]) -> str:
        """Say what it asks with the values of a trace, such as the organisation's own."""
        read = {one.name: one.value for one in used if one.rule == self.id}
        return self.template.format_map({**self.params, **read})

    @property
    def overridable(self) -> frozenset[str]:
        """The names of the numbers that an order or constitution may give instead."""
        numbers = {name for name, value in self.params.items() if isinstance(value, int | float)}
        return self.also_overridable | numbers


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in the order of the files, found by their ids."""

    by_id: Mapping[str, Rule] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Rule]:
        """Give each rule."""
        return iter(self.by_id.values())

    def __getitem__(self, id: str) -> Rule:  # noqa: A002
        """Give the rule of an id, or raise KeyError."""
        return self.by_id[id]

    def __contains__(self, id: str) -> bool:  # noqa: A002
        """Answer whether there is a rule of this id."""
        return id in self.by_id

    def of(self, bodies: frozenset[BodyKind]) -> tuple[tuple[Rule, Severity], ...]:
        """Give the rules that make a finding for these bodies, what binds most first."""
        return tuple(
            (rule, severity)
            for severity in Severity
            for rule in self
            if rule.severity == severity and rule.bodies & bodies
        )


@cache
def load_rules() -> Rules:
    """Read the packaged rules; each is dated and cited, and no id is given twice."""
    return read_rules({f"{name}.toml": read_library(f"{name}.toml") for name in FILES})


def read_library(name: str) -> dict[str, Any]:
    """Read one file of library/ (TOML itself refuses a key given twice)."""
    path = files("wardtoboard.boards.law").joinpath("library", name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_rules(documents: Mapping[str, Entry]) -> Rules:
    """Read the rules of documents keyed by file; a file's source and status hold for its entries.

    Raises LibraryContentError with every fault.
    """
    rules: dict[str, Rule] = {}
    faults: list[Fault] = []
    for file, document in documents.items():
        for number, own in enumerate(document["rule"], start=1):
            entry, where = entry_of(document, own), f"{file}, rule {number}"
            found = faults_of_rule(entry, where)
            if not found and entry["id"] in rules:
                found = [Fault(f"{where} repeats another rule", "Keep one.", found=entry["id"])]
            faults += found
            if not found:
                rules[entry["id"]] = _rule(entry, where)
    if faults:
        raise LibraryContentError(faults)
    return Rules(rules)


def entry_of(document: Entry, own: Entry) -> Entry:
    """Give an entry with what its file says once for all of them."""
    shared = {key: document[key] for key in ("source", "status") if key in document}
    return {**shared, **own}


def faults_of_rule(entry: Entry, where: str) -> list[Fault]:
    """Give everything wrong with an entry: keys, words, dates and citation."""
    faults = [
        Fault(f"{where} lacks a key", f"Add {key}.", found=f"no {key}")
        for key in sorted(REQUIRED - entry.keys())
    ]
    faults += [
        Fault(f"{where} has a key we do not know", "Remove or rename it.", found=key)
        for key in sorted(entry.keys() - REQUIRED - OPTIONAL)
    ]
    return faults or [
        *_faults_of_words(entry, where),
        *_faults_of_statement(entry, where),
        *_faults_of_dates(entry, where),
        *_faults_of_citation(entry, where),
    ]


def _faults_of_words(entry: Entry, where: str) -> Iterator[Fault]:
    allowed: dict[str, tuple[list[Any], tuple[str, ...]]] = {
        "kind": ([entry["kind"]], get_args(Kind)),
        "body": (entry["bodies"], tuple(BodyKind)),
        "severity": ([entry["severity"]] if "severity" in entry else [], tuple(Severity)),
    }
    for what, (given, known) in allowed.items():
        for word in given:
            if word not in known:
                do = f"Use one of: {', '.join(known)}."
                yield Fault(f"{where} has a {what} we do not know", do, found=str(word))
    if (entry["kind"] == "finding") != ("severity" in entry):
        do = "Give a finding its severity, and nothing else one."
        yield Fault(f"{where} does not fit its kind", do, found=str(entry["kind"]))


def _faults_of_statement(entry: Entry, where: str) -> Iterator[Fault]:
    params = entry.get("params", {})
    try:
        entry["statement"].format_map(params)
    except (LookupError, AttributeError, TypeError, ValueError):
        what = f"{where} has a statement that its values cannot fill"
        do = f"Use numbers of its params: {', '.join(params) or 'it has none'}."
        yield Fault(what, do, found=entry["statement"])


def _faults_of_dates(entry: Entry, where: str) -> Iterator[Fault]:
    dates = [entry[key] for key in ("effective_from", "effective_to") if key in entry]
    plain = [day for day in dates if type(day) is date]
    for day in dates:
        if day not in plain:
            do = "Write it as 2019-12-02."
            yield Fault(f"{where} has no plain date", do, found=str(day))
    if len(plain) == len(dates) and plain != sorted(plain):
        yield Fault(f"{where} ends before it begins", "Put the dates right.", found=str(plain[1]))


def _faults_of_citation(entry: Entry, where: str) -> tuple[Fault, ...]:
    try:
        read_citation(entry, where)
        read_citation(_dated(entry), where)
    except LibraryContentError as error:
        return error.faults
    return ()


def _dated(entry: Entry) -> Entry:
    return {**entry, "status": entry.get("date_status", entry.get("status"))}


def _rule(entry: Entry, where: str) -> Rule:
    given = entry.get("params", {})
    params = {key: tuple(v) if isinstance(v, list) else v for key, v in given.items()}
    return Rule(
        id=entry["id"],
        template=entry["statement"],
        bodies=frozenset(entry["bodies"]),
        severity=Severity(entry["severity"]) if "severity" in entry else None,
        kind=entry["kind"],
        start=entry["effective_from"],
        end=entry.get("effective_to"),
        params=params,
        citation=read_citation(entry, where),
        date_citation=read_citation(_dated(entry), where),
        also_overridable=frozenset(entry.get("also_overridable", ())),
    )
