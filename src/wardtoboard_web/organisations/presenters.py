"""Words for people, roles and the audit ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from wardtoboard.professions import load_professions
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words, moment_words
from wardtoboard_web.organisations.facts import Member, Place
from wardtoboard_web.organisations.models import Invitation, Role

ROLE_HINTS: Mapping[str, str] = {
    Role.ADMINISTRATOR: "People, roles and settings. Brings in staff tables. Keeps the register of "
    "the board.",
    Role.ANALYST: "Every count. Brings in staff tables and decides what others see.",
    Role.BOARD_MEMBER: "Protected figures. Keeps the register of the board.",
    Role.PROFESSION_LEAD: "Protected figures of one profession.",
    Role.FACILITATOR: "Protected figures, for focus groups and workshops.",
    Role.LINE_MANAGER: "The guide: barriers, questions, case studies.",
    Role.CLINICIAN: "The guide: barriers, questions, case studies.",
    Role.SYSTEM_VIEWER: "Only what is released to the system that the organisation is part of.",
}
FORMER = "A former member"
HASH = re.compile(r"[0-9a-f]{64}")
"""A hash of a file, which a line of the ledger shows the start of; the download has all of it."""
COMMAND = "A command"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as the list of people shows them."""

    id: UUID
    name: str
    email: str
    roles: str


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An open invitation as the list of people shows it."""

    id: UUID
    email: str
    roles: str
    until: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An organisation in the list to choose from."""

    code: str
    name: str
    roles: str


def profession_choices() -> tuple[tuple[str, str], ...]:
    """Give the professions that may have a lead: id and name."""
    found = load_professions(timezone.localdate())
    return tuple((one.id, one.label) for one in found)


def member_rows(members: Iterable[Member]) -> list[MemberRow]:
    """Say each member, with address: for administrators alone."""
    return [
        MemberRow(
            id=one.person.pk,
            name=one.person.name,
            email=one.person.email,
            roles=roles_words(one.roles, one.professions),
        )
        for one in members
    ]


def invitation_rows(invitations: Iterable[Invitation]) -> list[InvitationRow]:
    """Say each open invitation."""
    return [
        InvitationRow(
            id=one.pk,
            email=one.email,
            roles=invitation_roles(one),
            until=day_words(one.closes_at),
        )
        for one in invitations
    ]


def invitation_roles(invitation: Invitation) -> str:
    """Say the roles that an invitation gives."""
    roles = [role for role in Role if role in invitation.roles]
    return roles_words(roles, [invitation.profession] if invitation.profession else [])


def roles_words(roles: Iterable[Role], professions: Iterable[str] = ()) -> str:
    """Say roles in a line; a profession lead's with what they lead."""
    names = dict(profession_choices())
    led = ", ".join(names.get(one, one).lower() for one in professions)
    return ", ".join(
        f"{role.label} ({led})" if led and role is Role.PROFESSION_LEAD else role.label
        for role in roles
    )


def place_rows(places: Iterable[Place]) -> list[PlaceRow]:
    """Say the organisations that a person may choose from."""
    return [
        PlaceRow(one.organisation.code, one.organisation.name, roles_words(one.roles))
        for one in places
    ]


def action_words(action: str) -> str:
    """Say what happened: `second_factor.set_up` is "Second factor set up"."""
    said = action.replace(".", " ").replace("_", " ")
    return said[:1].upper() + said[1:]


def ledger_table(entries: Iterable[Entry], names: Mapping[UUID, str], code: str) -> DataTable:
    """Put entries in a table to read; names are those of people who are members now."""
    return DataTable(
        name=f"audit-{code.lower()}",
        caption="What was done, newest first",
        headers=("Entry", "When", "Who", "What", "About"),
        rows=tuple(
            (
                str(one.number),
                moment_words(one.when),
                actor_words(one, names),
                action_words(one.action),
                about_words(one, names),
            )
            for one in entries
        ),
    )


def ledger_file(entries: Iterable[Entry], names: Mapping[UUID, str], code: str) -> DataTable:
    """Put entries in a table to take away, with what is needed to check the chain."""
    return DataTable(
        name=f"audit-{code.lower()}",
        caption=f"Audit ledger of {code}",
        headers=("number", "when", "who", "actor", "action", "subject", "detail", "hash"),
        rows=tuple(
            (
                one.number,
                one.when.isoformat(),
                actor_words(one, names),
                str(one.actor or ""),
                one.action,
                one.subject,
                json.dumps(one.detail, ensure_ascii=False, sort_keys=True),
                one.hash,
            )
            for one in entries
        ),
    )


def actor_words(entry: Entry, names: Mapping[UUID, str]) -> str:
    """Name who did it, if they are a member."""
    return names.get(entry.actor, FORMER) if entry.actor else COMMAND


def about_words(entry: Entry, names: Mapping[UUID, str]) -> str:
    """Say the details of an entry in a line, after whom it is about if that is a member."""
    about = next((name for key, name in names.items() if str(key) == entry.subject), "")
    parts = [about] if about else []
    parts += [
        f"{name.replace('_', ' ')}: {_value_words(value)}"
        for name, value in sorted(entry.detail.items())
        if value not in ("", None, [], {})
    ]
    return "; ".join(parts) or "–"


def _value_words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_value_words(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = str(value).replace("_", " ")
    return f"{words[:12]}…" if HASH.fullmatch(words) else words
