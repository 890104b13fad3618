"""What is asked about a seat: first what every register has, then what some rules ask."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.forms import BoundField

from wardtoboard.boards.facts import Role, Seat, SeatKind
from wardtoboard.boards.register.titles import titled
from wardtoboard_web.boards.forms.answers import (
    DayField,
    LastTimeField,
    ListField,
    OneField,
    SeveralField,
    YesNoField,
)
from wardtoboard_web.boards.forms.words import (
    CONSTITUENCIES,
    DUTIES,
    EXPERIENCE,
    NOMINATORS,
    REGISTERS,
)
from wardtoboard_web.boards.models import KINDS, ROLES
from wardtoboard_web.nhsuk_forms import ChoiceField, Form, TextField
from wardtoboard_web.organisations.presenters import profession_choices

FOR_EXAMPLE = "For example, 31 3 2026"
EMPTY_IS_UNKNOWN = "Leave it empty if it is not known."
OPEN_BY_ROLE = (
    "Tick nothing if the role says it: a doctor or dentist as medical director, a nurse or midwife "
    "as director of nursing, any registered clinician in any other seat."
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some questions of the form under one heading; `is_first` is shown without being opened."""

    heading: str
    names: tuple[str, ...]
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A part with its questions as they stand on the page; open where something is wrong."""

    heading: str
    questions: tuple[BoundField, ...]
    is_first: bool

    @property
    def is_open(self) -> bool:
        """Answer whether something in it needs an eye."""
        return any(one.errors for one in self.questions)


PARTS = (
    Part(
        "The seat and who sits in it",
        ("title", "person", "kind", "role", "voting", "start", "end", "professions"),
        is_first=True,
    ),
    Part(
        "Registrations, background and skills",
        ("registrations", "background", "skills", "speaks_for", "open_to", "post"),
    ),
    Part(
        "Independence",
        (
            "independent",
            "first_appointed",
            "employed_until",
            "business_until",
            "other_pay",
            "family_ties",
            "cross_directorship",
            "extension_reviewed",
            "extension_agreed_until",
        ),
    ),
    Part(
        "Where the person comes from, and special duties",
        (
            "constituency",
            "local_authority",
            "nominated_by",
            "experience",
            "duties",
            "works_for_trust",
            "employee",
            "private_interest",
        ),
    ),
    Part("Fit and proper person", ("disqualified", "fit_and_proper", "self_attested")),
    Part("Suspension", ("suspended_from", "suspended_to")),
)


class SeatForm(Form):
    """Asks for everything that is known of a seat; what is left open is not known."""

    title = TextField(
        label="Title",
        hint="For example, director of therapies. Leave it empty to use the role’s name.",
        required=False,
        max_length=200,
    )
    person = TextField(
        label="Name of the person",
        hint="Leave it empty while the seat stands empty.",
        required=False,
        max_length=120,
    )
    kind = ChoiceField(label="What sort of seat is it?", missing="Select a sort", choices=KINDS)
    role = ChoiceField(
        label="Role", shown_as="select", missing="Select a role", choices=ROLES, initial=Role.OTHER
    )
    voting = YesNoField(label="Does it have a vote?")
    start = DayField(label="First day", hint=f"{FOR_EXAMPLE}. {EMPTY_IS_UNKNOWN}", required=False)
    end = DayField(
        label="Last day", hint="Also an agreed day to come. Empty if none is set.", required=False
    )
    registrations = SeveralField(
        label="Registrations",
        choices=REGISTERS,
        none="Not registered with any",
    )
    background = TextField(
        label="Professional background", hint="In your own words.", required=False, max_length=300
    )
    skills = ListField(label="Skills", hint="For example, finance; digital.")
    post = TextField(
        label="Shared post",
        hint="If people share this post, write the same name of the post for each.",
        required=False,
        max_length=120,
    )
    independent = YesNoField(
        label="Does the board hold the person to be independent?",
        hint="Asked of the chair and non-executive directors.",
    )
    first_appointed = DayField(
        label="First appointed to this board",
        hint=f"If that was before the first day above. {EMPTY_IS_UNKNOWN}",
        required=False,
    )
    employed_until = LastTimeField(label="Last employed by this organisation")
    business_until = LastTimeField(label="Last had a material business link with it")
    other_pay = YesNoField(label="Does the person get other pay from it?")
    family_ties = YesNoField(
        label="Close family ties with its advisers, directors or senior staff?"
    )
    cross_directorship = YesNoField(label="Links with other directors through other bodies?")
    extension_reviewed = LastTimeField(label="Last rigorous review of serving longer than 6 years")
    extension_agreed_until = LastTimeField(label="Agreed to serve until")
    constituency = OneField(label="Constituency", choices=CONSTITUENCIES)
    local_authority = TextField(
        label="Partner local authority",
        hint=f"The one that the person comes from, or none. {EMPTY_IS_UNKNOWN}",
        required=False,
        max_length=120,
        empty_value=None,
    )
    nominated_by = SeveralField(label="Nominated by", choices=NOMINATORS, none="None of them")
    experience = SeveralField(label="Knowledge and experience", choices=EXPERIENCE, none="Neither")
    duties = SeveralField(label="Special duties", choices=DUTIES, none="None of them")
    works_for_trust = YesNoField(
        label="Does the person work for the trust in another way?",
        hint="On secondment, or as a university's post holder who works there.",
    )
    employee = YesNoField(label="Is the person an employee of this body?")
    private_interest = YesNoField(
        label="Would the person’s private health care interests undermine the health service?"
    )
    disqualified = YesNoField(label="Is the person disqualified or unfit?")
    fit_and_proper = LastTimeField(label="Last full fit and proper person test")
    self_attested = LastTimeField(label="Last yearly self-attestation")
    suspended_from = DayField(label="Suspended from", hint=FOR_EXAMPLE, required=False)
    suspended_to = DayField(label="Suspended until", hint=FOR_EXAMPLE, required=False)

    def __init__(self, data: Any = None, seat: Seat | None = None) -> None:
        """Ask; `seat` is what was known before."""
        super().__init__(data, initial=None if seat is None else _known(seat))
        professions = profession_choices()
        self.fields["professions"] = SeveralField(
            label="Professions", choices=professions, none="Not a clinician"
        )
        self.fields["speaks_for"] = SeveralField(
            label="Professions that the person speaks for", choices=professions, none="None"
        )
        self.fields["open_to"] = SeveralField(
            label="Who may fill this seat?",
            choices=[("any", "Any registered clinician"), *professions],
            none="No clinician may fill it",
            hint=OPEN_BY_ROLE,
        )

    def parts(self) -> list[AskedPart]:
        """Give the questions as the page has them."""
        return [
            AskedPart(part.heading, tuple(self[name] for name in part.names), part.is_first)
            for part in PARTS
        ]

    def seat(self) -> Seat:
        """Give the seat that was described; a blank title is filled from the role."""
        said = dict(self.cleaned_data)
        said["role"], said["kind"] = Role(said["role"]), SeatKind(said["kind"])
        return titled(Seat(**said))


def _known(seat: Seat) -> dict[str, Any]:
    """Give what is known of a seat as its questions show it."""
    return {field.name: getattr(seat, field.name) for field in fields(seat)}
