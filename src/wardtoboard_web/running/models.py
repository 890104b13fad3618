"""The workers that do jobs, as last seen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Worker(models.Model):
    """A worker's name and when it last said that it lives, by the database's clock."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    objects: ClassVar = models.Manager["Worker"]()

    def __str__(self) -> str:
        """Give the name."""
        return self.name
