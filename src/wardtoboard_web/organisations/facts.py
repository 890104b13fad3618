"""From rows to what pages show of people and places."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.invitation_tokens import hash_of_token
from wardtoboard_web.organisations.models import Invitation, Membership, Organisation, Role
from wardtoboard_web.organisations.scope import as_person, in_organisation


@dataclass(frozen=True, slots=True)
class Member:
    """A person with their roles in one organisation; `professions` are those they lead."""

    person: Person
    roles: tuple[Role, ...]
    professions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation in which a person has these roles."""

    organisation: Organisation
    roles: tuple[Role, ...]


def members() -> list[Member]:
    """Give the members of the current organisation, by name."""
    rows: dict[UUID, list[Membership]] = {}
    found = Membership.objects.select_related("person").order_by("person__name", "person__email")
    for row in found:
        rows.setdefault(row.person_id, []).append(row)
    return [
        Member(
            person=held[0].person,
            roles=_in_order(held),
            professions=tuple(sorted(row.profession for row in held if row.profession)),
        )
        for held in rows.values()
    ]


def find_member(person_id: UUID) -> Member | None:
    """Find a member of the current organisation."""
    return next((one for one in members() if one.person.pk == person_id), None)


def open_invitations() -> list[Invitation]:
    """Give the current organisation's invitations whose links still work, oldest first."""
    return [one for one in Invitation.objects.order_by("made_at") if one.is_open]


def open_invitation(organisation: Organisation, token: str) -> Invitation | None:
    """Find the invitation of a link, None when the link does not work."""
    with in_organisation(organisation):
        found: Invitation | None = Invitation.objects.filter(
            token_hash=hash_of_token(token)
        ).first()
    return found if found and found.is_open else None


def places_of(person: Person) -> list[Place]:
    """Give the organisations in which a person has a role, by name."""
    with as_person(person.pk):
        rows = list(Membership.everywhere.of(person).order_by("organisation__name"))
    held: dict[UUID, list[Membership]] = {}
    for row in rows:
        held.setdefault(row.organisation_id, []).append(row)
    return [Place(rows[0].organisation, _in_order(rows)) for rows in held.values()]


def _in_order(rows: list[Membership]) -> tuple[Role, ...]:
    held = {row.role for row in rows}
    return tuple(role for role in Role if role in held)
