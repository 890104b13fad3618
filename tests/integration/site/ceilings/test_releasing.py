"""A release is weighed, looked at, weighed again and let out; each step is in the audit ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from builders.site.people import member, organisation, signed_in
from builders.site.releases import bring_in_worked, proposed, released
from wardtoboard.base.errors import DisclosureError
from wardtoboard.disclosure import attack
from wardtoboard.papers import Release as Protected
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.ceilings import actions, facts
from wardtoboard_web.ceilings.models import Audience, Label, Proposal, ProposalState, Release
from wardtoboard_web.ceilings.tasks import NEWER
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation


@pytest.fixture
def analyst(trust: Organisation, tmp_path: Path) -> Person:
    """An analyst who has brought the worked table in."""
    made = member(trust, Role.ANALYST)
    bring_in_worked(trust, made, tmp_path)
    return made


@pytest.fixture
def client_of_analyst(analyst: Person) -> Client:
    """The analyst's browser, signed in before any scope begins, as everyone signs in."""
    return signed_in(analyst)


@pytest.fixture
def inside(trust: Organisation) -> Iterator[None]:
    with in_organisation(trust):
        yield


def actions_recorded() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


@contextmanager
def recording_fails(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def fail(**_: object) -> None:
        raise RuntimeError("the ledger is gone")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError, match="the ledger is gone"):
            yield


# The whole way


def test_a_release_goes_through_every_step(trust, analyst, inside) -> None:
    made = released(trust, analyst, Audience.SYSTEM)
    assert (made.number, made.audience, made.by) == (1, Audience.SYSTEM, analyst)
    assert actions_recorded()[-4:] == [
        "release.proposed",
        "release.weighed",
        "release.confirmed",
        "release.made",
    ]
    last = Entry.objects.order_by("number").last()
    assert (last.subject, last.detail["number"], last.detail["recovered"]) == (str(made.pk), 1, 0)


def test_what_is_kept_is_protected(trust, analyst, inside) -> None:
    made = released(trust, analyst)
    kept = Protected.from_dict(made.content)
    answer = facts.current_answer()
    truth = answer.release.table.values
    small = {key for key, count in truth.items() if 1 <= count <= 7}
    assert small
    assert small <= kept.table.withheld()
    assert attack([kept.table]).recovered == ()
    assert all(one.finding is None for one in kept.shown)


def test_releases_are_numbered_and_weighed_together(trust, analyst, inside, tmp_path) -> None:
    first = released(trust, analyst)
    later = {("nurse", "Band 5"): 260, ("nurse", "Band 6"): 190, ("midwife", "Band 6"): 70}
    bring_in_worked(trust, analyst, tmp_path, day="2027-03-31", changes=later)
    second = released(trust, analyst)
    assert second.number == 2
    assert [one.id for one in facts.ledger().releases] == ["1", "2"]
    weighed = Entry.objects.filter(action="release.weighed").order_by("number").last()
    tables = [Protected.from_dict(one.content).table for one in (first, second)]
    assert weighed.detail["cells"] == sum(len(table.values) for table in tables)
    assert weighed.detail["withheld"] == sum(len(table.withheld()) for table in tables)


# What is refused


def test_the_same_again_is_refused(trust, analyst, inside) -> None:
    released(trust, analyst)
    again = proposed(trust, analyst)
    actions.confirm_release(by=analyst, proposal=again)
    again.refresh_from_db()
    assert again.state == ProposalState.REFUSED
    assert "same as release 1" in again.reasons[0]
    assert Release.objects.count() == 1
    assert actions_recorded()[-1] == "release.refused"


def test_the_same_may_go_to_more_people(trust, analyst, inside) -> None:
    released(trust, analyst)
    assert released(trust, analyst, Audience.SYSTEM).number == 2


def test_a_proposal_is_released_once(trust, analyst, inside) -> None:
    made = proposed(trust, analyst)
    actions.confirm_release(by=analyst, proposal=made)
    with pytest.raises(DisclosureError, match="released or refused already"):
        actions.confirm_release(by=analyst, proposal=made)
    assert Release.objects.count() == 1


def test_another_release_in_between_is_refused(trust, analyst, inside) -> None:
    first, second = proposed(trust, analyst), proposed(trust, analyst)
    actions.confirm_release(by=analyst, proposal=first)
    before = facts.weigh(facts.current_answer(), facts.Ledger())
    current = facts.current_snapshot_row()
    with pytest.raises(DisclosureError, match="have changed since"):
        actions.make_release(by=analyst, proposal=second, weighed=before, current=current)


def test_a_newer_staff_table_is_refused(trust, analyst, inside, tmp_path) -> None:
    made = proposed(trust, analyst)
    bring_in_worked(trust, analyst, tmp_path, day="2027-03-31")
    actions.confirm_release(by=analyst, proposal=made)
    made.refresh_from_db()
    assert made.state == ProposalState.REFUSED
    assert made.reasons == [NEWER.sentence()]


def test_what_cannot_be_protected_is_refused_with_sentences(trust, analyst, inside, tmp_path):
    released(trust, analyst)
    changes = {("nurse", "Band 5"): 603}
    bring_in_worked(trust, analyst, tmp_path, day="2026-06-30", changes=changes)
    made = proposed(trust, analyst)
    assert made.state == ProposalState.REFUSED
    assert any("Too few people changed since release 1" in reason for reason in made.reasons)


