"""The forms of organisations and their people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from wardtoboard_web.accounts.forms import HOW_TO_CHOOSE
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.nhsuk_forms import (
    BooleanField,
    ChoiceField,
    EmailField,
    Form,
    MultipleChoiceField,
    PasswordField,
    TextField,
)
from wardtoboard_web.organisations.models import Kind, Role
from wardtoboard_web.organisations.presenters import ROLE_HINTS, profession_choices


class RolesForm(Form):
    """The roles of a person, and the profession that a profession lead leads."""

    roles = MultipleChoiceField(
        label="Roles",
        hint="A person may have several.",
        missing="Select at least one role",
        choices=Role.choices,
        hints=ROLE_HINTS,
        reveals={str(Role.PROFESSION_LEAD): "profession"},
    )
    profession = ChoiceField(
        label="Profession that they lead", shown_as="select", choices=(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the professions of today."""
        super().__init__(*args, **kwargs)
        field = self.fields["profession"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - said above
        field.choices = [("", "Choose a profession"), *profession_choices()]

    def clean(self) -> dict[str, Any]:
        """Ask for a profession where it is needed and drop it where it is not."""
        data = super().clean() or {}
        is_lead = Role.PROFESSION_LEAD in data.get("roles", [])
        if is_lead and not data.get("profession"):
            self.add_error("profession", "Select the profession that they lead")
        if not is_lead:
            data["profession"] = ""
        return data


class InviteForm(RolesForm):
    """Whom to invite, and to which roles."""

    email = EmailField(
        label="Email address",
        hint="They sign in with it, so it must be theirs alone.",
        missing="Enter their email address",
        max_length=254,
    )
    field_order = ("email", "roles", "profession")


class AcceptForm(Form):
    """Name and password of a new person."""

    name = TextField(
        label="Your name",
        hint="People in your organisations see it.",
        missing="Enter your name",
        max_length=120,
        autocomplete="name",
    )
    password = PasswordField(
        label="Password",
        hint=HOW_TO_CHOOSE,
        missing="Enter a password",
        autocomplete="new-password",
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        """Take the address, which the password must not be like."""
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Hold the password to the site's rules."""
        password = str(self.cleaned_data["password"])
        person = Person(email=self.email, name=self.cleaned_data.get("name", ""))
        validate_password(password, person)
        return password


class SettingsForm(Form):
    """How an organisation appears and what it asks of its people."""

    name = TextField(label="Name", missing="Enter the organisation's name", max_length=200)
    kind = ChoiceField(
        label="Kind of body", missing="Select the kind of body", choices=Kind.choices
    )
    parent_code = TextField(
        label="Code of the system it is part of",
        hint="Such as QX1. Leave it empty if the system does not use this site.",
        required=False,
        max_length=12,
        width=5,
    )
    shows_nhs_logo = BooleanField(
        label="Show the NHS logo",
        hint="Only for organisations that may use it: it is a trade mark.",
        required=False,
    )
    demands_second_factor = BooleanField(
        label="Ask everyone for a second factor",
        hint="Whoever has none sets one up before they see anything else. You need one yourself.",
        required=False,
    )


def add_refusal(form: forms.Form, error: Exception) -> None:
    """Show what an action refused among the form's errors."""
    form.add_error(None, ValidationError(str(error)))
