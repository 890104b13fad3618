"""What a test does inside a site from a process of the site's own, by the same actions as a view.

Run as `python -m builders.site.inside WHAT JSON`; prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db.models import F  # noqa: E402
from django.test import Client  # noqa: E402

from builders.site.tokens import token_of  # noqa: E402
from wardtoboard.cli.truth import demonstration_trust  # noqa: E402
from wardtoboard.papers import Release as Protected  # noqa: E402
from wardtoboard.papers.release import count_table  # noqa: E402
from wardtoboard.professions import load_professions  # noqa: E402
from wardtoboard_web.accounts.actions import open_account  # noqa: E402
from wardtoboard_web.accounts.models import Person  # noqa: E402
from wardtoboard_web.ceilings import actions as releases  # noqa: E402
from wardtoboard_web.ceilings.facts import current_snapshot_row  # noqa: E402
from wardtoboard_web.ceilings.models import Audience, Proposal  # noqa: E402
from wardtoboard_web.ceilings.models import Release as Row  # noqa: E402
from wardtoboard_web.organisations.actions import (  # noqa: E402
    accept,
    accept_as_new_person,
    invite,
    open_organisation,
)
from wardtoboard_web.organisations.models import Kind, Organisation, Role  # noqa: E402
from wardtoboard_web.organisations.scope import in_organisation  # noqa: E402
from wardtoboard_web.running.chains import verify_chains  # noqa: E402
from wardtoboard_web.running.demonstration import make_demonstration  # noqa: E402
from wardtoboard_web.running.jobs import do_waiting_jobs  # noqa: E402
from wardtoboard_web.running.models import Worker  # noqa: E402
from wardtoboard_web.staff import actions as imports  # noqa: E402
from wardtoboard_web.staff.facts import current_snapshot  # noqa: E402
from wardtoboard_web.staff.models import Import, ImportKind, Snapshot, State  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LED = "ahp"


def organisation(code: str, roles: list[str], password: str) -> dict[str, str]:
    """Open an organisation with an administrator and a person for each role.

    Gives the address that each signs in with, by role.
    """
    emails = {role: f"{role}.{code.lower()}@example.nhs.uk" for role in ["administrator", *roles]}
    link = open_organisation(
        code=code,
        name=f"Fellside Hospitals NHS Trust {code}",
        kind=Kind.TRUST,
        administrator_email=emails["administrator"],
    )
    place = Organisation.objects.get(code=code)
    administrator = _come_in(place, link, "Administrator", password)
    for role in roles:
        link = _invited(place, administrator, emails[role], Role(role))
        _come_in(place, link, Role(role).label, password)
    return emails


def sessions(code: str, role: str, people: int) -> list[str]:
    """Sign in so many new people of one role; gives their session cookies."""
    place = Organisation.objects.get(code=code)
    with in_organisation(place):
        administrator = _member(Role.ADMINISTRATOR)
    found = []
    for number in range(people):
        email = f"{role}.{number}@{code.lower()}.example"
        person = open_account(email=email, name=f"Person {number}", password=None)
        link = _invited(place, administrator, email, Role(role))
        assert accept(organisation=place, token=_token(link), by=person)
        found.append(_session(person))
    return found


def session(email: str) -> str:
    """Sign in someone who has an account; gives their session cookie."""
    return _session(Person.objects.get(email=email))


def token(code: str, email: str) -> str:
    """Make a token for everything that someone may ask of the API; gives its secret."""
    return token_of(Person.objects.get(email=email), Organisation.objects.get(code=code))


def _member(role: Role) -> Person:
    from wardtoboard_web.organisations.models import Membership

    return Membership.objects.filter(role=role).select_related("person")[0].person


def _invited(place: Organisation, by: Person, email: str, role: Role) -> str:
    led = LED if role == Role.PROFESSION_LEAD else ""
    with in_organisation(place):
        return invite(organisation=place, email=email, roles=[role], profession=led, by=by).link


def _come_in(place: Organisation, link: str, name: str, password: str) -> Person:
    made = accept_as_new_person(
        organisation=place, token=_token(link), name=f"Test {name.lower()}", password=password
    )
    assert made is not None
    return made


def _token(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return str(client.cookies["sessionid"].value)


def bring_in(code: str, email: str, path: str, codes: list[str], fte: bool) -> None:
    """Bring in a staff table here and now."""
    start_bringing_in(code, email, path, codes, fte)
    do_waiting_jobs()


def start_bringing_in(code: str, email: str, path: str, codes: list[str], fte: bool) -> None:
    """Prepare an import as an analyst does, and hand it to a job."""
    by = Person.objects.get(email=email)
    place = Organisation.objects.get(code=code)
    with in_organisation(place):
        made = imports.begin_import(organisation=place, by=by, kind=ImportKind.STAFF)
        one = {"import_id": made.pk, "by": by}
        content = Path(path).read_bytes()
        imports.add_file(**one, name=Path(path).name, content=content, columns={})
        if codes:
            imports.name_codes(**one, codes=codes)
        imports.finish_placing(**one)
        imports.start_import(**one, fte_as_headcount=fte)


def release(code: str, email: str) -> None:
    """Release the figures that are current to the organisation, as an analyst does."""
    place, by = Organisation.objects.get(code=code), Person.objects.get(email=email)
    with in_organisation(place):
        snapshot = current_snapshot_row()
        proposal = releases.propose_release(
            by=by, organisation=place, snapshot=snapshot, audience=Audience.ORGANISATION
        )
    do_waiting_jobs()
    with in_organisation(place):
        releases.confirm_release(by=by, proposal=Proposal.objects.get(pk=proposal.pk))
    do_waiting_jobs()


def length_of_import(
    code: str, email: str, path: str, codes: list[str], fte: bool, process: int
) -> float:
    """Hand an import to the worker that runs; gives the seconds its process works on it."""
    start = _worked(process)
    start_bringing_in(code, email, path, codes, fte)
    _wait(code)
    return _worked(process) - start


def start_and_kill(
    code: str, email: str, path: str, codes: list[str], fte: bool, process: int, after: float
) -> dict[str, Any]:
    """Hand an import to the worker that runs; kill its process after so many seconds of work."""
    start = _worked(process)
    start_bringing_in(code, email, path, codes, fte)
    while _worked(process) - start < after and _last(code).state != State.DONE:
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    return standing(code)


def _worked(process: int) -> float:
    """Give the seconds of processor time that a process has had; a busy machine adds none."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_again(code: str, email: str, import_id: str) -> None:
    """Run an import again that has stopped, as the button of its page does."""
    with in_organisation(Organisation.objects.get(code=code)):
        imports.restart_import(import_id=UUID(import_id), by=Person.objects.get(email=email))


