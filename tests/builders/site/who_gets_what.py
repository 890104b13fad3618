"""Who gets what at each address of the site.

A stranger is a member of another organisation, with every role there; someone signed out has no
role anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from builders.site.addresses import Address
from builders.site.whole_site import ASKERS, LED, POSTS, Asker
from wardtoboard_web.organisations.models import Role

Answers = Mapping[Asker, int]

ADMINISTRATOR, ANALYST, BOARD_MEMBER = Role.ADMINISTRATOR, Role.ANALYST, Role.BOARD_MEMBER
IMPORTERS = (ADMINISTRATOR, ANALYST)
BOARD_READERS = (ADMINISTRATOR, ANALYST, BOARD_MEMBER)
BOARD_KEEPERS = (ADMINISTRATOR, BOARD_MEMBER)
API_USERS = (ADMINISTRATOR, ANALYST, BOARD_MEMBER)
READERS = tuple(role for role in Role if role not in (Role.LINE_MANAGER, Role.CLINICIAN))
INSIDERS = tuple(role for role in Role if role != Role.SYSTEM_VIEWER)
"""Everyone but the system viewer, who sees only what is released."""


def all_get(status: int, **others: int) -> Answers:
    """Everyone gets the same; `others` names exceptions, with _ for a space."""
    named = {name.replace("_", " "): code for name, code in others.items()}
    return {asker: named.get(asker, status) for asker in ASKERS}


def signed_in_get(status: int) -> Answers:
    """Whoever is signed in gets it; others are asked to sign in."""
    return all_get(status, signed_out=302)


def members_get(status: int, *roles: Role, refused: int = 403) -> Answers:
    """These roles get it, others are refused; a stranger learns nothing, not even that it is."""
    inside = {role: status if role in roles else refused for role in Role}
    return {**inside, "signed out": 302, "stranger": 404}


def programs_get(status: int, *roles: Role, stranger: int) -> Answers:
    """Tokens of these roles get it; of others, are refused; and some people may have none."""
    inside = {role: status if role in roles else 403 if role in API_USERS else 401 for role in Role}
    return {**inside, "signed out": 401, "stranger": stranger}


NOT_TAKEN = all_get(405)
ASKED_FIRST = signed_in_get(405)
"""Not taken either, but whoever is signed out is asked to sign in first."""


@dataclass(frozen=True)
class Line:
    """What everyone gets at an address, and what fills the open parts of the address.

    `parts` that begin with `@` are things of the organisation. `send` makes what a POST sends.
    """

    get: Answers
    post: Answers
    parts: Mapping[str, str] = field(default_factory=dict)
    send: Callable[[], Mapping[str, Any]] = dict

    def named(self, address: Address, things: Mapping[str, Any]) -> dict[str, Any]:
        """Fill what the address leaves open."""
        given = {"code": "@code", **self.parts}
        return {
            name: things[given[name][1:]] if given[name].startswith("@") else given[name]
            for name in address.parts
        }

    def where(self, address: Address, things: Mapping[str, Any]) -> str:
        """Write the address of the organisation's own things."""
        return written(address, self.named(address, things))


def written(address: Address, parts: Mapping[str, Any]) -> str:
    """Write an address with its open parts filled."""
    if address.name == address.route:
        return f"/{address.route}"
    return reverse(address.name, kwargs=dict(parts))


def page(get: Answers, **parts: str) -> Line:
    """A page that only shows."""
    return Line(get, NOT_TAKEN, parts)


def own_page(get: Answers, **parts: str) -> Line:
    """A page about whoever is signed in, that only shows."""
    return Line(get, ASKED_FIRST, parts)


def form(get: Answers, post: Answers, **parts: str) -> Line:
    """A page with a form."""
    return Line(get, post, parts)


def button(post: Answers, **parts: str) -> Line:
    """A button alone."""
    return Line(NOT_TAKEN, post, parts)


def both(answers: Answers, **parts: str) -> Line:
    """A form that is shown again when nothing was filled in."""
    return Line(answers, answers, parts)


NOWHERE, SIGNED_OUT = all_get(404), all_get(302, signed_out=200)
EVERYONE, SIGNED_IN = all_get(200), signed_in_get(200)
NOT_SET_UP = signed_in_get(404)
"""Nobody here has a second factor."""
LED_ON = all_get(302)
"""To sign in, to show once more who they are, or to where they belong."""
FIND = members_get(200, *READERS)
GUIDE = members_get(200, *INSIDERS)
BRING = members_get(200, *IMPORTERS)
BROUGHT = members_get(302, *IMPORTERS)
# an administrator knows only the files they sent themselves, and an analyst sent these
READ = members_get(200, ANALYST)
CHANGED = members_get(302, ANALYST)
RELEASING = members_get(200, ANALYST)
BOARD = members_get(200, *BOARD_READERS)
BOARD_ASKED = members_get(200, *BOARD_KEEPERS)
BOARD_CHANGED = members_get(302, *BOARD_KEEPERS)
MANAGING = members_get(200, ADMINISTRATOR)
MANAGED = members_get(302, ADMINISTRATOR)

