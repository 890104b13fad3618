"""Every write of this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from wardtoboard.base.errors import DisclosureError, Fault
from wardtoboard.ceilings import Finding
from wardtoboard.disclosure import Attack
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.ceilings import tasks
from wardtoboard_web.ceilings.facts import Weighed
from wardtoboard_web.ceilings.models import (
    Audience,
    Drawing,
    Label,
    Proposal,
    ProposalState,
    Release,
)
from wardtoboard_web.organisations.actions.permission import check_may
from wardtoboard_web.organisations.models import Organisation, one_at_a_time
from wardtoboard_web.organisations.permissions import Permission
from wardtoboard_web.staff.models import Snapshot

LOOK_AGAIN = "Look at what others would see again, then release it."


def propose_release(
    *, by: Person, organisation: Organisation, snapshot: Snapshot, audience: Audience
) -> Proposal:
    """Ask for a release to be weighed; a job protects and attacks it.

    Raises PermissionDenied.
    """
    check_may(by, organisation, Permission.RELEASE)
    with transaction.atomic():
        proposal = Proposal.objects.create(
            organisation=organisation, snapshot=snapshot, audience=audience, made_by=by
        )
        record(
            by=by,
            action="release.proposed",
            organisation=organisation,
            subject=str(proposal.pk),
            detail={"audience": audience.value, "snapshot": str(snapshot.pk)},
        )
        tasks.weigh_proposal.enqueue(str(organisation.pk), str(proposal.pk))
    return proposal


def keep_weighed(*, by: Person | None, proposal: Proposal, weighed: Weighed) -> None:
    """Keep what others would see, and what the attack found, for an analyst to look at."""
    with transaction.atomic():
        proposal.state = ProposalState.READY
        proposal.content = weighed.release.to_dict()
        proposal.unplaced = list(weighed.unplaced)
        proposal.attack = attack_to_dict(weighed.attack)
        proposal.save()
        record(
            by=by,
            action="release.weighed",
            organisation=proposal.organisation,
            subject=str(proposal.pk),
            detail=proposal.attack,
        )


def attack_to_dict(attack: Attack) -> dict[str, Any]:
    """Give what an attack found, in numbers of cells."""
    return {
        "cells": attack.cells,
        "withheld": attack.protected,
        "recovered": attack.recovered_exactly,
        "narrowest": attack.narrowest,
    }


def refuse_proposal(*, by: Person | None, proposal: Proposal, reasons: Sequence[Fault]) -> None:
    """Say why what was proposed cannot be let out; nothing is released."""
    with transaction.atomic():
        proposal.state = ProposalState.REFUSED
        proposal.reasons = [reason.sentence() for reason in reasons]
        proposal.save()
        record(
            by=by,
            action="release.refused",
            organisation=proposal.organisation,
            subject=str(proposal.pk),
            detail={"reasons": len(reasons)},
        )


def confirm_release(*, by: Person, proposal: Proposal) -> None:
    """Let a proposal that was looked at go out; a job weighs it once more and releases it.

    Raises DisclosureError unless it is ready to be looked at, and PermissionDenied.
    """
    check_may(by, proposal.organisation, Permission.RELEASE)
    with transaction.atomic():
        turned = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.READY).update(
            state=ProposalState.RELEASING
        )
        if not turned:
            raise _refused("this has been released or refused already", LOOK_AGAIN)
        record(
            by=by,
            action="release.confirmed",
            organisation=proposal.organisation,
            subject=str(proposal.pk),
        )
        tasks.release_proposal.enqueue(str(proposal.organisation_id), str(proposal.pk), str(by.pk))


def make_release(
    *, by: Person, proposal: Proposal, weighed: Weighed, current: Snapshot | None
) -> Release:
    """Let out what was looked at, if weighing it again gave the very same.

    `current` is the snapshot that pages go by now. Raises DisclosureError, and nothing is
    released, when anything has changed since, or nothing new would be told; PermissionDenied
    when the person may no longer release.
    """
    check_may(by, proposal.organisation, Permission.RELEASE)
    with transaction.atomic():
        one_at_a_time(proposal.organisation)
        _check_unchanged(proposal, weighed, current)
        last = Release.objects.first()
        _check_news(proposal, last)
        release = Release.objects.create(
            organisation=proposal.organisation,
            number=last.number + 1 if last else 1,
            when=timezone.now(),
            by=by,
            snapshot=proposal.snapshot,
            audience=proposal.audience,
            content=proposal.content,
            unplaced=proposal.unplaced,
        )
        proposal.state, proposal.release = ProposalState.RELEASED, release
        proposal.save()
        record(
            by=by,
            action="release.made",
            organisation=proposal.organisation,
            subject=str(release.pk),
            detail={
                "number": release.number,
                "audience": release.audience,
                "snapshot": str(release.snapshot_id),
                **attack_to_dict(weighed.attack),
            },
        )
    return release


def _check_unchanged(proposal: Proposal, weighed: Weighed, current: Snapshot | None) -> None:
    releases = Release.objects.count()
    if current is None or current.pk != proposal.snapshot_id or releases != weighed.after:
        raise _refused("the staff table or the releases have changed since", LOOK_AGAIN)
    if weighed.release.to_dict() != proposal.content or list(weighed.unplaced) != proposal.unplaced:
        raise _refused("others would no longer see what you looked at", LOOK_AGAIN)


def _check_news(proposal: Proposal, last: Release | None) -> None:
    """Refuse to release the same again, unless more people are to see it."""
    if last is None or last.content != proposal.content or last.unplaced != proposal.unplaced:
        return
    if last.audience == Audience.SYSTEM or proposal.audience == Audience.ORGANISATION:
        raise _refused(
            f"this is the same as release {last.number}",
            "Nothing needs releasing until a new staff table has been brought in.",
        )


def _refused(what: str, do: str) -> DisclosureError:
    return DisclosureError([Fault(what=what, do=f"Nothing was released. {do}")])


def keep_labels(
    *,
    by: Person | None,
    organisation: Organisation,
    snapshot: Snapshot,
    findings: Sequence[Finding],
) -> None:
    """Keep the label of every finding of a snapshot, once."""
    with transaction.atomic():
        if Label.objects.filter(snapshot=snapshot).exists():
            return
        Label.objects.bulk_create(
            Label(
                organisation=organisation,
                snapshot=snapshot,
                profession=finding.profession,
                level=finding.level,
                label=finding.label,
                grade=finding.grade,
            )
            for finding in findings
        )
        record(
            by=by,
            action="labels.kept",
            organisation=organisation,
            subject=str(snapshot.pk),
            detail={"labels": len(findings)},
        )


def keep_drawings(charts: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep drawings by the hash of what they show.

    They can be drawn again at any time and record nothing that anyone did, so they are the one
    write of this room without an entry in the audit ledger.
    """
    rows = [Drawing(key=key, chart=chart) for key, chart in charts.items()]
    Drawing.objects.bulk_create(rows, ignore_conflicts=True)
