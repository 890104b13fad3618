"""Jobs of this room: weighing and making releases, and noting what each snapshot shows."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from wardtoboard.base.errors import CannotTellError, DisclosureError, Fault
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.ceilings import actions, career_facts, drawings, facts
from wardtoboard_web.ceilings.models import Proposal, ProposalState
from wardtoboard_web.ceilings.presenters.pictures import every_picture
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.facts import careers
from wardtoboard_web.staff.facts import snapshot as kept_snapshot
from wardtoboard_web.staff.models import Snapshot

NEWER = Fault(
    what="a newer staff table has been brought in since",
    do="Nothing was released. Start again with the new one.",
)


@task()
def weigh_proposal(organisation_id: str, proposal_id: str) -> None:
    """Protect and attack what is proposed, and keep it to be looked at, or why it is refused."""
    organisation = Organisation.objects.get(pk=UUID(organisation_id))
    with in_organisation(organisation):
        proposal = Proposal.objects.select_related("made_by").get(pk=UUID(proposal_id))
        if proposal.state != ProposalState.WEIGHING:
            return
    by = proposal.made_by
    try:
        weighed = _weigh(organisation, proposal)
    except DisclosureError as error:
        with in_organisation(organisation):
            actions.refuse_proposal(by=by, proposal=proposal, reasons=error.faults)
        return
    with in_organisation(organisation):
        actions.keep_weighed(by=by, proposal=proposal, weighed=weighed)


@task()
def release_proposal(organisation_id: str, proposal_id: str, person_id: str) -> None:
    """Weigh a proposal once more and release it, or keep why it is refused."""
    organisation = Organisation.objects.get(pk=UUID(organisation_id))
    by = Person.objects.get(pk=person_id)
    with in_organisation(organisation):
        proposal = Proposal.objects.get(pk=UUID(proposal_id))
        if proposal.state != ProposalState.RELEASING:
            return
    try:
        weighed = _weigh(organisation, proposal)
        with in_organisation(organisation):
            current = facts.current_snapshot_row()
            actions.make_release(by=by, proposal=proposal, weighed=weighed, current=current)
    except DisclosureError as error:
        with in_organisation(organisation):
            actions.refuse_proposal(by=by, proposal=proposal, reasons=error.faults)
        return
    seen = facts.Seen(weighed.release, weighed.unplaced)
    with in_organisation(organisation):
        drawings.drawn(every_picture(seen))


@task()
def note_snapshot(organisation_id: str, snapshot_id: str) -> None:
    """Keep the labels of a snapshot that became the current one, and draw its charts."""
    organisation = Organisation.objects.get(pk=UUID(organisation_id))
    with in_organisation(organisation):
        staff = kept_snapshot(snapshot_id)
        row = Snapshot.objects.get(pk=staff.id)
        try:
            answer = facts.answer_from(staff)
        except CannotTellError:  # nobody could be placed, so nothing was found
            return
        actions.keep_labels(
            by=None, organisation=organisation, snapshot=row, findings=answer.findings
        )
        drawings.drawn(every_picture(facts.raw(answer)))


def _weigh(organisation: Organisation, proposal: Proposal) -> facts.Weighed:
    """Weigh outside the scope, as it takes a while and would hold a transaction open."""
    with in_organisation(organisation):
        answer = facts.current_answer()
        ledger = facts.ledger()
        held, earlier = careers(), career_facts.flows_released()
    if answer is None or answer.snapshot != proposal.snapshot_id:
        raise DisclosureError([NEWER])
    flows = career_facts.flows_for_others(held, answer.people.date, earlier)
    return facts.weigh(answer, ledger, flows)