def wait_until_done(code: str) -> dict[str, Any]:
    """Wait until a worker has done the last import."""
    _wait(code)
    return standing(code)


def standing(code: str) -> dict[str, Any]:
    """Say how the last import stands, which staff are current, and whether the ledger is whole."""
    place = Organisation.objects.get(code=code)
    chains = verify_chains(None)
    with in_organisation(place):
        last = Import.objects.order_by("-made_at")[0]
        kept = current_snapshot()
        assert kept is not None
        return {
            "last": str(last.pk),
            "state": last.state,
            "step": last.step,
            "current": str(Snapshot.objects.get(pk=kept.id).source_id),
            "people": sum(kept.people().finest.values()),
            "wrong": [one.wrong for one in chains if one.wrong],
            "entries": sum(one.entries for one in chains),
        }


def two_minutes_pass(code: str) -> None:
    """Let what was last heard of workers and of the last import be two minutes longer ago."""
    ago = timedelta(minutes=2)
    Worker.objects.update(seen_at=F("seen_at") - ago)
    with in_organisation(Organisation.objects.get(code=code)):
        last = Import.objects.order_by("-made_at")[0]
        Import.objects.filter(pk=last.pk).update(heard_at=F("heard_at") - ago)


def demonstration() -> dict[str, str]:
    """Fill an empty site as `wardtoboard demo` does; gives the address of each role."""
    made = make_demonstration(demonstration_trust(), lambda step: None)
    return {str(account.role): account.email for account in made.accounts}


def people(code: str) -> dict[str, Any]:
    """Give everyone who is counted now, as the table that is protected before it is released."""
    place = Organisation.objects.get(code=code)
    with in_organisation(place):
        kept = current_snapshot()
        assert kept is not None
        table = count_table(kept.people(), load_professions(kept.date))
    groups = {
        name: {one: list(held) for one, held in some.items()} for name, some in table.groups.items()
    }
    return {
        "population": table.population,
        "dimensions": list(table.dimensions),
        "counts": [[*key, count] for key, count in table.counts.items()],
        "fixed_zeros": [list(key) for key in table.fixed_zeros],
        "groups": groups,
    }


def released(code: str) -> list[dict[str, Any]]:
    """Give the table of every release, the newest first."""
    with in_organisation(Organisation.objects.get(code=code)):
        return [Protected.from_dict(row.content).table.to_dict() for row in Row.objects.all()]


def _wait(code: str) -> None:
    """Wait until the last import is done; whoever started this process loses patience first."""
    while (state := _last(code).state) != State.DONE:
        assert state != State.FAULTY, "the import was refused"
        time.sleep(0.05)


def _last(code: str) -> Import:
    with in_organisation(Organisation.objects.get(code=code)):
        return Import.objects.order_by("-made_at")[0]


WHAT: dict[str, Callable[..., Any]] = {
    "organisation": organisation,
    "sessions": sessions,
    "session": session,
    "token": token,
    "bring_in": bring_in,
    "release": release,
    "length_of_import": length_of_import,
    "start_and_kill": start_and_kill,
    "two_minutes_pass": two_minutes_pass,
    "wait_until_done": wait_until_done,
    "run_again": run_again,
    "standing": standing,
    "demonstration": demonstration,
    "people": people,
    "released": released,
}

if __name__ == "__main__":
    print(json.dumps(WHAT[sys.argv[1]](**json.loads(sys.argv[2]))))
