"""What each column of a register of directors holds, for the reference page of columns."""

from __future__ import annotations

from enum import StrEnum

from markup import code
from wardtoboard.boards.facts import Role, SeatKind
from wardtoboard.boards.register.seat_cells import (
    CONSTITUENCIES,
    DUTIES,
    EXPERIENCE,
    NOMINATED_BY,
    REGISTRATIONS,
)

YES_OR_NO = "`yes` or `no`"


def _choices(known: type[StrEnum] | tuple[str, ...]) -> str:
    return ", ".join(map(code, known))


MEANINGS_OF_SEATS = {
    "person": "The name; empty for a seat that nobody holds",
    "title": "The seat's title; may be empty unless the role is `other`",
    "role": f"One of {_choices(Role)}",
    "kind": f"One of {_choices(SeatKind)}; an attendee sits at the table and is no director",
    "from": "The first day in the seat",
    "to": "The last day in the seat; empty where none is set",
    "voting": f"Whether the seat votes, {YES_OR_NO}",
    "independent": f"Whether the board considers the person independent, {YES_OR_NO}",
    "professions": "Ids or names of [professions](professions.md), `;` between, or `none`",
    "registrations": f"Registers the person is on, `;` between, or `none`; of "
    f"{_choices(REGISTRATIONS)}",
    "background": "Professional background in your own words",
    "post": "A name for an executive post that people share, the same for each of them",
    "open_to": "Ids of the professions that may fill the seat, `;` between, or `any`",
    "speaks_for": "Ids of the professions in the person's portfolio, `;` between, or `none`",
    "skills": "Skills in your own words, `;` between, or `none`",
    "suspended_from": "The first day of a suspension",
    "suspended_to": "The last day of a suspension; empty while it lasts",
    "first_appointed": "When the person first came to this board, in any seat",
    "employed_until": "The last day employed by this body, or `never`",
    "business_until": "The last day of a material business relationship with it, or `never`",
    "other_pay": f"Paid by the body beside the fee, {YES_OR_NO}",
    "family_ties": f"Close family ties with the body's advisers, directors or senior staff, "
    f"{YES_OR_NO}",
    "cross_directorship": f"Links with other directors through other boards, {YES_OR_NO}",
    "works_for_trust": f"A secondee, or a university's post holder who works here, {YES_OR_NO}",
    "employee": f"Employed by the body or seconded to it, {YES_OR_NO}",
    "constituency": f"One of {_choices(CONSTITUENCIES)}; `university`: exercises its functions, "
    "or was appointed from it",
    "local_authority": "The local authority of which the person is a member, or `none`",
    "nominated_by": f"Who nominated a member, `;` between, or `none`; of {_choices(NOMINATED_BY)}",
    "experience": f"Experience that the law asks for, `;` between, or `none`; of "
    f"{_choices(EXPERIENCE)}",
    "duties": f"Duties of a non-executive, `;` between, or `none`; of {_choices(DUTIES)}",
    "private_interest": "Involvement with private health care that could undermine the "
    f"independence of the health service, {YES_OR_NO}",
    "disqualified": f"Disqualified from being a director, {YES_OR_NO}",
    "extension_reviewed": "When a term beyond six years was rigorously reviewed, or `never`",
    "extension_agreed_until": "To when a term beyond nine years was agreed, or `never`",
    "fit_and_proper": "When the person last had a full test as fit and proper, or `never`",
    "self_attested": "When the person last attested to it, or `never`",
}
