"""The job that reads staff histories and follows careers through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django_tasks import task

from wardtoboard.base.errors import Fault, UserError
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions
from wardtoboard_web.staff.career_files import working_folder
from wardtoboard_web.staff.history_reading import read_and_follow, unpack
from wardtoboard_web.staff.models import HistoryImport

STARTED, CHECKED, KEPT = 5, 60, 90
CHECKING, FOLLOWING = "Checking", "Following careers"


@task()
def bring_histories_in(organisation_id: str, import_id: str, attempt: int) -> str:
    """Read staff histories and make the careers in them current; gives in a word how it ended.

    Started twice, or after it has ended, it does no harm.
    """
    job = _Job(actions.Attempt(HistoryImport, UUID(organisation_id), UUID(import_id), attempt))
    try:
        return job.run()
    except actions.SupersededError:
        return "superseded"


class _Job:
    def __init__(self, attempt: actions.Attempt[HistoryImport]) -> None:
        self.attempt = attempt
        self.said = ("", 0)

    def run(self) -> str:
        self.say("Opening the files", STARTED)
        with working_folder() as folder:
            with in_organisation(self.attempt.organisation):
                rows = HistoryImport.objects.select_related("organisation")
                found = rows.get(pk=self.attempt.import_id)
                given = unpack(found, folder)
                pseudonyms = headings_of_pseudonyms(found)
            try:
                made = read_and_follow(given, self.came_on)
            except UserError as error:
                with in_organisation(self.attempt.organisation):
                    actions.refuse_histories(
                        **self.attempt.named, faults=without_pseudonyms(error.faults, pseudonyms)
                    )
                return "refused"
            self.say("Making it the current one", KEPT)
            with in_organisation(self.attempt.organisation):
                actions.keep_careers(**self.attempt.named, made=made)
        return "done"

    def came_on(self, stage: str, done: int, total: int) -> None:
        """Say what is being done; checking months and following careers move the bar."""
        percent = self.said[1]
        if stage.startswith(CHECKING):
            percent = STARTED + done * (CHECKED - STARTED) // max(total, 1)
        elif stage == FOLLOWING:
            percent = CHECKED + done * (KEPT - CHECKED) // max(total, 1)
        self.say(f"{stage}, {done:,} of {total:,}", percent)

    def say(self, step: str, percent: int) -> None:
        """Say how far the job is, unless it was said already; each time is a write."""
        if (step, percent) == self.said:
            return
        self.said = step, percent
        self.attempt.say(step, percent)


def headings_of_pseudonyms(found: HistoryImport) -> frozenset[str]:
    """Give the headings under which the files of an import have pseudonyms."""
    seen = found.files.values_list("understood", flat=True)
    return frozenset(dict(one["headings"])["person"] for one in seen)


def without_pseudonyms(faults: Sequence[Fault], headings: frozenset[str]) -> list[Fault]:
    """Give faults without what was found under the headings of pseudonyms, which is not kept."""
    return [replace(fault, found="") if fault.column in headings else fault for fault in faults]
