"""What may happen to a board, asked as one scenario: at most one change of each sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from wardtoboard.base.errors import UserError
from wardtoboard.boards.facts import Board, BodyKind, Seat, SeatKind, bodies_of
from wardtoboard.boards.places import TOLD_BY_REGISTER
from wardtoboard.boards.scenarios.changes import (
    Appoint,
    BecomeFoundationTrust,
    Change,
    Merge,
    Open,
    Retire,
)
from wardtoboard.boards.scenarios.named_seats import find_seat
from wardtoboard.boards.scenarios.scenarios import apply
from wardtoboard.professions import load_professions
from wardtoboard_web.boards.actions.scenarios import NAME_TAKEN
from wardtoboard_web.boards.checking import read_content
from wardtoboard_web.boards.forms.register import MOST_BYTES, refuse, said
from wardtoboard_web.boards.models import KINDS
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.nhsuk_forms import BooleanField, ChoiceField, FileField, Form, TextField

NEW_SEATS = (SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE, SeatKind.ATTENDEE)
ONE_OF_REGISTER = {profession: register for register, profession in TOLD_BY_REGISTER.items()}
OF_NO_PROFESSION = "none"
NEWCOMER = "A newcomer"
Choices = list[tuple[str, str]]


class ScenarioForm(Form):
    """Asks what happens, of a board on a day; only what is filled in happens."""

    name = TextField(
        label="Name of the scenario",
        hint="For example, the finance director retires",
        missing="Enter a name for the scenario",
        max_length=120,
    )
    leaves = ChoiceField(label="Someone leaves the board", shown_as="select", required=False)
    opened = ChoiceField(
        label="A seat is opened to any registered clinician", shown_as="select", required=False
    )
    filled = ChoiceField(
        label="A seat is filled",
        hint="Whoever holds it leaves it.",
        shown_as="select",
        required=False,
    )
    profession = ChoiceField(
        label="Who fills it",
        hint="A profession and no name: scenarios are about seats.",
        shown_as="select",
        required=False,
    )
    foundation = BooleanField(label="The trust becomes a foundation trust", required=False)
    other = FileField(
        label="Another board joins ours",
        hint="Choose its register as TOML. Our board leads: where both have a chair or a named "
        "role, ours stays. Up to 1 MB.",
        accept=".toml",
        required=False,
    )

    def __init__(
        self, board: Board, day: date, taken: Sequence[str], data: Any = None, files: Any = None
    ) -> None:
        """Offer the people and seats of the day; `taken` are names of other scenarios."""
        super().__init__(data, files)
        self.board, self.day, self.taken = board, day, frozenset(taken)
        self.seats = board.on(day)
        words = _told_apart(self.seats)
        held = [(one.person, told) for one, told in zip(self.seats, words, strict=True)]
        seats: Choices = [(str(number), told) for number, told in enumerate(words)]
        made: Choices = [(kind.value, f"A new seat: {dict(KINDS)[kind]}") for kind in NEW_SEATS]
        self._offer("leaves", [("", "Nobody leaves"), *(one for one in held if one[0])])
        self._offer("opened", [("", "None is opened"), *seats])
        self._offer("filled", [("", "None is filled"), *seats, *made])
        self._offer("profession", [("", "Nobody"), *_professions()])
        if BodyKind.NHS_TRUST not in bodies_of(board.bodies):
            del self.fields["foundation"]

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Refuse the name of another scenario."""
        name: str = self.cleaned_data["name"]
        if name in self.taken:
            self.add_error("name", said(NAME_TAKEN))
        return name

    def clean_other(self) -> Board | None:
        """Read the other board."""
        file: UploadedFile[bytes] | None = self.cleaned_data["other"]
        if file is None:
            return None
        if (file.size or 0) > MOST_BYTES:
            self.add_error("other", "The file must be smaller than 1 MB. Keep to one board.")
            return None
        try:
            return read_content(file.read(), "other.toml")
        except UserError as error:
            for fault in error.faults:
                self.add_error("other", fault.sentence())
            return None

    def clean(self) -> dict[str, Any]:
        """See that something happens, and that it can."""
        told = super().clean() or {}
        if bool(told.get("filled")) != bool(told.get("profession")):
            missing = "profession" if told.get("filled") else "filled"
            words = "Select who fills the seat" if told.get("filled") else "Select the seat"
            self.add_error(missing, words)
        if not self.errors:
            self._refuse_unclear_seats(told)
        if self.errors:
            return told
        changes = tuple(self._changes(told))
        if not changes:
            self.add_error("leaves", "Say at least one thing that happens")
            return told
        try:
            apply(self.board, changes, self.day)
        except UserError as error:
            refuse(self, error)
        return told

    def _refuse_unclear_seats(self, told: dict[str, Any]) -> None:
        """Refuse a seat that its name does not lead to: another has the same, or it has none."""
        for question in ("opened", "filled"):
            if not told[question].isdecimal():  # nothing, or a new seat
                continue
            seat = self.seats[int(told[question])]
            if question == "filled" and _is_left(seat, told):
                is_clear = _is_clear_once_left(seat, self.board, self.day)
            else:
                is_clear = _is_found(_named(seat), [seat], self.board, self.day)
            if not is_clear:
                which = f"More than one seat goes by “{_named(seat)}”"
                do = "Give each a title of its own in the register first."
                self.add_error(question, f"{which}. {do}")

    @property
    def changes(self) -> list[dict[str, Any]]:
        """Give the changes as plain JSON."""
        return [change.to_dict() for change in self._changes(self.cleaned_data)]

    def _changes(self, told: dict[str, Any]) -> Iterator[Change]:
        """Give what happens, in an order in which each can still find its seat."""
        if told["opened"]:
            yield Open(_named(self.seats[int(told["opened"])]))
        if told["leaves"]:
            yield Retire(told["leaves"])
        if told["filled"]:
            yield self._appointment(told)
        if told["other"] is not None:
            yield Merge(told["other"], lead=self.board.name)
        if told.get("foundation"):
            yield BecomeFoundationTrust()

    def _appointment(self, told: dict[str, Any]) -> Appoint:
        profession, filled = told["profession"], told["filled"]
        facts = _facts(profession)
        if filled in {kind.value for kind in NEW_SEATS}:
            kind = SeatKind(filled)
            votes = None if kind is SeatKind.ATTENDEE else True
            title = f"New seat: {dict(KINDS)[kind]}"
            return Appoint(NEWCOMER, title, facts={**facts, "kind": kind, "voting": votes})
        seat = self.seats[int(filled)]
        named = seat.title if _is_left(seat, told) else _named(seat)
        return Appoint(NEWCOMER, named, facts=facts)


