"""The job of histories: killed anywhere, overtaken, refused; what it keeps and what it forgets."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.utils import timezone

from builders.site.histories import MONTHS, drafted_histories, histories, histories_brought_in
from builders.site.imports import sent
from builders.site.imports_in_pages import words
from builders.site.people import member, organisation, signed_in
from wardtoboard.base.errors import Fault
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.models import Organisation, Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff import actions, career_files
from wardtoboard_web.staff.actions import attempts
from wardtoboard_web.staff.career_files import kept_files, pseudonym_key, working_folder
from wardtoboard_web.staff.facts import careers
from wardtoboard_web.staff.history_tasks import bring_histories_in, without_pseudonyms
from wardtoboard_web.staff.models import (
    STOPPED_AFTER,
    CareerFile,
    CareerStore,
    HistoryFile,
    HistoryImport,
    State,
)

HOME = "/o/X1ZZ/imports/histories/"
ANOTHER = actions.SentHistory("another.csv", b"a", {})
DIRTY = histories("2024-01", more="nurse 9,soon,X1ZZ,1,nurse,Band 5")


class KilledError(BaseException):
    """Stands for kill -9."""


@pytest.fixture
def analyst(trust: Organisation) -> Person:
    return member(trust, Role.ANALYST)


def fresh(found: HistoryImport) -> HistoryImport:
    with in_organisation(organisation()):
        return HistoryImport.objects.get(pk=found.pk)


def run(found: HistoryImport, attempt: int | None = None) -> str:
    now = fresh(found)
    return bring_histories_in.call(str(now.organisation_id), str(now.pk), attempt or now.attempt)


def months_held(trust: Organisation) -> int:
    with in_organisation(trust):
        now = careers()
    return len(now.months) if now else 0


def contents(trust: Organisation) -> list[bytes | None]:
    with in_organisation(trust):
        return list(HistoryFile.objects.values_list("content", flat=True))


def two_minutes_pass(trust: Organisation) -> None:
    long_ago = timezone.now() - STOPPED_AFTER - timedelta(seconds=1)
    with in_organisation(trust):
        HistoryImport.objects.update(heard_at=long_ago)


def killed_at(
    step: str, when: str, found: HistoryImport, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start an import and kill its job before or after one of its steps."""
    room = attempts if step == "note_progress" else actions
    whole = getattr(room, step)

    def killed(*kind: Any, **names: Any) -> None:
        if when == "after":
            whole(*kind, **names)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(room, step, killed)
        with in_organisation(organisation()):
            actions.start_histories(import_id=found.pk, by=by)


