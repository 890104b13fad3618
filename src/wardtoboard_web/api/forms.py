"""What the page of tokens asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wardtoboard_web.api.scopes import Scope, scopes_for
from wardtoboard_web.nhsuk_forms import ChoiceField, Form, MultipleChoiceField, TextField
from wardtoboard_web.organisations.access import Visitor

LASTS = (("30", "30 days"), ("90", "90 days"), ("365", "One year"))


class TokenForm(Form):
    """A name, what the token may do, and how long it lasts."""

    name = TextField(
        label="Name",
        hint="Say which program will use it, such as “Monthly staff table”.",
        missing="Enter a name for the token",
        max_length=60,
    )
    scopes = MultipleChoiceField(
        label="What it may do",
        hint="Choose as little as the program needs.",
        missing="Select what the token may do",
    )
    lasts = ChoiceField(
        label="How long it lasts",
        choices=LASTS,
        initial="90",
        missing="Select how long the token lasts",
    )

    def __init__(self, visitor: Visitor, *args: Any, **kwargs: Any) -> None:
        """Offer only what the visitor may do themselves."""
        super().__init__(*args, **kwargs)
        choices = [(scope.value, scope.label) for scope in scopes_for(visitor)]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]

    def chosen_scopes(self) -> list[Scope]:
        """Give the scopes ticked."""
        return [Scope(value) for value in self.cleaned_data["scopes"]]

    def chosen_time(self) -> timedelta:
        """Give how long the token is to last."""
        return timedelta(days=int(self.cleaned_data["lasts"]))
