"""A person with an account."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    """Makes and finds people by their email address, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Make a person; without a password they sign in another way."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find a person by email address."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone with an account; what they may do hangs on their roles in organisations."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    objects: ClassVar = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One account an email address."""

        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_address")
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name
