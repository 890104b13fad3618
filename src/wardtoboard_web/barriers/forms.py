"""What people look for in the library."""

from __future__ import annotations

from django.utils import timezone

from wardtoboard.guide import Wanted, load_guide
from wardtoboard.professions import load_professions
from wardtoboard_web.nhsuk_forms import ChoiceField, Form, TextField

Choices = list[tuple[str, str]]
MOST_LETTERS = 100


def professions() -> Choices:
    """Give the guide's professions, then each allied health profession."""
    known = load_professions(timezone.localdate())
    families = {one.family for one in known}
    named = [
        (one.id, f"{one.label} (all)" if one.id in families else one.label)
        for one in (*known.guide_professions, *known.allied_health)
    ]
    return [("", "Any profession"), *named]


def _barriers() -> Choices:
    return [("", "Any barrier"), *((one.id, one.name) for one in load_guide().barriers)]


def _routes() -> Choices:
    return [("", "Any route"), *((one.id, one.name) for one in load_guide().route_kinds)]


def _roles() -> Choices:
    return [("", "Any role"), *((one.id, one.name) for one in load_guide().role_kinds)]


class LibraryForm(Form):
    """Looks for case studies and resources; everything may be left open."""

    profession = ChoiceField(
        label="Profession", choices=professions, shown_as="select", required=False
    )
    barrier = ChoiceField(label="Barrier", choices=_barriers, shown_as="select", required=False)
    route = ChoiceField(
        label="Route to the top", choices=_routes, shown_as="select", required=False
    )
    role = ChoiceField(label="Role reached", choices=_roles, shown_as="select", required=False)
    words = TextField(
        label="Words",
        hint="For example: mentor, mental health",
        required=False,
        max_length=MOST_LETTERS,
    )

    def wanted(self) -> Wanted:
        """Give what is looked for; what the form could not read is left open."""
        self.full_clean()
        found = self.cleaned_data
        return Wanted(**{name: found.get(name) or "" for name in self.fields})