@pytest.mark.parametrize("step", ["note_progress", "keep_careers"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_step_the_careers_before_stand_and_it_can_be_run_again(
    step: str, when: str, trust, analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
    found = drafted_histories(trust, analyst, histories(MONTHS[2]))
    killed_at(step, when, found, analyst, monkeypatch)
    # on PostgreSQL the scope is one transaction, so a step killed at its very end never was
    may_be_in = (step, when) == ("keep_careers", "after")
    assert months_held(trust) in ((2, 3) if may_be_in else (2,))
    if months_held(trust) == 2:
        two_minutes_pass(trust)
        client, here = signed_in(analyst), f"{HOME}{found.pk}/"
        assert "This import has stopped" in words(client.get(here))
        assert "Stopped before the end" in words(client.get(HOME))
        assert client.get(f"{here}progress/")["HX-Refresh"] == "true"
        client.post(f"{here}start-again/")
    assert months_held(trust) == 3
    with in_organisation(trust):
        assert CareerStore.objects.filter(source=found).count() == 1


def test_one_that_has_stopped_can_be_discarded(
    trust, analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drafted_histories(trust, analyst, histories(*MONTHS))
    killed_at("keep_careers", "before", found, analyst, monkeypatch)
    client = signed_in(analyst)
    assert "can no longer be discarded" in words(
        client.post(f"{HOME}{found.pk}/discard/", follow=True)
    )
    two_minutes_pass(trust)
    client.post(f"{HOME}{found.pk}/discard/")
    assert fresh(found).state == State.DISCARDED
    assert contents(trust) == [None]


def test_an_overtaken_job_writes_nothing_more(trust, analyst) -> None:
    found = drafted_histories(trust, analyst, histories(*MONTHS))
    with in_organisation(trust):
        HistoryImport.objects.update(state=State.RUNNING, attempt=2)
    assert run(found, 1) == "superseded"
    assert months_held(trust) == 0
    assert run(found, 2) == "done"
    assert months_held(trust) == 3
    assert run(found) == "superseded"


def test_careers_that_changed_under_a_job_are_not_lost(
    trust, analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing on the pages allows it; the database is the last to say so."""
    before = histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
    found = drafted_histories(trust, analyst, histories(MONTHS[2]))
    keep = actions.keep_careers

    def undone_meanwhile(**names: Any) -> None:
        HistoryImport.objects.filter(pk=before.pk).update(state=State.UNDONE)
        keep(**names)

    monkeypatch.setattr(actions, "keep_careers", undone_meanwhile)
    with in_organisation(trust):
        HistoryImport.objects.filter(pk=found.pk).update(state=State.RUNNING, attempt=1)
    assert run(found) == "superseded"
    with in_organisation(trust):
        assert CareerStore.objects.count() == 1


class TestOneAtATime:
    @pytest.fixture
    def running(self, trust, analyst) -> HistoryImport:
        found = drafted_histories(trust, analyst, histories(*MONTHS))
        with in_organisation(trust):
            HistoryImport.objects.update(
                state=State.RUNNING,
                attempt=1,
                step="Checking 2024-02, 1 of 3",
                percent=40,
                heard_at=timezone.now(),
            )
        return found

    def test_the_page_says_how_far_it_is(self, analyst, running) -> None:
        client, here = signed_in(analyst), f"{HOME}{running.pk}/"
        page = words(client.get(here))
        assert "Checking 2024-02, 1 of 3" in page
        assert '<noscript><p><a href="">Check again</a></p></noscript>' in page
        inside = client.get(f"{here}progress/")
        assert 'value="40"' in inside.content.decode()
        assert "HX-Refresh" not in inside
        assert "still being read" in words(client.post(f"{here}start-again/", follow=True))

    def test_no_file_is_added_meanwhile(self, trust, analyst, running) -> None:
        answer = signed_in(analyst).get(f"{HOME}files/", follow=True)
        assert "are being brought in already" in words(answer)
        with in_organisation(trust), pytest.raises(actions.NotNowError):
            actions.add_histories(organisation=trust, by=analyst, files=[])

    def test_one_that_began_while_files_were_sent_is_left_alone(
        self, trust, analyst, running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            "wardtoboard_web.staff.views.histories.histories_under_way", lambda: None
        )
        files = {"histories": [sent(histories("2024-01"), "history.csv")]}
        answer = signed_in(analyst).post(f"{HOME}files/", files, follow=True)
        assert "are being brought in already" in words(answer)

    def test_nothing_is_undone_meanwhile(self, trust, analyst) -> None:
        done = histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
        drafted_histories(trust, analyst, histories(MONTHS[2]))
        with in_organisation(trust):
            HistoryImport.objects.exclude(pk=done.pk).update(state=State.RUNNING)
            with pytest.raises(actions.NotNowError):
                actions.undo_histories(import_id=done.pk, by=analyst)


class TestPseudonyms:
    """They are read and never kept."""

    def test_files_go_when_the_import_ends(self, trust, analyst) -> None:
        found = drafted_histories(trust, analyst, histories(*MONTHS))
        assert contents(trust) == [histories(*MONTHS)]
        with in_organisation(trust):
            actions.start_histories(import_id=found.pk, by=analyst)
            kept = HistoryFile.objects.get()
        assert kept.content is None
        assert (kept.name, kept.size) == ("history-0.csv", len(histories(*MONTHS)))
        assert len(kept.sha256) == 64

    @pytest.mark.parametrize("end", ["refused", "discarded", "removed"])
    def test_files_go_however_it_ends(self, end: str, trust, analyst) -> None:
        found = drafted_histories(trust, analyst, DIRTY)
        given = {"import_id": found.pk, "by": analyst}
        with in_organisation(trust):
            if end == "refused":
                actions.start_histories(**given)
            elif end == "discarded":
                actions.discard_histories(**given)
            else:
                actions.remove_history(**given, file_id=found.files.get().pk)
        assert contents(trust) == ([] if end == "removed" else [None])

    def test_no_row_holds_one(self, trust, analyst) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS))
        with in_organisation(trust):
            rows = [
                list(model.objects.values())
                for model in (HistoryImport, HistoryFile, CareerStore, CareerFile)
            ]
            entries = list(Entry.objects.values())
        assert b"nurse 1" not in repr([rows, entries]).encode()
        assert all(b"nurse 1" not in one["content"] for one in rows[-1])

    def test_faults_of_their_column_do_not_quote_them(self) -> None:
        faults = [Fault("a", "b", column="Staff id", found="x"), Fault("a", "b", column="Month")]
        kept = without_pseudonyms(faults, frozenset({"Staff id"}))
        assert [fault.found for fault in kept] == ["", ""]

    def test_no_file_of_a_killed_process_stays_on_the_disk(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(career_files, "gettempdir", lambda: str(tmp_path))
        abandoned = tmp_path / "careers-abandoned"
        abandoned.mkdir()
        (abandoned / "in-use").touch()
        (abandoned / "history.csv").touch()
        (tmp_path / "others").mkdir()
        with working_folder() as first:
            assert not abandoned.exists()
            (tmp_path / "careers-in-use").symlink_to(first)
            with working_folder():
                assert first.exists()
        assert not first.exists()
        assert (tmp_path / "others").exists()
        assert first.parent == Path(gettempdir())

    def test_each_organisation_has_a_key_of_its_own(self, trust, settings) -> None:
        other = organisation("X2ZZ")
        key = pseudonym_key(trust.pk)
        assert len(key) == 32
        assert key != pseudonym_key(other.pk)
        settings.SECRET_KEY = "another" * 10
        assert key != pseudonym_key(trust.pk)

    def test_a_changed_secret_key_is_told_in_words(self, trust, analyst, settings) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
        settings.SECRET_KEY = "another" * 10
        found = histories_brought_in(trust, analyst, histories(MONTHS[2]))
        assert found.state == State.FAULTY
        (fault,) = found.faults
        assert "WARD_TO_BOARD_SECRET_KEY" in fault["do"]
        assert "undo the histories" in fault["do"]
        assert months_held(trust) == 2


class TestFilesOfCareers:
    def test_a_file_is_kept_once(self, trust, analyst) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
        histories_brought_in(trust, analyst, histories(MONTHS[2]))
        with in_organisation(trust):
            first, second = CareerStore.objects.order_by("version")
            kept = set(CareerFile.objects.values_list("digest", flat=True))
        names = [set(kept_files(one.manifest).values()) for one in (first, second)]
        assert names[0] & names[1]
        assert kept == names[0] | names[1]

    def test_undo_deletes_what_only_that_import_needs(self, trust, analyst) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
        found = histories_brought_in(trust, analyst, histories(MONTHS[2]))
        with in_organisation(trust):
            actions.undo_histories(import_id=found.pk, by=analyst)
            first = CareerStore.objects.get(version=1)
            kept = set(CareerFile.objects.values_list("digest", flat=True))
        assert kept == set(kept_files(first.manifest).values())
        assert months_held(trust) == 2

    def test_a_version_never_comes_back(self, trust, analyst) -> None:
        """What was worked out from careers that were undone must not be taken for others."""
        found = histories_brought_in(trust, analyst, histories(*MONTHS))
        assert months_held(trust) == 3
        with in_organisation(trust):
            actions.undo_histories(import_id=found.pk, by=analyst)
        histories_brought_in(trust, analyst, histories(*MONTHS[:2]))
        with in_organisation(trust):
            now = careers()
        assert now is not None
        assert (now.version, len(now.months)) == (2, 2)

    def test_they_are_read_once(self, trust, analyst) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS))
        with in_organisation(trust):
            assert careers() is careers()

    def test_another_organisation_has_none_of_them(self, trust, analyst) -> None:
        histories_brought_in(trust, analyst, histories(*MONTHS))
        with in_organisation(organisation("X2ZZ")):
            assert careers() is None
            assert not CareerFile.objects.exists()


class TestAudit:
    def test_an_import_tells_its_story(self, trust, analyst) -> None:
        found = histories_brought_in(trust, analyst, histories(*MONTHS))
        with in_organisation(trust):
            actions.undo_histories(import_id=found.pk, by=analyst)
            story = list(Entry.objects.filter(subject=str(found.pk)).order_by("pk"))
        assert [entry.action for entry in story] == [
            "history.import_begun",
            "history.file_added",
            "history.import_started",
            "history.import_finished",
            "history.import_undone",
        ]
        assert story[3].detail == {"rows": 12, "months": 3}
        assert [entry.actor == analyst.pk for entry in story] == [True, True, True, False, True]

    def test_a_refusal_is_recorded(self, trust, analyst) -> None:
        histories_brought_in(trust, analyst, DIRTY)
        with in_organisation(trust):
            last = Entry.objects.order_by("pk").last()
        assert last is not None
        assert (last.action, last.detail) == ("history.import_refused", {"faults": 1})

    @pytest.mark.parametrize(
        "act",
        [
            lambda o, p, i, f: actions.add_histories(organisation=o, by=p, files=[ANOTHER]),
            lambda o, p, i, f: actions.remove_history(import_id=i, by=p, file_id=f),
            lambda o, p, i, f: actions.name_history_codes(import_id=i, by=p, codes=["RAA"]),
            lambda o, p, i, f: actions.discard_histories(import_id=i, by=p),
            lambda o, p, i, f: actions.start_histories(import_id=i, by=p),
        ],
    )
    def test_without_an_entry_nothing_happens(
        self, act: Any, trust, analyst, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = drafted_histories(trust, analyst, histories(*MONTHS))
        with in_organisation(trust):
            file = found.files.get().pk

        def state() -> list[Any]:
            with in_organisation(trust):
                return [
                    list(model.objects.values())
                    for model in (HistoryImport, HistoryFile, CareerStore)
                ]

        before = state()

        def broken(**names: Any) -> None:
            raise RuntimeError("no")

        with monkeypatch.context() as patch:
            patch.setattr("wardtoboard_web.staff.actions.attempts.record", broken)
            with in_organisation(trust), pytest.raises(RuntimeError):
                act(trust, analyst, found.pk, file)
        assert state() == before
        with in_organisation(trust):
            act(trust, analyst, found.pk, file)


def test_what_nobody_has_started_for_a_day_is_forgotten(
    trust: Organisation, analyst: Person
) -> None:
    other = organisation("X2ZZ")
    left = drafted_histories(trust, analyst, histories(*MONTHS))
    new = drafted_histories(other, member(other, Role.ANALYST), histories(*MONTHS))
    with in_organisation(trust):
        HistoryImport.objects.filter(pk=left.pk).update(
            made_at=timezone.now() - timedelta(hours=25)
        )
    assert actions.forget_left_histories() == 1
    assert actions.forget_left_histories() == 0
    assert fresh(left).state == State.DISCARDED
    assert contents(trust) == [None]
    assert contents(other) != [None]
    with in_organisation(other):
        assert HistoryImport.objects.get(pk=new.pk).state == State.DRAFT
    with in_organisation(trust):
        entry = Entry.objects.order_by("-number").first()
    assert (entry.action, entry.actor) == ("history.import_discarded", None)