TABLE: dict[str, Line] = {
    # Organisations
    "organisations:start": page(all_get(302, signed_out=200)),
    "organisations:choose": own_page(SIGNED_IN),
    "organisations:enter": own_page({**signed_in_get(302), "stranger": 404}),
    "organisations:invitation": both(EVERYONE, token="@invitation_link"),  # noqa: S106
    "organisations:people": page(MANAGING),
    "organisations:invite": both(MANAGING),
    "organisations:withdraw": button(MANAGED, invitation="@invitation"),
    "organisations:change_roles": both(MANAGING, person="@member"),
    "organisations:remove": form(MANAGING, MANAGED, person="@member"),
    "organisations:settings": both(MANAGING),
    "organisations:audit": page(MANAGING),
    "organisations:download_audit": page(MANAGING),
    # The barrier map; who sees only what is released is led on to that
    "barriers:map": page({**members_get(200, *Role), Role.SYSTEM_VIEWER: 302}),
    "barriers:looked_at": button(members_get(302, *INSIDERS)),
    "barriers:barrier": page(GUIDE, barrier="talent.time"),
    "barriers:library": page(GUIDE),
    "barriers:case": page(GUIDE, case="@case"),
    # Ceilings
    "ceilings:organisation": page(FIND),
    "ceilings:organisation_download": page(FIND, table="@organisation_table", kind="csv"),
    "ceilings:profession": page(FIND, profession=LED),
    "ceilings:profession_download": page(
        FIND, profession=LED, table="@profession_table", kind="xlsx"
    ),
    "ceilings:finding": page(FIND, profession=LED, level="band-7"),
    "ceilings:finding_download": page(
        FIND, profession=LED, level="band-7", table="@finding_table", kind="csv"
    ),
    "ceilings:releases": page(RELEASING),
    "ceilings:propose": both(RELEASING),
    "ceilings:proposal": page(RELEASING, proposal_id="@proposal"),
    "ceilings:proposal_progress": page(RELEASING, proposal_id="@proposal"),
    "ceilings:release": button(members_get(302, ANALYST), proposal_id="@proposal"),
    # The board
    "boards:board": page(BOARD),
    "boards:board_missing": page(BOARD),
    "boards:board_free_seats": page(BOARD),
    "boards:board_scenarios": page(BOARD),
    "boards:board_scenario_add": both(BOARD_ASKED),
    "boards:board_scenario_drop": button(BOARD_CHANGED, scenario_id="@scenario"),
    "boards:board_explain": form(BOARD, BOARD_ASKED, rule="CODE23-HALF"),
    "boards:board_schedule": page(BOARD),
    "boards:board_annual_report": page(BOARD),
    "boards:board_register": page(BOARD),
    "boards:board_register_download": page(BOARD, kind="csv"),
    "boards:board_import": both(BOARD_ASKED),
    "boards:board_seat_add": both(BOARD_ASKED),
    "boards:board_seat": both(BOARD_ASKED, seat_id="@seat"),
    "boards:board_seat_remove": both(BOARD_ASKED, seat_id="@seat"),
    "boards:board_details": both(BOARD_ASKED),
    "boards:board_instruments": page(BOARD),
    "boards:board_instrument_add": both(BOARD_ASKED, rule="NHST-MAX-NED"),
    "boards:board_instrument_end": both(BOARD_ASKED, instrument_id="@instrument"),
    # Imports
    "staff:imports": page(BRING),
    "staff:new": both(BRING, kind="staff"),
    "staff:own_places": page(BRING),
    "staff:own_place": both(BRING, place_id="@place"),
    "staff:end_place": both(BRING, place_id="@place"),
    "staff:import": page(BRING, import_id="@done"),
    "staff:file": both(READ, import_id="@draft"),
    "staff:remove_file": button(CHANGED, import_id="@draft", file_id="@draft_file"),
    "staff:columns": both(READ, import_id="@draft", file_id="@draft_file"),
    "staff:codes": both(READ, import_id="@draft"),
    "staff:place": form(READ, CHANGED, import_id="@draft"),
    "staff:check": both(READ, import_id="@draft"),
    "staff:faults": page(READ, import_id="@draft", kind="csv"),
    "staff:progress": page(BRING, import_id="@done"),
    "staff:restart": button(BROUGHT, import_id="@done"),
    "staff:again": button(CHANGED, import_id="@done"),
    "staff:discard": button(BROUGHT, import_id="@draft"),
    "staff:undo": form(BRING, BROUGHT, import_id="@done"),
    # Staff histories, which are of single people
    "staff:histories": page(READ),
    "staff:add_histories": both(READ),
    "staff:history": page(READ, import_id="@history_draft"),
    "staff:remove_history": button(CHANGED, import_id="@history_draft", file_id="@history_file"),
    "staff:history_codes": both(READ, import_id="@history_draft"),
    "staff:start_history": button(CHANGED, import_id="@history_draft"),
    "staff:history_faults": page(READ, import_id="@history", kind="csv"),
    "staff:history_progress": page(READ, import_id="@history_draft"),
    "staff:restart_history": button(CHANGED, import_id="@history_draft"),
    "staff:discard_history": button(CHANGED, import_id="@history_draft"),
    "staff:undo_history": form(READ, CHANGED, import_id="@history"),
    # Tokens
    "api:tokens": both(members_get(200, *API_USERS)),
    "api:revoke": form(
        {**members_get(404, *API_USERS), ADMINISTRATOR: 200, ANALYST: 200},
        {**members_get(404, *API_USERS), ADMINISTRATOR: 302, ANALYST: 302},
        token="@token",  # noqa: S106
    ),
    # The API: a stranger's token opens their own organisation, where they have every role
    "api:v1:openapi-json": both(EVERYONE),
    "api:v1:api-root": both(all_get(404)),
    "api:v1:guide": page(programs_get(200, *API_USERS, stranger=200)),
    "api:v1:organisation": page(programs_get(200, *API_USERS, stranger=200)),
    "api:v1:barriers": page(programs_get(200, *API_USERS, stranger=200)),
    "api:v1:ceilings": page(programs_get(200, *API_USERS, stranger=200)),
    "api:v1:profession": page(programs_get(200, *API_USERS, stranger=200), profession=LED),
    "api:v1:headcounts": page(programs_get(200, *API_USERS, stranger=200)),
    "api:v1:releases": page(programs_get(200, ANALYST, stranger=200)),
    "api:v1:imports": Line(
        programs_get(200, *IMPORTERS, stranger=200),
        programs_get(202, *IMPORTERS, stranger=202),
        send=lambda: {"file": SimpleUploadedFile("posts.csv", POSTS), "kind": "establishment"},
    ),
    "api:v1:import": page(programs_get(200, *IMPORTERS, stranger=404), import_id="@done"),
    # A person's own account
    "accounts:account": own_page(SIGNED_IN),
    "accounts:name": both(SIGNED_IN),
    "accounts:sessions": own_page(SIGNED_IN),
    "accounts:end_session": Line(ASKED_FIRST, signed_in_get(404), {"session": "1000000"}),
    "accounts:end_every_session": Line(ASKED_FIRST, all_get(302)),
    "accounts:second_factor_needed": own_page(SIGNED_IN),
    # Signing in. Who came in long ago is asked to show once more who they are
    "account_login": both(SIGNED_OUT),
    "account_logout": form(SIGNED_IN, all_get(302)),
    "account_inactive": page(EVERYONE),
    "account_reauthenticate": both(SIGNED_IN),
    "account_change_password": both(SIGNED_IN),
    "account_set_password": both(LED_ON),
    "account_reset_password": both(EVERYONE),
    "account_reset_password_done": page(EVERYONE),
    "account_reset_password_from_key": both(EVERYONE, uidb36="1", key="set-password"),
    "account_reset_password_from_key_done": page(EVERYONE),
    "mfa_index": own_page(SIGNED_IN),
    "mfa_authenticate": both(LED_ON),
    "mfa_reauthenticate": both(LED_ON),
    "mfa_activate_totp": both(LED_ON),
    "mfa_deactivate_totp": both(NOT_SET_UP),
    "mfa_view_recovery_codes": own_page(NOT_SET_UP),
    "mfa_generate_recovery_codes": both(LED_ON),
    "mfa_download_recovery_codes": both(NOT_SET_UP),
    "mfa_list_webauthn": own_page(SIGNED_IN),
    "mfa_add_webauthn": both(LED_ON),
    "mfa_login_webauthn": both(LED_ON),
    "mfa_reauthenticate_webauthn": both(LED_ON),
    "mfa_remove_webauthn": both(LED_ON, pk="1000000"),
    "socialaccount_login_cancelled": page(EVERYONE),
    "openid_connect_login": both(NOWHERE, provider_id="single-sign-on"),
    "openid_connect_callback": both(NOWHERE, provider_id="single-sign-on"),
    # Health
    "running:live": page(EVERYONE),
    "running:ready": page(EVERYONE),
}
