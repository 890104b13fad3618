"""The walls between organisations: what code can and cannot reach."""

from __future__ import annotations

from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError

from builders.site.people import member, organisation
from wardtoboard_web.organisations.models import Invitation, Membership, Organisation, Role
from wardtoboard_web.organisations.scope import (
    OrganisationOwned,
    OutOfScopeError,
    ScopedManager,
    current_organisation_id,
    in_organisation,
)
from wardtoboard_web.staff.models import Import, ImportFile, Upload


@pytest.fixture
def ours() -> Organisation:
    return organisation("X1ZZ")


@pytest.fixture
def theirs() -> Organisation:
    return organisation("X2ZZ")


def an_invitation(place: Organisation, email: str = "ada@nhs.uk") -> Invitation:
    with in_organisation(place):
        return Invitation.objects.create(email=email, roles=["analyst"], token_hash=uuid4().hex)


# Outside every scope nothing is read or written


@pytest.mark.parametrize(
    "touch",
    [
        lambda: Invitation.objects.all(),
        lambda: Invitation.objects.count(),
        lambda: Invitation.objects.get_or_create(email="a@nhs.uk"),
        lambda: Invitation.objects.bulk_create([Invitation(email="a@nhs.uk")]),
        lambda: Invitation(email="a@nhs.uk").save(),
        lambda: Invitation._base_manager.all(),
        lambda: Invitation._default_manager.all(),
        lambda: Invitation.objects.raw("SELECT * FROM organisations_invitation"),
        lambda: Invitation.everywhere.all(),
        lambda: Membership.everywhere.count(),
    ],
)
def test_outside_a_scope_it_is_refused(touch: Any) -> None:
    with pytest.raises(OutOfScopeError):
        touch()


def test_a_row_kept_from_a_scope_cannot_be_touched_outside(ours: Organisation) -> None:
    kept = an_invitation(ours)
    for touch in (kept.save, kept.delete, kept.refresh_from_db):
        with pytest.raises(OutOfScopeError):
            touch()


def test_a_query_kept_from_a_scope_gives_nothing_outside(ours: Organisation) -> None:
    an_invitation(ours)
    with in_organisation(ours):
        kept = Invitation.objects.filter(email="ada@nhs.uk")
    for touch in (lambda: list(kept), kept.count, kept.exists, kept.delete, kept.first):
        with pytest.raises(OutOfScopeError):
            touch()
    with pytest.raises(OutOfScopeError):
        kept.update(email="eve@nhs.uk")


def test_a_query_run_in_another_scope_gives_that_ones_rows(
    ours: Organisation, theirs: Organisation
) -> None:
    an_invitation(ours)
    other = an_invitation(theirs)
    with in_organisation(ours):
        kept = Invitation.objects.all()
    with in_organisation(theirs):
        assert list(kept) == [other]


def test_scopes_nest_and_end_when_something_breaks(
    ours: Organisation, theirs: Organisation
) -> None:
    with in_organisation(ours):
        with pytest.raises(ZeroDivisionError), in_organisation(theirs):
            raise ZeroDivisionError
        assert current_organisation_id() == ours.pk
        an_invitation(theirs)
        assert Invitation.objects.count() == 0
    assert current_organisation_id() is None


def test_another_thread_is_not_in_the_scope(ours: Organisation) -> None:
    seen: list[object] = []
    with in_organisation(ours):
        thread = Thread(target=lambda: seen.append(current_organisation_id()))
        thread.start()
        thread.join()
    assert seen == [None]


# Inside a scope, another organisation's rows are not there


def test_nothing_of_others_is_read(ours: Organisation, theirs: Organisation) -> None:
    other = an_invitation(theirs)
    with in_organisation(ours):
        assert not Invitation.objects.exists()
        assert not Invitation._base_manager.exists()
        assert Invitation.objects.in_bulk([other.pk]) == {}
        assert not Invitation.objects.filter(pk=other.pk).union(Invitation.objects.all()).exists()
        with pytest.raises(Invitation.DoesNotExist):
            Invitation.objects.get(pk=other.pk)
        with pytest.raises(ObjectDoesNotExist):
            other.refresh_from_db()


def test_nothing_of_others_is_changed(ours: Organisation, theirs: Organisation) -> None:
    other = an_invitation(theirs)
    with in_organisation(ours):
        assert Invitation.objects.update(email="eve@nhs.uk") == 0
        assert Invitation.objects.filter(pk=other.pk).delete() == (0, {})
        for touch in (other.save, other.delete):
            with pytest.raises(OutOfScopeError):
                touch()
        other.email = "eve@nhs.uk"
        with pytest.raises(OutOfScopeError):
            Invitation.objects.bulk_update([other], ["email"])
    with in_organisation(theirs):
        assert Invitation.objects.get().email == "ada@nhs.uk"


def test_a_row_under_anothers_key_is_not_overwritten(
    ours: Organisation, theirs: Organisation
) -> None:
    other = an_invitation(theirs)
    with in_organisation(ours):
        forged = Invitation(pk=other.pk, email="eve@nhs.uk", roles=[], token_hash="x")  # noqa: S106
        with pytest.raises(IntegrityError), transaction.atomic():
            forged.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            forged.save(force_update=True)


@pytest.mark.parametrize("how", ["save", "create", "get_or_create", "update_or_create", "bulk"])
def test_nothing_is_written_for_others(ours: Organisation, theirs: Organisation, how: str) -> None:
    values = {"email": "a@nhs.uk", "roles": [], "token_hash": "x", "organisation": theirs}
    writes = {
        "save": lambda: Invitation(**values).save(),
        "create": lambda: Invitation.objects.create(**values),
        "get_or_create": lambda: Invitation.objects.get_or_create(**values),
        "update_or_create": lambda: Invitation.objects.update_or_create(**values),
        "bulk": lambda: Invitation.objects.bulk_create([Invitation(**values)]),
    }
    with in_organisation(ours), pytest.raises(OutOfScopeError):
        writes[how]()
    with in_organisation(theirs):
        assert not Invitation.objects.exists()


