"""Rows that belong to one organisation: outside its scope, a query is refused.

The first wall is here: such rows are read and written through a manager that knows one
organisation at a time. The second, on PostgreSQL, is row-level security: the database itself gives
and takes no row but those of the organisation named in the transaction. SQLite has no second wall.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import uuid4

from django.db import models
from django.db.models.expressions import Expression

from wardtoboard_web.organisations.current import (
    OutOfScopeError,
    as_invited,
    as_person,
    current_organisation_id,
    in_organisation,
    required_organisation_id,
)

__all__ = [
    "OrganisationOwned",
    "OutOfScopeError",
    "ScopedManager",
    "as_invited",
    "as_person",
    "current_organisation_id",
    "in_organisation",
]
M = TypeVar("M", bound=models.Model)
OWNER = frozenset({"organisation", "organisation_id"})


class CurrentOrganisation(Expression):
    """The organisation of the scope in which the query runs, whenever it was put together.

    A query that is kept and run later, in another scope or in none, gives nothing of the first.
    """

    output_field = models.UUIDField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Give the organisation to the database. Raises OutOfScopeError outside every scope."""
        found = required_organisation_id("a query")
        return "%s", (self.output_field.get_db_prep_value(found, connection),)


class ScopedQuerySet(models.QuerySet[M]):
    """A query over one organisation's rows, which can neither leave it nor give rows away."""

    def update(self, **kwargs: Any) -> int:
        """Change rows, but not whose they are. Raises OutOfScopeError."""
        if not OWNER.isdisjoint(kwargs):
            raise OutOfScopeError(f"a {self.model.__name__} cannot be given away")
        _check_links(self.model, [kwargs])
        return super().update(**kwargs)

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        """Add rows, each of this organisation. Raises OutOfScopeError."""
        if kwargs.get("update_conflicts") and OWNER.isdisjoint(kwargs.get("unique_fields") or ()):
            raise OutOfScopeError("what is changed on a conflict may be another organisation's")
        rows = list(objs)
        _check_own(self.model, rows)
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(
        self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """Change rows, each of this organisation. Raises OutOfScopeError."""
        rows = list(objs)
        _check_own(self.model, rows)
        return super().bulk_update(rows, list(fields), batch_size)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse SQL, which nothing keeps to one organisation's rows."""
        raise OutOfScopeError(f"{self.model.__name__} rows are not read by SQL")


class ScopedManager(models.Manager[M]):
    """Reads and writes the rows of the current organisation only."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Give the current organisation's rows. Raises OutOfScopeError outside a scope."""
        required_organisation_id(self.model.__name__)
        rows: ScopedQuerySet[M] = ScopedQuerySet(self.model, using=self._db)
        return rows.filter(organisation_id=CurrentOrganisation())

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse SQL, as the query does."""
        return self.get_queryset().raw(*args, **kwargs)


class OrganisationOwned(models.Model):
    """A row that belongs to one organisation and is seen in that organisation's scope only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedManager()

    class Meta:
        """No table of its own; relations use the scoped manager too."""

        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a row of the current organisation. Raises OutOfScopeError for any other."""
        _check_own(type(self), [self])
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a row of the current organisation. Raises OutOfScopeError for any other."""
        _check_own(type(self), [self])
        return super().delete(*args, **kwargs)


def _check_own(model: type[models.Model], rows: Iterable[Any]) -> None:
    """See that rows are this organisation's, and so is every row that they point to."""
    required = required_organisation_id(model.__name__)
    rows = list(rows)
    for row in rows:
        if row.organisation_id is None:
            row.organisation_id = required
        if row.organisation_id != required:
            raise OutOfScopeError(f"a {model.__name__} of another organisation was touched")
    _check_links(model, [row.__dict__ for row in rows])


def _check_links(model: type[models.Model], values: Iterable[dict[str, Any]]) -> None:
    """See that what is pointed to is this organisation's: the database itself does not."""
    values = list(values)
    for field in model._meta.concrete_fields:
        target = field.related_model
        if not (isinstance(target, type) and issubclass(target, OrganisationOwned)):
            continue
        given = [one.get(field.attname, one.get(field.name)) for one in values]
        plain = [key for key in given if not isinstance(key, Expression)]
        keys: set[Any] = {key.pk if isinstance(key, models.Model) else key for key in plain} - {
            None
        }
        if keys and target.objects.filter(pk__in=keys).count() != len(keys):
            raise OutOfScopeError(f"{field.name} is a row of another organisation")
