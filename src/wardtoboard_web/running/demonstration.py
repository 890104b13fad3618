"""The demonstration: a fictional system of three trusts, with people, tables, boards and a release.

Everything is done by the same actions as a person's, so that what a visitor sees is the product.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from wardtoboard.base.writing import csv_text
from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.synthetic import synthetic_board
from wardtoboard.staff import SyntheticTrust, synthetic_trust
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.boards import actions as boards
from wardtoboard_web.ceilings import actions as releases
from wardtoboard_web.ceilings.models import Audience, Proposal, ProposalState
from wardtoboard_web.organisations.actions import (
    accept,
    accept_as_new_person,
    change_settings,
    invite,
    open_organisation,
)
from wardtoboard_web.organisations.models import Kind, Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.running.actions import call_fictional
from wardtoboard_web.running.jobs import do_waiting_jobs
from wardtoboard_web.staff import actions as imports
from wardtoboard_web.staff.history_reading import look_at_sent
from wardtoboard_web.staff.models import HistoryImport, Import, ImportKind, Snapshot, State

SYSTEM = "QX1"
TRUST = "X1ZZ"
BODIES = (
    (SYSTEM, "Northmoor Integrated Care System", Kind.INTEGRATED_CARE_BOARD),
    (TRUST, "Northmoor University Hospitals NHS Trust", Kind.TRUST),
    ("X2ZZ", "Northmoor Mental Health NHS Foundation Trust", Kind.FOUNDATION_TRUST),
    ("X3ZZ", "Northmoor Ambulance Service NHS Trust", Kind.TRUST),
)
SIZES = {"X2ZZ": 2_000, "X3ZZ": 1_200}
"""How many clinicians the neighbours have."""
BOARDS = {
    SYSTEM: BodyKind.ICB,
    TRUST: BodyKind.NHS_TRUST,
    "X2ZZ": BodyKind.FOUNDATION_TRUST,
}
"""Who has a register of its board, and as what."""
HISTORY_MONTHS = 60
SEED = 1
"""Of the made-up careers."""
LED = "ahp"
MANAGER = "Senior manager"
WORDS = ("barley", "cobble", "fennel", "harbour", "lantern", "meadow", "pebble", "thicket")


@dataclass(frozen=True, slots=True)
class Account:
    """A ready account: what the person is, and the address they sign in with."""

    role: Role
    email: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was made: an account for each role, and the password that all of them have."""

    accounts: tuple[Account, ...]
    password: str


def make_demonstration(trust: SyntheticTrust, say: Callable[[str], None]) -> Demonstration:
    """Fill an empty site; `trust` is the first trust's truth, `say` is told each step in words."""
    password = _password()
    say("Opening four organisations and an account for each role")
    places, administrator = _open_bodies(password)
    people = {Role.ADMINISTRATOR: administrator}
    for role in Role:
        if role != Role.ADMINISTRATOR:
            people[role] = _bring_in(places[TRUST], role, administrator, password)
    analyst = people[Role.ANALYST]
    say("Writing the registers of the boards")
    for code, body in BOARDS.items():
        _write_register(places[code], body, administrator)
    for code in SIZES:
        _bring_back(places[code], Role.ANALYST, analyst, administrator)
    on = trust.rows[0].date
    neighbours = {code: _neighbour(code, number, on) for number, code in enumerate(SIZES, start=1)}
    for code, source in {TRUST: trust, **neighbours}.items():
        say(f"Bringing in the staff table of {places[code].name}")
        _bring_in_tables(places[code], source, analyst)
    say(f"Following careers at {places[TRUST].name} over {HISTORY_MONTHS} months")
    _bring_in_history(places[TRUST], trust, analyst)
    say(f"Releasing protected figures of {places[TRUST].name} to others")
    _release(places[TRUST], analyst)
    accounts = tuple(Account(role, person.email) for role, person in people.items())
    return Demonstration(accounts, password)


def _password() -> str:
    """Make one that can be typed; the site listens on this machine only."""
    words = secrets.SystemRandom().sample(WORDS, 3)
    return "-".join([*words, str(100 + secrets.randbelow(900))])


def _open_bodies(password: str) -> tuple[dict[str, Organisation], Person]:
    """Open the system and the trusts in it, all with one administrator."""
    email = _email(Role.ADMINISTRATOR)
    found: dict[str, Organisation] = {}
    administrator: Person | None = None
    for code, name, kind in BODIES:
        link = open_organisation(code=code, name=name, kind=kind, administrator_email=email)
        organisation = Organisation.objects.get(code=code)
        administrator = _come_in(organisation, link, administrator, Role.ADMINISTRATOR, password)
        with in_organisation(organisation):
            call_fictional(organisation=organisation)
            change_settings(
                organisation=organisation,
                name=name,
                kind=kind,
                parent_code="" if code == SYSTEM else SYSTEM,
                shows_nhs_logo=False,
                demands_second_factor=False,
                by=administrator,
            )
        found[code] = organisation
    if administrator is None:
        raise RuntimeError("the demonstration has no organisation")
    return found, administrator


def _bring_in(place: Organisation, role: Role, by: Person, password: str) -> Person:
    return _come_in(place, _invited(place, role, _email(role), by), None, role, password)


def _bring_back(place: Organisation, role: Role, person: Person, by: Person) -> None:
    _come_in(place, _invited(place, role, person.email, by), person, role, "")