def test_a_row_is_not_given_away(ours: Organisation, theirs: Organisation) -> None:
    own = an_invitation(ours)
    with in_organisation(ours):
        with pytest.raises(OutOfScopeError):
            Invitation.objects.update(organisation=theirs)
        with pytest.raises(OutOfScopeError):
            Invitation.objects.update(organisation_id=theirs.pk)
        own.organisation = theirs
        with pytest.raises(OutOfScopeError):
            own.save()
        with pytest.raises(OutOfScopeError):
            Invitation.objects.bulk_update([own], ["organisation"])


def test_a_conflict_does_not_change_anothers_row(ours: Organisation, theirs: Organisation) -> None:
    other = an_invitation(theirs)
    forged = Invitation(email="eve@nhs.uk", roles=[], token_hash=other.token_hash)
    with in_organisation(ours), pytest.raises(OutOfScopeError):
        Invitation.objects.bulk_create(
            [forged], update_conflicts=True, unique_fields=["token_hash"], update_fields=["email"]
        )


def test_sql_is_refused(ours: Organisation) -> None:
    with in_organisation(ours):
        for rows in (Invitation.objects, Invitation.objects.all()):
            with pytest.raises(OutOfScopeError):
                rows.raw("SELECT * FROM organisations_invitation")


# Rows that point to rows


def a_file(place: Organisation) -> ImportFile:
    with in_organisation(place):
        upload = Upload.objects.create(name="a.csv", content=b"", size=0, sha256="0" * 64)
        started = Import.objects.create(kind="staff")
        return ImportFile.objects.create(import_of=started, upload=upload)


def test_related_rows_are_those_of_the_scope(ours: Organisation, theirs: Organisation) -> None:
    own, other = a_file(ours), a_file(theirs)
    with in_organisation(ours):
        found = ImportFile.objects.select_related("import_of", "upload").get(pk=own.pk)
        assert found.upload.organisation_id == ours.pk
        assert list(found.import_of.files.all()) == [found]
        assert not other.import_of.files.exists()
        with pytest.raises(ObjectDoesNotExist):
            _ = ImportFile(upload_id=other.upload_id).upload


@pytest.mark.parametrize("how", ["create", "row", "update", "bulk", "related"])
def test_a_row_cannot_point_to_anothers(ours: Organisation, theirs: Organisation, how: str) -> None:
    own, other = a_file(ours), a_file(theirs)
    with in_organisation(ours):
        mixed = ImportFile(import_of=own.import_of, upload_id=other.upload_id)
        own.upload_id = other.upload_id
        files = ImportFile.objects
        writes = {
            "create": lambda: files.create(import_of=own.import_of, upload=other.upload),
            "row": mixed.save,
            "update": lambda: files.update(upload=other.upload),
            "bulk": lambda: files.bulk_update([own], ["upload"]),
            "related": lambda: own.import_of.files.create(upload_id=other.upload_id),
        }
        with pytest.raises(OutOfScopeError):
            writes[how]()


def test_an_organisation_with_rows_is_not_deleted(ours: Organisation) -> None:
    an_invitation(ours)
    with pytest.raises(OutOfScopeError):
        ours.delete()
    with in_organisation(ours), pytest.raises(ProtectedError):
        ours.delete()


def test_deleting_a_person_does_not_reach_into_organisations(
    ours: Organisation, theirs: Organisation
) -> None:
    someone = member(ours, Role.ANALYST)
    with pytest.raises(OutOfScopeError):
        someone.delete()


def test_roles_everywhere_are_read_and_never_changed(ours: Organisation) -> None:
    someone = member(ours, Role.ANALYST)
    rows = Membership.everywhere.of(someone)
    for touch in (
        rows.delete,
        lambda: rows.update(role=Role.ADMINISTRATOR),
        lambda: rows.create(role=Role.ADMINISTRATOR),
        lambda: rows.bulk_create([]),
        lambda: rows.bulk_update([], ["role"]),
        lambda: rows.get_or_create(role=Role.ADMINISTRATOR),
        lambda: rows.update_or_create(role=Role.ADMINISTRATOR),
        lambda: rows.raw("SELECT 1"),
    ):
        with pytest.raises(OutOfScopeError):
            touch()


# Every model that belongs to an organisation


def owned_models() -> list[type[OrganisationOwned]]:
    return [model for model in apps.get_models() if issubclass(model, OrganisationOwned)]


def test_there_are_models_to_look_at() -> None:
    assert {Membership, Invitation, Upload, Import} <= set(owned_models())


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model.__name__)
def test_every_model_is_reached_through_the_wall(model: type[models.Model]) -> None:
    assert isinstance(model._default_manager, ScopedManager)
    assert isinstance(model._base_manager, ScopedManager)
    assert not model._meta.many_to_many, "the table between would belong to nobody"
    with pytest.raises(OutOfScopeError):
        model._default_manager.count()


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model.__name__)
def test_no_row_of_another_kind_leads_to_it(model: type[models.Model]) -> None:
    """A relation from outside would be a way round the scope."""
    for field in model._meta.get_fields():
        if field.is_relation and field.auto_created and not field.concrete:
            assert issubclass(field.related_model, OrganisationOwned)
        elif field.is_relation and not issubclass(field.related_model, OrganisationOwned):
            assert field.remote_field.hidden, f"{model.__name__}.{field.name}"