def _named(seat: Seat) -> str:
    return seat.person or seat.title


def _is_left(seat: Seat, told: dict[str, Any]) -> bool:
    return bool(seat.person) and seat.person == told["leaves"]


def _is_clear_once_left(seat: Seat, board: Board, day: date) -> bool:
    """Answer whether the title leads to the seat that is empty once its holder left."""
    try:
        after = Retire(seat.person).on(board, day)
    except UserError:  # what is wrong is said where all changes are made
        return True
    left = [one for one in after.on(day) if one not in board.seats]
    return not left or _is_found(seat.title, left, after, day)


def _is_found(name: str, seats: Sequence[Seat], board: Board, day: date) -> bool:
    """Answer whether a name leads to one of these seats, or to one like it in all."""
    try:
        return bool(name) and find_seat(board, name, day) in seats
    except UserError:
        return False


def _told_apart(seats: Sequence[Seat]) -> list[str]:
    """Say each seat by its title and holder, with its dates and then a number where alike."""
    words = [f"{seat.title} ({seat.person or 'empty'})" for seat in seats]
    alike = Counter(words)
    words = [
        f"{one}{_dates(seat)}" if alike[one] > 1 else one
        for seat, one in zip(seats, words, strict=True)
    ]
    alike, so_far = Counter(words), Counter[str]()
    for place, one in enumerate(words):
        so_far[one] += 1
        if alike[one] > 1:
            words[place] = f"{one}, {so_far[one]} of {alike[one]}"
    return words


def _dates(seat: Seat) -> str:
    start = f", from {day_words(seat.start)}" if seat.start else ""
    return f"{start}, until {day_words(seat.end)}" if seat.end else start


def _professions() -> Choices:
    known = load_professions(date.max)
    named = [(one.id, _start(one.singular)) for one in known if one.id != "ahp"]
    return [*named, (OF_NO_PROFESSION, "Someone who is no clinician")]


def _facts(profession: str) -> dict[str, Any]:
    """Give what is then known of the person: the profession, and a register that tells it."""
    if profession == OF_NO_PROFESSION:
        return {"professions": (), "registrations": ()}
    register = ONE_OF_REGISTER.get(profession)
    told = {"registrations": (register,)} if register else {}
    return {"professions": (profession,), **told}


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
