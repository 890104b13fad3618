"""The ledger: chains that show tampering, and a database that refuses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from builders.site.ledger import without_triggers
from builders.site.people import organisation, person
from wardtoboard_web.audit.actions import record
from wardtoboard_web.audit.chain import SITE, START, hash_of
from wardtoboard_web.audit.facts import verify_chain
from wardtoboard_web.audit.models import Entry
from wardtoboard_web.organisations.scope import in_organisation

on_postgresql = connection.vendor == "postgresql"


def write(times: int, **detail: Any) -> None:
    for number in range(times):
        with transaction.atomic():
            record(by=None, action="thing.done", organisation=None, detail={"n": number, **detail})


def test_entries_are_numbered_and_linked() -> None:
    write(3)
    first, second, third = Entry.objects.filter(chain=SITE).order_by("number")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == (START, first.hash, second.hash)


def test_a_chain_as_it_was_written_is_whole() -> None:
    write(5, words="Ynys Môn ≥ 8", share=0.1, none=None, many=[1, {"a": True}])
    verdict = verify_chain(SITE)
    assert (verdict.entries, verdict.wrong) == (5, "")
    assert verdict.last == Entry.objects.get(number=5).hash


def test_an_empty_chain_is_whole() -> None:
    assert (verify_chain(SITE).entries, verify_chain(SITE).wrong) == (0, "")


def test_each_organisation_has_its_own_chain() -> None:
    ours, theirs = organisation("X1ZZ"), organisation("X2ZZ")
    for place in (ours, theirs, ours):
        with in_organisation(place), transaction.atomic():
            record(by=person(), action="thing.done", organisation=place)
    with in_organisation(ours):
        assert verify_chain(str(ours.pk)).entries == 2
    with in_organisation(theirs):
        assert verify_chain(str(theirs.pk)).entries == 1


def test_an_entry_is_written_in_the_transaction_of_what_it_records(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as outside:
        outside.setattr(transaction.get_connection(), "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="in the transaction"):
            record(by=None, action="thing.done", organisation=None)


def write_and_break() -> None:
    with transaction.atomic():
        record(by=None, action="thing.done", organisation=None)
        raise ZeroDivisionError


def test_what_is_rolled_back_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_break()
    assert verify_chain(SITE).entries == 0


# The database refuses


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'nothing.done'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_or_delete(statement: str) -> None:
    write(2)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify_chain(SITE).entries == 2


@pytest.mark.skipif(not on_postgresql, reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_ledger() -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_entry")


def test_django_cannot_change_or_delete_either() -> None:
    write(1)
    entry = Entry.objects.get()
    for touch in (entry.save, entry.delete, Entry.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            touch()


# And if it were done all the same


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "nothing.done"},
        {"subject": "someone else"},
        {"detail": {"n": 99}},
        {"actor": "00000000-0000-0000-0000-000000000001"},
        {"when": "2020-01-01T00:00:00+00:00"},
        {"hash": "f" * 64},
        {"previous": "f" * 64},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_entry_is_found(changed: dict[str, Any]) -> None:
    write(4)
    with without_triggers():
        Entry.objects.filter(number=2).update(**changed)
    verdict = verify_chain(SITE)
    assert verdict.entries == 1
    assert "entry 2 was changed" in verdict.wrong


def test_a_deleted_entry_is_found() -> None:
    write(4)
    with without_triggers():
        Entry.objects.filter(number=3).delete()
    assert verify_chain(SITE).wrong == "entry 3 is missing"


def test_an_entry_written_anew_with_its_own_hash_is_found() -> None:
    write(4)
    forged = Entry.objects.get(number=2)
    forged.detail = {"n": 99}
    with without_triggers():
        Entry.objects.filter(number=2).update(detail=forged.detail, hash=hash_of(forged))
    assert verify_chain(SITE).wrong == "entry 3 was changed"


def test_entries_cut_off_the_end_show_in_the_last_hash_kept_elsewhere() -> None:
    write(4)
    kept = verify_chain(SITE).last
    with without_triggers():
        Entry.objects.filter(number=4).delete()
    verdict = verify_chain(SITE)
    assert verdict.wrong == ""
    assert verdict.last != kept


@pytest.mark.skipif(not on_postgresql, reason="SQLite in memory has one connection, one writer")
def test_writers_at_the_same_time_keep_one_chain() -> None:
    """Each thread has a connection of its own; this one's transaction must not hold them up."""
    with ThreadPoolExecutor(max_workers=4) as threads:
        try:
            for done in [threads.submit(apart, write, 10) for _ in range(4)]:
                done.result()
            verdict = threads.submit(apart, verify_chain, SITE).result()
        finally:
            threads.submit(apart, wipe).result()
    assert (verdict.entries, verdict.wrong) == (40, "")


def apart(work: Callable[..., Any], *args: Any) -> Any:
    """Do some work in this thread, and hand its connection back."""
    try:
        return work(*args)
    finally:
        connections["default"].close()


def wipe() -> None:
    with without_triggers():
        Entry.objects.filter(chain=SITE).delete()


def test_the_chain_does_not_hang_on_the_order_of_details() -> None:
    with transaction.atomic():
        entry = record(by=None, action="thing.done", organisation=None, detail={"b": 1, "a": 2})
    found = Entry.objects.get(pk=entry.pk)
    found.detail = json.loads(json.dumps(found.detail, sort_keys=True))
    assert verify_chain(SITE).wrong == ""