def test_other_figures_than_were_looked_at_are_refused(trust, analyst, inside) -> None:
    made = proposed(trust, analyst)
    weighed = facts.weigh(facts.current_answer(), facts.ledger())
    made.unplaced = ["Someone else."]
    current = facts.current_snapshot_row()
    with pytest.raises(DisclosureError, match="no longer see what you looked at"):
        actions.make_release(by=analyst, proposal=made, weighed=weighed, current=current)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.ANALYST, Role.PROFESSION_LEAD)]
)
def test_only_analysts_release(trust, analyst, inside, role) -> None:
    other = member(trust, role)
    with pytest.raises(PermissionDenied):
        proposed(trust, other)
    made = proposed(trust, analyst)
    with pytest.raises(PermissionDenied):
        actions.confirm_release(by=other, proposal=made)


# All or nothing


def test_each_action_happens_with_its_audit_entry_or_not_at_all(
    trust, analyst, inside, monkeypatch
) -> None:
    with recording_fails(monkeypatch):
        proposed(trust, analyst)
    assert Proposal.objects.count() == 0
    made = proposed(trust, analyst)
    weighed = facts.weigh(facts.current_answer(), facts.ledger())
    with recording_fails(monkeypatch):
        actions.confirm_release(by=analyst, proposal=made)
    with recording_fails(monkeypatch):
        actions.refuse_proposal(by=analyst, proposal=Proposal.objects.get(), reasons=())
    assert Proposal.objects.get().state == ProposalState.READY
    with recording_fails(monkeypatch):
        current = facts.current_snapshot_row()
        actions.make_release(by=analyst, proposal=made, weighed=weighed, current=current)
    assert Release.objects.count() == 0
    Proposal.objects.update(state=ProposalState.WEIGHING)
    with recording_fails(monkeypatch):
        actions.keep_weighed(by=analyst, proposal=Proposal.objects.get(), weighed=weighed)
    assert Proposal.objects.get().state == ProposalState.WEIGHING


def test_labels_are_kept_once_with_their_entry(trust, analyst, inside, monkeypatch) -> None:
    """The job that follows an import has kept them already."""
    answer = facts.current_answer()
    assert Label.objects.count() == len(answer.findings)
    assert actions_recorded().count("labels.kept") == 1
    snapshot = facts.current_snapshot_row()
    keep = {"by": None, "organisation": trust, "snapshot": snapshot, "findings": answer.findings}
    actions.keep_labels(**keep)
    assert actions_recorded().count("labels.kept") == 1
    Label.objects.all().delete()
    with recording_fails(monkeypatch):
        actions.keep_labels(**keep)
    assert Label.objects.count() == 0


# The pages


def post(client: Client, address: str, **data: str) -> str:
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_an_analyst_looks_at_what_others_would_see_and_releases_it(trust, analyst) -> None:
    client = signed_in(analyst)
    page = client.get("/o/X1ZZ/releases/").content.decode()
    assert "Nothing has been released yet." in page
    assert "A release cannot be withdrawn" in page
    page = post(client, "/o/X1ZZ/releases/new/")
    assert "Select who should see these figures" in page
    page = post(client, "/o/X1ZZ/releases/new/", audience="system")
    assert "What others would see" in page
    assert "None of them can be worked out." in page
    assert "on its own" in page
    assert "System viewers of this organisation" in page
    assert "Allied health professionals appear to stop at Band 8a (grade C)." in page
    with in_organisation(trust):
        made = Proposal.objects.get()
    page = post(client, f"/o/X1ZZ/releases/proposals/{made.pk}/release/")
    assert "Release 1" in page
    assert "31 March 2026" in client.get("/o/X1ZZ/releases/").content.decode()


def test_releasing_needs_a_staff_table(trust) -> None:
    client = signed_in(member(trust, Role.ANALYST))
    response = client.get("/o/X1ZZ/releases/new/")
    assert response.headers["Location"] == "/o/X1ZZ/releases/"
    assert "No staff table yet." in client.get("/o/X1ZZ/releases/").content.decode()


def test_progress_is_shown_until_the_job_has_ended(
    trust, analyst, client_of_analyst, inside
) -> None:
    made = proposed(trust, analyst)
    Proposal.objects.update(state=ProposalState.WEIGHING)
    client = client_of_analyst
    address = f"/o/X1ZZ/releases/proposals/{made.pk}/"
    assert "Protecting the figures, and trying to work out" in client.get(address).content.decode()
    waiting = client.get(f"{address}progress/")
    assert "HX-Refresh" not in waiting.headers
    assert b"<progress" in waiting.content
    Proposal.objects.update(state=ProposalState.READY)
    assert client.get(f"{address}progress/").headers["HX-Refresh"] == "true"


def test_a_refusal_says_why(trust, analyst, client_of_analyst, inside) -> None:
    made = proposed(trust, analyst)
    Proposal.objects.update(state=ProposalState.REFUSED, reasons=["It would tell. Wait a year."])
    client = client_of_analyst
    page = client.get(f"/o/X1ZZ/releases/proposals/{made.pk}/").content.decode()
    assert "Nothing was released" in page
    assert "It would tell. Wait a year." in page
    address = f"/o/X1ZZ/releases/proposals/{made.pk}/release/"
    assert "released or refused already" in post(client, address)


def test_a_proposal_of_another_organisation_is_not_found(trust, analyst) -> None:
    with in_organisation(trust):
        made = proposed(trust, analyst)
    other = organisation("X2ZZ")
    client = signed_in(member(other, Role.ANALYST))
    for way in ("", "progress/"):
        address = f"/o/X2ZZ/releases/proposals/{made.pk}/{way}"
        assert client.get(address).status_code == 404
    assert client.post(f"/o/X2ZZ/releases/proposals/{made.pk}/release/").status_code == 404
