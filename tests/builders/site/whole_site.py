"""An organisation with one of everything, and a browser or program for everyone who may ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.crypto import get_random_string

from builders.site.histories import drafted_histories, histories, histories_brought_in
from builders.site.people import member, organisation, signed_in
from builders.site.registers import put_in
from builders.tables import headcounts
from builders.worked_table import worked_table
from wardtoboard.guide import load_guide
from wardtoboard.staff import LocalPlace
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.api.models import Token
from wardtoboard_web.api.scopes import Scope
from wardtoboard_web.api.token_text import hash_of, new_secret
from wardtoboard_web.barriers.actions import mark_as_looked_at
from wardtoboard_web.boards import actions as board_actions
from wardtoboard_web.boards.models import BoardInstrument, BoardSeat
from wardtoboard_web.ceilings.actions import confirm_release, propose_release
from wardtoboard_web.ceilings.facts import current_snapshot_row
from wardtoboard_web.ceilings.models import Audience, Proposal, ProposalState
from wardtoboard_web.organisations.access import find_visitor
from wardtoboard_web.organisations.actions import invite
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions as staff_actions
from wardtoboard_web.staff.models import Import, ImportKind

Asker = Literal["signed out", "stranger"] | Role
ASKERS: tuple[Asker, ...] = ("signed out", *Role, "stranger")
HOME, ELSEWHERE = "X1ZZ", "X2ZZ"
LED = "nurse"
API = "/api/"
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"
POSTS = b"organisation,post,level,open_to,reserved_for,filled\n"
POSTS += b"".join(b"%s,1,Band 9,any,,yes\n" % code for code in (b"X1ZZ", b"X2ZZ"))
VOCABULARY = {
    "case": load_guide().cases[0].id,
    "organisation_table": "findings",
    "profession_table": "levels",
    "finding_table": "history",
}
"""Things that are called the same in every organisation."""


@dataclass(frozen=True)
class Way:
    """How somebody asks: by the cookie of a browser, and by the token of a program."""

    session: str
    token: str

    def client(self, address: str, **options: Any) -> Client:
        """Give what they ask with; for the API, a program."""
        if address.startswith(API):
            headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
            return Client(headers=headers, **options)
        client = Client(**options)
        if self.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return client


@dataclass(frozen=True)
class WholeSite:
    """Two organisations with one of everything, and everyone who may ask about the first.

    `things` are what addresses name, of the first; `others` the same of the second. The stranger
    has every role in the second.
    """

    things: Mapping[str, Any]
    others: Mapping[str, Any]
    ways: Mapping[Asker, Way]


def whole_site(folder: Path) -> WholeSite:
    """Make it all."""
    home, elsewhere = organisation(HOME), organisation(ELSEWHERE)
    people = {role: _with_password(member(home, role, profession=LED)) for role in Role}
    stranger = _with_password(member(elsewhere, *Role, profession=LED))
    ways: dict[Asker, Way] = {role: _way(home, one) for role, one in people.items()}
    ways |= {"signed out": Way("", ""), "stranger": _way(elsewhere, stranger)}
    return WholeSite(
        things=_things(home, people[Role.ANALYST], people[Role.ADMINISTRATOR], folder),
        others=_things(elsewhere, stranger, stranger, folder),
        ways=ways,
    )


def _with_password(one: Person) -> Person:
    one.password = make_password(get_random_string(20), hasher="md5")
    one.save()
    return one


def _way(within: Organisation, one: Person) -> Way:
    key = signed_in(one).session.session_key
    assert key is not None
    return Way(key, _token(within, one)[1])


def _token(within: Organisation, one: Person) -> tuple[Token, str]:
    """Make a token with every scope, even for someone who could not make it themselves."""
    secret = new_secret(within.code)
    with in_organisation(within):
        token = Token.objects.create(
            organisation=within,
            person=one,
            name="Everything",
            scopes=[scope.value for scope in Scope],
            secret_hash=hash_of(secret),
            expires_on=timezone.localdate() + timedelta(days=1),
            last_used_on=timezone.localdate(),
        )
    return token, secret


def _things(
    within: Organisation, analyst: Person, administrator: Person, folder: Path
) -> dict[str, Any]:
    """Make one of everything that an address may name, by what the address calls it."""
    with in_organisation(within):
        done = _import(within, analyst, worked_table(folder / "worked.csv", code=within.code))
        staff_actions.start_import(import_id=done.pk, by=analyst, fte_as_headcount=False)
        unplaced = (within.code, "2026-03-31", "Healers", "Band 7", "9")
        draft = _import(within, analyst, headcounts(folder / "draft.csv", unplaced))
        _other_rows(within, analyst, draft)
        of_histories = _histories(within, analyst)
        if within.code == HOME:
            _release(within, analyst)
        invited = invite(
            organisation=within,
            email=f"invited@{within.code.lower()}.example.nhs.uk",
            roles=[Role.CLINICIAN],
            profession="",
            by=administrator,
        )
        return {
            **VOCABULARY,
            "code": within.code,
            "done": done.pk,
            "draft": draft.pk,
            "draft_file": draft.files.get().pk,
            **of_histories,
            **_board(within, administrator),
            "place": _place(within, analyst),
            "proposal": _proposal(within, analyst, Audience.ORGANISATION).pk,
            "member": member(within, Role.CLINICIAN).pk,
            "invitation": invited.invitation.pk,
            "invitation_link": invited.link.rstrip("/").rsplit("/", 1)[-1],
            "token": _token(within, analyst)[0].pk,
        }


def _import(within: Organisation, by: Person, path: Path) -> Import:
    made = staff_actions.begin_import(organisation=within, by=by, kind=ImportKind.STAFF)
    staff_actions.add_file(
        import_id=made.pk, by=by, name=path.name, content=path.read_bytes(), columns={}
    )
    return made


def _other_rows(within: Organisation, by: Person, draft: Import) -> None:
    """Make rows of the tables that no address names: posts, remembered columns, a last look."""
    made = staff_actions.begin_import(organisation=within, by=by, kind=ImportKind.ESTABLISHMENT)
    staff_actions.add_file(import_id=made.pk, by=by, name="posts.csv", content=POSTS, columns={})
    staff_actions.start_import(import_id=made.pk, by=by, fte_as_headcount=False)
    staff_actions.match_columns(
        import_id=draft.pk, by=by, file_id=draft.files.get().pk, columns={}, headings="none"
    )
    visitor = find_visitor(by, within.code)
    assert visitor is not None
    mark_as_looked_at(by=visitor, marks=[])


def _histories(within: Organisation, by: Person) -> dict[str, UUID]:
    """Bring a month of histories in, and prepare another."""
    done = histories_brought_in(within, by, histories("2024-01", code=within.code))
    draft = drafted_histories(within, by, histories("2024-02", code=within.code))
    file = draft.files.values_list("pk", flat=True).get()
    return {"history": done.pk, "history_draft": draft.pk, "history_file": file}


def _board(within: Organisation, by: Person) -> dict[str, UUID]:
    """Put a board in the register, and say and try something about it."""
    put_in(within, by)
    board_actions.explain(
        by=by, organisation=within, rule="CODE23-HALF", text="Two vacancies.", review_on=None
    )
    kept = board_actions.keep_scenario(
        by=by, organisation=within, name="Somebody leaves", changes=[]
    )
    return {
        "seat": BoardSeat.objects.all()[0].pk,
        "instrument": BoardInstrument.objects.get().pk,
        "scenario": kept.pk,
    }


def _place(within: Organisation, by: Person) -> UUID:
    decision = LocalPlace(
        kind="profession",
        labels=("Bone setters",),
        decided_on=date(2026, 4, 1),
        valid_from=date(2026, 3, 31),
        profession="physiotherapist",
    )
    made = staff_actions.decide_places(organisation=within, by=by, decisions=[decision])
    return made[0].pk


def _proposal(within: Organisation, by: Person, audience: Audience) -> Proposal:
    snapshot = current_snapshot_row()
    assert snapshot is not None
    made = propose_release(by=by, organisation=within, snapshot=snapshot, audience=audience)
    made.refresh_from_db()
    assert made.state == ProposalState.READY, made.reasons
    return made


def _release(within: Organisation, by: Person) -> None:
    proposal = _proposal(within, by, Audience.SYSTEM)
    confirm_release(by=by, proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RELEASED, proposal.reasons


@pytest.fixture(scope="module")
def _kept_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[WholeSite]:
    """Make the site once for a module, in a transaction that never ends well."""
    immediate = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with (
        TemporaryDirectory() as folder,
        django_db_blocker.unblock(),
        override_settings(TASKS=immediate, PASSWORD_HASHERS=[QUICK]),
        undone(),
    ):
        yield whole_site(Path(folder))


@pytest.fixture
def db(_kept_site: WholeSite) -> Iterator[None]:
    """Give the database with the site in it, in place of an empty one."""
    with undone():
        yield


@pytest.fixture
def site(_kept_site: WholeSite, db: None) -> WholeSite:
    """Give the site as it was made; what a test changes is undone."""
    return _kept_site


@contextmanager
def undone() -> Iterator[None]:
    """Undo every write made meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
