"""The entries of the audit ledger; the database refuses to change or delete one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One thing someone did: the next link in its organisation's chain, or in the site's own.

    `chain` is the organisation's id or `site`. `actor` is a person's id, kept when the account
    goes; None when it was a command or a job. `previous` is the hash of the
    entry before it in the chain; `hash` that of everything here and of `previous`.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    chain = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    when = models.DateTimeField()
    actor = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """Each number once in a chain."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="one_entry_a_number")
        ]

    def __str__(self) -> str:
        """Give the number and the action."""
        return f"{self.number} {self.action}"