def _invited(place: Organisation, role: Role, email: str, by: Person) -> str:
    led = LED if role == Role.PROFESSION_LEAD else ""
    with in_organisation(place):
        return invite(organisation=place, email=email, roles=[role], profession=led, by=by).link


def _come_in(
    place: Organisation, link: str, person: Person | None, role: Role, password: str
) -> Person:
    """Take up an invitation, with the account one has or a new one."""
    token = link.rstrip("/").rpartition("/")[2]
    if person is not None:
        accept(organisation=place, token=token, by=person)
        return person
    made = accept_as_new_person(
        organisation=place,
        token=token,
        name=f"Demonstration {role.label.lower()}",
        password=password,
    )
    if made is None:
        raise RuntimeError("a new invitation does not work")
    return made


def _email(role: Role) -> str:
    return f"{role.value.replace('_', '.')}@northmoor.example"


def _neighbour(code: str, seed: int, on: date) -> SyntheticTrust:
    return synthetic_trust(seed, code, on, clinicians=SIZES[code])


def _write_register(place: Organisation, body: BodyKind, by: Person) -> None:
    board = synthetic_board(body, timezone.localdate())
    with in_organisation(place):
        boards.replace_register(by=by, organisation=place, board=board)


def _bring_in_tables(place: Organisation, trust: SyntheticTrust, by: Person) -> None:
    for kind, name, text in (
        (ImportKind.ESTABLISHMENT, "establishment.csv", establishment_text(trust)),
        (ImportKind.STAFF, "staff-table.csv", staff_text(trust)),
    ):
        with in_organisation(place):
            made = imports.begin_import(organisation=place, by=by, kind=kind)
            imports.add_file(import_id=made.pk, by=by, name=name, content=text.encode(), columns={})
            imports.finish_placing(import_id=made.pk, by=by)
            imports.start_import(import_id=made.pk, by=by, fte_as_headcount=False)
        do_waiting_jobs()
        with in_organisation(place):
            _check(Import.objects.get(pk=made.pk).state == State.DONE, f"import of {name}")


def _bring_in_history(place: Organisation, trust: SyntheticTrust, by: Person) -> None:
    looked, faults = look_at_sent([("staff-history.parquet", history_parquet(trust))])
    _check(not faults, "staff history")
    with in_organisation(place):
        made = imports.add_histories(organisation=place, by=by, files=looked)
        imports.start_histories(import_id=made.pk, by=by)
    do_waiting_jobs()
    with in_organisation(place):
        done = HistoryImport.objects.get(pk=made.pk).state == State.DONE
        _check(done, "import of the staff history")


def _release(place: Organisation, by: Person) -> None:
    """Propose a release of the staff table, as an analyst does, and let it out."""
    with in_organisation(place):
        snapshot = Snapshot.objects.get()
        proposal = releases.propose_release(
            by=by, organisation=place, snapshot=snapshot, audience=Audience.SYSTEM
        )
    do_waiting_jobs()
    with in_organisation(place):
        releases.confirm_release(by=by, proposal=Proposal.objects.get(pk=proposal.pk))
    do_waiting_jobs()
    with in_organisation(place):
        state = Proposal.objects.get(pk=proposal.pk).state
        _check(state == ProposalState.RELEASED, f"release of {place.code}")


def _check(is_done: bool, what: str) -> None:
    if not is_done:
        raise RuntimeError(f"the demonstration's {what} did not end well")


def staff_text(trust: SyntheticTrust) -> str:
    """Give a trust's people as a staff table: headcounts, in CSV."""
    rows: Iterable[tuple[object, ...]] = (
        *((r.organisation, r.date, r.profession, r.level, r.headcount, r.fte) for r in trust.rows),
        *((u.organisation, u.date, MANAGER, u.level, u.headcount, u.fte) for u in trust.unplaced),
    )
    headers = ("organisation", "date", "profession", "level", "headcount", "fte")
    return csv_text(headers, [tuple(map(str, row)) for row in rows])


def history_parquet(trust: SyntheticTrust, months: int = HISTORY_MONTHS) -> bytes:
    """Give made-up careers at a trust of this size, until the day of its table, as Parquet."""
    import pyarrow.parquet as pq

    from wardtoboard.staff.histories.synthetic import synthetic_history

    on = trust.rows[0].date
    first = 12 * on.year + on.month - months
    clinicians = sum(row.headcount or 0 for row in trust.rows)
    people = clinicians + sum(one.headcount or 0 for one in trust.unplaced)
    plan = synthetic_history(
        SEED,
        people=people,
        months=months,
        first_month=date(first // 12, first % 12 + 1, 1),
        code=trust.rows[0].organisation,
    )
    file = io.BytesIO()
    pq.write_table(plan.rows(), file, compression="zstd")
    return file.getvalue()


def establishment_text(trust: SyntheticTrust) -> str:
    """Give a trust's posts as an establishment, in CSV."""
    rows = [
        (
            post.organisation,
            post.post,
            post.level,
            ";".join(sorted(post.open_to)),
            post.reserved_for or "",
            "yes" if post.filled else "no",
        )
        for post in trust.establishment
    ]
    headers = ("organisation", "post", "level", "open_to", "reserved_for", "filled")
    return csv_text(headers, rows)
