"""The job that reads an import."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from wardtoboard.base.errors import UserError
from wardtoboard.staff import check_headcounts
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.drafts import Sources, read_posts, read_staff, sources_of
from wardtoboard_web.staff.models import Import, ImportKind

STARTED, KEPT = 5, 90


@task()
def bring_in(organisation_id: str, import_id: str, attempt: int) -> str:
    """Read an import and make it current; gives in a word how it ended.

    It enters the organisation's scope anew for each step, so that each is kept when the next is
    cut short. Started twice, or after it has ended, it does no harm.
    """
    job = _Job(actions.Attempt(Import, UUID(organisation_id), UUID(import_id), attempt))
    try:
        return job.run()
    except actions.SupersededError:
        return "superseded"


class _Job:
    def __init__(self, attempt: actions.Attempt[Import]) -> None:
        self.attempt = attempt
        self.percent = STARTED

    def run(self) -> str:
        self.say("Reading the files")
        with in_organisation(self.attempt.organisation):
            found = Import.objects.select_related("organisation").get(pk=self.attempt.import_id)
            sources = sources_of(found)
        try:
            self.read_and_keep(sources, fte_as_headcount=found.fte_as_headcount)
        except UserError as error:
            with in_organisation(self.attempt.organisation):
                actions.refuse_import(**self.attempt.named, faults=error.faults)
            return "refused"
        self.percent = KEPT
        self.say("Making it the current one")
        with in_organisation(self.attempt.organisation):
            actions.make_current(**self.attempt.named)
        return "done"

    def read_and_keep(self, sources: Sources, *, fte_as_headcount: bool) -> None:
        if sources.kind == ImportKind.STAFF:
            each = (KEPT - STARTED) // (2 * len(sources.files))
            table = read_staff(sources, lambda stage, rows: self.came_on(stage, rows, each))
            check_headcounts(table, fte_as_headcount=fte_as_headcount)
            with in_organisation(self.attempt.organisation):
                actions.keep_snapshot(**self.attempt.named, table=table)
        else:
            posts = read_posts(sources)
            with in_organisation(self.attempt.organisation):
                actions.keep_establishment(**self.attempt.named, posts=posts)

    def came_on(self, stage: str, rows: int, by: int) -> None:
        self.percent += by
        self.say(f"{stage}: {rows:,} {'row' if rows == 1 else 'rows'}")

    def say(self, step: str) -> None:
        self.attempt.say(step, self.percent)
